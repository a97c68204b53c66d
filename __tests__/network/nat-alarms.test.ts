import { AlarmTopic, EncryptionKey } from "../../src/core";
import { messageOf, synth } from "../support/synth";
import { make } from "./fixture";

const ALARM = "aws_cloudwatch_metric_alarm";

function watched(natGateways: "perAz" | "single" | "none", overrides?: object) {
  const { stack, network } = make({ natGateways });
  const topic = new AlarmTopic(stack, "Alarms", { encryptionKey: new EncryptionKey(stack, "AlarmKey") });
  const alarms = network.addAlarms(topic, overrides);
  return { network, topic, alarms, synthesized: Object.values(synth(stack).resources(ALARM)) };
}

describe("the alarms of NAT gateways", () => {
  const { network, alarms, synthesized } = watched("perAz");
  const ofFirst = (name: string) => synthesized.find(({ alarm_name }) => alarm_name === `trading-test-Network-Nat-eu-central-1a-${name}`)!;
  const first = `\${aws_nat_gateway.${network.natGatewayResources["eu-central-1a"]!.friendlyUniqueId}.id}`;

  test("watch each gateway, and are keyed by its AZ", () => {
    expect(Object.keys(alarms)).toEqual(["eu-central-1a", "eu-central-1b", "eu-central-1c"]);
    expect(synthesized).toHaveLength(6);
    expect(alarms["eu-central-1b"]!.portAllocationErrors!.alarmNameInput).toBe(
      "trading-test-Network-Nat-eu-central-1b-portAllocationErrors",
    );
  });

  // CloudWatch User Guide, "Recommended alarms", AWS/NATGateway ErrorPortAllocation: Sum, 60 s, above 0.0, 15 of 15 data points.
  test("watch for source ports that the gateway could not allocate for a quarter of an hour", () => {
    expect(ofFirst("portAllocationErrors")).toMatchObject({
      namespace: "AWS/NATGateway",
      metric_name: "ErrorPortAllocation",
      dimensions: { NatGatewayId: first },
      statistic: "Sum",
      period: 60,
      threshold: 0,
      comparison_operator: "GreaterThanThreshold",
      evaluation_periods: 15,
      datapoints_to_alarm: 15,
      treat_missing_data: "notBreaching",
    });
  });

  // The same page, PacketsDropCount: 0.01 percent of the total traffic, Sum, 60 s, 5 of 5 data points. VPC User Guide, "NAT gateway metrics and
  // dimensions": PacketsDropCount/(PacketsInFromSource+PacketsInFromDestination)*100.
  test("watch for more than 0.01 percent of packets dropped", () => {
    const alarm = ofFirst("packetsDropped");
    expect(alarm).toMatchObject({
      threshold: 0.01,
      comparison_operator: "GreaterThanThreshold",
      evaluation_periods: 5,
      datapoints_to_alarm: 5,
      treat_missing_data: "notBreaching",
    });
    const [result, ...parts] = alarm.metric_query;
    expect(result).toMatchObject({ expression: "100 * part / (whole1 + whole2)", return_data: true });
    const metric = { namespace: "AWS/NATGateway", dimensions: { NatGatewayId: first }, stat: "Sum", period: 60 };
    expect(parts).toEqual([
      { id: "part", metric: { ...metric, metric_name: "PacketsDropCount" } },
      { id: "whole1", metric: { ...metric, metric_name: "PacketsInFromSource" } },
      { id: "whole2", metric: { ...metric, metric_name: "PacketsInFromDestination" } },
    ]);
  });

  test("say what is wrong, and where to look first", () => {
    expect(["portAllocationErrors", "packetsDropped"].map((name) => ofFirst(name).alarm_description)).toEqual([
      "New connections through the NAT gateway fail: too many are open to one destination. Look in the flow logs for who opens them, and reuse connections.",
      "The NAT gateway drops more than one packet in ten thousand. Look at the AWS Health Dashboard, then at the gateway's bandwidth.",
    ]);
  });

  test("watch the single gateway, where there is one for all AZs", () => {
    expect(watched("single").synthesized.map(({ alarm_name }) => alarm_name)).toEqual([
      "trading-test-Network-Nat-eu-central-1a-packetsDropped",
      "trading-test-Network-Nat-eu-central-1a-portAllocationErrors",
    ]);
  });

  test("have another threshold, or are left out, for all gateways alike", () => {
    const changed = watched("perAz", { packetsDropped: false, portAllocationErrors: { evaluationPeriods: 3 } }).synthesized;
    expect(changed.map(({ metric_name, evaluation_periods }) => [metric_name, evaluation_periods])).toEqual(
      Array(3).fill(["ErrorPortAllocation", 3]),
    );
  });
});

describe("the alarms of NAT gateways refuse", () => {
  test("a network without one", () => {
    expect(messageOf(() => watched("none"))).toBe(
      "trading-test/Network: invalid input\n  - natGateways: must be perAz or single for alarms: without a NAT gateway no metric of the network " +
        'could be in ALARM; received "none". Set natGateways, or leave the alarms out.',
    );
  });

  test("a second call", () => {
    const { network, topic } = watched("single");
    expect(messageOf(() => network.addAlarms(topic))).toBe(
      "trading-test/Network/Nat/eu-central-1a: invalid input\n  - addAlarms: must be called once: the alarms have been made; " +
        'received ["portAllocationErrors","packetsDropped"]. Give it all overrides at once; subscribe further receivers to the topic.',
    );
  });

  test("a name that they don't have", () => {
    expect(messageOf(() => watched("single", { idleTimeouts: false }))).toBe(
      "trading-test/Network/Nat/eu-central-1a: invalid input\n  - overrides.idleTimeouts: must name an alarm of this module; " +
        'received "idleTimeouts". Use one of portAllocationErrors, packetsDropped.',
    );
  });
});
