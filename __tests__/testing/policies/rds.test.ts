/** Rules for RDS and Aurora: what AWS's pages ask for. A control such as RDS.2 is one of the page "Security Hub CSPM controls for Amazon RDS". */
import { PolicyRow, everyRuleHasARow, findings, flipped, proves, row, rows } from "../../support/policy-rows";

const AURORA = "Amazon Aurora User Guide";

const CLUSTER = {
  backup_retention_period: 7,
  cluster_identifier: "orders",
  copy_tags_to_snapshot: true,
  db_cluster_parameter_group_name: "${aws_rds_cluster_parameter_group.P.name}",
  db_subnet_group_name: "${aws_db_subnet_group.S.name}",
  deletion_protection: true,
  depends_on: ["aws_cloudwatch_log_group.L"],
  enabled_cloudwatch_logs_exports: ["postgresql"],
  engine: "aurora-postgresql",
  engine_version: "16.8",
  final_snapshot_identifier: "orders-final",
  iam_database_authentication_enabled: true,
  kms_key_id: "${aws_kms_key.K.arn}",
  manage_master_user_password: true,
  master_username: "keeper",
  port: 5433,
  storage_encrypted: true,
};
const INSTANCE = {
  ca_cert_identifier: "rds-ca-rsa2048-g1",
  cluster_identifier: "${aws_rds_cluster.C.cluster_identifier}",
  monitoring_interval: 60,
  performance_insights_enabled: true,
  performance_insights_kms_key_id: "${aws_kms_key.K.arn}",
};
const POSTGRESQL = {
  aws_rds_cluster: { C: CLUSTER },
  aws_rds_cluster_instance: { A: INSTANCE, B: INSTANCE },
  aws_rds_cluster_parameter_group: { P: { family: "aurora-postgresql16", parameter: [{ name: "rds.force_ssl", value: "1" }] } },
  aws_cloudwatch_log_group: { L: { name: "/aws/rds/cluster/orders/postgresql" } },
  aws_db_subnet_group: { S: { subnet_ids: ["${aws_subnet.A.id}", "${aws_subnet.B.id}"] } },
  aws_subnet: { A: {}, B: {} },
  aws_internet_gateway: { G: {} },
  aws_route: { R: { route_table_id: "${aws_route_table.T.id}", destination_cidr_block: "0.0.0.0/0", nat_gateway_id: "nat-1" } },
  aws_route_table_association: { A: { subnet_id: "${aws_subnet.A.id}", route_table_id: "${aws_route_table.T.id}" } },
};
const MYSQL = {
  ...POSTGRESQL,
  aws_rds_cluster: {
    C: {
      ...CLUSTER,
      engine: "aurora-mysql",
      engine_version: "8.0.mysql_aurora.3.08.0",
      backtrack_window: 3600,
      enabled_cloudwatch_logs_exports: ["audit"],
    },
  },
  aws_cloudwatch_log_group: { L: { name: "/aws/rds/cluster/orders/audit" } },
  aws_rds_cluster_parameter_group: {
    P: {
      family: "aurora-mysql8.0",
      parameter: [
        { name: "require_secure_transport", value: "ON" },
        { name: "server_audit_logging", value: "1" },
        { name: "server_audit_events", value: "CONNECT,QUERY_DCL" },
      ],
    },
  },
};
const DB_INSTANCE = {
  aws_db_instance: {
    D: {
      ...{ backup_retention_period: 7, copy_tags_to_snapshot: true, deletion_protection: true, engine: "postgres", identifier: "orders" },
      ...{ enabled_cloudwatch_logs_exports: ["postgresql"], final_snapshot_identifier: "orders-final", kms_key_id: "${aws_kms_key.K.arn}" },
      ...{
        iam_database_authentication_enabled: true,
        manage_master_user_password: true,
        monitoring_interval: 60,
        multi_az: true,
        port: 5433,
      },
      ...{
        performance_insights_enabled: true,
        performance_insights_kms_key_id: "${aws_kms_key.K.arn}",
        storage_encrypted: true,
        username: "keeper",
      },
    },
  },
};
const SUBSCRIPTION = (source: string, categories: readonly string[]) => ({
  aws_db_event_subscription: { E: { source_type: source, event_categories: categories } },
});
const policy = (resource: unknown) =>
  JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "rds-db:connect", Resource: resource }] });
const DBUSER = "arn:aws:rds-db:eu-central-1:111122223333:dbuser:";

