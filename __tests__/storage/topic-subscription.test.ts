import { TerraformOutput } from "cdktf";
import { NotificationQueue, NotificationTopic, TopicSubscription } from "../../modules/storage";
import { EncryptionKey } from "../../src/core";
import { statesRead, testStacks } from "../support/stacks";
import { messageOf, statements, synth, testStack } from "../support/synth";
import { KEY, invalid, secondRegion } from "./fixture";

const FUNCTION = "arn:aws:lambda:eu-central-1:111122223333:function:on-change";
const TOPIC = "arn:aws:sns:eu-central-1:111122223333:trading-test-Changes";

function make() {
  const stack = testStack();
  const topic = new NotificationTopic(stack, "Changes", { encryptionKey: new EncryptionKey(stack, "Key") });
  const queue = new NotificationQueue(stack, "Settlement", { encryptionKey: new EncryptionKey(stack, "QueueKey") });
  return { stack, topic, queue };
}

describe("a queue that is subscribed to a topic", () => {
  const { stack, topic, queue } = make();
  topic.addSubscription("settlement", { endpoint: queue });
  const result = synth(stack);

  test("gets its messages", () => {
    expect(result.resource("aws_sns_topic_subscription")).toMatchObject({
      protocol: "sqs",
      endpoint: expect.stringContaining("aws_sqs_queue.Settlement_"),
      topic_arn: expect.stringContaining("aws_sns_topic.Changes"),
    });
  });

  // SNS Developer Guide, "Subscribing an Amazon SQS queue to an Amazon SNS topic".
  test("allows SNS to send those of this topic alone", () => {
    expect(statements(result.resource("aws_sqs_queue_policy").policy)).toContainEqual({
      Sid: "TopicMessages",
      Effect: "Allow",
      Principal: { Service: "sns.amazonaws.com" },
      Action: "sqs:SendMessage",
      Resource: expect.stringContaining("aws_sqs_queue.Settlement_"),
      Condition: { ArnLike: { "aws:SourceArn": TOPIC } },
    });
  });

  // SNS Developer Guide, "Configuring Amazon SNS topic encryption with encrypted Amazon SQS queue subscription".
  test("allows SNS to use its key", () => {
    expect(statements(result.resource("aws_kms_key", "QueueKey").policy)).toContainEqual({
      Sid: "TopicMessages",
      Effect: "Allow",
      Principal: { Service: "sns.amazonaws.com" },
      Action: ["kms:Decrypt", "kms:GenerateDataKey*"],
      Resource: "*",
      Condition: { ArnLike: { "aws:SourceArn": TOPIC } },
    });
  });

  test("is subscribed once its policy allows the first message", () => {
    expect(result.resource("aws_sns_topic_subscription").depends_on).toEqual([
      expect.stringMatching(/^aws_sqs_queue_policy\.Settlement_Policy_/),
    ]);
  });
});

test("a topic and its queue may share a key, which waits for neither", () => {
  const stack = testStack();
  const encryptionKey = new EncryptionKey(stack, "Key");
  const topic = new NotificationTopic(stack, "Changes", { encryptionKey });
  topic.addSubscription("settlement", { endpoint: new NotificationQueue(stack, "Settlement", { encryptionKey }) });
  expect(synth(stack).resource("aws_kms_key").policy).not.toContain("aws_sns_topic");
});

// Lambda Developer Guide, "Invoking Lambda functions with Amazon SNS notifications".
test("a function that is subscribed lets SNS invoke it for this topic, before its first message", () => {
  const { stack, topic } = make();
  topic.addSubscription("on-change", { endpoint: { functionArn: FUNCTION } });
  const result = synth(stack);
  expect(result.resource("aws_lambda_permission")).toEqual({
    action: "lambda:InvokeFunction",
    function_name: FUNCTION,
    principal: "sns.amazonaws.com",
    source_arn: expect.stringContaining("aws_sns_topic.Changes"),
    statement_id: "trading-test-Changes-Subscription-on-change-Function",
  });
  expect(result.resource("aws_sns_topic_subscription")).toMatchObject({
    protocol: "lambda",
    endpoint: FUNCTION,
    depends_on: [expect.stringMatching(/^aws_lambda_permission\./)],
  });
});

test("an HTTPS endpoint is subscribed by its URL, and confirms by itself where it says so", () => {
  const { stack, topic } = make();
  topic.addSubscription("hook", { endpoint: { url: "https://hooks.example.com/changes" }, rawMessageDelivery: true });
  topic.addSubscription("prompt", { endpoint: { url: "https://prompt.example.com", confirmsAutomatically: true } });
  const subscription = (id: string) => synth(stack).resource("aws_sns_topic_subscription", `Changes_Subscription-${id}`);
  expect(subscription("hook")).toMatchObject({
    protocol: "https",
    endpoint: "https://hooks.example.com/changes",
    endpoint_auto_confirms: false,
    raw_message_delivery: true,
  });
  expect(subscription("prompt").endpoint_auto_confirms).toBe(true);
});

