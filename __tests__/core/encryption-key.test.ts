import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { EncryptionKey, Role } from "../../src/core";
import { ACCOUNT_ID, messageOf, statements, synth, testStack } from "../support/synth";

function policyAfter(action: (key: EncryptionKey) => void) {
  const stack = testStack();
  action(new EncryptionKey(stack, "Key"));
  return statements(synth(stack).resource("aws_kms_key").policy);
}

describe("EncryptionKey", () => {
  test("rotates yearly, waits 30 days before it is deleted, and can't be destroyed by default", () => {
    const stack = testStack();
    new EncryptionKey(stack, "Key");
    expect(synth(stack).resource("aws_kms_key")).toMatchObject({
      enable_key_rotation: true,
      rotation_period_in_days: 365,
      deletion_window_in_days: 30,
      multi_region: false,
      lifecycle: { prevent_destroy: true },
    });
  });

  test("has an alias that names it", () => {
    const stack = testStack();
    new EncryptionKey(stack, "Key");
    expect(synth(stack).resource("aws_kms_alias").name).toBe("alias/trading-test-Key");
  });

  test("takes every choice", () => {
    const stack = testStack();
    const provider = new AwsProvider(stack, "Global", { region: "us-east-1", alias: "global" });
    new EncryptionKey(stack, "Key", {
      description: "Edge logs",
      rotationPeriodDays: 90,
      multiRegion: true,
      deletionWindowDays: 7,
      aliasName: "edge/logs",
      removal: "destroy",
      provider,
      region: "us-east-1",
    }).allowCloudWatchLogs();
    const key = synth(stack).resource("aws_kms_key");
    expect(key).toMatchObject({
      description: "Edge logs",
      rotation_period_in_days: 90,
      multi_region: true,
      deletion_window_in_days: 7,
      provider: "aws.global",
    });
    expect(key.lifecycle).toBeUndefined();
    expect(key.policy).toContain("logs.us-east-1.amazonaws.com");
    expect(synth(stack).resource("aws_kms_alias")).toMatchObject({ name: "alias/edge/logs", provider: "aws.global" });
  });

  test("admits nobody but the account's own policies until a module asks", () => {
    expect(policyAfter(() => undefined)).toEqual([
      {
        Sid: "AccountAdministration",
        Effect: "Allow",
        Principal: { AWS: `arn:aws:iam::${ACCOUNT_ID}:root` },
        Action: "kms:*",
        Resource: "*",
      },
    ]);
  });

  test("admits CloudWatch Logs of its region for this account's log groups", () => {
    expect(policyAfter((key) => key.allowCloudWatchLogs())[1]).toMatchObject({
      Principal: { Service: "logs.eu-central-1.amazonaws.com" },
      Condition: { ArnLike: { "kms:EncryptionContext:aws:logs:arn": `arn:aws:logs:eu-central-1:${ACCOUNT_ID}:log-group:*` } },
    });
  });

  test("lets Auto Scaling's role use it and create grants for AWS resources alone", () => {
    const [, grants, use] = policyAfter((key) => key.allowAutoScaling("arn:aws:iam::1:role/asg"));
    expect(grants).toMatchObject({
      Principal: { AWS: "arn:aws:iam::1:role/asg" },
      Action: "kms:CreateGrant",
      Condition: { Bool: { "kms:GrantIsForAWSResource": "true" } },
    });
    expect(use.Action).not.toContain("kms:CreateGrant");
  });

  test.each([
    ["CloudWatch alarms", (key: EncryptionKey) => key.allowCloudWatchAlarms(), "cloudwatch.amazonaws.com"],
    ["S3 notifications", (key: EncryptionKey) => key.allowS3Notifications("arn:aws:s3:::b"), "s3.amazonaws.com"],
    ["S3 inventories", (key: EncryptionKey) => key.allowS3Inventory("arn:aws:s3:::b"), "s3.amazonaws.com"],
    ["log delivery", (key: EncryptionKey) => key.allowLogDelivery(), "delivery.logs.amazonaws.com"],
    ["CloudFront", (key: EncryptionKey) => key.allowCloudFrontRead("arn:aws:s3:::b"), "cloudfront.amazonaws.com"],
  ])("admits %s of this account alone", (_, action, service) => {
    expect(policyAfter(action)[1]).toMatchObject({
      Principal: { Service: service },
      Condition: { StringEquals: { "aws:SourceAccount": ACCOUNT_ID } },
    });
  });

  test("admits one trail of CloudTrail", () => {
    const trail = `arn:aws:cloudtrail:eu-central-1:${ACCOUNT_ID}:trail/main`;
    expect(policyAfter((key) => key.allowCloudTrail(trail))[1]).toMatchObject({
      Principal: { Service: "cloudtrail.amazonaws.com" },
      Condition: { StringEquals: { "aws:SourceArn": trail } },
    });
  });

  test("admits CloudFront for one bucket's objects and no other's", () => {
    expect(policyAfter((key) => key.allowCloudFrontRead("arn:aws:s3:::assets"))[1]!.Condition.StringLike).toEqual({
      "kms:EncryptionContext:aws:s3:arn": ["arn:aws:s3:::assets", "arn:aws:s3:::assets/*"],
    });
  });

  test("admits EventBridge to use it for delivery", () => {
    expect(policyAfter((key) => key.allowEventBridge())[1]).toMatchObject({
      Principal: { Service: "events.amazonaws.com" },
      Action: ["kms:Decrypt", "kms:GenerateDataKey*"],
    });
  });

  test("holds a statement once however often it is asked for, in one order whatever the order of the calls", () => {
    const one = policyAfter((key) => [key.allowCloudWatchLogs(), key.allowCloudWatchAlarms(), key.allowCloudWatchLogs()]);
    const other = policyAfter((key) => [key.allowCloudWatchAlarms(), key.allowCloudWatchLogs()]);
    expect(one).toEqual(other);
    expect(one).toHaveLength(3);
  });

  test("grants a role exactly its own use", () => {
    const stack = testStack();
    const role = new Role(stack, "Role", { assumedBy: { services: ["ec2.amazonaws.com"] } });
    const key = new EncryptionKey(stack, "Key");
    key.grantDecrypt(role);
    key.grantEncryptDecrypt(role);
    expect(statements(synth(stack).resource("aws_iam_role_policy").policy)).toMatchObject([
      { Sid: "Decrypt", Action: "kms:Decrypt" },
      { Sid: "EncryptDecrypt", Action: ["kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey*", "kms:ReEncrypt*"] },
    ]);
  });

  test("that exists already grants to roles and leaves its policy to its owner", () => {
    const stack = testStack();
    const role = new Role(stack, "Role", { assumedBy: { services: ["ec2.amazonaws.com"] } });
    const arn = `arn:aws:kms:eu-central-1:${ACCOUNT_ID}:key/0d3c`;
    const key = EncryptionKey.fromArn(stack, "Key", arn);
    key.grantDecrypt(role);
    key.allowCloudWatchLogs();
    key.allowS3Inventory("arn:aws:s3:::b");
    key.allowCloudTrail("arn:aws:cloudtrail:eu-central-1:1:trail/main");
    const synthesized = synth(stack);
    expect(synthesized.resources("aws_kms_key")).toEqual({});
    expect(statements(synthesized.resource("aws_iam_role_policy").policy)[0]).toMatchObject({ Resource: arn });
  });

  test("refuses an alias in place of a key's ARN", () => {
    const message = messageOf(() => EncryptionKey.fromArn(testStack(), "Key", `arn:aws:kms:eu-central-1:${ACCOUNT_ID}:alias/main`));
    expect(message).toBe(
      `trading-test/Key: invalid input\n  - arn: must be a key's ARN, not an alias; received "arn:aws:kms:eu-central-1:${ACCOUNT_ID}:alias/main". Copy the ARN that ends in "key/…".`,
    );
  });

  test("names every invalid prop at once", () => {
    const message = messageOf(
      () =>
        new EncryptionKey(testStack(), "Key", { rotationPeriodDays: 30, deletionWindowDays: 3, aliasName: "alias/x", region: "us-east-1" }),
    );
    expect(message).toBe(
      [
        "trading-test/Key: 4 invalid inputs",
        "  - rotationPeriodDays: must be a whole number from 90 to 2560 days; received 30. Give a value from 90 to 2560.",
        "  - deletionWindowDays: must be a whole number from 7 to 30 days; received 3. Give a value from 7 to 30.",
        '  - aliasName: must be 1 to 250 letters, digits, slashes, underscores and dashes, without alias/ or aws/ before them; received "alias/x". Write it as "trading-prod".',
        '  - region: must come together with provider; received "us-east-1". Give both, for a key in another region, or neither.',
      ].join("\n"),
    );
  });
});
