import { NatGateway } from "@cdktf/provider-aws/lib/nat-gateway";
import { Construct } from "constructs";
import { AlarmOverrides, CreatedAlarms, IAlarmTopic, Metric } from "../../src/core";
import { AlarmDefinition } from "../../src/core/alarm";
import { createAlarms } from "../../src/internal/create-alarms";
import { Validator } from "../../src/internal/validator";

/**
 * The recommended alarms of each NAT gateway.
 *
 * - `portAllocationErrors`: new connections fail, because the gateway has no source port left for their destination
 * - `packetsDropped`: the gateway drops packets
 */
export type NatGatewayAlarm = "portAllocationErrors" | "packetsDropped";

/** Makes the alarms of each gateway below it. @throws ValidationError for a network without one */
export function createNatGatewayAlarms(
  network: Construct,
  gateways: Readonly<Record<string, NatGateway>>,
  topic: IAlarmTopic,
  overrides?: AlarmOverrides<NatGatewayAlarm>,
): Readonly<Record<string, CreatedAlarms<NatGatewayAlarm>>> {
  const byAz = Object.entries(gateways);
  new Validator(network)
    .check(
      "natGateways",
      "none",
      byAz.length > 0,
      "must be perAz or single for alarms: without a NAT gateway no metric of the network could be in ALARM",
      "Set natGateways, or leave the alarms out.",
    )
    .throwIfInvalid();
  return Object.fromEntries(
    byAz.map(([az, gateway]) => [az, createAlarms(gateway.node.scope as Construct, topic, natGatewayAlarms(gateway.id), overrides)]),
  );
}

/** The recommended alarms of a NAT gateway, as AWS has them (CloudWatch User Guide, "Recommended alarms", AWS/NATGateway). Pure. */
export function natGatewayAlarms(natGatewayId: string): Record<NatGatewayAlarm, AlarmDefinition> {
  const sum = sumsOf(natGatewayId);
  return {
    portAllocationErrors: {
      metric: sum("ErrorPortAllocation"),
      description:
        "New connections through the NAT gateway fail: too many are open to one destination. Look in the flow logs for who opens them, and reuse connections.",
      threshold: 0,
      comparison: ">",
      evaluationPeriods: 15,
      missingData: "notBreaching",
    },
    packetsDropped: {
      // Of packets received, as the page computes it (VPC User Guide, "NAT gateway metrics and dimensions").
      metric: sum("PacketsDropCount"),
      percentOf: [sum("PacketsInFromSource"), sum("PacketsInFromDestination")],
      description:
        "The NAT gateway drops more than one packet in ten thousand. Look at the AWS Health Dashboard, then at the gateway's bandwidth.",
      threshold: 0.01,
      comparison: ">",
      // Nothing is computed for a minute without a packet.
      missingData: "notBreaching",
    },
  };
}

function sumsOf(natGatewayId: string) {
  return (metricName: string): Metric => ({
    namespace: "AWS/NATGateway",
    metricName,
    statistic: "Sum",
    dimensions: { NatGatewayId: natGatewayId },
  });
}
