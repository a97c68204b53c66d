import { CLUSTER, INSTANCE, database, synthesized } from "./fixture";

/** A reference to a resource of a construct, without the hash of its id. */
const of = (type: string, id: string, attribute: string) =>
  expect.stringMatching(new RegExp(`^\\$\\{${type}\\.${id}_[0-9A-F]{8}\\.${attribute}\\}$`));

// RDS API Reference, "CreateDBCluster"; the other tests of this folder say what each argument is for.
test("the DB cluster by default has these arguments and no other, which the provider would send", () => {
  const { depends_on: _, lifecycle: __, ...made } = synthesized().resource(CLUSTER);
  const key = of("aws_kms_key", "Key", "arn");
  expect(made).toEqual({
    cluster_identifier: "trading-test-database",
    engine: "aurora-postgresql",
    engine_version: "16.8",
    engine_mode: "provisioned",
    engine_lifecycle_support: "open-source-rds-extended-support",
    allow_major_version_upgrade: false,
    database_name: "app",
    master_username: "platform_admin",
    manage_master_user_password: true,
    master_user_secret_kms_key_id: key,
    iam_database_authentication_enabled: true,
    enable_http_endpoint: false,
    port: 5432,
    db_subnet_group_name: "database-subnets",
    vpc_security_group_ids: [of("aws_security_group", "Database_SecurityGroup", "id")],
    db_cluster_parameter_group_name: of("aws_rds_cluster_parameter_group", "Database_ClusterParameterGroup", "name"),
    storage_encrypted: true,
    kms_key_id: key,
    enabled_cloudwatch_logs_exports: ["postgresql"],
    database_insights_mode: "standard",
    performance_insights_enabled: true,
    performance_insights_kms_key_id: key,
    performance_insights_retention_period: 7,
    backup_retention_period: 14,
    preferred_backup_window: "02:00-03:00",
    preferred_maintenance_window: "sun:03:30-sun:04:30",
    copy_tags_to_snapshot: true,
    delete_automated_backups: false,
    deletion_protection: true,
    skip_final_snapshot: false,
    final_snapshot_identifier: expect.stringMatching(/^trading-test-database-final-/),
    apply_immediately: true,
  });
});

// RDS API Reference, "CreateDBInstance".
test("the instance that is meant to be the writer has these arguments and no other", () => {
  const { depends_on: _, ...made } = synthesized().resource(INSTANCE, "Database_Instances_main");
  expect(made).toEqual({
    identifier: "trading-test-database-main",
    cluster_identifier: of("aws_rds_cluster", "Database", "cluster_identifier"),
    engine: of("aws_rds_cluster", "Database", "engine"),
    engine_version: of("aws_rds_cluster", "Database", "engine_version_actual"),
    instance_class: "db.r7g.large",
    promotion_tier: 0,
    db_subnet_group_name: "database-subnets",
    db_parameter_group_name: of("aws_db_parameter_group", "Database_InstanceParameterGroup", "name"),
    publicly_accessible: false,
    auto_minor_version_upgrade: true,
    preferred_maintenance_window: "sun:03:30-sun:04:30",
    ca_cert_identifier: "rds-ca-rsa2048-g1",
    copy_tags_to_snapshot: true,
    performance_insights_enabled: true,
    performance_insights_kms_key_id: of("aws_kms_key", "Key", "arn"),
    performance_insights_retention_period: 7,
    monitoring_interval: 60,
    monitoring_role_arn: of("aws_iam_role", "Database_MonitoringRole", "arn"),
    apply_immediately: true,
    lifecycle: { ignore_changes: ["engine_version"] },
  });
});

describe("the DB cluster by default", () => {
  const made = synthesized();
  const resource = made.resource(CLUSTER);
  const keyArn = `\${aws_kms_key.${Object.keys(made.resources("aws_kms_key"))[0]!}.arn}`;

  test("encrypts its storage at rest under the platform's key", () => {
    expect(resource).toMatchObject({ storage_encrypted: true, kms_key_id: keyArn });
  });

  test("encrypts the master user's secret under the platform's key", () => {
    expect(resource.master_user_secret_kms_key_id).toBe(keyArn);
  });

  test("leaves the master password to RDS, so that none is in the configuration or the state", () => {
    expect(resource.manage_master_user_password).toBe(true);
    expect(JSON.stringify(made.json)).not.toMatch(/master_password|random_password|secret_string/);
  });

  test("has IAM database authentication enabled", () => {
    expect(resource.iam_database_authentication_enabled).toBe(true);
  });

  test("never names AZs, which would force a replacement", () => {
    expect(resource).not.toHaveProperty("availability_zones");
  });

  test("is in the database subnet group", () => {
    expect(resource.db_subnet_group_name).toBe("database-subnets");
  });

  test("applies changes immediately", () => {
    expect(resource.apply_immediately).toBe(true);
  });
});

test.each([
  [undefined, undefined],
  ["standard", "aurora"],
  ["io-optimized", "aurora-iopt1"],
] as const)("storage type %s is %s to the provider, which keeps what the cluster has where it is left out", (storageType, expected) => {
  expect(synthesized({ storageType }).resource(CLUSTER).storage_type).toBe(expected);
});

test("the storage type is standard where the caller doesn't name one", () => {
  expect(database().cluster.storageType).toBe("standard");
  expect(database({ storageType: "io-optimized" }).cluster.storageType).toBe("io-optimized");
});

test("a cluster of Aurora MySQL listens on 3306", () => {
  expect(synthesized({ engine: "aurora-mysql" }).resource(CLUSTER).port).toBe(3306);
});

describe("a major version upgrade", () => {
  const upgrade = { engineVersion: "17.7", allowMajorVersionUpgrade: true };

  test("is allowed only where the caller allows it", () => {
    expect(synthesized(upgrade).resource(CLUSTER).allow_major_version_upgrade).toBe(true);
    expect(synthesized().resource(CLUSTER).allow_major_version_upgrade).toBe(false);
  });

  test("changes the instances' parameter group with the cluster's, and nothing else does", () => {
    expect(synthesized(upgrade).resource(CLUSTER).db_instance_parameter_group_name).toMatch(/^\$\{aws_db_parameter_group\./);
    expect(synthesized().resource(CLUSTER)).not.toHaveProperty("db_instance_parameter_group_name");
  });
});
