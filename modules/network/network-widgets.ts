import { NatGateway } from "@cdktf/provider-aws/lib/nat-gateway";
import { VpcEndpoint } from "@cdktf/provider-aws/lib/vpc-endpoint";
import { DashboardMetric, DashboardWidget } from "../../src/core";

/** What of a network CloudWatch has metrics of by itself. */
interface MonitoredNetwork {
  readonly vpcId: string;
  /** By AZ. */
  readonly natGateways: Readonly<Record<string, NatGateway>>;
  /** By the service's name. */
  readonly interfaceEndpoints: Readonly<Record<string, VpcEndpoint>>;
}

/** The charts of a network, with a line for each NAT gateway or interface endpoint; none where there is neither. Pure. */
export function networkWidgets(network: MonitoredNetwork): readonly DashboardWidget[] {
  return [...natGatewayWidgets(network), ...interfaceEndpointWidgets(network)];
}

/** VPC User Guide, "NAT gateway metrics and dimensions". */
function natGatewayWidgets({ natGateways }: MonitoredNetwork): DashboardWidget[] {
  const byAz = Object.entries(natGateways);
  if (byAz.length === 0) return [];
  const chart = (title: string, metricName: string, statistic: string): DashboardWidget => ({
    title,
    metrics: byAz.map(([az, { id }]) => ({
      namespace: "AWS/NATGateway",
      metricName,
      statistic,
      dimensions: { NatGatewayId: id },
      label: az,
    })),
  });
  return [
    chart("NAT gateways: connections", "ActiveConnectionCount", "Maximum"),
    chart("NAT gateways: bytes to the internet", "BytesOutToDestination", "Sum"),
    chart("NAT gateways: port allocation errors", "ErrorPortAllocation", "Sum"),
    chart("NAT gateways: packets dropped", "PacketsDropCount", "Sum"),
  ];
}

/** AWS PrivateLink Guide, "CloudWatch metrics for AWS PrivateLink": "Endpoint metrics and dimensions". Gateway endpoints have none. */
function interfaceEndpointWidgets({ vpcId, interfaceEndpoints }: MonitoredNetwork): DashboardWidget[] {
  const byService = Object.entries(interfaceEndpoints);
  if (byService.length === 0) return [];
  const lines = (metricName: string, statistic: string): DashboardMetric[] =>
    byService.map(([service, endpoint]) => ({
      namespace: "AWS/PrivateLinkEndpoints",
      metricName,
      statistic,
      dimensions: {
        "Endpoint Type": "Interface",
        "Service Name": endpoint.serviceName,
        "VPC Endpoint Id": endpoint.id,
        "VPC Id": vpcId,
      },
      label: service,
    }));
  return [
    { title: "Interface endpoints: connections", metrics: lines("ActiveConnections", "Average") },
    { title: "Interface endpoints: bytes processed", metrics: lines("BytesProcessed", "Sum") },
    { title: "Interface endpoints: packets dropped", metrics: lines("PacketsDropped", "Sum") },
  ];
}
