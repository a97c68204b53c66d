import { AttributeChange, ShownValue } from "../review";

/** A change of an attribute that takes protection away. */
export interface Loosening {
  /** The types that it is of; any type that has the attribute, where the name says it all. @default - any */
  readonly types?: readonly string[];
  /** Without indexes. */
  readonly path: string;
  /** Whether this change is one. */
  readonly isOne: (before: ShownValue, after: ShownValue) => boolean;
  /** What becomes of it, in a sentence that begins with the construct. */
  readonly says: string;
}

const textOf = (value: ShownValue): string => (value.kind === "value" ? value.text : "");
const is = (before: readonly string[], after: readonly string[]) => (old: ShownValue, now: ShownValue) =>
  before.includes(textOf(old)) && after.includes(textOf(now));

/** A text without characters, as it is shown. */
const EMPTY = '""';
const OFF = is(["true"], ["false", ""]);
/** What is off unless it is set may be absent before. */
const TURNED_ON = is(["false", ""], ["true"]);

/** A number, where it is one. */
const numberOf = (value: ShownValue): number | undefined => (/^\d+$/.test(textOf(value)) ? Number(textOf(value)) : undefined);
const compared = (holds: (old: number, now: number) => boolean) => (before: ShownValue, after: ShownValue) => {
  const [old, now] = [numberOf(before), after.kind === "absent" ? 0 : numberOf(after)];
  return old !== undefined && now !== undefined && holds(old, now);
};
const LESS = compared((old, now) => now < old);
const MORE = compared((old, now) => now > old);
/** Zero means for ever. */
const SHORTER = compared((old, now) => now !== 0 && (old === 0 || now < old));
const CLUSTERS = ["aws_rds_cluster", "aws_db_instance", "aws_docdb_cluster", "aws_neptune_cluster"];
const CACHES = ["aws_elasticache_replication_group", "aws_elasticache_cluster", "aws_elasticache_serverless_cache", "aws_memorydb_cluster"];
const OTHER_KEYS = ["aws_kms_external_key", "aws_kms_replica_key", "aws_kms_replica_external_key"];

