/** What users give by mistake: each is refused in a sentence that says what to give. */
import { App, TerraformStack, Testing } from "cdktf";
import { SynthesizedStack, checkPolicies, permissions, policyStatements, simulateRequest, synthesize } from "../../src/testing";
import { messageOf } from "../support/synth";
import { said, webStack } from "./matchers/fixture";
import { plan } from "./plan-fixture";
import { simulate, stackOf } from "./requests/fixture";

const stack = (): TerraformStack => new TerraformStack(Testing.app(), "orders");
const TAKES = "takes what synthesize returns, of a stack or of each in a list";

describe("in place of a synthesized stack", () => {
  test.each<[string, unknown, string]>([
    ["a stack", stack(), ""],
    ["a promise", Promise.resolve(webStack()), "; received a promise: await it first"],
    ["a plan", plan(), "; received a plan: give fromPlan(plan)"],
    ["Terraform's JSON", webStack().json, "; received Terraform's JSON: give new SynthesizedStack(json)"],
  ])("%s", (_, given, received) => {
    expect(said(() => expect(given).toHaveResource("aws_vpc"))).toBe(
      `toHaveResource ${TAKES}: expect(synthesize(stack)).toHaveResource(…)${received}`,
    );
    expect(messageOf(() => permissions(given as SynthesizedStack))).toBe(`permissions ${TAKES}: permissions(synthesize(stack))${received}`);
  });
});

describe("in place of a stack", () => {
  test.each<[string, unknown, string]>([
    ["an app", new App(), "an App: give one of its stacks"],
    ["what is synthesized", synthesize(stack()), "one that is synthesized already: take it as it is"],
    ["nothing", undefined, "undefined"],
  ])("%s", (_, given, received) => {
    expect(messageOf(() => synthesize(given as TerraformStack))).toBe(`synthesize takes a TerraformStack, received ${received}`);
  });
});

test("nothing in place of a construct", () => {
  expect(messageOf(() => webStack().resourcesOf(undefined as never))).toBe(
    "resourcesOf takes a construct or its path below the stack, received undefined",
  );
});

test("a reference in place of a policy", () => {
  expect(messageOf(() => policyStatements("${data.aws_iam_policy_document.Reads.json}"))).toBe(
    "policyStatements takes a policy as JSON, received the reference ${data.aws_iam_policy_document.Reads.json}. " +
      'Read the statements of the data source: stack.data("aws_iam_policy_document").',
  );
});

test("another document in place of a policy", () => {
  expect(messageOf(() => policyStatements("{}"))).toBe("policyStatements takes a policy as JSON, received one without Statement");
});

test("no rules, of which each would hold", () => {
  expect(messageOf(() => checkPolicies(webStack(), { rules: [] }))).toBe(
    "checkPolicies: invalid input\n  - rules: must have a rule at least; received []. Leave it out to check all rules of the catalogue.",
  );
});

test("a function at a path that nothing is at", () => {
  const rewrites = stackOf({}, { aws_cloudfront_function: { Rewrite: { runtime: "cloudfront-js-2.0" } } });
  expect(messageOf(() => simulate(rewrites, { functions: { Rewrites: (event: unknown) => event } }))).toBe(
    'functions has "Rewrites", which is no function of the stacks: name one of Rewrite; or an ARN',
  );
});

test("the request in place of the stack", () => {
  const request = { url: "https://www.example.com/" };
  expect(messageOf(() => simulateRequest(request as never, webStack() as never))).toBe(
    `simulateRequest ${TAKES}: simulateRequest(synthesize(stack), …)`,
  );
});
