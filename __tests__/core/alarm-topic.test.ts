import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { Token } from "cdktf";
import { AlarmTopic, EncryptionKey, IEncryptionKey } from "../../src/core";
import { ACCOUNT_ID, messageOf, statements, synth, testStack } from "../support/synth";

const KEY: IEncryptionKey = {
  keyArn: "arn:aws:kms:eu-central-1:111122223333:key/0d3c",
  region: "eu-central-1",
  addToPolicy: () => undefined,
  grantDecrypt: () => undefined,
  grantEncryptDecrypt: () => undefined,
};

describe("AlarmTopic", () => {
  test("is encrypted by a key that this account's alarms may use", () => {
    const stack = testStack();
    const key = new EncryptionKey(stack, "Key");
    new AlarmTopic(stack, "Topic", { encryptionKey: key });
    const synthesized = synth(stack);
    expect(synthesized.resource("aws_sns_topic").kms_master_key_id).toContain("aws_kms_key.Key");
    expect(statements(synthesized.resource("aws_kms_key").policy)[1]).toMatchObject({
      Sid: "CloudWatchAlarms",
      Principal: { Service: "cloudwatch.amazonaws.com" },
      Action: ["kms:Decrypt", "kms:GenerateDataKey*"],
      Condition: { StringEquals: { "aws:SourceAccount": ACCOUNT_ID } },
    });
  });

  // SNS Developer Guide, "Example cases for Amazon SNS access control": publishing from CloudWatch alarms.
  test("allows this account's alarms alone, over TLS alone", () => {
    const stack = testStack();
    new AlarmTopic(stack, "Topic", { encryptionKey: new EncryptionKey(stack, "Key") });
    expect(statements(synth(stack).resource("aws_sns_topic_policy").policy)).toMatchObject([
      {
        Sid: "Alarms",
        Effect: "Allow",
        Principal: { Service: "cloudwatch.amazonaws.com" },
        Action: "sns:Publish",
        Resource: expect.stringContaining("aws_sns_topic.Topic"),
        Condition: {
          StringEquals: { "aws:SourceAccount": ACCOUNT_ID },
          ArnLike: { "aws:SourceArn": `arn:aws:cloudwatch:*:${ACCOUNT_ID}:alarm:*` },
        },
      },
      {
        Sid: "TlsOnly",
        Effect: "Deny",
        Principal: "*",
        Action: "sns:Publish",
        Resource: expect.stringContaining("aws_sns_topic.Topic"),
        Condition: { Bool: { "aws:SecureTransport": "false" } },
      },
    ]);
  });

  test("sends e-mail to the addresses given, in the region of the provider given", () => {
    const stack = testStack();
    const provider = new AwsProvider(stack, "Global", { region: "us-east-1", alias: "global" });
    new AlarmTopic(stack, "Topic", { encryptionKey: new EncryptionKey(stack, "Key", { provider }), emails: ["ops@example.com"], provider });
    const synthesized = synth(stack);
    expect(synthesized.resource("aws_sns_topic_subscription")).toMatchObject({
      protocol: "email",
      endpoint: "ops@example.com",
      provider: "aws.global",
    });
    expect(synthesized.resource("aws_sns_topic").provider).toBe("aws.global");
  });

  test("refuses a key of another region than its own", () => {
    const stack = testStack();
    const provider = new AwsProvider(stack, "Global", { region: "us-east-1", alias: "global" });
    expect(messageOf(() => new AlarmTopic(stack, "Topic", { encryptionKey: new EncryptionKey(stack, "Key"), provider }))).toBe(
      'trading-test/Topic: invalid input\n  - encryptionKey: must be a key in us-east-1: a key serves no other region; received "eu-central-1". Make an EncryptionKey with a provider of us-east-1.',
    );
  });

  // SNS API Reference, CreateTopic: up to 256 letters, digits, underscores and dashes.
  test("has a name that SNS accepts, however deep it is", () => {
    const stack = testStack();
    new AlarmTopic(stack, `On_Call${"x".repeat(300)}`, { encryptionKey: new EncryptionKey(stack, "Key") });
    expect(synth(stack).resource("aws_sns_topic").name).toMatch(/^trading-test-On_Callx[\w-]{235}$/);
  });

  test("has its subscriptions at hand, by their addresses, and keeps the ids of its constructs", () => {
    const stack = testStack();
    const topic = new AlarmTopic(stack, "Topic", { encryptionKey: KEY, emails: ["ops@example.com"] });
    expect(Object.keys(topic.subscriptions)).toEqual(["ops@example.com"]);
    expect(topic.node.children.map(({ node }) => node.id)).toEqual(["Resource", "Policy", "Email-ops@example.com"]);
  });

  test("that exists already is in the region that its ARN names, or in the stack's where only Terraform knows it", () => {
    const stack = testStack();
    expect(AlarmTopic.fromArn(stack, "Topic", "arn:aws:sns:eu-west-1:111122223333:alarms").region).toBe("eu-west-1");
    expect(AlarmTopic.fromArn(stack, "Later", Token.asString({ later: true })).region).toBe("eu-central-1");
  });

  test("that exists already is taken by its ARN", () => {
    const topicArn = "arn:aws:sns:eu-central-1:111122223333:alarms";
    expect(AlarmTopic.fromArn(testStack(), "Topic", topicArn).topicArn).toBe(topicArn);
  });

  test.each([
    [
      "props without a key",
      {},
      "trading-test/Topic: invalid input\n  - encryptionKey: must be an EncryptionKey; received nothing. Give an EncryptionKey.",
    ],
    [
      "a key's ARN in place of the key",
      { encryptionKey: "arn:aws:kms:eu-central-1:111122223333:key/0d3c" },
      'trading-test/Topic: invalid input\n  - encryptionKey: must be an EncryptionKey; received "arn:aws:kms:eu-central-1:111122223333:key/0d3c". Give an EncryptionKey; for one that exists, EncryptionKey.fromArn(…).',
    ],
    [
      "one address in place of a list",
      { encryptionKey: KEY, emails: "ops@example.com" },
      'trading-test/Topic: invalid input\n  - emails: must be a list of strings; received "ops@example.com". Write it as ["…", "…"].',
    ],
    [
      "a region without its provider",
      { encryptionKey: KEY, region: "us-east-1" },
      'trading-test/Topic: invalid input\n  - region: must come together with provider; received "us-east-1". Give both, for a topic in another region, or neither.',
    ],
    [
      "something that is no e-mail address, and an address twice",
      { encryptionKey: KEY, emails: ["ops", "ops"] },
      [
        "trading-test/Topic: 3 invalid inputs",
        '  - emails[0]: must be an e-mail address; received "ops". Write it as "oncall@example.com".',
        '  - emails[1]: must be an e-mail address; received "ops". Write it as "oncall@example.com".',
        '  - emails: must each be named once; received ["ops","ops"]. Remove the duplicate.',
      ].join("\n"),
    ],
  ])("refuses %s", (_, props, message) => {
    expect(messageOf(() => new AlarmTopic(testStack(), "Topic", props as never))).toBe(message);
  });

  test("refuses an ARN that is no topic's", () => {
    expect(messageOf(() => AlarmTopic.fromArn(testStack(), "Topic", "alarms"))).toBe(
      'trading-test/Topic: invalid input\n  - topicArn: must be the ARN of an SNS topic; received "alarms". Write it as "arn:aws:sns:eu-central-1:111122223333:alarms".',
    );
  });
});
