import { Token } from "cdktf";
import { Peer, Port, SecurityGroup } from "../../src/core";
import { messageOf, synth, testStack } from "../support/synth";

const notKnown = (prop: string): string =>
  `${prop}: must be known at synthesis; received "a value that only Terraform knows". Write the value itself: it decides what is created.`;
const INGRESS = "aws_vpc_security_group_ingress_rule";

function group() {
  const stack = testStack();
  return { stack, group: new SecurityGroup(stack, "Bastion", { vpcId: "vpc-1", description: "Bastion" }) };
}

/** The ingress rule for a port, and its id behind the peer's. */
function opened(port: Port) {
  const { stack, group: bastion } = group();
  bastion.connections.allowFrom(Peer.ipv4("10.0.0.0/8"), port);
  const id = bastion.node.children.map((child) => child.node.id).find((child) => child.startsWith("IngressFrom"))!;
  return { rule: synth(stack).resource(INGRESS), key: id.replace("IngressFrom-10_0_0_0_8-", "") };
}

// EC2 API reference, IpPermission: FromPort is the type of ICMP and ToPort its code, -1 is every one; IpProtocol -1 is every protocol.
// AWS provider, aws_vpc_security_group_ingress_rule: from_port and to_port are left out with ip_protocol -1.
describe("a port", () => {
  test.each([
    ["one of TCP", Port.tcp(22), { ip_protocol: "tcp", from_port: 22, to_port: 22 }, "tcp-22"],
    ["a range of TCP", Port.tcpRange(6379, 6380), { ip_protocol: "tcp", from_port: 6379, to_port: 6380 }, "tcp-6379-6380"],
    ["one of UDP", Port.udp(123), { ip_protocol: "udp", from_port: 123, to_port: 123 }, "udp-123"],
    // RFC 792: echo is type 8.
    ["a ping over IPv4", Port.icmpPing(), { ip_protocol: "icmp", from_port: 8, to_port: -1 }, "icmp-8"],
    // RFC 4443: echo request is type 128.
    ["a ping over IPv6", Port.icmpV6Ping(), { ip_protocol: "icmpv6", from_port: 128, to_port: -1 }, "icmpv6-128"],
    ["a type and a code of ICMP", Port.icmp(3, 4), { ip_protocol: "icmp", from_port: 3, to_port: 4 }, "icmp-3-4"],
    ["a type and a code that are 0", Port.icmp(0, 0), { ip_protocol: "icmp", from_port: 0, to_port: 0 }, "icmp-0-0"],
    ["a type and a code of ICMPv6", Port.icmpV6(2, 0), { ip_protocol: "icmpv6", from_port: 2, to_port: 0 }, "icmpv6-2-0"],
    ["every message of ICMP", Port.icmp(), { ip_protocol: "icmp", from_port: -1, to_port: -1 }, "icmp-all"],
    ["every message of ICMPv6", Port.icmpV6(), { ip_protocol: "icmpv6", from_port: -1, to_port: -1 }, "icmpv6-all"],
  ])("that is %s is what EC2 takes it for", (_, port, expected, key) => {
    const { rule, key: own } = opened(port);
    expect(rule).toMatchObject(expected);
    expect(own).toBe(key);
  });

  test("that is every one of every protocol names no ports", () => {
    const { rule, key } = opened(Port.allTraffic());
    expect([rule.ip_protocol, rule.from_port, rule.to_port]).toEqual(["-1", undefined, undefined]);
    expect(key).toBe("all");
  });

  test.each([
    [
      "a type that ICMP doesn't have",
      Port.icmp(256),
      "port.fromPort: must be a whole number from -1 to 255; received 256. Give a value from -1 to 255.",
    ],
    [
      "a code that ICMP doesn't have",
      Port.icmpV6(1, 300),
      "port.toPort: must be a whole number from -1 to 255; received 300. Give a value from -1 to 255.",
    ],
    [
      "a code of every type",
      Port.icmp(-1, 4),
      "port.toPort: must be -1, every code, where the type is every type; received 4. Name the type as well, or leave out both.",
    ],
    [
      "ports of every protocol",
      { ...Port.allTraffic(), fromPort: 0, toPort: 65535 },
      "port: must be -1 to -1 for every protocol; received [0,65535]. Write it as Port.allTraffic().",
    ],
    [
      "every port of TCP as -1",
      Port.tcp(-1),
      "port.fromPort: must be a whole number from 0 to 65535; received -1. Give a value from 0 to 65535.",
    ],
    [
      "a range whose last port there isn't",
      Port.tcpRange(1, 65536),
      "port.toPort: must be a whole number from 0 to 65535; received 65536. Give a value from 0 to 65535.",
    ],
    [
      "a range that ends before it begins",
      Port.tcpRange(90, 80),
      "port: must not end before it begins; received [90,80]. Swap fromPort and toPort.",
    ],
    [
      "one port of every protocol",
      { ...Port.allTraffic(), toPort: 443 },
      "port: must be -1 to -1 for every protocol; received [-1,443]. Write it as Port.allTraffic().",
    ],
    ["a port that only Terraform knows", Port.tcpRange(Token.asNumber("${var.port}"), 443), notKnown("port.fromPort")],
    ["a last port that only Terraform knows", Port.tcpRange(443, Token.asNumber("${var.port}")), notKnown("port.toPort")],
  ])("that is %s is refused", (_, port, message) => {
    const { group: bastion } = group();
    expect(messageOf(() => bastion.connections.allowFrom(Peer.ipv4("10.0.0.0/8"), port)).split("\n")).toContain(`  - ${message}`);
  });

  test.each([
    ["the first and the last of TCP", Port.tcpRange(0, 65535)],
    ["0 of TCP to 0", Port.tcpRange(0, 0)],
    ["the last type and code of ICMP", Port.icmp(255, 255)],
  ])("may be %s", (_, port) => expect(() => opened(port)).not.toThrow());
});

// Plain JavaScript: the compiler refuses a second port.
test.each([
  ["tcp", "Allow each port in a call of its own, or a range by Port.tcpRange."],
  ["udp", "Allow each port in a call of its own."],
] as const)("Port.%s is one port: a second one would be ignored", (protocol, fix) => {
  expect(messageOf(() => (Port[protocol] as (...ports: number[]) => Port)(443, 80))).toBe(
    `Port.${protocol}: invalid input\n  - port: must be one port; received [443,80]. ${fix}`,
  );
});
