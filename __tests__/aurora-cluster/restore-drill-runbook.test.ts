import { AuroraCluster, RestoreDrill } from "../../modules/aurora-cluster";
import { drillInstanceIdentifier, restoreDrillRunbook } from "../../modules/aurora-cluster/restore-drill-runbook";
import { EncryptionKey } from "../../src/core";
import { RunbookStep } from "../../src/internal/automation";
import { network } from "../support/network";
import { Request, evaluate } from "../support/policy-evaluator";
import { statements, synth, testStack } from "../support/synth";

const KEY_ARN = "arn:aws:kms:eu-central-1:111122223333:key/1";
const { mainSteps } = restoreDrillRunbook({
  sourceIdentifier: "trading",
  drillIdentifier: "drill",
  runbookPrefix: "trading-drill-",
  drillClusterArn: "arn:aws:rds:eu-central-1:111122223333:cluster:drill",
  engine: "aurora-mysql",
  restoreType: "full-copy",
  databaseSubnetGroupName: "subnets",
  securityGroupId: "sg-1",
  clusterParameterGroupName: "parameters",
  keyArn: KEY_ARN,
  maxCapacityAcu: 4,
  restoreHours: 4,
  databaseName: "app",
  check: "true",
  metric: { namespace: "Drills", metricName: "Failed", dimensions: { DBClusterIdentifier: "trading" } },
}) as { mainSteps: readonly RunbookStep[] };
const step = (name: string) => mainSteps.find((candidate) => candidate.name === name)!;

describe("the cluster of a restore drill", () => {
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
    expect(DesiredValues).toEqual(expect.arrayContaining(["available", "inaccessible-encryption-credentials"]));
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
