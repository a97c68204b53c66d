import { EdgeFunction } from "../../../src/testing";
import { Resources, sentences, simulateBehavior } from "./fixture";

const FUNCTION: Resources = { aws_cloudfront_function: { Rewrite: { runtime: "cloudfront-js-2.0" } } };
const on = (event_type: string): object => ({
  function_association: [{ event_type, function_arn: "${aws_cloudfront_function.Rewrite.arn}" }],
});

const run = (event: string, handler: EdgeFunction, request: object = {}): ReturnType<typeof simulateBehavior> =>
  simulateBehavior(on(event), { functions: { Rewrite: handler }, ...request }, FUNCTION);

/** CloudFront Developer Guide, "CloudFront Functions event structure", "Restrictions on all edge functions". */
describe("a function of the viewer request", () => {
  test("may change the path that the origin is asked for, not the behavior", () => {
    const simulation = run("viewer-request", ({ request }) => ({ ...request, uri: `${request.uri}index.html` }));
    expect([simulation.origin?.path, simulation.behavior]).toEqual(["/index.html", "Default (*)"]);
    expect(sentences(simulation, "viewer request")).toEqual(["the function changes the path to /index.html"]);
  });

  test("may answer by itself", () => {
    const simulation = run("viewer-request", () => ({ statusCode: 302, headers: { Location: { value: "https://example.com/" } } }));
    expect(simulation.response).toEqual({ status: 302, headers: { location: "https://example.com/" }, from: "function" });
    expect(simulation.origin).toBeUndefined();
  });

  test("gets the event in CloudFront's structure", () => {
    const events: unknown[] = [];
    const handler: EdgeFunction = (event) => {
      events.push(event);
      return event.request;
    };
    run("viewer-request", handler, {
      url: "https://www.example.com/a?b=c&d",
      headers: { "X-A": "1" },
      cookies: { e: "f" },
      ip: "192.0.2.1",
    });
    expect(events).toEqual([
      {
        version: "1.0",
        context: { eventType: "viewer-request", distributionDomainName: "Site" },
        viewer: { ip: "192.0.2.1" },
        request: {
          method: "GET",
          uri: "/a",
          querystring: { b: { value: "c" }, d: { value: "" } },
          headers: { host: { value: "www.example.com" }, "user-agent": { value: "viewer" }, "x-a": { value: "1" } },
          cookies: { e: { value: "f" } },
        },
      },
    ]);
  });

  test("may change query, headers and cookies, which the cache key then has", () => {
    const handler: EdgeFunction = ({ request }) => ({
      ...request,
      querystring: { b: { value: "2" }, d: { value: "" } },
      headers: { ...request.headers, origin: { value: "https://a.example" } },
      cookies: {},
    });
    const { cacheKey } = simulateBehavior(
      { ...on("viewer-request"), cache_policy_id: "4cc15a8a-d715-48a4-82b8-cc0b614638fe" },
      { url: "https://www.example.com/?b=1", cookies: { e: "f" }, functions: { Rewrite: handler } },
      FUNCTION,
    );
    expect(cacheKey).toMatchObject({ query: ["b=2", "d"], cookies: [], headers: { origin: "https://a.example" } });
  });

  test("isn't run for a request that is redirected to HTTPS", () => {
    const { response } = run("viewer-request", () => ({ statusCode: 418 }), { url: "http://www.example.com/" });
    expect(response.status).toBe(301);
  });

  const ASSUMED = "the function Rewrite (viewer-request) changes nothing: give it in functions to have it run";

  test("that isn't given changes nothing, and that is said", () => {
    const { assumptions } = simulateBehavior(on("viewer-request"), {}, FUNCTION);
    expect(assumptions).toContain(ASSUMED);
  });

  const written = (code: string, request: object = {}): ReturnType<typeof simulateBehavior> =>
    simulateBehavior(on("viewer-request"), request, { aws_cloudfront_function: { Rewrite: { code } } });

  test("is run by its code in the stack, in strict mode, with Terraform's escapes undone", () => {
    const code = "function handler(event) {\n  event.request.uri = `/$${typeof this}%%{}` + event.request.uri;\n  return event.request;\n}";
    const simulation = written(code, { url: "https://www.example.com/a" });
    expect(simulation.origin?.path).toBe("/undefined%{}/a");
    expect(simulation.assumptions).not.toContain(ASSUMED);
  });

  // "JavaScript runtime 2.0 features for CloudFront Functions", "Built-in modules".
  test("may use the modules of the runtime, and write to its log", () => {
    const code = `var crypto = require('crypto'), querystring = require('querystring');
      const handler = (event) => {
        console.log(event);
        const hash = crypto.createHash('sha256').update(Buffer.from('a')).digest('hex');
        return { statusCode: 200, headers: { 'x-hash': { value: hash }, 'x-query': { value: querystring.stringify({ a: 1 }) } } };
      };`;
    expect(written(code).response.headers).toEqual({
      "x-hash": "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb",
      "x-query": "a=1",
    });
  });

  test("is run as it is given, whatever its code in the stack", () => {
    const code = "function handler() { return { statusCode: 418 }; }";
    const functions = { Rewrite: ({ request }: { request: object }) => request };
    expect(written(code, { functions }).response.status).toBe(200);
  });

  test.each([
    ["reads a key value store", "import cf from 'cloudfront';\nfunction handler(event) { return event.request; }"],
    ["is asynchronous", "async function handler(event) { return event.request; }"],
    ["holds what only Terraform knows", "function handler(event) { return { statusCode: ${var.status} }; }"],
  ])("changes nothing where its code %s, and that is said", (_, code) => {
    expect(written(code).assumptions).toContain(ASSUMED);
  });

  test("that never ends fails", () => {
    expect(() => written("function handler() { for (;;); }")).toThrow("Script execution timed out after 1000ms");
  });
});

