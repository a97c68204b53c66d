import { AuroraCluster } from "../../modules/aurora-cluster";
import { EncryptionKey } from "../../src/core";
import { network } from "../support/network";
import { testStack, warnings } from "../support/synth";
import { CLUSTER, synthesized } from "./fixture";

/** Of a security group's id only the part after `sg-`, which no other has. */
const UNIQUE = /^trading-test-database-final-\$\{substr\(aws_security_group\.Database_SecurityGroup_\w+\.id, 3, -1\)\}$/;

describe("backups", () => {
  test("are kept for two weeks by default, apart from maintenance", () => {
    expect(synthesized().resource(CLUSTER)).toMatchObject({
      backup_retention_period: 14,
      preferred_backup_window: "02:00-03:00",
      preferred_maintenance_window: "sun:03:30-sun:04:30",
    });
  });

  test("have the retention and the windows of the caller", () => {
    const props = { backupRetentionDays: 35, backupWindow: "22:00-22:30", maintenanceWindow: "sat:23:00-sun:00:00" };
    expect(synthesized(props).resource(CLUSTER)).toMatchObject({
      backup_retention_period: 35,
      preferred_backup_window: "22:00-22:30",
      preferred_maintenance_window: "sat:23:00-sun:00:00",
    });
  });

  test("have the tags of the cluster", () => {
    expect(synthesized().resource(CLUSTER).copy_tags_to_snapshot).toBe(true);
  });
});

describe("the deletion of a cluster", () => {
  test("is protected, and leaves a final snapshot and the automated backups, by default", () => {
    expect(synthesized().resource(CLUSTER)).toMatchObject({
      deletion_protection: true,
      skip_final_snapshot: false,
      final_snapshot_identifier: expect.stringMatching(UNIQUE),
      delete_automated_backups: false,
      lifecycle: { prevent_destroy: true },
    });
  });

  test("is possible, and leaves a final snapshot, the automated backups and the logs, where the caller wants a snapshot", () => {
    const made = synthesized({ removal: "snapshot" });
    expect(made.resource(CLUSTER)).toMatchObject({
      deletion_protection: false,
      skip_final_snapshot: false,
      final_snapshot_identifier: expect.stringMatching(UNIQUE),
      delete_automated_backups: false,
    });
    expect(made.resource(CLUSTER).lifecycle).not.toHaveProperty("prevent_destroy");
    expect(made.resource("aws_cloudwatch_log_group")).toMatchObject({ skip_destroy: true });
    expect(made.resource("aws_cloudwatch_log_group")).not.toHaveProperty("lifecycle");
  });

  test("warns of a final snapshot whose key is destroyed with it", () => {
    const stack = testStack();
    const key = new EncryptionKey(stack, "Key", { removal: "destroy" });
    const cluster = new AuroraCluster(stack, "Database", { network, encryptionKey: key, removal: "snapshot" });
    expect(warnings(cluster)).toEqual([
      "The final snapshot can't be restored once its key is deleted, and the key's removal is \"destroy\": protect the key.",
    ]);
  });

  test("leaves a final snapshot by the caller's name", () => {
    const props = { clusterIdentifier: "orders", finalSnapshotIdentifier: "orders-before-the-end" };
    expect(synthesized(props).resource(CLUSTER).final_snapshot_identifier).toBe("orders-before-the-end");
  });

  test("takes the data with it where the caller says so", () => {
    const resource = synthesized({ removal: "destroy" }).resource(CLUSTER);
    expect(resource).toMatchObject({ deletion_protection: false, skip_final_snapshot: true, delete_automated_backups: true });
    expect(resource).not.toHaveProperty("final_snapshot_identifier");
    expect(resource.lifecycle).not.toHaveProperty("prevent_destroy");
  });

  test("warns of a final snapshot's name where none is taken", () => {
    const stack = testStack();
    const props = { network, encryptionKey: new EncryptionKey(stack, "Key"), finalSnapshotIdentifier: "orders-final" };
    expect(warnings(new AuroraCluster(stack, "Database", { ...props, removal: "destroy" }))).toEqual([
      'No final snapshot is taken, whatever finalSnapshotIdentifier says: removal is "destroy". Set it to "snapshot".',
    ]);
    expect(warnings(new AuroraCluster(stack, "Kept", { ...props, removal: "snapshot" }))).toEqual([]);
  });
});
