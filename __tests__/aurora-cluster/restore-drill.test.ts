import { Token } from "cdktf";
import { AuroraCluster, RestoreDrill, RestoreDrillProps } from "../../modules/aurora-cluster";
import { HOURS_BESIDE_RESTORE, restoreDrillRunbook } from "../../modules/aurora-cluster/restore-drill-runbook";
import { AlarmTopic, EncryptionKey } from "../../src/core";
import { RunbookStep } from "../../src/internal/automation";
import { network } from "../support/network";
import { Request, evaluate } from "../support/policy-evaluator";
import { messageOf, statements, synth, testStack } from "../support/synth";
import { DRILL_SETTINGS } from "./fixture";

const CHECK = "(SELECT count(*) FROM orders) > 1000";

function drilled(props: Partial<RestoreDrillProps> = {}, cluster: object = {}) {
  const stack = testStack();
  const encryptionKey = new EncryptionKey(stack, "Key");
  const database = new AuroraCluster(stack, "Database", { network, encryptionKey, ...cluster });
  const drill = new RestoreDrill(stack, "RestoreDrill", { database, network, check: CHECK, ...props });
  drill.addAlarms(new AlarmTopic(stack, "Alarms", { encryptionKey }));
  return { stack, drill };
}

const UNKNOWN =
  'must be known at synthesis; received "a value that only Terraform knows". Write the value itself: it decides what is created.';
const SETTINGS = { ...DRILL_SETTINGS, check: CHECK };

