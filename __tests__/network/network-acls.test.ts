import { Vpc } from "@cdktf/provider-aws/lib/vpc";
import { NetworkProps } from "../../modules/network";
import { Arguments, messageOf, synth, testStack, warnings } from "../support/synth";
import { make, synthesized } from "./fixture";

const acl = (tier: string, props: Partial<NetworkProps> = {}): Arguments =>
  synthesized({ networkAcls: true, ...props }).resource("aws_network_acl", `Network_NetworkAcls_${tier}`);

/** Rules as number, range, protocol and ports, or ICMP's type and code. */
const rules = (all: Arguments[]): string[] =>
  all
    .map((rule): [number, string] => {
      const { rule_no, cidr_block, ipv6_cidr_block, action, protocol, from_port, to_port, icmp_type, icmp_code } = rule;
      expect(action).toBe("allow");
      const ports = icmp_type === null ? `${from_port}-${to_port}` : `type ${icmp_type} code ${icmp_code}`;
      return [rule_no, `${rule_no} ${cidr_block ?? ipv6_cidr_block} ${protocol} ${ports}`];
    })
    .sort(([a], [b]) => a - b)
    .map(([, text]) => text);

const VPC_IPV6 = expect.stringMatching(/^110 \$\{aws_vpc\.\w+\.ipv6_cidr_block\} -1 0-0$/);

test("there is no network ACL by default", () => {
  expect(synthesized().resources("aws_network_acl")).toEqual({});
  expect(make().network.networkAclResources).toEqual({});
});

describe("the network ACL of", () => {
  test("a public tier allows the VPC, HTTPS, HTTP and replies in, and everything out", () => {
    const { ingress, egress } = acl("public");
    expect(rules(ingress)).toEqual([
      "100 10.0.0.0/16 -1 0-0",
      "200 0.0.0.0/0 tcp 443-443",
      "300 0.0.0.0/0 tcp 80-80",
      "400 0.0.0.0/0 tcp 1024-3388",
      "420 0.0.0.0/0 tcp 3390-65535",
      // VPC User Guide, "Ephemeral ports": load balancers and NAT gateways use 1024-65535.
      "500 0.0.0.0/0 udp 1024-3388",
      "520 0.0.0.0/0 udp 3390-65535",
      "600 0.0.0.0/0 icmp type 3 code 4",
    ]);
    expect(rules(egress)).toEqual(["100 0.0.0.0/0 -1 0-0"]);
  });

  test("a private tier allows the VPC, HTTPS and replies in, and everything out", () => {
    const { ingress, egress } = acl("private");
    expect(rules(ingress)).toEqual([
      "100 10.0.0.0/16 -1 0-0",
      "200 0.0.0.0/0 tcp 443-443",
      "400 0.0.0.0/0 tcp 1024-3388",
      "420 0.0.0.0/0 tcp 3390-65535",
      "500 0.0.0.0/0 udp 1024-3388",
      "520 0.0.0.0/0 udp 3390-65535",
      "600 0.0.0.0/0 icmp type 3 code 4",
    ]);
    expect(rules(egress)).toEqual(["100 0.0.0.0/0 -1 0-0"]);
  });

  test.each(["public", "private", "isolated"])("a %s tier is the same with NAT gateways and without", (tier) => {
    expect(acl(tier, { natGateways: "perAz" })).toEqual(acl(tier));
  });

  test("an isolated tier allows the VPC alone, in and out", () => {
    const { ingress, egress } = acl("isolated");
    expect(rules(ingress)).toEqual(["100 10.0.0.0/16 -1 0-0"]);
    expect(rules(egress)).toEqual(["100 10.0.0.0/16 -1 0-0"]);
  });

  test("an isolated tier allows connected networks as well", () => {
    const { ingress, egress } = acl("isolated", { trustedCidrBlocks: ["10.9.0.0/16"] });
    const expected = ["100 10.0.0.0/16 -1 0-0", expect.stringMatching(/^\d{4,5} 10\.9\.0\.0\/16 -1 0-0$/)];
    expect(rules(ingress)).toEqual(expected);
    expect(rules(egress)).toEqual(expected);
  });

  // AWS PrivateLink Guide, "Gateway endpoints for Amazon S3": a network ACL can't name the prefix list, its ranges can be taken from it.
  test("an isolated tier allows HTTPS to S3's ranges, and their replies", () => {
    const { ingress, egress } = acl("isolated", { gatewayEndpointCidrBlocks: ["52.219.168.0/24"] });
    expect(rules(ingress)[1]).toMatch(/^\d{4,5} 52\.219\.168\.0\/24 tcp 1024-65535$/);
    expect(rules(egress)[1]).toMatch(/^\d{4,5} 52\.219\.168\.0\/24 tcp 443-443$/);
  });

  test("a private tier names no range of S3's", () => {
    expect(JSON.stringify(acl("private", { gatewayEndpointCidrBlocks: ["52.219.168.0/24"] }))).not.toContain("52.219");
  });

  test("a public tier allows the same by IPv6 but for what NAT gateways and load balancers receive", () => {
    const { ingress, egress } = acl("public", { ipv6: true });
    expect(rules((ingress as Arguments[]).filter(({ cidr_block }) => cidr_block === null))).toEqual([
      VPC_IPV6,
      "210 ::/0 tcp 443-443",
      "310 ::/0 tcp 80-80",
      "430 ::/0 tcp 3390-65535",
      "530 ::/0 udp 3390-65535",
      "610 ::/0 ipv6-icmp type 2 code 0",
    ]);
    expect(rules(egress)).toEqual(["100 0.0.0.0/0 -1 0-0", "110 ::/0 -1 0-0"]);
  });

  test("a private tier allows replies by IPv6, which its egress-only gateway brings", () => {
    const { ingress, egress } = acl("private", { ipv6: true });
    expect(rules((ingress as Arguments[]).filter(({ cidr_block }) => cidr_block === null))).toEqual([
      VPC_IPV6,
      "410 ::/0 tcp 1024-3388",
      "430 ::/0 tcp 3390-65535",
      "510 ::/0 udp 1024-3388",
      "530 ::/0 udp 3390-65535",
      "610 ::/0 ipv6-icmp type 2 code 0",
    ]);
    expect(rules(egress)).toContain("110 ::/0 -1 0-0");
  });

  test("an isolated tier allows the VPC's IPv6 range alone", () => {
    const { ingress, egress } = acl("isolated", { ipv6: true });
    expect(rules(ingress)).toEqual(["100 10.0.0.0/16 -1 0-0", VPC_IPV6]);
    expect(rules(egress)).toEqual(["100 10.0.0.0/16 -1 0-0", VPC_IPV6]);
  });

  test("a tier allows a connected network by IPv6", () => {
    const { ingress } = acl("private", { ipv6: true, trustedCidrBlocks: ["fd00:9::/32"] });
    expect(ingress).toContainEqual(expect.objectContaining({ ipv6_cidr_block: "fd00:9::/32", protocol: "-1" }));
  });

  test("a tier allows a network that only Terraform knows", () => {
    const stack = testStack();
    const peer = new Vpc(stack, "Peer", { cidrBlock: "10.9.0.0/16" });
    make({ networkAcls: true, trustedCidrBlocks: [peer.cidrBlock] }, stack);
    const { ingress } = synth(stack).resource("aws_network_acl", "Network_NetworkAcls_isolated");
    expect(ingress).toContainEqual(expect.objectContaining({ cidr_block: "${aws_vpc.Peer.cidr_block}" }));
  });

  test("a tier is associated with the tier's subnets", () => {
    expect(acl("private").subnet_ids).toEqual(["a", "b", "c"].map((letter) => expect.stringContaining(`private_eu-central-1${letter}`)));
  });

  test("a tier is reachable by the tier's name", () => {
    expect(Object.keys(make({ networkAcls: true }).network.networkAclResources)).toEqual(["public", "private", "isolated"]);
  });
});

