import { Breakage, wrong } from "../breakage";

export const CLOUDWATCH: readonly Breakage[] = [
  wrong(
    "alarm-statistic",
    "An alarm has a statistic that there isn't.",
    ["aws_cloudwatch_metric_alarm", "Edge_Alarms_blockedRequests"],
    /expected statistic to be one of \[.*\], got Median/,
    (r) => {
      r.statistic = "Median";
    },
  ),
  wrong(
    "alarm-period",
    "An alarm looks at more than a day.",
    ["aws_cloudwatch_metric_alarm", "Edge_Alarms_blockedRequests"],
    /ValidationError: Metrics cannot be checked across more than a day \(EvaluationPeriods \* Period must be <= 86400\)/,
    (r) => {
      r.evaluation_periods = 1441;
    },
  ),
  wrong(
    "dashboard",
    "The dashboard's body is no JSON that CloudWatch reads.",
    ["aws_cloudwatch_dashboard", "Dashboard"],
    /InvalidParameterInput: The dashboard body is invalid/,
    (r) => {
      r.dashboard_body = '{"widgets":[{"type":"chart"}]}';
    },
  ),
];
