import { isOneOf, isSet, says } from "../blocks";
import { clusterParameters } from "../database-parameters";
import { eachOf } from "../each";
import { PolicyRule } from "../rule";

export const RDS_AUDIT_PARAMETERS: PolicyRule = {
  id: "rds-audit-parameters",
  sentence: "An Aurora MySQL cluster writes an audit log.",
  severity: "medium",
  fix: 'Set server_audit_logging to "1" and server_audit_events in the cluster parameter group.',
  source: 'AWS Security Hub User Guide, "Security Hub CSPM controls for Amazon RDS", RDS.45',
  fsbp: ["RDS.45"],
  types: ["aws_rds_cluster", "aws_rds_cluster_parameter_group"],
  check: eachOf(["aws_rds_cluster"], (cluster, configuration) => {
    if (cluster.args.engine !== "aurora-mysql") return undefined;
    const { isKnown, value } = clusterParameters(configuration, cluster);
    if (!isKnown) return undefined;
    if (!isOneOf(value("server_audit_logging"), ["1", "ON"])) {
      return `the parameter ${says("server_audit_logging", value("server_audit_logging"))}`;
    }
    return !isSet(value("server_audit_events")) && `the parameter ${says("server_audit_events", value("server_audit_events"))}`;
  }),
};
