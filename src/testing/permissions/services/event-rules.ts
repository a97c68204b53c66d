import { block } from "../../requests/arguments";
import { ServiceNeed, ServiceRequest } from "./need";
import { actingFor, assumes, principalOf, sends } from "./requests";

/** EventBridge gives KMS, and topics' policies, neither key: conditions on them are never met. */
const NONE: Readonly<Record<string, readonly string[]>> = { "aws:SourceAccount": [], "aws:SourceArn": [] };

/** Targets of EventBridge rules. */
export const EVENT_RULES: ServiceNeed = {
  id: "event-rules",
  page: 'Amazon EventBridge User Guide, "Using resource-based policies for Amazon EventBridge"; Amazon SNS Developer Guide, "Amazon SNS key management"',
  types: ["aws_cloudwatch_event_target"],
  requests: (view, target) => {
    const rule = view.configuration.named(target, "aws_cloudwatch_event_rule", target.args.rule);
    if (rule?.type !== "aws_cloudwatch_event_rule") return [];
    const context = actingFor(view.place(rule), view.arnOf(rule));
    const purpose = `EventBridge sends the events of the rule ${rule.name}`;
    const to = view.target(target, target.args.arn, "aws_sns_topic", "aws_cloudwatch_log_group");
    const isTopic = to?.resource?.type === "aws_sns_topic" || to?.arn.includes(":sns:") === true;
    const isLogGroup = to?.resource?.type === "aws_cloudwatch_log_group" || to?.arn.includes(":logs:") === true;
    const deadLetters: unknown = block(target.args, "dead_letter_config")?.arn;
    return [
      ...assumes(view.role(target, target.args.role_arn), "events", purpose, context),
      ...(target.args.role_arn === undefined
        ? sends(view, "events", target, target.args.arn, purpose, { target: isTopic ? NONE : context, key: NONE })
        : []),
      ...(to && isLogGroup ? toLogGroup(to.arn, context, purpose) : []),
      ...sends(view, "events", target, deadLetters, purpose, { target: context, key: NONE }),
    ];
  },
};

function toLogGroup(arn: string, context: ServiceRequest["context"], purpose: string): ServiceRequest[] {
  return ["logs:CreateLogStream", "logs:PutLogEvents"].map((action) => ({
    principal: principalOf("events"),
    action,
    resource: arn,
    resourcePath: ":log-stream:x",
    context,
    purpose,
  }));
}
