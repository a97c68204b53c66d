import { ServiceNeed } from "./need";
import { actingFor, asRole, assumes } from "./requests";

/** Where Enhanced Monitoring writes. */
const LOG_GROUP = "RDSOSMetrics";

/** Enhanced Monitoring of instances. */
export const RDS_MONITORING: ServiceNeed = {
  id: "rds-monitoring",
  page: 'Amazon RDS User Guide, "Setting up and enabling Enhanced Monitoring", "Creating an IAM role for Enhanced Monitoring"; managed policy AmazonRDSEnhancedMonitoringRole',
  types: ["aws_rds_cluster_instance", "aws_db_instance", "aws_rds_cluster"],
  requests: (view, instance) => {
    const { monitoring_role_arn: roleArn, monitoring_interval: interval } = instance.args;
    if (interval === 0 || interval === undefined) return [];
    const role = view.role(instance, roleArn);
    const place = view.place(instance);
    const purpose = `Enhanced Monitoring writes the metrics of ${instance.name}`;
    const group = `arn:${place.partition}:logs:${place.region}:${place.accountId}:log-group:${LOG_GROUP}`;
    return [
      ...assumes(role, "monitoring.rds", purpose, actingFor(place, view.arnOf(instance))),
      ...asRole(role, ["logs:CreateLogGroup", "logs:PutRetentionPolicy"], group, purpose),
      ...asRole(role, ["logs:CreateLogStream", "logs:PutLogEvents"], group, purpose, {
        resourcePath: ":log-stream:db-ABCDEFGHIJKLMNOPQRSTUVWXYZ",
      }),
    ];
  },
};
