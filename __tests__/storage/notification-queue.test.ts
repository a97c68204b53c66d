import { NotificationQueue, NotificationQueueProps } from "../../modules/storage";
import { EncryptionKey } from "../../src/core";
import { messageOf, statements, synth, testStack } from "../support/synth";
import { KEY, invalid, makeRole, secondRegion } from "./fixture";

function make(props: Partial<NotificationQueueProps> = {}) {
  const stack = testStack();
  const queue = new NotificationQueue(stack, "Arrivals", { encryptionKey: new EncryptionKey(stack, "Key"), ...props });
  const queues = () => {
    const byId = Object.entries(synth(stack).resources("aws_sqs_queue"));
    const of = (prefix: string) => byId.find(([id]) => id.replace(/_[0-9A-F]{8}$/, "") === prefix)![1];
    return { main: of("Arrivals"), deadLetters: of("Arrivals_DeadLetterQueue") };
  };
  return { stack, queue, queues };
}

describe("a notification queue", () => {
  test("retains messages for 14 days, and hides received ones for 30 seconds", () => {
    expect(make().queues().main).toMatchObject({
      name: "trading-test-Arrivals",
      message_retention_seconds: 1_209_600,
      visibility_timeout_seconds: 30,
    });
  });

  test("moves messages that were received five times to a dead-letter queue", () => {
    expect(JSON.parse(make().queues().main.redrive_policy)).toEqual({
      deadLetterTargetArn: expect.stringContaining("DeadLetterQueue"),
      maxReceiveCount: 5,
    });
  });

  test("retains dead letters as long as SQS can", () => {
    expect(make({ retentionDays: 1 }).queues().deadLetters).toMatchObject({
      name: "trading-test-Arrivals-dead-letters",
      message_retention_seconds: 1_209_600,
    });
  });

  test("is encrypted under its key, as is its dead-letter queue", () => {
    const { main, deadLetters } = make().queues();
    expect([main.kms_master_key_id, deadLetters.kms_master_key_id]).toEqual(Array(2).fill(expect.stringContaining("aws_kms_key.Key")));
  });

  test("can't be destroyed with its messages, unless it may", () => {
    const lifecycles = ({ queues }: ReturnType<typeof make>) => Object.values(queues()).map(({ lifecycle }) => lifecycle);
    expect(lifecycles(make())).toEqual([{ prevent_destroy: true }, { prevent_destroy: true }]);
    expect(lifecycles(make({ removal: "destroy" }))).toEqual([undefined, undefined]);
  });

  test("refuses another word for its removal", () => {
    expect(messageOf(() => make({ removal: "retain" as never }))).toContain(
      'removal: must be one of protect, destroy; received "retain". Use one of these.',
    );
  });

  test("is accessed over TLS alone", () => {
    const { stack } = make();
    expect(statements(synth(stack).resource("aws_sqs_queue_policy").policy)).toMatchObject([
      { Sid: "TlsOnly", Effect: "Deny", Principal: "*", Action: "sqs:*", Condition: { Bool: { "aws:SecureTransport": "false" } } },
    ]);
  });

  test("takes every choice", () => {
    const props = { queueName: "arrivals", retentionDays: 4, visibilityTimeoutSeconds: 300, maxReceiveCount: 3 };
    const { queue, queues } = make(props);
    expect(queue).toMatchObject(props);
    expect(queues().main).toMatchObject({ name: "arrivals", message_retention_seconds: 345_600, visibility_timeout_seconds: 300 });
    expect(JSON.parse(queues().main.redrive_policy).maxReceiveCount).toBe(3);
  });

  test("is made in another region with its provider", () => {
    const stack = testStack();
    const encryptionKey = EncryptionKey.fromArn(
      stack,
      "SecondKey",
      "arn:aws:kms:eu-west-1:111122223333:key/00000000-0000-0000-0000-000000000000",
    );
    new NotificationQueue(stack, "Arrivals", { encryptionKey, provider: secondRegion(stack).provider });
    const { json } = synth(stack);
    const resources = Object.values(json.resource as Record<string, Record<string, { provider?: string }>>).flatMap((byId) =>
      Object.values(byId),
    );
    expect(resources.map(({ provider }) => provider)).toEqual(Array(3).fill("aws.second"));
  });

  test("lets a role consume messages, and nothing else", () => {
    const { stack, queue } = make();
    queue.grantConsume(makeRole(stack));
    expect(statements(synth(stack).resource("aws_iam_role_policy").policy)).toMatchObject([
      {
        Sid: "ArrivalsConsume",
        Action: ["sqs:ChangeMessageVisibility", "sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:GetQueueUrl", "sqs:ReceiveMessage"],
        Resource: expect.stringContaining("aws_sqs_queue.Arrivals_"),
      },
      { Sid: "DecryptThroughSqs", Action: "kms:Decrypt", Condition: { StringLike: { "kms:ViaService": "sqs.eu-central-1.*" } } },
    ]);
  });
});

describe("a notification queue refuses", () => {
  const CASES: [string, unknown, ...string[]][] = [
    ["no props", undefined, "props: must be an object; received nothing. It is required."],
    [
      "a key's ARN in place of the key",
      { encryptionKey: KEY.keyArn },
      `encryptionKey: must be an EncryptionKey; received "${KEY.keyArn}". Give an EncryptionKey; for one that exists, EncryptionKey.fromArn(…).`,
    ],
    [
      "days in quotes",
      { encryptionKey: KEY, retentionDays: "14" },
      'retentionDays: must be a number; received "14". Write it without quotes.',
    ],
    [
      "all that SQS refuses, at once",
      { encryptionKey: KEY, queueName: "a.fifo", retentionDays: 15, visibilityTimeoutSeconds: 43_201, maxReceiveCount: 0 },
      'queueName: must be 1 to 67 letters, digits, dashes and underscores: the dead-letter queue\'s name is longer, and S3 sends to no FIFO queue; received "a.fifo". Write it as "trade-records-arrived".',
      "retentionDays: must be a whole number from 1 to 14 days; received 15. Give a value from 1 to 14.",
      "visibilityTimeoutSeconds: must be a whole number from 0 to 43200 seconds; received 43201. Give a value from 0 to 43200.",
      "maxReceiveCount: must be a whole number from 1 to 1000 times; received 0. Give a value from 1 to 1000.",
    ],
  ];

  test.each(CASES)("%s", (_, props, ...lines) => {
    expect(messageOf(() => new NotificationQueue(testStack(), "Arrivals", props as NotificationQueueProps))).toBe(
      invalid("Arrivals", ...lines),
    );
  });

  test("to let something without a role consume", () => {
    expect(messageOf(() => make().queue.grantConsume({} as never))).toBe(
      invalid(
        "Arrivals",
        "grantee: must be a role, or something that runs as one; received {}. Give a role, or something that runs as one.",
      ),
    );
  });

  test("a rule's name in place of its ARN", () => {
    expect(messageOf(() => make().queue.allowEventBridge("trade-records"))).toBe(
      invalid("Arrivals", 'ruleArn: must be the ARN of an EventBridge rule; received "trade-records". Copy the ARN that holds "rule/".'),
    );
  });
});
