import { isFalse, isOneOf, says } from "../blocks";
import { eachOf } from "../each";
import { PolicyRule } from "../rule";

export const KMS_KEY_ROTATION: PolicyRule = {
  id: "kms-key-rotation",
  sentence: "A symmetric key is rotated each year.",
  severity: "medium",
  fix: "Set enable_key_rotation to true.",
  source: 'AWS Security Hub User Guide, "Security Hub CSPM controls for AWS KMS", KMS.4',
  cis: ["3.6"],
  scanners: ["CKV_AWS_7", "AVD-AWS-0065"],
  types: ["aws_kms_key"],
  check: eachOf(["aws_kms_key"], ({ args }) => {
    const isSymmetric = isOneOf(args.customer_master_key_spec ?? "SYMMETRIC_DEFAULT", ["SYMMETRIC_DEFAULT"]);
    return isSymmetric && isFalse(args.enable_key_rotation) ? says("enable_key_rotation", args.enable_key_rotation) : undefined;
  }),
};
