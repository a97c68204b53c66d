import { Construct } from "constructs";
import { AwsEnvironment, Role } from "../../src/core";
import { pathFromStack } from "../../src/internal/names";

/**
 * The role that enhanced monitoring writes its samples as: what AmazonRDSEnhancedMonitoringRole may do, for the one group that it needs
 * (RDS User Guide, "Setting up and enabling Enhanced Monitoring").
 */
export function createMonitoringRole(cluster: Construct): Role {
  const environment = AwsEnvironment.of(cluster);
  const role = new Role(cluster, "MonitoringRole", {
    assumedBy: { services: ["monitoring.rds.amazonaws.com"] },
    assumeConditions: { StringEquals: { "aws:SourceAccount": environment.accountId } },
    description: `Enhanced monitoring of ${pathFromStack(cluster).join("/")}`,
  });
  // The group is one for all of the account, and RDS makes it.
  const group = environment.arn("logs", "log-group:RDSOSMetrics");
  role.grant({
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
