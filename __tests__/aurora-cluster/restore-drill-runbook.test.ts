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

/** What a step gives an operation of RDS: its parameters (RDS API Reference). */
const rds = (Api: string, parameters: object) => ({ Service: "rds", Api, ...parameters });
const CLUSTER = { DBClusterIdentifier: "drill" };
const INSTANCE = { DBInstanceIdentifier: "drill-check" };
/** What is waited for: a property of what RDS answers (RDS API Reference, "DBCluster", "DBInstance"). */
const clusterHas = (member: string, ...DesiredValues: string[]) =>
  rds("DescribeDBClusters", { ...CLUSTER, PropertySelector: `$.DBClusters[0].${member}`, DesiredValues });
const instanceIs = (...DesiredValues: string[]) =>
  rds("DescribeDBInstances", { ...INSTANCE, PropertySelector: "$.DBInstances[0].DBInstanceStatus", DesiredValues });
/** What the metric is given (CloudWatch API Reference, "PutMetricData"). */
const failed = (Value: number) => ({
  Service: "cloudwatch",
  Api: "PutMetricData",
  Namespace: "Drills",
  MetricData: [{ MetricName: "Failed", Dimensions: [{ Name: "DBClusterIdentifier", Value: "trading" }], Value }],
});

const [CALL, WAIT, ASSERT, SLEEP] = ["aws:executeAwsApi", "aws:waitForAwsResourceProperty", "aws:assertAwsResourceProperty", "aws:sleep"];
/** Systems Manager User Guide, "Automation actions reference": where a step goes on that fails. The default, Abort, would leave the cluster behind. */
const CLEAN_UP = { onFailure: "step:ReportFailure" };
/** The same page: goes on with the next step, and keeps the run's success. */
const GO_ON = { onFailure: "Continue", isCritical: false };

/** Every step, in the order in which they follow one another. */
const STEPS: readonly RunbookStep[] = [
  // Permissions of a new role take a while to be seen.
  { name: "AwaitPermissions", action: SLEEP!, inputs: { Duration: "PT20S" } },
  {
    name: "Restore",
    action: CALL!,
    // There is one cluster of that name: another run may have it.
    onFailure: "step:FindOtherRun",
    inputs: rds("RestoreDBClusterToPointInTime", {
      ...CLUSTER,
      SourceDBClusterIdentifier: "trading",
      RestoreType: "full-copy",
      UseLatestRestorableTime: true,
      DBSubnetGroupName: "subnets",
      VpcSecurityGroupIds: ["sg-1"],
      DBClusterParameterGroupName: "parameters",
      DeletionProtection: false,
      ServerlessV2ScalingConfiguration: { MinCapacity: 0.5, MaxCapacity: 4 },
    }),
  },
  // The hours that the restore may take.
  { name: "AwaitCluster", action: WAIT!, timeoutSeconds: 4 * 3600, ...CLEAN_UP, inputs: clusterHas("Status", "available") },
  {
    name: "CreateInstance",
    action: CALL!,
    ...CLEAN_UP,
    inputs: rds("CreateDBInstance", {
      ...INSTANCE,
      ...CLUSTER,
      Engine: "aurora-mysql",
      DBInstanceClass: "db.serverless",
      PubliclyAccessible: false,
    }),
  },
  { name: "AwaitInstance", action: WAIT!, timeoutSeconds: 3600, ...CLEAN_UP, inputs: instanceIs("available") },
  {
    name: "ManagePassword",
    action: CALL!,
    ...CLEAN_UP,
    // Without the key it is aws/secretsmanager, which the runbook's role may not use.
    inputs: rds("ModifyDBCluster", {
      ...CLUSTER,
      ApplyImmediately: true,
      ManageMasterUserPassword: true,
      MasterUserSecretKmsKeyId: KEY_ARN,
    }),
  },
  {
    name: "AwaitPassword",
    action: WAIT!,
    timeoutSeconds: 3600,
    ...CLEAN_UP,
    inputs: clusterHas("MasterUserSecret.SecretStatus", "active"),
  },
  { name: "AwaitAvailable", action: WAIT!, timeoutSeconds: 3600, ...CLEAN_UP, inputs: clusterHas("Status", "available") },
  { name: "EnableDataApi", action: CALL!, ...CLEAN_UP, inputs: rds("EnableHttpEndpoint", { ResourceArn: DRILL_SETTINGS.drillClusterArn }) },
  // Written by a runbook with a capital letter, and as JSON has it.
  { name: "AwaitDataApi", action: WAIT!, timeoutSeconds: 3600, ...CLEAN_UP, inputs: clusterHas("HttpEndpointEnabled", "True", "true") },
  {
    name: "FindSecret",
    action: CALL!,
    ...CLEAN_UP,
    inputs: rds("DescribeDBClusters", CLUSTER),
    outputs: [{ Name: "Arn", Selector: "$.DBClusters[0].MasterUserSecret.SecretArn", Type: "String" }],
  },
  {
    name: "Check",
    action: ASSERT!,
    // Again where the connection was lost: the statement changes nothing.
    maxAttempts: 3,
    ...CLEAN_UP,
    // RDS Data API reference, "ExecuteStatement": the answer's first column of its first record.
    inputs: {
      Service: "rds-data",
      Api: "ExecuteStatement",
      resourceArn: DRILL_SETTINGS.drillClusterArn,
      secretArn: "{{ FindSecret.Arn }}",
      database: "app",
      sql: "SELECT CASE WHEN (true) THEN 'passed' ELSE 'failed' END",
      PropertySelector: "$.records[0][0].stringValue",
      DesiredValues: ["passed"],
    },
  },
  { name: "ReportSuccess", action: CALL!, ...CLEAN_UP, nextStep: "AwaitInstanceSettled", inputs: failed(0) },
  {
    // Of two runs in progress one is this: the other one has the cluster, and reports and deletes (Systems Manager API Reference, "DescribeAutomationExecutions").
    name: "FindOtherRun",
    action: ASSERT!,
    ...CLEAN_UP,
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
  },
  { name: "ReportFailure", action: CALL!, ...GO_ON, inputs: failed(1) },
  {
    // RDS User Guide, "Viewing Amazon RDS DB instance status": those from which nothing changes by itself. What is being created can't be deleted.
    name: "AwaitInstanceSettled",
    action: WAIT!,
    timeoutSeconds: 3600,
    ...GO_ON,
    inputs: instanceIs("available", "failed", "incompatible-parameters", "incompatible-network"),
  },
  { name: "DeleteInstance", action: CALL!, ...GO_ON, inputs: rds("DeleteDBInstance", INSTANCE) },
  {
    // Aurora User Guide, "Viewing DB cluster status": a cluster whose key can't be accessed can be deleted.
    name: "AwaitClusterSettled",
    action: WAIT!,
    timeoutSeconds: 3600,
    ...GO_ON,
    inputs: clusterHas("Status", "available", "inaccessible-encryption-credentials"),
  },
  {
    // The same reference: isEnd ends the run whether the step fails or not, so it is no end.
    name: "DeleteCluster",
    action: CALL!,
    onFailure: "step:ReportLeftover",
    nextStep: "End",
    inputs: rds("DeleteDBCluster", { ...CLUSTER, SkipFinalSnapshot: true }),
  },
  { name: "ReportLeftover", action: CALL!, isEnd: true, inputs: failed(1) },
  { name: "End", action: SLEEP!, isEnd: true, inputs: { Duration: "PT1S" } },
];

