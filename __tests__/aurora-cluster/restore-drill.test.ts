import { Token } from "cdktf";
import { AuroraCluster, RestoreDrill, RestoreDrillProps } from "../../modules/aurora-cluster";
import { HOURS_BESIDE_RESTORE, restoreDrillRunbook } from "../../modules/aurora-cluster/restore-drill-runbook";
import { AlarmTopic, EncryptionKey } from "../../src/core";
import { RunbookStep } from "../../src/internal/automation";
import { network } from "../support/network";
import { Request, evaluate } from "../support/policy-evaluator";
import { SynthesizedStack, messageOf, statements, synth, testStack } from "../support/synth";
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

/** What a drill reads of a cluster: one that is made elsewhere will do. */
const LIVE = {
  engine: "aurora-postgresql" as const,
  engineVersion: "16.8",
  clusterIdentifier: "trading",
  clusterArn: "arn:aws:rds:eu-central-1:111122223333:cluster:trading",
  port: 5432,
  databaseName: "app",
  encryptionKey: { keyArn: DRILL_SETTINGS.keyArn } as EncryptionKey,
  clusterParameterGroup: { name: "parameters" },
};

const UNKNOWN =
  'must be known at synthesis; received "a value that only Terraform knows". Write the value itself: it decides what is created.';
const SETTINGS = { ...DRILL_SETTINGS, check: CHECK };

describe("the runbook of a restore drill", () => {
  const { mainSteps } = restoreDrillRunbook(SETTINGS) as { mainSteps: readonly RunbookStep[] };
  const step = (name: string) => mainSteps.find((candidate) => candidate.name === name)!;
  const names = mainSteps.map(({ name }) => name);

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

  // The same page: timeoutSeconds of each step. EventBridge Scheduler starts it within an hour (maximumEventAgeInSeconds), and steps without a limit last for seconds.
  test("takes no longer than is taken for granted", () => {
    const limits = mainSteps.reduce((sum, { timeoutSeconds = 0 }) => sum + timeoutSeconds, 0);
    expect(limits / 3600 + 1).toBe(SETTINGS.restoreHours + HOURS_BESIDE_RESTORE);
  });
});

