import { Construct } from "constructs";
import { AwsEnvironment, IEncryptionKey, Role } from "../../src/core";
import { pathFromStack } from "../../src/internal/names";
import { PropTypes, oneOf, optional } from "../../src/internal/prop-types";

const DATABASE_INSIGHTS = ["standard", "advanced"] as const;
/** The mode of CloudWatch Database Insights: how long, and how closely, database load is recorded. */
export type AuroraDatabaseInsights = "standard" | "advanced";

/** The intervals of enhanced monitoring, in seconds; 0 turns it off (RDS API reference, CreateDBInstance). */
const MONITORING_INTERVALS: readonly number[] = [0, 1, 5, 10, 15, 30, 60];

/** What is recorded of a cluster's load and of its instances' operating systems. */
export interface AuroraMonitoringProps {
  /** `standard` keeps 7 days of database load at no charge, `advanced` 15 months. @default "standard" */
  readonly databaseInsights?: AuroraDatabaseInsights;
  /** Seconds between samples of enhanced monitoring: 0 (off), 1, 5, 10, 15, 30 or 60. @default 60 */
  readonly monitoringIntervalSeconds?: number;
}

export const MONITORING_PROPS: PropTypes<AuroraMonitoringProps> = {
  databaseInsights: optional(oneOf(DATABASE_INSIGHTS)),
  monitoringIntervalSeconds: optional(oneOf(MONITORING_INTERVALS)),
};

/** Monitoring with its defaults resolved. Pure. */
export function resolveMonitoring(props: AuroraMonitoringProps): Required<AuroraMonitoringProps> {
  return { databaseInsights: props.databaseInsights ?? "standard", monitoringIntervalSeconds: props.monitoringIntervalSeconds ?? 60 };
}

/** Days that database load is kept in either mode. */
const RETENTION_DAYS: Readonly<Record<AuroraDatabaseInsights, number>> = { standard: 7, advanced: 465 };

/** Performance Insights, in the provider's terms. Pure. */
export function insightsArguments(mode: AuroraDatabaseInsights, encryptionKey: IEncryptionKey) {
  return {
    performanceInsightsEnabled: true,
    performanceInsightsKmsKeyId: encryptionKey.keyArn,
    performanceInsightsRetentionPeriod: RETENTION_DAYS[mode],
  };
}

/**
 * The role that enhanced monitoring writes its samples as: what AmazonRDSEnhancedMonitoringRole may do, for the one log group that it needs
 * (Aurora User Guide, "Setting up and enabling Enhanced Monitoring").
 */
export function createMonitoringRole(scope: Construct): Role {
  const environment = AwsEnvironment.of(scope);
  const role = new Role(scope, "MonitoringRole", {
    assumedBy: { services: ["monitoring.rds.amazonaws.com"] },
    assumeConditions: { StringEquals: { "aws:SourceAccount": environment.accountId } },
    description: `Enhanced monitoring of ${pathFromStack(scope).join("/")}`,
  });
  // One group for all of the account, which RDS creates.
  const group = environment.arn("logs", "log-group:RDSOSMetrics");
  role.addToPolicy({
    sid: "EnhancedMonitoring",
    actions: [
      "logs:CreateLogGroup",
      "logs:CreateLogStream",
      "logs:DescribeLogStreams",
      "logs:GetLogEvents",
      "logs:PutLogEvents",
      "logs:PutRetentionPolicy",
    ],
    resources: [group, `${group}:log-stream:*`],
  });
  return role;
}
