import { eachOf } from "../each";
import { PolicyRule } from "../rule";
import { isPublic, statementsOf } from "../statements";

export const IAM_ROLE_TRUST: PolicyRule = {
  id: "iam-role-trust",
  sentence: "A role trusts named principals.",
  severity: "critical",
  fix: "Name the principals in assume_role_policy, or narrow it by aws:PrincipalOrgID.",
  source: 'AWS Identity and Access Management User Guide, "AWS JSON policy elements: Principal"',
  scanners: ["CKV_AWS_60"],
  types: ["aws_iam_role"],
  check: eachOf(["aws_iam_role"], (role, configuration) =>
    statementsOf(configuration, role, role.args.assume_role_policy).some(isPublic)
      ? "a statement of assume_role_policy allows everybody"
      : undefined,
  ),
};
