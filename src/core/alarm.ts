import { CloudwatchMetricAlarm } from "@cdktf/provider-aws/lib/cloudwatch-metric-alarm";

/** The values of `MissingData`. */
export const MISSING_DATA = ["breaching", "notBreaching", "ignore", "missing"] as const;
/** How CloudWatch treats a period without data (CloudWatch User Guide, "Configuring how CloudWatch alarms treat missing data"). */
export type MissingData = "breaching" | "notBreaching" | "ignore" | "missing";

/** A metric of CloudWatch, and how its data points are made. */
export interface Metric {
  /** Such as `AWS/RDS`. */
  readonly namespace: string;
  /** Such as `CPUUtilization`. */
  readonly metricName: string;
  /** What the metric is reported for, by the names of its dimensions. */
  readonly dimensions: Readonly<Record<string, string>>;
  /** `Average`, `Sum`, `Minimum`, `Maximum`, `SampleCount`, or a percentile such as `p99`. */
  readonly statistic: string;
  /** Length of a data point, in seconds. @default 60 */
  readonly periodSeconds?: number;
  /** The unit that data points are limited to. @default - any */
  readonly unit?: string;
}

/** The resources whose metrics one alarm watches. */
export interface WatchedResources {
  /** The dimensions that the metric is published with, all of them. */
  readonly dimensions: readonly string[];
  /** What all of them are tagged with: letters, digits and underscores as the key. */
  readonly tag: { readonly key: string; readonly value: string };
  /** The dimension that tells them apart: each is in ALARM by itself, and named in the notification. @default - they are taken together */
  readonly each?: string;
}

/** An alarm as a module recommends it. */
export interface AlarmDefinition {
  /** What is watched. */
  readonly metric: Metric;
  /** The metrics whose sum the metric is taken as a percentage of; their data points are as long as its own. @default - the metric itself is watched */
  readonly percentOf?: readonly Metric[];
  /**
   * Watches the metric of every resource that has a tag, those that are made later included, by a CloudWatch Metrics Insights query, which has no
   * percentiles and looks back three hours. CloudWatch must know the tags ("Enable resource tags on telemetry").
   *
   * @default - the metric is that of the one resource that its dimensions name
   */
  readonly watched?: WatchedResources;
  /** What is wrong when it is in ALARM, and where to look first. */
  readonly description: string;
  /** What the data points are compared with, in the metric's unit; in percent with `percentOf`. */
  readonly threshold: number;
  /** @default ">=" */
  readonly comparison?: ">" | ">=" | "<" | "<=";
  /** How many of the latest periods are looked at. @default 5 */
  readonly evaluationPeriods?: number;
  /** How many of them must breach the threshold. @default - `evaluationPeriods` */
  readonly datapointsToAlarm?: number;
  /** How a period without data is treated. */
  readonly missingData: MissingData;
}

/** What a caller may change of a recommended alarm. */
export interface AlarmSettings {
  /** What the data points are compared with, in the metric's unit. @default - as recommended */
  readonly threshold?: number;
  /** How many of the latest periods are looked at. @default - as recommended */
  readonly evaluationPeriods?: number;
  /** How many of them must breach the threshold. @default - as recommended */
  readonly datapointsToAlarm?: number;
  /** How a period without data is treated. @default - as recommended */
  readonly missingData?: MissingData;
}

/** The alarms that were created, by their names; one that was left out is undefined. */
export type CreatedAlarms<Name extends string> = Readonly<Partial<Record<Name, CloudwatchMetricAlarm>>>;

/** Changes of recommended alarms by their names; `false` leaves one out. */
export type AlarmOverrides<Name extends string> = Partial<Record<Name, false | AlarmSettings>>;
