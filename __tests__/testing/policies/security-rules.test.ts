/** What rules of both kinds of filters are read as, and what sentences say of them. */
import { SynthesizedStack } from "../../../src/testing";
import { Configuration } from "../../../src/testing/configuration";
import { allowingAclRules, coversPort, everywhere, securityGroupRules, trafficText } from "../../../src/testing/policies/security-rules";

const configuration = (resource: object): Configuration => new Configuration([new SynthesizedStack({ resource })]);

/** The one rule of a group that is written as a resource of its own. */
function ofGroup(args: object) {
  return securityGroupRules(configuration({ aws_vpc_security_group_ingress_rule: { R: args } }))[0]!;
}

// IANA, "Protocol Numbers", by which network ACLs have them.
test.each<readonly [protocol: unknown, from: unknown, to: unknown, text: string]>([
  ["tcp", 22, 22, "tcp 22"],
  ["TCP", 22, 25, "tcp 22 to 25"],
  ["6", 22, 22, "tcp 22"],
  ["17", 53, 53, "udp 53"],
  ["1", 3, 4, "icmp"],
  ["58", 2, 0, "icmpv6"],
  ["icmpv6", 2, 0, "icmpv6"],
  ["-1", undefined, undefined, "all traffic"],
  ["all", 0, 0, "all traffic"],
  [undefined, 22, 22, "all traffic"],
  ["tcp", "${var.port}", 22, "tcp"],
  ["tcp", 22, "${var.port}", "tcp"],
  ["tcp", "22", "22", "tcp 22"],
  ["47", undefined, undefined, "47"],
])("a rule of the protocol %j from %j to %j is about %s", (ip_protocol, from_port, to_port, text) => {
  expect(trafficText(ofGroup({ ip_protocol, from_port, to_port }))).toBe(text);
});

test.each<readonly [rule: object, port: number, covers: boolean]>([
  [{ ip_protocol: "tcp", from_port: 22, to_port: 25 }, 21, false],
  [{ ip_protocol: "tcp", from_port: 22, to_port: 25 }, 22, true],
  [{ ip_protocol: "tcp", from_port: 22, to_port: 25 }, 25, true],
  [{ ip_protocol: "tcp", from_port: 22, to_port: 25 }, 26, false],
  [{ ip_protocol: "udp", from_port: 22, to_port: 25 }, 22, false],
  [{ ip_protocol: "-1" }, 22, true],
  [{ ip_protocol: "tcp", from_port: "${var.port}", to_port: 22 }, 22, false],
])("%j is about tcp %i: %s", (rule, port, covers) => {
  expect(coversPort(ofGroup(rule), port)).toBe(covers);
});

test.each([
  [{ cidr_ipv4: "0.0.0.0/0" }, "0.0.0.0/0"],
  [{ cidr_ipv6: "::/0" }, "::/0"],
  [{ cidr_ipv4: "10.0.0.0/8" }, undefined],
])("%j is for everywhere: %s", (range, expected) => {
  expect(everywhere(ofGroup({ ip_protocol: "tcp", ...range }))).toBe(expected);
});

test("rules of groups are read in each of the forms that there are", () => {
  const ports = { from_port: 443, to_port: 443 };
  const rules = securityGroupRules(
    configuration({
      aws_vpc_security_group_ingress_rule: { In: { ip_protocol: "tcp", ...ports, cidr_ipv4: "10.0.0.0/8", description: "a" } },
      aws_vpc_security_group_egress_rule: { Out: { ip_protocol: "tcp", ...ports, cidr_ipv6: "::/0" } },
      aws_security_group_rule: {
        OlderIn: { type: "ingress", protocol: "tcp", ...ports, cidr_blocks: ["10.0.0.0/8"] },
        OlderOut: { type: "egress", protocol: "tcp", ...ports, ipv6_cidr_blocks: ["::/0"] },
      },
      aws_security_group: {
        Group: {
          ingress: [{ protocol: "tcp", ...ports, cidr_blocks: ["10.0.0.0/8"], ipv6_cidr_blocks: ["::/0"] }],
          egress: [{ protocol: "-1", from_port: 0, to_port: 0, cidr_blocks: ["0.0.0.0/0"] }],
        },
      },
    }),
  );
  expect(rules.map((rule) => [rule.resource.name, rule.isInbound, trafficText(rule), rule.ranges, rule.description])).toEqual([
    ["In", true, "tcp 443", ["10.0.0.0/8"], "a"],
    ["Out", false, "tcp 443", ["::/0"], undefined],
    ["OlderIn", true, "tcp 443", ["10.0.0.0/8"], undefined],
    ["OlderOut", false, "tcp 443", ["::/0"], undefined],
    ["Group", true, "tcp 443", ["10.0.0.0/8", "::/0"], undefined],
    ["Group", false, "all traffic", ["0.0.0.0/0"], undefined],
  ]);
});

test("of network ACLs, the rules that allow something are read in both forms", () => {
  const own = configuration({
    aws_network_acl: {
      Acl: {
        ingress: [
          { action: "allow", protocol: "6", from_port: 22, to_port: 22, cidr_block: "0.0.0.0/0" },
          { action: "deny", protocol: "6", from_port: 23, to_port: 23, cidr_block: "0.0.0.0/0" },
        ],
        egress: [{ action: "ALLOW", protocol: "-1", from_port: 0, to_port: 0, ipv6_cidr_block: "::/0" }],
      },
      Other: { ingress: [{ action: "allow", protocol: "-1", cidr_block: "0.0.0.0/0" }] },
    },
    aws_network_acl_rule: {
      In: {
        network_acl_id: "${aws_network_acl.Acl.id}",
        rule_action: "allow",
        protocol: "17",
        from_port: 53,
        to_port: 53,
        cidr_block: "10.0.0.0/8",
      },
      Out: { network_acl_id: "${aws_network_acl.Acl.id}", rule_action: "allow", egress: true, protocol: "-1", cidr_block: "0.0.0.0/0" },
      Denied: { network_acl_id: "${aws_network_acl.Acl.id}", rule_action: "deny", protocol: "-1", cidr_block: "0.0.0.0/0" },
      Elsewhere: { network_acl_id: "${aws_network_acl.Other.id}", rule_action: "allow", protocol: "-1", cidr_block: "0.0.0.0/0" },
    },
  });
  const [acl] = own.all("aws_network_acl");
  expect(allowingAclRules(own, acl!).map((rule) => [rule.resource.name, rule.isInbound, trafficText(rule), rule.ranges])).toEqual([
    ["Acl", true, "tcp 22", ["0.0.0.0/0"]],
    ["Acl", false, "all traffic", ["::/0"]],
    ["In", true, "udp 53", ["10.0.0.0/8"]],
    ["Out", false, "all traffic", ["0.0.0.0/0"]],
  ]);
});
