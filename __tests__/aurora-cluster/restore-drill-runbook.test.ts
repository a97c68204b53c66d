import { AuroraCluster, RestoreDrill } from "../../modules/aurora-cluster";
import { drillInstanceIdentifier, restoreDrillRunbook } from "../../modules/aurora-cluster/restore-drill-runbook";
import { EncryptionKey } from "../../src/core";
import { RunbookStep } from "../../src/internal/automation";
import { network } from "../support/network";
import { Request, evaluate } from "../support/policy-evaluator";
import { statements, synth, testStack } from "../support/synth";
import { DRILL_SETTINGS } from "./fixture";

const KEY_ARN = DRILL_SETTINGS.keyArn;
const { mainSteps } = restoreDrillRunbook({ ...DRILL_SETTINGS, engine: "aurora-mysql" }) as { mainSteps: readonly RunbookStep[] };
const step = (name: string) => mainSteps.find((candidate) => candidate.name === name)!;

describe("the cluster of a restore drill", () => {
  // RDS API Reference, "RestoreDBClusterToPointInTime".
  test("is restored to the latest time of the live one, in its subnets and security group, without deletion protection", () => {
    expect(step("Restore").inputs).toMatchObject({
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
      ServerlessV2ScalingConfiguration: { MaxCapacity: 4 },
    });
  });

  test("may take the hours given to be restored", () => {
    expect(step("AwaitCluster")).toMatchObject({ timeoutSeconds: 4 * 3600, inputs: { PropertySelector: "$.DBClusters[0].Status" } });
  });

  // RDS API Reference, "DBCluster"; RDS Data API Reference, "ExecuteStatement".
  test("is checked by a statement, as the user whose password RDS manages", () => {
    expect(step("FindSecret").outputs).toEqual([{ Name: "Arn", Selector: "$.DBClusters[0].MasterUserSecret.SecretArn", Type: "String" }]);
    expect(step("Check")).toMatchObject({
      action: "aws:assertAwsResourceProperty",
      inputs: {
        Service: "rds-data",
        Api: "ExecuteStatement",
        resourceArn: "arn:aws:rds:eu-central-1:111122223333:cluster:drill",
        secretArn: "{{ FindSecret.Arn }}",
        database: "app",
        PropertySelector: "$.records[0][0].stringValue",
      },
    });
  });

  test("is checked by a statement whose result is what the check wants where it is true alone", () => {
    const { sql, DesiredValues } = step("Check").inputs as { sql: string; DesiredValues: string[] };
    const [, passed, failed] = /^SELECT CASE WHEN \(true\) THEN '(.*)' ELSE '(.*)' END$/.exec(sql)!;
    expect(DesiredValues).toEqual([passed]);
    expect(failed).not.toBe(passed);
  });

  // CloudWatch API Reference, "PutMetricData".
  test.each([
    ["ReportSuccess", 0],
    ["ReportFailure", 1],
    ["ReportLeftover", 1],
  ])("is told of by the metric: %s is %i", (name, Value) => {
    expect(step(name).inputs).toEqual({
      Service: "cloudwatch",
      Api: "PutMetricData",
      Namespace: "Drills",
      MetricData: [{ MetricName: "Failed", Dimensions: [{ Name: "DBClusterIdentifier", Value: "trading" }], Value }],
    });
  });

  // Systems Manager API Reference, "DescribeAutomationExecutions".
  test("is left to another run of the runbook that is in progress", () => {
    expect(step("FindOtherRun")).toMatchObject({
      action: "aws:assertAwsResourceProperty",
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
  });

  // Systems Manager User Guide, "Automation actions reference": Continue goes on with the next step, and isCritical false keeps the run's success.
  test.each(["ReportFailure", "AwaitInstanceSettled", "DeleteInstance", "AwaitClusterSettled"])("is deleted though %s fails", (name) => {
    expect(step(name)).toMatchObject({ onFailure: "Continue", isCritical: false });
    expect(mainSteps.indexOf(step(name))).toBeLessThan(mainSteps.indexOf(step("DeleteCluster")));
  });

  // RDS API Reference, "DeleteDBCluster", "DeleteDBInstance".
  test("is deleted with its instance, without a final snapshot; what is left over is told of", () => {
    expect(step("DeleteInstance").inputs).toEqual({ Service: "rds", Api: "DeleteDBInstance", DBInstanceIdentifier: "drill-check" });
    expect(step("DeleteCluster")).toMatchObject({
      onFailure: "step:ReportLeftover",
      nextStep: "End",
      inputs: { Service: "rds", Api: "DeleteDBCluster", DBClusterIdentifier: "drill", SkipFinalSnapshot: true },
    });
    expect([step("ReportLeftover").isEnd, step("End").isEnd]).toEqual([true, true]);
  });

  // RDS API Reference, "CreateDBInstance".
  test("has one serverless instance, which isn't publicly accessible", () => {
    expect(step("CreateInstance").inputs).toEqual({
      Service: "rds",
      Api: "CreateDBInstance",
      DBInstanceIdentifier: "drill-check",
      DBClusterIdentifier: "drill",
      Engine: "aurora-mysql",
      DBInstanceClass: "db.serverless",
      PubliclyAccessible: false,
    });
  });

  // RDS API Reference, "ModifyDBCluster": without MasterUserSecretKmsKeyId it is aws/secretsmanager, which the runbook's role may not use.
  test("gets a password of its own, encrypted under the key of the live one", () => {
    expect(step("ManagePassword").inputs).toEqual({
      Service: "rds",
      Api: "ModifyDBCluster",
      DBClusterIdentifier: "drill",
      ApplyImmediately: true,
      ManageMasterUserPassword: true,
      MasterUserSecretKmsKeyId: KEY_ARN,
    });
  });

  // RDS API Reference, "MasterUserSecret", "DBCluster".
  test.each([
    ["AwaitPassword", "$.DBClusters[0].MasterUserSecret.SecretStatus", "active"],
    ["AwaitAvailable", "$.DBClusters[0].Status", "available"],
    ["AwaitDataApi", "$.DBClusters[0].HttpEndpointEnabled", "True"],
    ["AwaitInstance", "$.DBInstances[0].DBInstanceStatus", "available"],
  ])("is waited for before it is asked: %s", (name, selector, value) => {
    expect(step(name)).toMatchObject({ action: "aws:waitForAwsResourceProperty", inputs: { PropertySelector: selector } });
    expect((step(name).inputs as { DesiredValues: string[] }).DesiredValues).toContain(value);
    expect(mainSteps.indexOf(step(name))).toBeLessThan(mainSteps.indexOf(step("Check")));
  });

  // Systems Manager User Guide, "Automation actions reference": nextStep is where a step that succeeds goes on.
  test("is deleted after a success, without the report of a failure", () => {
    const [report, deletion] = ["ReportFailure", step("ReportSuccess").nextStep!].map((name) => mainSteps.indexOf(step(name)));
    expect(deletion).toBeGreaterThan(report!);
    expect(deletion).toBeLessThan(mainSteps.indexOf(step("DeleteInstance")));
  });

  // Aurora User Guide, "Viewing DB cluster status": the key of the cluster can't be accessed.
  test("is deleted also where its key can't be accessed", () => {
    const { DesiredValues } = step("AwaitClusterSettled").inputs as { DesiredValues: string[] };
    expect(step("AwaitClusterSettled").inputs).toHaveProperty("PropertySelector", "$.DBClusters[0].Status");
    expect(DesiredValues).toEqual(expect.arrayContaining(["available", "inaccessible-encryption-credentials"]));
  });

  // RDS User Guide, "Viewing Amazon RDS DB instance status": those from which nothing changes by itself.
  test("is deleted also where its instance can't be used", () => {
    const { DesiredValues } = step("AwaitInstanceSettled").inputs as { DesiredValues: string[] };
    const settled = ["available", "failed", "incompatible-parameters", "incompatible-network"];
    expect(DesiredValues).toEqual(expect.arrayContaining(settled));
  });

  // RDS API Reference, "CreateDBInstance": identifiers have 63 characters at most.
  test("and its instance have names that RDS takes, however long the path is", () => {
    const stack = testStack();
    const database = new AuroraCluster(stack, "Database", { network, encryptionKey: new EncryptionKey(stack, "Key") });
    const id = "RestoreDrillOfTheAccountsAndOrdersAndTransactionsOfTheTradingPlatform";
    const { drillClusterIdentifier } = new RestoreDrill(stack, id, { database, network, check: "true" });
    for (const identifier of [drillClusterIdentifier, drillInstanceIdentifier(drillClusterIdentifier)]) {
      expect(identifier).toMatch(/^(?!.*--)[a-z][a-z0-9-]{0,62}(?<!-)$/);
    }
  });
});

describe("the schedule of a restore drill", () => {
  const stack = testStack();
  const database = new AuroraCluster(stack, "Database", { network, encryptionKey: new EncryptionKey(stack, "Key") });
  new RestoreDrill(stack, "Drill", { database, network, check: "true" });
  const json = synth(stack);

  test("is there once both roles have their permissions", () => {
    expect(json.resource("aws_scheduler_schedule").depends_on).toEqual([
      expect.stringMatching(/^aws_iam_role_policy\.Drill_Role_/),
      expect.stringMatching(/^aws_iam_role_policy\.Drill_SchedulerRole_/),
    ]);
  });

  // Aurora User Guide, "Permissions required for Secrets Manager integration", "AWS KMS key management"; Service Authorization Reference, "Amazon RDS".
  test("runs as a role that may have RDS manage a password under the key, and gives the key to no one else", () => {
    const policy = statements(json.resource("aws_iam_role_policy", "Drill_Role").policy);
    const resources = policy.flatMap(({ Resource }) => Resource as string | string[]);
    const find = (pattern: RegExp) => resources.find((resource) => pattern.test(resource))!;
    const secret = "arn:aws:secretsmanager:eu-central-1:111122223333:secret:rds!cluster-1-abc";
    const rds = { "kms:ViaService": "rds.eu-central-1.amazonaws.com" };
    const grant = (context: Request["context"]): Request => ({ action: "kms:CreateGrant", resource: find(/aws_kms_key\.Key_/), context });
    expect(evaluate(policy, { action: "secretsmanager:CreateSecret", resource: secret })).toBe("allow");
    expect(evaluate(policy, { action: "secretsmanager:TagResource", resource: secret })).toBe("allow");
    expect(evaluate(policy, { action: "rds:RestoreDBClusterToPointInTime", resource: find(/:cluster-pg:/) })).toBe("allow");
    expect(evaluate(policy, grant({ ...rds, "kms:GrantIsForAWSResource": "true" }))).toBe("allow");
    expect(evaluate(policy, grant(rds))).toBe("none");
  });

  // Service Authorization Reference, "Amazon RDS": the option group and the parameter group are resources of these actions.
  test.each<[string, Request["action"], string]>([
    ["option", "rds:RestoreDBClusterToPointInTime", "og:live"],
    ["option", "rds:CreateDBInstance", "og:live"],
    ["parameter", "rds:CreateDBInstance", "pg:live"],
  ])("runs as a role that uses no other %s group than the default: %s", (_, action, group) => {
    const policy = statements(json.resource("aws_iam_role_policy", "Drill_Role").policy);
    const arn = (name: string) => `arn:aws:rds:eu-central-1:111122223333:${name}`;
    expect(evaluate(policy, { action, resource: arn(group) })).toBe("none");
    expect(evaluate(policy, { action, resource: arn(group.replace("live", "default:aurora")) })).toBe("allow");
  });
});
