import { isSet, says } from "../blocks";
import { eachOf } from "../each";
import { PolicyRule } from "../rule";

export const SQS_QUEUE_ENCRYPTION: PolicyRule = {
  id: "sqs-queue-encryption",
  sentence: "A queue is encrypted.",
  severity: "medium",
  fix: "Set kms_master_key_id, or leave sqs_managed_sse_enabled true.",
  source: 'AWS Security Hub User Guide, "Security Hub CSPM controls for Amazon SQS", SQS.1',
  fsbp: ["SQS.1"],
  scanners: ["CKV_AWS_27", "AVD-AWS-0096"],
  types: ["aws_sqs_queue"],
  check: eachOf(["aws_sqs_queue"], ({ args }) =>
    isSet(args.kms_master_key_id) || args.sqs_managed_sse_enabled !== false
      ? undefined
      : says("sqs_managed_sse_enabled", args.sqs_managed_sse_enabled),
  ),
};
