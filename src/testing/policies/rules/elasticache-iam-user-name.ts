import { block, isExpression, says } from "../blocks";
import { eachOf } from "../each";
import { PolicyRule } from "../rule";

export const ELASTICACHE_IAM_USER_NAME: PolicyRule = {
  id: "elasticache-iam-user-name",
  sentence: "A user who logs in with IAM has one name for both: user_id and user_name.",
  severity: "high",
  fix: "Set user_name to user_id, in lower case: ElastiCache refuses the user otherwise.",
  source: 'Amazon ElastiCache User Guide, "Authenticating with IAM", "Limitations"',
  types: ["aws_elasticache_user"],
  check: eachOf(["aws_elasticache_user"], ({ args }) => {
    const { user_id: id, user_name: name } = args;
    if (block(args.authentication_mode)?.type !== "iam" || id === name || isExpression(id) || isExpression(name)) return undefined;
    return `${says("user_name", name)} and ${says("user_id", id)}`;
  }),
};
