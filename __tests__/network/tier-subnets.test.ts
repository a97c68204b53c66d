import { RESERVED_TIER_NAMES } from "../../modules/network/tier-subnets";
import { synth } from "../support/synth";
import { AZS, make, synthesized } from "./fixture";

describe("the subnets of a network", () => {
  test("are one for each tier and AZ, tagged with the tier", () => {
    const tiers = Object.values(synthesized().resources("aws_subnet")).map(({ tags, availability_zone }) => [tags.Tier, availability_zone]);
    expect(tiers.sort()).toEqual(["isolated", "private", "public"].flatMap((tier) => AZS.map((az) => [tier, az])));
  });

  test("have a route table of their own each", () => {
    const associations = Object.values(synthesized().resources("aws_route_table_association"));
    expect(new Set(associations.map(({ route_table_id }) => route_table_id)).size).toBe(9);
    expect(new Set(associations.map(({ subnet_id }) => subnet_id)).size).toBe(9);
  });

  test("assign no public IPv4 address on launch", () => {
    for (const subnet of Object.values(synthesized().resources("aws_subnet"))) expect(subnet.map_public_ip_on_launch).toBe(false);
  });

  test("are split from the VPC's range by tier and AZ", () => {
    const { network } = make();
    expect(network.subnetTiers.private).toMatchObject({ name: "private", kind: "private", cidrBlock: "10.0.64.0/18" });
    expect(network.subnet("private", "eu-central-1b").cidrBlock).toBe("10.0.80.0/20");
  });

  test("are reachable as resources, with their route tables", () => {
    const { resource, routeTable, routeTableAssociation } = make().network.subnet("private", "eu-central-1a");
    expect([resource, routeTable, routeTableAssociation].map(({ terraformResourceType }) => terraformResourceType)).toEqual([
      "aws_subnet",
      "aws_route_table",
      "aws_route_table_association",
    ]);
  });

  test("have no IPv6 range by default", () => {
    for (const subnet of Object.values(synthesized().resources("aws_subnet"))) expect(subnet.ipv6_cidr_block).toBeUndefined();
  });

  test("with IPv6 have a /64 of the VPC's /56 each, and assign addresses from it", () => {
    const subnets = Object.values(synthesized({ ipv6: true }).resources("aws_subnet"));
    // Eight new bits make a /64 of a /56.
    for (const { ipv6_cidr_block } of subnets) {
      expect(ipv6_cidr_block).toMatch(/^\$\{cidrsubnet\(aws_vpc\.\w+\.ipv6_cidr_block, 8, \d+\)\}$/);
    }
    for (const subnet of subnets) expect(subnet.assign_ipv6_address_on_creation).toBe(true);
  });

  // A /56 has 256 networks of /64: 16 tiers of 16.
  test("with IPv6 have sixteen networks kept for each tier, so that an AZ or a tier to come moves none", () => {
    const { network, stack } = make({ ipv6: true });
    const result = synth(stack);
    const networks = Object.values(network.subnetTiers).map(({ subnets }) =>
      subnets.map(({ resource }) => {
        const { ipv6_cidr_block } = result.resource("aws_subnet", resource.friendlyUniqueId);
        return Number(/(\d+)\)\}$/.exec(ipv6_cidr_block)![1]);
      }),
    );
    expect(networks).toEqual([
      [0, 1, 2],
      [16, 17, 18],
      [32, 33, 34],
    ]);
  });
});

test("a tier's name can't be the id of any other child of the network", () => {
  const { network } = make({
    availabilityZones: undefined,
    natGateways: "perAz",
    ipv6: true,
    networkAcls: true,
    interfaceEndpoints: ["kms"],
    publicAccessExclusion: "egress",
    dynamoDbEndpoint: true,
    resolverQueryLogs: true,
    secondaryCidrBlocks: ["100.64.0.0/16"],
  });
  const others = network.node.children.map(({ node }) => node.id).filter((id) => !(id in network.subnetTiers));
  expect(others.sort()).toEqual(RESERVED_TIER_NAMES);
});
