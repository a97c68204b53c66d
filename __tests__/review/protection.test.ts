import { reviewPlan } from "../../src/review/build";
import { ResourceChangeJson, Values } from "../../src/review/changes/plan-json";
import { Finding } from "../../src/review/review";
import { SynthesizedStack } from "../../src/testing";
import { nested, plan, resource } from "./plan-fixture";

function findings(
  changes: readonly ResourceChangeJson[],
  stacks: { stack?: SynthesizedStack; previous?: SynthesizedStack } = {},
): Finding[] {
  const { findings: all } = reviewPlan({ plan: plan(changes), today: "2026-11-26", ...stacks });
  return all.filter(({ rule }) => rule === "protection-removed");
}
const updated = (type: string, before: Values, after: Values): Finding[] => findings([resource(`${type}.it`, "update", { before, after })]);

const ROWS = {
  off: [true, false],
  on: [false, true],
  unset: ["last", null],
  fewer: [8, 7],
  more: [7, 8],
} as const;
const CLUSTERS = "aws_rds_cluster aws_db_instance aws_docdb_cluster aws_neptune_cluster";
const CACHES = "aws_elasticache_replication_group aws_elasticache_cluster aws_elasticache_serverless_cache aws_memorydb_cluster";
const OTHER_KEYS = "aws_kms_external_key aws_kms_replica_key aws_kms_replica_external_key";
const LOCK = "aws_s3_bucket_object_lock_configuration";
const LIFECYCLE = "aws_s3_bucket_lifecycle_configuration";
const DISABLED = "is disabled: nothing that is encrypted under it can be read";

