import { Bucket, BucketProps, INotificationQueue, BucketNotification, NotificationQueue, NotificationTopic } from "../../modules/storage";
import { overlap } from "../../modules/storage/notifications";
import { EncryptionKey } from "../../src/core";
import fc from "../support/fast-check";
import { messageOf, synth, testStack } from "../support/synth";
import { ASSETS_ARN, KEY, invalid } from "./fixture";

const FUNCTION = "arn:aws:lambda:eu-central-1:111122223333:function:on-arrival";

/** S3 User Guide, "Supported event types for SQS, SNS, and Lambda", without those of ACLs, which are disabled, and of reduced redundancy. */
const EVENTS = [
  "s3:ObjectCreated:*",
  "s3:ObjectCreated:Put",
  "s3:ObjectCreated:Post",
  "s3:ObjectCreated:Copy",
  "s3:ObjectCreated:CompleteMultipartUpload",
  "s3:ObjectRemoved:*",
  "s3:ObjectRemoved:Delete",
  "s3:ObjectRemoved:DeleteMarkerCreated",
  "s3:ObjectRestore:*",
  "s3:ObjectRestore:Post",
  "s3:ObjectRestore:Completed",
  "s3:ObjectRestore:Delete",
  "s3:Replication:*",
  "s3:Replication:OperationFailedReplication",
  "s3:Replication:OperationMissedThreshold",
  "s3:Replication:OperationReplicatedAfterThreshold",
  "s3:Replication:OperationNotTracked",
  "s3:LifecycleExpiration:*",
  "s3:LifecycleExpiration:Delete",
  "s3:LifecycleExpiration:DeleteMarkerCreated",
  "s3:LifecycleTransition",
  "s3:IntelligentTiering",
  "s3:ObjectTagging:*",
  "s3:ObjectTagging:Put",
  "s3:ObjectTagging:Delete",
] as const;

function make(props: Partial<BucketProps> = {}) {
  const stack = testStack();
  const encryptionKey = new EncryptionKey(stack, "Key");
  const bucket = new Bucket(stack, "Assets", { encryptionKey, ...props });
  const queue = new NotificationQueue(stack, "Arrivals", { encryptionKey });
  const topic = new NotificationTopic(stack, "Changes", { encryptionKey });
  return { stack, bucket, queue, topic };
}

const notifications = (stack: ReturnType<typeof testStack>) => synth(stack).resource("aws_s3_bucket_notification");