describe("a function of the viewer response", () => {
  const marked: EdgeFunction = ({ response }) => ({ ...response, headers: { ...response.headers, "x-a": { value: "1" } } });

  test("may change the response", () => {
    const simulation = run("viewer-response", marked, { response: { headers: { "x-b": "2" } } });
    expect(simulation.response).toEqual({ status: 200, headers: { "x-b": "2", "x-a": "1" }, from: "origin" });
  });

  // CloudFront Developer Guide, "CloudFront Functions event structure".
  test("gets the event in CloudFront's structure", () => {
    const events: unknown[] = [];
    const function_association = [{ event_type: "viewer-response", function_arn: "${aws_cloudfront_function.Seen.arn}" }];
    simulateBehavior(
      { function_association },
      {
        url: "https://www.example.com/a?b=c",
        ip: "192.0.2.1",
        cookies: { d: "e" },
        response: { status: 201, headers: { "X-A": "1" } },
        functions: {
          Seen: (event: { response: object }) => {
            events.push(event);
            return event.response;
          },
        },
      },
      { aws_cloudfront_function: { Seen: {} } },
    );
    expect(events).toEqual([
      {
        version: "1.0",
        context: { eventType: "viewer-response", distributionDomainName: "Site" },
        viewer: { ip: "192.0.2.1" },
        request: {
          method: "GET",
          uri: "/a",
          querystring: { b: { value: "c" } },
          headers: { host: { value: "www.example.com" }, "user-agent": { value: "viewer" } },
          cookies: { d: { value: "e" } },
        },
        response: { statusCode: 201, headers: { "x-a": { value: "1" } } },
      },
    ]);
  });

  test("isn't run for an error of the origin", () => {
    expect(run("viewer-response", marked, { response: { status: 400 } }).response.headers).toEqual({});
    expect(run("viewer-response", marked, { response: { status: 399 } }).response.headers).toEqual({ "x-a": "1" });
  });
});

test.each(["viewer-request", "origin-request", "origin-response"])("Lambda@Edge (%s) isn't computed, and that is said", (event_type) => {
  const { assumptions } = simulateBehavior(
    { lambda_function_association: [{ event_type, lambda_arn: "${aws_lambda_function.Auth.qualified_arn}" }] },
    {},
    {
      aws_lambda_function: { Auth: {} },
    },
  );
  expect(assumptions).toContain(`Lambda@Edge Auth (${event_type}) changes nothing`);
});
