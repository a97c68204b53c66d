import { isExpression, shown } from "../blocks";
import { eachOf } from "../each";
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
    const names = configuration.keys(group, group.args.user_ids).map((key) => {
      const user = configuration.find(key) ?? configuration.all("aws_elasticache_user").find(({ args }) => args.user_id === key);
      return user?.args.user_name ?? key;
    });
    // A user that isn't in the stacks may have any name.
    const isKnown = names.every((name) => configuration.all("aws_elasticache_user").some(({ args }) => args.user_name === name));
    return isKnown && !names.includes("default") && `it has ${names.length === 0 ? "no user" : names.map(shown).join(" and ")}`;
  }),
};