// AWS Security Hub, control EC2.21: no inbound entry may allow 0.0.0.0/0 or ::/0 on 22 or 3389; CIS 5.1 asks the same of UDP.
test("no entry of any tier opens 22 or 3389 to everybody", () => {
  const stack = synthesized({ networkAcls: true, natGateways: "perAz", ipv6: true, trustedCidrBlocks: ["10.9.0.0/16"] });
  const open = Object.values(stack.resources("aws_network_acl"))
    .flatMap(({ ingress }) => ingress as Arguments[])
    .filter(({ cidr_block, ipv6_cidr_block }) => cidr_block === "0.0.0.0/0" || ipv6_cidr_block === "::/0");
  expect(open.length).toBeGreaterThan(0);
  for (const { protocol, from_port, to_port } of open) {
    expect(protocol).not.toBe("-1");
    for (const port of [22, 3389]) expect(from_port <= port && port <= to_port).toBe(false);
  }
});

const range = (index: number): string => `10.${100 + index}.0.0/16`;
const ranges = (count: number): string[] => Array.from({ length: count }, (_, index) => range(index));
const QUOTA_WARNING = (rulesOneWay: number): string =>
  `A network ACL has ${rulesOneWay} rules one way, AWS's own counted. An account has 20 (quota "Rules per network ACL"): ask for 40 before you deploy, or name fewer ranges.`;

