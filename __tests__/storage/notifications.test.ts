import { TerraformOutput } from "cdktf";
import * as fc from "fast-check";
import { Bucket, BucketProps, NotificationProps, NotificationQueue, NotificationTopic } from "../../modules/storage";
import { S3_EVENTS, overlap } from "../../modules/storage/notifications";
import { AlarmTopic, EncryptionKey, Role } from "../../src/core";
import { messageOf, statements, synth, testStack } from "../support/synth";

const BUCKET_ARN = "arn:aws:s3:::trading-test-assets-111122223333-eu-central-1";

function make(props: Partial<BucketProps> = {}) {
  const stack = testStack();
  const encryptionKey = new EncryptionKey(stack, "Key");
  const bucket = new Bucket(stack, "Assets", { encryptionKey, ...props });
  const queue = new NotificationQueue(stack, "Arrivals", { encryptionKey });
  const topic = new NotificationTopic(stack, "Changes", { encryptionKey });
  return { stack, encryptionKey, bucket, queue, topic };
}

const invalid = (path: string, line: string): string => `trading-test/${path}: invalid input\n  - ${line}`;

describe("a bucket's notifications", () => {
  test("don't exist until somebody is to be told", () => {
    const { stack, bucket } = make();
    expect(bucket.notification).toBeUndefined();
    expect(synth(stack).resources("aws_s3_bucket_notification")).toEqual({});
  });

  test("go to EventBridge when asked", () => {
    expect(synth(make({ eventBridge: true }).stack).resource("aws_s3_bucket_notification")).toMatchObject({ eventbridge: true });
  });

  test("go to queues and topics, all by one resource, in the order of their ids", () => {
    const { stack, bucket, queue, topic } = make();
    bucket.addNotification("removed", { target: queue, events: ["s3:ObjectRemoved:*"] });
    bucket.addNotification("arrived", { target: queue, events: ["s3:ObjectCreated:*"], keyPrefix: "incoming/", keySuffix: ".csv" });
    bucket.addNotification("restored", { target: topic, events: ["s3:ObjectRestore:Completed"] });
    const notification = synth(stack).resource("aws_s3_bucket_notification");
    expect(notification.queue).toMatchObject([
      { id: "arrived", events: ["s3:ObjectCreated:*"], filter_prefix: "incoming/", filter_suffix: ".csv" },
      { id: "removed", events: ["s3:ObjectRemoved:*"] },
    ]);
    expect(notification.topic).toMatchObject([{ id: "restored", events: ["s3:ObjectRestore:Completed"] }]);
  });

  test("wait for the policies that admit them, since S3 sends a test message at once", () => {
    const { stack, bucket, queue, topic } = make();
    bucket.addNotification("arrived", { target: queue, events: ["s3:ObjectCreated:*"] });
    bucket.addNotification("removed", { target: topic, events: ["s3:ObjectRemoved:*"] });
    expect(synth(stack).resource("aws_s3_bucket_notification").depends_on).toEqual([
      expect.stringMatching(/^aws_sqs_queue_policy\.Arrivals_Policy_\w+$/),
      expect.stringMatching(/^aws_sns_topic_policy\.Changes_Policy_\w+$/),
    ]);
  });
});

describe.each([
  ["queue", "aws_sqs_queue_policy", "sqs:SendMessage"],
  ["topic", "aws_sns_topic_policy", "sns:Publish"],
] as const)("a notification %s", (kind, policyType, action) => {
  const made = make();
  made.bucket.addNotification("arrived", { target: made[kind], events: ["s3:ObjectCreated:*"] });
  const result = synth(made.stack);

  test("admits S3 for this bucket of this account alone, and TLS alone", () => {
    const policy = statements(result.resource(policyType).policy);
    expect(policy).toMatchObject([
      {
        Sid: "S3Notifications",
        Effect: "Allow",
        Principal: { Service: "s3.amazonaws.com" },
        Action: action,
        Condition: { StringEquals: { "aws:SourceAccount": "111122223333" }, ArnLike: { "aws:SourceArn": BUCKET_ARN } },
      },
      { Sid: "TlsOnly", Effect: "Deny", Principal: "*", Condition: { Bool: { "aws:SecureTransport": "false" } } },
    ]);
  });

  test("is encrypted, and its key admits S3 for this bucket", () => {
    const [resource] = Object.values(result.resources(kind === "queue" ? "aws_sqs_queue" : "aws_sns_topic"));
    expect(resource!.kms_master_key_id).toContain("aws_kms_key.Key");
    expect(statements(result.resource("aws_kms_key").policy).find(({ Sid }) => Sid === "S3Notifications")).toMatchObject({
      Principal: { Service: "s3.amazonaws.com" },
      Action: ["kms:Decrypt", "kms:GenerateDataKey*"],
      Condition: { ArnLike: { "aws:SourceArn": BUCKET_ARN } },
    });
  });
});