/** What the provider's pages say that the arguments do: of each type, by what it becomes. */
const LOOSER: readonly (readonly [types: string, path: string, values: readonly [unknown, unknown], says: string])[] = [
  ["aws_rds_cluster aws_neptunegraph_graph", "deletion_protection", ROWS.off, "loses its deletion protection"],
  ["aws_rds_cluster", "deletion_protection", [true, null], "loses its deletion protection"],
  ["aws_cognito_user_pool", "deletion_protection", ["ACTIVE", "INACTIVE"], "loses its deletion protection"],
  ["aws_cognito_user_pool", "deletion_protection", ["ACTIVE", null], "loses its deletion protection"],
  ["aws_dynamodb_table", "deletion_protection_enabled", ROWS.off, "loses its deletion protection"],
  ["aws_lb", "enable_deletion_protection", ROWS.off, "loses its deletion protection"],
  ["aws_instance", "disable_api_termination", ROWS.off, "loses its termination protection"],
  ["aws_autoscaling_group", "protect_from_scale_in", ROWS.off, "no longer protects its instances from scale-in"],
  ["aws_rds_cluster", "skip_final_snapshot", ROWS.on, "would leave no final snapshot when it is deleted"],
  ["aws_rds_cluster", "skip_final_snapshot", [null, true], "would leave no final snapshot when it is deleted"],
  [
    "aws_elasticache_replication_group aws_elasticache_cluster",
    "final_snapshot_identifier",
    ROWS.unset,
    "would leave no final snapshot when it is deleted",
  ],
  ["aws_memorydb_cluster", "final_snapshot_name", ROWS.unset, "would leave no final snapshot when it is deleted"],
  ["aws_s3_bucket", "force_destroy", ROWS.on, "would be deleted with everything that is in it"],
  ["aws_ecr_repository", "force_delete", ROWS.on, "would be deleted with the images that are in it"],
  ["aws_cloudwatch_log_group", "skip_destroy", ROWS.off, "would be deleted in AWS once it leaves the configuration"],
  [CLUSTERS, "backup_retention_period", ROWS.fewer, "keeps its automated backups for fewer days"],
  [CLUSTERS, "backup_retention_period", [7, null], "keeps its automated backups for fewer days"],
  ["aws_rds_cluster aws_db_instance", "delete_automated_backups", ROWS.on, "would lose its automated backups when it is deleted"],
  [CACHES, "snapshot_retention_limit", ROWS.fewer, "keeps its automatic backups for fewer days"],
  ["aws_redshift_cluster", "automated_snapshot_retention_period", ROWS.fewer, "keeps its automated snapshots for fewer days"],
  ["aws_fsx_windows_file_system", "automatic_backup_retention_days", ROWS.fewer, "keeps its automatic backups for fewer days"],
  ["aws_dynamodb_table", "point_in_time_recovery.enabled", ROWS.off, "loses point-in-time recovery"],
  ["aws_dynamodb_table", "point_in_time_recovery.recovery_period_in_days", ROWS.fewer, "can be restored to fewer days back"],
  ["aws_dynamodb_table", "ttl.enabled", ROWS.on, "deletes items once the time in their attribute is over"],
  [
    "aws_cloudfront_distribution",
    "web_acl_id",
    ["arn:aws:wafv2:us-east-1:1:global/webacl/site/1", ""],
    "is no longer protected by its web ACL",
  ],
  [
    "aws_cloudfront_distribution",
    "web_acl_id",
    ["arn:aws:wafv2:us-east-1:1:global/webacl/site/1", null],
    "is no longer protected by its web ACL",
  ],
  ["aws_keyspaces_table", "point_in_time_recovery.status", ["ENABLED", "DISABLED"], "loses point-in-time recovery"],
  [
    "aws_s3_bucket_versioning",
    "versioning_configuration.status",
    ["Enabled", "Suspended"],
    "suspends versioning: what is overwritten or deleted from then on is gone",
  ],
  [
    "aws_s3_bucket_versioning",
    "versioning_configuration.status",
    ["Enabled", "Disabled"],
    "suspends versioning: what is overwritten or deleted from then on is gone",
  ],
  ["aws_s3_bucket_versioning", "versioning_configuration.mfa_delete", ["Enabled", "Disabled"], "deletes versions without MFA"],
  [LOCK, "rule.default_retention.days", ROWS.fewer, "locks new objects for fewer days"],
  [LOCK, "rule.default_retention.years", ROWS.fewer, "locks new objects for fewer years"],
  [
    LOCK,
    "rule.default_retention.mode",
    ["COMPLIANCE", "GOVERNANCE"],
    "lets who is allowed to bypass governance retention delete locked objects",
  ],
  [LIFECYCLE, "rule.expiration.days", ROWS.fewer, "deletes objects earlier"],
  [LIFECYCLE, "rule.noncurrent_version_expiration.noncurrent_days", ROWS.fewer, "deletes old versions earlier"],
  [`aws_kms_key ${OTHER_KEYS}`, "deletion_window_in_days", ROWS.fewer, "leaves fewer days to cancel its deletion"],
  ["aws_kms_key", "enable_key_rotation", ROWS.off, "is no longer rotated"],
  ["aws_kms_key", "rotation_period_in_days", ROWS.more, "is rotated less often"],
  ["aws_kms_key", "is_enabled", ROWS.off, DISABLED],
  [OTHER_KEYS, "enabled", ROWS.off, DISABLED],
  ["aws_secretsmanager_secret", "recovery_window_in_days", ROWS.fewer, "leaves fewer days to restore it after its deletion"],
  ["aws_cloudwatch_log_group", "retention_in_days", ROWS.fewer, "deletes its logs earlier, those that are there included"],
  // CloudWatch Logs API Reference, PutRetentionPolicy; the provider's 0 is for ever.
  ["aws_cloudwatch_log_group", "retention_in_days", [0, 30], "deletes its logs earlier, those that are there included"],
  ["aws_sqs_queue", "message_retention_seconds", ROWS.fewer, "keeps its messages for fewer seconds"],
  ["aws_kinesis_stream", "retention_period", ROWS.fewer, "keeps its records for fewer hours"],
  ["aws_efs_backup_policy", "backup_policy.status", ["ENABLED", "DISABLED"], "turns automatic backups off"],
  ["aws_backup_plan", "rule.lifecycle.delete_after", ROWS.fewer, "keeps its recovery points for fewer days"],
  ["aws_backup_vault_lock_configuration", "min_retention_days", ROWS.fewer, "lets recovery points be deleted after fewer days"],
  ["aws_ecr_repository", "image_tag_mutability", ["IMMUTABLE", "MUTABLE"], "lets tags be moved to other images"],
  ["aws_ecr_repository", "image_tag_mutability", ["IMMUTABLE", null], "lets tags be moved to other images"],
  ["aws_cloudtrail", "enable_logging", ROWS.off, "no longer records what is done in the account"],
  ["aws_cloudtrail", "is_multi_region_trail", ROWS.off, "records what is done in its own region alone"],
  ["aws_cloudtrail", "enable_log_file_validation", ROWS.off, "no longer proves that its log files are unchanged"],
  ["aws_guardduty_detector", "enable", ROWS.off, "no longer looks for threats"],
  ["aws_config_configuration_recorder_status", "is_enabled", ROWS.off, "no longer records the configuration of resources"],
];
const CASES = LOOSER.flatMap(([types, path, values, says]) => types.split(" ").map((type) => [type, path, ...values, says] as const));

test("what is known after apply only is said to be so", () => {
  const change = resource("aws_rds_cluster.it", "update", {
    before: { deletion_protection: true },
    after: {},
    after_unknown: { deletion_protection: true },
  });
  expect(findings([change])).toMatchObject([
    {
      sentence: expect.stringMatching(/ loses its deletion protection, unless what is known after apply keeps it$/),
      reasons: ["deletion_protection true → (known after apply)"],
    },
  ]);
});

