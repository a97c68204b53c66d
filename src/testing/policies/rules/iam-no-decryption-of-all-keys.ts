import { eachOf } from "../each";
import { PolicyRule } from "../rule";
import { Statement, coversAction, statementsOf } from "../statements";

const IDENTITY_POLICIES = ["aws_iam_policy", "aws_iam_role_policy", "aws_iam_user_policy", "aws_iam_group_policy"];

function isEveryKey(resource: string): boolean {
  return resource === "*" || /:key\/\*$/.test(resource);
}

export const IAM_NO_DECRYPTION_OF_ALL_KEYS: PolicyRule = {
  id: "iam-no-decryption-of-all-keys",
  sentence: "No policy allows decryption under every key.",
  severity: "medium",
  fix: "Name the keys.",
  source: 'AWS Security Hub User Guide, "Security Hub CSPM controls for AWS KMS", KMS.1 and KMS.2',
  fsbp: ["KMS.1", "KMS.2"],
  types: ["aws_iam_policy", "aws_iam_role_policy", "aws_iam_user_policy", "aws_iam_group_policy"],
  check: eachOf(IDENTITY_POLICIES, (resource, configuration) => {
    const decrypts = (statement: Statement): boolean =>
      ["kms:Decrypt", "kms:ReEncryptFrom"].some((action) => coversAction(statement, action));
    const broken = statementsOf(configuration, resource, resource.args.policy).find(
      (one) => one.allows && !one.actions.includes("*") && one.resources.some(isEveryKey) && decrypts(one),
    );
    return broken && `a statement of its policy allows ${broken.actions.join(", ")} on every key`;
  }),
};
