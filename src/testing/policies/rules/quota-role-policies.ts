import { referringTo, values } from "../blocks";
import { eachOf } from "../each";
import { PolicyRule } from "../rule";

const MOST = 10;

export const QUOTA_ROLE_POLICIES: PolicyRule = {
  id: "quota-role-policies",
  sentence: "A role has no more managed policies than 10, which AWS raises to 25 on request.",
  severity: "medium",
  fix: "Merge them, or have the quota raised and except this.",
  source: 'AWS Identity and Access Management User Guide, "IAM and AWS STS quotas"',
  types: ["aws_iam_role", "aws_iam_role_policy_attachment"],
  check: eachOf(["aws_iam_role"], (role, configuration) => {
    const attached = referringTo(configuration, "aws_iam_role_policy_attachment", "role", role).length;
    const count = attached + values(role.args.managed_policy_arns).length;
    return count > MOST ? `it has ${count}` : undefined;
  }),
};
