import { Breakage, because, wrong } from "../breakage";

export const SNS: readonly Breakage[] = [
  wrong(
    "email-address",
    "A subscription by email has an endpoint that is no address.",
    ["aws_sns_topic_subscription", "Alarms_Email"],
    /InvalidParameter: Invalid parameter: .*email/i,
    (r) => {
      r.endpoint = "oncall.example.com";
    },
  ),
  because(
    "topic-policy",
    "A topic's policy names an action that SNS doesn't have.",
    ["aws_sns_topic_policy", "Alarms_Policy"],
    /InvalidParameter: Invalid parameter: Policy statement action out of service scope!/,
    (stack) => stack.replaceInPolicy("aws_sns_topic_policy", "Alarms_Policy", "sns:Publish", "sns:Send"),
  ),
];
