import { isExpression, shown } from "../blocks";
import { eachOf } from "../each";
import { PolicyRule } from "../rule";
import { allowsByName, statementsOf } from "../statements";

/** Ids are such as `cluster-ABC`, `db-ABC` and `prx-ABC`. */
function namesResourceId(resource: string): boolean {
  const [, id] = /:dbuser:(.+)\/[^/]+$/.exec(resource) ?? [];
  // What else the statement is about is of other services.
  if (id === undefined) return true;
  const [, attribute] = /^\$\{aws_(?:rds_cluster|db_instance)\.[\w-]+\.(\w+)\}$/.exec(id) ?? [];
  if (attribute !== undefined) return attribute.endsWith("resource_id");
  return isExpression(id) || /^(\*|(cluster|db|prx)-.+)$/.test(id);
}

export const RDS_CONNECT_RESOURCE: PolicyRule = {
  id: "rds-connect-resource",
  sentence: "A policy that allows rds-db:connect names the cluster by its resource id.",
  severity: "high",
  fix: "End the ARN in dbuser:${cluster_resource_id}/<user>: RDS compares the id, never the cluster's name.",
  source: 'Amazon Aurora User Guide, "Creating and using an IAM policy for IAM database access"',
  types: ["aws_iam_role_policy", "aws_iam_policy"],
  check: eachOf(["aws_iam_role_policy", "aws_iam_policy"], (policy, configuration) => {
    const wrong = statementsOf(configuration, policy, policy.args.policy)
      .filter((statement) => allowsByName(statement, "rds-db:connect"))
      .flatMap(({ resources }) => resources)
      .find((resource) => !namesResourceId(resource));
    return wrong !== undefined && `rds-db:connect is allowed on ${shown(wrong)}`;
  }),
};
