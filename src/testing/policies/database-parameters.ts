import { Configuration, Resource } from "../configuration";
import { blocks } from "./blocks";
import { referred } from "./each";

/** What a cluster's parameter group says. */
export interface ClusterParameters {
  /** Whether the group is in the stacks, or there is none: the engine's defaults hold then. */
  readonly isKnown: boolean;
  /** Such as `aurora-postgresql16`; undefined for the engine's defaults. */
  readonly family?: string;
  /** A parameter's value; undefined for one that isn't set. */
  readonly value: (name: string) => string | undefined;
}

/** The cluster parameters of an Aurora cluster. */
export function clusterParameters(configuration: Configuration, cluster: Resource): ClusterParameters {
  const given: unknown = cluster.args.db_cluster_parameter_group_name;
  const group = referred(configuration, cluster, given, "aws_rds_cluster_parameter_group");
  const isDefault = given === undefined || given === null || String(given).startsWith("default.");
  const parameters = blocks(group?.args.parameter);
  return {
    isKnown: group !== undefined || isDefault,
    family: group ? String(group.args.family) : undefined,
    value: (name) => {
      const found = parameters.find((parameter) => parameter.name === name);
      return found === undefined ? undefined : String(found.value);
    },
  };
}
