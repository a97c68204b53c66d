import { isExpression, isOneOf, says } from "../blocks";
import { clusterParameters } from "../database-parameters";
import { eachOf } from "../each";
import { PolicyRule } from "../rule";

/** From version 17 on, Aurora PostgreSQL requires TLS unless rds.force_ssl is 0. What only Terraform knows passes. */
function forcesByDefault(version: string): boolean {
  return isExpression(version) || Number(/\d+/.exec(version)?.[0]) >= 17;
}

export const RDS_TLS_REQUIRED: PolicyRule = {
  id: "rds-tls-required",
  sentence: "An Aurora cluster refuses connections without TLS.",
  severity: "high",
  fix: 'Set rds.force_ssl to "1" for PostgreSQL, or require_secure_transport to "ON" for MySQL, in the cluster parameter group.',
  source:
    'Amazon Aurora User Guide, "Requiring an SSL/TLS connection to an Aurora PostgreSQL DB cluster" and "Requiring an SSL/TLS connection to an Aurora MySQL DB cluster"',
  types: ["aws_rds_cluster", "aws_rds_cluster_parameter_group"],
  check: eachOf(["aws_rds_cluster"], (cluster, configuration) => {
    const { isKnown, family, value } = clusterParameters(configuration, cluster);
    const isPostgres = cluster.args.engine === "aurora-postgresql";
    if (!isKnown || (!isPostgres && cluster.args.engine !== "aurora-mysql")) return undefined;
    const parameter = isPostgres ? "rds.force_ssl" : "require_secure_transport";
    if (value(parameter) === undefined && isPostgres && forcesByDefault(family ?? String(cluster.args.engine_version))) return undefined;
    return !isOneOf(value(parameter), ["1", "ON", "on"]) && `the parameter ${says(parameter, value(parameter))}`;
  }),
};
