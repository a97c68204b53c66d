import { reviewPlan } from "../../src/review/build";
import { ResourceChangeJson, Values } from "../../src/review/changes/plan-json";
import { Finding } from "../../src/review/review";
import { SynthesizedStack } from "../../src/testing";
import { plan, resource } from "./plan-fixture";

function findings(
  changes: readonly ResourceChangeJson[],
  stacks: { stack?: SynthesizedStack; previous?: SynthesizedStack } = {},
): Finding[] {
  const { findings: all } = reviewPlan({ plan: plan(changes), today: "2026-11-26", ...stacks });
  return all.filter(({ rule }) => rule === "protection-removed");
}
const updated = (type: string, before: Values, after: Values): Finding[] => findings([resource(`${type}.it`, "update", { before, after })]);

/** What the provider's pages say that the arguments do. */
const LOOSER: [string, Values, Values][] = [
  ["aws_rds_cluster", { deletion_protection: true }, { deletion_protection: false }],
  ["aws_dynamodb_table", { deletion_protection_enabled: true }, { deletion_protection_enabled: false }],
  ["aws_lb", { enable_deletion_protection: true }, { enable_deletion_protection: false }],
  ["aws_cognito_user_pool", { deletion_protection: "ACTIVE" }, { deletion_protection: "INACTIVE" }],
  ["aws_rds_cluster", { skip_final_snapshot: false }, { skip_final_snapshot: true }],
  ["aws_elasticache_replication_group", { final_snapshot_identifier: "last" }, { final_snapshot_identifier: null }],
  ["aws_s3_bucket", { force_destroy: false }, { force_destroy: true }],
  ["aws_rds_cluster", { backup_retention_period: 35 }, { backup_retention_period: 7 }],
  ["aws_elasticache_replication_group", { snapshot_retention_limit: 7 }, { snapshot_retention_limit: 0 }],
  ["aws_dynamodb_table", { point_in_time_recovery: [{ enabled: true }] }, { point_in_time_recovery: [{ enabled: false }] }],
  [
    "aws_s3_bucket_versioning",
    { versioning_configuration: [{ status: "Enabled" }] },
    { versioning_configuration: [{ status: "Suspended" }] },
  ],
  [
    "aws_s3_bucket_object_lock_configuration",
    { rule: [{ default_retention: [{ mode: "COMPLIANCE", years: 7 }] }] },
    { rule: [{ default_retention: [{ mode: "COMPLIANCE", years: 5 }] }] },
  ],
  [
    "aws_s3_bucket_object_lock_configuration",
    { rule: [{ default_retention: [{ mode: "COMPLIANCE", years: 7 }] }] },
    { rule: [{ default_retention: [{ mode: "GOVERNANCE", years: 7 }] }] },
  ],
  ["aws_kms_key", { deletion_window_in_days: 30 }, { deletion_window_in_days: 7 }],
  ["aws_kms_key", { enable_key_rotation: true }, { enable_key_rotation: false }],
  ["aws_kms_key", { is_enabled: true }, { is_enabled: false }],
  ["aws_cloudwatch_log_group", { retention_in_days: 0 }, { retention_in_days: 30 }],
  ["aws_cloudwatch_log_group", { retention_in_days: 365 }, { retention_in_days: 30 }],
  ["aws_cloudtrail", { enable_logging: true }, { enable_logging: false }],
];

test.each(LOOSER)("%s: %j → %j is one finding, which fails the gate", (type, before, after) => {
  const found = updated(type, before, after);
  expect(found).toHaveLength(1);
  expect(found[0]).toMatchObject({ gate: "protection-removed", severity: "warning" });
});

test.each(LOOSER)("%s: the way back of %j → %j is no finding", (type, before, after) => {
  expect(updated(type, after, before)).toEqual([]);
});

test("a finding says what is lost, and which value changes", () => {
  expect(updated("aws_rds_cluster", { backup_retention_period: 35 }, { backup_retention_period: 7 })[0]).toMatchObject({
    sentence: "aws_rds_cluster.it keeps its automated backups for fewer days",
    reasons: ["backup_retention_period 35 → 7"],
  });
});

test("logs that are kept for ever instead of for a year are no finding", () => {
  expect(updated("aws_cloudwatch_log_group", { retention_in_days: 365 }, { retention_in_days: 0 })).toEqual([]);
});

test("versioning that is deleted is suspended", () => {
  const before = { bucket: "b", versioning_configuration: [{ status: "Enabled" }] };
  expect(findings([resource("aws_s3_bucket_versioning.it", "delete", { before })])).toHaveLength(1);
});

test("versioning that goes with its bucket is no finding of its own", () => {
  const before = { bucket: "b", versioning_configuration: [{ status: "Enabled" }] };
  const changes = [
    resource("aws_s3_bucket_versioning.it", "delete", { before }),
    resource("aws_s3_bucket.b", "delete", { before: { id: "b" } }),
  ];
  expect(findings(changes)).toEqual([]);
});

describe("prevent_destroy", () => {
  const stack = (prevents: boolean, id = "Main_0A1B2C3D") =>
    new SynthesizedStack({
      resource: { aws_thing: { [id]: { lifecycle: { prevent_destroy: prevents }, "//": { metadata: { path: "shop/Main/Resource" } } } } },
    });

  test("that is taken away is a finding, though the plan doesn't change the resource", () => {
    expect(findings([], { previous: stack(true), stack: stack(false) })).toMatchObject([
      { path: "Main", sentence: "Main loses prevent_destroy: Terraform would delete or replace it" },
    ]);
  });

  test("that stays, also where the resource moves, is none", () => {
    const moved = resource("aws_thing.Other_0A1B2C3D", "no-op", { before: {}, after: {} }, { previous_address: "aws_thing.Main_0A1B2C3D" });
    expect(findings([moved], { previous: stack(true), stack: stack(true, "Other_0A1B2C3D") })).toEqual([]);
  });

  test("that a move takes away is one", () => {
    const moved = resource("aws_thing.Other_0A1B2C3D", "no-op", { before: {}, after: {} }, { previous_address: "aws_thing.Main_0A1B2C3D" });
    expect(findings([moved], { previous: stack(true), stack: stack(false, "Other_0A1B2C3D") })).toHaveLength(1);
  });
});
