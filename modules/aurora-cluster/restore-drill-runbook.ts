import { RunbookStep, runbookOf, TRUE_PROPERTY } from "../../src/internal/automation";
import { AuroraEngine } from "./engine";
import { SERVERLESS_CLASS } from "./instance-class";

/** What a drill restores, where, and what it then asks. */
export interface RestoreDrillSettings {
  /** Identifier of the cluster that is restored. */
  readonly sourceIdentifier: string;
  /** Identifier of the cluster that the drill restores it into, and what its instance's begins with. */
  readonly drillIdentifier: string;
  /** What the names of the drill's runbooks begin with. */
  readonly runbookPrefix: string;
  readonly drillClusterArn: string;
  readonly engine: AuroraEngine;
  readonly restoreType: string;
  readonly databaseSubnetGroupName: string;
  readonly securityGroupId: string;
  readonly clusterParameterGroupName: string;
  readonly keyArn: string;
  readonly maxCapacityAcu: number;
  readonly restoreHours: number;
  readonly databaseName: string;
  /** A condition in the engine's SQL. */
  readonly check: string;
  /** What the metric is reported for. */
  readonly metric: DrillMetric;
}

/** A metric of a drill. */
interface DrillMetric {
  readonly namespace: string;
  readonly metricName: string;
  readonly dimensions: Readonly<Record<string, string>>;
}

const HOUR_SECONDS = 3600;
/** Longest that a drill may take besides its restore: the time limits of its other steps, and an hour that Scheduler may be late. */
export const HOURS_BESIDE_RESTORE = 7;
/** Each query again where the connection was lost. */
const ATTEMPTS = 3;
/** Least capacity of the instance: what an idle one costs. */
const MIN_CAPACITY_ACU = 0.5;
const PASSED = "passed";
/** The status of a run that has begun and not ended. */
const IN_PROGRESS = "InProgress";
/** Where the drill goes on once something has failed. */
const CLEAN_UP = "step:ReportFailure";
/** Where it goes on once it couldn't restore. */
const NOT_RESTORED = "step:FindOtherRun";

/** The identifier of the drill's instance. Pure. */
export function drillInstanceIdentifier(drillIdentifier: string): string {
  return `${drillIdentifier}-check`;
}

/**
 * A runbook that restores a cluster beside the live one, asks it something, and deletes it again, whatever has failed. Pure.
 *
 * The restored cluster gets a password of its own, which RDS manages: the one that it was restored with is the live cluster's. What a run couldn't delete is in the way
 * of the next one, which fails, and deletes it. What is in the way of a run because another one is going on is left to that one: there is one cluster of that name, so one run alone has it.
 */
export function restoreDrillRunbook(settings: RestoreDrillSettings): object {
  return runbookOf(
    {
      description: "Restores a DB cluster beside the live one, checks its data, and deletes it again.",
      role: "The role that restores and deletes.",
    },
    [...restoreSteps(settings), ...checkSteps(settings), ...cleanUpSteps(settings)],
  );
}

const rds = (Api: string) => ({ Service: "rds", Api });

function call(name: string, inputs: object, properties: Partial<RunbookStep> = {}): RunbookStep {
  return { name, action: "aws:executeAwsApi", onFailure: CLEAN_UP, inputs, ...properties };
}

function wait(name: string, inputs: object, timeoutSeconds: number, properties: Partial<RunbookStep> = {}): RunbookStep {
  return { name, action: "aws:waitForAwsResourceProperty", timeoutSeconds, onFailure: CLEAN_UP, inputs, ...properties };
}

/** What a cluster or an instance says of itself. */
function described({ drillIdentifier }: RestoreDrillSettings) {
  return {
    cluster: (member: string, DesiredValues: readonly string[]) => ({
      ...rds("DescribeDBClusters"),
      DBClusterIdentifier: drillIdentifier,
      PropertySelector: `$.DBClusters[0].${member}`,
      DesiredValues,
    }),
    instance: (DesiredValues: readonly string[]) => ({
      ...rds("DescribeDBInstances"),
      DBInstanceIdentifier: drillInstanceIdentifier(drillIdentifier),
      PropertySelector: "$.DBInstances[0].DBInstanceStatus",
      DesiredValues,
    }),
  };
}

function restoreSteps(settings: RestoreDrillSettings): readonly RunbookStep[] {
  const { cluster, instance } = described(settings);
  return [
    call(
      "Restore",
      {
        ...rds("RestoreDBClusterToPointInTime"),
        DBClusterIdentifier: settings.drillIdentifier,
        SourceDBClusterIdentifier: settings.sourceIdentifier,
        RestoreType: settings.restoreType,
        UseLatestRestorableTime: true,
        DBSubnetGroupName: settings.databaseSubnetGroupName,
        VpcSecurityGroupIds: [settings.securityGroupId],
        DBClusterParameterGroupName: settings.clusterParameterGroupName,
        DeletionProtection: false,
        ServerlessV2ScalingConfiguration: { MinCapacity: MIN_CAPACITY_ACU, MaxCapacity: settings.maxCapacityAcu },
      },
      { onFailure: NOT_RESTORED },
    ),
    wait("AwaitCluster", cluster("Status", ["available"]), settings.restoreHours * HOUR_SECONDS),
    call("CreateInstance", {
      ...rds("CreateDBInstance"),
      DBInstanceIdentifier: drillInstanceIdentifier(settings.drillIdentifier),
      DBClusterIdentifier: settings.drillIdentifier,
      Engine: settings.engine,
      DBInstanceClass: SERVERLESS_CLASS,
      PubliclyAccessible: false,
    }),
    wait("AwaitInstance", instance(["available"]), HOUR_SECONDS),
  ];
}

