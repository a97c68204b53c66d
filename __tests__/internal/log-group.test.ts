import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { TerraformStack, Testing } from "cdktf";
import { EncryptionKey } from "../../src/core";
import { createLogGroup } from "../../src/internal/log-group";
import { ACCOUNT_ID, statements, synth, testStack } from "../support/synth";

const SETTINGS = { name: "/platform/api", retentionDays: 365, removal: "protect" } as const;

describe("createLogGroup", () => {
  test("makes a group that is kept for its retention and can't be destroyed under protect", () => {
    const stack = testStack();
    createLogGroup(stack, "Logs", SETTINGS);
    expect(synth(stack).resource("aws_cloudwatch_log_group")).toMatchObject({
      name: "/platform/api",
      retention_in_days: 365,
      lifecycle: { prevent_destroy: true },
    });
  });

  // CloudWatch Logs has no deletion protection: `skip_destroy` (provider, aws_cloudwatch_log_group) keeps the group where its block is gone.
  test.each([
    ["protect", true],
    ["destroy", undefined],
  ] as const)("under %s has skip_destroy %s, which holds where the construct has left the code", (removal, skipDestroy) => {
    const stack = testStack();
    createLogGroup(stack, "Logs", { ...SETTINGS, removal });
    expect(synth(stack).resource("aws_cloudwatch_log_group").skip_destroy).toBe(skipDestroy);
  });

  test("lets CloudWatch Logs of the key's region use the key for this account's log groups", () => {
    const stack = testStack();
    createLogGroup(stack, "Logs", { ...SETTINGS, encryptionKey: new EncryptionKey(stack, "Key") });
    // CloudWatch Logs User Guide, "Encrypt log data", step 2.
    expect(statements(synth(stack).resource("aws_kms_key").policy)[1]).toEqual({
      Sid: "CloudWatchLogs",
      Effect: "Allow",
      Principal: { Service: "logs.eu-central-1.amazonaws.com" },
      Action: ["kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey*", "kms:ReEncrypt*"],
      Resource: "*",
      Condition: { ArnLike: { "kms:EncryptionContext:aws:logs:arn": `arn:aws:logs:eu-central-1:${ACCOUNT_ID}:log-group:*` } },
    });
  });

  test("under a key of another region allows that region's service", () => {
    const stack = testStack();
    const provider = new AwsProvider(stack, "Global", { region: "us-east-1", alias: "global" });
    const encryptionKey = new EncryptionKey(stack, "Key", { provider, region: "us-east-1" });
    createLogGroup(stack, "Logs", { ...SETTINGS, encryptionKey, provider });
    expect(synth(stack).resource("aws_cloudwatch_log_group")).toMatchObject({
      kms_key_id: expect.stringContaining("aws_kms_key.Key"),
      provider: "aws.global",
    });
    expect(statements(synth(stack).resource("aws_kms_key").policy)[1]).toMatchObject({
      Principal: { Service: "logs.us-east-1.amazonaws.com" },
      Condition: { ArnLike: { "kms:EncryptionContext:aws:logs:arn": `arn:aws:logs:us-east-1:${ACCOUNT_ID}:log-group:*` } },
    });
  });

  // AWS provider, aws_service_principal: the principal of CloudWatch Logs in China ends as hosts do there, elsewhere in amazonaws.com.
  test.each([
    ["cn-north-1", "logs.cn-north-1.amazonaws.com.cn"],
    ["us-gov-west-1", "logs.us-gov-west-1.amazonaws.com"],
    ["eusc-de-east-1", "logs.eusc-de-east-1.amazonaws.com"],
  ])("in %s allows %s", (region, principal) => {
    const stack = testStack("trading-test", region);
    createLogGroup(stack, "Logs", { ...SETTINGS, encryptionKey: new EncryptionKey(stack, "Key") });
    expect(statements(synth(stack).resource("aws_kms_key").policy)[1]!.Principal).toEqual({ Service: principal });
  });

  test.each([
    ["cn-north-1", "logs.cn-north-1.amazonaws.com.cn"],
    ["eusc-de-east-1", "logs.eusc-de-east-1.amazonaws.com"],
  ])("in %s allows %s also where the stack's provider is made last", (region, principal) => {
    const stack = new TerraformStack(Testing.app(), "trading-test");
    createLogGroup(stack, "Logs", { ...SETTINGS, encryptionKey: new EncryptionKey(stack, "Key") });
    new AwsProvider(stack, "Aws", { region });
    expect(statements(synth(stack).resource("aws_kms_key").policy)[1]!.Principal).toEqual({ Service: principal });
  });

  test("allows the partition's principal where Terraform looks the partition up", () => {
    const stack = new TerraformStack(Testing.app(), "trading-test");
    new AwsProvider(stack, "Aws", {});
    createLogGroup(stack, "Logs", { ...SETTINGS, encryptionKey: new EncryptionKey(stack, "Key") });
    expect(statements(synth(stack).resource("aws_kms_key").policy)[1]!.Principal).toEqual({
      Service: expect.stringMatching(/^logs\.\$\{data\.aws_region\.\w+\.name\}\.\$\{data\.aws_partition\.\w+\.dns_suffix\}$/),
    });
  });
});
