import { NotificationTopic, NotificationTopicProps } from "../../modules/storage";
import { EncryptionKey } from "../../src/core";
import { messageOf, statements, synth, testStack } from "../support/synth";
import { KEY, invalid, secondRegion } from "./fixture";

function make(props: Partial<NotificationTopicProps> = {}) {
  const stack = testStack();
  new NotificationTopic(stack, "Changes", { encryptionKey: new EncryptionKey(stack, "Key"), ...props });
  return synth(stack);
}

describe("a notification topic", () => {
  test("is named by its path, and encrypted under its key", () => {
    expect(make().resource("aws_sns_topic")).toMatchObject({
      name: "trading-test-Changes",
      kms_master_key_id: expect.stringContaining("aws_kms_key.Key"),
    });
  });

  test("is published to over TLS alone", () => {
    expect(statements(make().resource("aws_sns_topic_policy").policy)).toMatchObject([
      { Sid: "TlsOnly", Effect: "Deny", Principal: "*", Action: "sns:Publish", Condition: { Bool: { "aws:SecureTransport": "false" } } },
    ]);
  });

  test("takes a name and the provider of another region", () => {
    const stack = testStack();
    const topic = new NotificationTopic(stack, "Changes", {
      encryptionKey: EncryptionKey.fromArn(
        stack,
        "SecondKey",
        "arn:aws:kms:eu-west-1:111122223333:key/00000000-0000-0000-0000-000000000000",
      ),
      topicName: "changes",
      provider: secondRegion(stack).provider,
    });
    expect(topic.topicName).toBe("changes");
    expect(synth(stack).resource("aws_sns_topic")).toMatchObject({ name: "changes", provider: "aws.second" });
    expect(synth(stack).resource("aws_sns_topic_policy").provider).toBe("aws.second");
  });

  const CASES: [string, unknown, ...string[]][] = [
    ["no props", undefined, "props: must be an object; received nothing. It is required."],
    [
      "a key's ARN in place of the key",
      { encryptionKey: KEY.keyArn },
      `encryptionKey: must be an EncryptionKey; received "${KEY.keyArn}". Give an EncryptionKey; for one that exists, EncryptionKey.fromArn(…).`,
    ],
    [
      "a name that SNS refuses",
      { encryptionKey: KEY, topicName: "a.fifo" },
      'topicName: must be 1 to 256 letters, digits, dashes and underscores: S3 sends to no FIFO topic; received "a.fifo". Write it as "trade-records-arrived".',
    ],
  ];

  test.each(CASES)("refuses %s", (_, props, ...lines) => {
    expect(messageOf(() => new NotificationTopic(testStack(), "Changes", props as NotificationTopicProps))).toBe(
      invalid("Changes", ...lines),
    );
  });
});
