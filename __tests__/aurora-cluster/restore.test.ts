import { messageOf } from "../support/synth";
import { CLUSTER, DatabaseProps, database, synthesized } from "./fixture";

describe("a restored cluster", () => {
  test("comes from a DB cluster snapshot", () => {
    const resource = synthesized({ restoreFrom: { snapshotIdentifier: "orders-2026-03-01" } }).resource(CLUSTER);
    expect(resource.snapshot_identifier).toBe("orders-2026-03-01");
    expect(resource).not.toHaveProperty("restore_to_point_in_time");
  });

  test("keeps the names of the source", () => {
    const restoreFrom = { snapshotIdentifier: "orders-2026-03-01" };
    const resource = synthesized({ restoreFrom }).resource(CLUSTER);
    expect(resource).not.toHaveProperty("database_name");
    expect(resource).not.toHaveProperty("master_username");
    expect(database({ restoreFrom }).cluster).toMatchObject({ databaseName: undefined, masterUsername: undefined });
  });

  test("has a master password that RDS makes anew", () => {
    const restoreFrom = { snapshotIdentifier: "orders-2026-03-01" };
    expect(synthesized({ restoreFrom }).resource(CLUSTER).manage_master_user_password).toBe(true);
  });

  test("comes from another cluster at the latest restorable time", () => {
    const restoreFrom = { sourceClusterIdentifier: "orders" };
    expect(synthesized({ restoreFrom }).resource(CLUSTER).restore_to_point_in_time).toEqual({
      source_cluster_identifier: "orders",
      restore_type: "full-copy",
      use_latest_restorable_time: true,
    });
  });

  test("comes from another cluster at a point in time", () => {
    const restoreFrom = { sourceClusterIdentifier: "orders", restoreToTime: "2026-03-01T08:30:00Z" };
    expect(synthesized({ restoreFrom }).resource(CLUSTER).restore_to_point_in_time).toEqual({
      source_cluster_identifier: "orders",
      restore_type: "full-copy",
      restore_to_time: "2026-03-01T08:30:00Z",
    });
  });

  test("is a copy-on-write clone of another cluster as it is", () => {
    const restoreFrom = { sourceClusterIdentifier: "orders", restoreType: "copy-on-write" } as const;
    expect(synthesized({ restoreFrom }).resource(CLUSTER).restore_to_point_in_time).toEqual({
      source_cluster_identifier: "orders",
      restore_type: "copy-on-write",
      use_latest_restorable_time: true,
    });
  });

  test("comes from a cluster that has been deleted, by its resource id", () => {
    const restoreFrom = { sourceClusterResourceId: "cluster-ABCDEFGHIJKLMNOPQRSTUVWXYZ" };
    expect(synthesized({ restoreFrom }).resource(CLUSTER).restore_to_point_in_time).toEqual({
      source_cluster_resource_id: "cluster-ABCDEFGHIJKLMNOPQRSTUVWXYZ",
      restore_type: "full-copy",
      use_latest_restorable_time: true,
    });
  });

  // RDS API Reference, RestoreDBClusterFromSnapshot, "EngineVersion": by default that of the snapshot; an older one is refused.
  test("has the version of its source, where a major version alone is named", () => {
    const restoreFrom = { snapshotIdentifier: "orders-2026-03-01" };
    expect(synthesized({ restoreFrom }).resource(CLUSTER)).not.toHaveProperty("engine_version");
    expect(synthesized({ restoreFrom, engineVersion: "16.9" }).resource(CLUSTER).engine_version).toBe("16.9");
  });

  test("takes a source beside one that is undefined", () => {
    const restoreFrom = { snapshotIdentifier: undefined, sourceClusterIdentifier: "orders" } as never;
    expect(synthesized({ restoreFrom }).resource(CLUSTER).restore_to_point_in_time).toMatchObject({ source_cluster_identifier: "orders" });
  });

  // Both force a replacement, and what isn't named here has the source's names until `restoreFrom` is taken away.
  test("isn't replaced for names that the caller doesn't give", () => {
    const ignored = (props: DatabaseProps) => synthesized(props).resource(CLUSTER).lifecycle.ignore_changes;
    expect(ignored({})).toEqual(expect.arrayContaining(["database_name", "master_username"]));
    expect(ignored({ databaseName: "book" })).not.toContain("database_name");
    expect(ignored({ masterUsername: "owner" })).not.toContain("master_username");
  });

  test("isn't replaced by a later change of its source", () => {
    const restoreFrom = { snapshotIdentifier: "orders-2026-03-01" };
    expect(synthesized({ restoreFrom }).resource(CLUSTER).lifecycle.ignore_changes).toEqual([
      "snapshot_identifier",
      "restore_to_point_in_time",
      "engine_lifecycle_support",
      "database_name",
      "master_username",
      "engine_version",
      "db_instance_parameter_group_name",
    ]);
  });
});

