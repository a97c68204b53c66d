import { NetworkProps } from "../../modules/network";
import { LogBucket } from "../../modules/storage";
import { SynthesizedStack, synth, testStack } from "../support/synth";
import { AZS, make } from "./fixture";

const FULL: Partial<NetworkProps> = {
  tiers: [
    { name: "public", kind: "public", size: "small" },
    { name: "private", kind: "private", size: "small" },
  ],
  natGateways: "single",
  ipv6: true,
  interfaceEndpoints: ["kms"],
  publicAccessExclusion: "egress",
  resolverQueryLogs: true,
};

const full = (props: Partial<NetworkProps> = {}, stack = testStack()) => synth(make({ ...FULL, ...props }, stack).stack);

/** The addresses of what the network creates for all AZs and for the first, without the hash that ends each. */
function addresses({ json }: SynthesizedStack): string[] {
  return [json.data ?? {}, json.resource]
    .flatMap((types: object) => Object.entries(types))
    .flatMap(([type, byId]: [string, object]) => Object.keys(byId).map((id) => `${type}.${id.replace(/_[0-9A-F]{8}$/, "")}`))
    .filter((address) => address.includes(".Network") && !/_(eu-central-1[bc]|[23])(_|$)/.test(address));
}

// Terraform, "State": a resource is known by its address. At another one it is destroyed and made again, with all that is in it.
describe("the resources of a network stay at the addresses that states have them by", () => {
  test("everywhere", () => {
    expect(addresses(full())).toEqual([
      "aws_cloudwatch_log_group.Network_FlowLogs_LogGroup",
      "aws_cloudwatch_log_group.Network_ResolverQueryLogs_LogGroup",
      "aws_db_subnet_group.Network_DatabaseSubnetGroup",
      "aws_default_network_acl.Network_DefaultNetworkAcl",
      "aws_default_route_table.Network_DefaultRouteTable",
      "aws_default_security_group.Network_DefaultSecurityGroup",
      "aws_egress_only_internet_gateway.Network_EgressOnlyInternetGateway",
      "aws_eip.Network_Nat_eu-central-1a_Eip",
      "aws_elasticache_subnet_group.Network_CacheSubnetGroup",
      "aws_flow_log.Network_FlowLogs",
      "aws_iam_role.Network_FlowLogs_Role",
      "aws_iam_role_policy.Network_FlowLogs_Role_Grants",
      "aws_internet_gateway.Network_InternetGateway",
      "aws_nat_gateway.Network_Nat_eu-central-1a",
      "aws_route.Network_private_eu-central-1a_DefaultRouteIpv4",
      "aws_route.Network_private_eu-central-1a_DefaultRouteIpv6",
      "aws_route.Network_public_eu-central-1a_DefaultRouteIpv4",
      "aws_route.Network_public_eu-central-1a_DefaultRouteIpv6",
      "aws_route53_resolver_query_log_config.Network_ResolverQueryLogs",
      "aws_route53_resolver_query_log_config_association.Network_ResolverQueryLogs_Association",
      "aws_route_table.Network_private_eu-central-1a_RouteTable",
      "aws_route_table.Network_public_eu-central-1a_RouteTable",
      "aws_route_table_association.Network_private_eu-central-1a_RouteTableAssociation",
      "aws_route_table_association.Network_public_eu-central-1a_RouteTableAssociation",
      "aws_security_group.Network_InterfaceEndpoints_SecurityGroup",
      "aws_subnet.Network_private_eu-central-1a",
      "aws_subnet.Network_public_eu-central-1a",
      "aws_vpc.Network",
      "aws_vpc_block_public_access_exclusion.Network_PublicAccessExclusion",
      "aws_vpc_endpoint.Network_InterfaceEndpoints_kms",
      "aws_vpc_endpoint.Network_S3Endpoint",
      "aws_vpc_security_group_ingress_rule.Network_InterfaceEndpoints_SecurityGroup_IngressFrom-10_0_16_0_20-tcp-443",
    ]);
  });

  test("in AZs that are looked up, by their place in the list", () => {
    expect(addresses(full({ availabilityZones: undefined }))).toEqual(
      expect.arrayContaining([
        "aws_availability_zones.Network_AvailabilityZones",
        "aws_nat_gateway.Network_Nat_1",
        "aws_subnet.Network_private_1",
        "aws_subnet.Network_public_1",
      ]),
    );
  });

  test("wherever the flow logs are delivered to", () => {
    const stack = testStack();
    expect(addresses(full({ flowLogs: new LogBucket(stack, "Logs") }, stack))).toContain("aws_flow_log.Network_FlowLogs");
  });
});

// EC2 User Guide, "Tag your Amazon EC2 resources": the console has a column for the tag Name.
describe("the console shows the path of a network's part as its name", () => {
  const result = full({ availabilityZones: AZS });

  test.each([
    ["aws_vpc", "", "trading-test/Network"],
    ["aws_internet_gateway", "", "trading-test/Network"],
    ["aws_egress_only_internet_gateway", "", "trading-test/Network"],
    ["aws_default_security_group", "", "trading-test/Network/unused"],
    ["aws_default_route_table", "", "trading-test/Network/unused"],
    ["aws_default_network_acl", "", "trading-test/Network/default"],
    ["aws_subnet", "Network_private_eu-central-1b", "trading-test/Network/private/eu-central-1b"],
    ["aws_route_table", "Network_private_eu-central-1b", "trading-test/Network/private/eu-central-1b"],
    ["aws_nat_gateway", "", "trading-test/Network/Nat/eu-central-1a"],
    ["aws_eip", "", "trading-test/Network/Nat/eu-central-1a"],
    ["aws_vpc_endpoint", "Network_S3Endpoint", "trading-test/Network/S3Endpoint"],
    ["aws_vpc_endpoint", "Network_InterfaceEndpoints", "trading-test/Network/InterfaceEndpoints/kms"],
    ["aws_flow_log", "", "trading-test/Network/FlowLogs"],
    ["aws_route53_resolver_query_log_config", "", "trading-test/Network/ResolverQueryLogs"],
    ["aws_vpc_block_public_access_exclusion", "", "trading-test/Network"],
  ])("%s %s", (type, prefix, name) => {
    expect(result.resource(type, prefix).tags.Name).toBe(name);
  });
});
