import { eachOf } from "../each";
import { PolicyRule } from "../rule";
import { statementsOf } from "../statements";

const IDENTITY_POLICIES = ["aws_iam_policy", "aws_iam_role_policy", "aws_iam_user_policy", "aws_iam_group_policy"];

export const IAM_NO_FULL_ADMINISTRATION: PolicyRule = {
  id: "iam-no-full-administration",
  sentence: "No policy allows every action on every resource.",
  severity: "high",
  fix: "Name the actions and the resources.",
  source: 'AWS Security Hub User Guide, "Security Hub CSPM controls for AWS Identity and Access Management", IAM.1',
  fsbp: ["IAM.1"],
  cis: ["1.16"],
  scanners: ["CKV_AWS_62"],
  types: ["aws_iam_policy", "aws_iam_role_policy", "aws_iam_user_policy", "aws_iam_group_policy"],
  check: eachOf(IDENTITY_POLICIES, (resource, configuration) =>
    statementsOf(configuration, resource, resource.args.policy).some(
      ({ allows, actions, isNotAction, resources }) => allows && !isNotAction && actions.includes("*") && resources.includes("*"),
    )
      ? "a statement of its policy allows * on *"
      : undefined,
  ),
};
