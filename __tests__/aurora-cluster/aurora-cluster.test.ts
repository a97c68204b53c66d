import { AuroraCluster } from "../../modules/aurora-cluster";
import { AlarmTopic, EncryptionKey, PlatformDashboard, Role } from "../../src/core";
import { network, service } from "../support/network";
import { messageOf, statements, synth, testStack, warnings } from "../support/synth";
import { database } from "./fixture";

const CLUSTER = "aws_rds_cluster";
const INSTANCE = "aws_rds_cluster_instance";

describe("a cluster by default", () => {
  const { stack, cluster } = database();
  const synthesized = synth(stack);
  const resource = synthesized.resource(CLUSTER);
  const cleanKey = Object.keys(synthesized.resources("aws_kms_key"))[0]!;
  const keyArn = `\${aws_kms_key.${cleanKey}.arn}`;

  test("is Aurora PostgreSQL 16, whose minor version RDS chooses", () => {
    expect(resource).toMatchObject({ engine: "aurora-postgresql", engine_version: "16", allow_major_version_upgrade: false });
    expect(synthesized.resource(INSTANCE, "Database_Writer").auto_minor_version_upgrade).toBe(true);
  });

  test("encrypts storage, secret and insights under the platform's key", () => {
    expect(resource).toMatchObject({
      storage_encrypted: true,
      kms_key_id: keyArn,
      master_user_secret_kms_key_id: keyArn,
      performance_insights_kms_key_id: keyArn,
    });
  });

  test("leaves the master password to RDS, so that none is in the configuration or the state", () => {
    expect(resource.manage_master_user_password).toBe(true);
    expect(JSON.stringify(synthesized.json)).not.toMatch(/master_password|random_password|secret_string/);
  });

  test("takes logins by IAM", () => {
    expect(resource.iam_database_authentication_enabled).toBe(true);
  });

  test("refuses connections without TLS", () => {
    expect(synthesized.resource("aws_rds_cluster_parameter_group").parameter).toEqual([
      { name: "rds.force_ssl", value: "1", apply_method: "immediate" },
    ]);
  });

  test("never names AZs, which would force a replacement", () => {
    expect(resource).not.toHaveProperty("availability_zones");
  });

  test("is hard to delete and leaves a snapshot", () => {
    expect(resource).toMatchObject({
      deletion_protection: true,
      skip_final_snapshot: false,
      final_snapshot_identifier: "trading-test-database-final",
      delete_automated_backups: false,
      lifecycle: { prevent_destroy: true },
    });
  });

  test("keeps two weeks of backups, apart from maintenance", () => {
    expect(resource).toMatchObject({
      backup_retention_period: 14,
      preferred_backup_window: "02:00-03:00",
      preferred_maintenance_window: "sun:03:30-sun:04:30",
      copy_tags_to_snapshot: true,
    });
  });

  test("stands in the database subnets behind a group without a rule", () => {
    expect(resource.db_subnet_group_name).toBe("database-subnets");
    expect(resource.vpc_security_group_ids).toHaveLength(1);
    expect(synthesized.types.filter((type) => type.includes("group_ingress") || type.includes("group_egress"))).toEqual([]);
  });

  test("has a writer and one reader, the writer first", () => {
    const [writer, reader] = ["Database_Writer", "Database_Readers_a"].map((prefix) => synthesized.resource(INSTANCE, prefix));
    expect(writer).toMatchObject({ identifier: "trading-test-database-writer", promotion_tier: 0, instance_class: "db.r7g.large" });
    expect(reader).toMatchObject({ identifier: "trading-test-database-reader-a", promotion_tier: 1, instance_class: "db.r7g.large" });
    const writerId = Object.keys(synthesized.resources(INSTANCE)).find((id) => id.startsWith("Database_Writer"));
    expect(reader!.depends_on).toContain(`${INSTANCE}.${writerId}`);
  });

  test("makes instances of the version that the cluster has, and upgrades them with it alone", () => {
    Object.values(synthesized.resources(INSTANCE)).forEach((instance) => {
      expect(instance.engine_version).toMatch(/^\$\{aws_rds_cluster\.Database_\w+\.engine_version_actual\}$/);
      expect(instance.lifecycle.ignore_changes).toEqual(["engine_version"]);
    });
  });

  test("has instances that nobody reaches from outside the VPC", () => {
    Object.values(synthesized.resources(INSTANCE)).forEach((instance) => expect(instance.publicly_accessible).toBe(false));
  });

  test("makes its log group before the cluster, encrypted, for a year", () => {
    const [[id, group]] = Object.entries(synthesized.resources("aws_cloudwatch_log_group")) as [[string, Record<string, unknown>]];
    expect(group).toMatchObject({
      name: "/aws/rds/cluster/trading-test-database/postgresql",
      retention_in_days: 365,
      kms_key_id: keyArn,
    });
    expect(resource.enabled_cloudwatch_logs_exports).toEqual(["postgresql"]);
    expect(resource.depends_on).toContain(`aws_cloudwatch_log_group.${id}`);
  });

  test("lets CloudWatch Logs use the key", () => {
    expect(statements(synthesized.resource("aws_kms_key").policy).map(({ Sid }) => Sid)).toContain("CloudWatchLogs");
  });

  test("keeps a week of load data and samples the system each minute", () => {
    expect(resource).toMatchObject({ database_insights_mode: "standard", performance_insights_retention_period: 7 });
    expect(synthesized.resource(INSTANCE, "Database_Writer")).toMatchObject({
      monitoring_interval: 60,
      performance_insights_enabled: true,
    });
  });

  test("gives enhanced monitoring a role for its one log group", () => {
    const policy = synthesized.resource("aws_iam_role_policy", "Database_MonitoringRole").policy;
    expect(statements(synthesized.resource("aws_iam_role").assume_role_policy)).toEqual([
      expect.objectContaining({
        Principal: { Service: "monitoring.rds.amazonaws.com" },
        Condition: { StringEquals: { "aws:SourceAccount": "111122223333" } },
      }),
    ]);
    expect(statements(policy)[0]).toMatchObject({
      Resource: [
        "arn:aws:logs:eu-central-1:111122223333:log-group:RDSOSMetrics",
        "arn:aws:logs:eu-central-1:111122223333:log-group:RDSOSMetrics:log-stream:*",
      ],
    });
  });

  test("replaces parameter groups by a new one first", () => {
    for (const type of ["aws_rds_cluster_parameter_group", "aws_db_parameter_group"]) {
      expect(synthesized.resource(type)).toMatchObject({
        name_prefix: "trading-test-database-",
        family: "aurora-postgresql16",
        lifecycle: { create_before_destroy: true },
      });
    }
  });

  test("says its defaults in fields of the props' names", () => {
    expect(cluster).toMatchObject({
      engine: "aurora-postgresql",
      engineVersion: "16",
      databaseName: "app",
      masterUsername: "platform_admin",
      instanceClass: "db.r7g.large",
      readers: { a: {} },
      storageType: "standard",
      backupRetentionDays: 14,
      logRetentionDays: 365,
      removal: "protect",
      port: 5432,
    });
  });

  test("doesn't scale readers", () => {
    expect(synthesized.resources("aws_appautoscaling_target")).toEqual({});
    expect(cluster.readerAutoScaling).toBeUndefined();
  });

  test("needs no data source", () => {
    expect(synthesized.json.data).toBeUndefined();
  });
});

