import { isExpression, isSet, says, shown } from "../blocks";
import { clusterParameters } from "../database-parameters";
import { eachOf } from "../each";
import { PolicyRule } from "../rule";

export const RDS_PARAMETER_FAMILY: PolicyRule = {
  id: "rds-parameter-family",
  sentence: "A cluster's parameter group is of the family of its engine and major version.",
  severity: "high",
  fix: "Set family to the engine and its major version, such as aurora-postgresql16 or aurora-mysql8.0: the cluster is refused otherwise.",
  source: 'Amazon Aurora User Guide, "Working with parameter groups"',
  types: ["aws_rds_cluster", "aws_rds_cluster_parameter_group"],
  check: eachOf(["aws_rds_cluster"], (cluster, configuration) => {
    const { engine, engine_version: version } = cluster.args;
    const { family } = clusterParameters(configuration, cluster);
    if (family === undefined || !isSet(version) || [family, engine, version].some(isExpression)) return undefined;
    const major = /^(aurora-mysql|mysql)$/.test(String(engine)) ? /^\d+\.\d+/ : /^\d+/;
    const expected = `${engine}${major.exec(String(version))?.[0]}`;
    return family !== expected && `${says("engine_version", version)}, and family of its parameter group is ${shown(family)}`;
  }),
};
