import { readFileSync } from "node:fs";
import { join } from "node:path";
import { AwsProvider, AwsProviderConfig } from "@cdktf/provider-aws/lib/provider";
import { App, TerraformOutput, TerraformStack, TerraformVariable, Testing } from "cdktf";
import { Construct } from "constructs";
import { AwsEnvironment, EncryptionKey } from "../../src/core";
import { Arguments, messageOf, synth, testStack } from "../support/synth";

function emptyStack(): TerraformStack {
  return new TerraformStack(Testing.app(), "trading-test");
}

function stackWith(config: AwsProviderConfig): TerraformStack {
  const stack = emptyStack();
  new AwsProvider(stack, "Aws", config);
  return stack;
}

function unpinnedStack(): TerraformStack {
  return stackWith({});
}

/** An ARN of a stack's environment, asked for now and written at synthesis. */
function arnOutput(stack: TerraformStack): () => string {
  new TerraformOutput(stack, "Arn", { value: AwsEnvironment.of(stack).arn("logs", "x") });
  return () => synth(stack).json.output.Arn.value;
}

const ARN = "arn:aws:logs:eu-central-1:111122223333:x";
const HELD = { region: "eu-central-1", allowedAccountIds: ["111122223333"] };

describe("AwsEnvironment", () => {
  test("that is given needs no data source", () => {
    const stack = unpinnedStack();
    new AwsEnvironment(stack, { accountId: "111122223333", region: "eu-central-1" });
    expect(arnOutput(stack)()).toBe(ARN);
    expect(synth(stack).json.data).toBeUndefined();
  });

  test("is what the stack's provider says: its region, and the one account that it allows", () => {
    const stack = stackWith(HELD);
    expect(AwsEnvironment.of(stack).arn("logs", "x")).toBe(ARN);
    expect(arnOutput(stack)()).toBe(ARN);
    expect(synth(stack).json.data).toBeUndefined();
  });

  test("is the same whether the provider comes before or after what asks for it", () => {
    const stack = emptyStack();
    const arn = arnOutput(stack);
    new AwsProvider(stack, "Aws", HELD);
    expect(arn()).toBe(ARN);
    expect(synth(stack).json.data).toBeUndefined();
  });

  test("is the same whether it comes before or after what asks for it", () => {
    const stack = unpinnedStack();
    const arn = arnOutput(stack);
    new AwsEnvironment(stack, { accountId: "111122223333", region: "eu-central-1" });
    expect(arn()).toBe(ARN);
    expect(synth(stack).json.data).toBeUndefined();
  });

  test("finds a provider that is made in another construct", () => {
    const stack = emptyStack();
    new AwsProvider(new Construct(stack, "Providers"), "Aws", HELD);
    expect(arnOutput(stack)()).toBe(ARN);
  });

  test("passes over a provider with an alias, which is not the stack's default", () => {
    const stack = emptyStack();
    new AwsProvider(stack, "Global", { region: "us-east-1", alias: "global" });
    new AwsProvider(stack, "Aws", HELD);
    expect(arnOutput(stack)()).toBe(ARN);
  });

  test("takes from the provider what it doesn't say itself", () => {
    const stack = stackWith({ region: "eu-central-1" });
    new AwsEnvironment(stack, { accountId: "111122223333" });
    expect(AwsEnvironment.of(stack).arn("logs", "x")).toBe(ARN);
    const other = stackWith({ allowedAccountIds: ["111122223333"] });
    new AwsEnvironment(other, { region: "eu-central-1" });
    expect(AwsEnvironment.of(other).arn("logs", "x")).toBe(ARN);
  });

  test("takes a region that is a variable as the reference that it is", () => {
    const stack = emptyStack();
    new AwsProvider(stack, "Aws", { region: new TerraformVariable(stack, "region", { type: "string" }).stringValue });
    new TerraformOutput(stack, "Region", { value: AwsEnvironment.of(stack).region });
    const { json } = synth(stack);
    expect(json.output.Region.value).toBe("${var.region}");
    expect(json.data).toBeUndefined();
  });

  test("looks the account up where the provider allows several", () => {
    const stack = stackWith({ ...HELD, allowedAccountIds: ["111122223333", "444455556666"] });
    new TerraformOutput(stack, "Account", { value: AwsEnvironment.of(stack).accountId });
    expect(Object.keys(synth(stack).json.data)).toEqual(["aws_caller_identity"]);
  });

  test("looks up what nobody says, once for the stack, and only what is asked for", () => {
    const stack = unpinnedStack();
    new TerraformOutput(stack, "Account", { value: AwsEnvironment.of(stack).accountId });
    new TerraformOutput(stack, "AccountAgain", { value: AwsEnvironment.of(stack).accountId });
    expect(Object.keys(synth(stack).json.data)).toEqual(["aws_caller_identity"]);
  });

  test("writes an ARN of a looked-up environment as references", () => {
    const stack = unpinnedStack();
    const arn = arnOutput(stack)();
    expect(Object.keys(synth(stack).json.data).sort()).toEqual(["aws_caller_identity", "aws_partition", "aws_region"]);
    expect(arn).toMatch(/^arn:\$\{data\.aws_partition.*\}:logs:\$\{data\.aws_region.*\}:\$\{data\.aws_caller_identity.*\}:x$/);
  });

  test("holds its data sources in what an app writes as well", () => {
    const app = new App({ outdir: Testing.app().outdir });
    const stack = new TerraformStack(app, "trading-test");
    new AwsProvider(stack, "Aws", {});
    new TerraformOutput(stack, "Arn", { value: AwsEnvironment.of(stack).arn("logs", "x") });
    stack.prepareStack();
    expect(Object.keys((stack.toTerraform() as Arguments).data).sort()).toEqual(["aws_caller_identity", "aws_partition", "aws_region"]);
  });

  test("holds its data sources in what an app writes to its files, under ids that states know", () => {
    const { outdir } = Testing.app();
    const app = new App({ outdir, stackTraces: false });
    const stack = new TerraformStack(app, "trading-test");
    new AwsProvider(stack, "Aws", {});
    const environment = AwsEnvironment.of(stack);
    new TerraformOutput(stack, "Arn", { value: environment.arn("logs", "x") });
    new TerraformOutput(stack, "DnsSuffix", { value: environment.dnsSuffix });
    app.synth();
    const { data } = JSON.parse(readFileSync(join(outdir, "stacks/trading-test/cdk.tf.json"), "utf8")) as Arguments;
    const ids = Object.values(data as Record<string, object>).flatMap((sources) => Object.keys(sources));
    expect(ids.map((id) => id.replace(/_[0-9A-F]{8}$/, "")).sort()).toEqual([
      "AwsEnvironment_CallerIdentity",
      "AwsEnvironment_Partition",
      "AwsEnvironment_Region",
    ]);
  });

  // AWS General Reference, "Amazon Resource Names"; AWS SDKs, partitions.json.
  test.each([
    ["eu-central-1", "aws", "amazonaws.com"],
    ["cn-north-1", "aws-cn", "amazonaws.com.cn"],
    ["us-gov-west-1", "aws-us-gov", "amazonaws.com"],
    ["eusc-de-east-1", "aws-eusc", "amazonaws.eu"],
    ["us-iso-east-1", "aws-iso", "c2s.ic.gov"],
    ["us-isob-east-1", "aws-iso-b", "sc2s.sgov.gov"],
    ["eu-isoe-west-1", "aws-iso-e", "cloud.adc-e.uk"],
    ["us-isof-south-1", "aws-iso-f", "csp.hci.ic.gov"],
  ])("knows the partition of %s", (region, partition, dnsSuffix) => {
    const environment = new AwsEnvironment(unpinnedStack(), { region });
    expect({ partition: environment.partition, dnsSuffix: environment.dnsSuffix }).toEqual({ partition, dnsSuffix });
  });

  test("makes nothing by being read", () => {
    const stack = unpinnedStack();
    void AwsEnvironment.of(stack).region;
    expect(stack.node.children.map(({ node }) => node.id)).toEqual(["Aws"]);
  });

  test("is refused a second time", () => {
    expect(messageOf(() => new AwsEnvironment(testStack()))).toBe(
      "trading-test: invalid input\n  - AwsEnvironment: must be made once in a stack; received the AwsEnvironment trading-test/AwsEnvironment. Remove the second one.",
    );
  });

  test.each([
    [
      "region",
      { region: "eu-west-1" },
      'region: must be the region of the stack\'s AWS provider, eu-central-1; received "eu-west-1". Leave it out: the provider says it.',
    ],
    [
      "account",
      { accountId: "444455556666" },
      'accountId: must be allowed by the stack\'s AWS provider, whose allowedAccountIds are 111122223333; received "444455556666". Correct one of them.',
    ],
  ])("is refused at synthesis where the provider is of another %s", (_, props, message) => {
    const stack = emptyStack();
    new AwsEnvironment(stack, props);
    new AwsProvider(stack, "Aws", HELD);
    expect(messageOf(() => synth(stack))).toBe(`trading-test/AwsEnvironment: invalid input\n  - ${message}`);
  });

  test("is refused at synthesis where it is none of the accounts that the provider allows", () => {
    const stack = stackWith({ allowedAccountIds: ["111122223333", "222233334444"] });
    new AwsEnvironment(stack, { accountId: "444455556666" });
    expect(messageOf(() => synth(stack))).toContain("whose allowedAccountIds are 111122223333, 222233334444; received");
  });

  test("is refused at synthesis where the provider forbids its account", () => {
    const stack = stackWith({ forbiddenAccountIds: ["111122223333"] });
    new AwsEnvironment(stack, { accountId: "111122223333" });
    expect(messageOf(() => synth(stack))).toBe(
      'trading-test/AwsEnvironment: invalid input\n  - accountId: must not be forbidden by the stack\'s AWS provider (forbiddenAccountIds); received "111122223333". Correct one of them.',
    );
  });

  test("is accepted beside a provider that says the same", () => {
    const stack = stackWith(HELD);
    new AwsEnvironment(stack, { accountId: "111122223333", region: "eu-central-1" });
    expect(() => synth(stack)).not.toThrow();
  });

  test("gives a key its region whatever the order of lines", () => {
    const regionOfKey = (providerFirst: boolean): unknown => {
      const stack = emptyStack();
      const provide = (): AwsProvider => new AwsProvider(stack, "Aws", HELD);
      if (providerFirst) provide();
      new TerraformOutput(stack, "Region", { value: new EncryptionKey(stack, "Key").region });
      if (!providerFirst) provide();
      return synth(stack).json;
    };
    expect(regionOfKey(false)).toEqual(regionOfKey(true));
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
