import { texts } from "../../requests/arguments";
import { ServiceNeed } from "./need";
import { actingFor, principalOf, sends } from "./requests";

const ACTIONS = ["alarm_actions", "ok_actions", "insufficient_data_actions"];

/** Who alarms notify. */
export const CLOUDWATCH_ALARMS: ServiceNeed = {
  id: "cloudwatch-alarms",
  page: 'Amazon SNS Developer Guide, "Example cases for Amazon SNS access control" and "Amazon SNS key management", "Enable compatibility between event sources from AWS services and encrypted topics"; CloudWatch User Guide, "Invoke a Lambda function from an alarm"',
  types: ["aws_cloudwatch_metric_alarm", "aws_cloudwatch_composite_alarm"],
  requests: (view, alarm) => {
    const place = view.place(alarm);
    const context = { ...actingFor(place, view.arnOf(alarm)), "aws:SourceOwner": place.accountId };
    const purpose = `CloudWatch notifies of the alarm ${alarm.name}`;
    const targets = new Set(ACTIONS.flatMap((name) => texts(alarm.args[name])));
    return [...targets].flatMap((target) =>
      sends(view, "cloudwatch", alarm, target, purpose, { target: context, key: context }).map((request) =>
        request.action === "lambda:InvokeFunction" ? { ...request, principal: principalOf("lambda.alarms.cloudwatch") } : request,
      ),
    );
  },
};
