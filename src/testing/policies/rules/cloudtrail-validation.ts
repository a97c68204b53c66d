import { isTrue, says } from "../blocks";
import { eachOf } from "../each";
import { PolicyRule } from "../rule";

export const CLOUDTRAIL_VALIDATION: PolicyRule = {
  id: "cloudtrail-validation",
  sentence: "A trail's log files can be validated.",
  severity: "low",
  fix: "Set enable_log_file_validation to true.",
  source: 'AWS Security Hub User Guide, "Security Hub CSPM controls for AWS CloudTrail", CloudTrail.4',
  fsbp: ["CloudTrail.4"],
  cis: ["3.2"],
  scanners: ["CKV_AWS_36", "AVD-AWS-0016"],
  types: ["aws_cloudtrail"],
  check: eachOf(["aws_cloudtrail"], ({ args }) =>
    isTrue(args.enable_log_file_validation) ? undefined : says("enable_log_file_validation", args.enable_log_file_validation),
  ),
};