// RDS API Reference, RestoreDBClusterFromSnapshot and RestoreDBClusterToPointInTime; AWS Backup's recovery points of Aurora are DB cluster snapshots.
describe("a restore is refused", () => {
  const SNAPSHOT = "restoreFrom.snapshotIdentifier: must be the identifier or the ARN of a snapshot; received";
  const NAMED = "must be left out: restored data has the source's; received";

  test.each<[string, DatabaseProps, ...string[]]>([
    [
      "from an empty name",
      { restoreFrom: { snapshotIdentifier: "" } },
      `${SNAPSHOT} "". Write it as "trading-prod-final", or copy the ARN.`,
    ],
    [
      "from a recovery point's ARN of AWS Backup",
      { restoreFrom: { snapshotIdentifier: "arn:aws:backup:eu-central-1:111122223333:recovery-point:1a2b" } },
      `${SNAPSHOT} "arn:aws:backup:eu-central-1:111122223333:recovery-point:1a2b". Give the snapshot itself: its ARN holds :cluster-snapshot:awsbackup:.`,
    ],
    [
      "from a cluster without a name",
      { restoreFrom: { sourceClusterIdentifier: "" } },
      'restoreFrom.sourceClusterIdentifier: must be the identifier or the ARN of a cluster; received "". Write it as "trading-prod", or copy the ARN.',
    ],
    [
      "from itself",
      { clusterIdentifier: "orders", restoreFrom: { sourceClusterIdentifier: "orders" } },
      'restoreFrom.sourceClusterIdentifier: must be another cluster; received "orders". Restore into a new construct, with an identifier of its own.',
    ],
    [
      "at a Date",
      { restoreFrom: { sourceClusterIdentifier: "orders", restoreToTime: new Date("2026-03-01T08:30:00.5Z") as never } },
      'restoreFrom.restoreToTime: must be a string; received "2026-03-01T08:30:00.500Z". Write it as "2026-03-01T08:30:00Z".',
    ],
    [
      "with names of its own",
      { databaseName: "book", masterUsername: "owner", restoreFrom: { snapshotIdentifier: "orders" } },
      `databaseName: ${NAMED} "book". Leave it out.`,
      `masterUsername: ${NAMED} "owner". Leave it out.`,
    ],
  ])("%s", (_, props, ...lines) => {
    const head = `trading-test/Database: ${lines.length === 1 ? "invalid input" : `${lines.length} invalid inputs`}`;
    expect(messageOf(() => database(props))).toBe([head, ...lines.map((line) => `  - ${line}`)].join("\n"));
  });

  test.each([
    "rds:orders-2026-03-01-02-10",
    "awsbackup:job-1a2b",
    "arn:aws:rds:eu-central-1:111122223333:cluster-snapshot:awsbackup:job-1a2b",
    "arn:aws:rds:eu-central-1:444455556666:cluster-snapshot:orders",
  ])("not from %s", (snapshotIdentifier) => {
    expect(() => database({ restoreFrom: { snapshotIdentifier } })).not.toThrow();
  });
});
