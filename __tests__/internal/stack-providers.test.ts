import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { SnsTopic } from "@cdktf/provider-aws/lib/sns-topic";
import { TerraformStack, Testing } from "cdktf";
import { AwsEnvironment, EncryptionKey, LogBucket, NotificationTopic } from "../../src";
import { testStacks } from "../support/stacks";
import { REGION, messageOf, synth, testStack } from "../support/synth";

describe("a provider of another stack", () => {
  const refusal = (path: string) =>
    `services/${path}: invalid input\n  - provider: must be a provider of services: Terraform finds none of network there; ` +
    "received the AwsProvider network/Second. Make an AwsProvider with these settings in services.";

  // Terraform, "Provider Configuration": a resource's provider is one of its own module.
  test("is refused where a construct is given it", () => {
    const [network, services] = testStacks("network", "services") as [TerraformStack, TerraformStack];
    const provider = new AwsProvider(network, "Second", { region: "eu-west-1", alias: "second" });
    new LogBucket(services, "Logs", { provider });
    expect(messageOf(() => synth(services))).toBe(refusal("Logs/Resource"));
  });

  test("is refused where a topic is given it", () => {
    const [network, services] = testStacks("network", "services") as [TerraformStack, TerraformStack];
    const provider = new AwsProvider(network, "Second", { region: "eu-west-1", alias: "second" });
    new NotificationTopic(services, "Topic", { encryptionKey: new EncryptionKey(services, "Key", { provider }), provider });
    expect(messageOf(() => synth(services))).toBe(refusal("Key/Resource"));
  });

  test("is refused of a resource written by hand", () => {
    const [network, services] = testStacks("network", "services") as [TerraformStack, TerraformStack];
    AwsEnvironment.of(services);
    new SnsTopic(services, "Topic", { provider: new AwsProvider(network, "Second", { region: "eu-west-1", alias: "second" }) });
    expect(messageOf(() => synth(services))).toBe(refusal("Topic"));
  });

  test("of the stack itself is none", () => {
    const stack = testStack();
    new LogBucket(stack, "Logs", { provider: new AwsProvider(stack, "Second", { region: "eu-west-1", alias: "second" }) });
    expect(() => synth(stack)).not.toThrow();
  });
});

describe("the providers of a stack", () => {
  // Terraform, "Provider Configuration": without an alias is the default one, and a second one is an error at init.
  test("are refused where two have no alias", () => {
    const stack = testStack();
    new AwsProvider(stack, "Second", { region: "eu-west-1" });
    expect(messageOf(() => synth(stack))).toBe(
      "trading-test/Second: invalid input\n  - alias: must be given: trading-test/Aws is the stack's provider without one, and Terraform takes a single one; " +
        'received nothing. Give it an alias, such as "second", or remove it.',
    );
  });

  test.each([
    ["eu-centrall-1", "Did you mean eu-central-1?"],
    ["eu-central-1a", "Did you mean eu-central-1?"],
    ["eu-central", 'Give a code such as "eu-central-1".'],
    ["Frankfurt", 'Give a code such as "eu-central-1".'],
  ])("are refused with %s for a region", (region, fix) => {
    const stack = new TerraformStack(Testing.app(), "trading");
    AwsEnvironment.of(stack);
    new AwsProvider(stack, "Aws", { region });
    expect(messageOf(() => synth(stack))).toBe(
      `trading/Aws: invalid input\n  - region: must be a region's code; received "${region}". ${fix}`,
    );
  });

  // AWS SDKs, partitions.json; the last is none today.
  test.each(["us-east-1", "us-gov-west-1", "cn-northwest-1", "ap-southeast-5", "us-isof-south-1", "eusc-de-east-1", "eu-north-9"])(
    "may be of %s",
    (region) => {
      const stack = new TerraformStack(Testing.app(), "trading");
      AwsEnvironment.of(stack);
      new AwsProvider(stack, "Aws", { region });
      expect(() => synth(stack)).not.toThrow();
    },
  );

  // Terraform, AWS provider, "allowed_account_ids": an empty list allows every account.
  test("are refused with an account id that is undefined, as an unset variable is", () => {
    const stack = new TerraformStack(Testing.app(), "trading");
    AwsEnvironment.of(stack);
    new AwsProvider(stack, "Aws", { region: REGION, allowedAccountIds: [process.env.NO_SUCH_VARIABLE as string] });
    expect(messageOf(() => synth(stack))).toBe(
      "trading/Aws: invalid input\n  - allowedAccountIds[0]: must be given: without it the list guards nothing; received nothing. " +
        "Set the variable that it is read from.",
    );
  });

  test("are refused with an account id that isn't twelve digits", () => {
    const stack = new TerraformStack(Testing.app(), "trading");
    AwsEnvironment.of(stack);
    new AwsProvider(stack, "Aws", { region: REGION, allowedAccountIds: ["1111-2222-3333"], forbiddenAccountIds: ["4444"] });
    expect(messageOf(() => synth(stack))).toBe(
      "trading/Aws: 2 invalid inputs\n" +
        '  - allowedAccountIds[0]: must be twelve digits; received "1111-2222-3333". Copy the account id, leading zeros included, as a string.\n' +
        '  - forbiddenAccountIds[0]: must be twelve digits; received "4444". Copy the account id, leading zeros included, as a string.',
    );
  });
});
