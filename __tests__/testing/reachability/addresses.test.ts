import { Resources, ask, merged, open } from "./fixture";

const VPC = "${aws_vpc.Vpc.id}";
const A = "${aws_subnet.A.id}";
const GROUP = "${aws_security_group.ClientGroup.id}";
const TABLE = "${aws_route_table.Table.id}";
const IGW = "${aws_internet_gateway.Igw.id}";
const IPV6 = { ipv6_cidr_block: "2600:1f14::/64" };

/** What is in the first subnet, whose route table leads to an internet gateway by both families; its security group is open. */
const inPublicSubnet = (subnet: object, ...resources: readonly Resources[]): Resources =>
  merged(
    open("ClientGroup"),
    {
      aws_vpc: { Vpc: { cidr_block: "10.0.0.0/16", assign_generated_ipv6_cidr_block: true } },
      aws_subnet: { A: { vpc_id: VPC, cidr_block: "10.0.0.0/24", ...subnet } },
      aws_internet_gateway: { Igw: { vpc_id: VPC } },
      aws_route_table: { Table: { vpc_id: VPC } },
      aws_route_table_association: { ToA: { subnet_id: A, route_table_id: TABLE } },
      aws_route: {
        Ipv4: { route_table_id: TABLE, destination_cidr_block: "0.0.0.0/0", gateway_id: IGW },
        Ipv6: { route_table_id: TABLE, destination_ipv6_cidr_block: "::/0", gateway_id: IGW },
      },
    },
    ...resources,
  );
const instance = (args: object): Resources => ({
  aws_instance: { Host: { subnet_id: A, vpc_security_group_ids: [GROUP], ...args } },
});
const group = (template: object): Resources => ({
  aws_launch_template: { Template: template },
  aws_autoscaling_group: { Host: { vpc_zone_identifier: [A], launch_template: { id: "${aws_launch_template.Template.id}" } } },
});
const balancer = (type: string, args: object = {}): Resources => ({
  [type]: { Host: { subnets: [A], security_groups: [GROUP], ...args } },
});
const fromInternet = (resources: Resources, family: "ipv4" | "ipv6" = "ipv4"): string =>
  ask([resources], { from: "internet", to: "Host", family }).verdict;

// EC2 User Guide, "Public IPv4 addresses": the subnet's attribute decides, unless the launch of the instance does.
describe("in a subnet with map_public_ip_on_launch, the internet reaches", () => {
  const reached = (...resources: readonly Resources[]): string =>
    fromInternet(inPublicSubnet({ map_public_ip_on_launch: true }, ...resources));

  test.each([
    ["an instance that doesn't say whether it has a public address", instance({}), "allowed"],
    ["no instance that says that it has none", instance({ associate_public_ip_address: false }), "refused"],
    ["a group whose template doesn't say it", group({ vpc_security_group_ids: [GROUP] }), "allowed"],
    ["a group whose template's interface doesn't say it", group({ network_interfaces: { security_groups: [GROUP] } }), "allowed"],
    [
      "no group whose template says that it has none",
      group({ network_interfaces: { security_groups: [GROUP], associate_public_ip_address: "false" } }),
      "refused",
    ],
    // EC2 User Guide, "Public IPv4 addresses": it is for interfaces that are made at launch.
    ["no interface that is made by itself", { aws_network_interface: { Host: { subnet_id: A, security_groups: [GROUP] } } }, "refused"],
    // Lambda Developer Guide, "Enable internet access for VPC-connected Lambda functions": never a public address.
    ["no function", { aws_lambda_function: { Host: { vpc_config: { subnet_ids: [A], security_group_ids: [GROUP] } } } }, "refused"],
  ])("%s", (_, resources, verdict) => {
    expect(reached(resources)).toBe(verdict);
  });
});

// EC2 Auto Scaling API Reference, CreateLaunchConfiguration.
test("a group has the security groups and the public addresses of its launch configuration", () => {
  const resources: Resources = {
    aws_launch_configuration: { Configuration: { security_groups: [GROUP], associate_public_ip_address: true } },
    aws_autoscaling_group: { Host: { vpc_zone_identifier: [A], launch_configuration: "${aws_launch_configuration.Configuration.name}" } },
  };
  expect(fromInternet(inPublicSubnet({}, resources))).toBe("allowed");
});

// EC2 API Reference, RunInstances, CreateNetworkInterface and LaunchTemplateInstanceNetworkInterfaceSpecificationRequest.
describe("an IPv6 address that is asked for is reached, in a subnet that assigns none, of", () => {
  test.each([
    ["an instance", instance({ ipv6_address_count: 1 })],
    ["a template", group({ network_interfaces: { security_groups: [GROUP], ipv6_address_count: 1 } })],
    [
      "an interface",
      {
        aws_network_interface: { Host: { subnet_id: A, security_groups: [GROUP], ipv6_addresses: ["2600:1f14::5"] } },
      },
    ],
  ])("%s", (_, resources) => {
    expect(fromInternet(inPublicSubnet(IPV6, resources), "ipv6")).toBe("allowed");
  });

  test("no instance that asks for none", () => {
    expect(fromInternet(inPublicSubnet(IPV6, instance({ ipv6_address_count: 0 })), "ipv6")).toBe("refused");
  });
});

describe("a load balancer is reached from the internet", () => {
  // Terraform, aws_lb: "aws_alb is known as aws_lb". Elastic Load Balancing, User Guide for Classic Load Balancers: internet-facing unless internal.
  test.each(["aws_lb", "aws_alb", "aws_elb"])("as %s, unless it is internal", (type) => {
    expect(fromInternet(inPublicSubnet({}, balancer(type)))).toBe("allowed");
    expect(fromInternet(inPublicSubnet({}, balancer(type, { internal: true })))).toBe("refused");
  });

  // Elastic Load Balancing API Reference, CreateLoadBalancer: public IPv6 addresses, private IPv4 addresses.
  test("by IPv6 alone where its type is dualstack-without-public-ipv4", () => {
    const resources = inPublicSubnet(IPV6, balancer("aws_lb", { ip_address_type: "dualstack-without-public-ipv4" }));
    expect(fromInternet(resources)).toBe("refused");
    expect(fromInternet(resources, "ipv6")).toBe("allowed");
  });

  // Elastic Load Balancing API Reference, LoadBalancerAttribute: ipv6.deny_all_igw_traffic is true for internal load balancers.
  test("not by IPv6 where it is internal, though IPv6 addresses are public", () => {
    expect(fromInternet(inPublicSubnet(IPV6, balancer("aws_lb", { ip_address_type: "dualstack", internal: true })), "ipv6")).toBe(
      "refused",
    );
  });
});