describe("a restore drill", () => {
  const { stack, drill } = drilled();
  const json = synth(stack);

  // EventBridge Scheduler User Guide, "Using universal targets", "Cron-based schedules".
  test("is started by EventBridge Scheduler, on Tuesdays and Fridays", () => {
    expect(json.resource("aws_scheduler_schedule")).toEqual({
      name: "trading-test-RestoreDrill",
      description: expect.stringMatching(
        /^Restores \$\{aws_rds_cluster\.Database_\w+\.cluster_identifier\}, checks it and deletes it again$/,
      ),
      schedule_expression: "cron(0 3 ? * TUE,FRI *)",
      schedule_expression_timezone: "UTC",
      flexible_time_window: { mode: "OFF" },
      target: {
        arn: "arn:aws:scheduler:::aws-sdk:ssm:startAutomationExecution",
        role_arn: expect.stringMatching(/^\$\{aws_iam_role\.RestoreDrill_SchedulerRole_\w+\.arn\}$/),
        input: expect.any(String),
        // EventBridge Scheduler API Reference, "RetryPolicy": otherwise it would be retried for a day, into the next drill.
        retry_policy: { maximum_event_age_in_seconds: 3600, maximum_retry_attempts: 3 },
      },
      depends_on: expect.any(Array),
    });
  });

  // Systems Manager API Reference, "StartAutomationExecution": each parameter is a list.
  test("gives the runbook its role", () => {
    expect((json.resource("aws_scheduler_schedule").target as { input: string }).input).toMatch(
      /^\{"DocumentName":"\$\{aws_ssm_document\.RestoreDrill_Document_\w+\.name\}","Parameters":\{"AutomationAssumeRole":\["\$\{aws_iam_role\.RestoreDrill_Role_\w+\.arn\}"\]\}\}$/,
    );
  });

  /** The steps of its runbook. */
  const stepsOf = (made: SynthesizedStack) =>
    JSON.parse(Object.values(made.json.locals).find((local) => String(local).includes("FindOtherRun")) as string)
      .mainSteps as RunbookStep[];
  const inputsOf = (made: SynthesizedStack, name: string) => stepsOf(made).find((step) => step.name === name)!.inputs;

  test("reads the whole backup within four hours into an instance of up to four ACUs, and asks the first database", () => {
    expect(inputsOf(json, "Restore")).toMatchObject({ RestoreType: "full-copy", ServerlessV2ScalingConfiguration: { MaxCapacity: 4 } });
    expect(stepsOf(json).find(({ name }) => name === "AwaitCluster")!.timeoutSeconds).toBe(4 * 3600);
    expect(inputsOf(json, "Check")).toMatchObject({ database: "app" });
  });

  test("takes every choice of the caller", () => {
    const choices = { restoreType: "copy-on-write", restoreHours: 2, maxCapacityAcu: 16.5, databaseName: "orders" } as const;
    const other = synth(drilled(choices).stack);
    expect(inputsOf(other, "Restore")).toMatchObject({
      RestoreType: "copy-on-write",
      ServerlessV2ScalingConfiguration: { MaxCapacity: 16.5 },
    });
    expect(stepsOf(other).find(({ name }) => name === "AwaitCluster")!.timeoutSeconds).toBe(2 * 3600);
    expect(inputsOf(other, "Check")).toMatchObject({ database: "orders" });
  });

  test("finds other runs by the name of its runbooks", () => {
    expect(inputsOf(json, "FindOtherRun")).toMatchObject({
      Filters: [{ Key: "DocumentNamePrefix", Values: ["trading-test-RestoreDrill-"] }, expect.anything()],
    });
    expect(drill.document.nameInput).toMatch(/^trading-test-RestoreDrill-/);
  });

  test.each([
    ["daily", { recurrence: "0 3 * * *" }],
    ["daily, by as long a restore as fits in", { recurrence: "0 3 * * *", restoreHours: 17 }],
    ["on a range of days", { recurrence: "0 3 * * MON-TUE" }],
    ["with the least capacity", { maxCapacityAcu: 1 }],
    ["with the most capacity", { maxCapacityAcu: 256 }],
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
      dimensions: { DBClusterIdentifier: expect.stringMatching(/^\$\{aws_rds_cluster\.Database_\w+\.cluster_identifier\}$/) },
      alarm_description:
        "The restore drill has failed. Look at the executions of the runbook in Systems Manager, and that the cluster trading-test-restore-drill is deleted.",
      comparison_operator: "GreaterThanOrEqualToThreshold",
      statistic: "Maximum",
      period: 3600,
      evaluation_periods: 1,
      threshold: 1,
      treat_missing_data: "ignore",
    });
  });

  // CloudWatch API Reference, "PutMetricAlarm": periods of an hour or longer are looked at for a week at most.
  test("is in ALARM where none has succeeded for a week", () => {
    expect(json.resource("aws_cloudwatch_metric_alarm", "RestoreDrill_Alarms_overdue")).toMatchObject({
      alarm_description:
        "No restore drill has succeeded for a week: nobody knows whether the backup can be restored. Look at the schedule in EventBridge Scheduler.",
      comparison_operator: "GreaterThanOrEqualToThreshold",
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
      { databaseName: undefined },
      "databaseName: must be given: restored data decides what databases there are; received nothing. Give databaseName.",
    ],
    ...[256.5, 0.5, 1.3].map((maxCapacityAcu): [string, object, object, string] => [
      `a capacity of ${maxCapacityAcu}`,
      { maxCapacityAcu },
      {},
      `maxCapacityAcu: must be 1 to 256 ACUs in steps of 0.5; received ${maxCapacityAcu}. Write 4.`,
    ]),
    ...["  ", "{{ global:DATE }}"].map((check): [string, object, object, string] => [
      `a check of ${JSON.stringify(check)}`,
      { check },
      {},
      `check: must be one condition in SQL, without a semicolon and {{; received ${JSON.stringify(check)}. Write it as "(SELECT count(*) FROM orders) > 1000".`,
    ]),
    [
      "a drill in some months",
      { recurrence: "0 3 * 1-6 *" },
      {},
      'recurrence: must run on two days of the week or more: what hasn\'t succeeded for a week is in ALARM; received "0 3 * 1-6 *". Write it as "0 3 * * TUE,FRI".',
    ],
    [
      "a daily drill that may take an hour too long",
      { recurrence: "0 3 * * *", restoreHours: 18 },
      {},
      'recurrence: must leave 25 hours between two drills, as long as one may take: restoreHours, and 7 hours for all else; received "0 3 * * *". Run it less often, or lower restoreHours.',
    ],
    [
      "a restore of another kind",
      { restoreType: "clone" },
      {},
      'restoreType: must be one of full-copy, copy-on-write; received "clone". Use one of these.',
    ],
    ["no hour", { restoreHours: 0 }, {}, "restoreHours: must be a whole number from 1 to 24 hours; received 0. Give a value from 1 to 24."],
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
    const make = () =>
      new RestoreDrill(testStack(), "RestoreDrill", { database: { ...LIVE, ...cluster }, network, check: CHECK, ...props });
    expect(messageOf(make)).toBe(`trading-test/RestoreDrill: invalid input\n  - ${problem}`);
  });
});

test("a restore drill is refused props of other types", () => {
  const props = {
    database: "orders",
    network: undefined,
    check: undefined,
    databaseName: 7,
    recurrence: 7,
    timeZone: 7,
    restoreHours: "4",
    maxCapacityAcu: "4",
  };
  expect(messageOf(() => new RestoreDrill(testStack(), "RestoreDrill", props as never))).toBe(
    [
      "trading-test/RestoreDrill: 8 invalid inputs",
      'database: must be an AuroraCluster; received "orders". Give an AuroraCluster.',
      "network: must be a Network; received nothing. Give a Network.",
      "check: must be a string; received nothing. It is required.",
      "databaseName: must be a string; received 7. Put it in quotes.",
      "recurrence: must be a string; received 7. Put it in quotes.",
      "timeZone: must be a string; received 7. Put it in quotes.",
      'restoreHours: must be a number; received "4". Write it without quotes.',
      'maxCapacityAcu: must be a number; received "4". Write it without quotes.',
    ].join("\n  - "),
  );
});

const READ = ["engine", "clusterArn", "clusterParameterGroup", "encryptionKey"] as const;

// What is given may be a class of the user's own: it has to have every member that is read of it.
test.each(READ)("a cluster without %s is none that a drill restores", (member) => {
  const database = Object.fromEntries(READ.filter((name) => name !== member).map((name) => [name, LIVE[name]]));
  expect(messageOf(() => new RestoreDrill(testStack(), "RestoreDrill", { database: database as never, network, check: CHECK }))).toBe(
    `trading-test/RestoreDrill: invalid input\n  - database: must be an AuroraCluster; received ${JSON.stringify(database)}. Give an AuroraCluster.`,
  );
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
