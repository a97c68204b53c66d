import { Bucket, NotificationQueue, NotificationTopic } from "../../modules/storage";
import { EncryptionKey } from "../../src/core";
import { statements, synth, testStack } from "../support/synth";
import { ASSETS_ARN } from "./fixture";

const RULE = "arn:aws:events:eu-central-1:111122223333:rule/trade-records";

function make() {
  const stack = testStack();
  const encryptionKey = new EncryptionKey(stack, "Key");
  const bucket = new Bucket(stack, "Assets", { encryptionKey });
  const queue = new NotificationQueue(stack, "Arrivals", { encryptionKey });
  const topic = new NotificationTopic(stack, "Changes", { encryptionKey });
  const policies = () => {
    const result = synth(stack);
    const of = (type: string) => statements(result.resource(type).policy);
    return { queue: of("aws_sqs_queue_policy"), topic: of("aws_sns_topic_policy"), key: of("aws_kms_key") };
  };
  return { bucket, queue, topic, policies };
}

describe.each([
  ["queue", "sqs:SendMessage"],
  ["topic", "sns:Publish"],
] as const)("event notifications to a %s", (kind, action) => {
  const made = make();
  made.bucket.addNotification("arrived", { target: made[kind], events: ["s3:ObjectCreated:*"] });
  const policies = made.policies();

  test("are allowed from this bucket of this account alone", () => {
    expect(policies[kind].find(({ Sid }) => Sid === "S3Notifications")).toMatchObject({
      Effect: "Allow",
      Principal: { Service: "s3.amazonaws.com" },
      Action: action,
      Condition: { StringEquals: { "aws:SourceAccount": "111122223333" }, ArnLike: { "aws:SourceArn": ASSETS_ARN } },
    });
  });

  test("are allowed to use the key, from this bucket of this account alone", () => {
    expect(policies.key.find(({ Sid }) => Sid === "S3Notifications")).toEqual({
      Sid: "S3Notifications",
      Effect: "Allow",
      Principal: { Service: "s3.amazonaws.com" },
      Action: ["kms:Decrypt", "kms:GenerateDataKey*"],
      Resource: "*",
      Condition: { StringEquals: { "aws:SourceAccount": "111122223333" }, ArnLike: { "aws:SourceArn": ASSETS_ARN } },
    });
  });
});

describe("EventBridge", () => {
  // EventBridge User Guide, "Using resource-based policies for Amazon EventBridge", "Amazon SQS permissions".
  test("is allowed to send to a queue for the rule named", () => {
    const { queue, policies } = make();
    queue.allowEventBridge(RULE);
    expect(policies().queue.find(({ Sid }) => Sid === "EventBridge")).toEqual({
      Sid: "EventBridge",
      Effect: "Allow",
      Principal: { Service: "events.amazonaws.com" },
      Action: "sqs:SendMessage",
      Resource: expect.stringContaining("aws_sqs_queue.Arrivals_"),
      Condition: { ArnEquals: { "aws:SourceArn": RULE } },
    });
  });

  // The same page, "Amazon SNS permissions": "You can't use Condition blocks in Amazon SNS topic policies for EventBridge."
  test("is allowed to publish to a topic without a condition, which it would never meet", () => {
    const { topic, policies } = make();
    topic.allowEventBridge();
    expect(policies().topic.find(({ Sid }) => Sid === "EventBridge")).toEqual({
      Sid: "EventBridge",
      Effect: "Allow",
      Principal: { Service: "events.amazonaws.com" },
      Action: "sns:Publish",
      Resource: expect.stringContaining("aws_sns_topic.Changes_"),
    });
  });

  // SNS Developer Guide, "Key management": aws:SourceAccount and aws:SourceArn are not supported for EventBridge-to-encrypted topics.
  test("is allowed to use the key without a condition, which it would never meet", () => {
    const { queue, topic, policies } = make();
    queue.allowEventBridge(RULE);
    topic.allowEventBridge();
    expect(policies().key.filter(({ Sid }) => Sid.startsWith("EventBridge"))).toEqual([
      {
        Sid: "EventBridge",
        Effect: "Allow",
        Principal: { Service: "events.amazonaws.com" },
        Action: ["kms:Decrypt", "kms:GenerateDataKey*"],
        Resource: "*",
      },
    ]);
  });

  test("is allowed nothing until a rule is named", () => {
    expect(JSON.stringify(make().policies())).not.toContain("events.amazonaws.com");
  });
});
