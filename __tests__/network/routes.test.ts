import { Ec2ManagedPrefixList } from "@cdktf/provider-aws/lib/ec2-managed-prefix-list";
import { Ec2TransitGatewayVpcAttachment } from "@cdktf/provider-aws/lib/ec2-transit-gateway-vpc-attachment";
import { Instance } from "@cdktf/provider-aws/lib/instance";
import { NetworkProps, NetworkRoute } from "../../modules/network";
import { Peer, Port, SecurityGroup } from "../../src/core";
import { Connection, reachability } from "../../src/testing";
import { changes } from "../support/changes";
import { messageOf, synth } from "../support/synth";
import { AZS, make, reference } from "./fixture";

const ON_PREMISES = "10.8.0.0/16";
const ROUTE: NetworkRoute = { tiers: ["private"], destinationCidrBlock: ON_PREMISES, transitGatewayId: "tgw-0123" };

const withRoutes = (routes: Readonly<Record<string, NetworkRoute>>, props: Partial<NetworkProps> = {}) => {
  const made = make(props);
  for (const [name, route] of Object.entries(routes)) made.network.addRoute(name, route);
  return made;
};
const added = (route: Partial<NetworkRoute>, props: Partial<NetworkProps> = {}) => {
  const { stack } = withRoutes({ onPremises: { ...ROUTE, ...route } }, props);
  return Object.entries(synth(stack).resources("aws_route")).filter(([id]) => id.includes("_Routes_onPremises"));
};

describe("a route to another network", () => {
  test("is added to each subnet of its tiers", () => {
    const { network, stack } = withRoutes({ onPremises: { ...ROUTE, tiers: ["private", "isolated"] } });
    const routes = network.routes.onPremises!;
    expect(routes.map(({ tier, availabilityZone }) => [tier, availabilityZone])).toEqual(
      ["private", "isolated"].flatMap((tier) => AZS.map((zone) => [tier, zone])),
    );
    const result = synth(stack);
    for (const { tier, availabilityZone, resource } of routes) {
      expect(result.resource("aws_route", resource.friendlyUniqueId)).toMatchObject({
        route_table_id: reference(stack, network.subnet(tier, availabilityZone).routeTableId),
        destination_cidr_block: ON_PREMISES,
        transit_gateway_id: "tgw-0123",
      });
    }
  });

  test("is known by its name and the subnet, whatever other routes there are", () => {
    const peering: NetworkRoute = { tiers: ["private"], destinationCidrBlock: "10.7.0.0/16", vpcPeeringConnectionId: "pcx-0123" };
    const more = changes(withRoutes({ onPremises: ROUTE }).stack, withRoutes({ marketData: peering, onPremises: ROUTE }).stack);
    expect([more.gone, more.changed]).toEqual([[], {}]);
    expect(more.made).toEqual(AZS.map((zone) => `aws_route.Network_private_${zone}_Routes_marketData`));
  });

  test("is the same in any order of the calls", () => {
    const other: NetworkRoute = { ...ROUTE, destinationCidrBlock: "10.7.0.0/16" };
    const [one, two] = [withRoutes({ a: ROUTE, b: other }), withRoutes({ b: other, a: ROUTE })];
    const [first, second] = [one, two].map(({ stack }) => changes(one.stack, stack));
    expect(second).toEqual(first);
    expect(Object.keys(two.network.routes)).toEqual(["a", "b"]);
  });

  // Terraform, aws_route: one of each kind. A virtual private gateway is a gateway_id.
  test.each<[string, Partial<NetworkRoute>, object]>([
    ["a transit gateway", {}, { transit_gateway_id: "tgw-0123" }],
    [
      "a VPC peering connection",
      { transitGatewayId: undefined, vpcPeeringConnectionId: "pcx-0123" },
      { vpc_peering_connection_id: "pcx-0123" },
    ],
    ["a virtual private gateway", { transitGatewayId: undefined, virtualPrivateGatewayId: "vgw-0123" }, { gateway_id: "vgw-0123" }],
    ["an appliance", { transitGatewayId: undefined, networkInterfaceId: "eni-0123" }, { network_interface_id: "eni-0123" }],
  ])("leads to %s", (_, target, expected) => {
    const [[, route]] = added(target) as [[string, object]];
    expect(route).toMatchObject(expected);
    expect(Object.keys(route).sort()).toEqual(["destination_cidr_block", "route_table_id", ...Object.keys(expected)].sort());
  });

  test("is for a range of IPv6 where the VPC has IPv6", () => {
    const [[, route]] = added({ destinationCidrBlock: undefined, destinationIpv6CidrBlock: "fd00:9::/32" }, { ipv6: true }) as [
      [string, object],
    ];
    expect(route).toMatchObject({ destination_ipv6_cidr_block: "fd00:9::/32" });
  });

  test("is for a prefix list that the stack has, by an attachment that the stack has: it waits for both", () => {
    const { stack, network } = make();
    const attachment = new Ec2TransitGatewayVpcAttachment(stack, "Attachment", {
      vpcId: network.vpcId,
      subnetIds: network.subnets("private").map(({ subnetId }) => subnetId),
      transitGatewayId: "tgw-0123",
    });
    const list = new Ec2ManagedPrefixList(stack, "OnPremises", { name: "on-premises", addressFamily: "IPv4", maxEntries: 5 });
    network.addRoute("onPremises", {
      tiers: ["private"],
      destinationPrefixListId: list.id,
      transitGatewayId: attachment.transitGatewayId,
    });
    expect(synth(stack).resource("aws_route", "Network_private_eu-central-1a_Routes_onPremises")).toMatchObject({
      destination_prefix_list_id: reference(stack, list.id),
      transit_gateway_id: reference(stack, attachment.transitGatewayId),
    });
  });

  // VPC User Guide, "Route priority": the most specific route decides, so that the VPC's own stays local.
  test("may be for a wider range than the VPC's", () => {
    expect(added({ destinationCidrBlock: "10.0.0.0/8" })).toHaveLength(3);
  });

  test("may be the default route of a tier that has none", () => {
    const halves = { low: { ...ROUTE, destinationCidrBlock: "0.0.0.0/1" }, high: { ...ROUTE, destinationCidrBlock: "128.0.0.0/1" } };
    expect(withRoutes(halves).network.hasInternetRoute).toBe(true);
    const { network } = withRoutes({ egress: { ...ROUTE, destinationCidrBlock: "0.0.0.0/0" } });
    expect([make().network.hasInternetRoute, network.hasInternetRoute]).toEqual([false, true]);
    expect(withRoutes({ egress: { ...ROUTE, tiers: ["isolated"], destinationCidrBlock: "0.0.0.0/0" } }).network.hasInternetRoute).toBe(
      false,
    );
  });
});

