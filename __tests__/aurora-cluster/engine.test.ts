import { CLUSTER, DatabaseProps, INSTANCE, database, synthesized } from "./fixture";

describe("the engine", () => {
  test("is Aurora PostgreSQL 16 by default", () => {
    expect(synthesized().resource(CLUSTER)).toMatchObject({ engine: "aurora-postgresql", engine_version: "16.8" });
  });

  test("is Aurora MySQL 8.0 for MySQL", () => {
    const version = { engine: "aurora-mysql", engine_version: "8.0.mysql_aurora.3.10.3" };
    expect(synthesized({ engine: "aurora-mysql" }).resource(CLUSTER)).toMatchObject(version);
  });

  // Aurora User Guide, "Using an Aurora PostgreSQL long-term support (LTS) release" and "Aurora MySQL long-term support (LTS) releases".
  test.each([
    ["aurora-postgresql", "15", "15.10"],
    ["aurora-postgresql", "16", "16.8"],
    ["aurora-postgresql", "17", "17.7"],
    ["aurora-mysql", "8.0", "8.0.mysql_aurora.3.10.3"],
  ] as const)("%s %s is created at its long-term support version", (engine, engineVersion, created) => {
    expect(synthesized({ engine, engineVersion }).resource(CLUSTER).engine_version).toBe(created);
  });

  test.each([
    ["extended", "open-source-rds-extended-support"],
    ["standard", "open-source-rds-extended-support-disabled"],
  ] as const)("has %s support", (engineLifecycleSupport, expected) => {
    const resource = synthesized({ engineLifecycleSupport }).resource(CLUSTER);
    expect(resource.engine_lifecycle_support).toBe(expected);
    // RDS decides it at the creation or a restore, and the provider never sends it later.
    expect(resource.lifecycle.ignore_changes).toContain("engine_lifecycle_support");
  });

  test("has extended support by default, as RDS gives it", () => {
    expect(synthesized().resource(CLUSTER).engine_lifecycle_support).toBe("open-source-rds-extended-support");
  });
});

describe("minor versions", () => {
  test("are upgraded by RDS where only a major version is named", () => {
    expect(synthesized().resource(INSTANCE, "Database_Instances_main").auto_minor_version_upgrade).toBe(true);
  });

  test.each([{ engineVersion: "16.8" }, { engine: "aurora-mysql", engineVersion: "8.0.mysql_aurora.3.10.3" }] as const)(
    "are upgraded by the owner alone with %p",
    (props) => {
      expect(database(props).cluster.autoMinorVersionUpgrade).toBe(false);
    },
  );

  /** Whether Terraform leaves the version alone. */
  const ignored = (props: DatabaseProps) => synthesized(props).resource(CLUSTER).lifecycle.ignore_changes.includes("engine_version");

  // `resourceClusterUpdate` of aws_rds_cluster sends the version with every modification of a cluster that has another one by now.
  // Taken away after an upgrade, the provider would send it as an empty name.
  test("come without a name of the instances' parameter group, whatever the state has", () => {
    const group = (props: DatabaseProps) =>
      synthesized(props).resource(CLUSTER).lifecycle.ignore_changes.includes("db_instance_parameter_group_name");
    expect(group({})).toBe(true);
    expect(group({ engineVersion: "17.7", allowMajorVersionUpgrade: true })).toBe(false);
  });

  test("are left alone by Terraform exactly where RDS upgrades them", () => {
    expect(ignored({})).toBe(true);
    expect(ignored({ engineVersion: "16.8", autoMinorVersionUpgrade: true })).toBe(true);
    expect(ignored({ engineVersion: "16.8" })).toBe(false);
    expect(ignored({ autoMinorVersionUpgrade: false })).toBe(false);
    expect(ignored({ engineVersion: "17.7", allowMajorVersionUpgrade: true })).toBe(false);
  });

  test("of another major version fail the plan, unless the cluster is to be upgraded", () => {
    expect(synthesized({ engineVersion: "17" }).resource(CLUSTER).lifecycle.postcondition).toEqual([
      {
        condition: '${startswith(coalesce(self.engine_version_actual, "17."), "17.")}',
        error_message:
          "The cluster doesn't have version 17 of aurora-postgresql. To upgrade it, give a full engineVersion with allowMajorVersionUpgrade; " +
          "else give the major version that it has.",
      },
    ]);
    const upgrade = synthesized({ engineVersion: "17.7", allowMajorVersionUpgrade: true }).resource(CLUSTER);
    expect(upgrade.lifecycle).not.toHaveProperty("postcondition");
  });

  test("are not upgraded by RDS during the upgrade to another major version", () => {
    expect(database({ engineVersion: "17.7", allowMajorVersionUpgrade: true }).cluster.autoMinorVersionUpgrade).toBe(false);
  });

  test("are upgraded by RDS where the caller says so all the same", () => {
    expect(database({ engineVersion: "16.8", autoMinorVersionUpgrade: true }).cluster.autoMinorVersionUpgrade).toBe(true);
  });
});

describe("the parameter group family", () => {
  test.each([
    ["aurora-postgresql", "16", "aurora-postgresql16"],
    ["aurora-postgresql", "17.7", "aurora-postgresql17"],
    ["aurora-mysql", "8.0", "aurora-mysql8.0"],
    ["aurora-mysql", "8.0.mysql_aurora.3.10.3", "aurora-mysql8.0"],
    ["aurora-mysql", "8.4.mysql_aurora.8.4.7", "aurora-mysql8.4"],
  ] as const)("of %s %s is %s", (engine, engineVersion, family) => {
    const made = synthesized({ engine, engineVersion });
    expect(made.resource("aws_rds_cluster_parameter_group").family).toBe(family);
    expect(made.resource("aws_db_parameter_group").family).toBe(family);
  });
});
