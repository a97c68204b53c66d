import { DbEventSubscription } from "@cdktf/provider-aws/lib/db-event-subscription";
import { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { AwsEnvironment, IEncryptionKey, PolicyStatement } from "../../src/core";
import { SEND_ACTIONS } from "../../src/internal/key-actions";
import { physicalName } from "../../src/internal/names";
import { like } from "../../src/internal/prop-types";
import { dependenciesIn, dependsOnStackOf, deployAfter } from "../../src/internal/stacks";
import { Validator } from "../../src/internal/validator";

/** An SNS topic that RDS publishes events to: an `AlarmTopic` or a `NotificationTopic`. */
export interface IAuroraEventTopic {
  /** The topic's ARN. */
  readonly topicArn: string;
  /** The topic's region: RDS publishes to topics of its own. @default - not checked */
  readonly region?: string;
  /** The key that messages are encrypted under. @default - none, or its policy is its owner's to change */
  readonly encryptionKey?: IEncryptionKey;
  /** What allows to publish: a subscription is created after it. @default - it exists already */
  readonly policy?: ITerraformDependable;
  /** Adds a statement to the topic's policy. @default - its policy is its owner's to change */
  addToPolicy?(statement: PolicyStatement): void;
}

const TOPIC = like<IAuroraEventTopic>("an AlarmTopic or a NotificationTopic", ["topicArn"], "AlarmTopic.fromArn");

/** What notifies a topic of the events of a cluster. */
export interface AuroraEventSubscriptions {
  /** Failovers, failures and maintenance of the cluster. */
  readonly cluster: DbEventSubscription;
  /** Configuration changes, failures and maintenance of its instances. */
  readonly instances: DbEventSubscription;
  /** Changes of its instances' parameter group. */
  readonly parameterGroups: DbEventSubscription;
  /** Changes and failures of DB security groups, which no cluster in a VPC has: AWS Security Hub asks for them. */
  readonly securityGroups: DbEventSubscription;
}

/** What has events. */
interface EventSources {
  readonly clusterIdentifier: string;
  readonly instanceIdentifiers: readonly string[];
  /** Whether auto scaling adds instances, whose names begin with `application-autoscaling-`. */
  readonly isScaled: boolean;
  readonly parameterGroupName: string;
}

/**
 * The events of a cluster, by the categories that AWS Foundational Security Best Practices name (RDS.19 to RDS.22), and failovers.
 *
 * A subscription lists its sources, and RDS tells the instances that auto scaling adds from others by nothing: where there are some, the one for instances is for all of
 * the account in the region.
 *
 * @throws ValidationError for something that is no topic, one of another region, or if it is called twice
 */
export function createEventSubscriptions(scope: Construct, topic: IAuroraEventTopic, sources: EventSources): AuroraEventSubscriptions {
  checkTopic(scope, topic);
  deployAfter(scope, topic);
  allowEvents(scope, topic);
  const parent = new Construct(scope, "EventSubscriptions");
  const subscribe = (id: string, sourceType: string, eventCategories: string[], sourceIds?: readonly string[]): DbEventSubscription => {
    const subscription = new Construct(parent, id);
    return new DbEventSubscription(subscription, "Resource", {
      name: physicalName(subscription, { maxLength: 255, capitals: false }),
      snsTopic: topic.topicArn,
      sourceType,
      eventCategories,
      sourceIds: sourceIds && [...sourceIds],
      // RDS publishes a first message, and refuses the subscription where it may not.
      dependsOn: dependenciesIn(scope, [topic.policy]),
    });
  };
  const { clusterIdentifier, instanceIdentifiers, isScaled, parameterGroupName } = sources;
  return {
    cluster: subscribe("Cluster", "db-cluster", ["failover", "failure", "maintenance"], [clusterIdentifier]),
    instances: subscribe(
      "Instances",
      "db-instance",
      ["configuration change", "failure", "maintenance"],
      isScaled ? undefined : instanceIdentifiers,
    ),
    parameterGroups: subscribe("ParameterGroups", "db-parameter-group", ["configuration change"], [parameterGroupName]),
    securityGroups: subscribe("SecurityGroups", "db-security-group", ["configuration change", "failure"]),
  };
}

function checkTopic(scope: Construct, topic: IAuroraEventTopic): void {
  new Validator(scope)
    .props({ topic }, { topic: TOPIC })
    .check(
      "addEventNotifications",
      topic.topicArn,
      scope.node.tryFindChild("EventSubscriptions") === undefined,
      "must be called once: the subscriptions have been made",
      "Subscribe further receivers to the topic.",
    )
    .check(
      "addEventNotifications",
      topic,
      !dependsOnStackOf(scope, topic),
      "must be given a topic that is deployed before the cluster: RDS publishes a first message when it subscribes",
      "Make the topic in the cluster's stack or in one that is deployed before it.",
    )
    .onceKnown([topic.region, AwsEnvironment.of(scope).region], (validator, topicRegion, region) =>
      validator.check(
        "topic",
        topicRegion,
        topicRegion === region,
        `must be a topic in ${region}: RDS publishes to topics of the cluster's region alone`,
        `Make a topic in ${region}, and a key there.`,
      ),
    )
    .throwIfInvalid();
}

/**
 * RDS' events of this account (Amazon RDS User Guide, "Granting permissions to publish notifications to an Amazon SNS topic"). The key's statement is without
 * a condition, as it is there: the topic decides whose events they are.
 */
function allowEvents(scope: Construct, topic: IAuroraEventTopic): void {
  const { partition, accountId } = AwsEnvironment.of(scope);
  const principals = { services: ["events.rds.amazonaws.com"] };
  topic.encryptionKey?.addToPolicy({ sid: "RdsEvents", principals, actions: SEND_ACTIONS });
  topic.addToPolicy?.({
    sid: "RdsEvents",
    principals,
    actions: ["sns:Publish"],
    resources: [topic.topicArn],
    conditions: {
      StringEquals: { "aws:SourceAccount": accountId },
      ArnLike: { "aws:SourceArn": `arn:${partition}:rds:*:${accountId}:*` },
    },
  });
}
