import { Construct } from "constructs";
import { AwsEnvironment, Role } from "../../src/core";
import { createAutomationRole } from "../../src/internal/automation";
import { pathText } from "../../src/internal/names";
import { viaService } from "../../src/internal/via-service";

/** What the runbook of a drill works on. */
interface DrillResources {
  readonly sourceArn: string;
  readonly drillClusterArn: string;
  readonly drillInstanceArn: string;
  readonly databaseSubnetGroupName: string;
  readonly clusterParameterGroupName: string;
  readonly keyArn: string;
  readonly metricNamespace: string;
}

/**
 * The role that restores the cluster into the drill's, and works on the drill's alone: it can't change or delete the live one (Service Authorization Reference, "Amazon RDS").
 */
export function createDrillRole(scope: Construct, resources: DrillResources): Role {
  const role = createAutomationRole(scope, "Role", pathText(scope, 1000, "Restores of "));
  const environment = AwsEnvironment.of(scope);
  const { sourceArn, drillClusterArn, drillInstanceArn } = resources;
  const rds = (resource: string) => environment.arn("rds", resource);
  const common = [rds(`subgrp:${resources.databaseSubnetGroupName}`), rds("og:default*")];
  role.addToPolicy({
    sid: "Restore",
    actions: ["rds:RestoreDBClusterToPointInTime"],
    resources: [sourceArn, drillClusterArn, rds(`cluster-pg:${resources.clusterParameterGroupName}`), ...common],
  });
  role.addToPolicy({
    sid: "CreateInstance",
    actions: ["rds:CreateDBInstance"],
    resources: [drillClusterArn, drillInstanceArn, rds("pg:default*"), ...common],
  });
  role.addToPolicy({
    sid: "UseCluster",
    actions: [
      "rds-data:ExecuteStatement",
      "rds:DeleteDBCluster",
      "rds:DescribeDBClusters",
      "rds:EnableHttpEndpoint",
      "rds:ModifyDBCluster",
    ],
    resources: [drillClusterArn],
  });
  role.addToPolicy({
    sid: "UseInstance",
    actions: ["rds:DeleteDBInstance", "rds:DescribeDBInstances"],
    resources: [drillInstanceArn],
  });
  role.addToPolicy({ sid: "FindOtherRun", actions: ["ssm:DescribeAutomationExecutions"], resources: ["*"] });
  role.addToPolicy({
    sid: "Report",
    actions: ["cloudwatch:PutMetricData"],
    resources: ["*"],
    conditions: { StringEquals: { "cloudwatch:namespace": resources.metricNamespace } },
  });
  allowSecret(role, drillClusterArn);
  allowKey(role, environment.region, resources.keyArn);
  return role;
}

/** The password that RDS manages for the drill (Aurora User Guide, "Permissions required for Secrets Manager integration"), which no other statement reads. */
function allowSecret(role: Role, drillClusterArn: string): void {
  const secrets = AwsEnvironment.of(role).arn("secretsmanager", "secret:rds!cluster-*");
  role.addToPolicy({
    sid: "MakeSecret",
    actions: ["secretsmanager:CreateSecret", "secretsmanager:TagResource"],
    resources: [secrets],
  });
  role.addToPolicy({
    sid: "ReadSecret",
    actions: ["secretsmanager:GetSecretValue"],
    resources: [secrets],
    conditions: { StringEquals: { "secretsmanager:ResourceTag/aws:rds:primaryDBClusterArn": drillClusterArn } },
  });
}

/** The storage's key, and the secret's (Aurora User Guide, "AWS KMS key management"). */
function allowKey(role: Role, region: string, keyArn: string): void {
  const services = ["rds", "secretsmanager"];
  for (const service of services) {
    role.addToPolicy({
      sid: `UseKeyThrough${service === "rds" ? "Rds" : "SecretsManager"}`,
      actions: ["kms:Decrypt", "kms:DescribeKey", "kms:GenerateDataKey"],
      resources: [keyArn],
      conditions: viaService(service, region),
    });
  }
  role.addToPolicy({
    sid: "ShareKey",
    actions: ["kms:CreateGrant"],
    resources: [keyArn],
    conditions: { ...viaService("rds", region), Bool: { "kms:GrantIsForAWSResource": "true" } },
  });
}

/** What the schedule starts, as whom. */
interface DrillRun {
  readonly documentName: string;
  /** The role that the runbook takes. */
  readonly role: Role;
}

/**
 * The role by which EventBridge Scheduler starts the runbook. Scheduler says its schedule group when it assumes a role, never the schedule (EventBridge Scheduler User Guide, "Confused
 * deputy prevention").
 */
export function createSchedulerRole(scope: Construct, { documentName, role: runbookRole }: DrillRun): Role {
  const environment = AwsEnvironment.of(scope);
  const role = new Role(scope, "SchedulerRole", {
    assumedBy: { services: ["scheduler.amazonaws.com"] },
    assumeConditions: {
      StringEquals: {
        "aws:SourceAccount": environment.accountId,
        "aws:SourceArn": environment.arn("scheduler", "schedule-group/default"),
      },
    },
    description: pathText(scope, 1000, "Schedule of "),
  });
  role.addToPolicy({
    sid: "StartDrill",
    actions: ["ssm:StartAutomationExecution"],
    resources: [
      environment.arn("ssm", `automation-definition/${documentName}:*`),
      environment.arn("ssm", "automation-execution/*"),
      environment.arn("ssm", `document/${documentName}`),
    ],
  });
  role.addToPolicy({
    sid: "PassRole",
    actions: ["iam:PassRole"],
    resources: [runbookRole.roleArn],
    conditions: { StringEquals: { "iam:PassedToService": "ssm.amazonaws.com" } },
  });
  return role;
}
