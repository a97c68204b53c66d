import { isSet, says } from "../blocks";
import { eachOf } from "../each";
import { PolicyRule } from "../rule";

export const CLOUDTRAIL_ENCRYPTION: PolicyRule = {
  id: "cloudtrail-encryption",
  sentence: "A trail is encrypted under your key.",
  severity: "medium",
  fix: "Set kms_key_id.",
  source: 'AWS Security Hub User Guide, "Security Hub CSPM controls for AWS CloudTrail", CloudTrail.2',
  fsbp: ["CloudTrail.2"],
  cis: ["3.5"],
  scanners: ["CKV_AWS_35", "AVD-AWS-0015"],
  types: ["aws_cloudtrail"],
  check: eachOf(["aws_cloudtrail"], ({ args }) => (isSet(args.kms_key_id) ? undefined : says("kms_key_id", args.kms_key_id))),
};