/** Every row is what the AWS provider's page says that the argument does. */
export const LOOSENINGS: readonly Loosening[] = [
  { path: "deletion_protection", isOne: OFF, says: "loses its deletion protection" },
  { path: "deletion_protection", isOne: is(["ACTIVE"], ["INACTIVE", ""]), says: "loses its deletion protection" },
  { path: "deletion_protection_enabled", isOne: OFF, says: "loses its deletion protection" },
  { path: "enable_deletion_protection", isOne: OFF, says: "loses its deletion protection" },
  { path: "disable_api_termination", isOne: OFF, says: "loses its termination protection" },
  { path: "protect_from_scale_in", isOne: OFF, says: "no longer protects its instances from scale-in" },
  { path: "skip_final_snapshot", isOne: TURNED_ON, says: "would leave no final snapshot when it is deleted" },
  {
    types: ["aws_elasticache_replication_group", "aws_elasticache_cluster"],
    path: "final_snapshot_identifier",
    isOne: (old, now) => old.kind === "value" && now.kind === "absent",
    says: "would leave no final snapshot when it is deleted",
  },
  {
    types: ["aws_memorydb_cluster"],
    path: "final_snapshot_name",
    isOne: (old, now) => old.kind === "value" && now.kind === "absent",
    says: "would leave no final snapshot when it is deleted",
  },
  { path: "force_destroy", isOne: TURNED_ON, says: "would be deleted with everything that is in it" },
  { types: ["aws_ecr_repository"], path: "force_delete", isOne: TURNED_ON, says: "would be deleted with the images that are in it" },
  { path: "skip_destroy", isOne: OFF, says: "would be deleted in AWS once it leaves the configuration" },
  { types: CLUSTERS, path: "backup_retention_period", isOne: LESS, says: "keeps its automated backups for fewer days" },
  {
    types: ["aws_rds_cluster", "aws_db_instance"],
    path: "delete_automated_backups",
    isOne: (old, now) => textOf(old) === "false" && textOf(now) === "true",
    says: "would lose its automated backups when it is deleted",
  },
  { types: CACHES, path: "snapshot_retention_limit", isOne: LESS, says: "keeps its automatic backups for fewer days" },
  { path: "automated_snapshot_retention_period", isOne: LESS, says: "keeps its automated snapshots for fewer days" },
  { path: "automatic_backup_retention_days", isOne: LESS, says: "keeps its automatic backups for fewer days" },
  { types: ["aws_dynamodb_table"], path: "point_in_time_recovery.enabled", isOne: OFF, says: "loses point-in-time recovery" },
  {
    types: ["aws_dynamodb_table"],
    path: "point_in_time_recovery.recovery_period_in_days",
    isOne: LESS,
    says: "can be restored to fewer days back",
  },
  { types: ["aws_dynamodb_table"], path: "ttl.enabled", isOne: TURNED_ON, says: "deletes items once the time in their attribute is over" },
  {
    types: ["aws_cloudfront_distribution"],
    path: "web_acl_id",
    isOne: (old, now) => /^arn:/.test(textOf(old)) && (now.kind === "absent" || textOf(now) === EMPTY),
    says: "is no longer protected by its web ACL",
  },
  {
    types: ["aws_keyspaces_table"],
    path: "point_in_time_recovery.status",
    isOne: is(["ENABLED"], ["DISABLED", ""]),
    says: "loses point-in-time recovery",
  },
  {
    types: ["aws_s3_bucket_versioning"],
    path: "versioning_configuration.status",
    isOne: is(["Enabled"], ["Suspended", "Disabled"]),
    says: "suspends versioning: what is overwritten or deleted from then on is gone",
  },
  {
    types: ["aws_s3_bucket_versioning"],
    path: "versioning_configuration.mfa_delete",
    isOne: is(["Enabled"], ["Disabled", ""]),
    says: "deletes versions without MFA",
  },
  {
    types: ["aws_s3_bucket_object_lock_configuration"],
    path: "rule.default_retention.days",
    isOne: LESS,
    says: "locks new objects for fewer days",
  },
  {
    types: ["aws_s3_bucket_object_lock_configuration"],
    path: "rule.default_retention.years",
    isOne: LESS,
    says: "locks new objects for fewer years",
  },
  {
    types: ["aws_s3_bucket_object_lock_configuration"],
    path: "rule.default_retention.mode",
    isOne: is(["COMPLIANCE"], ["GOVERNANCE"]),
    says: "lets who is allowed to bypass governance retention delete locked objects",
  },
  {
    types: ["aws_s3_bucket_object_lock_configuration"],
    path: "rule",
    isOne: (old, now) => old.kind === "value" && now.kind === "absent",
    says: "no longer locks new objects",
  },
  { types: ["aws_s3_bucket_lifecycle_configuration"], path: "rule.expiration.days", isOne: SHORTER, says: "deletes objects earlier" },
  {
    types: ["aws_s3_bucket_lifecycle_configuration"],
    path: "rule.noncurrent_version_expiration.noncurrent_days",
    isOne: SHORTER,
    says: "deletes old versions earlier",
  },
  {
    types: ["aws_kms_key", ...OTHER_KEYS],
    path: "deletion_window_in_days",
    isOne: LESS,
    says: "leaves fewer days to cancel its deletion",
  },
  { types: ["aws_kms_key"], path: "enable_key_rotation", isOne: OFF, says: "is no longer rotated" },
  { types: ["aws_kms_key"], path: "rotation_period_in_days", isOne: MORE, says: "is rotated less often" },
  {
    types: ["aws_kms_key"],
    path: "is_enabled",
    isOne: is(["true"], ["false"]),
    says: "is disabled: nothing that is encrypted under it can be read",
  },
  {
    types: OTHER_KEYS,
    path: "enabled",
    isOne: is(["true"], ["false"]),
    says: "is disabled: nothing that is encrypted under it can be read",
  },
  {
    types: ["aws_secretsmanager_secret"],
    path: "recovery_window_in_days",
    isOne: LESS,
    says: "leaves fewer days to restore it after its deletion",
  },
  {
    types: ["aws_cloudwatch_log_group"],
    path: "retention_in_days",
    isOne: SHORTER,
    says: "deletes its logs earlier, those that are there included",
  },
  { types: ["aws_sqs_queue"], path: "message_retention_seconds", isOne: LESS, says: "keeps its messages for fewer seconds" },
  { types: ["aws_kinesis_stream"], path: "retention_period", isOne: LESS, says: "keeps its records for fewer hours" },
  {
    types: ["aws_efs_backup_policy"],
    path: "backup_policy.status",
    isOne: is(["ENABLED"], ["DISABLED"]),
    says: "turns automatic backups off",
  },
  { types: ["aws_backup_plan"], path: "rule.lifecycle.delete_after", isOne: SHORTER, says: "keeps its recovery points for fewer days" },
  {
    types: ["aws_backup_vault_lock_configuration"],
    path: "min_retention_days",
    isOne: LESS,
    says: "lets recovery points be deleted after fewer days",
  },
  {
    types: ["aws_ecr_repository"],
    path: "image_tag_mutability",
    isOne: is(["IMMUTABLE"], ["MUTABLE", ""]),
    says: "lets tags be moved to other images",
  },
  {
    types: ["aws_cloudtrail"],
    path: "enable_logging",
    isOne: is(["true"], ["false"]),
    says: "no longer records what is done in the account",
  },
  { types: ["aws_cloudtrail"], path: "is_multi_region_trail", isOne: OFF, says: "records what is done in its own region alone" },
  { types: ["aws_cloudtrail"], path: "enable_log_file_validation", isOne: OFF, says: "no longer proves that its log files are unchanged" },
  { types: ["aws_guardduty_detector"], path: "enable", isOne: is(["true"], ["false"]), says: "no longer looks for threats" },
  {
    types: ["aws_config_configuration_recorder_status"],
    path: "is_enabled",
    isOne: is(["true"], ["false"]),
    says: "no longer records the configuration of resources",
  },
];