describe("the runbook of a restore drill", () => {
  const { mainSteps } = restoreDrillRunbook(SETTINGS) as { mainSteps: readonly RunbookStep[] };
  const step = (name: string) => mainSteps.find((candidate) => candidate.name === name)!;
  const names = mainSteps.map(({ name }) => name);

  // RDS API Reference, "RestoreDBClusterToPointInTime".
  test("restores the latest restorable time beside the live cluster, in a security group of its own", () => {
    expect(step("Restore").inputs).toEqual({
      Service: "rds",
      Api: "RestoreDBClusterToPointInTime",
      DBClusterIdentifier: "drill",
      SourceDBClusterIdentifier: "trading",
      RestoreType: "full-copy",
      UseLatestRestorableTime: true,
      DBSubnetGroupName: "subnets",
      VpcSecurityGroupIds: ["sg-1"],
      DBClusterParameterGroupName: "parameters",
      DeletionProtection: false,
      ServerlessV2ScalingConfiguration: { MinCapacity: 0.5, MaxCapacity: 4 },
    });
  });

  // RDS API Reference: the operations and their parameters; Systems Manager User Guide, "Automation actions reference": what a property is waited for by.
  test.each<[string, object]>([
    [
      "AwaitCluster",
      { Api: "DescribeDBClusters", DBClusterIdentifier: "drill", PropertySelector: "$.DBClusters[0].Status", DesiredValues: ["available"] },
    ],
    [
      "AwaitPassword",
      {
        Api: "DescribeDBClusters",
        DBClusterIdentifier: "drill",
        PropertySelector: "$.DBClusters[0].MasterUserSecret.SecretStatus",
        DesiredValues: ["active"],
      },
    ],
    [
      "AwaitAvailable",
      { Api: "DescribeDBClusters", DBClusterIdentifier: "drill", PropertySelector: "$.DBClusters[0].Status", DesiredValues: ["available"] },
    ],
    ["EnableDataApi", { Api: "EnableHttpEndpoint", ResourceArn: SETTINGS.drillClusterArn }],
    [
      "AwaitDataApi",
      {
        Api: "DescribeDBClusters",
        DBClusterIdentifier: "drill",
        PropertySelector: "$.DBClusters[0].HttpEndpointEnabled",
        DesiredValues: expect.arrayContaining(["true"]),
      },
    ],
    ["FindSecret", { Api: "DescribeDBClusters", DBClusterIdentifier: "drill" }],
    [
      "AwaitInstance",
      {
        Api: "DescribeDBInstances",
        DBInstanceIdentifier: expect.stringMatching(/^drill-/),
        PropertySelector: "$.DBInstances[0].DBInstanceStatus",
        DesiredValues: ["available"],
      },
    ],
    [
      "ManagePassword",
      {
        Api: "ModifyDBCluster",
        DBClusterIdentifier: "drill",
        ApplyImmediately: true,
        ManageMasterUserPassword: true,
        MasterUserSecretKmsKeyId: SETTINGS.keyArn,
      },
    ],
  ])("works on the drill's cluster alone: %s", (name, inputs) => {
    expect(step(name).inputs).toEqual({ Service: "rds", ...inputs });
  });

  test("asks one question, whose answer must be yes", () => {
    expect(step("Check")).toMatchObject({
      action: "aws:assertAwsResourceProperty",
      inputs: {
        Service: "rds-data",
        Api: "ExecuteStatement",
        sql: `SELECT CASE WHEN (${CHECK}) THEN 'passed' ELSE 'failed' END`,
        PropertySelector: "$.records[0][0].stringValue",
        DesiredValues: ["passed"],
      },
    });
  });

  // Systems Manager User Guide, "Automation actions reference": onFailure is Abort by default.
  test("goes on to delete, whichever step fails before", () => {
    const before = names.slice(names.indexOf("AwaitCluster"), names.indexOf("ReportFailure"));
    expect(before.filter((name) => step(name).onFailure !== "step:ReportFailure")).toEqual([]);
    const after = names.slice(names.indexOf("ReportFailure"), names.indexOf("DeleteCluster"));
    expect(after.filter((name) => step(name).onFailure !== "Continue")).toEqual([]);
  });

  // The same page: critical by default, unless it continues.
  test("fails as a whole where one of these fails", () => {
    const before = names.slice(names.indexOf("Restore"), names.indexOf("FindOtherRun"));
    expect(before.filter((name) => step(name).isCritical === false)).toEqual([]);
  });

  // Systems Manager API Reference, "DescribeAutomationExecutions", "AutomationExecutionFilter"; "aws:assertAwsResourceProperty" of the user guide.
  test("that can't restore because another run is going on ends, without a report and a deletion", () => {
    expect(step("Restore").onFailure).toBe("step:FindOtherRun");
    expect(step("FindOtherRun")).toEqual({
      name: "FindOtherRun",
      action: "aws:assertAwsResourceProperty",
      onFailure: "step:ReportFailure",
      isCritical: false,
      nextStep: "End",
      inputs: {
        Service: "ssm",
        Api: "DescribeAutomationExecutions",
        Filters: [
          { Key: "DocumentNamePrefix", Values: ["trading-drill-"] },
          { Key: "ExecutionStatus", Values: ["InProgress"] },
        ],
        PropertySelector: "$.AutomationExecutionMetadataList[1].AutomationExecutionStatus",
        DesiredValues: ["InProgress"],
      },
    });
    expect(names.at(-1)).toBe("End");
  });

  // The same page: timeoutSeconds of each step. EventBridge Scheduler starts it within an hour (maximumEventAgeInSeconds), and steps without a limit last for seconds.
  test("takes no longer than is taken for granted", () => {
    const limits = mainSteps.reduce((sum, { timeoutSeconds = 0 }) => sum + timeoutSeconds, 0);
    expect(limits / 3600 + 1).toBe(SETTINGS.restoreHours + HOURS_BESIDE_RESTORE);
  });

  // RDS API Reference, "DeleteDBInstance", "DeleteDBCluster".
  test("deletes the drill's instance and cluster alone, without a final snapshot", () => {
    expect(step("DeleteInstance").inputs).toEqual({ Service: "rds", Api: "DeleteDBInstance", DBInstanceIdentifier: "drill-check" });
    expect(step("DeleteCluster").inputs).toEqual({
      Service: "rds",
      Api: "DeleteDBCluster",
      DBClusterIdentifier: "drill",
      SkipFinalSnapshot: true,
    });
  });

  // The same page: isEnd ends the run whether the step fails or not.
  test("says what it couldn't delete", () => {
    expect(step("DeleteCluster")).toMatchObject({ onFailure: "step:ReportLeftover", nextStep: "End" });
    expect(step("DeleteCluster").isEnd).toBeUndefined();
  });

  // CloudWatch API Reference, "PutMetricData".
  test.each([
    ["ReportSuccess", 0],
    ["ReportFailure", 1],
    ["ReportLeftover", 1],
  ])("has %s put %i", (name, value) => {
    expect(step(name).inputs).toEqual({
      Service: "cloudwatch",
      Api: "PutMetricData",
      Namespace: "Drills",
      MetricData: [{ MetricName: "Failed", Dimensions: [{ Name: "DBClusterIdentifier", Value: "trading" }], Value: value }],
    });
  });

  test("gives the restore the hours that it may take", () => {
    expect(step("AwaitCluster").timeoutSeconds).toBe(4 * 3600);
  });
});

