import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { TerraformOutput, TerraformStack, Testing } from "cdktf";
import { AwsEnvironment } from "../../src/core";
import { messageOf, synth, testStack } from "../support/synth";

function unpinnedStack() {
  const stack = new TerraformStack(Testing.app(), "trading-test");
  new AwsProvider(stack, "Aws");
  return stack;
}

describe("AwsEnvironment", () => {
  test("that is given needs no data source", () => {
    const stack = testStack();
    const environment = AwsEnvironment.of(stack);
    expect(environment.arn("logs", "log-group:*")).toBe("arn:aws:logs:eu-central-1:111122223333:log-group:*");
    expect(environment.knownRegion).toBe("eu-central-1");
    expect(synth(stack).json.data).toBeUndefined();
  });

  test("looks up what isn't given, once for the stack, and only what is asked for", () => {
    const stack = unpinnedStack();
    new TerraformOutput(stack, "Account", { value: AwsEnvironment.of(stack).accountId });
    new TerraformOutput(stack, "AccountAgain", { value: AwsEnvironment.of(stack).accountId });
    expect(Object.keys(synth(stack).json.data)).toEqual(["aws_caller_identity"]);
  });

  test("writes an ARN of a looked-up environment as references", () => {
    const stack = unpinnedStack();
    new TerraformOutput(stack, "Arn", { value: AwsEnvironment.of(stack).arn("logs", "x") });
    const synthesized = synth(stack);
    expect(Object.keys(synthesized.json.data).sort()).toEqual(["aws_caller_identity", "aws_partition", "aws_region"]);
    expect(synthesized.json.output.Arn.value).toMatch(
      /^arn:\$\{data\.aws_partition.*\}:logs:\$\{data\.aws_region.*\}:\$\{data\.aws_caller_identity.*\}:x$/,
    );
    expect(AwsEnvironment.of(stack).knownRegion).toBeUndefined();
  });

  test.each([
    ["eu-central-1", "aws"],
    ["cn-north-1", "aws-cn"],
    ["us-gov-west-1", "aws-us-gov"],
  ])("knows the partition of %s", (region, partition) => {
    expect(new AwsEnvironment(unpinnedStack(), { region }).partition).toBe(partition);
  });

  test("makes nothing by being read", () => {
    const stack = unpinnedStack();
    expect(AwsEnvironment.of(stack).knownRegion).toBeUndefined();
    expect(stack.node.children.map(({ node }) => node.id)).toEqual(["Aws"]);
  });

  test("can be given after it was read, as long as nothing was looked up", () => {
    const stack = unpinnedStack();
    void AwsEnvironment.of(stack).knownRegion;
    new AwsEnvironment(stack, { region: "eu-central-1" });
    expect(AwsEnvironment.of(stack).region).toBe("eu-central-1");
  });

  test("is refused after the account or the region was looked up", () => {
    const stack = unpinnedStack();
    void AwsEnvironment.of(stack).accountId;
    expect(messageOf(() => new AwsEnvironment(stack, { accountId: "111122223333" }))).toBe(
      'trading-test: invalid input\n  - AwsEnvironment: must be made before what asks for the account or the region, which have been looked up; received ["CallerIdentity"]. Make it first in the stack.',
    );
  });

  test("is refused a second time", () => {
    expect(messageOf(() => new AwsEnvironment(testStack()))).toBe(
      "trading-test: invalid input\n  - AwsEnvironment: must be made once in a stack; received the AwsEnvironment trading-test/AwsEnvironment. Remove the second one.",
    );
  });

  test("refuses an account id that isn't quoted, which would lose its leading zeros", () => {
    expect(messageOf(() => new AwsEnvironment(unpinnedStack(), { accountId: 111122223333 as never }))).toBe(
      "trading-test/AwsEnvironment: invalid input\n  - accountId: must be a string; received 111122223333. Put it in quotes.",
    );
  });

  test("refuses an account id and a region of the wrong form, both in one error", () => {
    const message = messageOf(() => new AwsEnvironment(unpinnedStack(), { accountId: "123", region: "Frankfurt" }));
    expect(message).toBe(
      [
        "trading-test/AwsEnvironment: 2 invalid inputs",
        '  - accountId: must be twelve digits; received "123". Copy the account id, leading zeros included, as a string.',
        '  - region: must be a region\'s code; received "Frankfurt". Give a code such as "eu-central-1".',
      ].join("\n"),
    );
  });
});