describe("the runbook of a restore drill", () => {
  test("restores, checks and deletes in these steps", () => expect(mainSteps).toEqual(STEPS));

  // Systems Manager User Guide, "Data elements and parameters".
  test("says what it does, and what its role is for", () => {
    expect(restoreDrillRunbook(DRILL_SETTINGS)).toMatchObject({
      schemaVersion: "0.3",
      description: "Restores a DB cluster beside the live one, checks its data, and deletes it again.",
      assumeRole: "{{ AutomationAssumeRole }}",
      parameters: { AutomationAssumeRole: { type: "AWS::IAM::Role::Arn", description: "The role that restores and deletes." } },
    });
  });
});

describe("the cluster of a restore drill", () => {
  // Systems Manager User Guide, "Automation actions reference": nextStep is where a step that succeeds goes on.
  test("is deleted after a success, without the report of a failure", () => {
    const [report, deletion] = ["ReportFailure", step("ReportSuccess").nextStep!].map((name) => mainSteps.indexOf(step(name)));
    expect(deletion).toBeGreaterThan(report!);
    expect(deletion).toBeLessThan(mainSteps.indexOf(step("DeleteInstance")));
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
    const through = { "kms:ViaService": "rds.eu-central-1.amazonaws.com" };
    const grant = (context: Request["context"]): Request => ({ action: "kms:CreateGrant", resource: find(/aws_kms_key\.Key_/), context });
    expect(evaluate(policy, { action: "secretsmanager:CreateSecret", resource: secret })).toBe("allow");
    expect(evaluate(policy, { action: "secretsmanager:TagResource", resource: secret })).toBe("allow");
    expect(evaluate(policy, { action: "rds:RestoreDBClusterToPointInTime", resource: find(/:cluster-pg:/) })).toBe("allow");
    expect(evaluate(policy, grant({ ...through, "kms:GrantIsForAWSResource": "true" }))).toBe("allow");
    expect(evaluate(policy, grant(through))).toBe("none");
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
