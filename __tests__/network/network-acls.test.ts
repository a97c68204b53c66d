import { NetworkProps } from "../../modules/network";
import { Arguments } from "../support/synth";
import { make, synthesized } from "./fixture";

const acl = (tier: string, props: Partial<NetworkProps> = {}) =>
  synthesized({ networkAcls: true, ...props }).resource("aws_network_acl", `Network_NetworkAcls_${tier}`);

/** Rules as number, range, protocol and ports. */
const rules = (all: Arguments[]): string[] =>
  all.map(({ rule_no, cidr_block, ipv6_cidr_block, action, protocol, from_port, to_port }) => {
    expect(action).toBe("allow");
    return `${rule_no} ${cidr_block ?? ipv6_cidr_block} ${protocol} ${from_port}-${to_port}`;
  });

test("there is no network ACL by default", () => {
  expect(synthesized().resources("aws_network_acl")).toEqual({});
  expect(make().network.networkAclResources).toEqual({});
});

describe("the network ACL of", () => {
  test("a public tier allows HTTPS and HTTP in, and everything out", () => {
    const { ingress, egress } = acl("public");
    expect(rules(ingress)).toEqual(["100 10.0.0.0/16 -1 0-0", "200 0.0.0.0/0 tcp 443-443", "210 0.0.0.0/0 tcp 80-80"]);
    expect(rules(egress)).toEqual(["200 0.0.0.0/0 -1 0-0"]);
  });

  // VPC User Guide, "Ephemeral ports": a NAT gateway uses 1024-65535, many Linux kernels 32768-61000.
  test("a public tier with NAT gateways allows answers to them", () => {
    expect(rules(acl("public", { natGateways: "single" }).ingress)).toContain("220 0.0.0.0/0 tcp 1024-65535");
  });

  test("a private tier allows the VPC and answers in, and everything out", () => {
    const { ingress, egress } = acl("private");
    expect(rules(ingress)).toEqual(["100 10.0.0.0/16 -1 0-0", "200 0.0.0.0/0 tcp 32768-65535"]);
    expect(rules(egress)).toEqual(["200 0.0.0.0/0 -1 0-0"]);
  });

  test("an isolated tier allows the VPC alone, in and out", () => {
    const { ingress, egress } = acl("isolated");
    expect(rules(ingress)).toEqual(["100 10.0.0.0/16 -1 0-0"]);
    expect(rules(egress)).toEqual(["100 10.0.0.0/16 -1 0-0"]);
  });

  test("an isolated tier allows trusted ranges as well", () => {
    const { ingress, egress } = acl("isolated", { trustedCidrBlocks: ["10.9.0.0/16", "192.168.0.0/24"] });
    const expected = ["100 10.0.0.0/16 -1 0-0", "101 10.9.0.0/16 -1 0-0", "102 192.168.0.0/24 -1 0-0"];
    expect(rules(ingress)).toEqual(expected);
    expect(rules(egress)).toEqual(expected);
  });

  test("a public tier allows the same by IPv6", () => {
    const ingress = rules(acl("public", { ipv6: true }).ingress);
    expect(ingress).toEqual(expect.arrayContaining(["250 ::/0 tcp 443-443", "260 ::/0 tcp 80-80"]));
  });

  test("an isolated tier allows the VPC's IPv6 range alone", () => {
    expect(rules(acl("isolated", { ipv6: true }).ingress)).toEqual([
      "100 10.0.0.0/16 -1 0-0",
      expect.stringMatching(/^150 \$\{aws_vpc\.\w+\.ipv6_cidr_block\} -1 0-0$/),
    ]);
  });

  test("a tier is associated with the tier's subnets", () => {
    expect(acl("private").subnet_ids).toEqual(["a", "b", "c"].map((letter) => expect.stringContaining(`private_eu-central-1${letter}`)));
  });

  test("a tier is reachable by the tier's name", () => {
    expect(Object.keys(make({ networkAcls: true }).network.networkAclResources)).toEqual(["public", "private", "isolated"]);
  });
});
