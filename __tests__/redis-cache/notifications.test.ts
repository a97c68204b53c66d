import { TerraformStack } from "cdktf";
import { Construct } from "constructs";
import { IRedisEventTopic, checkNotificationTopic, notificationArguments } from "../../modules/redis-cache/notifications";
import { RedisCache } from "../../modules/redis-cache/redis-cache";
import { RedisEventTopic } from "../../modules/redis-cache/redis-event-topic";
import { NotificationTopic } from "../../modules/storage";
import { AlarmTopic, EncryptionKey } from "../../src/core";
import { Validator } from "../../src/internal/validator";
import { network } from "../support/network";
import { testStacks } from "../support/stacks";
import { ACCOUNT_ID, messageOf, statements, synth, testStack } from "../support/synth";
import { REPLICATION_GROUP, refusal, resolved } from "./fixture";

const TOPIC = "aws_sns_topic";
const TOPIC_POLICY = "aws_sns_topic_policy";
const TOPIC_ARN = `arn:aws:sns:eu-central-1:${ACCOUNT_ID}:cache-events`;

function check(scope: Construct, topic: IRedisEventTopic): void {
  const validator = new Validator(scope);
  checkNotificationTopic(validator, scope, topic);
  validator.throwIfInvalid();
}

// ElastiCache User Guide, "Managing ElastiCache Amazon SNS notifications".
describe("a topic for events", () => {
  function made() {
    const stack = testStack();
    const topic = new RedisEventTopic(stack, "CacheEvents", { emails: ["oncall@example.com"] });
    const settings = notificationArguments(stack, topic);
    return { stack, topic, settings };
  }

  test("has no key, since ElastiCache publishes to none that is encrypted under a customer-managed one", () => {
    expect(synth(made().stack).resource(TOPIC)).toMatchObject({ name: "trading-test-CacheEvents" });
    expect(synth(made().stack).resource(TOPIC)).not.toHaveProperty("kms_master_key_id");
  });

  test("admits those of this account, by the owner's condition and by the service's principal", () => {
    const allowed = statements(synth(made().stack).resource(TOPIC_POLICY).policy).filter(({ Effect }) => Effect === "Allow");
    const publish = { Effect: "Allow", Action: "sns:Publish", Resource: expect.stringContaining("aws_sns_topic.CacheEvents") };
    expect(allowed).toEqual([
      { ...publish, Sid: "ElastiCacheEvents", Principal: "*", Condition: { StringEquals: { "aws:SourceOwner": ACCOUNT_ID } } },
      {
        ...publish,
        Sid: "ElastiCacheEventsOfService",
        Principal: { Service: "elasticache.amazonaws.com" },
        Condition: { StringEquals: { "aws:SourceAccount": ACCOUNT_ID } },
      },
    ]);
  });

  test("admits nobody before a cache names it, and nobody without TLS", () => {
    const stack = testStack();
    new RedisEventTopic(stack, "CacheEvents");
    expect(statements(synth(stack).resource(TOPIC_POLICY).policy)).toEqual([
      expect.objectContaining({ Effect: "Deny", Condition: { Bool: { "aws:SecureTransport": "false" } } }),
    ]);
  });

  test("admits other services that its owner names", () => {
    const { stack, topic } = made();
    topic.addToPolicy({ sid: "Events", principals: { services: ["events.amazonaws.com"] }, actions: ["sns:Publish"], resources: ["*"] });
    expect(statements(synth(stack).resource(TOPIC_POLICY).policy)).toContainEqual(expect.objectContaining({ Sid: "Events" }));
  });

  test("sends e-mails", () => {
    const { stack, topic } = made();
    expect(synth(stack).resource("aws_sns_topic_subscription")).toMatchObject({ protocol: "email", endpoint: "oncall@example.com" });
    expect(Object.keys(topic.subscriptions)).toEqual(["oncall@example.com"]);
  });

  test("is named once ElastiCache may publish to it", () => {
    const { topic, settings } = made();
    expect(settings).toEqual({ notificationTopicArn: topic.topicArn, dependsOn: [topic.policy] });
  });

  test.each([
    [["oncall"], 'emails[0]: must be an e-mail address; received "oncall". Write it as "oncall@example.com".'],
    [["a@b.com", "a@b.com"], 'emails: must each be named once; received ["a@b.com","a@b.com"]. Remove the duplicate.'],
  ])("refuses %p", (emails, line) => {
    expect(messageOf(() => new RedisEventTopic(testStack(), "CacheEvents", { emails }))).toBe(refusal("trading-test/CacheEvents", line));
  });
});