const ROWS: readonly PolicyRow[] = [
  ...rows(POSTGRESQL, "aws_rds_cluster.C", [
    ["rds-encryption-at-rest", "RDS.27", "storage_encrypted", false, "storage_encrypted is false"],
    ["rds-customer-managed-key", `${AURORA}, Encrypting Amazon Aurora resources`, "kms_key_id", undefined, "kms_key_id is not set"],
    ["rds-deletion-protection", "RDS.7", "deletion_protection", false, "deletion_protection is false"],
    ["rds-iam-authentication", "RDS.12", "iam_database_authentication_enabled", false, "iam_database_authentication_enabled is false"],
    ["rds-copy-tags-to-snapshots", "RDS.16", "copy_tags_to_snapshot", undefined, "copy_tags_to_snapshot is not set"],
    ["rds-master-user-name", "RDS.24", "master_username", "postgres", 'master_username is "postgres"'],
    ["rds-default-port", "RDS.23", "port", 5432, "port is 5432"],
    ["rds-backup-retention", "RDS.50", "backup_retention_period", 6, "backup_retention_period is 6"],
    ["rds-log-exports", "RDS.37", "enabled_cloudwatch_logs_exports", [], 'enabled_cloudwatch_logs_exports lacks "postgresql"'],
    [
      "rds-parameter-family",
      `${AURORA}, Working with parameter groups`,
      "engine_version",
      "15.9",
      'engine_version is "15.9", and family of its parameter group is "aurora-postgresql16"',
    ],
    [
      "rds-zones-of-cluster",
      "provider, aws_rds_cluster, availability_zones",
      "availability_zones",
      ["eu-central-1a"],
      'availability_zones is ["eu-central-1a"]',
    ],
    [
      "rds-managed-password",
      `${AURORA}, Password management with Amazon Aurora and AWS Secrets Manager`,
      "manage_master_user_password",
      undefined,
      "manage_master_user_password is not set",
    ],
    [
      "rds-log-group-first",
      `${AURORA}, Publishing Aurora PostgreSQL logs to Amazon CloudWatch Logs`,
      "depends_on",
      [],
      "depends_on lacks the log group /aws/rds/cluster/orders/postgresql",
    ],
    [
      "rds-log-group-first",
      `${AURORA}, Publishing Aurora PostgreSQL logs to Amazon CloudWatch Logs`,
      "cluster_identifier",
      undefined,
      "cluster_identifier is not set, so that the names of its log groups aren't known",
    ],
    [
      "rds-final-snapshot",
      `${AURORA}, Deleting Aurora DB clusters and DB instances`,
      "skip_final_snapshot",
      true,
      "skip_final_snapshot is true",
    ],
    [
      "rds-final-snapshot",
      `${AURORA}, Deleting Aurora DB clusters and DB instances`,
      "final_snapshot_identifier",
      undefined,
      "final_snapshot_identifier is not set",
    ],
  ]),
  ...rows(DB_INSTANCE, "aws_db_instance.D", [
    ["rds-encryption-at-rest", "RDS.3", "storage_encrypted", undefined, "storage_encrypted is not set"],
    ["rds-public-access", "RDS.2", "publicly_accessible", "true", 'publicly_accessible is "true"'],
    ["rds-deletion-protection", "RDS.8", "deletion_protection", undefined, "deletion_protection is not set"],
    [
      "rds-iam-authentication",
      "RDS.10",
      "iam_database_authentication_enabled",
      undefined,
      "iam_database_authentication_enabled is not set",
    ],
    ["rds-several-zones", "RDS.5", "multi_az", false, "multi_az is false"],
    ["rds-copy-tags-to-snapshots", "RDS.17", "copy_tags_to_snapshot", false, "copy_tags_to_snapshot is false"],
    ["rds-master-user-name", "RDS.25", "username", "admin", 'username is "admin"'],
    ["rds-backup-retention", "RDS.11", "backup_retention_period", undefined, "backup_retention_period is not set"],
    ["rds-log-exports", "RDS.36", "enabled_cloudwatch_logs_exports", ["upgrade"], 'enabled_cloudwatch_logs_exports lacks "postgresql"'],
    [
      "rds-performance-insights",
      `${AURORA}, Turning Performance Insights on and off for Aurora`,
      "performance_insights_enabled",
      false,
      "performance_insights_enabled is false",
    ],
  ]),
  ...rows(POSTGRESQL, "aws_rds_cluster_instance.A", [
    ["rds-public-access", "RDS.2", "publicly_accessible", true, "publicly_accessible is true"],
    ["rds-minor-version-upgrades", "RDS.13", "auto_minor_version_upgrade", false, "auto_minor_version_upgrade is false"],
    [
      "rds-certificate-authority",
      "Amazon RDS User Guide, Certificate authorities",
      "ca_cert_identifier",
      "rds-ca-2019",
      'ca_cert_identifier is "rds-ca-2019"',
    ],
    [
      "rds-performance-insights-key",
      `${AURORA}, Configuring access policies for Performance Insights`,
      "performance_insights_kms_key_id",
      undefined,
      "performance_insights_kms_key_id is not set",
    ],
  ]),
  ...rows(POSTGRESQL, "aws_route.R", [
    ["rds-private-subnets", "RDS.46", "gateway_id", "${aws_internet_gateway.G.id}", "A has a route to an internet gateway"],
  ]),
  ...rows(POSTGRESQL, "aws_rds_cluster_instance.B", [
    ["rds-enhanced-monitoring", "RDS.6", "monitoring_interval", 0, "monitoring_interval is 0"],
  ]),
  ...rows(SUBSCRIPTION("db-cluster", ["maintenance", "failure"]), "aws_db_event_subscription.E", [
    ["rds-event-categories", "RDS.19", "event_categories", ["maintenance"], 'event_categories lacks "failure"'],
  ]),
  ...rows(SUBSCRIPTION("db-instance", ["maintenance", "configuration change", "failure"]), "aws_db_event_subscription.E", [
    ["rds-event-categories", "RDS.20", "enabled", false, "enabled is false"],
  ]),
  ...rows(SUBSCRIPTION("db-parameter-group", ["configuration change"]), "aws_db_event_subscription.E", [
    ["rds-event-categories", "RDS.21", "event_categories", ["creation"], 'event_categories lacks "configuration change"'],
  ]),
  ...rows(SUBSCRIPTION("db-security-group", ["configuration change", "failure"]), "aws_db_event_subscription.E", [
    ["rds-event-categories", "RDS.22", "event_categories", ["creation"], 'event_categories lacks "configuration change" and "failure"'],
  ]),
  ...rows(MYSQL, "aws_rds_cluster.C", [
    ["rds-default-port", "RDS.23", "port", undefined, "port is not set, which is 3306"],
    ["rds-backtrack", "RDS.14", "backtrack_window", 0, "backtrack_window is 0"],
    ["rds-log-exports", "RDS.34", "enabled_cloudwatch_logs_exports", undefined, 'enabled_cloudwatch_logs_exports lacks "audit"'],
  ]),
  ...rows(MYSQL, "aws_rds_cluster_parameter_group.P", [
    ["rds-audit-parameters", "RDS.45", "parameter.1.value", "0", 'the parameter server_audit_logging is "0"'],
    ["rds-audit-parameters", "RDS.45", "parameter.2.value", "", 'the parameter server_audit_events is ""'],
    [
      "rds-tls-required",
      `${AURORA}, Requiring SSL/TLS for connections to Aurora MySQL`,
      "parameter.0.value",
      "OFF",
      'the parameter require_secure_transport is "OFF"',
    ],
  ]),
  ...rows(POSTGRESQL, "aws_rds_cluster_parameter_group.P", [
    [
      "rds-tls-required",
      `${AURORA}, Requiring SSL/TLS for connections to Aurora PostgreSQL`,
      "parameter",
      [],
      "the parameter rds.force_ssl is not set",
    ],
  ]),
  ...rows(POSTGRESQL, "aws_cloudwatch_log_group.L", [
    [
      "rds-log-group-first",
      `${AURORA}, Publishing Aurora PostgreSQL logs to Amazon CloudWatch Logs`,
      "name",
      "orders",
      "there is no aws_cloudwatch_log_group named /aws/rds/cluster/orders/postgresql",
    ],
  ]),
  row(
    "rds-encryption-at-rest",
    "RDS.3",
    { aws_rds_global_cluster: { G: { storage_encrypted: true, deletion_protection: true } } },
    "aws_rds_global_cluster.G.storage_encrypted",
    false,
    "storage_encrypted is false",
  ),
  row("rds-several-zones", "RDS.15", POSTGRESQL, "aws_rds_cluster_instance.B", undefined, "it has one instance"),
  row(
    "rds-proxy-tls",
    "RDS.43",
    { aws_db_proxy: { P: { require_tls: true } } },
    "aws_db_proxy.P.require_tls",
    undefined,
    "require_tls is not set",
  ),
  row(
    "rds-connect-resource",
    `${AURORA}, Creating and using an IAM policy for IAM database access`,
    { aws_iam_role_policy: { P: { policy: policy(`${DBUSER}cluster-ABCDEFGHIJKL01234/app`) } } },
    "aws_iam_role_policy.P.policy",
    policy(`${DBUSER}orders/app`),
    `rds-db:connect is allowed on "${DBUSER}orders/app"`,
  ),
  row(
    "rds-connect-resource",
    `${AURORA}, Creating and using an IAM policy for IAM database access`,
    { aws_iam_role_policy: { P: { policy: policy([`${DBUSER}\${aws_rds_cluster.C.cluster_resource_id}/app`]) } } },
    "aws_iam_role_policy.P.policy",
    policy([`${DBUSER}\${aws_rds_cluster.C.cluster_identifier}/app`]),
    `rds-db:connect is allowed on "${DBUSER}\${aws_rds_cluster.C.cluster_identifier}/app"`,
  ),
];
proves(ROWS);
everyRuleHasARow("rds", ROWS);