describe("event notifications", () => {
  test("aren't configured until one is added", () => {
    const { stack, bucket } = make();
    expect(bucket.notificationConfiguration).toBeUndefined();
    expect(synth(stack).resources("aws_s3_bucket_notification")).toEqual({});
  });

  test("go to EventBridge on request", () => {
    const { stack, bucket } = make({ eventBridge: true });
    expect(bucket.notificationConfiguration).toBeDefined();
    expect(notifications(stack)).toMatchObject({ eventbridge: true });
  });

  test("go to queues and topics, all by one resource, in the order of their ids", () => {
    const { stack, bucket, queue, topic } = make();
    bucket.addNotification("removed", { target: queue, events: ["s3:ObjectRemoved:*"] });
    bucket.addNotification("arrived", { target: queue, events: ["s3:ObjectCreated:*"], keyPrefix: "incoming/", keySuffix: ".csv" });
    bucket.addNotification("restored", { target: topic, events: ["s3:ObjectRestore:Completed"] });
    expect(notifications(stack)).toMatchObject({
      eventbridge: false,
      queue: [
        { id: "arrived", events: ["s3:ObjectCreated:*"], filter_prefix: "incoming/", filter_suffix: ".csv" },
        { id: "removed", events: ["s3:ObjectRemoved:*"] },
      ],
      topic: [{ id: "restored", events: ["s3:ObjectRestore:Completed"] }],
    });
  });

  test("wait for the policies that allow them, since S3 sends a test message at once", () => {
    const { stack, bucket, queue, topic } = make();
    bucket.addNotification("arrived", { target: queue, events: ["s3:ObjectCreated:*"] });
    bucket.addNotification("removed", { target: topic, events: ["s3:ObjectRemoved:*"] });
    expect(notifications(stack).depends_on).toEqual([
      expect.stringMatching(/^aws_sqs_queue_policy\.Arrivals_Policy_\w+$/),
      expect.stringMatching(/^aws_sns_topic_policy\.Changes_Policy_\w+$/),
    ]);
  });

  test("wait for nothing where the target exists already", () => {
    const { stack, bucket } = make();
    const queueArn = "arn:aws:sqs:eu-central-1:111122223333:existing";
    bucket.addNotification("arrived", {
      target: NotificationQueue.fromAttributes(stack, "Existing", { queueArn }),
      events: ["s3:ObjectCreated:*"],
    });
    expect(notifications(stack)).toMatchObject({ queue: [{ queue_arn: queueArn }], depends_on: [] });
  });

  // S3 User Guide, "Granting permissions to invoke an AWS Lambda function"; Lambda Developer Guide, "Process Amazon S3 event notifications with Lambda".
  test("go to a function that lets S3 invoke it for this bucket of this account, before S3 is told to", () => {
    const { stack, bucket } = make();
    bucket.addNotification("arrived", { target: { functionArn: FUNCTION }, events: ["s3:ObjectCreated:*"] });
    expect(synth(stack).resource("aws_lambda_permission")).toEqual({
      action: "lambda:InvokeFunction",
      function_name: FUNCTION,
      principal: "s3.amazonaws.com",
      source_account: "111122223333",
      source_arn: ASSETS_ARN,
      statement_id: "trading-test-Assets-Notification-arrived",
    });
    expect(notifications(stack)).toMatchObject({
      lambda_function: [{ id: "arrived", lambda_function_arn: FUNCTION, events: ["s3:ObjectCreated:*"] }],
      depends_on: [expect.stringMatching(/^aws_lambda_permission\.Assets_Notification-arrived_Permission_/)],
    });
  });

  // Lambda API Reference, AddPermission: a statement's id has 100 characters at most.
  test("go to a function whose permission has an id that is cut no more than Lambda demands", () => {
    const { stack, bucket } = make();
    bucket.addNotification("x".repeat(100), { target: { functionArn: FUNCTION }, events: ["s3:ObjectCreated:*"] });
    expect(synth(stack).resource("aws_lambda_permission").statement_id).toHaveLength(100);
  });

  test("go to an alias of a function, whose permission is the alias's own", () => {
    const { stack, bucket } = make();
    bucket.addNotification("arrived", { target: { functionArn: `${FUNCTION}:live` }, events: ["s3:ObjectCreated:*"] });
    expect(synth(stack).resource("aws_lambda_permission")).toMatchObject({ function_name: FUNCTION, qualifier: "live" });
    expect(notifications(stack).lambda_function[0].lambda_function_arn).toBe(`${FUNCTION}:live`);
  });

  test("are the same in whatever order they are added", () => {
    const added = (order: readonly number[]) => {
      const { stack, queue, topic, bucket } = make();
      const other = new Bucket(stack, "Other", { encryptionKey: KEY });
      const second = new NotificationQueue(stack, "Second", { encryptionKey: KEY });
      const calls = [
        () => bucket.addNotification("d", { target: queue, events: ["s3:ObjectCreated:Put", "s3:ObjectCreated:Copy"] }),
        () => bucket.addNotification("b", { target: queue, events: ["s3:ObjectRemoved:*"] }),
        () => bucket.addNotification("c", { target: topic, events: ["s3:ObjectTagging:*"] }),
        () => bucket.addNotification("a", { target: second, events: ["s3:LifecycleTransition"] }),
        () => other.addNotification("a", { target: queue, events: ["s3:ObjectCreated:*"] }),
        () => queue.allowEventBridge("arn:aws:events:eu-central-1:111122223333:rule/records"),
        () => topic.allowEventBridge(),
      ];
      order.forEach((index) => calls[index]!());
      return synth(stack).json;
    };
    const expected = added([0, 1, 2, 3, 4, 5, 6]);
    const orders = fc.shuffledSubarray([0, 1, 2, 3, 4, 5, 6], { minLength: 7 });
    fc.assert(
      fc.property(orders, (order) => JSON.stringify(added(order)) === JSON.stringify(expected)),
      { numRuns: 20 },
    );
  });

  test.each(EVENTS)("are sent of %s", (event) => {
    const { stack, bucket, queue } = make();
    bucket.addNotification("a", { target: queue, events: [event] });
    expect(notifications(stack).queue[0].events).toEqual([event]);
  });

  test("have their event types in one order whatever the caller's", () => {
    const { stack, bucket, queue } = make();
    bucket.addNotification("a", { target: queue, events: ["s3:ObjectTagging:Put", "s3:IntelligentTiering"] });
    expect(notifications(stack).queue[0].events).toEqual(["s3:IntelligentTiering", "s3:ObjectTagging:Put"]);
  });

  test("keep what the caller makes them wait for", () => {
    const { stack, bucket, queue } = make({ eventBridge: true });
    bucket.notificationConfiguration!.dependsOn = ["aws_s3_bucket.elsewhere"];
    bucket.addNotification("a", { target: queue, events: ["s3:ObjectCreated:*"] });
    expect(notifications(stack).depends_on).toEqual(["aws_s3_bucket.elsewhere", expect.stringMatching(/^aws_sqs_queue_policy\./)]);
  });
});