/** Connections of an isolated instance with the network that the route leads to, one each way. */
function connections(props: Partial<NetworkProps>, tier = "isolated"): Connection[] {
  const { stack, network } = withRoutes({ onPremises: { ...ROUTE, tiers: [tier] } }, props);
  const group = new SecurityGroup(stack, "Group", { vpcId: network.vpcId, description: "test" });
  const { subnetId } = network.subnets(tier)[0]!;
  new Instance(stack, "Host", { ami: "ami-1", instanceType: "t4g.small", subnetId, vpcSecurityGroupIds: [group.securityGroupId] });
  group.connections.allowTo(Peer.ipv4(ON_PREMISES), Port.tcp(1521));
  group.connections.allowFrom(Peer.ipv4(ON_PREMISES), Port.tcp(22));
  const reach = reachability(synth(stack));
  return [reach.connection({ from: "Host", to: "10.8.0.7", port: 1521 }), reach.connection({ from: "10.8.0.7", to: "Host", port: 22 })];
}

describe("a route and network ACLs", () => {
  test("lead there and back, as far as the stack knows", () => {
    for (const { verdict, assumptions } of connections({})) {
      expect(verdict).toBe("allowed");
      expect(assumptions).toEqual([expect.stringContaining("leads to tgw-0123, which is taken to lead to 10.8.0.7")]);
    }
  });

  test("lead there and back where the ranges are trusted", () => {
    const trusting = connections({ networkAcls: true, trustedCidrBlocks: [ON_PREMISES] });
    expect(trusting.map(({ verdict }) => verdict)).toEqual(["allowed", "allowed"]);
  });

  test("let private tiers connect, and be connected to only where the ranges are trusted", () => {
    expect(connections({ networkAcls: true }, "private").map(({ verdict }) => verdict)).toEqual(["allowed", "refused"]);
  });

  test("fit together in isolated tiers: a route that network ACLs let nothing through to is refused", () => {
    const refused = messageOf(() => connections({ networkAcls: true, trustedCidrBlocks: ["10.9.0.0/16"] }));
    expect(refused).toBe(
      'trading-test/Network: invalid input\n  - tiers[0]: must have a network ACL that lets the destination through, as those of isolated tiers do with trusted ranges alone; received "isolated". ' +
        "Add the destination, or ranges in it, to trustedCidrBlocks of the network.",
    );
  });

  test("fit together where a trusted range is a part of the destination", () => {
    const props = { networkAcls: true, trustedCidrBlocks: ["10.8.4.0/24"] };
    expect(added({ tiers: ["isolated"] }, props)).toHaveLength(3);
    expect(added({ tiers: ["isolated"], destinationCidrBlock: "0.0.0.0/0" }, props)).toHaveLength(3);
  });

  test("are left to Terraform where only it knows the ranges", () => {
    expect(added({ tiers: ["isolated"], destinationCidrBlock: "${var.range}" }, { networkAcls: true })).toHaveLength(3);
    expect(added({ tiers: ["isolated"] }, { networkAcls: true, trustedCidrBlocks: ["${var.range}"] })).toHaveLength(3);
  });
});