/** What is right though it looks like the defect. */
test.each([
  [
    "a replica has the encryption and the backups of its source",
    DB_INSTANCE,
    "aws_db_instance.D",
    { replicate_source_db: "orders", skip_final_snapshot: true },
  ],
  ["what only Terraform knows passes", POSTGRESQL, "aws_rds_cluster.C.storage_encrypted", "${var.encrypted}"],
  [
    "from version 17 on, Aurora PostgreSQL requires TLS by default",
    POSTGRESQL,
    "aws_rds_cluster_parameter_group.P",
    { family: "aurora-postgresql17" },
  ],
  [
    "a parameter group that isn't in the stacks may require TLS",
    POSTGRESQL,
    "aws_rds_cluster.C.db_cluster_parameter_group_name",
    "orders-parameters",
  ],
  [
    "an instance that is counted by an expression may be several",
    POSTGRESQL,
    "aws_rds_cluster_instance",
    { A: { ...INSTANCE, count: "${var.readers}" } },
  ],
  ["a cluster whose name only Terraform knows may have its log groups", POSTGRESQL, "aws_rds_cluster.C.cluster_identifier", "${var.name}"],
  [
    "a cluster that publishes no logs has no log groups, whatever it is called",
    POSTGRESQL,
    "aws_rds_cluster.C",
    { ...CLUSTER, enabled_cloudwatch_logs_exports: undefined, cluster_identifier: undefined },
  ],
] as const)("%s", (_, passes, path, value) => {
  const before = findings(passes);
  const mine = findings(flipped(passes, [path, value])).filter((found) => !before.includes(found));
  expect(mine.filter((found) => /^rds-(encryption|backup|tls|several|final|log-group)/.test(found))).toEqual([]);
});

