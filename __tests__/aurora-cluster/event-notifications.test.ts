import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { TerraformStack, Testing } from "cdktf";
import { Construct } from "constructs";
import { IAuroraEventTopic, createEventSubscriptions } from "../../modules/aurora-cluster/event-notifications";
import { NotificationTopic } from "../../modules/storage";
import { AlarmTopic, EncryptionKey } from "../../src/core";
import { testStacks } from "../support/stacks";
import { ACCOUNT_ID, messageOf, statements, synth, testStack } from "../support/synth";
import { database } from "./fixture";

const SUBSCRIPTION = "aws_db_event_subscription";
const sources = {
  clusterIdentifier: "orders",
  instanceIdentifiers: ["orders-writer", "orders-reader-a"],
  isScaled: false,
  parameterGroupName: "orders-20261126",
};
const TOPIC_ARN = "arn:aws:sns:eu-central-1:111122223333:operations";

function subscribed(stack: TerraformStack, topic: IAuroraEventTopic, changes: Partial<typeof sources> = {}) {
  createEventSubscriptions(stack, topic, { ...sources, ...changes });
  const made = Object.values(synth(stack).resources(SUBSCRIPTION));
  return Object.fromEntries(made.map((subscription) => [subscription.source_type as string, subscription]));
}

describe("event notifications of a cluster", () => {
  // AWS Security Hub User Guide, "Amazon RDS controls", RDS.19 to RDS.22.
  test.each([
    ["RDS.19, and failovers", "db-cluster", ["failover", "failure", "maintenance"]],
    ["RDS.20", "db-instance", ["configuration change", "failure", "maintenance"]],
    ["RDS.21", "db-parameter-group", ["configuration change"]],
    ["RDS.22", "db-security-group", ["configuration change", "failure"]],
  ])("are those that %s asks for: of %s", (_, sourceType, categories) => {
    const subscriptions = subscribed(testStack(), { topicArn: TOPIC_ARN });
    expect(subscriptions[sourceType]).toMatchObject({ sns_topic: TOPIC_ARN });
    expect(subscriptions[sourceType]!.event_categories).toEqual(categories);
  });

  test("are of the cluster, its instances and their parameter group; DB security groups are the account's", () => {
    const subscriptions = subscribed(testStack(), { topicArn: TOPIC_ARN });
    expect(Object.fromEntries(Object.entries(subscriptions).map(([type, { source_ids: ids }]) => [type, ids]))).toEqual({
      "db-cluster": ["orders"],
      "db-instance": ["orders-writer", "orders-reader-a"],
      "db-parameter-group": ["orders-20261126"],
      "db-security-group": undefined,
    });
  });

  test("are of all instances where auto scaling adds some, which no list could name", () => {
    expect(subscribed(testStack(), { topicArn: TOPIC_ARN }, { isScaled: true })["db-instance"]).not.toHaveProperty("source_ids");
  });

  test("are subscribed to under the stack's name", () => {
    const subscriptions = Object.values(subscribed(testStack(), { topicArn: TOPIC_ARN }));
    expect(subscriptions.map(({ name }) => name).sort()).toEqual([
      "trading-test-event-subscriptions-cluster",
      "trading-test-event-subscriptions-instances",
      "trading-test-event-subscriptions-parameter-groups",
      "trading-test-event-subscriptions-security-groups",
    ]);
  });
});

// Amazon RDS User Guide, "Granting permissions to publish notifications to an Amazon SNS topic".
describe.each([
  ["an AlarmTopic", (stack: TerraformStack, key: EncryptionKey) => new AlarmTopic(stack, "Topic", { encryptionKey: key })],
  ["a NotificationTopic", (stack: TerraformStack, key: EncryptionKey) => new NotificationTopic(stack, "Topic", { encryptionKey: key })],
])("RDS is allowed to publish to %s", (_, create) => {
  const made = () => {
    const stack = testStack();
    const topic = create(stack, new EncryptionKey(stack, "Key"));
    createEventSubscriptions(stack, topic, sources);
    return synth(stack);
  };

  test("by the topic's policy, the events of this account alone", () => {
    expect(statements(made().resource("aws_sns_topic_policy").policy)).toContainEqual({
      Sid: "RdsEvents",
      Effect: "Allow",
      Principal: { Service: "events.rds.amazonaws.com" },
      Action: "sns:Publish",
      Resource: expect.stringContaining("aws_sns_topic.Topic"),
      Condition: {
        StringEquals: { "aws:SourceAccount": ACCOUNT_ID },
        ArnLike: { "aws:SourceArn": `arn:aws:rds:*:${ACCOUNT_ID}:*` },
      },
    });
  });

  test("by the key's policy", () => {
    expect(statements(made().resource("aws_kms_key").policy)).toContainEqual(
      expect.objectContaining({ Principal: { Service: "events.rds.amazonaws.com" }, Action: ["kms:Decrypt", "kms:GenerateDataKey*"] }),
    );
  });

  test("before a subscription is made, which RDS tries", () => {
    const subscriptions = Object.values(made().resources(SUBSCRIPTION));
    expect(subscriptions.map((subscription) => subscription.depends_on)).toEqual(
      subscriptions.map(() => [expect.stringMatching(/^aws_sns_topic_policy\./)]),
    );
  });
});

