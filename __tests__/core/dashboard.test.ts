import { DashboardLayer, Metric, PlatformDashboard } from "../../src/core";
import { LONGEST_REGION, messageOf, synth, testStack } from "../support/synth";

const METRIC: Metric = {
  namespace: "AWS/RDS",
  metricName: "CPUUtilization",
  dimensions: { DBClusterIdentifier: "db" },
  statistic: "Average",
};

describe("PlatformDashboard", () => {
  const source = (layer: DashboardLayer, title: string, charts: number, region?: string) => ({
    dashboardLayer: layer,
    dashboardTitle: title,
    dashboardWidgets: () =>
      Array.from({ length: charts }, (_, index) => ({ title: `${title} ${index}`, metrics: [{ ...METRIC, label: "CPU" }], region })),
  });

  test("shows the modules from the outside in, whatever order they come in", () => {
    const stack = testStack();
    new PlatformDashboard(stack, "Dashboard", {
      sources: [
        source("state", "States", 1),
        source("cache", "Cache", 1),
        source("edge", "Edge", 4, "us-east-1"),
        source("network", "Network", 1),
        source("storage", "Bucket", 1),
        source("database", "Database", 1),
      ],
    });
    const dashboard = synth(stack).resource("aws_cloudwatch_dashboard");
    const { widgets } = JSON.parse(dashboard.dashboard_body);
    expect(dashboard.dashboard_name).toBe("trading-test-Dashboard-eu-central-1");
    expect(
      widgets
        .filter((widget: { type: string }) => widget.type === "text")
        .map((widget: { properties: { markdown: string } }) => widget.properties.markdown),
    ).toEqual(["## Edge", "## Database", "## Cache", "## Bucket", "## Network", "## States"]);
  });

  test("places three charts in a row, none over another, each with its region", () => {
    const stack = testStack();
    new PlatformDashboard(stack, "Dashboard", {
      sources: [source("edge", "Edge", 4, "us-east-1"), source("cache", "Cache", 1)],
      dashboardName: "platform",
    });
    const { widgets } = JSON.parse(synth(stack).resource("aws_cloudwatch_dashboard").dashboard_body);
    expect(widgets.map(({ x, y }: { x: number; y: number }) => [x, y])).toEqual([
      [0, 0],
      [0, 1],
      [8, 1],
      [16, 1],
      [0, 7],
      [0, 13],
      [0, 14],
    ]);
    expect(widgets.map(({ type, width, height }: { type: string; width: number; height: number }) => [type, width, height])).toEqual([
      ["text", 24, 1],
      ["metric", 8, 6],
      ["metric", 8, 6],
      ["metric", 8, 6],
      ["metric", 8, 6],
      ["text", 24, 1],
      ["metric", 8, 6],
    ]);
    expect(widgets[1].properties).toEqual({
      title: "Edge 0",
      view: "timeSeries",
      region: "us-east-1",
      metrics: [["AWS/RDS", "CPUUtilization", "DBClusterIdentifier", "db", { stat: "Average", period: 60, label: "CPU" }]],
    });
    expect(widgets[6].properties.region).toBe("eu-central-1");
  });

  test("has no heading for a module without a chart", () => {
    const stack = testStack();
    new PlatformDashboard(stack, "Dashboard", { sources: [source("network", "Network", 0), source("cache", "Cache", 1)] });
    const { widgets } = JSON.parse(synth(stack).resource("aws_cloudwatch_dashboard").dashboard_body);
    expect(widgets.map(({ type, y }: { type: string; y: number }) => [type, y])).toEqual([
      ["text", 0],
      ["metric", 1],
    ]);
  });

  // CloudWatch API Reference, "Dashboard Body Structure and Syntax": a start without an end is relative and begins with -P.
  test("shows as many days as a chart asks for, whatever the time range of the dashboard", () => {
    const stack = testStack();
    const daily = { ...METRIC, periodSeconds: 86_400 };
    const dashboardWidgets = () => [{ title: "Size", metrics: [daily], rangeDays: 14 }];
    new PlatformDashboard(stack, "Dashboard", {
      sources: [{ dashboardLayer: "storage", dashboardTitle: "Bucket", dashboardWidgets }],
    });
    const { widgets } = JSON.parse(synth(stack).resource("aws_cloudwatch_dashboard").dashboard_body);
    expect(widgets[1].properties).toMatchObject({ start: "-P14D", metrics: [[...Array(4).fill(expect.any(String)), { period: 86_400 }]] });
    expect(widgets[1].properties.end).toBeUndefined();
  });

  // CloudWatch API Reference, "Dashboard Body Structure and Syntax": an expression stands for the metrics that it finds.
  test("shows what a search finds, after the lines that are known", () => {
    const stack = testStack();
    const search = `SEARCH('{AWS/RDS,DBInstanceIdentifier} MetricName="CPUUtilization"', 'Average', 60)`;
    const dashboardWidgets = () => [{ title: "CPU", metrics: [METRIC], searches: [search] }];
    new PlatformDashboard(stack, "Dashboard", {
      sources: [{ dashboardLayer: "database", dashboardTitle: "Database", dashboardWidgets }],
    });
    const { widgets } = JSON.parse(synth(stack).resource("aws_cloudwatch_dashboard").dashboard_body);
    const line = ["AWS/RDS", "CPUUtilization", "DBClusterIdentifier", "db", { stat: "Average", period: 60 }];
    expect(widgets[1].properties.metrics).toEqual([line, [{ expression: search }]]);
  });

  // CloudWatch API Reference, PutDashboard: up to 255 letters, digits, underscores and dashes.
  test("has a name that CloudWatch accepts, however deep it is", () => {
    const stack = testStack("trading-test", LONGEST_REGION);
    new PlatformDashboard(stack, `Whole_Platform${"x".repeat(300)}`, { sources: [] });
    const { dashboard_name } = synth(stack).resource("aws_cloudwatch_dashboard");
    expect(dashboard_name).toMatch(/^trading-test-Whole_Platformx[\w-]+$/);
    expect(dashboard_name).toHaveLength(255);
  });

  test("is the default child of its construct", () => {
    const dashboard = new PlatformDashboard(testStack(), "Dashboard", { sources: [] });
    expect(dashboard.node.defaultChild).toBe(dashboard.resource);
  });

  test.each([
    ["no sources", {}, "sources: must be a list; received nothing. It is required."],
    [
      "a source without charts",
      { sources: [{ dashboardLayer: "edge" }] },
      'sources[0]: must be a construct with charts of its own; received {"dashboardLayer":"edge"}. Give an Edge, a load balancer, a service, a database, a cache, a bucket, a network, or something else with dashboardWidgets().',
    ],
    [
      "a name that CloudWatch refuses",
      { dashboardName: "my dashboard", sources: [] },
      'dashboardName: must be 1 to 255 letters, digits, dashes and underscores; received "my dashboard". Write it as "trading-prod".',
    ],
  ])("refuses %s", (_, props, message) => {
    expect(messageOf(() => new PlatformDashboard(testStack(), "Dashboard", props as never))).toBe(
      `trading-test/Dashboard: invalid input\n  - ${message}`,
    );
  });
});
