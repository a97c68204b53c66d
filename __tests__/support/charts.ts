import { IDashboardSource } from "../../src/core";
import { SynthesizedStack } from "../../src/testing";

/** The charts of something, a line each: title, region, and what is drawn. */
export function charts(source: IDashboardSource): string[] {
  return source.dashboardWidgets().map(({ title, region, metrics, searches = [] }) => {
    const drawn = metrics.map(({ namespace, metricName, statistic }) => `${statistic} of ${namespace} ${metricName}`);
    return `${title}${region ? ` (${region})` : ""}: ${[...drawn, ...searches].join(", ")}`;
  });
}

/** What each alarm of a construct says to whoever it wakes, by its name. */
export function alarmTexts(stack: SynthesizedStack, construct: string): Record<string, string> {
  const own = Object.entries(stack.resources("aws_cloudwatch_metric_alarm")).filter(([id]) => id.startsWith(`${construct}_Alarms_`));
  return Object.fromEntries(own.map(([id, { alarm_description }]) => [id.split("_").at(-2)!, alarm_description as string]));
}
