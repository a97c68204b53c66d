import { isOneOf, says } from "../blocks";
import { eachOf } from "../each";
import { PolicyRule } from "../rule";

export const KINESIS_STREAM_ENCRYPTION: PolicyRule = {
  id: "kinesis-stream-encryption",
  sentence: "A stream is encrypted.",
  severity: "medium",
  fix: 'Set encryption_type to "KMS" and a kms_key_id.',
  source: 'AWS Security Hub User Guide, "Security Hub CSPM controls for Kinesis", Kinesis.1',
  fsbp: ["Kinesis.1"],
  scanners: ["CKV_AWS_43", "AVD-AWS-0064"],
  types: ["aws_kinesis_stream"],
  check: eachOf(["aws_kinesis_stream"], ({ args }) =>
    isOneOf(args.encryption_type, ["KMS"]) ? undefined : says("encryption_type", args.encryption_type),
  ),
};
