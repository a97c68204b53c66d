import { ElasticacheReplicationGroupConfig } from "@cdktf/provider-aws/lib/elasticache-replication-group";
import { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { AwsEnvironment, IEncryptionKey, PolicyStatement } from "../../src/core";
import { FORMATS } from "../../src/internal/formats";
import { like } from "../../src/internal/prop-types";
import { checkPlace } from "../../src/internal/region";
import { dependenciesIn, dependsOnStackOf, deployAfter } from "../../src/internal/stacks";
import { Validator, isGiven, isKnown } from "../../src/internal/validator";

/**
 * An SNS topic that ElastiCache publishes events to: a `RedisEventTopic`, or what `NotificationTopic.fromAttributes` makes of one that exists. ElastiCache doesn't publish to
 * topics that are encrypted under a customer-managed key, as an `AlarmTopic` is (ElastiCache User Guide, "Managing ElastiCache Amazon SNS notifications").
 */
export interface IRedisEventTopic {
  /** The topic's ARN. */
  readonly topicArn: string;
  /** The key that messages are encrypted under, which a topic for these events must not have. @default - none */
  readonly encryptionKey?: IEncryptionKey;
  /** What allows to publish: the cache names the topic after it. @default - it exists already */
  readonly policy?: ITerraformDependable;
  /** Adds a statement to the topic's policy. @default - its policy is its owner's to change */
  addToPolicy?(statement: PolicyStatement): void;
}

/** The prop type of topics for events. */
export const EVENT_TOPIC = like<IRedisEventTopic>("a RedisEventTopic", ["topicArn"], "NotificationTopic.fromAttributes");

/**
 * Records a topic that ElastiCache can't publish to. It would set the topic to inactive, and no plan would show it.
 *
 * @param scope the cache
 */
export function checkNotificationTopic(validator: Validator, scope: Construct, topic: IRedisEventTopic | undefined): void {
  if (!isGiven(topic)) return;
  const { region, accountId } = AwsEnvironment.of(scope);
  validator
    .check(
      "notificationTopic",
      topic,
      !isGiven(topic.encryptionKey),
      "must be a topic without a key: ElastiCache doesn't publish to an encrypted one",
      "Make a RedisEventTopic.",
    )
    .check(
      "notificationTopic",
      topic,
      !dependsOnStackOf(scope, topic),
      "must be a topic that is deployed before the cache, which names it",
      "Make the topic in the cache's stack or in one that is deployed before it.",
    );
  validator.format("notificationTopic.topicArn", topic.topicArn, FORMATS.topicArn);
  if (!isKnown(topic.topicArn)) {
    checkPlace(validator, "notificationTopic", topic, "a topic", (place) => `Make a topic in ${place}.`);
    return;
  }
  const [, , , topicRegion, topicAccount] = topic.topicArn.split(":");
  validator
    .onceKnown([topicRegion, region], (later, received, own) =>
      later.check(
        "notificationTopic",
        received,
        received === own,
        `must be a topic in ${own}, the cache's region`,
        `Make a topic in ${own}.`,
      ),
    )
    .onceKnown([topicAccount, accountId], (later, received, own) =>
      later.check(
        "notificationTopic",
        received,
        received === own,
        `must be a topic of ${own}, the cache's account`,
        `Make a topic in the account ${own}.`,
      ),
    );
}

/** The topic in the provider's terms. It is named once ElastiCache may publish to it. */
export function notificationArguments(
  scope: Construct,
  topic: IRedisEventTopic | undefined,
): Pick<ElasticacheReplicationGroupConfig, "notificationTopicArn" | "dependsOn"> {
  if (!isGiven(topic)) return {};
  deployAfter(scope, topic);
  for (const statement of eventStatements(topic.topicArn, AwsEnvironment.of(scope).accountId)) topic.addToPolicy?.(statement);
  return { notificationTopicArn: topic.topicArn, dependsOn: dependenciesIn(scope, [topic.policy]) };
}

/**
 * What allows ElastiCache to publish the events of this account. The User Guide's page asks for the owner's condition in one place, since ElastiCache sends no source account, and for
 * the service's principal in another: both are there, and each is limited to this account. Pure.
 */
function eventStatements(topicArn: string, accountId: string): PolicyStatement[] {
  const publish = { actions: ["sns:Publish"], resources: [topicArn] };
  return [
    { ...publish, sid: "ElastiCacheEvents", principals: "*", conditions: { StringEquals: { "aws:SourceOwner": accountId } } },
    {
      ...publish,
      sid: "ElastiCacheEventsOfService",
      principals: { services: ["elasticache.amazonaws.com"] },
      conditions: { StringEquals: { "aws:SourceAccount": accountId } },
    },
  ];
}