describe("a cluster", () => {
  test("may go with its environment, data and all", () => {
    const { stack } = database({ removal: "destroy" });
    const resource = synth(stack).resource(CLUSTER);
    expect(resource).toMatchObject({ deletion_protection: false, skip_final_snapshot: true, delete_automated_backups: true });
    expect(resource.lifecycle).not.toHaveProperty("prevent_destroy");
    expect(synth(stack).resource("aws_cloudwatch_log_group").lifecycle).toBeUndefined();
  });

  test("on MySQL forces TLS, audits logins and exports what it writes", () => {
    const { stack, cluster } = database({ engine: "aurora-mysql" });
    const synthesized = synth(stack);
    expect(synthesized.resource(CLUSTER)).toMatchObject({
      engine: "aurora-mysql",
      engine_version: "8.0",
      port: 3306,
      enabled_cloudwatch_logs_exports: ["audit", "error", "slowquery"],
    });
    expect(synthesized.resource("aws_rds_cluster_parameter_group")).toMatchObject({
      family: "aurora-mysql8.0",
      parameter: [
        { name: "require_secure_transport", value: "ON", apply_method: "immediate" },
        { name: "server_audit_events", value: "CONNECT,QUERY_DCL,QUERY_DDL", apply_method: "immediate" },
        { name: "server_audit_logging", value: "1", apply_method: "immediate" },
        { name: "slow_query_log", value: "1", apply_method: "immediate" },
      ],
    });
    expect(cluster.connections.defaultPort).toEqual({ protocol: "tcp", fromPort: 3306, toPort: 3306 });
  });

  test("with a full version is upgraded by its owner alone", () => {
    expect(database({ engineVersion: "16.8" }).cluster.autoMinorVersionUpgrade).toBe(false);
    expect(database({ engine: "aurora-mysql", engineVersion: "8.0.mysql_aurora.3.10.3" }).cluster.autoMinorVersionUpgrade).toBe(false);
    expect(database({ engineVersion: "16.8", autoMinorVersionUpgrade: true }).cluster.autoMinorVersionUpgrade).toBe(true);
  });

  test("takes the instances' parameters along in a major upgrade, and only there", () => {
    const upgrade = synth(database({ engineVersion: "17", allowMajorVersionUpgrade: true }).stack).resource(CLUSTER);
    expect(upgrade).toMatchObject({ allow_major_version_upgrade: true });
    expect(upgrade.db_instance_parameter_group_name).toMatch(/^\$\{aws_db_parameter_group\./);
    expect(synth(database().stack).resource(CLUSTER)).not.toHaveProperty("db_instance_parameter_group_name");
  });

  test("is Serverless v2 in all its instances with a capacity alone", () => {
    const { stack } = database({ serverless: { minCapacityAcu: 0, maxCapacityAcu: 8, secondsUntilAutoPause: 600 } });
    const synthesized = synth(stack);
    expect(synthesized.resource(CLUSTER).serverlessv2_scaling_configuration).toEqual({
      min_capacity: 0,
      max_capacity: 8,
      seconds_until_auto_pause: 600,
    });
    Object.values(synthesized.resources(INSTANCE)).forEach((instance) => expect(instance.instance_class).toBe("db.serverless"));
  });

  test("mixes a provisioned writer with a serverless reader", () => {
    const { stack } = database({
      instanceClass: "db.r7g.xlarge",
      serverless: { minCapacityAcu: 2, maxCapacityAcu: 16 },
      readers: { reports: { instanceClass: "db.serverless", promotionTier: 15 } },
    });
    const synthesized = synth(stack);
    expect(synthesized.resource(INSTANCE, "Database_Writer").instance_class).toBe("db.r7g.xlarge");
    expect(synthesized.resource(INSTANCE, "Database_Readers_reports")).toMatchObject({
      instance_class: "db.serverless",
      promotion_tier: 15,
    });
  });

  test("without a reader says what that costs", () => {
    expect(warnings(database({ readers: {} }).cluster)).toEqual([
      "No reader: a failed writer is replaced by a new instance, which takes up to ten minutes.",
    ]);
    expect(warnings(database().cluster)).toEqual([]);
    expect(warnings(database({ readers: {}, readerAutoScaling: { min: 1, max: 2 } }).cluster)).toEqual([]);
  });

  test("has endpoints of its own for the members named", () => {
    const { stack, cluster } = database({
      readers: { a: {}, reports: {} },
      customEndpoints: { reports: { members: ["reports"] }, all: { type: "ANY", members: ["writer", "a"] } },
    });
    const synthesized = synth(stack);
    expect(synthesized.resource("aws_rds_cluster_endpoint", "Database_Endpoints_reports")).toMatchObject({
      cluster_endpoint_identifier: "trading-test-database-reports",
      custom_endpoint_type: "READER",
      static_members: [expect.stringMatching(/Database_Readers_reports/)],
    });
    expect(synthesized.resource("aws_rds_cluster_endpoint", "Database_Endpoints_all")).toMatchObject({
      custom_endpoint_type: "ANY",
      static_members: [expect.stringMatching(/Database_Writer/), expect.stringMatching(/Database_Readers_a_/)],
    });
    expect(Object.keys(cluster.customEndpoints)).toEqual(["reports", "all"]);
  });

  test("takes the caller's parameters beside its own, in one order", () => {
    const { stack } = database({
      parameters: { shared_preload_libraries: "pg_stat_statements", log_statement: { value: "ddl", applyMethod: "immediate" } },
      instanceParameters: { work_mem: "65536" },
    });
    const synthesized = synth(stack);
    expect(synthesized.resource("aws_rds_cluster_parameter_group").parameter).toEqual([
      { name: "log_statement", value: "ddl", apply_method: "immediate" },
      { name: "rds.force_ssl", value: "1", apply_method: "immediate" },
      { name: "shared_preload_libraries", value: "pg_stat_statements", apply_method: "pending-reboot" },
    ]);
    expect(synthesized.resource("aws_db_parameter_group").parameter).toEqual([
      { name: "work_mem", value: "65536", apply_method: "pending-reboot" },
    ]);
  });

  test("keeps fifteen months of load data with advanced insights", () => {
    const { stack } = database({ databaseInsights: "advanced" });
    const expected = { performance_insights_enabled: true, performance_insights_retention_period: 465 };
    expect(synth(stack).resource(CLUSTER)).toMatchObject({ database_insights_mode: "advanced", ...expected });
    expect(synth(stack).resource(INSTANCE, "Database_Writer")).toMatchObject(expected);
  });

  test("without enhanced monitoring has no role for it", () => {
    const { stack, cluster } = database({ monitoringIntervalSeconds: 0 });
    expect(cluster.monitoringRole).toBeUndefined();
    expect(synth(stack).resources("aws_iam_role")).toEqual({});
  });

  test("streams its activity once it has instances, where the caller wants that", () => {
    const { stack, cluster } = database({ activityStream: "async" });
    const stream = synth(stack).resource("aws_rds_cluster_activity_stream");
    expect(stream).toMatchObject({
      mode: "async",
      resource_arn: expect.stringMatching(/^\$\{aws_rds_cluster\.Database_\w+\.arn\}$/),
      kms_key_id: expect.stringMatching(/^\$\{aws_kms_key\.Key_/),
      depends_on: [expect.stringMatching(/Database_Writer/), expect.stringMatching(/Database_Readers_a/)],
    });
    expect(cluster.activityStream?.modeInput).toBe("async");
    expect(database().cluster.activityStream).toBeUndefined();
  });

  test("without log exports makes no log group", () => {
    const { stack } = database({ logExports: [] });
    expect(synth(stack).resources("aws_cloudwatch_log_group")).toEqual({});
  });

  test("names its storage only where the caller does, since the provider keeps what the cluster has", () => {
    expect(synth(database().stack).resource(CLUSTER)).not.toHaveProperty("storage_type");
    expect(synth(database({ storageType: "io-optimized" }).stack).resource(CLUSTER).storage_type).toBe("aurora-iopt1");
    expect(synth(database({ storageType: "standard" }).stack).resource(CLUSTER).storage_type).toBe("aurora");
  });

  test("takes names of the caller", () => {
    const { stack } = database({
      clusterIdentifier: "orders",
      databaseName: "book",
      masterUsername: "owner",
      finalSnapshotIdentifier: "orders-before-the-end",
    });
    expect(synth(stack).resource(CLUSTER)).toMatchObject({
      cluster_identifier: "orders",
      database_name: "book",
      master_username: "owner",
      final_snapshot_identifier: "orders-before-the-end",
    });
    expect(synth(stack).resource("aws_cloudwatch_log_group").name).toBe("/aws/rds/cluster/orders/postgresql");
    expect(synth(stack).resource(INSTANCE, "Database_Writer").identifier).toBe("orders-writer");
  });

  test("keeps identifiers within 63 characters however long the path is", () => {
    const stack = testStack();
    const id = "DatabaseOfTheAccountsAndOrdersAndTransactionsOfTheTradingPlatform";
    const reader = "reader-for-the-reports-of-the-regulator";
    new AuroraCluster(stack, id, { network, encryptionKey: new EncryptionKey(stack, "Key"), readers: { [reader]: {} } });
    const synthesized = synth(stack);
    const identifiers = [
      synthesized.resource(CLUSTER).cluster_identifier,
      ...Object.values(synthesized.resources(INSTANCE)).map(({ identifier }) => identifier),
    ];
    expect(new Set(identifiers).size).toBe(3);
    identifiers.forEach((identifier) => expect(identifier).toMatch(/^(?!.*--)[a-z][a-z0-9-]{0,62}$/));
  });
});

describe("data of before", () => {
  test("comes from a snapshot, whose names stay", () => {
    const { stack, cluster } = database({ restoreFrom: { snapshotIdentifier: "orders-2026-03-01" } });
    const resource = synth(stack).resource(CLUSTER);
    expect(resource).toMatchObject({ snapshot_identifier: "orders-2026-03-01", manage_master_user_password: true });
    expect(resource).not.toHaveProperty("database_name");
    expect(resource).not.toHaveProperty("master_username");
    expect(cluster.databaseName).toBeUndefined();
  });

  test("comes from another cluster as it is now", () => {
    const { stack } = database({ restoreFrom: { sourceClusterIdentifier: "orders" } });
    expect(synth(stack).resource(CLUSTER).restore_to_point_in_time).toEqual({
      source_cluster_identifier: "orders",
      restore_type: "full-copy",
      use_latest_restorable_time: true,
    });
  });

  test("comes from another cluster as it was, as a clone", () => {
    const restoreFrom = { sourceClusterIdentifier: "orders", restoreToTime: "2026-03-01T08:30:00Z", restoreType: "copy-on-write" } as const;
    expect(synth(database({ restoreFrom }).stack).resource(CLUSTER).restore_to_point_in_time).toEqual({
      source_cluster_identifier: "orders",
      restore_type: "copy-on-write",
      restore_to_time: "2026-03-01T08:30:00Z",
    });
  });

  test("is history once the cluster stands: no later change of its source replaces it", () => {
    const { stack } = database({ restoreFrom: { snapshotIdentifier: "orders-2026-03-01" } });
    expect(synth(stack).resource(CLUSTER).lifecycle.ignore_changes).toEqual(["snapshot_identifier", "restore_to_point_in_time"]);
  });
});

describe("readers that scale", () => {
  test("follow their CPU, besides those that are always there", () => {
    const { stack } = database({ readers: { a: {}, b: {} }, readerAutoScaling: { max: 6 } });
    const synthesized = synth(stack);
    expect(synthesized.resource("aws_appautoscaling_target")).toMatchObject({
      service_namespace: "rds",
      scalable_dimension: "rds:cluster:ReadReplicaCount",
      resource_id: expect.stringMatching(/^cluster:\$\{aws_rds_cluster\./),
      min_capacity: 2,
      max_capacity: 6,
    });
    expect(synthesized.resource("aws_appautoscaling_policy").target_tracking_scaling_policy_configuration).toEqual({
      target_value: 60,
      predefined_metric_specification: { predefined_metric_type: "RDSReaderAverageCPUUtilization" },
      scale_out_cooldown: 300,
      scale_in_cooldown: 600,
    });
  });

  test("follow their connections where the caller says so", () => {
    const readerAutoScaling = { min: 1, max: 3, targetConnections: 400, scaleOutCooldownSeconds: 60, scaleInCooldownSeconds: 1200 };
    const { stack } = database({ readerAutoScaling });
    expect(synth(stack).resource("aws_appautoscaling_policy").target_tracking_scaling_policy_configuration).toEqual({
      target_value: 400,
      predefined_metric_specification: { predefined_metric_type: "RDSReaderAverageDatabaseConnections" },
      scale_out_cooldown: 60,
      scale_in_cooldown: 1200,
    });
  });

  test("wait for the instances, which they count", () => {
    const { stack } = database({ readerAutoScaling: { max: 3 } });
    expect(synth(stack).resource("aws_appautoscaling_target").depends_on).toEqual([
      expect.stringMatching(/^aws_rds_cluster_instance\.Database_Writer/),
      expect.stringMatching(/^aws_rds_cluster_instance\.Database_Readers_a/),
    ]);
  });

  test("can be drained to those that Terraform knows, so that a destroy finds no other", () => {
    const { stack } = database({ readers: { a: {}, b: {} }, readerAutoScaling: { max: 6, drain: true } });
    expect(synth(stack).resource("aws_appautoscaling_target")).toMatchObject({ min_capacity: 2, max_capacity: 2 });
  });
});

describe("what a service needs of a database", () => {
  test("is one rule at either end, on the database's port", () => {
    const { stack, cluster } = database();
    cluster.connections.allowDefaultPortFrom(service(stack));
    const synthesized = synth(stack);
    expect(synthesized.resource("aws_vpc_security_group_ingress_rule")).toMatchObject({ from_port: 5432, description: "Api to Database" });
    expect(synthesized.resource("aws_vpc_security_group_egress_rule")).toMatchObject({ to_port: 5432, description: "Api to Database" });
  });

  test("is the right to connect as one user, by the cluster's resource id", () => {
    const { stack, cluster } = database();
    const { role } = service(stack);
    cluster.grantConnect({ role }, "trading_api");
    const [statement] = statements(synth(stack).resource("aws_iam_role_policy", "ApiRole").policy);
    expect(statement).toEqual({
      Sid: "DatabaseConnectAsTradingApi",
      Effect: "Allow",
      Action: "rds-db:connect",
      Resource: expect.stringMatching(
        /^arn:aws:rds-db:eu-central-1:111122223333:dbuser:\$\{aws_rds_cluster\.Database_\w+\.cluster_resource_id\}\/trading_api$/,
      ),
    });
  });

  test("may be the master user's secret, and the key that it is under", () => {
    const { stack, cluster } = database();
    const { role } = service(stack);
    cluster.grantReadSecret({ role });
    const granted = statements(synth(stack).resource("aws_iam_role_policy", "ApiRole").policy);
    expect(granted).toEqual([
      expect.objectContaining({
        Sid: "DatabaseReadSecret",
        Action: ["secretsmanager:DescribeSecret", "secretsmanager:GetSecretValue"],
        Resource: expect.stringMatching(/master_user_secret\[0\]\.secret_arn\}$/),
      }),
      expect.objectContaining({ Sid: "Decrypt", Action: "kms:Decrypt" }),
    ]);
  });

  test.each(["*", "trading_*", "", "a user", "x".repeat(64)])("is never more than one user: %p", (user) => {
    const { stack, cluster } = database();
    const { role } = service(stack);
    expect(messageOf(() => cluster.grantConnect({ role }, user))).toBe(
      "trading-test/Database: invalid input\n" +
        `  - databaseUser: must be one user's name of at most 63 letters, digits and _.$-; received ${JSON.stringify(user)}. ` +
        'Write it as "trading_api".',
    );
  });
});

describe("alarms", () => {
  function alarms(overrides?: Parameters<AuroraCluster["addAlarms"]>[1]) {
    const { stack, key, cluster } = database();
    cluster.addAlarms(new AlarmTopic(stack, "Topic", { encryptionKey: key }), overrides);
    return synth(stack).resources("aws_cloudwatch_metric_alarm");
  }

  test("watch CPU, memory, connections, lag, deadlocks and the volume of the cluster", () => {
    const named = Object.values(alarms());
    expect(named.map(({ alarm_name }) => alarm_name).sort()).toEqual([
      "trading-test-Database-connections",
      "trading-test-Database-cpu",
      "trading-test-Database-deadlocks",
      "trading-test-Database-freeableMemory",
      "trading-test-Database-replicaLag",
      "trading-test-Database-volume",
    ]);
    named.forEach(({ dimensions }) => {
      expect(dimensions).toEqual({
        DBClusterIdentifier: expect.stringMatching(/^\$\{aws_rds_cluster\.Database_\w+\.cluster_identifier\}$/),
      });
    });
  });

  test("take another threshold, or stay away", () => {
    const named = Object.values(alarms({ cpu: { threshold: 70 }, volume: false }));
    expect(named).toHaveLength(5);
    expect(named.find(({ alarm_name }) => alarm_name.endsWith("-cpu"))).toMatchObject({ threshold: 70 });
  });

  test("refuse a name that they don't have", () => {
    const { stack, key, cluster } = database();
    const topic = new AlarmTopic(stack, "Topic", { encryptionKey: key });
    expect(messageOf(() => cluster.addAlarms(topic, { disk: false } as never))).toBe(
      "trading-test/Database: invalid input\n" +
        '  - overrides: must name an alarm of this module; received "disk". ' +
        "Use one of cpu, freeableMemory, connections, replicaLag, deadlocks, volume.",
    );
  });
});

test("a dashboard shows the database by its identifier", () => {
  const { stack, cluster } = database();
  new PlatformDashboard(stack, "Dashboard", { sources: [cluster] });
  const { widgets } = JSON.parse(synth(stack).resource("aws_cloudwatch_dashboard").dashboard_body);
  expect(widgets[0].properties.markdown).toBe("## Database Database");
  expect(widgets[1].properties).toMatchObject({ title: "CPU in percent", region: "eu-central-1" });
  expect(widgets).toHaveLength(7);
});

describe("a cluster that exists", () => {
  const attributes = {
    clusterIdentifier: "orders",
    clusterResourceId: "cluster-ABCDEFGHIJKLMNOPQRSTUVWXYZ",
    endpoint: "orders.cluster-x.eu-central-1.rds.amazonaws.com",
    readerEndpoint: "orders.cluster-ro-x.eu-central-1.rds.amazonaws.com",
    securityGroupId: "sg-0123456789abcdef0",
  };

  test("is wired like one that is made here, and none of it is made", () => {
    const stack = testStack();
    const cluster = AuroraCluster.fromAttributes(stack, "Orders", attributes);
    const api = service(stack);
    cluster.connections.allowDefaultPortFrom(api);
    cluster.grantConnect(api, "trading_api");
    const synthesized = synth(stack);
    expect(synthesized.types.filter((type) => /rds|db_/.test(type))).toEqual([]);
    expect(synthesized.resource("aws_vpc_security_group_ingress_rule")).toMatchObject({
      security_group_id: "sg-0123456789abcdef0",
      from_port: 5432,
    });
    expect(statements(synthesized.resource("aws_iam_role_policy", "ApiRole").policy)).toEqual([
      {
        Sid: "OrdersConnectAsTradingApi",
        Effect: "Allow",
        Action: "rds-db:connect",
        Resource: "arn:aws:rds-db:eu-central-1:111122223333:dbuser:cluster-ABCDEFGHIJKLMNOPQRSTUVWXYZ/trading_api",
      },
    ]);
  });

  test("has the port of its engine, or its own", () => {
    const stack = testStack();
    expect(AuroraCluster.fromAttributes(stack, "MySql", { ...attributes, engine: "aurora-mysql" }).port).toBe(3306);
    expect(AuroraCluster.fromAttributes(stack, "Own", { ...attributes, port: 6432 }).connections.defaultPort?.fromPort).toBe(6432);
  });

  test("is named by its resource id in grants, so that its name there is an error", () => {
    const stack = testStack();
    const make = () =>
      AuroraCluster.fromAttributes(stack, "Orders", { ...attributes, engine: "aurora" as never, clusterResourceId: "orders" });
    expect(messageOf(make)).toBe(
      "trading-test/Orders: 2 invalid inputs\n" +
        '  - engine: must be one of aurora-postgresql, aurora-mysql; received "aurora". Use one of these.\n' +
        '  - clusterResourceId: must be a cluster\'s resource id, not its name; received "orders". Copy the one that begins with "cluster-".',
    );
  });
});

test("every resource made is reachable for an override", () => {
  const { cluster } = database({ readerAutoScaling: { max: 2 }, activityStream: "sync", customEndpoints: { reports: { members: ["a"] } } });
  expect(cluster.node.defaultChild).toBe(cluster.resource);
  const reachable = [
    cluster.resource,
    cluster.writer,
    ...Object.values(cluster.readerInstances),
    ...Object.values(cluster.customEndpoints),
    ...Object.values(cluster.logGroups),
    cluster.clusterParameterGroup,
    cluster.instanceParameterGroup,
    cluster.securityGroup.resource,
    cluster.monitoringRole!.resource,
    cluster.monitoringRole!.policy,
    cluster.readerAutoScaling!.target,
    cluster.readerAutoScaling!.policy,
    cluster.activityStream,
  ];
  const made = cluster.node.findAll().filter((node) => "terraformResourceType" in node);
  expect(new Set(made)).toEqual(new Set(reachable));
});

test("an imported role can be granted a connection", () => {
  const { stack, cluster } = database();
  const role = Role.fromAttributes(stack, "Existing", { roleArn: "arn:aws:iam::111122223333:role/api", roleName: "api" });
  cluster.grantConnect(role, "trading_api");
  expect(synth(stack).resource("aws_iam_role_policy", "Existing").role).toBe("api");
});
