import { Arguments, Connection, ConnectionQuestion } from "../../../src/testing";
import { BASE, Resources, WIRED, ask, merged, on, open } from "./fixture";

/** All that an answer tells: what is passed, what it comes to, and what is taken for granted. */
function told({ steps, explanation, assumptions }: Connection): readonly string[] {
  return [
    ...steps.map(({ resource, verdict, sentence, assumed }) => `${assumed === true ? "assumed" : verdict} · ${resource} · ${sentence}`),
    explanation,
    ...assumptions.map((sentence) => `assumed: ${sentence}`),
  ];
}

type Row = readonly [what: string, sets: readonly Resources[], question: Partial<ConnectionQuestion>, told: readonly string[]];

const OPEN = open("ClientGroup", "ServerGroup");
const VPC = "${aws_vpc.Vpc.id}";
/** ACLs of both subnets that let everything through. */
const rule = (number: number, more: Arguments = {}): Arguments => ({
  rule_no: number,
  action: "allow",
  protocol: "-1",
  from_port: 0,
  to_port: 0,
  ...more,
});
const ANY = [rule(100, { cidr_block: "0.0.0.0/0" }), rule(110, { ipv6_cidr_block: "::/0" })];
const ACLS: Resources = {
  aws_network_acl: {
    AclA: { vpc_id: VPC, subnet_ids: ["${aws_subnet.A.id}"], ingress: ANY, egress: ANY },
    AclB: { vpc_id: VPC, subnet_ids: ["${aws_subnet.B.id}"], ingress: ANY, egress: ANY },
  },
};
/** A route table for each subnet, whose default route leads here. */
const routes = (a: Arguments, b: Arguments = a): Resources => ({
  aws_route_table: { TableA: { vpc_id: VPC }, TableB: { vpc_id: VPC } },
  aws_route_table_association: {
    A: { subnet_id: "${aws_subnet.A.id}", route_table_id: "${aws_route_table.TableA.id}" },
    B: { subnet_id: "${aws_subnet.B.id}", route_table_id: "${aws_route_table.TableB.id}" },
  },
  aws_route: {
    FromA: { route_table_id: "${aws_route_table.TableA.id}", destination_cidr_block: "0.0.0.0/0", ...a },
    FromB: { route_table_id: "${aws_route_table.TableB.id}", destination_cidr_block: "0.0.0.0/0", ...b },
  },
  aws_internet_gateway: { Gateway: { vpc_id: VPC } },
});
const IGW = { gateway_id: "${aws_internet_gateway.Gateway.id}" };
const NAT = { nat_gateway_id: "${aws_nat_gateway.Nat.id}" };
const TGW = { transit_gateway_id: "${aws_ec2_transit_gateway.Tgw.id}" };
const nat = (more: Arguments = {}): Resources => ({ aws_nat_gateway: { Nat: { subnet_id: "${aws_subnet.B.id}", ...more } } });
const PUBLIC: Resources = {
  aws_instance: Object.fromEntries(
    Object.entries(BASE.aws_instance!).map(([id, args]) => [id, { ...args, associate_public_ip_address: true, ipv6_address_count: 1 }]),
  ),
};
const IPV6 = {
  destination_cidr_block: undefined,
  destination_ipv6_cidr_block: "::/0",
};
const block = (internet_gateway_block_mode: string): Resources => ({
  aws_vpc_block_public_access_options: { Block: { internet_gateway_block_mode } },
});
/** The server is in a VPC of its own. */
const elsewhere = (...ends: readonly string[]): Resources =>
  merged({
    aws_vpc: { Other: { cidr_block: "10.1.0.0/16" }, Third: { cidr_block: "10.2.0.0/16" } },
    aws_subnet: { B: { vpc_id: "${aws_vpc.Other.id}", cidr_block: "10.1.1.0/24" } },
    aws_vpc_peering_connection: { Peering: { vpc_id: `\${aws_vpc.${ends[0]}.id}`, peer_vpc_id: `\${aws_vpc.${ends[1]}.id}` } },
    aws_ec2_transit_gateway: { Tgw: {} },
  });
const PEERING = { vpc_peering_connection_id: "${aws_vpc_peering_connection.Peering.id}" };
const vpcOrigin = (inbound: Arguments, more: Resources = {}): Resources =>
  merged(
    {
      aws_cloudfront_vpc_origin: {
        Origin: {
          vpc_origin_endpoint_config: [
            { arn: "${aws_lb.Balancer.arn}", http_port: 80, https_port: 443, origin_protocol_policy: "https-only" },
          ],
        },
      },
      aws_lb: { Balancer: { internal: true, subnets: ["${aws_subnet.B.id}"], security_groups: ["${aws_security_group.ServerGroup.id}"] } },
      aws_vpc_security_group_ingress_rule: {
        FromCloudFront: { security_group_id: "${aws_security_group.ServerGroup.id}", ...on(443), ...inbound },
      },
    },
    more,
  );
