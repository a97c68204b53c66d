import { ServiceNeed } from "./need";
import { principalOf } from "./requests";

/** What ElastiCache tells of caches. */
export const ELASTICACHE_NOTIFICATIONS: ServiceNeed = {
  id: "elasticache-notifications",
  page: 'Amazon ElastiCache User Guide, "Managing ElastiCache Amazon SNS notifications"',
  types: ["aws_elasticache_replication_group", "aws_elasticache_cluster"],
  requests: (view, cache) => {
    const topic = view.target(cache, cache.args.notification_topic_arn, "aws_sns_topic");
    if (topic === undefined) return [];
    const name = topic.resource?.name ?? topic.arn;
    const isEncrypted = topic.resource?.args.kms_master_key_id !== undefined;
    return [
      {
        principal: principalOf("elasticache"),
        action: "sns:Publish",
        resource: topic.arn,
        context: { "aws:SourceOwner": view.place(cache).accountId },
        purpose: `ElastiCache publishes the events of ${cache.name}`,
        refused: isEncrypted ? `ElastiCache doesn't publish to a topic that is encrypted, as ${name} is` : undefined,
      },
    ];
  },
};
