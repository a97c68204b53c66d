import { RdsCluster } from "@cdktf/provider-aws/lib/rds-cluster";
import { SsmAssociation } from "@cdktf/provider-aws/lib/ssm-association";
import { Construct } from "constructs";
import { AwsEnvironment, IEncryptionKey, Role } from "../../src/core";
import { Automation, RunbookStep, createAutomationRole, runbookContent, runbookOf, TRUE_PROPERTY } from "../../src/internal/automation";
import { pathText } from "../../src/internal/names";
import { viaService } from "../../src/internal/via-service";
import { AuroraDatabaseInsights, insightsArguments } from "./monitoring";

/** What a restored cluster is to have that the provider doesn't send with a restore. */
interface RestoredSettings {
  readonly databaseInsights: AuroraDatabaseInsights;
  readonly encryptionKey: IEncryptionKey;
  /** Whether the Data API is enabled. */
  readonly dataApi: boolean;
}

/** What a modification may take: of a cluster without an instance, a few minutes. */
const WAIT_SECONDS = 900;

/**
 * Sets what the provider doesn't send with a restore, once, before the first instance. Undefined where nothing is restored.
 *
 * A restored cluster has these settings only where the restore gives them (RDS API Reference, "RestoreDBClusterFromSnapshot"); the provider gives them to new clusters alone
 * (hashicorp/terraform-provider-aws#35189).
 */
export function createRestoredSettings(
  cluster: Construct & { readonly resource: RdsCluster },
  isRestored: boolean,
  settings: RestoredSettings,
): SsmAssociation | undefined {
  if (!isRestored) return undefined;
  const scope = new Construct(cluster, "RestoredSettings");
  const steps = restoredSettingsSteps({
    ...settings,
    clusterIdentifier: cluster.resource.clusterIdentifier,
    clusterArn: cluster.resource.arn,
  });
  return new Automation(scope, {
    word: "restore",
    role: createRole(scope, cluster.resource.arn, settings),
    content: runbookContent(
      runbookOf({ description: "Sets what a restored DB cluster doesn't have.", role: "The role that modifies the DB cluster." }, steps),
    ),
    timeoutSeconds: steps.reduce((seconds, step) => seconds + (step.timeoutSeconds ?? 0), 0),
  }).association;
}

/** The steps of the runbook: the second run, after another choice, changes only that. Pure. */
export function restoredSettingsSteps({
  clusterIdentifier: DBClusterIdentifier,
  clusterArn: ResourceArn,
  databaseInsights: DatabaseInsightsMode,
  encryptionKey,
  dataApi,
}: RestoredSettings & { readonly clusterIdentifier: string; readonly clusterArn: string }): readonly RunbookStep[] {
  const insights = insightsArguments(DatabaseInsightsMode, encryptionKey);
  const rds = (Api: string) => ({ Service: "rds", Api });
  const wait = (name: string, member: string, DesiredValues: readonly string[]): RunbookStep => ({
    name,
    action: "aws:waitForAwsResourceProperty",
    timeoutSeconds: WAIT_SECONDS,
    inputs: { ...rds("DescribeDBClusters"), DBClusterIdentifier, PropertySelector: `$.DBClusters[0].${member}`, DesiredValues },
  });
  const modify: RunbookStep = {
    name: "Modify",
    action: "aws:executeAwsApi",
    inputs: {
      ...rds("ModifyDBCluster"),
      DBClusterIdentifier,
      ApplyImmediately: true,
      EnableIAMDatabaseAuthentication: true,
      EnablePerformanceInsights: insights.performanceInsightsEnabled,
      PerformanceInsightsKMSKeyId: insights.performanceInsightsKmsKeyId,
      PerformanceInsightsRetentionPeriod: insights.performanceInsightsRetentionPeriod,
      DatabaseInsightsMode,
    },
  };
  const enableDataApi: RunbookStep[] = [
    { name: "EnableDataApi", action: "aws:executeAwsApi", inputs: { ...rds("EnableHttpEndpoint"), ResourceArn } },
    wait("AwaitDataApi", "HttpEndpointEnabled", TRUE_PROPERTY),
  ];
  return [
    modify,
    wait("AwaitAuthentication", "IAMDatabaseAuthenticationEnabled", TRUE_PROPERTY),
    wait("AwaitInsights", "DatabaseInsightsMode", [DatabaseInsightsMode]),
    wait("AwaitAvailable", "Status", ["available"]),
    ...(dataApi ? enableDataApi : []),
  ];
}

/**
 * What modifies this cluster alone (Service Authorization Reference, "Amazon RDS"), and gives Performance Insights the key (Aurora User Guide, "Changing an AWS KMS policy for
 * Performance Insights", "AWS KMS key management").
 */
function createRole(scope: Construct, clusterArn: string, { encryptionKey, dataApi }: RestoredSettings): Role {
  const role = createAutomationRole(scope, "Role", pathText(scope, 1000, "Settings of "));
  role.addToPolicy({
    sid: "Modify",
    actions: ["rds:DescribeDBClusters", "rds:ModifyDBCluster", ...(dataApi ? ["rds:EnableHttpEndpoint"] : [])],
    resources: [clusterArn],
  });
  const through = viaService("rds", AwsEnvironment.of(scope).region);
  role.addToPolicy({
    sid: "UseKey",
    actions: ["kms:Decrypt", "kms:DescribeKey", "kms:GenerateDataKey"],
    resources: [encryptionKey.keyArn],
    conditions: through,
  });
  role.addToPolicy({
    sid: "ShareKey",
    actions: ["kms:CreateGrant"],
    resources: [encryptionKey.keyArn],
    conditions: { ...through, Bool: { "kms:GrantIsForAWSResource": "true" } },
  });
  return role;
}
