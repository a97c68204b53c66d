import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { TerraformVariable } from "cdktf";
import { EdgeFunction, EdgeFunctionProps, KeyValueStore } from "../../modules/edge";
import { checkEdgeFunctions, functionAssociations } from "../../modules/edge/function-associations";
import { Validator } from "../../src/internal/validator";
import { Arguments, LONGEST_REGION, messageOf, synth, testStack } from "../support/synth";

const CODE = "function handler(event) { return event.request; }";
const ARN = "arn:aws:cloudfront::111122223333:function/redirects";

function functionOf(props: EdgeFunctionProps): Arguments {
  const stack = testStack();
  new EdgeFunction(stack, "Redirects", props);
  return synth(stack).resource("aws_cloudfront_function");
}

describe("a CloudFront function", () => {
  test("runs on the runtime 2.0 and is published", () => {
    expect(functionOf({ code: CODE })).toMatchObject({
      runtime: "cloudfront-js-2.0",
      publish: true,
      code: CODE,
      comment: "trading-test/Redirects",
    });
  });

  test("has a name of its own in the account, within CloudFront's 64 characters", () => {
    const stack = testStack("trading-platform-of-a-long-name", LONGEST_REGION);
    new EdgeFunction(stack, "RedirectsOfTheOldInstruments", { code: CODE });
    const { name } = synth(stack).resource("aws_cloudfront_function");
    expect(name).toMatch(/^[a-zA-Z0-9-_]{1,64}$/);
    expect(name.endsWith(LONGEST_REGION)).toBe(true);
  });

  test("goes last, when no behavior names it any more", () => {
    expect(functionOf({ code: CODE }).lifecycle).toEqual({ create_before_destroy: true });
  });

  test("is read from a file", () => {
    const folder = mkdtempSync(join(tmpdir(), "edge-function-"));
    writeFileSync(join(folder, "redirects.js"), CODE);
    expect(functionOf({ codeFile: join(folder, "redirects.js") }).code).toBe(CODE);
    rmSync(folder, { recursive: true });
  });

  test("keeps its own template literals, and references of Terraform's", () => {
    const stack = testStack();
    const host = new TerraformVariable(stack, "Host", { type: "string" }).stringValue;
    new EdgeFunction(stack, "Redirects", { code: `function handler() { return \`\${x} ${host}\`; }` });
    expect(synth(stack).resource("aws_cloudfront_function").code).toBe("function handler() { return `$${x} ${var.Host}`; }");
  });

  test("reads a key value store", () => {
    const stack = testStack();
    const keyValueStore = new KeyValueStore(stack, "Targets");
    new EdgeFunction(stack, "Redirects", { code: CODE, keyValueStore });
    expect(synth(stack).resource("aws_cloudfront_function").key_value_store_associations).toEqual([
      expect.stringMatching(/^\$\{aws_cloudfront_key_value_store\.Targets_.*\.arn\}$/),
    ]);
  });

  test("may have exactly 10 KB", () => {
    expect(functionOf({ code: CODE.padEnd(10_240) }).code).toHaveLength(10_240);
  });

  test("may be called by an asynchronous or an assigned handler", () => {
    for (const code of ["async function handler(event) {}", "const handler = async (event) => event.request;"]) {
      expect(functionOf({ code }).code).toBe(code);
    }
  });

  // CloudFront Developer Guide, "Helper methods for key value stores".
  test("may import the helper of key value stores", () => {
    for (const head of ["import cf from 'cloudfront';\n", 'import cf from "cloudfront"\n']) {
      const code = `${head}const kvs = cf.kvs();\nasync function handler(event) { return await kvs.get("a"); }`;
      expect(functionOf({ code }).code).toBe(code);
    }
  });

  test.each([
    ["function handler(event) { return event.request; ", "line 1: Unexpected end of input"],
    ["import cf from 'cloudfront';\n\nfunction handler(event) {\n  return event..request;\n}", "line 4: Unexpected token '.'"],
    ["function handler(event) { await event; }", "line 1: await is only valid in async functions and the top level bodies of modules"],
  ])("is refused with a syntax error: %j", (code, received) => {
    expect(messageOf(() => functionOf({ code }))).toBe(
      `trading-test/Redirects: invalid input\n  - code: must be JavaScript without syntax errors: CloudFront refuses it otherwise, once it is deployed; received "${received}". Correct the code.`,
    );
  });

  test("that exists is taken by its ARN", () => {
    const stack = testStack();
    expect(EdgeFunction.fromArn(stack, "Redirects", ARN).functionArn).toBe(ARN);
    expect(synth(stack).types).toEqual([]);
  });
});

