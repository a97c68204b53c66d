import { AuroraEngine, AuroraLogType } from "../../modules/aurora-cluster";
import { statements } from "../support/synth";
import { CLUSTER, database, synthesized } from "./fixture";

const GROUP = "aws_cloudwatch_log_group";

describe("exported logs", () => {
  test.each([
    ["aurora-postgresql", ["postgresql"]],
    ["aurora-mysql", ["audit", "error", "slowquery"]],
  ] as const)("of %s are %p by default", (engine, types) => {
    const { cluster } = database({ engine });
    expect(cluster.logExports).toEqual(types);
    expect(Object.keys(cluster.logGroups)).toEqual(types);
    expect(synthesized({ engine }).resource(CLUSTER).enabled_cloudwatch_logs_exports).toEqual(types);
  });

  test("have their log group before the cluster, which RDS would create by itself", () => {
    const made = synthesized();
    const [[id, group]] = Object.entries(made.resources(GROUP)) as [[string, { name: string }]];
    expect(group.name).toBe("/aws/rds/cluster/trading-test-database/postgresql");
    expect(made.resource(CLUSTER).depends_on).toEqual([`${GROUP}.${id}`]);
  });

  test("are encrypted under the key, which CloudWatch Logs may use", () => {
    const made = synthesized();
    expect(made.resource(GROUP).kms_key_id).toMatch(/^\$\{aws_kms_key\.Key_\w+\.arn\}$/);
    expect(statements(made.resource("aws_kms_key").policy).map(({ Sid }) => Sid)).toContain("CloudWatchLogs");
  });

  test("are kept for a year, or as long as the caller says", () => {
    expect(synthesized().resource(GROUP).retention_in_days).toBe(365);
    expect(synthesized({ logRetentionDays: 30 }).resource(GROUP).retention_in_days).toBe(30);
  });

  test("are protected as the cluster is", () => {
    expect(synthesized().resource(GROUP).lifecycle).toEqual({ prevent_destroy: true });
    expect(synthesized({ removal: "destroy" }).resource(GROUP).lifecycle).toBeUndefined();
  });

  // RDS API Reference, "CreateDBCluster", EnableCloudwatchLogsExports: the valid values of either engine.
  test.each<[AuroraEngine, AuroraLogType[]]>([
    ["aurora-postgresql", ["postgresql", "instance", "iam-db-auth-error"]],
    ["aurora-mysql", ["audit", "error", "general", "slowquery", "instance", "iam-db-auth-error"]],
  ])("of %s may be all that the engine writes", (engine, logExports) => {
    expect(synthesized({ engine, logExports }).resource(CLUSTER).enabled_cloudwatch_logs_exports).toEqual(logExports);
  });

  test("may be none", () => {
    const made = synthesized({ logExports: [] });
    expect(made.resources(GROUP)).toEqual({});
  });

  test("name the cluster as the caller does", () => {
    expect(synthesized({ clusterIdentifier: "orders" }).resource(GROUP).name).toBe("/aws/rds/cluster/orders/postgresql");
  });
});
