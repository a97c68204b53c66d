import { Cloudtrail } from "@cdktf/provider-aws/lib/cloudtrail";
import { CloudwatchEventRule } from "@cdktf/provider-aws/lib/cloudwatch-event-rule";
import { SnsTopic } from "@cdktf/provider-aws/lib/sns-topic";
import { TerraformStack } from "cdktf";
import { ApplicationLoadBalancer, AwsEnvironment, EncryptionKey, NotificationQueue, cloudTrailLogSource } from "../../src";
import { testStacks } from "../support/stacks";
import { messageOf } from "../support/synth";
import { Platform } from "./fixture";

/** Two stacks of which the second depends on the first. */
function pair() {
  const [data, services] = testStacks("data", "services") as [TerraformStack, TerraformStack];
  return { data, services, stored: new Platform(data), served: new Platform(services) };
}

const TWO_WAYS = (path: string) =>
  `Make ${path} in services; or import it there, by its fromArn or fromAttributes, and add its requiredPolicyJson here.`;

describe("a policy refuses what is deployed after it, and says the two ways out:", () => {
  test("a key's", () => {
    const { stored, served } = pair();
    const statement = { sid: "Batch", principals: { aws: [served.role().roleArn] }, actions: ["kms:Decrypt"] };
    expect(messageOf(() => stored.key.addToPolicy(statement))).toMatch(
      /^data\/Key: invalid input\n {2}- statement: must not refer to services, which is deployed after data; received "aws_iam_role\.Role_\w+\.arn"\. Make data\/Key in services; or import it there, by its fromArn or fromAttributes, and add its requiredPolicyJson here\.$/,
    );
  });

  test("a bucket's", () => {
    const { stored, served } = pair();
    const principals = { aws: [served.role().roleArn] };
    const message = messageOf(() => stored.bucket().addToPolicy({ sid: "Read", principals, actions: ["s3:GetObject"], resources: ["*"] }));
    expect(message).toContain(TWO_WAYS("data/Assets"));
  });

  test("a queue's, for a rule whose name Terraform makes", () => {
    const { data, services, stored } = pair();
    const queue = new NotificationQueue(data, "Arrivals", { encryptionKey: stored.key });
    const rule = new CloudwatchEventRule(services, "Rule", { namePrefix: "arrivals-", eventPattern: "{}" });
    expect(messageOf(() => queue.allowEventBridge(rule.arn))).toContain(
      "data/Arrivals: invalid input\n  - statement: must not refer to services",
    );
  });

  test("a log bucket's, for a trail by its reference", () => {
    const { stored, services } = pair();
    const trail = new Cloudtrail(services, "Trail", { name: "main", s3BucketName: "logs" });
    const source = cloudTrailLogSource(AwsEnvironment.of(services), trail.arn);
    expect(messageOf(() => stored.logs.addLogSource("trail", source))).toContain(TWO_WAYS("data/Logs"));
  });

  test("a role's", () => {
    const { data, services } = pair();
    const { keyArn } = new Platform(services).key;
    const role = new Platform(data).role();
    expect(messageOf(() => role.addToPolicy({ sid: "Use", actions: ["kms:Decrypt"], resources: [keyArn] }))).toContain(
      TWO_WAYS("data/Role"),
    );
  });
});

test("a policy may refer to what is deployed before it, and is deployed after it from then on", () => {
  const { data, services, stored } = pair();
  const principals = { aws: [stored.role().roleArn] };
  new EncryptionKey(services, "Key").addToPolicy({ sid: "Batch", principals, actions: ["kms:Decrypt"] });
  expect(services.dependsOn(data)).toBe(true);
});

test("a policy may refer to a stack that was made later where its own depends on it", () => {
  const { data, services, stored, served } = pair();
  data.addDependency(services);
  const principals = { aws: [served.role().roleArn] };
  expect(() => stored.key.addToPolicy({ sid: "Batch", principals, actions: ["kms:Decrypt"] })).not.toThrow();
});

// S3 User Guide, "Amazon S3 Event Notifications": S3 sends a test message when notifications are configured.
test("a bucket's notifications refuse a queue that is deployed after the bucket", () => {
  const { services, stored, served } = pair();
  const target = new NotificationQueue(services, "Arrivals", { encryptionKey: served.key });
  expect(messageOf(() => stored.bucket().addNotification("arrivals", { target, events: ["s3:ObjectCreated:*"] }))).toMatch(
    /^data\/Assets: invalid input\n {2}- target: must not refer to services, which is deployed after data; received "aws_sqs_queue\.Arrivals_\w+\.arn"\. Make the target in a stack before services; or set eventBridge on the bucket, and match its events with a rule in services\.$/,
  );
});

test("alarms refuse a topic that is deployed after them and whose name isn't known", () => {
  const { services, stored } = pair();
  const { arn: topicArn } = new SnsTopic(services, "Topic", { namePrefix: "alarms-" });
  expect(messageOf(() => stored.database().addAlarms({ topicArn }))).toMatch(
    /^data\/Database: invalid input\n {2}- topic: must not refer to services, which is deployed after data; received "aws_sns_topic\.Topic\.arn"\. Make the topic before services, or give its ARN as text: AlarmTopic\.fromArn\.$/,
  );
});

test("a construct refuses what it is given from a stack that depends on its own", () => {
  const { data, services, stored, served } = pair();
  services.addDependency(data);
  const props = { network: stored.network, accessLogs: served.logs, zone: { zoneId: "Z1", zoneName: "example.com" } };
  const make = () =>
    new ApplicationLoadBalancer(data, "LoadBalancer", {
      ...props,
      originDomainName: "origin.example.com",
      cloudFrontPrefixListId: "pl-a3a144ca",
    });
  expect(messageOf(make)).toBe(
    'data/LoadBalancer: invalid input\n  - services/Logs: must not be in a stack that depends on data; received "services". Make it in data, or in a stack that data depends on; or import it here, by its fromArn or fromAttributes.',
  );
});

test("two services of two stacks with one priority at a shared load balancer are told by their stacks", () => {
  const [network, blue, green] = testStacks("network", "blue", "green") as [TerraformStack, TerraformStack, TerraformStack];
  const shared = new Platform(network);
  const given = { network: shared.network, loadBalancer: shared.balancer() };
  new Platform(blue, given).service();
  expect(messageOf(() => new Platform(green, given).service())).toContain(
    "route.priority: must be unique in network/LoadBalancer; received 10. blue/TradingApi has it: use another.",
  );
});