// SNS Developer Guide, "Configuring an Amazon SNS dead-letter queue for a subscription".
test("what SNS can't deliver goes to a dead-letter queue that allows it", () => {
  const { stack, topic, queue } = make();
  topic.addSubscription("on-change", { endpoint: { functionArn: FUNCTION }, deadLetterQueue: queue });
  const result = synth(stack);
  expect(JSON.parse(result.resource("aws_sns_topic_subscription").redrive_policy)).toEqual({
    deadLetterTargetArn: expect.stringContaining("aws_sqs_queue.Settlement_"),
  });
  expect(statements(result.resource("aws_sqs_queue_policy").policy).map(({ Sid }) => Sid)).toEqual(["TlsOnly", "TopicMessages"]);
});

test("a topic of another region is subscribed to there", () => {
  const stack = testStack();
  const { provider } = secondRegion(stack);
  const encryptionKey = new EncryptionKey(stack, "SecondKey", { provider });
  const topic = new NotificationTopic(stack, "Changes", { encryptionKey, provider, topicName: "changes" });
  topic.addSubscription("settlement", { endpoint: new NotificationQueue(stack, "Settlement", { encryptionKey: KEY }) });
  expect(synth(stack).resource("aws_sns_topic_subscription").provider).toBe("aws.second");
  expect(synth(stack).resource("aws_sqs_queue_policy").policy).toContain("arn:aws:sns:eu-west-1:111122223333:changes");
});

test("a topic that exists already is subscribed to by its ARN", () => {
  const stack = testStack();
  const topic = NotificationTopic.fromAttributes(stack, "Existing", { topicArn: "arn:aws:sns:eu-central-1:111122223333:existing" });
  const subscription = topic.addSubscription("hook", { endpoint: { url: "https://hooks.example.com" } });
  new TerraformOutput(stack, "subscription", { value: subscription.arn });
  expect(synth(stack).resource("aws_sns_topic_subscription").topic_arn).toBe("arn:aws:sns:eu-central-1:111122223333:existing");
});

test("a queue of a stack that is deployed later is subscribed there", () => {
  const [data, services] = testStacks("data", "services") as [ReturnType<typeof testStack>, ReturnType<typeof testStack>];
  const topic = new NotificationTopic(data, "Changes", { encryptionKey: KEY });
  topic.addSubscription("settlement", { endpoint: new NotificationQueue(services, "Settlement", { encryptionKey: KEY }) });
  expect(statesRead(synth(data))).toEqual([]);
  expect(synth(data).resources("aws_sns_topic_subscription")).toEqual({});
  expect(Object.keys(synth(services).resources("aws_sns_topic_subscription"))).toHaveLength(1);
});

describe("a subscription is refused", () => {
  const CASES: [string, unknown, ...string[]][] = [
    ["without props", undefined, "props: must be an object; received nothing. It is required."],
    [
      "to an e-mail address",
      { endpoint: "oncall@example.com" },
      "endpoint: must be a NotificationQueue, a function's { functionArn } or an HTTPS endpoint's { url }; received \"oncall@example.com\". Give one of them.",
    ],
    [
      "to an endpoint that only Terraform knows: its kind decides what allows SNS to deliver",
      { endpoint: "${var.endpoint}" },
      "endpoint: must be a NotificationQueue, a function's { functionArn } or an HTTPS endpoint's { url }; received \"${var.endpoint}\". Give one of them.",
    ],
    [
      "of a URL without TLS",
      { endpoint: { url: "http://hooks.example.com" } },
      'endpoint.url: must be the URL of an HTTPS endpoint, without a user or a password; received "http://hooks.example.com". Write it as "https://hooks.example.com/records".',
    ],
    [
      "of a URL with a password, which the state would hold",
      { endpoint: { url: "https://user:password@hooks.example.com" } },
      'endpoint.url: must be the URL of an HTTPS endpoint, without a user or a password; received "https://user:password@hooks.example.com". Write it as "https://hooks.example.com/records".',
    ],
    [
      "of a function's name, with raw messages, which no function gets",
      { endpoint: { functionArn: "on-change" }, rawMessageDelivery: true },
      'endpoint.functionArn: must be the ARN of a Lambda function; received "on-change". Write it as "arn:aws:lambda:eu-central-1:111122223333:function:on-arrival".',
      "rawMessageDelivery: must be left out for a function: SNS delivers raw messages to queues and HTTPS endpoints alone; received true. Read the message in the event's Records.",
    ],
    [
      "with an ARN in place of a dead-letter queue",
      { endpoint: { functionArn: FUNCTION }, deadLetterQueue: "arn:aws:sqs:eu-central-1:111122223333:x" },
      'deadLetterQueue: must be a NotificationQueue; received "arn:aws:sqs:eu-central-1:111122223333:x". Give a NotificationQueue; for one that exists, NotificationQueue.fromAttributes(…).',
    ],
  ];

  test.each(CASES)("%s", (_, props, ...lines) => {
    expect(messageOf(() => make().topic.addSubscription("x", props as TopicSubscription))).toBe(invalid("Changes", ...lines));
  });

  test("under an id that another has", () => {
    const { topic } = make();
    topic.addSubscription("x", { endpoint: { functionArn: FUNCTION } });
    expect(messageOf(() => topic.addSubscription("x", { endpoint: { functionArn: FUNCTION } }))).toBe(
      invalid("Changes", 'id: must be unique in this topic; received "x". Choose another id.'),
    );
  });
});
