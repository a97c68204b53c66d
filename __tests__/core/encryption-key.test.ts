import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { TerraformOutput, Token } from "cdktf";
import { EncryptionKey, KeyPolicyStatement, Role } from "../../src/core";
import { ACCOUNT_ID, messageOf, statements, synth, testStack, warnings } from "../support/synth";

const LOGS: KeyPolicyStatement = { sid: "Logs", principals: { services: ["logs.amazonaws.com"] }, actions: ["kms:Encrypt"] };
const ALARMS: KeyPolicyStatement = { sid: "Alarms", principals: { services: ["cloudwatch.amazonaws.com"] }, actions: ["kms:Decrypt"] };
const ARN = `arn:aws:kms:eu-west-1:${ACCOUNT_ID}:key/0d3c`;

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
    });
    const key = synth(stack).resource("aws_kms_key");
    expect(key).toMatchObject({
      description: "Edge logs",
      rotation_period_in_days: 90,
      multi_region: true,
      deletion_window_in_days: 7,
      provider: "aws.global",
    });
    expect(key.lifecycle).toBeUndefined();
    expect(synth(stack).resource("aws_kms_alias")).toMatchObject({ name: "alias/edge/logs", provider: "aws.global" });
  });

  // KMS API reference, CreateAlias: 1 to 256 characters, alias/ among them.
  test("has an alias of at most 256 characters, however deep it is", () => {
    const stack = testStack();
    new EncryptionKey(stack, "K".repeat(300));
    expect(synth(stack).resource("aws_kms_alias").name).toHaveLength(256);
  });

  test("has the underscores of its path in its alias, and what it encrypts in its description", () => {
    const stack = testStack();
    const key = new EncryptionKey(stack, "Trade_Key");
    expect(key.aliasName).toBe("trading-test-Trade_Key");
    expect(synth(stack).resource("aws_kms_key").description).toBe("Encrypts trading-test/Trade_Key");
  });

  test("keeps the ids of its constructs", () => {
    expect(new EncryptionKey(testStack(), "Key").node.children.map(({ node }) => node.id)).toEqual(["Resource", "Alias"]);
  });

  test("allows nobody but the account's own policies until a module asks", () => {
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

  test("holds a statement once however often it is asked for, in one order whatever the order of the calls", () => {
    const one = policyAfter((key) => [LOGS, ALARMS, LOGS].forEach((statement) => key.addToPolicy(statement)));
    const other = policyAfter((key) => [ALARMS, LOGS].forEach((statement) => key.addToPolicy(statement)));
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

  // KMS Developer Guide, "kms:ViaService".
  test("grants its use through one service", () => {
    const stack = testStack();
    const role = new Role(stack, "Role", { assumedBy: { services: ["ec2.amazonaws.com"] } });
    const key = new EncryptionKey(stack, "Key");
    key.grantDecrypt(role, "s3");
    key.grantEncryptDecrypt(role, "sqs");
    expect(statements(synth(stack).resource("aws_iam_role_policy").policy)).toMatchObject([
      { Sid: "DecryptThroughS3", Condition: { StringLike: { "kms:ViaService": "s3.eu-central-1.*" } } },
      { Sid: "EncryptDecryptThroughSqs", Condition: { StringLike: { "kms:ViaService": "sqs.eu-central-1.*" } } },
    ]);
  });

  test("grants its use through no host", () => {
    const stack = testStack();
    const role = new Role(stack, "Role", { assumedBy: { services: ["ec2.amazonaws.com"] } });
    expect(messageOf(() => new EncryptionKey(stack, "Key").grantDecrypt(role, "s3.amazonaws.com"))).toBe(
      'trading-test/Key: invalid input\n  - throughService: must be the name of a service; received "s3.amazonaws.com". Write it as "s3".',
    );
  });

  test("is in the stack's region unless it has another's provider", () => {
    const stack = testStack();
    const provider = new AwsProvider(stack, "Global", { region: "us-east-1", alias: "global" });
    expect(new EncryptionKey(stack, "Key").region).toBe("eu-central-1");
    expect(new EncryptionKey(stack, "GlobalKey", { provider, region: "us-east-1" }).region).toBe("us-east-1");
  });

  test.each([
    ["a removal that there isn't", { removal: "retain" }, 'removal: must be one of protect, destroy; received "retain". Use one of these.'],
    ["a number in quotes", { rotationPeriodDays: "365" }, 'rotationPeriodDays: must be a number; received "365". Write it without quotes.'],
    [
      "a region in place of a provider",
      { provider: "us-east-1" },
      'provider: must be a provider; received "us-east-1". Give an AwsProvider, such as new AwsProvider(this, "Global", { region: "us-east-1", alias: "global" }).',
    ],
  ])("refuses %s, as plain JavaScript may give it", (_, props, message) => {
    expect(messageOf(() => new EncryptionKey(testStack(), "Key", props as never))).toBe(`trading-test/Key: invalid input\n  - ${message}`);
  });

  test("refuses to grant through something that is no text", () => {
    const stack = testStack();
    const role = new Role(stack, "Role", { assumedBy: { services: ["ec2.amazonaws.com"] } });
    expect(messageOf(() => new EncryptionKey(stack, "Key").grantDecrypt(role, 5 as never))).toBe(
      "trading-test/Key: invalid input\n  - throughService: must be a string; received 5. Put it in quotes.",
    );
  });

  test("refuses to grant to something without a role", () => {
    expect(messageOf(() => new EncryptionKey(testStack(), "Key").grantDecrypt({} as never))).toContain(
      "grantee: must be a role, or something that runs as one; received {}",
    );
    expect(messageOf(() => new EncryptionKey(testStack(), "Key").grantDecrypt("arn:aws:iam::1:role/api" as never))).toBe(
      'trading-test/Key: invalid input\n  - grantee: must be a role, or something that runs as one; received "arn:aws:iam::1:role/api". Give a role, or something that runs as one; for one that exists, Role.fromArn(…).',
    );
  });

  test("refuses a statement that allows nothing", () => {
    const key = new EncryptionKey(testStack(), "Key");
    expect(messageOf(() => key.addToPolicy({ sid: "Nothing", actions: [] }))).toContain("statement.actions: must not be empty");
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

describe("an imported key", () => {
  test("is used by roles under its own ARN", () => {
    const stack = testStack();
    const role = new Role(stack, "Role", { assumedBy: { services: ["ec2.amazonaws.com"] } });
    EncryptionKey.fromArn(stack, "Key", ARN).grantDecrypt(role);
    const synthesized = synth(stack);
    expect(statements(synthesized.resource("aws_iam_role_policy").policy)[0]).toMatchObject({ Resource: ARN });
    expect(synthesized.resources("aws_kms_key")).toEqual({});
  });

  test("is in the region that its ARN names, or in the stack's where only Terraform knows it", () => {
    expect(EncryptionKey.fromArn(testStack(), "Key", ARN).region).toBe("eu-west-1");
    expect(EncryptionKey.fromArn(testStack(), "Key", Token.asString({ later: true })).region).toBe("eu-central-1");
  });

  test("grants a role exactly its own use", () => {
    const stack = testStack();
    const role = new Role(stack, "Role", { assumedBy: { services: ["ec2.amazonaws.com"] } });
    const key = EncryptionKey.fromArn(stack, "Key", ARN);
    key.grantDecrypt(role);
    key.grantEncryptDecrypt(role);
    expect(statements(synth(stack).resource("aws_iam_role_policy").policy)).toEqual([
      { Sid: "Decrypt", Effect: "Allow", Action: "kms:Decrypt", Resource: ARN },
      {
        Sid: "EncryptDecrypt",
        Effect: "Allow",
        Action: ["kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey*", "kms:ReEncrypt*"],
        Resource: ARN,
      },
    ]);
  });

  test("refuses a statement that allows nothing", () => {
    const key = EncryptionKey.fromArn(testStack(), "Key", ARN);
    expect(messageOf(() => key.addToPolicy({ sid: "Nothing", actions: [] }))).toContain("statement.actions: must not be empty");
  });

  test("hands back what its policy needs, in one order whatever the order of the calls", () => {
    const required = (...added: KeyPolicyStatement[]) => {
      const stack = testStack();
      const key = EncryptionKey.fromArn(stack, "Key", ARN);
      added.forEach((statement) => key.addToPolicy(statement));
      new TerraformOutput(stack, "Required", { value: key.requiredPolicyJson });
      return statements(synth(stack).output("Required") as string);
    };
    expect(required(LOGS, ALARMS)).toEqual([
      { Sid: "Alarms", Effect: "Allow", Principal: { Service: "cloudwatch.amazonaws.com" }, Action: "kms:Decrypt", Resource: "*" },
      { Sid: "Logs", Effect: "Allow", Principal: { Service: "logs.amazonaws.com" }, Action: "kms:Encrypt", Resource: "*" },
    ]);
    expect(required(ALARMS, LOGS)).toEqual(required(LOGS, ALARMS));
  });

  test("warns once of what fails until its owner has added it", () => {
    const stack = testStack();
    const key = EncryptionKey.fromArn(stack, "Key", ARN);
    [LOGS, ALARMS, LOGS].forEach((statement) => key.addToPolicy(statement));
    synth(stack);
    synth(stack);
    expect(warnings(key)).toEqual([
      "This key exists already, and its policy belongs to its owner. Until the owner adds requiredPolicyJson to it, these fail: Alarms, Logs.",
    ]);
  });

  test("warns of nothing where its policy needs nothing", () => {
    const stack = testStack();
    const key = EncryptionKey.fromArn(stack, "Key", ARN);
    synth(stack);
    expect(warnings(key)).toEqual([]);
  });

  test("is refused by an alias, or by something that is no text", () => {
    const alias = `arn:aws:kms:eu-central-1:${ACCOUNT_ID}:alias/main`;
    expect(messageOf(() => EncryptionKey.fromArn(testStack(), "Key", alias))).toBe(
      `trading-test/Key: invalid input\n  - arn: must be a key's ARN, not an alias; received "${alias}". Copy the whole ARN: arn:aws:kms:<region>:<account>:key/<id>.`,
    );
    expect(messageOf(() => EncryptionKey.fromArn(testStack(), "Key", { arn: ARN } as never))).toBe(
      `trading-test/Key: invalid input\n  - arn: must be a string; received {"arn":"${ARN}"}. Put it in quotes.`,
    );
  });
});
