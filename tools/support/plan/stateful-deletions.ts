import { PlannedChange } from "./planned-changes";

/** What is lost with a resource, by type, for everything that a new resource of the same configuration doesn't bring back. */
const LOST: Readonly<Record<string, string>> = {
  aws_cloudwatch_log_group: "its logs",
  aws_dynamodb_table: "its items",
  aws_ebs_volume: "its data",
  aws_efs_file_system: "its files",
  aws_eip: "its address, which others may allow,",
  aws_elasticache_global_replication_group: "what joins its caches",
  aws_elasticache_replication_group: "its data",
  aws_elasticache_serverless_cache: "its data",
  aws_kms_key: "everything that is encrypted under it",
  aws_rds_cluster: "its data",
  aws_rds_global_cluster: "what joins its clusters",
  aws_db_instance: "its data",
  aws_route53_zone: "its name servers, to which the domain is delegated",
  aws_s3_bucket: "its objects",
  aws_secretsmanager_secret: "its value",
  aws_sns_topic: "its subscriptions that somebody has confirmed",
  aws_sqs_queue: "its messages",
};

/** A planned change that loses what nothing brings back. */
export interface StatefulDeletion {
  /** The construct's path, or the resource's address where the construct is gone. */
  readonly path: string;
  /** The same in a sentence. */
  readonly sentence: string;
}

/**
 * The changes of a plan that lose data and that nobody has acknowledged. `prevent_destroy` is no help where a construct has left the code or has
 * another id: it left with it.
 *
 * @param acknowledged the paths or addresses of what may go
 */
export function statefulDeletions(changes: readonly PlannedChange[], acknowledged: readonly string[]): StatefulDeletion[] {
  return changes
    .filter(({ type, action }) => type in LOST && (action === "delete" || action === "replace"))
    .filter(({ path, address }) => !acknowledged.includes(path) && !acknowledged.includes(address))
    .map(({ path, address, type, action }) => ({
      path,
      sentence: `${path === address ? address : `${path} (${type})`} would be ${action === "delete" ? "deleted" : "replaced"}: ${LOST[type]} would be lost`,
    }));
}
