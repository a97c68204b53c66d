import { Resource } from "../../configuration";
import { block } from "../../requests/arguments";
import { ServiceNeed, ServiceRequest } from "./need";
import { actingFor, asRole, assumes, through, withKey } from "./requests";
import { ServiceView, Target } from "./view";

/** `arn:aws:scheduler:::aws-sdk:ssm:startAutomationExecution`: any action of AWS's. */
const UNIVERSAL = /:scheduler:::aws-sdk:([\w-]+):(\w+)$/;
/** Actions on targets that Scheduler knows by their ARN's service. */
const TEMPLATED: Readonly<Record<string, string>> = {
  events: "events:PutEvents",
  kinesis: "kinesis:PutRecord",
  lambda: "lambda:InvokeFunction",
  sns: "sns:Publish",
  sqs: "sqs:SendMessage",
  states: "states:StartExecution",
};

/** Schedules of EventBridge Scheduler. */
export const EVENT_SCHEDULES: ServiceNeed = {
  id: "event-schedules",
  page: 'Amazon EventBridge Scheduler User Guide, "Setting up the execution role", "Using templated targets", "Using universal targets" and "Confused deputy prevention"',
  types: ["aws_scheduler_schedule"],
  requests: (view, schedule) => {
    const target = block(schedule.args, "target");
    const role = view.role(schedule, target?.role_arn);
    const to = view.target(schedule, target?.arn, "aws_sqs_queue", "aws_sns_topic", "aws_lambda_function");
    if (role === undefined || to === undefined) return [];
    const place = view.place(schedule);
    const group = view.text(schedule, schedule.args.group_name) ?? "default";
    const purpose = `EventBridge Scheduler runs ${schedule.name}`;
    const deadLetters = view.target(schedule, block(target, "dead_letter_config")?.arn, "aws_sqs_queue");
    return [
      ...assumes(
        role,
        "scheduler",
        purpose,
        actingFor(place, `arn:${place.partition}:scheduler:${place.region}:${place.accountId}:schedule-group/${group}`),
      ),
      ...calls(view, schedule, role, to, purpose),
      ...(deadLetters ? asRole(role, ["sqs:SendMessage"], deadLetters.arn, purpose) : []),
      ...withKey(role.arn, view.key(schedule, schedule.args.kms_key_arn), ["kms:Decrypt"], purpose, through("scheduler", place)),
    ];
  },
};

function calls(view: ServiceView, schedule: Resource, role: Target, to: Target, purpose: string): ServiceRequest[] {
  const [, service, api] = UNIVERSAL.exec(to.arn) ?? [];
  if (service === undefined || api === undefined) {
    const action = TEMPLATED[to.arn.split(":")[2] ?? ""];
    return action === undefined ? [] : asRole(role, [action], to.arn, purpose);
  }
  // Which resource a universal target is about is in its input, in the words of each API: of runbooks alone it is read.
  const document = /"DocumentName"\s*:\s*"([^"]+)"/.exec(view.text(schedule, block(schedule.args, "target")?.input) ?? "")?.[1];
  if (service !== "ssm" || document === undefined) return [];
  const { partition, region, accountId } = view.place(schedule);
  const definition = `arn:${partition}:ssm:${region}:${accountId}:automation-definition/${document}:$DEFAULT`;
  return asRole(role, [`ssm:${api[0]!.toUpperCase()}${api.slice(1)}`], definition, purpose);
}
