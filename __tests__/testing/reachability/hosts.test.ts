import { Arguments, reachability } from "../../../src/testing";
import { Resources, ask, merged, open, stackOf } from "./fixture";

const B = "${aws_subnet.B.id}";
const GROUP = "${aws_security_group.ServerGroup.id}";
const OPEN = open("ClientGroup", "ServerGroup");

/** The server as a resource of another type. */
function server(type: string, args: Arguments, more: Resources = {}): Resources {
  return merged({ aws_instance: { Server: {} }, [type]: { Server: args } }, more);
}

const template = (args: Arguments): Resources => ({ aws_launch_template: { Template: args } });
const TEMPLATE = { id: "${aws_launch_template.Template.id}" };

/** Each type of resource with network interfaces, with the arguments that say where they are (AWS provider's schema). */
const SERVERS: readonly (readonly [string, Resources])[] = [
  ["an instance", server("aws_instance", { subnet_id: B, vpc_security_group_ids: [GROUP] })],
  [
    "an Auto Scaling group whose launch template names groups",
    server("aws_autoscaling_group", { vpc_zone_identifier: [B], launch_template: TEMPLATE }, template({ vpc_security_group_ids: [GROUP] })),
  ],
  [
    "an Auto Scaling group whose launch template has a network interface",
    server(
      "aws_autoscaling_group",
      { vpc_zone_identifier: [B], launch_template: [TEMPLATE] },
      template({ network_interfaces: [{ security_groups: [GROUP] }] }),
    ),
  ],
  [
    "an Auto Scaling group of mixed instances",
    server(
      "aws_autoscaling_group",
      {
        vpc_zone_identifier: [B],
        mixed_instances_policy: { launch_template: { launch_template_specification: { launch_template_id: TEMPLATE.id } } },
      },
      template({ vpc_security_group_ids: [GROUP] }),
    ),
  ],
  ["a load balancer", server("aws_lb", { internal: true, subnets: [B], security_groups: [GROUP] })],
  [
    "a load balancer by subnet mappings",
    server("aws_lb", { internal: true, subnet_mapping: [{ subnet_id: B }], security_groups: [GROUP] }),
  ],
  ["a Lambda function", server("aws_lambda_function", { vpc_config: { subnet_ids: [B], security_group_ids: [GROUP] } })],
  ["an ECS service", server("aws_ecs_service", { network_configuration: [{ subnets: [B], security_groups: [GROUP] }] })],
  [
    "an Aurora cluster",
    server(
      "aws_rds_cluster",
      { db_subnet_group_name: "${aws_db_subnet_group.Data.name}", vpc_security_group_ids: [GROUP] },
      { aws_db_subnet_group: { Data: { name: "data", subnet_ids: [B] } } },
    ),
  ],
  [
    "a DB instance that names its subnet group as text",
    server(
      "aws_db_instance",
      { db_subnet_group_name: "data", vpc_security_group_ids: [GROUP] },
      { aws_db_subnet_group: { Data: { name: "data", subnet_ids: [B] } } },
    ),
  ],
  [
    "a replication group",
    server(
      "aws_elasticache_replication_group",
      { subnet_group_name: "${aws_elasticache_subnet_group.Data.name}", security_group_ids: [GROUP] },
      { aws_elasticache_subnet_group: { Data: { name: "data", subnet_ids: [B] } } },
    ),
  ],
  [
    "a cache cluster",
    server(
      "aws_elasticache_cluster",
      { subnet_group_name: "${aws_elasticache_subnet_group.Data.name}", security_group_ids: [GROUP] },
      { aws_elasticache_subnet_group: { Data: { name: "data", subnet_ids: [B] } } },
    ),
  ],
  ["a serverless cache", server("aws_elasticache_serverless_cache", { subnet_ids: [B], security_group_ids: [GROUP] })],
  ["an RDS proxy", server("aws_db_proxy", { vpc_subnet_ids: [B], vpc_security_group_ids: [GROUP] })],
  ["a network interface", server("aws_network_interface", { subnet_id: B, security_groups: [GROUP] })],
  [
    "an interface endpoint",
    server("aws_vpc_endpoint", {
      vpc_endpoint_type: "Interface",
      subnet_ids: [B],
      security_group_ids: [GROUP],
      service_name: "com.amazonaws.eu-central-1.logs",
    }),
  ],
];

