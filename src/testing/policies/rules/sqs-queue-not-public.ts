import { eachOf } from "../each";
import { PolicyRule } from "../rule";
import { isPublic, statementsOf } from "../statements";

export const SQS_QUEUE_NOT_PUBLIC: PolicyRule = {
  id: "sqs-queue-not-public",
  sentence: "A queue policy allows nothing to everybody.",
  severity: "critical",
  fix: "Name the principals, or narrow the statement by aws:SourceAccount or aws:SourceArn.",
  source: 'AWS Security Hub User Guide, "Security Hub CSPM controls for Amazon SQS", SQS.3',
  fsbp: ["SQS.3"],
  scanners: ["CKV_AWS_168"],
  types: ["aws_sqs_queue", "aws_sqs_queue_policy"],
  check: eachOf(["aws_sqs_queue", "aws_sqs_queue_policy"], (resource, configuration) =>
    statementsOf(configuration, resource, resource.args.policy).some(isPublic) ? "a statement of its policy allows everybody" : undefined,
  ),
};
