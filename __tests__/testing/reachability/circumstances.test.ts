/** What a review takes for the same needn't be asked again: whatever may change an answer makes the circumstances others. */
import { SynthesizedStack, reachability } from "../../../src/testing";
import { Configuration } from "../../../src/testing/configuration";
import { Circumstances } from "../../../src/testing/reachability/circumstances";
import { Network } from "../../../src/testing/reachability/network";
import { prefixListEntries } from "../../../src/testing/reachability/prefix-lists";
import { BASE, Resources, WIRED, merged, on } from "./fixture";

const VPC = "${aws_vpc.Vpc.id}";
const LIST = "${aws_ec2_managed_prefix_list.Partners.id}";

/** A server behind an ACL, whose subnet has a NAT gateway, and routes and rules by a prefix list. */
const WHOLE: Resources = merged(BASE, WIRED, {
  aws_ec2_managed_prefix_list: { Partners: { entry: [{ cidr: "198.51.100.0/24" }] } },
  aws_vpc_security_group_ingress_rule: {
    FromPartners: { security_group_id: "${aws_security_group.ServerGroup.id}", prefix_list_id: LIST, ...on(443) },
  },
  aws_network_acl: { Acl: { vpc_id: VPC, subnet_ids: ["${aws_subnet.B.id}"], ingress: [], egress: [] } },
  aws_internet_gateway: { Gateway: { vpc_id: VPC } },
  aws_nat_gateway: { Nat: { subnet_id: "${aws_subnet.A.id}" } },
  aws_route_table: { TableA: { vpc_id: VPC }, TableB: { vpc_id: VPC } },
  aws_route_table_association: {
    A: { subnet_id: "${aws_subnet.A.id}", route_table_id: "${aws_route_table.TableA.id}" },
    B: { subnet_id: "${aws_subnet.B.id}", route_table_id: "${aws_route_table.TableB.id}" },
  },
  aws_route: {
    FromA: {
      route_table_id: "${aws_route_table.TableA.id}",
      destination_cidr_block: "0.0.0.0/0",
      gateway_id: "${aws_internet_gateway.Gateway.id}",
    },
    FromB: {
      route_table_id: "${aws_route_table.TableB.id}",
      destination_cidr_block: "0.0.0.0/0",
      nat_gateway_id: "${aws_nat_gateway.Nat.id}",
    },
    ToPartners: {
      route_table_id: "${aws_route_table.TableB.id}",
      destination_prefix_list_id: LIST,
      transit_gateway_id: "${aws_ec2_transit_gateway.Tgw.id}",
    },
  },
  aws_ec2_transit_gateway: { Tgw: {} },
});

function circumstances(resource: Resources): Circumstances {
  const configuration = new Configuration([new SynthesizedStack({ resource })]);
  return new Circumstances(new Network(configuration, prefixListEntries(configuration)));
}

const changed = (...sets: readonly Resources[]): string | undefined => circumstances(merged(WHOLE, ...sets)).of("Server");

test("are the same of the same server, whatever else there is", () => {
  expect(changed()).toBe(changed());
  expect(changed({ aws_s3_bucket: { Data: {} }, aws_instance: { Other: BASE.aws_instance!.Client! } })).toBe(changed());
});

test.each<readonly [what: string, sets: Resources]>([
  [
    "rules",
    { aws_vpc_security_group_ingress_rule: { FromClient: { ...WIRED.aws_vpc_security_group_ingress_rule!.FromClient, ...on(80) } } },
  ],
  [
    "outbound rules",
    {
      aws_vpc_security_group_egress_rule: {
        Out: { security_group_id: "${aws_security_group.ServerGroup.id}", cidr_ipv4: "0.0.0.0/0", ...on(443) },
      },
    },
  ],
  [
    "security groups",
    { aws_instance: { Server: { ...BASE.aws_instance!.Server, vpc_security_group_ids: ["${aws_security_group.ClientGroup.id}"] } } },
  ],
  ["addresses", { aws_instance: { Server: { ...BASE.aws_instance!.Server, associate_public_ip_address: true } } }],
  [
    "what a prefix list of its rules and routes holds",
    { aws_ec2_managed_prefix_list: { Partners: { entry: [{ cidr: "198.51.100.0/25" }] } } },
  ],
  [
    "what a prefix list holds by IPv6",
    { aws_ec2_managed_prefix_list: { Partners: { entry: [{ cidr: "198.51.100.0/24" }, { cidr: "2001:db8::/32" }] } } },
  ],
  ["that nobody knows what a prefix list holds", { aws_ec2_managed_prefix_list: { Partners: { entry: [{ cidr: "${var.range}" }] } } }],
  ["subnet", { aws_subnet: { B: { ...BASE.aws_subnet!.B, cidr_block: "10.0.2.0/24" } } }],
  [
    "network ACL",
    {
      aws_network_acl: {
        Acl: { ...WHOLE.aws_network_acl!.Acl, ingress: [{ rule_no: 1, action: "allow", protocol: "-1", cidr_block: "0.0.0.0/0" }] },
      },
    },
  ],
  ["routes", { aws_route: { More: { ...WHOLE.aws_route!.FromB, destination_cidr_block: "192.0.2.0/24" } } }],
  [
    "that a route leads to what is in the stacks",
    { aws_route: { FromB: { ...WHOLE.aws_route!.FromB, nat_gateway_id: "nat-0123456789abcdef0" } } },
  ],
  ["that its gateway is attached", { aws_internet_gateway: { Gateway: {} } }],
  ["routes of its NAT gateway's subnet", { aws_route: { FromA: { ...WHOLE.aws_route!.FromA, destination_cidr_block: "192.0.2.0/24" } } }],
  ["NAT gateway's subnet", { aws_subnet: { A: { ...BASE.aws_subnet!.A, map_public_ip_on_launch: true } } }],
  [
    "that internet gateways are blocked",
    { aws_vpc_block_public_access_options: { Block: { internet_gateway_block_mode: "block-bidirectional" } } },
  ],
  [
    "that internet gateways are blocked for what comes in",
    { aws_vpc_block_public_access_options: { Block: { internet_gateway_block_mode: "block-ingress" } } },
  ],
])("are others after a change of its %s", (_, sets) => {
  expect(changed(sets)).not.toBe(changed());
});

