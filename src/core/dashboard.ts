import { CloudwatchDashboard } from "@cdktf/provider-aws/lib/cloudwatch-dashboard";
import { Lazy } from "cdktf";
import { Construct } from "constructs";
import { AlarmMetric } from "./alarms";
import { AwsEnvironment } from "./aws-environment";
import { physicalName } from "./names";

/** Where a person looks when the platform misbehaves, from the outside in. */
export const DASHBOARD_LAYERS = ["edge", "loadBalancer", "service", "database", "cache", "storage"] as const;
export type DashboardLayer = (typeof DASHBOARD_LAYERS)[number];

/** One chart. */
export interface DashboardWidget {
  readonly title: string;
  readonly metrics: readonly (AlarmMetric & { readonly label?: string })[];
  /** The region whose CloudWatch has the metrics, us-east-1 for CloudFront's. @default - the stack's region */
  readonly region?: string;
}

/** A module that has something to show. */
export interface IDashboardSource {
  readonly dashboardLayer: DashboardLayer;
  readonly dashboardTitle: string;
  dashboardWidgets(): readonly DashboardWidget[];
}

export interface PlatformDashboardProps {
  /** @default - the construct's path */
  readonly dashboardName?: string;
  /** The modules to show, in any order. */
  readonly sources: readonly IDashboardSource[];
}

/** CloudWatch's grid is 24 columns wide. */
const WIDGET_WIDTH = 8;
const WIDGET_HEIGHT = 6;
const GRID_WIDTH = 24;

/** One dashboard of the platform, in the order a person debugs: edge, load balancer, services, database, cache. */
export class PlatformDashboard extends Construct {
  public readonly dashboardName: string;
  public readonly resource: CloudwatchDashboard;

  constructor(scope: Construct, id: string, props: PlatformDashboardProps) {
    super(scope, id);
    this.dashboardName = props.dashboardName ?? physicalName(this, { maxLength: 255, punctuation: "-_" });
    this.resource = new CloudwatchDashboard(this, "Resource", {
      dashboardName: this.dashboardName,
      dashboardBody: Lazy.stringValue({ produce: () => this.body(props.sources) }),
    });
  }

  private body(sources: readonly IDashboardSource[]): string {
    const region = AwsEnvironment.of(this).region;
    const ordered = DASHBOARD_LAYERS.flatMap((layer) => sources.filter((source) => source.dashboardLayer === layer));
    const widgets: object[] = [];
    let y = 0;
    for (const source of ordered) {
      widgets.push({ type: "text", x: 0, y, width: GRID_WIDTH, height: 1, properties: { markdown: `## ${source.dashboardTitle}` } });
      y += 1;
      const charts = source.dashboardWidgets();
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
  const metrics = chart.metrics.map(({ namespace, metricName, dimensions, statistic, periodSeconds, label }) => [
    namespace,
    metricName,
    ...Object.entries(dimensions).flat(),
    { stat: statistic, period: periodSeconds ?? 60, ...(label && { label }) },
  ]);
  return { title: chart.title, view: "timeSeries", region, metrics };
}