describe("a connection is computed to", () => {
  test.each(SERVERS)("%s", (_, resources) => {
    // The ACL shows that the subnet is found, the explanation that the group is.
    const acl = { aws_network_acl: { Acl: { subnet_ids: [B], ingress: [], egress: [] } } };
    expect(ask([OPEN, resources]).explanation).toBe("Client can connect to Server on tcp 443, through ClientGroup, ServerGroup.");
    expect(ask([OPEN, resources, acl]).explanation).toContain("of Acl denies tcp 443 from Client");
  });
});

describe("nothing is computed for", () => {
  test.each([
    ["a Lambda function outside of VPCs", server("aws_lambda_function", {})],
    ["an ECS service of tasks without interfaces of their own", server("aws_ecs_service", {})],
    ["a gateway endpoint, which has no interfaces", server("aws_vpc_endpoint", { service_name: "com.amazonaws.eu-central-1.s3" })],
    ["what is in no subnet", server("aws_lb", { internal: true })],
  ])("%s", (_, resources) => {
    expect(reachability(stackOf(resources)).names).toEqual(["Client"]);
  });
});

describe("a public address", () => {
  const toInternet: Resources = {
    aws_internet_gateway: { Igw: { vpc_id: "${aws_vpc.Vpc.id}" } },
    aws_route_table: {
      Table: { vpc_id: "${aws_vpc.Vpc.id}", route: [{ cidr_block: "0.0.0.0/0", gateway_id: "${aws_internet_gateway.Igw.id}" }] },
    },
    aws_route_table_association: { ToB: { subnet_id: B, route_table_id: "${aws_route_table.Table.id}" } },
  };
  const fromInternet = (resources: Resources): string => ask([OPEN, toInternet, resources], { from: "internet" }).verdict;

  test.each([
    ["an internet-facing load balancer", server("aws_lb", { subnets: [B], security_groups: [GROUP] })],
    [
      "an instance that is launched with one",
      server("aws_instance", { subnet_id: B, vpc_security_group_ids: [GROUP], associate_public_ip_address: true }),
    ],
    [
      "instances of a launch template that says so",
      server(
        "aws_autoscaling_group",
        { vpc_zone_identifier: [B], launch_template: TEMPLATE },
        template({ network_interfaces: { security_groups: [GROUP], associate_public_ip_address: "true" } }),
      ),
    ],
    [
      "an ECS service that asks for one",
      server("aws_ecs_service", { network_configuration: { subnets: [B], security_groups: [GROUP], assign_public_ip: true } }),
    ],
    [
      "a DB instance that is publicly accessible",
      server(
        "aws_db_instance",
        { db_subnet_group_name: "data", vpc_security_group_ids: [GROUP], publicly_accessible: true },
        { aws_db_subnet_group: { Data: { name: "data", subnet_ids: [B] } } },
      ),
    ],
    [
      "an Aurora cluster with an instance that is publicly accessible",
      server(
        "aws_rds_cluster",
        { db_subnet_group_name: "data", vpc_security_group_ids: [GROUP] },
        {
          aws_db_subnet_group: { Data: { name: "data", subnet_ids: [B] } },
          aws_rds_cluster_instance: { Writer: { cluster_identifier: "${aws_rds_cluster.Server.id}", publicly_accessible: true } },
        },
      ),
    ],
  ])("is what %s has", (_, resources) => {
    expect(fromInternet(resources)).toBe("allowed");
  });

  test.each([
    ["an Elastic IP of the interface", { aws_eip: { Address: { network_interface: "${aws_network_interface.Server.id}" } } }],
    [
      "an association with the interface",
      { aws_eip_association: { Address: { network_interface_id: "${aws_network_interface.Server.id}" } } },
    ],
  ] as [string, Resources][])("is what a network interface has by %s", (_, address) => {
    expect(fromInternet(server("aws_network_interface", { subnet_id: B, security_groups: [GROUP] }, address))).toBe("allowed");
  });

  test.each(SERVERS)("is what %s doesn't have", (_, resources) => {
    expect(fromInternet(resources)).toBe("refused");
  });
});

