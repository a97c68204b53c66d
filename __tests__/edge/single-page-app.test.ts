import { runInNewContext } from "node:vm";
import { Token } from "cdktf";
import { Linter } from "eslint";
import { EdgeFunction, singlePageApp, singlePageAppFunction } from "../../modules/edge";
import { simulateRequest } from "../../src/testing";
import { messageOf, synth, testStack } from "../support/synth";
import { bucket, makeDistribution } from "./fixture";

/** The event of a request (CloudFront Developer Guide, "CloudFront Functions event structure", "Example event object"). */
function viewerRequest(uri: string) {
  return {
    version: "1.0",
    context: {
      distributionDomainName: "d111111abcdef8.cloudfront.net",
      distributionId: "EDFDVBD6EXAMPLE",
      eventType: "viewer-request",
      requestId: "EXAMPLEntjQpEXAMPLE_SG5Z-EXAMPLEPmPfEXAMPLEu3EqEXAMPLE==",
    },
    viewer: { ip: "198.51.100.11" },
    request: {
      method: "GET",
      uri,
      querystring: { ID: { value: "42" }, TEST: { value: "", multiValue: [{ value: "" }, { value: "b" }] } },
      headers: { host: { value: "trading.example.com" }, "user-agent": { value: "Mozilla/5.0" } },
      cookies: { session: { value: "x" } },
    },
  };
}

function codeOf(props?: Parameters<typeof singlePageAppFunction>[2]): string {
  const stack = testStack();
  singlePageAppFunction(stack, "App", props);
  return synth(stack).resource("aws_cloudfront_function").code;
}

function run(code: string, uri: string): ReturnType<typeof viewerRequest>["request"] {
  const event = viewerRequest(uri);
  return runInNewContext(`${code}; handler(event);`, { event }, { timeout: 1000 });
}

describe("a single-page app's function", () => {
  const code = codeOf();

  test.each([
    ["/", "/index.html"],
    ["/orders", "/index.html"],
    ["/orders/17/", "/index.html"],
    ["/instruments/BRK.B", "/index.html"],
    ["/instruments/BRK.B/chart", "/index.html"],
    ["/v1.2/orders", "/index.html"],
    ["/main.js", "/main.js"],
    ["/static/main.8f3a.css", "/static/main.8f3a.css"],
    ["/fonts/inter.woff2", "/fonts/inter.woff2"],
    // RFC 8615: well-known URIs are files whatever their names end in.
    ["/.well-known/security.txt", "/.well-known/security.txt"],
    ["/.well-known/apple-app-site-association", "/.well-known/apple-app-site-association"],
    ["/docs/.well-known/orders", "/index.html"],
  ])("answers %s with %s", (uri, answered) => expect(run(code, uri).uri).toBe(answered));

  test("changes nothing but the path", () => {
    const { uri, ...others } = run(code, "/orders");
    const { uri: _, ...before } = viewerRequest("/orders").request;
    expect(uri).toBe("/index.html");
    expect(others).toEqual(before);
  });

  test("serves an app under a sub-path", () => {
    const app = codeOf({ indexDocument: "/app/index.html" });
    expect(run(app, "/app/orders/17").uri).toBe("/app/index.html");
    expect(run(app, "/app/main.js").uri).toBe("/app/main.js");
  });

  test("is ECMAScript 5.1, all of which the runtime 2.0 has", () => {
    const parse = (text: string): string[] =>
      new Linter({ configType: "eslintrc" }).verify(text, { parserOptions: { ecmaVersion: 5 } }).map(({ message }) => message);
    expect(parse(code)).toEqual([]);
    expect(parse("let x;")).toEqual(["Parsing error: Unexpected token x"]);
  });

  test("is a CloudFront function like every other", () => {
    expect(singlePageAppFunction(testStack(), "App")).toBeInstanceOf(EdgeFunction);
  });
});

describe("a distribution of a single-page app", () => {
  const { stack } = makeDistribution({ origins: { pages: { bucket: bucket() } }, defaultBehavior: singlePageApp("pages") });
  const synthesized = synth(stack);
  const simulated = (path: string) => simulateRequest(synthesized, { url: `https://d111111abcdef8.cloudfront.net${path}` });

  test.each([
    ["/orders/17", "/index.html"],
    ["/main.js", "/main.js"],
  ])("reads for %s, by a simulation of the request, %s of its bucket", (path, key) => {
    expect(simulated(path).origin?.path).toBe(key);
    expect(simulated(path).assumptions.join()).not.toContain("function");
  });
});

test.each<[string, unknown, string]>([
  ["a number", 1, "indexDocument: must be a string; received 1. Put it in quotes."],
  [
    "a path without a slash",
    "index.html",
    'indexDocument: must be the path of a file: a slash before each part, and an extension; received "index.html". Write it as "/app/index.html".',
  ],
  [
    "a folder",
    "/app/",
    'indexDocument: must be the path of a file: a slash before each part, and an extension; received "/app/". Write it as "/app/index.html".',
  ],
])("a single-page app's function refuses %s as its index document", (_, indexDocument, line) => {
  expect(messageOf(() => singlePageAppFunction(testStack(), "App", { indexDocument } as never))).toBe(
    `trading-test/App: invalid input\n  - ${line}`,
  );
});

test("a single-page app's index document is part of the function's code: a reference is refused", () => {
  const indexDocument = Token.asString("${var.page}");
  expect(messageOf(() => singlePageAppFunction(testStack(), "App", { indexDocument }))).toBe(
    'trading-test/App: invalid input\n  - indexDocument: must be known at synthesis; received "a value that only Terraform knows". Write the value itself: it decides what is created.',
  );
});
