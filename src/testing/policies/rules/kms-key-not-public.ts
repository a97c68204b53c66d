import { eachOf } from "../each";
import { PolicyRule } from "../rule";
import { isPublic, statementsOf } from "../statements";

export const KMS_KEY_NOT_PUBLIC: PolicyRule = {
  id: "kms-key-not-public",
  sentence: "A key policy allows nothing to everybody.",
  severity: "critical",
  fix: "Name the principals, or narrow the statement by kms:CallerAccount or aws:PrincipalOrgID.",
  source: 'AWS Security Hub User Guide, "Security Hub CSPM controls for AWS KMS", KMS.5',
  fsbp: ["KMS.5"],
  scanners: ["CKV_AWS_33"],
  types: ["aws_kms_key", "aws_kms_key_policy"],
  check: eachOf(["aws_kms_key", "aws_kms_key_policy"], (resource, configuration) =>
    statementsOf(configuration, resource, resource.args.policy).some(isPublic) ? "a statement of its policy allows everybody" : undefined,
  ),
};
