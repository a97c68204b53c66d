import { Breakage, wrong } from "../breakage";

export const CLOUDWATCH: readonly Breakage[] = [
  wrong(
    "alarm-statistic",
    "An alarm has a statistic that there isn't.",
    ["aws_cloudwatch_metric_alarm", "Edge_Alarms_blockedRequests"],
    /statistic/i,
    (r) => {
      r.statistic = "Median";
    },
  ),
  wrong(
    "alarm-period",
    "An alarm looks at more than a day.",
    ["aws_cloudwatch_metric_alarm", "Edge_Alarms_blockedRequests"],
    /ValidationError|period/i,
    (r) => {
      r.period = 3600;
      r.evaluation_periods = 200;
      r.datapoints_to_alarm = 200;
    },
  ),
  wrong(
    "dashboard",
    "The dashboard's body is no JSON that CloudWatch reads.",
    ["aws_cloudwatch_dashboard", "Dashboard"],
    /InvalidParameterInput|dashboard/i,
    (r) => {
      r.dashboard_body = '{"widgets":[{"type":"chart"}]}';
    },
  ),
];