test.each(CASES)("%s with %s %j → %j is one finding, which fails the gate", (type, path, before, after, says) => {
  expect(updated(type, nested(path, before), nested(path, after))).toEqual([
    expect.objectContaining({ gate: "protection-removed", severity: "warning", sentence: `${type}.it ${says}` }),
  ]);
});

test.each(CASES)("%s with %s has no finding for the way back, from %4$j", (type, path, before, after) => {
  expect(updated(type, nested(path, after), nested(path, before))).toEqual([]);
});

/** Arguments whose names say what they do, whatever the type. */
const OF_ANY_TYPE =
  /^(?:deletion_protection(?:_enabled)?|enable_deletion_protection|disable_api_termination|protect_from_scale_in|skip_final_snapshot|force_destroy|skip_destroy|automated_snapshot_retention_period|automatic_backup_retention_days)$/;

test.each(LOOSER.map(([, path, values]) => [path, ...values] as const))(
  "of a type that nobody knows, %s %j → %j is a finding where the name says it all",
  (path, before, after) => {
    expect(updated("aws_thing", nested(path, before), nested(path, after))).toHaveLength(OF_ANY_TYPE.test(path) ? 1 : 0);
  },
);

test("a finding says what is lost, and which value changes", () => {
  expect(updated("aws_rds_cluster", { backup_retention_period: 35 }, { backup_retention_period: 7 })).toEqual([
    {
      rule: "protection-removed",
      severity: "warning",
      gate: "protection-removed",
      path: "aws_rds_cluster.it",
      address: "aws_rds_cluster.it",
      sentence: "aws_rds_cluster.it keeps its automated backups for fewer days",
      reasons: ["backup_retention_period 35 → 7"],
    },
  ]);
});

test("a replacement that takes protection away is a finding as well, a deletion is told by what is lost", () => {
  const change = {
    before: { deletion_protection: true, port: 1 },
    after: { deletion_protection: false, port: 2 },
    replace_paths: [["port"]],
  };
  expect(findings([resource("aws_rds_cluster.it", "delete create", change)])).toHaveLength(1);
  expect(findings([resource("aws_rds_cluster.it", "delete", change)])).toEqual([]);
});

test.each<[string, string, unknown, unknown]>([
  ["logs that are kept for ever instead of for a year", "aws_cloudwatch_log_group retention_in_days", 365, 0],
  ["a trail whose multi-region setting nobody had made", "aws_cloudtrail is_multi_region_trail", null, false],
  ["the default of automated backups, which is to delete them", "aws_rds_cluster delete_automated_backups", null, true],
  ["an ACL of the old kind that goes", "aws_cloudfront_distribution web_acl_id", "0a1b2c3d-old", ""],
  ["another web ACL", "aws_cloudfront_distribution web_acl_id", "arn:aws:wafv2:::one", "arn:aws:wafv2:::other"],
  ["another name of the final snapshot", "aws_elasticache_cluster final_snapshot_identifier", "one", "other"],
  ["fewer images that are kept in a registry of another kind", "aws_ecrpublic_repository force_delete", false, true],
  ["a number that isn't one", "aws_sqs_queue message_retention_seconds", "many", 7],
  ["fewer days in which a queue delays", "aws_sqs_queue backup_retention_period", 8, 7],
])("%s: no finding", (_, argument, before, after) => {
  const [type, path] = argument.split(" ") as [string, string];
  expect(updated(type, { [path]: before }, { [path]: after })).toEqual([]);
});

test("a bucket that no longer locks new objects is a finding", () => {
  const rule = [{ default_retention: [{ mode: "COMPLIANCE", years: 7 }] }];
  expect(updated(LOCK, { rule }, { rule: [] }).map(({ sentence }) => sentence)).toEqual([`${LOCK}.it no longer locks new objects`]);
});