function checkSteps(settings: RestoreDrillSettings): readonly RunbookStep[] {
  const { cluster } = described(settings);
  const { drillIdentifier: DBClusterIdentifier, drillClusterArn: resourceArn } = settings;
  return [
    call("ManagePassword", {
      ...rds("ModifyDBCluster"),
      DBClusterIdentifier,
      ApplyImmediately: true,
      ManageMasterUserPassword: true,
      MasterUserSecretKmsKeyId: settings.keyArn,
    }),
    wait("AwaitPassword", cluster("MasterUserSecret.SecretStatus", ["active"]), HOUR_SECONDS),
    wait("AwaitAvailable", cluster("Status", ["available"]), HOUR_SECONDS),
    call("EnableDataApi", { ...rds("EnableHttpEndpoint"), ResourceArn: resourceArn }),
    wait("AwaitDataApi", cluster("HttpEndpointEnabled", TRUE_PROPERTY), HOUR_SECONDS),
    call(
      "FindSecret",
      { ...rds("DescribeDBClusters"), DBClusterIdentifier },
      { outputs: [{ Name: "Arn", Selector: "$.DBClusters[0].MasterUserSecret.SecretArn", Type: "String" }] },
    ),
    {
      name: "Check",
      action: "aws:assertAwsResourceProperty",
      maxAttempts: ATTEMPTS,
      onFailure: CLEAN_UP,
      inputs: {
        Service: "rds-data",
        Api: "ExecuteStatement",
        resourceArn,
        secretArn: "{{ FindSecret.Arn }}",
        database: settings.databaseName,
        sql: `SELECT CASE WHEN (${settings.check}) THEN '${PASSED}' ELSE 'failed' END`,
        PropertySelector: "$.records[0][0].stringValue",
        DesiredValues: [PASSED],
      },
    },
    report("ReportSuccess", 0, settings, { onFailure: CLEAN_UP, nextStep: "AwaitInstanceSettled" }),
  ];
}

/**
 * An instance and a cluster that are being created can't be deleted; those that there aren't, needn't be. A step that is an end is one whether it fails or not (Systems Manager User
 * Guide, "Automation actions reference"): the deletion isn't, so that what is left over is said.
 */
function cleanUpSteps(settings: RestoreDrillSettings): readonly RunbookStep[] {
  const { cluster, instance } = described(settings);
  const { drillIdentifier: DBClusterIdentifier } = settings;
  const DBInstanceIdentifier = drillInstanceIdentifier(DBClusterIdentifier);
  const goOn = { onFailure: "Continue", isCritical: false };
  return [
    findOtherRun(settings),
    report("ReportFailure", 1, settings, goOn),
    wait("AwaitInstanceSettled", instance(["available", "failed", "incompatible-parameters", "incompatible-network"]), HOUR_SECONDS, goOn),
    call("DeleteInstance", { ...rds("DeleteDBInstance"), DBInstanceIdentifier }, goOn),
    wait("AwaitClusterSettled", cluster("Status", ["available", "inaccessible-encryption-credentials"]), HOUR_SECONDS, goOn),
    call(
      "DeleteCluster",
      { ...rds("DeleteDBCluster"), DBClusterIdentifier, SkipFinalSnapshot: true },
      { onFailure: "step:ReportLeftover", nextStep: "End" },
    ),
    report("ReportLeftover", 1, settings, { isEnd: true }),
    { name: "End", action: "aws:sleep", inputs: { Duration: "PT1S" }, isEnd: true },
  ];
}

/** Of two runs that are in progress, one is this. The other one has the cluster, and reports and deletes: this one ends. */
function findOtherRun({ runbookPrefix }: RestoreDrillSettings): RunbookStep {
  return {
    name: "FindOtherRun",
    action: "aws:assertAwsResourceProperty",
    onFailure: CLEAN_UP,
    isCritical: false,
    nextStep: "End",
    inputs: {
      Service: "ssm",
      Api: "DescribeAutomationExecutions",
      Filters: [
        { Key: "DocumentNamePrefix", Values: [runbookPrefix] },
        { Key: "ExecutionStatus", Values: [IN_PROGRESS] },
      ],
      PropertySelector: "$.AutomationExecutionMetadataList[1].AutomationExecutionStatus",
      DesiredValues: [IN_PROGRESS],
    },
  };
}

function report(name: string, Value: number, { metric }: RestoreDrillSettings, properties: Partial<RunbookStep>): RunbookStep {
  const Dimensions = Object.entries(metric.dimensions).map(([Name, value]) => ({ Name, Value: value }));
  return {
    name,
    action: "aws:executeAwsApi",
    inputs: {
      Service: "cloudwatch",
      Api: "PutMetricData",
      Namespace: metric.namespace,
      MetricData: [{ MetricName: metric.metricName, Dimensions, Value }],
    },
    ...properties,
  };
}