describe("a notification queue", () => {
  test("keeps messages for 14 days, and those that fail five times in a queue beside it", () => {
    const { stack } = make();
    const result = synth(stack);
    const [dead, queue] = ["Arrivals_DeadLetterQueue", "Arrivals"].map(
      (prefix) => Object.entries(result.resources("aws_sqs_queue")).find(([id]) => id.replace(/_[0-9A-F]{8}$/, "") === prefix)![1],
    );
    expect(dead).toMatchObject({ name: "trading-test-Arrivals-dead-letters", message_retention_seconds: 1_209_600 });
    expect(queue).toMatchObject({
      name: "trading-test-Arrivals",
      message_retention_seconds: 1_209_600,
      visibility_timeout_seconds: 30,
    });
    expect(JSON.parse(queue!.redrive_policy)).toEqual({
      deadLetterTargetArn: expect.stringContaining("DeadLetterQueue"),
      maxReceiveCount: 5,
    });
  });

  test("lets a role take messages, and nothing else", () => {
    const { stack, queue } = make();
    queue.grantConsume(new Role(stack, "Role", { assumedBy: { services: ["ec2.amazonaws.com"] } }));
    expect(statements(synth(stack).resource("aws_iam_role_policy").policy)).toMatchObject([
      {
        Sid: "ArrivalsConsume",
        Action: ["sqs:ChangeMessageVisibility", "sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:ReceiveMessage"],
        Resource: expect.stringContaining("aws_sqs_queue.Arrivals_"),
      },
      { Sid: "Decrypt", Action: "kms:Decrypt" },
    ]);
  });

  test("rings for messages that can't be processed, and for messages that wait", () => {
    const { stack, encryptionKey, queue } = make();
    queue.addAlarms(new AlarmTopic(stack, "Alarms", { encryptionKey }), { oldestMessage: { threshold: 60 } });
    const alarms = Object.values(synth(stack).resources("aws_cloudwatch_metric_alarm"));
    expect(alarms.map(({ metric_name, dimensions, threshold }) => [metric_name, dimensions.QueueName, threshold])).toEqual([
      ["ApproximateNumberOfMessagesVisible", "trading-test-Arrivals-dead-letters", 1],
      ["ApproximateAgeOfOldestMessage", "trading-test-Arrivals", 60],
    ]);
  });

  test("refuses what SQS refuses, all at once", () => {
    const { stack, encryptionKey } = make();
    expect(messageOf(() => new NotificationQueue(stack, "Bad", { encryptionKey, queueName: "a.fifo", retentionDays: 15 }))).toBe(
      "trading-test/Bad: 2 invalid inputs\n" +
        "  - queueName: must be 1 to 67 letters, digits, dashes and underscores: the dead-letter queue's name is longer, and S3 sends to no FIFO queue; " +
        'received "a.fifo". Write it as "trade-records-arrived".\n' +
        "  - retentionDays: must be a whole number from 1 to 14 days; received 15. Give a value from 1 to 14.",
    );
  });
});

test("a notification topic refuses what SNS refuses", () => {
  const { stack, encryptionKey } = make();
  expect(messageOf(() => new NotificationTopic(stack, "Bad", { encryptionKey, topicName: "a.fifo" }))).toBe(
    invalid(
      "Bad",
      'topicName: must be 1 to 256 letters, digits, dashes and underscores: S3 sends to no FIFO topic; received "a.fifo". ' +
        'Write it as "trade-records-arrived".',
    ),
  );
});

describe("a queue or topic that exists", () => {
  test.each([
    ["sqs", NotificationQueue, "sqs:SendMessage"],
    ["sns", NotificationTopic, "sns:Publish"],
  ] as const)("by %s hands back what its policy needs", (service, type, action) => {
    const { stack, bucket } = make();
    const arn = `arn:aws:${service}:eu-central-1:111122223333:existing`;
    const target = type.fromAttributes(stack, "Existing", { arn });
    bucket.addNotification("arrived", { target, events: ["s3:ObjectCreated:*"] });
    new TerraformOutput(stack, "policy", { value: target.requiredPolicyJson });
    const result = synth(stack);
    expect(statements(result.output("policy") as string)).toMatchObject([{ Sid: "S3Notifications", Action: action, Resource: arn }]);
    expect(JSON.stringify(result.resource("aws_s3_bucket_notification"))).toContain(arn);
  });

  test("refuses the ARN of something else", () => {
    expect(
      messageOf(() => NotificationQueue.fromAttributes(testStack(), "Existing", { arn: "arn:aws:sns:eu-central-1:111122223333:x" })),
    ).toBe(
      invalid(
        "Existing",
        'arn: must be the ARN of an SQS queue; received "arn:aws:sns:eu-central-1:111122223333:x". ' +
          'Write it as "arn:aws:sqs:eu-central-1:111122223333:trade-records-arrived".',
      ),
    );
  });
});