/** What the services' guides say that goes with each; the argument that names what it protects, and the type of that. */
test.each<[string, string, Values?]>([
  ["aws_backup_plan", "no more recovery points are made by it"],
  ["aws_backup_selection", "what it selects is no longer backed up"],
  [
    "aws_backup_vault_lock_configuration",
    "the recovery points of its vault can be deleted before their time",
    { backup_vault_name: "held" },
  ],
  ["aws_cloudtrail", "it no longer records what is done in the account"],
  ["aws_cloudwatch_log_data_protection_policy", "the log group no longer masks sensitive data", { log_group_name: "held" }],
  [
    "aws_db_instance_automated_backups_replication",
    "its backups are no longer copied into the other region",
    { source_db_instance_arn: "held" },
  ],
  ["aws_efs_backup_policy", "the file system is no longer backed up", { file_system_id: "held" }],
  ["aws_efs_replication_configuration", "the file system has no copy any more", { source_file_system_id: "held" }],
  ["aws_flow_log", "traffic is no longer recorded"],
  ["aws_guardduty_detector", "nothing looks for threats"],
  ["aws_s3_bucket_object_lock_configuration", "new objects are no longer locked", { bucket: "held" }],
  ["aws_s3_bucket_replication_configuration", "new objects are no longer copied", { bucket: "held" }],
  [
    "aws_s3_bucket_versioning",
    "versioning is suspended: what is overwritten or deleted from then on is gone",
    { bucket: "held", versioning_configuration: [{ status: "Enabled" }] },
  ],
  ["aws_shield_protection", "AWS Shield Advanced no longer protects the resource", { resource_arn: "held" }],
  ["aws_wafv2_web_acl_association", "the web ACL no longer inspects its requests", { resource_arn: "held" }],
])("%s that is deleted: %s", (type, says, before = {}) => {
  const change = resource(`${type}.it`, "delete", { before });
  expect(findings([change])).toEqual([
    expect.objectContaining({ gate: "protection-removed", sentence: `${type}.it is deleted: ${says}`, reasons: [] }),
  ]);
  // What goes with what it protected protects nothing any more.
  for (const name of ["id", "arn", "name"]) {
    const holder = resource("aws_thing.held", "delete", { before: { [name]: "held" } });
    expect(findings([change, holder])).toHaveLength(Object.keys(before).length === 0 ? 1 : 0);
  }
  expect(findings([resource(`${type}.it`, "delete create", { before, after: before })])).toEqual([]);
});

test("a protector that goes with another one is a finding still", () => {
  const changes = ["aws_s3_bucket_object_lock_configuration", "aws_s3_bucket_replication_configuration"].map((type) =>
    resource(`${type}.it`, "delete", { before: { id: "b", bucket: "b" } }),
  );
  expect(findings(changes)).toHaveLength(2);
});

test("versioning that was never enabled is no loss", () => {
  const before = { bucket: "b", versioning_configuration: [{ status: "Suspended" }] };
  expect(findings([resource("aws_s3_bucket_versioning.it", "delete", { before })])).toEqual([]);
});

describe("prevent_destroy", () => {
  const stack = (prevents: boolean, id = "Main_0A1B2C3D") =>
    new SynthesizedStack({
      resource: { aws_thing: { [id]: { lifecycle: { prevent_destroy: prevents }, "//": { metadata: { path: "shop/Main/Resource" } } } } },
    });

  test("that is taken away is a finding, though the plan doesn't change the resource", () => {
    expect(findings([], { previous: stack(true), stack: stack(false) })).toEqual([
      {
        rule: "protection-removed",
        severity: "warning",
        gate: "protection-removed",
        path: "Main",
        address: "aws_thing.Main_0A1B2C3D",
        sentence: "Main loses prevent_destroy: Terraform would delete or replace it",
        reasons: ["lifecycle.prevent_destroy true → false"],
      },
    ]);
  });

  test("that stays, also where the resource moves, is none", () => {
    const moved = resource("aws_thing.Other_0A1B2C3D", "no-op", { before: {}, after: {} }, { previous_address: "aws_thing.Main_0A1B2C3D" });
    expect(findings([moved], { previous: stack(true), stack: stack(true, "Other_0A1B2C3D") })).toEqual([]);
  });

  test("that a move takes away is one", () => {
    const moved = resource("aws_thing.Other_0A1B2C3D", "no-op", { before: {}, after: {} }, { previous_address: "aws_thing.Main_0A1B2C3D" });
    expect(findings([moved], { previous: stack(true), stack: stack(false, "Other_0A1B2C3D") })).toMatchObject([
      { path: "Main", address: "aws_thing.Other_0A1B2C3D" },
    ]);
  });

  test("that was off, or that leaves with its resource, is none", () => {
    expect(findings([], { previous: stack(false), stack: stack(false) })).toEqual([]);
    expect(findings([], { previous: stack(true), stack: new SynthesizedStack({ resource: {} }) })).toEqual([]);
  });

  test("can't be told of one stack alone", () => {
    expect([...findings([], { previous: stack(true) }), ...findings([], { stack: stack(false) })]).toEqual([]);
  });

  test("of a resource without a construct is told by its address", () => {
    const plain = (prevents: boolean) =>
      new SynthesizedStack({ resource: { aws_thing: { main: { lifecycle: { prevent_destroy: prevents } } } } });
    expect(findings([], { previous: plain(true), stack: plain(false) })).toMatchObject([
      { path: "aws_thing.main", address: "aws_thing.main" },
    ]);
  });
});