test("of an AuroraCluster are of its own members and groups", () => {
  const { stack, cluster } = database();
  cluster.addEventNotifications({ topicArn: TOPIC_ARN });
  const ids = Object.values(synth(stack).resources(SUBSCRIPTION)).map(({ source_type: type, source_ids: of }) => [type, of?.length]);
  expect(Object.fromEntries(ids)).toEqual({ "db-cluster": 1, "db-instance": 2, "db-parameter-group": 1, "db-security-group": undefined });
});

test("of an AuroraCluster with auto scaling are of all instances", () => {
  const { stack, cluster } = database({ readerAutoScaling: { max: 3 } });
  expect(cluster.addEventNotifications({ topicArn: TOPIC_ARN }).instances.sourceIdsInput).toBeUndefined();
  expect(synth(stack).resource(SUBSCRIPTION, "Database_EventSubscriptions_Cluster").name).toBe(
    "trading-test-database-event-subscriptions-cluster",
  );
});

test("two clusters allow the events once", () => {
  const stack = testStack();
  const topic = new AlarmTopic(stack, "Topic", { encryptionKey: new EncryptionKey(stack, "Key") });
  for (const id of ["One", "Two"]) createEventSubscriptions(new Construct(stack, id), topic, sources);
  const allowed = statements(synth(stack).resource("aws_sns_topic_policy").policy).filter(({ Sid }) => String(Sid).startsWith("RdsEvents"));
  expect(allowed).toHaveLength(1);
});

test("a topic of an earlier stack is no dependency of a resource", () => {
  const app = Testing.app();
  const [first, second] = ["first", "second"].map((id) => {
    const stack = new TerraformStack(app, id);
    new AwsProvider(stack, "Aws", { region: "eu-central-1", allowedAccountIds: [ACCOUNT_ID] });
    return stack;
  }) as [TerraformStack, TerraformStack];
  const topic = new AlarmTopic(first, "Topic", { encryptionKey: new EncryptionKey(first, "Key") });
  createEventSubscriptions(second, topic, sources);
  expect(synth(second).resource(SUBSCRIPTION, "EventSubscriptions_Cluster").depends_on).toEqual([]);
  expect(statements(synth(first).resource("aws_sns_topic_policy").policy)).toContainEqual(expect.objectContaining({ Sid: "RdsEvents" }));
});

describe("event notifications are refused", () => {
  const head = "trading-test: invalid input";

  test("to something that is no topic", () => {
    expect(messageOf(() => createEventSubscriptions(testStack(), TOPIC_ARN as never, sources))).toBe(
      [
        head,
        `  - topic: must be an AlarmTopic or a NotificationTopic; received "${TOPIC_ARN}". ` +
          "Give an AlarmTopic or a NotificationTopic; for one that exists, AlarmTopic.fromArn(…).",
      ].join("\n"),
    );
  });

  test("to a topic of another region", () => {
    const stack = testStack();
    const topic = AlarmTopic.fromArn(stack, "Topic", "arn:aws:sns:us-east-1:111122223333:operations");
    expect(messageOf(() => createEventSubscriptions(stack, topic, sources))).toBe(
      [
        head,
        '  - topic: must be a topic in eu-central-1: RDS publishes to topics of the cluster\'s region alone; received "us-east-1". ' +
          "Make a topic in eu-central-1, and a key there.",
      ].join("\n"),
    );
  });

  test("to a topic that is deployed after the cluster", () => {
    const [data, operations] = testStacks("data", "operations") as [TerraformStack, TerraformStack];
    operations.addDependency(data);
    const topic = new AlarmTopic(operations, "Topic", { encryptionKey: new EncryptionKey(operations, "Key") });
    expect(messageOf(() => createEventSubscriptions(data, topic, sources))).toBe(
      "data: invalid input\n  - addEventNotifications: must be given a topic that is deployed before the cluster: RDS publishes a first message when it subscribes; " +
        "received the AlarmTopic operations/Topic. Make the topic in the cluster's stack or in one that is deployed before it.",
    );
  });

  test("a second time", () => {
    const stack = testStack();
    createEventSubscriptions(stack, { topicArn: TOPIC_ARN }, sources);
    expect(messageOf(() => createEventSubscriptions(stack, { topicArn: TOPIC_ARN }, sources))).toBe(
      [
        head,
        `  - addEventNotifications: must be called once: the subscriptions have been made; received "${TOPIC_ARN}". ` +
          "Subscribe further receivers to the topic.",
      ].join("\n"),
    );
  });
});