describe("a restore drill", () => {
  const { stack, drill } = drilled();
  const json = synth(stack);

  // EventBridge Scheduler User Guide, "Using universal targets", "Cron-based schedules".
  test("is started by EventBridge Scheduler, on Tuesdays and Fridays", () => {
    expect(json.resource("aws_scheduler_schedule")).toMatchObject({
      schedule_expression: "cron(0 3 ? * TUE,FRI *)",
      schedule_expression_timezone: "UTC",
      flexible_time_window: { mode: "OFF" },
      target: { arn: "arn:aws:scheduler:::aws-sdk:ssm:startAutomationExecution" },
    });
  });

  // Systems Manager API Reference, "StartAutomationExecution": each parameter is a list.
  test("gives the runbook its role", () => {
    expect((json.resource("aws_scheduler_schedule").target as { input: string }).input).toMatch(
      /^\{"DocumentName":"\$\{aws_ssm_document\.RestoreDrill_Document_\w+\.name\}","Parameters":\{"AutomationAssumeRole":\["\$\{aws_iam_role\.RestoreDrill_Role_\w+\.arn\}"\]\}\}$/,
    );
  });

  test("finds other runs by the name of its runbooks", () => {
    const runbook = Object.values(json.json.locals).find((local) => String(local).includes("FindOtherRun")) as string;
    expect(runbook).toContain('"DocumentNamePrefix","Values":["trading-test-RestoreDrill-"]');
    expect(drill.document.nameInput).toMatch(/^trading-test-RestoreDrill-/);
  });

  test.each([
    ["daily", { recurrence: "0 3 * * *" }],
    ["on two days, by a restore of a day", { restoreHours: 24 }],
  ])("may run %s", (_, props) => {
    expect(() => drilled(props)).not.toThrow();
  });

  test("runs when it is told to", () => {
    const other = synth(drilled({ recurrence: "30 22 * * MON-FRI", timeZone: "Europe/Berlin" }).stack).resource("aws_scheduler_schedule");
    expect(other).toMatchObject({ schedule_expression: "cron(30 22 ? * MON-FRI *)", schedule_expression_timezone: "Europe/Berlin" });
  });

  // RDS: identifiers have 63 characters at most.
  test("has a cluster and an instance of its own, by its path", () => {
    expect(drill.drillClusterIdentifier).toBe("trading-test-restore-drill");
  });

  test("has a security group without a rule", () => {
    expect(json.resource("aws_security_group", "RestoreDrill_SecurityGroup")).toBeDefined();
    expect(Object.keys(json.resources("aws_vpc_security_group_ingress_rule")).filter((id) => id.startsWith("RestoreDrill"))).toEqual([]);
  });

  test("is in ALARM once it fails, until the next one succeeds", () => {
    expect(json.resource("aws_cloudwatch_metric_alarm", "RestoreDrill_Alarms_failed")).toMatchObject({
      namespace: "TradingPlatform/RestoreDrill",
      metric_name: "Failed",
      statistic: "Maximum",
      threshold: 1,
      treat_missing_data: "ignore",
    });
  });

  // CloudWatch API Reference, "PutMetricAlarm": periods of an hour or longer are looked at for a week at most.
  test("is in ALARM where none has succeeded for a week", () => {
    expect(json.resource("aws_cloudwatch_metric_alarm", "RestoreDrill_Alarms_overdue")).toMatchObject({
      statistic: "Minimum",
      period: 86_400,
      evaluation_periods: 7,
      datapoints_to_alarm: 7,
      threshold: 1,
      treat_missing_data: "breaching",
    });
  });

  test.each<[string, object, object, string]>([
    [
      "a check of two statements",
      { check: "true; DROP TABLE orders" },
      {},
      'check: must be one condition in SQL, without a semicolon and {{; received "true; DROP TABLE orders". Write it as "(SELECT count(*) FROM orders) > 1000".',
    ],
    [
      "a drill once a week",
      { recurrence: "0 3 * * SUN" },
      {},
      'recurrence: must run on two days of the week or more: what hasn\'t succeeded for a week is in ALARM; received "0 3 * * SUN". Write it as "0 3 * * TUE,FRI".',
    ],
    [
      "a drill twice a month",
      { recurrence: "0 3 1,15 * *" },
      {},
      'recurrence: must run on two days of the week or more: what hasn\'t succeeded for a week is in ALARM; received "0 3 1,15 * *". Write it as "0 3 * * TUE,FRI".',
    ],
    [
      "a drill each hour",
      { recurrence: "0 * * * *" },
      {},
      'recurrence: must leave 11 hours between two drills, as long as one may take: restoreHours, and 7 hours for all else; received "0 * * * *". Run it less often, or lower restoreHours.',
    ],
    [
      "a daily drill that may take longer",
      { recurrence: "0 3 * * *", restoreHours: 24 },
      {},
      'recurrence: must leave 31 hours between two drills, as long as one may take: restoreHours, and 7 hours for all else; received "0 3 * * *". Run it less often, or lower restoreHours.',
    ],
    [
      "a version without the Data API",
      {},
      { engineVersion: "17.2" },
      'database: must have an engine version with the Data API, 17.4 or newer; received "17.2". Upgrade the cluster first.',
    ],
    [
      "restored data",
      {},
      { restoreFrom: { snapshotIdentifier: "s" } },
      "databaseName: must be given: restored data decides what databases there are; received nothing. Give databaseName.",
    ],
    ["too much capacity", { maxCapacityAcu: 300 }, {}, "maxCapacityAcu: must be 1 to 256 ACUs in steps of 0.5; received 300. Write 4."],
    [
      "a schedule of six fields",
      { recurrence: "0 3 ? * TUE *" },
      {},
      'recurrence: must be the five fields of a cron expression, each in its range; received "0 3 ? * TUE *". Write it as "0 3 * * TUE", without the year.',
    ],
    [
      "a time zone of its abbreviation",
      { timeZone: "CET1" },
      {},
      'timeZone: must be the canonical name of an IANA time zone; received "CET1". Write it as "Europe/Berlin".',
    ],
    ...["check", "recurrence"].map((prop): [string, object, object, string] => [
      `a ${prop} that only Terraform knows`,
      { [prop]: Token.asString("${var.later}") },
      {},
      `${prop}: ${UNKNOWN}`,
    ]),
    ...["restoreHours", "maxCapacityAcu"].map((prop): [string, object, object, string] => [
      `${prop} that only Terraform knows`,
      { [prop]: Token.asNumber("${var.later}") },
      {},
      `${prop}: ${UNKNOWN}`,
    ]),
    [
      "too many hours",
      { restoreHours: 25 },
      {},
      "restoreHours: must be a whole number from 1 to 24 hours; received 25. Give a value from 1 to 24.",
    ],
  ])("is refused for %s", (_, props, cluster, problem) => {
    expect(messageOf(() => drilled(props, cluster))).toBe(`trading-test/RestoreDrill: invalid input\n  - ${problem}`);
  });
});

