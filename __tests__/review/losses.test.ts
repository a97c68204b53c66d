import { reviewPlan } from "../../src/review/build";
import { Values } from "../../src/review/changes/plan-json";
import { Finding } from "../../src/review/review";
import { plan, resource } from "./plan-fixture";

function findings(address: string, actions: string, change: Values = {}, more: Values = {}): readonly Finding[] {
  const json = plan([resource(address, actions, { before: {}, after: {}, ...change }, more)]);
  return reviewPlan({ plan: json, today: "2026-11-26" }).findings.filter(({ rule }) => /stateful|network/.test(rule));
}

const replaced = (address: string, attribute: string, before: unknown, after: unknown, others: Values = {}): Finding | undefined =>
  findings(address, "delete create", {
    before: { ...others, [attribute]: before },
    after: { ...others, [attribute]: after },
    replace_paths: [[attribute]],
  })[0];

describe("a replacement", () => {
  test("of a database says what is lost, what forces it, and what to do instead", () => {
    expect(replaced("aws_rds_cluster.Database_0A1B2C3D", "availability_zones", ["a", "b"], ["a", "b", "c"])).toMatchObject({
      rule: "stateful-replacement",
      severity: "danger",
      gate: "stateful-replacement",
      path: "Database",
      address: "aws_rds_cluster.Database_0A1B2C3D",
      sentence: "Database (aws_rds_cluster) would be replaced: its data would be lost",
      reasons: [
        'availability_zones ["a","b"] → ["a","b","c"] forces it',
        "The zones of the cluster's storage are chosen once; AWS adds zones to a shorter list, which the next plan takes for a change",
      ],
      fix: "Leave availability_zones out, or name all zones that the cluster has",
    });
  });

  test.each([
    ["aws_elasticache_replication_group", "engine_version", "7.1", "6.2", /not lowered/],
    ["aws_elasticache_replication_group", "num_node_groups", 1, 2, /cluster mode/],
    ["aws_rds_cluster", "cluster_identifier", "a", "b", /another identifier/],
    ["aws_rds_cluster", "kms_key_id", "a", "b", /keeps the key/],
    ["aws_rds_cluster", "master_username", "a", "b", /named once/],
    ["aws_db_instance", "storage_encrypted", false, true, /encrypted when an instance is created/],
    ["aws_s3_bucket", "bucket", "a", "b", /can't be renamed/],
    ["aws_dynamodb_table", "hash_key", "a", "b", /primary key is chosen once/],
    ["aws_efs_file_system", "encrypted", false, true, /encrypted when it is created/],
    ["aws_ebs_volume", "availability_zone", "a", "b", /stays in its zone/],
    ["aws_kms_key", "multi_region", false, true, /multi-Region/],
    ["aws_opensearch_domain", "domain_name", "a", "b", /endpoint/],
    ["aws_sqs_queue", "fifo_queue", false, true, /FIFO/],
  ])("of %s by %s says why", (type, attribute, before, after, why) => {
    const finding = replaced(`${type}.it`, attribute, before, after)!;
    expect(finding.reasons.some((reason) => why.test(reason))).toBe(true);
    expect(finding.fix).not.toContain("move what is in this one");
  });

  test("by an attribute that nothing is known of says what always helps", () => {
    expect(replaced("aws_qldb_ledger.it", "odd_one", 1, 2)?.fix).toBe(
      "Keep the old value of odd_one; or make a second one beside it, move what is in this one, and delete it in a later change",
    );
  });

  test("because the creation failed says so", () => {
    const [finding] = findings("aws_rds_cluster.it", "delete create", {}, { action_reason: "replace_because_tainted" });
    expect(finding!.reasons).toContain("Its creation didn't end, or somebody has marked it as tainted");
  });

  test("that creates the new one first says that it is empty", () => {
    const [finding] = findings("aws_efs_file_system.it", "create delete");
    expect(finding!.reasons).toContain("The new one is there before the old one goes, and empty: nothing copies what is in it");
  });

  test("that leaves the old one in AWS fails the gate as well: the new one is empty", () => {
    expect(findings("aws_dynamodb_table.it", "create forget")[0]).toMatchObject({
      rule: "stateful-replacement",
      gate: "stateful-replacement",
    });
  });

  test("of a VPC or a subnet is a warning: nothing in it can stay", () => {
    expect(replaced("aws_subnet.it", "cidr_block", "10.0.0.0/24", "10.0.1.0/24")).toMatchObject({
      rule: "network-replacement",
      severity: "warning",
      fix: "Keep it, and add a subnet of another range beside it",
    });
  });

  test("of what has no state is no finding", () => {
    expect(replaced("aws_launch_template.it", "name", "a", "b")).toBeUndefined();
  });
});

describe("a deletion", () => {
  const reasons = (address: string, before: Values): readonly string[] => findings(address, "delete", { before, after: null })[0]!.reasons;

  test("of a database fails the gate, and says what moves it", () => {
    const [finding] = findings("aws_rds_cluster.Database_0A1B2C3D", "delete");
    expect(finding).toMatchObject({ rule: "stateful-deletion", severity: "danger", gate: "stateful-replacement" });
    expect(finding!.sentence).toBe("Database (aws_rds_cluster) would be deleted: its data would be lost");
    expect(finding!.fix).toContain("moveFromId");
  });

  test.each<[string, Values, string]>([
    ["aws_rds_cluster", { deletion_protection: true }, "Deletion protection is on, so that AWS would refuse to delete it"],
    ["aws_rds_cluster", { skip_final_snapshot: false, final_snapshot_identifier: "last" }, "A final snapshot is taken: last"],
    ["aws_rds_cluster", { skip_final_snapshot: true }, "No final snapshot is taken: skip_final_snapshot is on"],
    ["aws_elasticache_replication_group", {}, "No final snapshot is taken"],
    ["aws_s3_bucket", { force_destroy: true }, "force_destroy is on, so that its objects are deleted with it"],
    ["aws_s3_bucket", { force_destroy: false }, "AWS refuses to delete a bucket that isn't empty"],
    [
      "aws_kms_key",
      { deletion_window_in_days: 7 },
      "AWS deletes the key 7 days later; until then the deletion can be cancelled, and nothing can be decrypted",
    ],
    ["aws_secretsmanager_secret", { recovery_window_in_days: 0 }, "It is deleted at once, without a recovery window"],
  ])("of %s with %j says what is left of it", (type, before, reason) => {
    expect(reasons(`${type}.it`, before)).toContain(reason);
  });

  test("of a log group that is told to outlive its resource is a note", () => {
    expect(findings("aws_cloudwatch_log_group.it", "delete", { before: { skip_destroy: true } })).toMatchObject([
      { rule: "stateful-forgotten", severity: "note" },
    ]);
  });

  test("of a subnet, of an alarm or of a data source is no finding", () => {
    for (const address of ["aws_subnet.it", "aws_cloudwatch_metric_alarm.it", "data.aws_kms_key.it"]) {
      expect(findings(address, "delete")).toEqual([]);
    }
  });
});

test("what Terraform forgets is a note: it stays in AWS", () => {
  expect(findings("aws_s3_bucket.it", "forget")).toMatchObject([{ rule: "stateful-forgotten", severity: "note" }]);
});
