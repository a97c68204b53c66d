import { isExpression, shown, values } from "../blocks";
import { eachOf, referred } from "../each";
import { PolicyRule } from "../rule";

export const ELASTICACHE_DEFAULT_USER: PolicyRule = {
  id: "elasticache-default-user",
  sentence: 'A user group of engine "redis" has a user whose name is default.',
  severity: "high",
  fix: 'Add an aws_elasticache_user with user_name "default", without rights, to user_ids: ElastiCache refuses the group otherwise.',
  source: 'Amazon ElastiCache User Guide, "Role-Based Access Control (RBAC)", "Creating a user group"',
  types: ["aws_elasticache_user_group", "aws_elasticache_user"],
  check: eachOf(["aws_elasticache_user_group"], (group, configuration) => {
    if (String(group.args.engine).toLowerCase() !== "redis" || isExpression(group.args.user_ids)) return undefined;
    const users = values(group.args.user_ids).map((id) => referred(configuration, group, id, "aws_elasticache_user", "user_id"));
    // A user that isn't in the stacks may have any name.
    if (users.includes(undefined)) return undefined;
    const names = users.map((user): unknown => user!.args.user_name);
    return !names.includes("default") && `it has ${names.length === 0 ? "no user" : names.map(shown).join(" and ")}`;
  }),
};
