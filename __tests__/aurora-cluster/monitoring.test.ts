import { statements } from "../support/synth";
import { CLUSTER, INSTANCE, database, synthesized } from "./fixture";

describe("Database Insights", () => {
  test.each([
    [undefined, "standard", 7],
    ["standard", "standard", 7],
    ["advanced", "advanced", 465],
  ] as const)("of %s is %s and keeps database load for %p days", (databaseInsights, mode, days) => {
    const made = synthesized({ databaseInsights });
    const expected = { performance_insights_enabled: true, performance_insights_retention_period: days };
    expect(made.resource(CLUSTER)).toMatchObject({ database_insights_mode: mode, ...expected });
    expect(made.resource(INSTANCE, "Database_Instances_main")).toMatchObject(expected);
  });

  test("is encrypted under the platform's key", () => {
    const made = synthesized();
    for (const resource of [made.resource(CLUSTER), ...Object.values(made.resources(INSTANCE))]) {
      expect(resource.performance_insights_kms_key_id).toMatch(/^\$\{aws_kms_key\.Key_\w+\.arn\}$/);
    }
  });
});

describe("enhanced monitoring", () => {
  const made = synthesized();

  test("samples the operating system each minute by default", () => {
    Object.values(made.resources(INSTANCE)).forEach((instance) => {
      expect(instance).toMatchObject({ monitoring_interval: 60, monitoring_role_arn: expect.stringMatching(/Database_MonitoringRole/) });
    });
  });

  test("has a role that RDS may assume for this account alone", () => {
    expect(statements(made.resource("aws_iam_role").assume_role_policy)).toEqual([
      expect.objectContaining({
        Principal: { Service: "monitoring.rds.amazonaws.com" },
        Condition: { StringEquals: { "aws:SourceAccount": "111122223333" } },
      }),
    ]);
  });

  test("may write to its one log group", () => {
    const policy = made.resource("aws_iam_role_policy", "Database_MonitoringRole").policy;
    expect(statements(policy)).toEqual([
      expect.objectContaining({
        Resource: [
          "arn:aws:logs:eu-central-1:111122223333:log-group:RDSOSMetrics",
          "arn:aws:logs:eu-central-1:111122223333:log-group:RDSOSMetrics:log-stream:*",
        ],
      }),
    ]);
  });

  // AWS Managed Policy Reference, "AmazonRDSEnhancedMonitoringRole".
  test("may do what Amazon's own policy for it allows", () => {
    const [{ Action }] = statements(made.resource("aws_iam_role_policy", "Database_MonitoringRole").policy) as [{ Action: string[] }];
    expect([...Action].sort()).toEqual([
      ...["logs:CreateLogGroup", "logs:CreateLogStream", "logs:DescribeLogStreams"],
      ...["logs:GetLogEvents", "logs:PutLogEvents", "logs:PutRetentionPolicy"],
    ]);
  });

  test("may write before the instances are created", () => {
    Object.values(made.resources(INSTANCE)).forEach((instance) => {
      expect(instance.depends_on).toContainEqual(expect.stringMatching(/^aws_iam_role_policy\.Database_MonitoringRole_Grants/));
    });
  });

  test("samples as often as the caller says", () => {
    expect(synthesized({ monitoringIntervalSeconds: 5 }).resource(INSTANCE, "Database_Instances_main").monitoring_interval).toBe(5);
  });

  test("has no role where it is off", () => {
    expect(database({ monitoringIntervalSeconds: 0 }).cluster.monitoringRole).toBeUndefined();
    expect(synthesized({ monitoringIntervalSeconds: 0 }).resources("aws_iam_role")).toEqual({});
  });
});
