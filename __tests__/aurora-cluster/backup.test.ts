import { CLUSTER, synthesized } from "./fixture";

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
      final_snapshot_identifier: "trading-test-database-final",
      delete_automated_backups: false,
      lifecycle: { prevent_destroy: true },
    });
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
});