test("a cache names its topic after ElastiCache may publish to it, and no other", () => {
  const stack = testStack();
  const encryptionKey = new EncryptionKey(stack, "Key");
  const notificationTopic = new RedisEventTopic(stack, "CacheEvents");
  new RedisCache(stack, "Cache", { network, encryptionKey, notificationTopic });
  expect(synth(stack).resource(REPLICATION_GROUP)).toMatchObject({
    notification_topic_arn: expect.stringContaining("aws_sns_topic.CacheEvents"),
    depends_on: [expect.stringMatching(/^aws_sns_topic_policy\./)],
  });
  const encrypted = new AlarmTopic(stack, "Topic", { encryptionKey });
  expect(() => new RedisCache(stack, "Other", { network, encryptionKey, notificationTopic: encrypted })).toThrow(
    "notificationTopic: must be a topic without a key",
  );
});

// SNS API Reference, CreateTopic: up to 256 letters, digits, underscores and dashes.
test("a topic for events has a name that SNS accepts, however long its path is", () => {
  expect(new RedisEventTopic(testStack(), `Cache_Events${"x".repeat(300)}`).topicName).toMatch(/^trading-test-Cache_Events[\w-]{1,231}$/);
});

test("a topic of another stack is deployed before the cache that names it", () => {
  const [operations, data] = testStacks("operations", "data") as [TerraformStack, TerraformStack];
  notificationArguments(data, new RedisEventTopic(operations, "CacheEvents"));
  expect(data.dependsOn(operations)).toBe(true);
});

test("a cache without a topic publishes nothing", () => {
  const stack = testStack();
  expect(notificationArguments(stack, undefined)).toEqual({});
  expect(() => check(stack, undefined as never)).not.toThrow();
});

test("two caches share a topic, whose policy names them once", () => {
  const stack = testStack();
  const topic = new RedisEventTopic(stack, "CacheEvents");
  for (const id of ["One", "Two"]) notificationArguments(new Construct(stack, id), topic);
  const allowed = statements(synth(stack).resource(TOPIC_POLICY).policy).filter(({ Effect }) => Effect === "Allow");
  expect(allowed).toHaveLength(2);
});

test("the owner of a topic that exists is told what its policy needs", () => {
  const stack = testStack();
  const topic = NotificationTopic.fromAttributes(stack, "CacheEvents", { topicArn: TOPIC_ARN });
  check(stack, topic);
  expect(notificationArguments(stack, topic)).toEqual({ notificationTopicArn: TOPIC_ARN, dependsOn: [] });
  expect(statements(resolved(stack, topic.requiredPolicyJson) as string).map(({ Sid }) => Sid)).toEqual([
    "ElastiCacheEvents",
    "ElastiCacheEventsOfService",
  ]);
});

describe("ElastiCache can't publish", () => {
  const MORE = "Make a RedisEventTopic.";

  test.each([
    ["an AlarmTopic", (stack: TerraformStack, key: EncryptionKey) => new AlarmTopic(stack, "Topic", { encryptionKey: key })],
    ["a NotificationTopic", (stack: TerraformStack, key: EncryptionKey) => new NotificationTopic(stack, "Topic", { encryptionKey: key })],
  ])("to %s, which is encrypted", (what, create) => {
    const stack = testStack();
    const topic = create(stack, new EncryptionKey(stack, "Key"));
    expect(messageOf(() => check(stack, topic))).toBe(
      refusal(
        "trading-test",
        `notificationTopic: must be a topic without a key: ElastiCache doesn't publish to an encrypted one; received the ${what.split(" ")[1]} trading-test/Topic. ${MORE}`,
      ),
    );
  });

  test.each([
    [
      `arn:aws:sns:us-east-1:${ACCOUNT_ID}:x`,
      'a topic in eu-central-1, the cache\'s region; received "us-east-1". Make a topic in eu-central-1.',
    ],
    [
      "arn:aws:sns:eu-central-1:444455556666:x",
      `a topic of ${ACCOUNT_ID}, the cache's account; received "444455556666". Make a topic in the account ${ACCOUNT_ID}.`,
    ],
  ])("to %s", (topicArn, line) => {
    expect(messageOf(() => check(testStack(), { topicArn }))).toBe(refusal("trading-test", `notificationTopic: must be ${line}`));
  });

  test("to something that is no topic's ARN", () => {
    expect(messageOf(() => check(testStack(), { topicArn: "cache-events" }))).toBe(
      refusal(
        "trading-test",
        'notificationTopic.topicArn: must be the ARN of an SNS topic; received "cache-events". Write it as "arn:aws:sns:eu-central-1:111122223333:alarms".',
      ),
    );
  });

  test("to a topic that is deployed after the cache", () => {
    const [data, operations] = testStacks("data", "operations") as [TerraformStack, TerraformStack];
    operations.addDependency(data);
    const topic = new RedisEventTopic(operations, "Topic");
    expect(messageOf(() => check(data, topic))).toBe(
      refusal(
        "data",
        "notificationTopic: must be a topic that is deployed before the cache, which names it; " +
          "received the RedisEventTopic operations/Topic. Make the topic in the cache's stack or in one that is deployed before it.",
      ),
    );
  });
});