// EventBridge Scheduler API Reference, "CreateSchedule": names are unique within a group.
test("two restore drills whose schedules have one name are refused", () => {
  const { stack, drill } = drilled();
  const database = stack.node.findChild("Database") as AuroraCluster;
  for (const id of ["Weekly Drill", "Weekly-Drill"]) new RestoreDrill(stack, id, { database, network, check: CHECK });
  expect(drill.resource.nameInput).toBe("trading-test-RestoreDrill");
  expect(messageOf(() => synth(stack))).toBe(
    "trading-test/Weekly-Drill: invalid input\n  - name: must be another name than that of trading-test/Weekly Drill: no two schedules of an account and region have one; " +
      'received "trading-test-Weekly-Drill". Give one of them another id.',
  );
});

describe("the roles of a restore drill", () => {
  const json = synth(drilled().stack);
  const policy = statements(json.resource("aws_iam_role_policy", "RestoreDrill_Role").policy);
  const text = JSON.stringify(policy);
  const live = /\$\{aws_rds_cluster\.[^}]*\.arn\}/.exec(text)![0];
  const key = /\$\{aws_kms_key\.[^}]*\.arn\}/.exec(text)![0];
  const arn = (resource: string) => `arn:aws:rds:eu-central-1:111122223333:${resource}`;
  const [drill, instance] = [arn("cluster:trading-test-restore-drill"), arn("db:trading-test-restore-drill-check")];
  const secret = "arn:aws:secretsmanager:eu-central-1:111122223333:secret:rds!cluster-1-abc";
  const owner = "secretsmanager:ResourceTag/aws:rds:primaryDBClusterArn";

  // Service Authorization Reference, "Amazon RDS".
  test.each<[string, Request]>([
    ["restore from the live cluster", { action: "rds:RestoreDBClusterToPointInTime", resource: live }],
    ["restore into the drill's", { action: "rds:RestoreDBClusterToPointInTime", resource: drill }],
    ["create its instance", { action: "rds:CreateDBInstance", resource: instance }],
    ["delete its instance", { action: "rds:DeleteDBInstance", resource: instance }],
    ["modify the drill's cluster", { action: "rds:ModifyDBCluster", resource: drill }],
    ["delete it", { action: "rds:DeleteDBCluster", resource: drill }],
    ["look for another run", { action: "ssm:DescribeAutomationExecutions", resource: "*" }],
    ["ask it something", { action: "rds-data:ExecuteStatement", resource: drill }],
    ["read its secret", { action: "secretsmanager:GetSecretValue", resource: secret, context: { [owner]: drill } }],
    [
      "say how it ended",
      { action: "cloudwatch:PutMetricData", resource: "*", context: { "cloudwatch:namespace": "TradingPlatform/RestoreDrill" } },
    ],
  ])("let the runbook %s", (_, request) => {
    expect(evaluate(policy, request)).toBe("allow");
  });

  test.each<[string, Request]>([
    ["delete the live cluster", { action: "rds:DeleteDBCluster", resource: live }],
    ["modify the live cluster", { action: "rds:ModifyDBCluster", resource: live }],
    ["ask the live cluster something", { action: "rds-data:ExecuteStatement", resource: live }],
    ["read the live cluster's secret", { action: "secretsmanager:GetSecretValue", resource: secret, context: { [owner]: live } }],
    ["delete another instance", { action: "rds:DeleteDBInstance", resource: arn("db:trading-writer") }],
    ["decrypt by itself", { action: "kms:Decrypt", resource: key }],
    ["put other metrics", { action: "cloudwatch:PutMetricData", resource: "*", context: { "cloudwatch:namespace": "AWS/RDS" } }],
  ])("don't let the runbook %s", (_, request) => {
    expect(evaluate(policy, request)).toBe("none");
  });

  test("let the schedule start this runbook alone, and pass its role to Systems Manager", () => {
    const scheduler = statements(json.resource("aws_iam_role_policy", "RestoreDrill_SchedulerRole").policy);
    expect(JSON.stringify(scheduler)).toMatch(/automation-definition\/\$\{aws_ssm_document\.RestoreDrill_Document_\w+\.name\}:\*/);
    const role = /\$\{aws_iam_role\.RestoreDrill_Role_[^}]*\.arn\}/.exec(JSON.stringify(scheduler))![0];
    const pass = (service: string) => ({ action: "iam:PassRole", resource: role, context: { "iam:PassedToService": service } });
    expect(evaluate(scheduler, pass("ssm.amazonaws.com"))).toBe("allow");
    expect(evaluate(scheduler, pass("ec2.amazonaws.com"))).toBe("none");
  });

  // EventBridge Scheduler User Guide, "Confused deputy prevention": the ARN is the schedule group's, never a schedule's.
  test("are assumed for schedules of the account's schedule group alone", () => {
    expect(statements(json.resource("aws_iam_role", "RestoreDrill_SchedulerRole").assume_role_policy)).toEqual([
      expect.objectContaining({
        Principal: { Service: "scheduler.amazonaws.com" },
        Condition: {
          StringEquals: {
            "aws:SourceAccount": "111122223333",
            "aws:SourceArn": "arn:aws:scheduler:eu-central-1:111122223333:schedule-group/default",
          },
        },
      }),
    ]);
  });
});
