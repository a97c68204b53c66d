import { shown } from "../blocks";
import { eachOf } from "../each";
import { PolicyRule } from "../rule";
import { allowsByName, statementsOf } from "../statements";

const isCache = (resource: string): boolean =>
  isEither(resource, /:(replicationgroup|serverlesscache):|\$\{aws_elasticache_(replication_group|serverless_cache)\./);
const isUser = (resource: string): boolean => isEither(resource, /:user:|\$\{aws_elasticache_user\./);

/** An expression that has no more than itself may be either. */
function isEither(resource: string, pattern: RegExp): boolean {
  return resource === "*" || pattern.test(resource) || /^\$\{(?!aws_elasticache_)[^}]*\}$/.test(resource);
}

export const ELASTICACHE_CONNECT_RESOURCES: PolicyRule = {
  id: "elasticache-connect-resources",
  sentence: "A policy that allows elasticache:Connect names the cache and the user.",
  severity: "high",
  fix: "Name both ARNs in the statement's Resource: that of the replication group or serverless cache, and that of the user.",
  source: 'Amazon ElastiCache User Guide, "Authenticating with IAM", "Setup"',
  types: ["aws_iam_role_policy", "aws_iam_policy"],
  check: eachOf(["aws_iam_role_policy", "aws_iam_policy"], (policy, configuration) => {
    const wrong = statementsOf(configuration, policy, policy.args.policy)
      .filter((statement) => allowsByName(statement, "elasticache:connect"))
      .find(({ resources }) => !(resources.some(isCache) && resources.some(isUser)));
    return wrong && `elasticache:Connect is allowed on ${wrong.resources.map(shown).join(" and ")} alone`;
  }),
};
