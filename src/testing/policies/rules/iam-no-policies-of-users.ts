import { says } from "../blocks";
import { eachOf } from "../each";
import { PolicyRule } from "../rule";

export const IAM_NO_POLICIES_OF_USERS: PolicyRule = {
  id: "iam-no-policies-of-users",
  sentence: "No policy is attached to a user.",
  severity: "low",
  fix: "Attach it to a role, or to a group that the user is in.",
  source: 'AWS Security Hub User Guide, "Security Hub CSPM controls for AWS Identity and Access Management", IAM.2',
  fsbp: ["IAM.2"],
  cis: ["1.15"],
  scanners: ["CKV_AWS_40", "AVD-AWS-0143"],
  types: ["aws_iam_user_policy", "aws_iam_user_policy_attachment"],
  check: eachOf(["aws_iam_user_policy", "aws_iam_user_policy_attachment"], ({ args }) => says("user", args.user)),
};