describe("a behavior", () => {
  const viewerRequest = { functionArn: ARN };
  const viewerResponse = { functionArn: `${ARN}-2` };

  test("has one function for each event of the viewer's", () => {
    expect(functionAssociations({ viewerRequest, viewerResponse })).toEqual([
      { eventType: "viewer-request", functionArn: ARN },
      { eventType: "viewer-response", functionArn: `${ARN}-2` },
    ]);
    expect(functionAssociations({ viewerResponse })).toEqual([{ eventType: "viewer-response", functionArn: `${ARN}-2` }]);
  });

  test.each([undefined, {}])("without a function has no block: %j", (functions) => expect(functionAssociations(functions)).toBeUndefined());

  test("refuses what is no function, and events that only Lambda@Edge has", () => {
    const validator = new Validator("trading-test/Edge");
    checkEdgeFunctions(validator, "functions", { viewerRequest, originRequest: viewerRequest } as never);
    expect(messageOf(() => validator.throwIfInvalid())).toBe(
      `trading-test/Edge: invalid input\n  - functions.originRequest: must be a prop that there is; received {"functionArn":"${ARN}"}. Leave it out. The props are viewerRequest, viewerResponse.`,
    );
    const check = (): unknown => checkEdgeFunctions(new Validator("trading-test/Edge"), "functions", { viewerRequest: ARN as never });
    expect(messageOf(check)).toBe(
      `trading-test/Edge: invalid input\n  - functions.viewerRequest: must be an EdgeFunction; received "${ARN}". Give an EdgeFunction; for one that exists, EdgeFunction.fromArn(…).`,
    );
  });
});

const BOTH = "code: must be given, or codeFile, and not both";

test.each<[string, unknown, string]>([
  ["no code", {}, `${BOTH}; received nothing. Give one of them.`],
  ["code twice", { code: CODE, codeFile: "redirects.js" }, `${BOTH}; received "code and codeFile". Give one of them.`],
  ["code of another type", { code: 1 }, "code: must be a string; received 1. Put it in quotes."],
  [
    "a store's ARN in place of the store",
    { code: CODE, keyValueStore: "arn" },
    'keyValueStore: must be a KeyValueStore; received "arn". Give a KeyValueStore; for one that exists, KeyValueStore.fromArn(…).',
  ],
  [
    "code of more than 10 KB",
    { code: CODE.padEnd(10_239) + "ü" },
    'code: must be 10240 bytes or fewer; received "10241 bytes". Shorten it, or read what it needs from a key value store.',
  ],
  [
    "long code with template literals",
    { code: CODE + "`${x}`".repeat(2000) },
    'code: must be 10240 bytes or fewer; received "12049 bytes". Shorten it, or read what it needs from a key value store.',
  ],
  [
    "code without a handler",
    { code: "function handle(event) {}" },
    'code: must have a function called handler, which CloudFront calls; received "25 bytes". Write it as function handler(event) { return event.request; }',
  ],
  [
    "a file that there isn't",
    { codeFile: "/nowhere/redirects.js" },
    "codeFile: must be a file that can be read; received \"/nowhere/redirects.js\". ENOENT: no such file or directory, open '/nowhere/redirects.js'.",
  ],
])("a CloudFront function refuses %s", (_, props, line) => {
  const message = messageOf(() => new EdgeFunction(testStack(), "Redirects", props as EdgeFunctionProps));
  expect(message).toBe(`trading-test/Redirects: invalid input\n  - ${line}`);
});

test("a CloudFront function that exists is refused by anything but its ARN", () => {
  const arn = "arn:aws:lambda:us-east-1:111122223333:function:redirects:1";
  expect(messageOf(() => EdgeFunction.fromArn(testStack(), "Redirects", arn))).toBe(
    "trading-test/Redirects: invalid input\n" +
      `  - functionArn: must be a CloudFront function's ARN: one of Lambda can't be used here; received "${arn}". Write it as "arn:aws:cloudfront::111122223333:function/redirects".`,
  );
});