/** What a change of an attribute loosens. */
export function looseningOf(
  type: string,
  path: string,
  { before, after }: Pick<AttributeChange, "before" | "after">,
): Loosening | undefined {
  return BY_PATH.get(path)?.find((row) => (row.types === undefined || row.types.includes(type)) && row.isOne(before, after));
}

const BY_PATH = new Map<string, Loosening[]>();
for (const row of LOOSENINGS) BY_PATH.set(row.path, [...(BY_PATH.get(row.path) ?? []), row]);

/** Resources that protect others: what is gone without them. The second is the argument that names what they protect. */
export const PROTECTORS: Readonly<Record<string, readonly [says: string, holder?: string]>> = {
  aws_backup_plan: ["no more recovery points are made by it"],
  aws_backup_selection: ["what it selects is no longer backed up"],
  aws_backup_vault_lock_configuration: ["the recovery points of its vault can be deleted before their time", "backup_vault_name"],
  aws_cloudtrail: ["it no longer records what is done in the account"],
  aws_cloudwatch_log_data_protection_policy: ["the log group no longer masks sensitive data", "log_group_name"],
  aws_db_instance_automated_backups_replication: ["its backups are no longer copied into the other region", "source_db_instance_arn"],
  aws_efs_backup_policy: ["the file system is no longer backed up", "file_system_id"],
  aws_efs_replication_configuration: ["the file system has no copy any more", "source_file_system_id"],
  aws_flow_log: ["traffic is no longer recorded"],
  aws_guardduty_detector: ["nothing looks for threats"],
  aws_s3_bucket_object_lock_configuration: ["new objects are no longer locked", "bucket"],
  aws_s3_bucket_replication_configuration: ["new objects are no longer copied", "bucket"],
  aws_s3_bucket_versioning: ["versioning is suspended: what is overwritten or deleted from then on is gone", "bucket"],
  aws_wafv2_web_acl_association: ["the web ACL no longer inspects its requests", "resource_arn"],
  aws_shield_protection: ["AWS Shield Advanced no longer protects the resource", "resource_arn"],
};