test("are others of a NAT gateway that connects to other networks alone", () => {
  const blocked = { aws_vpc_block_public_access_options: { Block: { internet_gateway_block_mode: "block-ingress" } } };
  const excluded = {
    aws_vpc_block_public_access_exclusion: { One: { vpc_id: VPC, internet_gateway_exclusion_mode: "allow-egress" } },
  };
  expect(changed(blocked, excluded)).not.toBe(changed(blocked));
});

test("are those of what a name stands for: a range, the internet, a prefix list; none of CloudFront's VPC origins", () => {
  const own = circumstances(
    merged(WHOLE, {
      aws_cloudfront_vpc_origin: {
        Origin: {
          vpc_origin_endpoint_config: {
            arn: "${aws_instance.Server.arn}",
            http_port: 80,
            https_port: 443,
            origin_protocol_policy: "https-only",
          },
        },
      },
    }),
  );
  const other = circumstances(merged(WHOLE, { aws_vpc: { Another: { cidr_block: "198.18.0.0/15" } } }));
  expect(own.of("198.51.100.7")).toBe(other.of("198.51.100.7"));
  expect(own.of("internet")).not.toBe(other.of("internet"));
  expect(own.of("internet", "ipv6")).not.toBe(own.of("internet"));
  expect(own.of("Partners")).toBe(other.of("Partners"));
  expect(own.of("Partners")).not.toBe(own.of("198.51.100.7"));
  expect(own.of("Origin")).toBeUndefined();
});

describe("two hosts may meet", () => {
  const apart = (...leading: readonly string[]): boolean => {
    const resource = merged(BASE, {
      aws_vpc: { Other: { cidr_block: "10.1.0.0/16" } },
      aws_subnet: { B: { vpc_id: "${aws_vpc.Other.id}", cidr_block: "10.1.0.0/24" } },
      aws_route_table: Object.fromEntries(leading.map((id) => [id, { vpc_id: VPC }])),
      aws_route_table_association: Object.fromEntries(
        leading.map((id) => [id, { subnet_id: `\${aws_subnet.${id}.id}`, route_table_id: `\${aws_route_table.${id}.id}` }]),
      ),
      aws_route: Object.fromEntries(
        leading.map((id) => [
          id,
          { route_table_id: `\${aws_route_table.${id}.id}`, destination_cidr_block: "10.0.0.0/8", transit_gateway_id: "tgw-1" },
        ]),
      ),
    });
    return meet(resource);
  };

  function meet(resource: Resources): boolean {
    const configuration = new Configuration([new SynthesizedStack({ resource })]);
    const network = new Network(configuration, prefixListEntries(configuration));
    const [client, server] = ["Client", "Server"].map((name) => network.hosts.find((host) => host.name === name)!);
    return new Circumstances(network).mayMeet(client!, server!);
  }

  test("in one VPC", () => {
    expect(meet(BASE)).toBe(true);
  });

  test.each([
    [[], false],
    [["A"], false],
    [["B"], false],
    [["A", "B"], true],
  ])("in two where both have a route that leads on: %j is %s", (leading, expected) => {
    expect(apart(...leading)).toBe(expected);
  });

  test.each(["Client", "Server"])("where nobody knows the VPC of %s", (id) => {
    const unknown = { aws_instance: { [id]: { ...BASE.aws_instance![id], subnet_id: "subnet-0123456789abcdef0" } } };
    expect(meet(merged(BASE, unknown))).toBe(true);
    expect(reachability(new SynthesizedStack({ resource: merged(BASE, unknown) })).names).toContain(id);
  });
});
