import { CloudwatchDashboard } from "@cdktf/provider-aws/lib/cloudwatch-dashboard";
import { Lazy } from "cdktf";
import { Construct } from "constructs";
import { accountWideName } from "../internal/names";
import { PropTypes, STRING, list, optional } from "../internal/prop-types";
import { StackEnvironment } from "../internal/stack-environment";
import { Validator } from "../internal/validator";
import { Metric } from "./alarm";
import { AwsEnvironment } from "./aws-environment";

/** The layers of a platform, from the outside in, then what all of them stand on. */
const DASHBOARD_LAYERS = ["edge", "loadBalancer", "service", "database", "cache", "storage", "network", "state"] as const;
/** A layer of the platform; the dashboard shows them from the outside in, then what all of them stand on. */
export type DashboardLayer = "edge" | "loadBalancer" | "service" | "database" | "cache" | "storage" | "network" | "state";

/** A line of a chart. */
export interface DashboardMetric extends Metric {
  /** What the line is called. @default - what CloudWatch makes of the metric's name and dimensions */
  readonly label?: string;
}

/** One chart. */
export interface DashboardWidget {
  /** What the chart shows, with the unit. */
  readonly title: string;
  /** The lines of the chart. */
  readonly metrics: readonly DashboardMetric[];
  /**
   * What finds further lines whenever the chart is shown, such as those of nodes that auto scaling adds: at most five search expressions of at most 1,024
   * characters (CloudWatch User Guide, "CloudWatch search expression syntax"), as `SEARCH('{AWS/EC2,InstanceId} MetricName="CPUUtilization"', 'Average', 60)`.
   *
   * @default - none
   */
  readonly searches?: readonly string[];
  /** The region whose CloudWatch has the metrics, us-east-1 for CloudFront's. @default - the stack's region */
  readonly region?: string;
  /** Days up to now that the chart shows, for metrics that have one data point a day. @default - the time range of the dashboard */
  readonly rangeDays?: number;
}

/** A construct that has charts for a dashboard. */
export interface IDashboardSource {
  /** The layer of the dashboard that the charts are shown in. */
  readonly dashboardLayer: DashboardLayer;
  /** The heading of the charts. */
  readonly dashboardTitle: string;
  /** The charts, in the order in which they are shown; without one, the heading isn't shown either. */
  dashboardWidgets(): readonly DashboardWidget[];
}

/** The choices for a dashboard. */
export interface PlatformDashboardProps {
  /** A fixed name, 1 to 255 letters, digits, dashes and underscores. @default - the construct's path */
  readonly dashboardName?: string;
  /** The constructs whose charts are shown, in any order. */
  readonly sources: readonly IDashboardSource[];
}

const PROPS: PropTypes<PlatformDashboardProps> = { dashboardName: optional(STRING), sources: list() };

/** CloudWatch's grid is 24 columns wide. */
const WIDGET_WIDTH = 8;
const WIDGET_HEIGHT = 6;
const GRID_WIDTH = 24;

/** One dashboard of the platform, in the order in which you look for a fault: edge, load balancer, services, database, cache, storage, network, state. */
export class PlatformDashboard extends Construct {
  /** The dashboard's name. */
  public readonly dashboardName: string;
  /** The dashboard. */
  public readonly resource: CloudwatchDashboard;
  private writtenBody?: string;

  /** @throws ValidationError for a name that CloudWatch refuses, or a source that has nothing to show */
  constructor(scope: Construct, id: string, props: PlatformDashboardProps) {
    super(scope, id);
    checkDashboard(this, props);
    StackEnvironment.watch(this);
    this.dashboardName = props.dashboardName ?? accountWideName(this, { maxLength: 255, punctuation: "-_" });
    this.resource = new CloudwatchDashboard(this, "Resource", {
      dashboardName: this.dashboardName,
      dashboardBody: Lazy.stringValue({ produce: () => (this.writtenBody ??= this.body(props.sources)) }),
    });
  }

  /** Written once: another stack's values are found by the very references that were prepared. */
  private body(sources: readonly IDashboardSource[]): string {
    const region = AwsEnvironment.of(this).region;
    const ordered = DASHBOARD_LAYERS.flatMap((layer) => sources.filter((source) => source.dashboardLayer === layer));
    const widgets: object[] = [];
    let y = 0;
    for (const source of ordered) {
      const charts = source.dashboardWidgets();
      if (charts.length === 0) continue;
      widgets.push({ type: "text", x: 0, y, width: GRID_WIDTH, height: 1, properties: { markdown: `## ${source.dashboardTitle}` } });
      y += 1;
      charts.forEach((chart, index) => {
        const column = index % (GRID_WIDTH / WIDGET_WIDTH);
        const row = Math.floor(index / (GRID_WIDTH / WIDGET_WIDTH));
        const position = { x: column * WIDGET_WIDTH, y: y + row * WIDGET_HEIGHT, width: WIDGET_WIDTH, height: WIDGET_HEIGHT };
        widgets.push({ type: "metric", ...position, properties: properties(chart, chart.region ?? region) });
      });
      y += Math.ceil(charts.length / (GRID_WIDTH / WIDGET_WIDTH)) * WIDGET_HEIGHT;
    }
    return JSON.stringify({ widgets });
  }
}

function properties(chart: DashboardWidget, region: string): object {
  const lines = chart.metrics.map(({ namespace, metricName, dimensions, statistic, periodSeconds, label }) => [
    namespace,
    metricName,
    ...Object.entries(dimensions).flat(),
    { stat: statistic, period: periodSeconds ?? 60, ...(label && { label }) },
  ]);
  const metrics = [...lines, ...(chart.searches ?? []).map((expression) => [{ expression }])];
  // Relative to now, where it has no end (CloudWatch API Reference, "Dashboard Body Structure and Syntax").
  const range = chart.rangeDays === undefined ? {} : { start: `-P${chart.rangeDays}D` };
  return { title: chart.title, view: "timeSeries", region, ...range, metrics };
}

function checkDashboard(dashboard: PlatformDashboard, props: PlatformDashboardProps): void {
  const validator = new Validator(dashboard)
    .props(props, PROPS)
    .matches(
      "dashboardName",
      props.dashboardName,
      /^[A-Za-z0-9_-]{1,255}$/,
      "must be 1 to 255 letters, digits, dashes and underscores",
      'Write it as "trading-prod".',
    );
  props.sources.forEach((source, index) =>
    validator.check(
      `sources[${index}]`,
      source,
      typeof source?.dashboardWidgets === "function" && DASHBOARD_LAYERS.includes(source.dashboardLayer),
      "must be a construct with charts of its own",
      "Give an Edge, a load balancer, a service, a database, a cache, a bucket, a network, or something else with dashboardWidgets().",
    ),
  );
  validator.throwIfInvalid();
}