describe("a notification is refused", () => {
  const QUEUE: INotificationQueue = {
    queueArn: "arn:aws:sqs:eu-central-1:111122223333:arrivals",
    addToPolicy: () => undefined,
  };
  const at = (queueArn: string): INotificationQueue => ({ ...QUEUE, queueArn });

  const CASES: [string, unknown, ...string[]][] = [
    ["without props", undefined, "props: must be an object; received nothing. It is required."],
    [
      "without a target",
      { events: ["s3:ObjectCreated:*"] },
      "target: must be a NotificationQueue, a NotificationTopic or a function's { functionArn }; received nothing. Give one of them.",
    ],
    [
      "to an ARN in place of a target",
      { target: QUEUE.queueArn, events: ["s3:ObjectCreated:*"] },
      `target: must be a NotificationQueue, a NotificationTopic or a function's { functionArn }; received "${QUEUE.queueArn}". Give one of them.`,
    ],
    [
      "to a function's name in place of its ARN",
      { target: { functionArn: "on-arrival" }, events: ["s3:ObjectCreated:*"] },
      'target.functionArn: must be the ARN of a Lambda function; received "on-arrival". Write it as "arn:aws:lambda:eu-central-1:111122223333:function:on-arrival".',
    ],
    [
      "with one event type in place of a list",
      { target: QUEUE, events: "s3:ObjectCreated:*" },
      'events: must be a list of strings; received "s3:ObjectCreated:*". Write it as ["…", "…"].',
    ],
    [
      "without event types",
      { target: QUEUE, events: [] },
      'events: must not be empty; received []. Name at least one, such as "s3:ObjectCreated:*".',
    ],
    [
      "for an event type that S3 doesn't have",
      { target: QUEUE, events: ["s3:ObjectRead"] },
      `events: must be one of ${EVENTS.join(", ")}; received "s3:ObjectRead". Use one of these.`,
    ],
    [
      "for a wildcard in a prefix and in a suffix",
      { target: QUEUE, events: ["s3:ObjectCreated:*"], keyPrefix: "incoming/*", keySuffix: "*.csv" },
      'keyPrefix: must not hold a *, which S3 reads as that character; received "incoming/*". Leave it out.',
      'keySuffix: must not hold a *, which S3 reads as that character; received "*.csv". Leave it out.',
    ],
    [
      "to a FIFO queue",
      { target: at(`${QUEUE.queueArn}.fifo`), events: ["s3:ObjectCreated:*"] },
      `target: must not be a FIFO queue or topic: S3 sends to none; received "${QUEUE.queueArn}.fifo". Use a standard one, or an EventBridge rule between.`,
    ],
    [
      "to a queue of another region",
      { target: at("arn:aws:sqs:eu-west-1:111122223333:arrivals"), events: ["s3:ObjectCreated:*"] },
      'target: must be in the bucket\'s region; received "arn:aws:sqs:eu-west-1:111122223333:arrivals". Use one in eu-central-1, or an EventBridge rule between.',
    ],
    [
      "for keys and event types of another",
      { target: QUEUE, events: ["s3:ObjectRemoved:Delete"], keyPrefix: "a/b/" },
      'events: must not overlap those of "first" for the same keys; received ["s3:ObjectRemoved:Delete"]. Give them other events, or prefixes or suffixes that exclude each other. For several receivers, use one NotificationTopic.',
    ],
  ];

  test.each(CASES)("%s", (_, props, ...lines) => {
    const { bucket } = make();
    bucket.addNotification("first", { target: QUEUE, events: ["s3:ObjectRemoved:*"], keyPrefix: "a/" });
    expect(messageOf(() => bucket.addNotification("second", props as BucketNotification))).toBe(invalid("Assets", ...lines));
  });

  test("under an id that another has", () => {
    const { bucket } = make();
    bucket.addNotification("arrived", { target: QUEUE, events: ["s3:ObjectCreated:*"] });
    expect(messageOf(() => bucket.addNotification("arrived", { target: QUEUE, events: ["s3:ObjectRemoved:*"] }))).toBe(
      invalid("Assets", 'id: must be unique in this bucket; received "arrived". Choose another id.'),
    );
  });

  test("without an id", () => {
    expect(messageOf(() => make().bucket.addNotification(undefined as never, { target: QUEUE, events: ["s3:ObjectCreated:*"] }))).toBe(
      invalid("Assets", "id: must be a string; received nothing. It is required."),
    );
  });
});

describe("overlap", () => {
  const created = { events: ["s3:ObjectCreated:*"] } as const;

  test.each([
    ["the same event types of all keys", {}, {}, true],
    ["a prefix within another", { keyPrefix: "a/" }, { keyPrefix: "a/b/" }, true],
    ["prefixes apart", { keyPrefix: "a/" }, { keyPrefix: "b/" }, false],
    ["suffixes apart", { keySuffix: ".csv" }, { keySuffix: ".json" }, false],
    ["a prefix beside a suffix", { keyPrefix: "a/" }, { keySuffix: ".csv" }, true],
    ["one event type within all of its kind", {}, { events: ["s3:ObjectCreated:Put"] }, true],
    ["event types of another kind", {}, { events: ["s3:ObjectRemoved:*"] }, false],
  ] as const)("%s", (_, a, b, expected) => {
    expect(overlap({ ...created, ...a }, { ...created, ...b })).toBe(expected);
  });

  test("is the same seen from either side, and every notification overlaps itself", () => {
    const text = fc.string({ unit: fc.constantFrom("a", "b", "/"), maxLength: 3 });
    const notification = fc.record({
      events: fc.subarray([...EVENTS], { minLength: 1, maxLength: 3 }),
      keyPrefix: text,
      keySuffix: text,
    });
    fc.assert(fc.property(notification, notification, (a, b) => overlap(a, b) === overlap(b, a) && overlap(a, a)));
  });
});
