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

/** Endpoints of a firewall, one in each AZ. */
const ENDPOINTS = Object.fromEntries(AZS.map((zone) => [zone, `vpce-0${zone.slice(-1)}`]));

const withRoutes = (routes: Readonly<Record<string, NetworkRoute>>, props: Partial<NetworkProps> = {}) => {
  const made = make(props);
  for (const [name, route] of Object.entries(routes)) made.network.addRoute(name, route);
  return made;
};
const added = (route: Partial<NetworkRoute>, props: Partial<NetworkProps> = {}) => {
  const { stack, network } = withRoutes({ onPremises: { ...ROUTE, ...route } }, props);
  const result = synth(stack);
  return network.routes.onPremises!.map(({ resource: { friendlyUniqueId: id } }) => [id, result.resource("aws_route", id)] as const);
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

  test("is known by its destination and the subnet, whatever other routes there are", () => {
    const peering: NetworkRoute = { tiers: ["private"], destinationCidrBlock: "10.7.0.0/16", vpcPeeringConnectionId: "pcx-0123" };
    const more = changes(withRoutes({ onPremises: ROUTE }).stack, withRoutes({ marketData: peering, onPremises: ROUTE }).stack);
    expect([more.gone, more.changed]).toEqual([[], {}]);
    expect(more.made).toEqual(AZS.map((zone) => `aws_route.Network_private_${zone}_Routes_10_7_0_0_16`));
  });

  // EC2 API Reference, "Error codes": RouteAlreadyExists, where a renamed route would be created before the old one is deleted.
  test("may have another name: nothing changes", () => {
    for (const destinationCidrBlock of [ON_PREMISES, "0.0.0.0/0"]) {
      const route = { ...ROUTE, destinationCidrBlock };
      const renamed = changes(withRoutes({ onPremises: route }).stack, withRoutes({ dataCentre: route }).stack);
      expect(renamed).toEqual({ gone: [], made: [], changed: {} });
    }
  });

  // Terraform, aws_route: route_table_id and the destination force a new resource, targets don't (ReplaceRoute).
  test("may have another target: the route is changed in place", () => {
    const peering: NetworkRoute = { ...ROUTE, transitGatewayId: undefined, vpcPeeringConnectionId: "pcx-0123" };
    const { gone, made, changed } = changes(withRoutes({ onPremises: ROUTE }).stack, withRoutes({ peer: peering }).stack);
    expect([gone, made]).toEqual([[], []]);
    expect(changed).toEqual(
      Object.fromEntries(
        AZS.map((zone) => [`aws_route.Network_private_${zone}_Routes_10_8_0_0_16`, ["transit_gateway_id", "vpc_peering_connection_id"]]),
      ),
    );
  });

  test("for everything gives way to NAT gateways, and they to it, in place", () => {
    const egress = withRoutes({ egress: { ...ROUTE, destinationCidrBlock: "0.0.0.0/0" } }).stack;
    const nat = make({ natGateways: "perAz" }).stack;
    const inPlace = Object.fromEntries(
      AZS.map((zone) => [`aws_route.Network_private_${zone}_DefaultRouteIpv4`, ["nat_gateway_id", "transit_gateway_id"]]),
    );
    const [there, back] = [changes(egress, nat), changes(nat, egress)];
    expect([there.changed, back.changed]).toEqual([inPlace, inPlace]);
    expect([...there.gone, ...there.made, ...back.gone, ...back.made].filter((id) => id.startsWith("aws_route."))).toEqual([]);
  });

  test("for every IPv6 address has the id of a default route", () => {
    const everything = { tiers: ["isolated"], destinationCidrBlock: undefined, destinationIpv6CidrBlock: "::/0" };
    expect(added(everything, { ipv6: true })[0]![0]).toMatch(/^Network_isolated_eu-central-1a_DefaultRouteIpv6_/);
  });

  test("for a prefix list that is looked up keeps its id by a key when the list is written out", () => {
    const toList = (destinationPrefixListId: string): NetworkRoute => {
      return { ...ROUTE, destinationCidrBlock: undefined, destinationPrefixListId, destinationKey: "on-premises" };
    };
    const { made, gone } = changes(
      withRoutes({ onPremises: toList("${data.aws_ec2_managed_prefix_list.List.id}") }).stack,
      withRoutes({ onPremises: toList("pl-0123") }).stack,
    );
    expect([made, gone]).toEqual([[], []]);
    expect(added(toList("pl-0123"))[0]![0]).toMatch(/^Network_private_eu-central-1a_Routes_on-premises_/);
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
    const [, route] = added(target)[0]!;
    expect(route).toMatchObject(expected);
    expect(Object.keys(route).sort()).toEqual(["destination_cidr_block", "route_table_id", ...Object.keys(expected)].sort());
  });

  test("is for a range of IPv6 where the VPC has IPv6", () => {
    const [, route] = added({ destinationCidrBlock: undefined, destinationIpv6CidrBlock: "fd00:9::/32" }, { ipv6: true })[0]!;
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
    expect(
      synth(stack).resource("aws_route", "Network_private_eu-central-1a_Routes_aws_ec2_managed_prefix_list_OnPremises_id"),
    ).toMatchObject({
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

// VPC User Guide, "Subnet route tables": the whole range of a subnet, to a NAT gateway, a network interface or a Gateway Load Balancer endpoint.
describe("a route to a subnet of the VPC, through a middlebox", () => {
  const isolated = make().network.subnets("isolated")[0]!.cidrBlock;

  test("leads to the endpoint of the AZ that it is in", () => {
    const routes = added({ destinationCidrBlock: isolated, transitGatewayId: undefined, vpcEndpointIds: ENDPOINTS });
    expect(routes.map(([id, { vpc_endpoint_id }]) => [/eu-central-1./.exec(id)![0], vpc_endpoint_id])).toEqual(Object.entries(ENDPOINTS));
    expect(Object.keys(routes[0]![1]).sort()).toEqual(["destination_cidr_block", "route_table_id", "vpc_endpoint_id"]);
  });

  test("leads to the network interface of an appliance", () => {
    const [, route] = added({ destinationCidrBlock: isolated, transitGatewayId: undefined, networkInterfaceId: "eni-0123" })[0]!;
    expect(route).toMatchObject({ destination_cidr_block: isolated, network_interface_id: "eni-0123" });
  });

  test("passes the network ACLs of isolated tiers, which allow the VPC", () => {
    const back = { tiers: ["isolated"], destinationCidrBlock: make().network.subnets("private")[0]!.cidrBlock };
    const toAppliance = { ...back, transitGatewayId: undefined, networkInterfaceId: "eni-0123" };
    expect(added(toAppliance, { networkAcls: true })).toHaveLength(3);
  });
});

test("endpoints of a firewall may be the default route, each for its AZ, by AZ id where the network names AZs by that", () => {
  const zones = { availabilityZones: undefined, availabilityZoneIds: ["euc1-az1", "euc1-az2"] };
  const vpcEndpointIds = { "euc1-az1": "vpce-0a", "euc1-az2": "${aws_vpc_endpoint.Firewall.id}" };
  const routes = added({ destinationCidrBlock: "0.0.0.0/0", transitGatewayId: undefined, vpcEndpointIds }, zones);
  expect(routes.map(([, { vpc_endpoint_id }]) => vpc_endpoint_id)).toEqual(Object.values(vpcEndpointIds));
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
      "target: must be one: a route has one target; received []. Give one of transitGatewayId, vpcPeeringConnectionId, virtualPrivateGatewayId, networkInterfaceId, vpcEndpointIds.",
    ],
    [
      "with two destinations and targets",
      { destinationPrefixListId: "pl-0123", networkInterfaceId: "eni-0123" },
      {},
      'destination: must be one: a route has one destination; received ["destinationCidrBlock","destinationPrefixListId"]. Give one of destinationCidrBlock, destinationIpv6CidrBlock, destinationPrefixListId.',
      'target: must be one: a route has one target; received ["transitGatewayId","networkInterfaceId"]. Give one of transitGatewayId, vpcPeeringConnectionId, virtualPrivateGatewayId, networkInterfaceId, vpcEndpointIds.',
    ],
    [
      "with ids of other things",
      { transitGatewayId: "tgw-attach-0123" },
      {},
      'transitGatewayId: must be a transit gateway\'s id; received "tgw-attach-0123". Copy the one that begins with "tgw-".',
    ],
    ...(
      [
        ["vpcPeeringConnectionId", "a VPC peering connection", "pcx-"],
        ["virtualPrivateGatewayId", "a virtual private gateway", "vgw-"],
        ["networkInterfaceId", "a network interface", "eni-"],
      ] as const
    ).map(([prop, what, prefix]): [string, object, object, string] => [
      `with ${prop} that is another thing's`,
      { transitGatewayId: undefined, [prop]: "i-0123" },
      {},
      `${prop}: must be ${what}'s id; received "i-0123". Copy the one that begins with "${prefix}".`,
    ]),
    [
      "with the id of another thing for a prefix list",
      { destinationCidrBlock: undefined, destinationPrefixListId: "i-0123" },
      {},
      'destinationPrefixListId: must be a prefix list\'s id; received "i-0123". Copy the one that begins with "pl-".',
    ],
    [
      "with a key of the destination that only Terraform knows",
      { destinationKey: "${var.key}" },
      {},
      'destinationKey: must be known at synthesis; received "a value that only Terraform knows". Write the value itself: it decides what is created.',
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
      { destinationCidrBlock: "10.0.4.0/25" },
      {},
      "destinationCidrBlock: must not be within 10.0.0.0/16, which is the VPC's own, unless it is the whole range of a subnet; received \"10.0.4.0/25\". Name the other network's range, or a subnet's.",
    ],
    [
      "for a subnet's range to anything but a middlebox",
      { destinationCidrBlock: "10.0.64.0/20" },
      {},
      'destinationCidrBlock: must lead to a network interface or a Gateway Load Balancer endpoint, as it is the range of a subnet of the VPC; received "10.0.64.0/20". Give networkInterfaceId or vpcEndpointIds.',
    ],
    [
      "by endpoints of some AZs alone",
      { transitGatewayId: undefined, vpcEndpointIds: { [AZS[0]!]: "vpce-0a" } },
      {},
      'vpcEndpointIds: must have one for each AZ of the network, as it is named there; received ["eu-central-1a"]. Give one for each of eu-central-1a, eu-central-1b, eu-central-1c.',
    ],
    [
      "by endpoints of another AZ in place of one",
      { transitGatewayId: undefined, vpcEndpointIds: { [AZS[0]!]: "vpce-0a", [AZS[1]!]: "vpce-0b", "eu-central-1d": "vpce-0d" } },
      {},
      'vpcEndpointIds: must have one for each AZ of the network, as it is named there; received ["eu-central-1a","eu-central-1b","eu-central-1d"]. Give one for each of eu-central-1a, eu-central-1b, eu-central-1c.',
    ],
    [
      "by endpoints of another AZ besides",
      { transitGatewayId: undefined, vpcEndpointIds: { ...ENDPOINTS, "eu-central-1d": "vpce-0d" } },
      {},
      'vpcEndpointIds: must have one for each AZ of the network, as it is named there; received ["eu-central-1a","eu-central-1b","eu-central-1c","eu-central-1d"]. Give one for each of eu-central-1a, eu-central-1b, eu-central-1c.',
    ],
    // Terraform, aws_route: vpc_endpoint_id conflicts with destination_prefix_list_id.
    [
      "for a prefix list by endpoints",
      { destinationCidrBlock: undefined, destinationPrefixListId: "pl-0123", transitGatewayId: undefined, vpcEndpointIds: ENDPOINTS },
      {},
      'destinationPrefixListId: must be left out with vpcEndpointIds, which EC2 routes no prefix list to; received "pl-0123". Add a route for each of the list\'s ranges.',
    ],
    [
      "by endpoints that are something else",
      { transitGatewayId: undefined, vpcEndpointIds: { ...ENDPOINTS, [AZS[2]!]: "eni-0c" } },
      {},
      'vpcEndpointIds["eu-central-1c"]: must be a VPC endpoint\'s id; received "eni-0c". Copy the one that begins with "vpce-".',
    ],
    [
      "by a key that no id can have",
      { destinationKey: "on premises" },
      {},
      'destinationKey: must be 1 to 63 letters, digits and dashes, beginning with a letter; received "on premises". Write it as "onPremises".',
    ],
    // VPC User Guide, "VPC CIDR blocks": a range can't be associated that is the same as, or larger than, a route's destination.
    [
      "for a secondary range of the VPC's own",
      { destinationCidrBlock: "100.64.0.0/16" },
      { secondaryCidrBlocks: ["100.64.0.0/16"] },
      "destinationCidrBlock: must not be within 100.64.0.0/16, which is the VPC's own, unless it is the whole range of a subnet; received \"100.64.0.0/16\". Name the other network's range, or a subnet's.",
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
      'instanceId: must be a prop that there is; received "i-0123". Leave it out. The props are tiers, destinationCidrBlock, destinationIpv6CidrBlock, destinationPrefixListId, ' +
        "destinationKey, transitGatewayId, vpcPeeringConnectionId, virtualPrivateGatewayId, networkInterfaceId, vpcEndpointIds.",
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

  test("by a key that the destination of another has", () => {
    const keyed = (destinationCidrBlock: string): NetworkRoute => ({ ...ROUTE, destinationCidrBlock, destinationKey: "list" });
    const { network } = withRoutes({ onPremises: keyed(ON_PREMISES) });
    expect(messageOf(() => network.addRoute("again", keyed("10.7.0.0/16")))).toContain(
      "tiers[0]: must have no other route for the destination",
    );
    expect(messageOf(() => network.addRoute("again", { ...ROUTE, destinationKey: "other" }))).toContain(
      "tiers[0]: must have no other route for the destination",
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
