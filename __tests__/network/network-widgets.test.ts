import { NetworkProps } from "../../modules/network";
import { PlatformDashboard } from "../../src/core";
import { synth } from "../support/synth";
import { make, reference } from "./fixture";

interface Widget {
  readonly type: string;
  readonly properties: { readonly markdown?: string; readonly title: string; readonly metrics: readonly unknown[][] };
}

function shown(props: Partial<NetworkProps>) {
  const { stack, network } = make(props);
  new PlatformDashboard(stack, "Dashboard", { sources: [network] });
  const { widgets } = JSON.parse(synth(stack).resource("aws_cloudwatch_dashboard").dashboard_body) as { widgets: Widget[] };
  return { network, ref: (token: string) => reference(stack, token), widgets };
}

/** The title of a chart, its metric and statistic. */
function chartsOf(widgets: readonly Widget[]): string[] {
  return widgets.slice(1).map(({ properties: { title, metrics } }) => {
    const [namespace, metricName, ...rest] = metrics[0]!;
    return `${title} = ${namespace} ${metricName} ${(rest.at(-1) as { stat: string }).stat}`;
  });
}

describe("on a dashboard", () => {
  test("a network has its own heading", () => {
    expect(shown({ natGateways: "single" }).widgets[0]!.properties.markdown).toBe("## Network Network");
  });

  // VPC User Guide, "NAT gateway metrics and dimensions": each metric with its most useful statistic.
  test("NAT gateways have four charts, with a line for each AZ", () => {
    const { widgets, network, ref } = shown({ natGateways: "perAz" });
    expect(chartsOf(widgets)).toEqual([
      "NAT gateways: connections = AWS/NATGateway ActiveConnectionCount Maximum",
      "NAT gateways: bytes to the internet = AWS/NATGateway BytesOutToDestination Sum",
      "NAT gateways: port allocation errors = AWS/NATGateway ErrorPortAllocation Sum",
      "NAT gateways: packets dropped = AWS/NATGateway PacketsDropCount Sum",
    ]);
    for (const { properties } of widgets.slice(1)) {
      expect(properties.metrics.map(([, , ...dimensions]) => dimensions)).toEqual(
        Object.entries(network.natGatewayResources).map(([az, { id }]) => [
          "NatGatewayId",
          ref(id),
          expect.objectContaining({ label: az, period: 60 }),
        ]),
      );
    }
  });

  // AWS PrivateLink Guide, "CloudWatch metrics for AWS PrivateLink": "Endpoint metrics and dimensions".
  test("interface endpoints have three charts, with a line for each service", () => {
    const { widgets, network, ref } = shown({ interfaceEndpoints: ["sqs", "logs"] });
    expect(chartsOf(widgets)).toEqual([
      "Interface endpoints: connections = AWS/PrivateLinkEndpoints ActiveConnections Average",
      "Interface endpoints: bytes processed = AWS/PrivateLinkEndpoints BytesProcessed Sum",
      "Interface endpoints: packets dropped = AWS/PrivateLinkEndpoints PacketsDropped Sum",
    ]);
    const { logs, sqs } = network.interfaceEndpointResources;
    expect(widgets[1]!.properties.metrics.map(([, , ...dimensions]) => dimensions)).toEqual(
      [logs!, sqs!].map((endpoint, index) => [
        "Endpoint Type",
        "Interface",
        "Service Name",
        ref(endpoint.serviceName),
        "VPC Endpoint Id",
        ref(endpoint.id),
        "VPC Id",
        ref(network.vpcId),
        expect.objectContaining({ label: ["logs", "sqs"][index] }),
      ]),
    );
  });

  test("a network with neither is not shown", () => {
    expect(shown({}).widgets).toEqual([]);
  });
});
