import { eachOf } from "../each";
import { PolicyRule } from "../rule";
import { isPublic, statementsOf } from "../statements";

export const SNS_TOPIC_NOT_PUBLIC: PolicyRule = {
  id: "sns-topic-not-public",
  sentence: "A topic policy allows nothing to everybody.",
  severity: "critical",
  fix: "Name the principals, or narrow the statement by aws:SourceAccount or aws:SourceArn.",
  source: 'AWS Security Hub User Guide, "Security Hub CSPM controls for Amazon SNS", SNS.4',
  fsbp: ["SNS.4"],
  scanners: ["CKV_AWS_169"],
  types: ["aws_sns_topic", "aws_sns_topic_policy"],
  check: eachOf(["aws_sns_topic", "aws_sns_topic_policy"], (resource, configuration) =>
    statementsOf(configuration, resource, resource.args.policy).some(isPublic) ? "a statement of its policy allows everybody" : undefined,
  ),
};