const GATEWAY: Resources = { aws_internet_gateway: { Gateway: { vpc_id: VPC } } };
const FROM_ORIGIN = { from: "Origin", to: "Balancer" };
const inbound = (more: Arguments): Resources =>
  merged(WIRED, {
    aws_vpc_security_group_ingress_rule: { FromClient: { security_group_id: "${aws_security_group.ServerGroup.id}", ...on(443), ...more } },
  });

describe.each<readonly [where: string, rows: readonly Row[]]>([
  [
    "within a VPC",
    [
      [
        "through ACLs of two subnets",
        [WIRED, ACLS],
        {},
        [
          "allowed · ClientGroup · ToServer of ClientGroup allows tcp 443 to Server",
          "allowed · AclA · outbound rule 100 of AclA allows tcp 443 to Server",
          "allowed · AclB · inbound rule 100 of AclB allows tcp 443 from Client",
          "allowed · ServerGroup · FromClient of ServerGroup allows tcp 443 from Client",
          "allowed · AclB · replies: outbound rule 100 of AclB allows tcp 32768-65535 to Client",
          "allowed · AclA · replies: inbound rule 100 of AclA allows tcp 32768-65535 from Server",
          "Client can connect to Server on tcp 443, through ClientGroup, AclA, AclB, ServerGroup.",
        ],
      ],
      [
        "where no rule of the client lets it out",
        [{ ...WIRED, aws_vpc_security_group_egress_rule: {} }],
        {},
        [
          "refused · ClientGroup · no outbound rule of ClientGroup allows tcp 443 to Server",
          "allowed · ServerGroup · FromClient of ServerGroup allows tcp 443 from Client",
          "Client can't connect to Server on tcp 443: no outbound rule of ClientGroup allows tcp 443 to Server.",
        ],
      ],
      [
        "where no rule of the server lets it in",
        [{ ...WIRED, aws_vpc_security_group_ingress_rule: {} }],
        {},
        [
          "allowed · ClientGroup · ToServer of ClientGroup allows tcp 443 to Server",
          "refused · ServerGroup · no inbound rule of ServerGroup allows tcp 443 from Client",
          "Client can't connect to Server on tcp 443: no inbound rule of ServerGroup allows tcp 443 from Client.",
        ],
      ],
      [
        "where an ACL denies it",
        [
          WIRED,
          merged(ACLS, {
            aws_network_acl: {
              AclB: {
                vpc_id: VPC,
                subnet_ids: ["${aws_subnet.B.id}"],
                egress: ANY,
                ingress: [rule(90, { action: "deny", protocol: "tcp", from_port: 443, to_port: 443, cidr_block: "10.0.0.0/16" }), ...ANY],
              },
            },
          }),
        ],
        {},
        [
          "allowed · ClientGroup · ToServer of ClientGroup allows tcp 443 to Server",
          "allowed · AclA · outbound rule 100 of AclA allows tcp 443 to Server",
          "refused · AclB · inbound rule 90 of AclB denies tcp 443 from Client",
          "allowed · ServerGroup · FromClient of ServerGroup allows tcp 443 from Client",
          "allowed · AclB · replies: outbound rule 100 of AclB allows tcp 32768-65535 to Client",
          "allowed · AclA · replies: inbound rule 100 of AclA allows tcp 32768-65535 from Server",
          "Client can't connect to Server on tcp 443: inbound rule 90 of AclB denies tcp 443 from Client.",
        ],
      ],
      [
        "where an ACL has no rule for a part of the replies",
        [
          WIRED,
          merged(ACLS, {
            aws_network_acl: {
              AclA: {
                vpc_id: VPC,
                subnet_ids: ["${aws_subnet.A.id}"],
                egress: ANY,
                ingress: [rule(90, { protocol: "tcp", from_port: 32768, to_port: 60999, cidr_block: "10.0.0.0/16" })],
              },
            },
          }),
        ],
        {},
        [
          "allowed · ClientGroup · ToServer of ClientGroup allows tcp 443 to Server",
          "allowed · AclA · outbound rule 100 of AclA allows tcp 443 to Server",
          "allowed · AclB · inbound rule 100 of AclB allows tcp 443 from Client",
          "allowed · ServerGroup · FromClient of ServerGroup allows tcp 443 from Client",
          "allowed · AclB · replies: outbound rule 100 of AclB allows tcp 32768-65535 to Client",
          "partly · AclA · replies: inbound rule * of AclA denies part of tcp 32768-65535 from Server: 61000-65535",
          "Client can connect to Server on tcp 443, but not always: replies: inbound rule * of AclA denies part of tcp 32768-65535 from Server: 61000-65535.",
        ],
      ],
      [
        "for ports that are all open",
        [OPEN],
        { port: 440, toPort: 445 },
        [
          "allowed · ClientGroup · Ipv4ClientGroup of ClientGroup allows tcp 440-445 to Server",
          "allowed · ServerGroup · Ipv4ServerGroup of ServerGroup allows tcp 440-445 from Client",
          "Client can connect to Server on tcp 440-445, through ClientGroup, ServerGroup.",
        ],
      ],
      [
        "for ports of which one is open",
        [WIRED, { aws_vpc_security_group_egress_rule: OPEN.aws_vpc_security_group_egress_rule! }],
        { port: 440, toPort: 445 },
        [
          "allowed · ClientGroup · ToServer, Ipv4ClientGroup of ClientGroup allows tcp 440-445 to Server",
          "partly · ServerGroup · FromClient of ServerGroup allows tcp 440-445 from Client but for 440-442, 444-445",
          "Client can connect to Server on tcp 440-445, but not always: FromClient of ServerGroup allows tcp 440-445 from Client but for 440-442, 444-445.",
        ],
      ],
      [
        "from an address of which a part may",
        [inbound({ cidr_ipv4: "10.0.0.0/25" })],
        {},
        [
          "allowed · ClientGroup · ToServer of ClientGroup allows tcp 443 to Server",
          "partly · ServerGroup · FromClient of ServerGroup allows tcp 443 from Client but for 10.0.0.128/25 on 443",
          "Client can connect to Server on tcp 443, but not always: FromClient of ServerGroup allows tcp 443 from Client but for 10.0.0.128/25 on 443.",
        ],
      ],
      [
        "from a range that only Terraform knows",
        [inbound({ cidr_ipv4: "${var.range}" })],
        {},
        [
          "allowed · ClientGroup · ToServer of ClientGroup allows tcp 443 to Server",
          "partly · ServerGroup · whether FromClient of ServerGroup allows tcp 443 from Client depends on a range that only Terraform knows",
          "Client can connect to Server on tcp 443, but not always: whether FromClient of ServerGroup allows tcp 443 from Client depends on a range that only Terraform knows.",
        ],
      ],
      [
        "by a port that only Terraform knows",
        [inbound({ cidr_ipv4: "10.0.0.0/16", from_port: "${var.port}", to_port: "${var.port}" })],
        {},
        [
          "allowed · ClientGroup · ToServer of ClientGroup allows tcp 443 to Server",
          "allowed · ServerGroup · FromClient of ServerGroup allows tcp 443 from Client",
          "assumed · ServerGroup · the ports of FromClient of ServerGroup, which only Terraform knows, are taken to be all",
          "Client can connect to Server on tcp 443, through ClientGroup, ServerGroup.",
          "assumed: the ports of FromClient of ServerGroup, which only Terraform knows, are taken to be all",
        ],
      ],
      [
        "from a prefix list of another account",
        [inbound({ prefix_list_id: "pl-0123456789abcdef0" })],
        {},
        [
          "allowed · ClientGroup · ToServer of ClientGroup allows tcp 443 to Server",
          "partly · ServerGroup · whether FromClient of ServerGroup allows tcp 443 from Client depends on what pl-0123456789abcdef0 holds, which prefixLists may say",
          "Client can connect to Server on tcp 443, but not always: whether FromClient of ServerGroup allows tcp 443 from Client depends on what pl-0123456789abcdef0 holds, which prefixLists may say.",
        ],
      ],
      [
        "by IPv6 without addresses of it",
        [OPEN],
        { family: "ipv6" },
        [
          "refused · Client · Client has no IPv6 address",
          "refused · Server · Server has no IPv6 address",
          "refused · ClientGroup · no outbound rule of ClientGroup allows tcp 443 to Server",
          "refused · ServerGroup · no inbound rule of ServerGroup allows tcp 443 from Client",
          "Client can't connect to Server on tcp 443: Client has no IPv6 address.",
        ],
      ],
      [
        "by a route that leads through a firewall",
        [
          WIRED,
          routes({ destination_cidr_block: "10.0.1.0/24", vpc_endpoint_id: "${aws_vpc_endpoint.Firewall.id}" }, IGW),
          { aws_vpc_endpoint: { Firewall: { vpc_endpoint_type: "GatewayLoadBalancer" } } },
        ],
        {},
        [
          "assumed · Firewall · TableA leads to Firewall, which is taken to lead to Server",
          "allowed · ClientGroup · ToServer of ClientGroup allows tcp 443 to Server",
          "allowed · ServerGroup · FromClient of ServerGroup allows tcp 443 from Client",
          "Client can connect to Server on tcp 443, through Firewall, ClientGroup, ServerGroup.",
          "assumed: TableA leads to Firewall, which is taken to lead to Server",
        ],
      ],
      [
        "of a host in a subnet that isn't in the stacks",
        [OPEN, { aws_instance: { Server: { ...BASE.aws_instance!.Server!, subnet_id: "subnet-0123456789abcdef0" } } }],
        {},
        [
          "allowed · ClientGroup · Ipv4ClientGroup of ClientGroup allows tcp 443 to Server",
          "assumed · subnet-0123456789abcdef0 · the network ACL of subnet-0123456789abcdef0, which isn't in the stack, is taken to allow it",
          "allowed · ServerGroup · Ipv4ServerGroup of ServerGroup allows tcp 443 from Client",
          "assumed · subnet-0123456789abcdef0 · the network ACL of subnet-0123456789abcdef0, which isn't in the stack, is taken to allow it",
          "Client can connect to Server on tcp 443, through ClientGroup, subnet-0123456789abcdef0, ServerGroup.",
          "assumed: the network ACL of subnet-0123456789abcdef0, which isn't in the stack, is taken to allow it",
        ],
      ],
      [
        "to the time of AWS",
        [OPEN],
        { to: "169.254.169.123", port: 123, protocol: "udp" },
        [
          "allowed · 169.254.169.123 · neither security groups nor network ACLs filter 169.254.169.123",
          "Client can connect to 169.254.169.123 on udp 123.",
        ],
      ],
    ],
  ],
  [
    "to the internet",
    [
      [
        "through an internet gateway",
        [OPEN, ACLS, PUBLIC, routes(IGW)],
        { to: "internet" },
        [
          "allowed · ClientGroup · Ipv4ClientGroup of ClientGroup allows tcp 443 to internet",
          "allowed · Gateway · Gateway is attached to Vpc",
          "allowed · AclA · outbound rule 100 of AclA allows tcp 443 to internet",
          "allowed · AclA · replies: inbound rule 100 of AclA allows tcp 32768-65535 from internet",
          "allowed · AclA · path MTU discovery: inbound rule 100 of AclA allows icmp type 3 code 4 from internet",
          "Client can connect to internet on tcp 443, through ClientGroup, Gateway, AclA.",
        ],
      ],
      [
        "through an internet gateway without a public address",
        [OPEN, routes(IGW)],
        { to: "internet" },
        [
          "allowed · ClientGroup · Ipv4ClientGroup of ClientGroup allows tcp 443 to internet",
          "refused · Client · Client has no public address",
          "allowed · Gateway · Gateway is attached to Vpc",
          "Client can't connect to internet on tcp 443: Client has no public address.",
        ],
      ],
      [
        "through an internet gateway of another VPC",
        [OPEN, PUBLIC, merged(routes(IGW), { aws_internet_gateway: { Gateway: {} } })],
        { to: "internet" },
        [
          "allowed · ClientGroup · Ipv4ClientGroup of ClientGroup allows tcp 443 to internet",
          "refused · Gateway · Gateway isn't attached to Vpc",
          "Client can't connect to internet on tcp 443: Gateway isn't attached to Vpc.",
        ],
      ],
      [
        "through an internet gateway that isn't in the stacks",
        [OPEN, PUBLIC, routes({ gateway_id: "igw-0123456789abcdef0" })],
        { to: "internet" },
        [
          "allowed · ClientGroup · Ipv4ClientGroup of ClientGroup allows tcp 443 to internet",
          "assumed · igw-0123456789abcdef0 · igw-0123456789abcdef0, which isn't in the stack, is taken to be attached to the VPC",
          "Client can connect to internet on tcp 443, through ClientGroup, igw-0123456789abcdef0.",
          "assumed: igw-0123456789abcdef0, which isn't in the stack, is taken to be attached to the VPC",
        ],
      ],
      [
        "through a block of public access",
        [OPEN, PUBLIC, routes(IGW), block("block-bidirectional")],
        { to: "internet" },
        [
          "allowed · ClientGroup · Ipv4ClientGroup of ClientGroup allows tcp 443 to internet",
          "refused · Block · Block blocks traffic of internet gateways (block-bidirectional)",
          "Client can't connect to internet on tcp 443: Block blocks traffic of internet gateways (block-bidirectional).",
        ],
      ],
      [
        "through a NAT gateway of another subnet",
        [OPEN, ACLS, routes(NAT, IGW), nat()],
        { to: "internet" },
        [
          "allowed · ClientGroup · Ipv4ClientGroup of ClientGroup allows tcp 443 to internet",
          "allowed · Nat · TableA leads to Nat",
          "allowed · AclA · outbound rule 100 of AclA allows tcp 443 to internet",
          "allowed · AclA · replies: inbound rule 100 of AclA allows tcp 32768-65535 from internet",
          "allowed · AclB · inbound rule 100 of AclB allows tcp 443 from Client",
          "allowed · AclB · replies: outbound rule 100 of AclB allows tcp 32768-65535 to Client",
          "allowed · Gateway · Gateway is attached to Vpc",
          "allowed · AclB · outbound rule 100 of AclB allows tcp 443 to internet",
          "allowed · AclB · replies: inbound rule 100 of AclB allows tcp 1024-65535 from internet",
          "allowed · AclB · path MTU discovery: inbound rule 100 of AclB allows icmp type 3 code 4 from internet",
          "allowed · AclA · path MTU discovery: inbound rule 100 of AclA allows icmp type 3 code 4 from internet",
          "Client can connect to internet on tcp 443, through ClientGroup, Nat, AclA, AclB, Gateway.",
        ],
      ],
      [
        "through a NAT gateway of its own subnet",
        [OPEN, ACLS, routes(IGW, NAT), nat()],
        { from: "Server", to: "198.51.100.7" },
        [
          "allowed · ServerGroup · Ipv4ServerGroup of ServerGroup allows tcp 443 to 198.51.100.7",
          "allowed · Nat · TableB leads to Nat",
          "allowed · AclB · outbound rule 100 of AclB allows tcp 443 to 198.51.100.7",
          "allowed · AclB · replies: inbound rule 100 of AclB allows tcp 32768-65535 from 198.51.100.7",
          "refused · TableB · TableB has no route to 198.51.100.7",
          "allowed · AclB · outbound rule 100 of AclB allows tcp 443 to 198.51.100.7",
          "allowed · AclB · replies: inbound rule 100 of AclB allows tcp 1024-65535 from 198.51.100.7",
          "allowed · AclB · path MTU discovery: inbound rule 100 of AclB allows icmp type 3 code 4 from 198.51.100.7",
          "allowed · AclB · path MTU discovery: inbound rule 100 of AclB allows icmp type 3 code 4 from 198.51.100.7",
          "Server can't connect to 198.51.100.7 on tcp 443: TableB has no route to 198.51.100.7.",
        ],
      ],
      [
        "through a NAT gateway that is private",
        [OPEN, routes(NAT, IGW), nat({ connectivity_type: "private" })],
        { to: "internet" },
        [
          "allowed · ClientGroup · Ipv4ClientGroup of ClientGroup allows tcp 443 to internet",
          "allowed · Nat · TableA leads to Nat",
          "refused · Gateway · Gateway drops what comes from Nat, which is private",
          "Client can't connect to internet on tcp 443: Gateway drops what comes from Nat, which is private.",
        ],
      ],
      [
        "through a NAT gateway by IPv6",
        [OPEN, PUBLIC, routes({ ...NAT, ...IPV6 }, IGW), nat()],
        { to: "internet", family: "ipv6" },
        [
          "allowed · ClientGroup · Ipv6ClientGroup of ClientGroup allows tcp 443 to internet",
          "refused · Nat · Nat translates no IPv6 addresses but those of 64:ff9b::/96",
          "Client can't connect to internet on tcp 443: Nat translates no IPv6 addresses but those of 64:ff9b::/96.",
        ],
      ],
      [
        "through a NAT gateway that isn't in the stacks",
        [OPEN, routes({ nat_gateway_id: "nat-0123456789abcdef0" })],
        { to: "internet" },
        [
          "allowed · ClientGroup · Ipv4ClientGroup of ClientGroup allows tcp 443 to internet",
          "allowed · nat-0123456789abcdef0 · TableA leads to nat-0123456789abcdef0",
          "assumed · nat-0123456789abcdef0 · nat-0123456789abcdef0, which isn't in the stack, is taken to connect on",
          "Client can connect to internet on tcp 443, through ClientGroup, nat-0123456789abcdef0.",
          "assumed: nat-0123456789abcdef0, which isn't in the stack, is taken to connect on",
        ],
      ],
      [
        "through a gateway that a part of the addresses has a route to",
        [OPEN, routes(NAT, { ...IGW, route_table_id: "${aws_route_table.TableA.id}", destination_cidr_block: "192.0.2.0/24" }), nat()],
        { to: "internet" },
        [
          "allowed · ClientGroup · Ipv4ClientGroup of ClientGroup allows tcp 443 to internet",
          "refused · Client · Client has no public address",
          "allowed · Gateway · Gateway is attached to Vpc",
          "Client can't connect to internet on tcp 443: Client has no public address.",
        ],
      ],
      [
        "through an egress-only internet gateway",
        [
          OPEN,
          ACLS,
          PUBLIC,
          routes({ egress_only_gateway_id: "${aws_egress_only_internet_gateway.Only.id}", ...IPV6 }),
          { aws_egress_only_internet_gateway: { Only: { vpc_id: VPC } } },
        ],
        { to: "internet", family: "ipv6" },
        [
          "allowed · ClientGroup · Ipv6ClientGroup of ClientGroup allows tcp 443 to internet",
          "allowed · Only · Only lets connections out",
          "allowed · AclA · outbound rule 110 of AclA allows tcp 443 to internet",
          "allowed · AclA · replies: inbound rule 110 of AclA allows tcp 32768-65535 from internet",
          "allowed · AclA · path MTU discovery: inbound rule 110 of AclA allows icmp type 2 code 0 from internet",
          "Client can connect to internet on tcp 443, through ClientGroup, Only, AclA.",
        ],
      ],
      [
        "through a transit gateway",
        [OPEN, ACLS, routes(TGW), { aws_ec2_transit_gateway: { Tgw: {} } }],
        { to: "192.168.0.0/16" },
        [
          "allowed · ClientGroup · Ipv4ClientGroup of ClientGroup allows tcp 443 to 192.168.0.0/16",
          "assumed · Tgw · TableA leads to Tgw, which is taken to lead to 192.168.0.0/16",
          "allowed · AclA · outbound rule 100 of AclA allows tcp 443 to 192.168.0.0/16",
          "allowed · AclA · replies: inbound rule 100 of AclA allows tcp 32768-65535 from 192.168.0.0/16",
          "allowed · AclA · path MTU discovery: inbound rule 100 of AclA allows icmp type 3 code 4 from 192.168.0.0/16",
          "Client can connect to 192.168.0.0/16 on tcp 443, through ClientGroup, Tgw, AclA.",
          "assumed: TableA leads to Tgw, which is taken to lead to 192.168.0.0/16",
        ],
      ],
      [
        "without a route",
        [OPEN],
        { to: "internet" },
        [
          "allowed · ClientGroup · Ipv4ClientGroup of ClientGroup allows tcp 443 to internet",
          "refused · the main route table of Vpc · the main route table of Vpc has no route to internet",
          "Client can't connect to internet on tcp 443: the main route table of Vpc has no route to internet.",
        ],
      ],
      [
        "of S3, through a gateway endpoint",
        [
          OPEN,
          ACLS,
          routes(IGW),
          {
            aws_vpc_endpoint: { S3: { service_name: "com.amazonaws.eu-central-1.s3", route_table_ids: ["${aws_route_table.TableA.id}"] } },
          },
        ],
        { to: "com.amazonaws.eu-central-1.s3" },
        [
          "allowed · ClientGroup · Ipv4ClientGroup of ClientGroup allows tcp 443 to com.amazonaws.eu-central-1.s3",
          "allowed · S3 · TableA leads to S3",
          "allowed · AclA · outbound rule 100 of AclA allows tcp 443 to com.amazonaws.eu-central-1.s3",
          "allowed · AclA · replies: inbound rule 100 of AclA allows tcp 32768-65535 from com.amazonaws.eu-central-1.s3",
          "Client can connect to com.amazonaws.eu-central-1.s3 on tcp 443, through ClientGroup, S3, AclA.",
        ],
      ],
      [
        "that loses what path MTU discovery needs",
        [
          OPEN,
          PUBLIC,
          routes(IGW),
          {
            aws_network_acl: {
              AclA: {
                ...ACLS.aws_network_acl!.AclA!,
                ingress: [rule(100, { protocol: "tcp", from_port: 1024, to_port: 65535, cidr_block: "0.0.0.0/0" })],
              },
            },
          },
        ],
        { to: "internet" },
        [
          "allowed · ClientGroup · Ipv4ClientGroup of ClientGroup allows tcp 443 to internet",
          "allowed · Gateway · Gateway is attached to Vpc",
          "allowed · AclA · outbound rule 100 of AclA allows tcp 443 to internet",
          "allowed · AclA · replies: inbound rule 100 of AclA allows tcp 32768-65535 from internet",
          "partly · AclA · packets larger than the path's MTU are lost: inbound rule * of AclA denies icmp type 3 code 4 from internet",
          "Client can connect to internet on tcp 443, but not always: packets larger than the path's MTU are lost: inbound rule * of AclA denies icmp type 3 code 4 from internet.",
        ],
      ],
    ],
  ],
  [
    "from the internet",
    [
      [
        "through an internet gateway",
        [OPEN, ACLS, PUBLIC, routes(IGW)],
        { from: "internet" },
        [
          "allowed · Gateway · Gateway is attached to Vpc",
          "allowed · AclB · inbound rule 100 of AclB allows tcp 443 from internet",
          "allowed · ServerGroup · Ipv4ServerGroup of ServerGroup allows tcp 443 from internet",
          "allowed · AclB · replies: outbound rule 100 of AclB allows tcp 1024-65535 to internet",
          "allowed · AclB · path MTU discovery: inbound rule 100 of AclB allows icmp type 3 code 4 from internet",
          "internet can connect to Server on tcp 443, through Gateway, AclB, ServerGroup.",
        ],
      ],
      [
        "to a host without a public address",
        [OPEN, routes(IGW)],
        { from: "internet" },
        [
          "refused · Server · Server has no public address",
          "allowed · Gateway · Gateway is attached to Vpc",
          "allowed · ServerGroup · Ipv4ServerGroup of ServerGroup allows tcp 443 from internet",
          "internet can't connect to Server on tcp 443: Server has no public address.",
        ],
      ],
      [
        "through a NAT gateway",
        [OPEN, routes(IGW, NAT), nat()],
        { from: "internet" },
        [
          "refused · Nat · Nat, where TableB leads, lets no connection in",
          "internet can't connect to Server on tcp 443: Nat, where TableB leads, lets no connection in.",
        ],
      ],
      [
        "through a transit gateway",
        [OPEN, ACLS, routes(TGW), { aws_ec2_transit_gateway: { Tgw: {} } }],
        { from: "192.168.0.0/16" },
        [
          "assumed · Tgw · TableB leads to Tgw, which is taken to lead to 192.168.0.0/16",
          "allowed · AclB · inbound rule 100 of AclB allows tcp 443 from 192.168.0.0/16",
          "allowed · ServerGroup · Ipv4ServerGroup of ServerGroup allows tcp 443 from 192.168.0.0/16",
          "allowed · AclB · replies: outbound rule 100 of AclB allows tcp 1024-65535 to 192.168.0.0/16",
          "allowed · AclB · path MTU discovery: inbound rule 100 of AclB allows icmp type 3 code 4 from 192.168.0.0/16",
          "192.168.0.0/16 can connect to Server on tcp 443, through Tgw, AclB, ServerGroup.",
          "assumed: TableB leads to Tgw, which is taken to lead to 192.168.0.0/16",
        ],
      ],
      [
        "through a block of what comes in",
        [OPEN, PUBLIC, routes(IGW), block("block-ingress")],
        { from: "internet" },
        [
          "refused · Block · Block blocks traffic of internet gateways (block-ingress)",
          "allowed · ServerGroup · Ipv4ServerGroup of ServerGroup allows tcp 443 from internet",
          "internet can't connect to Server on tcp 443: Block blocks traffic of internet gateways (block-ingress).",
        ],
      ],
      [
        "to an internal load balancer, by IPv6",
        [
          OPEN,
          routes({ ...IGW, ...IPV6 }),
          {
            aws_lb: {
              Balancer: {
                internal: true,
                ip_address_type: "dualstack",
                subnets: ["${aws_subnet.B.id}"],
                security_groups: ["${aws_security_group.ServerGroup.id}"],
              },
            },
          },
        ],
        { from: "internet", to: "Balancer", family: "ipv6" },
        [
          "refused · Balancer · Balancer has no public address",
          "allowed · Gateway · Gateway is attached to Vpc",
          "allowed · ServerGroup · Ipv6ServerGroup of ServerGroup allows tcp 443 from internet",
          "internet can't connect to Balancer on tcp 443: Balancer has no public address.",
        ],
      ],
    ],
  ],
  [
    "between VPCs",
    [
      [
        "by peering",
        [WIRED, ACLS, elsewhere("Vpc", "Other"), routes(PEERING)],
        {},
        [
          "assumed · Peering · TableA leads to Peering, which is taken to lead to Server",
          "assumed · Peering · TableB leads to Peering, which is taken to lead to Client",
          "allowed · ClientGroup · ToServer of ClientGroup allows tcp 443 to Server",
          "allowed · AclA · outbound rule 100 of AclA allows tcp 443 to Server",
          "allowed · AclB · inbound rule 100 of AclB allows tcp 443 from Client",
          "allowed · ServerGroup · FromClient of ServerGroup allows tcp 443 from Client",
          "allowed · AclB · replies: outbound rule 100 of AclB allows tcp 32768-65535 to Client",
          "allowed · AclA · replies: inbound rule 100 of AclA allows tcp 32768-65535 from Server",
          "Client can connect to Server on tcp 443, through Peering, ClientGroup, AclA, AclB, ServerGroup.",
          "assumed: TableA leads to Peering, which is taken to lead to Server",
          "assumed: TableB leads to Peering, which is taken to lead to Client",
        ],
      ],
      [
        "by peering of others",
        [WIRED, elsewhere("Vpc", "Third"), routes(PEERING)],
        {},
        [
          "refused · Peering · Peering connects Vpc and Third alone",
          "refused · Peering · Peering connects Vpc and Third alone",
          "allowed · ClientGroup · ToServer of ClientGroup allows tcp 443 to Server",
          "allowed · ServerGroup · FromClient of ServerGroup allows tcp 443 from Client",
          "Client can't connect to Server on tcp 443: Peering connects Vpc and Third alone.",
        ],
      ],
      [
        "by a transit gateway, which carries no groups",
        [WIRED, elsewhere("Vpc", "Other"), routes(TGW)],
        {},
        [
          "assumed · Tgw · TableA leads to Tgw, which is taken to lead to Server",
          "assumed · Tgw · TableB leads to Tgw, which is taken to lead to Client",
          "refused · ClientGroup · no outbound rule of ClientGroup allows tcp 443 to Server",
          "refused · ServerGroup · no inbound rule of ServerGroup allows tcp 443 from Client",
          "Client can't connect to Server on tcp 443: no outbound rule of ClientGroup allows tcp 443 to Server.",
          "assumed: TableA leads to Tgw, which is taken to lead to Server",
          "assumed: TableB leads to Tgw, which is taken to lead to Client",
        ],
      ],
      [
        "without routes",
        [WIRED, elsewhere("Vpc", "Other")],
        {},
        [
          "refused · the main route table of Vpc · the main route table of Vpc has no route to Server",
          "refused · the main route table of Other · the main route table of Other has no route to Client",
          "allowed · ClientGroup · ToServer of ClientGroup allows tcp 443 to Server",
          "allowed · ServerGroup · FromClient of ServerGroup allows tcp 443 from Client",
          "Client can't connect to Server on tcp 443: the main route table of Vpc has no route to Server.",
        ],
      ],
    ],
  ],
  [
    "from CloudFront",
    [
      [
        "by a prefix list of another stack",
        [ACLS, vpcOrigin({ prefix_list_id: "${data.aws_ec2_managed_prefix_list.CloudFront.id}" }, GATEWAY)],
        FROM_ORIGIN,
        [
          "allowed · AclB · inbound rule 100 of AclB allows tcp 443 from Origin",
          "assumed · Origin · data.aws_ec2_managed_prefix_list.CloudFront is taken to be the list of CloudFront's addresses, com.amazonaws.global.cloudfront.origin-facing",
          "allowed · ServerGroup · FromCloudFront of ServerGroup allows tcp 443 from Origin",
          "allowed · AclB · replies: outbound rule 100 of AclB allows tcp 1024-65535 to Origin",
          "Origin can connect to Balancer on tcp 443, through AclB, ServerGroup.",
          "assumed: data.aws_ec2_managed_prefix_list.CloudFront is taken to be the list of CloudFront's addresses, com.amazonaws.global.cloudfront.origin-facing",
        ],
      ],
      [
        "by a prefix list that may be its own",
        [vpcOrigin({ prefix_list_id: "pl-0123456789abcdef0" }, GATEWAY)],
        FROM_ORIGIN,
        [
          "assumed · Origin · pl-0123456789abcdef0 is taken to be the list of CloudFront's addresses, com.amazonaws.global.cloudfront.origin-facing",
          "allowed · ServerGroup · FromCloudFront of ServerGroup allows tcp 443 from Origin",
          "Origin can connect to Balancer on tcp 443, through ServerGroup.",
          "assumed: pl-0123456789abcdef0 is taken to be the list of CloudFront's addresses, com.amazonaws.global.cloudfront.origin-facing",
        ],
      ],
      [
        "to another port",
        [vpcOrigin({ cidr_ipv4: "0.0.0.0/0" }, GATEWAY)],
        { ...FROM_ORIGIN, port: 80 },
        [
          "refused · Origin · Origin connects to Balancer on 443 alone",
          "Origin can't connect to Balancer on tcp 80: Origin connects to Balancer on 443 alone.",
        ],
      ],
      [
        "to what isn't its origin",
        [vpcOrigin({ cidr_ipv4: "0.0.0.0/0" }, GATEWAY)],
        { ...FROM_ORIGIN, to: "Server" },
        [
          "refused · Origin · Origin connects to Balancer on 443 alone",
          "Origin can't connect to Server on tcp 443: Origin connects to Balancer on 443 alone.",
        ],
      ],
      [
        "into a VPC without an internet gateway",
        [vpcOrigin({ cidr_ipv4: "0.0.0.0/0" })],
        FROM_ORIGIN,
        [
          "refused · Vpc · Vpc has no internet gateway, which a VPC origin needs",
          "allowed · ServerGroup · FromCloudFront of ServerGroup allows tcp 443 from Origin",
          "Origin can't connect to Balancer on tcp 443: Vpc has no internet gateway, which a VPC origin needs.",
        ],
      ],
      [
        "through a block of what comes in",
        [vpcOrigin({ cidr_ipv4: "0.0.0.0/0" }, merged(GATEWAY, block("block-ingress")))],
        FROM_ORIGIN,
        [
          "refused · Block · Block blocks traffic of internet gateways (block-ingress)",
          "allowed · ServerGroup · FromCloudFront of ServerGroup allows tcp 443 from Origin",
          "Origin can't connect to Balancer on tcp 443: Block blocks traffic of internet gateways (block-ingress).",
        ],
      ],
      [
        "into a subnet that isn't in the stacks",
        [
          vpcOrigin(
            { cidr_ipv4: "0.0.0.0/0" },
            {
              aws_lb: {
                Balancer: {
                  internal: true,
                  subnets: ["subnet-0123456789abcdef0"],
                  security_groups: ["${aws_security_group.ServerGroup.id}"],
                },
              },
            },
          ),
        ],
        FROM_ORIGIN,
        [
          "assumed · subnet-0123456789abcdef0 · the VPC of subnet-0123456789abcdef0, which isn't in the stack, is taken to have an internet gateway",
          "assumed · subnet-0123456789abcdef0 · the network ACL of subnet-0123456789abcdef0, which isn't in the stack, is taken to allow it",
          "allowed · ServerGroup · FromCloudFront of ServerGroup allows tcp 443 from Origin",
          "assumed · subnet-0123456789abcdef0 · the network ACL of subnet-0123456789abcdef0, which isn't in the stack, is taken to allow it",
          "Origin can connect to Balancer on tcp 443, through subnet-0123456789abcdef0, ServerGroup.",
          "assumed: the VPC of subnet-0123456789abcdef0, which isn't in the stack, is taken to have an internet gateway",
          "assumed: the network ACL of subnet-0123456789abcdef0, which isn't in the stack, is taken to allow it",
        ],
      ],
    ],
  ],
])("reachability tells what is passed %s:", (_, rows) => {
  test.each(rows)("%s", (__, sets, question, expected) => {
    expect(told(ask(sets, question))).toEqual(expected);
  });
});