describe("a notification is refused", () => {
  const refusal = (props: Partial<NotificationProps>, arn = "arn:aws:sqs:eu-central-1:111122223333:arrivals"): string => {
    const { stack, bucket, queue } = make();
    bucket.addNotification("first", { target: queue, events: ["s3:ObjectRemoved:*"], keyPrefix: "a/" });
    const target = NotificationQueue.fromAttributes(stack, "Existing", { arn });
    return messageOf(() => bucket.addNotification("second", { target, events: ["s3:ObjectCreated:*"], ...props }));
  };

  test("without events, and for events that S3 doesn't know", () => {
    expect(refusal({ events: [] })).toBe(
      invalid("Assets", 'events: must not be empty; received []. Name at least one, such as "s3:ObjectCreated:*".'),
    );
    expect(refusal({ events: ["s3:ObjectRead" as never] })).toContain("events: must be one of s3:ObjectCreated:*, s3:ObjectCreated:Put,");
  });

  test("for keys and events of another", () => {
    expect(refusal({ events: ["s3:ObjectRemoved:Delete"], keyPrefix: "a/b/" })).toBe(
      invalid(
        "Assets",
        'events: must not meet those of "first" for the same keys; received ["s3:ObjectRemoved:Delete"]. ' +
          "Give them other events, or prefixes or suffixes that exclude each other; tell several receivers through a topic.",
      ),
    );
  });

  test("under an id that is taken", () => {
    const { bucket, queue } = make();
    bucket.addNotification("arrived", { target: queue, events: ["s3:ObjectCreated:*"] });
    expect(messageOf(() => bucket.addNotification("arrived", { target: queue, events: ["s3:ObjectRemoved:*"] }))).toBe(
      invalid("Assets", 'id: must be a notification\'s own; received "arrived". Choose another id.'),
    );
  });

  test("to a FIFO queue, and to one of another region", () => {
    expect(refusal({}, "arn:aws:sqs:eu-central-1:111122223333:arrivals.fifo")).toBe(
      invalid(
        "Assets",
        'target: must not be a FIFO queue or topic, which S3 can\'t send to; received "arn:aws:sqs:eu-central-1:111122223333:arrivals.fifo". ' +
          "Use a standard one, or an EventBridge rule between.",
      ),
    );
    expect(refusal({}, "arn:aws:sqs:eu-west-1:111122223333:arrivals")).toBe(
      invalid(
        "Assets",
        'target: must be in the bucket\'s region; received "arn:aws:sqs:eu-west-1:111122223333:arrivals". ' +
          "Use a queue or topic in eu-central-1, or an EventBridge rule between.",
      ),
    );
  });

  test("for a wildcard in a prefix", () => {
    expect(refusal({ keyPrefix: "incoming/*" })).toBe(
      invalid("Assets", 'keyPrefix: must not hold a *, which S3 takes for the character; received "incoming/*". Leave it out.'),
    );
  });
});

describe("overlap", () => {
  const created = { events: ["s3:ObjectCreated:*"] } as const;

  test.each([
    ["the same events of all keys", {}, {}, true],
    ["a prefix within another", { keyPrefix: "a/" }, { keyPrefix: "a/b/" }, true],
    ["prefixes apart", { keyPrefix: "a/" }, { keyPrefix: "b/" }, false],
    ["suffixes apart", { keySuffix: ".csv" }, { keySuffix: ".json" }, false],
    ["a prefix beside a suffix", { keyPrefix: "a/" }, { keySuffix: ".csv" }, true],
    ["one event within all of its kind", {}, { events: ["s3:ObjectCreated:Put"] }, true],
    ["events of another kind", {}, { events: ["s3:ObjectRemoved:*"] }, false],
  ] as const)("%s", (_, a, b, expected) => {
    expect(overlap({ ...created, ...a }, { ...created, ...b })).toBe(expected);
  });

  test("is the same seen from either side, and every notification meets itself", () => {
    const text = fc.string({ unit: fc.constantFrom("a", "b", "/"), maxLength: 3 });
    const notification = fc.record({
      events: fc.subarray([...S3_EVENTS], { minLength: 1, maxLength: 3 }),
      keyPrefix: text,
      keySuffix: text,
    });
    fc.assert(fc.property(notification, notification, (a, b) => overlap(a, b) === overlap(b, a) && overlap(a, a)));
  });
});