test("readers that Aurora Auto Scaling always keeps are instances", () => {
  const one = flipped(POSTGRESQL, ["aws_rds_cluster_instance.B", undefined]);
  const target = { resource_id: "cluster:${aws_rds_cluster.C.cluster_identifier}", service_namespace: "rds", min_capacity: 1 };
  expect(findings({ ...one, aws_appautoscaling_target: { T: target } })).not.toContain("rds-several-zones: it has one instance");
});

test.each([
  ["all three Availability Zones", ["aws_rds_cluster.C.availability_zones", ["a", "b", "c"]]],
  ["zones that only Terraform knows", ["aws_rds_cluster.C.availability_zones", ["${data.aws_availability_zones.Z.names[0]}"]]],
] as const)("a cluster may name %s (provider, aws_rds_cluster, availability_zones)", (_, change) => {
  expect(findings(flipped(POSTGRESQL, change)).filter((found) => found.startsWith("rds-zones"))).toEqual([]);
});

test("a cluster may name fewer Availability Zones where it ignores their changes (provider, aws_rds_cluster, availability_zones)", () => {
  const named = flipped(POSTGRESQL, ["aws_rds_cluster.C.availability_zones", ["eu-central-1a"]]);
  const ignored = flipped(named, ["aws_rds_cluster.C.lifecycle", { ignore_changes: ["availability_zones"] }]);
  expect(findings(ignored).filter((found) => found.startsWith("rds-zones"))).toEqual([]);
});