describe("the quota of rules", () => {
  test("is warned about beyond what an account has", () => {
    expect(warnings(make({ networkAcls: true, trustedCidrBlocks: ranges(11) }).network)).toEqual([]);
    expect(warnings(make({ networkAcls: true, trustedCidrBlocks: ranges(12) }).network)).toEqual([QUOTA_WARNING(21)]);
  });

  test("counts AWS's own rule for IPv6", () => {
    expect(warnings(make({ networkAcls: true, ipv6: true, trustedCidrBlocks: ranges(5) }).network)).toEqual([QUOTA_WARNING(21)]);
  });

  test("counts the ranges of S3", () => {
    expect(warnings(make({ networkAcls: true, gatewayEndpointCidrBlocks: ranges(19) }).network)).toEqual([QUOTA_WARNING(21)]);
  });

  test("is an error beyond what an account can have", () => {
    expect(() => make({ networkAcls: true, trustedCidrBlocks: ranges(31) })).not.toThrow();
    expect(messageOf(() => make({ networkAcls: true, trustedCidrBlocks: ranges(32) }))).toBe(
      'trading-test/Network: invalid input\n  - trustedCidrBlocks: must leave a network ACL at 40 rules each way or fewer, AWS\'s own counted; received "41 rules one way". Name fewer and wider ranges.',
    );
    expect(messageOf(() => make({ networkAcls: true, gatewayEndpointCidrBlocks: ranges(39) }))).toContain(
      "- gatewayEndpointCidrBlocks: must leave a network ACL at 40 rules",
    );
  });
});

describe("ranges are refused", () => {
  const refused = (props: Partial<NetworkProps>): string => messageOf(() => make({ networkAcls: true, ...props }));

  test.each([
    [
      "that are no ranges",
      { trustedCidrBlocks: ["10.9.0.0"] },
      'trustedCidrBlocks[0]: must be an IPv4 or IPv6 range; received "10.9.0.0". Write it as "198.51.100.0/24".',
    ],
    [
      "that are text",
      { gatewayEndpointCidrBlocks: ["pl-6ea54007"] },
      'gatewayEndpointCidrBlocks[0]: must be an IPv4 or IPv6 range; received "pl-6ea54007". Write it as "198.51.100.0/24".',
    ],
    [
      "that begin within themselves",
      { trustedCidrBlocks: ["10.9.0.1/16"] },
      'trustedCidrBlocks[0]: must be written in its canonical form; received "10.9.0.1/16". Write it as "10.9.0.0/16".',
    ],
    [
      "that are open to nearly everybody",
      { trustedCidrBlocks: ["0.0.0.0/1"] },
      'trustedCidrBlocks[0]: must be a /8 or narrower, as the widest private range is; received "0.0.0.0/1". Name the ranges that are meant.',
    ],
    [
      "of IPv6 without ipv6",
      { trustedCidrBlocks: ["fd00:9::/32"] },
      'trustedCidrBlocks[0]: must be an IPv4 range without ipv6; received "fd00:9::/32". Set ipv6 to true, or leave it out.',
    ],
    [
      "that are named twice",
      { trustedCidrBlocks: ["10.9.0.0/16", "10.8.0.0/16", "10.9.0.0/16"] },
      'trustedCidrBlocks[2]: must name a range that nothing before it names; received "10.9.0.0/16". Remove the duplicate.',
    ],
    [
      "that are trusted and S3's",
      { trustedCidrBlocks: ["52.219.168.0/24"], gatewayEndpointCidrBlocks: ["52.219.168.0/24"] },
      'gatewayEndpointCidrBlocks[0]: must name a range that nothing before it names; received "52.219.168.0/24". Remove the duplicate.',
    ],
    [
      "that no network ACL names",
      { networkAcls: false, trustedCidrBlocks: ["10.9.0.0/16"] },
      'trustedCidrBlocks: must be left out without networkAcls, whose rules alone name ranges; received ["10.9.0.0/16"]. Set networkAcls to true, or leave it out.',
    ],
    [
      "of S3 without an isolated tier",
      { gatewayEndpointCidrBlocks: ["52.219.168.0/24"], tiers: [{ name: "private", kind: "private", size: "large" }] },
      'gatewayEndpointCidrBlocks: must be left out without an isolated tier: the others reach S3 and DynamoDB without it; received ["52.219.168.0/24"]. Leave it out.',
    ],
  ] as [string, Partial<NetworkProps>, string][])("%s", (_, props, expected) => {
    expect(refused(props)).toBe(`trading-test/Network: invalid input\n  - ${expected}`);
  });

  test("that are one reference twice", () => {
    const stack = testStack();
    const { cidrBlock } = new Vpc(stack, "Peer", { cidrBlock: "10.9.0.0/16" });
    expect(messageOf(() => make({ networkAcls: true, trustedCidrBlocks: [cidrBlock, cidrBlock] }, stack))).toContain(
      '- trustedCidrBlocks[1]: must name a range that nothing before it names; received "a reference". Remove the duplicate.',
    );
  });

  test("but not an empty list without networkAcls", () => {
    expect(() => make({ trustedCidrBlocks: [], gatewayEndpointCidrBlocks: [] })).not.toThrow();
  });
});