describe("a route is refused", () => {
  test.each<[string, object, Partial<NetworkProps>, ...string[]]>([
    [
      "without destination and target",
      { destinationCidrBlock: undefined, transitGatewayId: undefined },
      {},
      "destination: must be one: a route has one destination; received []. Give one of destinationCidrBlock, destinationIpv6CidrBlock, destinationPrefixListId.",
      "target: must be one: a route has one target; received []. Give one of transitGatewayId, vpcPeeringConnectionId, virtualPrivateGatewayId, networkInterfaceId.",
    ],
    [
      "with two destinations and targets",
      { destinationPrefixListId: "pl-0123", networkInterfaceId: "eni-0123" },
      {},
      'destination: must be one: a route has one destination; received ["destinationCidrBlock","destinationPrefixListId"]. Give one of destinationCidrBlock, destinationIpv6CidrBlock, destinationPrefixListId.',
      'target: must be one: a route has one target; received ["transitGatewayId","networkInterfaceId"]. Give one of transitGatewayId, vpcPeeringConnectionId, virtualPrivateGatewayId, networkInterfaceId.',
    ],
    [
      "with ids of other things",
      { transitGatewayId: "tgw-attach-0123" },
      {},
      'transitGatewayId: must be a transit gateway\'s id; received "tgw-attach-0123". Copy the one that begins with "tgw-".',
    ],
    [
      "for what isn't a range",
      { destinationCidrBlock: "10.8.0.0" },
      {},
      'destinationCidrBlock: must be an IPv4 range; received "10.8.0.0". Write it as "10.0.0.0/16".',
    ],
    // EC2 API Reference, CreateRoute: a range is changed to its canonical form.
    [
      "for a range off its boundary",
      { destinationCidrBlock: "10.8.1.0/16" },
      {},
      'destinationCidrBlock: must be written in its canonical form; received "10.8.1.0/16". Write it as "10.8.0.0/16".',
    ],
    [
      "for a range of the VPC's own",
      { destinationCidrBlock: "10.0.4.0/24" },
      {},
      "destinationCidrBlock: must not be within 10.0.0.0/16, which is the VPC's own; received \"10.0.4.0/24\". Name the other network's range.",
    ],
    // VPC User Guide, "VPC CIDR blocks": a range can't be associated that is the same as, or larger than, a route's destination.
    [
      "for a secondary range of the VPC's own",
      { destinationCidrBlock: "100.64.0.0/16" },
      { secondaryCidrBlocks: ["100.64.0.0/16"] },
      "destinationCidrBlock: must not be within 100.64.0.0/16, which is the VPC's own; received \"100.64.0.0/16\". Name the other network's range.",
    ],
    [
      "for addresses that AWS keeps",
      { destinationCidrBlock: "169.254.169.254/32" },
      {},
      'destinationCidrBlock: must be outside 169.254.168.0/22, which AWS keeps for its own services; received "169.254.169.254/32". Name the other network\'s range.',
    ],
    [
      "for IPv6 addresses that AWS keeps",
      { destinationCidrBlock: undefined, destinationIpv6CidrBlock: "fd00:ec2::/48" },
      { ipv6: true },
      'destinationIpv6CidrBlock: must be outside fd00:ec2::/32, which AWS keeps for its own services; received "fd00:ec2::/48". Name the other network\'s range.',
    ],
    [
      "for a range of IPv6 in a VPC without",
      { destinationCidrBlock: undefined, destinationIpv6CidrBlock: "fd00:9::/32" },
      {},
      'destinationIpv6CidrBlock: must be left out without ipv6 of the network; received "fd00:9::/32". Set ipv6 to true, or leave it out.',
    ],
    ["in no tier", { tiers: [] }, {}, "tiers: must name at least one tier; received []. Use one of public, private, isolated."],
    [
      "in a tier twice, and in one that there isn't",
      { tiers: ["private", "private", "partners"] },
      {},
      'tiers: must each be named once; received ["private","private","partners"]. Remove the duplicate.',
      'tiers[2]: must be a tier of the network, by name; received "partners". Use one of public, private, isolated.',
    ],
    [
      "for everything in tiers that have a default route",
      { tiers: ["public", "private"], destinationCidrBlock: "0.0.0.0/0" },
      { natGateways: "single" },
      'tiers[0]: must have no default route of its own; received "public". Leave the tier out, or its NAT gateways.',
      'tiers[1]: must have no default route of its own; received "private". Leave the tier out, or its NAT gateways.',
    ],
    [
      "for every IPv6 address in a private tier, which an egress-only gateway serves",
      { destinationCidrBlock: undefined, destinationIpv6CidrBlock: "::/0" },
      { ipv6: true },
      'tiers[0]: must have no default route of its own; received "private". Leave the tier out, or its NAT gateways.',
    ],
    [
      "in a tier that only Terraform knows",
      { tiers: ["${var.tier}"] },
      {},
      'tiers[0]: must be known at synthesis; received "a value that only Terraform knows". Write the value itself: it decides what is created.',
    ],
    [
      "by a prop that there isn't",
      { instanceId: "i-0123" },
      {},
      'instanceId: must be a prop that there is; received "i-0123". Leave it out.',
    ],
  ])("%s", (_, route, props, ...lines) => {
    const heading = lines.length === 1 ? "invalid input" : `${lines.length} invalid inputs`;
    expect(messageOf(() => added(route, props))).toBe(
      [`trading-test/Network: ${heading}`, ...lines.map((line) => `  - ${line}`)].join("\n"),
    );
  });

  const second = (name: string, route: NetworkRoute): string => {
    const { network } = withRoutes({ onPremises: ROUTE });
    return messageOf(() => network.addRoute(name, route));
  };

  test("by a name that another has", () => {
    expect(second("onPremises", { ...ROUTE, destinationCidrBlock: "10.7.0.0/16" })).toBe(
      'trading-test/Network: invalid input\n  - name: must be one that no other route of the network has; received "onPremises". Choose another name.',
    );
  });

  test("by a name that no id can have", () => {
    expect(second("on premises", { ...ROUTE, destinationCidrBlock: "10.7.0.0/16" })).toBe(
      'trading-test/Network: invalid input\n  - name: must be 1 to 63 letters, digits and dashes, beginning with a letter; received "on premises". Write it as "onPremises".',
    );
  });

  // EC2 API Reference, "Error codes": RouteAlreadyExists.
  test("for the destination of another in a tier, and not in another tier", () => {
    expect(second("again", { ...ROUTE, tiers: ["isolated", "private"] })).toBe(
      'trading-test/Network: invalid input\n  - tiers[1]: must have no other route for the destination; received "private". Leave one of them out.',
    );
    expect(withRoutes({ onPremises: ROUTE, isolated: { ...ROUTE, tiers: ["isolated"] } }).network.routes.isolated).toHaveLength(3);
  });
});