describe("IPv6 addresses", () => {
  const dualStack: Resources = {
    aws_vpc: { Vpc: { cidr_block: "10.0.0.0/16", assign_generated_ipv6_cidr_block: true } },
    aws_subnet: Object.fromEntries(
      ["A", "B"].map((id, index) => [
        id,
        {
          vpc_id: "${aws_vpc.Vpc.id}",
          cidr_block: `10.0.${index}.0/24`,
          ipv6_cidr_block: `\${cidrsubnet(aws_vpc.Vpc.ipv6_cidr_block, 8, ${index})}`,
          assign_ipv6_address_on_creation: true,
        },
      ]),
    ),
  };
  const subnetGroups: Resources = {
    aws_db_subnet_group: { Data: { name: "data", subnet_ids: [B] } },
    aws_elasticache_subnet_group: { Data: { name: "data", subnet_ids: [B] } },
  };

  test.each([
    ["an instance in a subnet that assigns them", server("aws_instance", { subnet_id: B, vpc_security_group_ids: [GROUP] }), "allowed"],
    [
      "a dual-stack load balancer",
      server("aws_lb", { internal: true, subnets: [B], security_groups: [GROUP], ip_address_type: "dualstack" }),
      "allowed",
    ],
    ["a load balancer", server("aws_lb", { internal: true, subnets: [B], security_groups: [GROUP] }), "refused"],
    [
      "a dual-stack cluster",
      server("aws_rds_cluster", { db_subnet_group_name: "data", vpc_security_group_ids: [GROUP], network_type: "DUAL" }),
      "allowed",
    ],
    ["a cluster", server("aws_rds_cluster", { db_subnet_group_name: "data", vpc_security_group_ids: [GROUP] }), "refused"],
    [
      "a dual-stack cache",
      server("aws_elasticache_replication_group", { subnet_group_name: "data", security_group_ids: [GROUP], network_type: "dual_stack" }),
      "allowed",
    ],
    ["a cache", server("aws_elasticache_replication_group", { subnet_group_name: "data", security_group_ids: [GROUP] }), "refused"],
    [
      "a dual-stack endpoint",
      server("aws_vpc_endpoint", {
        vpc_endpoint_type: "Interface",
        subnet_ids: [B],
        security_group_ids: [GROUP],
        service_name: "s",
        ip_address_type: "dualstack",
      }),
      "allowed",
    ],
    [
      "an endpoint",
      server("aws_vpc_endpoint", { vpc_endpoint_type: "Interface", subnet_ids: [B], security_group_ids: [GROUP], service_name: "s" }),
      "refused",
    ],
    [
      "a dual-stack function",
      server("aws_lambda_function", { vpc_config: { subnet_ids: [B], security_group_ids: [GROUP], ipv6_allowed_for_dual_stack: true } }),
      "allowed",
    ],
    ["an RDS proxy", server("aws_db_proxy", { vpc_subnet_ids: [B], vpc_security_group_ids: [GROUP] }), "refused"],
    ["a function", server("aws_lambda_function", { vpc_config: { subnet_ids: [B], security_group_ids: [GROUP] } }), "refused"],
  ] as [string, Resources, string][])("of %s: a connection is %s", (_, resources, verdict) => {
    expect(ask([OPEN, dualStack, subnetGroups, resources], { family: "ipv6" }).verdict).toBe(verdict);
  });
});
