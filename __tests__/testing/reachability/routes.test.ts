import { Arguments, ConnectionQuestion } from "../../../src/testing";
import { Resources, WIRED, ask, merged, open } from "./fixture";

const OPEN = open("ClientGroup", "ServerGroup");
const TABLE = "${aws_route_table.Table.id}";
const NAT_TABLE = "${aws_route_table.NatTable.id}";

/** The client's route table. */
const table: Resources = {
  aws_route_table: { Table: { vpc_id: "${aws_vpc.Vpc.id}" } },
  aws_route_table_association: { ToA: { subnet_id: "${aws_subnet.A.id}", route_table_id: TABLE } },
  aws_internet_gateway: { Igw: { vpc_id: "${aws_vpc.Vpc.id}" } },
};
const toRoute = (route: Arguments): Resources => merged(table, { aws_route: { Route: { route_table_id: TABLE, ...route } } });
const toInternet = toRoute({ destination_cidr_block: "0.0.0.0/0", gateway_id: "${aws_internet_gateway.Igw.id}" });
const publicClient: Resources = {
  aws_instance: {
    Client: {
      subnet_id: "${aws_subnet.A.id}",
      vpc_security_group_ids: ["${aws_security_group.ClientGroup.id}"],
      associate_public_ip_address: true,
    },
  },
};
/** A NAT gateway in the server's subnet, with a way on. */
const nat: Resources = merged(toRoute({ destination_cidr_block: "0.0.0.0/0", nat_gateway_id: "${aws_nat_gateway.Nat.id}" }), {
  aws_nat_gateway: { Nat: { subnet_id: "${aws_subnet.B.id}", allocation_id: "eipalloc-1" } },
  aws_route_table: { NatTable: { vpc_id: "${aws_vpc.Vpc.id}" } },
  aws_route_table_association: { ToB: { subnet_id: "${aws_subnet.B.id}", route_table_id: NAT_TABLE } },
  aws_route: { NatRoute: { route_table_id: NAT_TABLE, destination_cidr_block: "0.0.0.0/0", gateway_id: "${aws_internet_gateway.Igw.id}" } },
});
const outwards: Partial<ConnectionQuestion> = { to: "internet" };
const inwards: Partial<ConnectionQuestion> = { from: "internet", to: "Client" };

describe("without a route", () => {
  test("the internet isn't reached", () => {
    expect(ask([OPEN], outwards).explanation).toBe(
      "Client can't connect to internet on tcp 443: the main route table of Vpc has no route to internet.",
    );
  });

  test("nobody from the internet gets a reply", () => {
    expect(ask([OPEN, table, publicClient], inwards).explanation).toBe(
      "internet can't connect to Client on tcp 443: Table has no route to internet.",
    );
  });
});

describe("an internet gateway", () => {
  test("lets a host with a public address out and in", () => {
    expect(ask([OPEN, toInternet, publicClient], outwards).explanation).toBe(
      "Client can connect to internet on tcp 443, through ClientGroup, Igw.",
    );
    expect(ask([OPEN, toInternet, publicClient], inwards).explanation).toBe(
      "internet can connect to Client on tcp 443, through Igw, ClientGroup.",
    );
  });

  test("lets in the addresses alone that its route leads to", () => {
    const half = toRoute({ destination_cidr_block: "0.0.0.0/1", gateway_id: "${aws_internet_gateway.Igw.id}" });
    const fromHalf: Resources = {
      aws_vpc_security_group_ingress_rule: {
        In: { security_group_id: "${aws_security_group.ClientGroup.id}", ip_protocol: "-1", cidr_ipv4: "0.0.0.0/1" },
      },
    };
    expect(ask([half, publicClient, fromHalf], inwards)).toMatchObject({
      verdict: "partly",
      explanation: "internet can connect to Client on tcp 443, but not always: Table has no route to internet.",
    });
  });

  // VPC User Guide, "Enable internet access for a VPC using an internet gateway": a public IPv4 address or an Elastic IP address.
  test("needs a public address", () => {
    expect(ask([OPEN, toInternet], outwards).explanation).toBe(
      "Client can't connect to internet on tcp 443: Client has no public address.",
    );
    expect(ask([OPEN, toInternet], inwards).explanation).toBe("internet can't connect to Client on tcp 443: Client has no public address.");
  });

  test.each([
    ["aws_eip", { instance: "${aws_instance.Client.id}" }],
    ["aws_eip_association", { instance_id: "${aws_instance.Client.id}", allocation_id: "eipalloc-1" }],
  ])("finds the public address that %s gives", (type, args) => {
    expect(ask([OPEN, toInternet, { [type]: { Address: args } }], outwards).verdict).toBe("allowed");
  });

  test("is attached to the VPC, by itself or by an attachment", () => {
    const detached = { aws_internet_gateway: { Igw: {} } };
    expect(ask([OPEN, toInternet, publicClient, detached], outwards).explanation).toBe(
      "Client can't connect to internet on tcp 443: Igw isn't attached to Vpc.",
    );
    const attachment = {
      aws_internet_gateway_attachment: { Here: { vpc_id: "${aws_vpc.Vpc.id}", internet_gateway_id: "${aws_internet_gateway.Igw.id}" } },
    };
    expect(ask([OPEN, toInternet, publicClient, detached, attachment], outwards).verdict).toBe("allowed");
  });

  test("that isn't in the stack is taken to be attached", () => {
    const other = toRoute({ destination_cidr_block: "0.0.0.0/0", gateway_id: "igw-0123" });
    expect(ask([OPEN, other, publicClient], outwards)).toMatchObject({
      verdict: "allowed",
      assumptions: ["igw-0123, which isn't in the stack, is taken to be attached to the VPC"],
    });
  });

  test("brings back what path MTU discovery needs, or large packets are lost", () => {
    const everything = { action: "allow", cidr_block: "0.0.0.0/0" };
    const acl = (icmp: Arguments[]): Resources => ({
      aws_network_acl: {
        Acl: {
          subnet_ids: ["${aws_subnet.A.id}"],
          egress: [{ ...everything, rule_no: 1, protocol: "-1", from_port: 0, to_port: 0 }],
          ingress: [{ ...everything, rule_no: 1, protocol: "tcp", from_port: 0, to_port: 65_535 }, ...icmp],
        },
      },
    });
    const message = { ...everything, rule_no: 2, protocol: "icmp", icmp_type: 3, icmp_code: 4, from_port: 0, to_port: 0 };
    expect(ask([OPEN, toInternet, publicClient, acl([message])], outwards).verdict).toBe("allowed");
    expect(ask([OPEN, toInternet, publicClient, acl([{ ...message, icmp_type: null, icmp_code: null }])], outwards).verdict).toBe(
      "allowed",
    );
    expect(ask([OPEN, toInternet, publicClient, acl([{ ...message, icmp_code: 1 }])], outwards).explanation).toBe(
      "Client can connect to internet on tcp 443, but not always: packets larger than the path's MTU are lost: inbound rule * of Acl denies icmp type 3 code 4 from internet.",
    );
  });
});

/** What routers send back of packets that are too large, refused by everything but TCP inbound. */
const tcpAlone: Resources = {
  aws_network_acl: {
    Acl: {
      subnet_ids: ["${aws_subnet.A.id}"],
      egress: [{ action: "allow", cidr_block: "0.0.0.0/0", rule_no: 1, protocol: "-1", from_port: 0, to_port: 0 }],
      ingress: [{ action: "allow", cidr_block: "0.0.0.0/0", rule_no: 1, protocol: "tcp", from_port: 0, to_port: 65_535 }],
    },
  },
};

// EC2 User Guide, "Network MTU for your EC2 instance": 9001 bytes within a VPC, 8500 on a transit gateway, 1500 on a VPN connection.
test("a transit gateway needs what path MTU discovery needs, in both directions", () => {
  const transitGateway = toRoute({ destination_cidr_block: "0.0.0.0/0", transit_gateway_id: "tgw-0123" });
  for (const question of [outwards, inwards]) {
    expect(ask([OPEN, transitGateway], question).verdict).toBe("allowed");
    expect(ask([OPEN, transitGateway, tcpAlone], question).explanation).toContain(
      "packets larger than the path's MTU are lost: inbound rule * of Acl denies icmp type 3 code 4 from internet",
    );
  }
});

describe("a NAT gateway", () => {
  test("lets a host without a public address out", () => {
    expect(ask([OPEN, nat], outwards).explanation).toBe("Client can connect to internet on tcp 443, through ClientGroup, Nat, Igw.");
  });

  test("lets nobody in", () => {
    expect(ask([OPEN, nat], inwards).explanation).toBe(
      "internet can't connect to Client on tcp 443: Nat, where Table leads, lets no connection in.",
    );
  });

  test("needs a way on from its own subnet", () => {
    const stranded = merged(nat, { aws_route: { NatRoute: {} } });
    expect(ask([OPEN, stranded], outwards).explanation).toBe(
      "Client can't connect to internet on tcp 443: NatTable has no route to internet.",
    );
  });

  // VPC User Guide, "Ephemeral ports": a NAT gateway uses ports 1024-65535.
  test("gets replies from 1024 up, which the ACL of its subnet must allow", () => {
    const everything = { rule_no: 1, action: "allow", protocol: "-1", cidr_block: "0.0.0.0/0", from_port: 0, to_port: 0 };
    const acl = (from_port: number): Resources => ({
      aws_network_acl: {
        Acl: {
          subnet_ids: ["${aws_subnet.B.id}"],
          egress: [everything],
          ingress: [
            { ...everything, rule_no: 1, cidr_block: "10.0.0.0/16" },
            { ...everything, rule_no: 2, protocol: "tcp", from_port, to_port: 65_535 },
            { ...everything, rule_no: 3, protocol: "icmp" },
          ],
        },
      },
    });
    expect(ask([OPEN, nat, acl(1024)], outwards).verdict).toBe("allowed");
    expect(ask([OPEN, nat, acl(32_768)], outwards).explanation).toContain(
      "replies: inbound rule * of Acl denies part of tcp 1024-65535 from internet: 1024-32767",
    );
  });

  // VPC User Guide, "NAT gateways": the internet gateway drops what a private one sends.
  test("that is private reaches nothing through an internet gateway", () => {
    const isPrivate: Resources = { aws_nat_gateway: { Nat: { subnet_id: "${aws_subnet.B.id}", connectivity_type: "private" } } };
    expect(ask([OPEN, nat, isPrivate], outwards).explanation).toBe(
      "Client can't connect to internet on tcp 443: Igw drops what comes from Nat, which is private.",
    );
  });

  // VPC User Guide, "DNS64 and NAT64": of IPv6, what is for 64:ff9b::/96.
  test("translates no IPv6 addresses of the internet", () => {
    const ipv6: Resources = {
      aws_vpc: { Vpc: { cidr_block: "10.0.0.0/16", assign_generated_ipv6_cidr_block: true } },
      aws_subnet: {
        A: {
          vpc_id: "${aws_vpc.Vpc.id}",
          cidr_block: "10.0.0.0/24",
          ipv6_cidr_block: "2600:1f14::/64",
          assign_ipv6_address_on_creation: true,
        },
      },
      aws_route: { Ipv6: { route_table_id: TABLE, destination_ipv6_cidr_block: "::/0", nat_gateway_id: "${aws_nat_gateway.Nat.id}" } },
    };
    expect(ask([OPEN, nat, ipv6], { ...outwards, family: "ipv6" }).explanation).toBe(
      "Client can't connect to internet on tcp 443: Nat translates no IPv6 addresses but those of 64:ff9b::/96.",
    );
    expect(ask([OPEN, nat, ipv6], { to: "64:ff9b::c633:6401/128", family: "ipv6" }).steps).toContainEqual(
      expect.objectContaining({ sentence: "Table leads to Nat" }),
    );
  });

  test("that isn't in the stack is taken to connect on", () => {
    expect(ask([OPEN, toRoute({ destination_cidr_block: "0.0.0.0/0", nat_gateway_id: "nat-0123" })], outwards)).toMatchObject({
      verdict: "allowed",
      assumptions: ["nat-0123, which isn't in the stack, is taken to connect on"],
    });
  });
});

describe("an egress-only internet gateway", () => {
  const ipv6: Resources = merged(
    toRoute({ destination_ipv6_cidr_block: "::/0", egress_only_gateway_id: "${aws_egress_only_internet_gateway.Eigw.id}" }),
    {
      aws_egress_only_internet_gateway: { Eigw: { vpc_id: "${aws_vpc.Vpc.id}" } },
      aws_vpc: { Vpc: { cidr_block: "10.0.0.0/16", assign_generated_ipv6_cidr_block: true } },
      aws_subnet: {
        A: {
          vpc_id: "${aws_vpc.Vpc.id}",
          cidr_block: "10.0.0.0/24",
          ipv6_cidr_block: "${cidrsubnet(aws_vpc.Vpc.ipv6_cidr_block, 8, 1)}",
          assign_ipv6_address_on_creation: true,
        },
      },
    },
  );

  test("lets connections out by IPv6, and none in", () => {
    expect(ask([OPEN, ipv6], { ...outwards, family: "ipv6" }).explanation).toBe(
      "Client can connect to internet on tcp 443, through ClientGroup, Eigw.",
    );
    expect(ask([OPEN, ipv6], { ...inwards, family: "ipv6" }).explanation).toBe(
      "internet can't connect to Client on tcp 443: Eigw, where Table leads, lets no connection in.",
    );
  });

  test("brings back that packets are too big", () => {
    const everything = { action: "allow", ipv6_cidr_block: "::/0" };
    const acl = (icmp_type: number): Resources => ({
      aws_network_acl: {
        Acl: {
          subnet_ids: ["${aws_subnet.A.id}"],
          egress: [{ ...everything, rule_no: 1, protocol: "-1", from_port: 0, to_port: 0 }],
          ingress: [
            { ...everything, rule_no: 1, protocol: "tcp", from_port: 0, to_port: 65_535 },
            { ...everything, rule_no: 2, protocol: "58", icmp_type, icmp_code: 0, from_port: 0, to_port: 0 },
          ],
        },
      },
    });
    expect(ask([OPEN, ipv6, acl(2)], { ...outwards, family: "ipv6" }).verdict).toBe("allowed");
    expect(ask([OPEN, ipv6, acl(3)], { ...outwards, family: "ipv6" }).explanation).toContain("denies icmp type 2 code 0 from internet");
  });

  test("serves a host with an IPv6 address", () => {
    expect(ask([OPEN, ipv6], { family: "ipv6" }).explanation).toBe(
      "Client can't connect to Server on tcp 443: Server has no IPv6 address.",
    );
  });
});

describe("routes", () => {
  // VPC User Guide, "Longest prefix match".
  test("lead by the most specific of them", () => {
    const specific = merged(toInternet, {
      aws_route: { Partner: { route_table_id: TABLE, destination_cidr_block: "198.51.100.0/24", transit_gateway_id: "tgw-1" } },
    });
    expect(ask([OPEN, specific, publicClient], { to: "198.51.100.7" }).explanation).toContain("through ClientGroup, tgw-1");
    expect(ask([OPEN, specific, publicClient], { to: "198.51.101.7" }).explanation).toContain("through ClientGroup, Igw");
  });

  test("that lead out of what is computed are taken to lead on, and it is said", () => {
    expect(
      ask([OPEN, toRoute({ destination_cidr_block: "10.9.0.0/16", vpc_peering_connection_id: "pcx-1" })], { to: "10.9.0.7" }).assumptions,
    ).toEqual(["Table leads to pcx-1, which is taken to lead to 10.9.0.7"]);
  });

  // AWS provider's schema of aws_route: each argument that names a target beside those of the gateways above.
  test.each([
    "transit_gateway_id",
    "vpc_peering_connection_id",
    "network_interface_id",
    "vpc_endpoint_id",
    "local_gateway_id",
    "carrier_gateway_id",
    "core_network_arn",
  ])("by %s lead out of what is computed", (argument) => {
    expect(ask([OPEN, toRoute({ destination_cidr_block: "10.9.0.0/16", [argument]: "target" })], { to: "10.9.0.7" }).explanation).toBe(
      "Client can connect to 10.9.0.7 on tcp 443, through ClientGroup, target.",
    );
  });

  test("that lead out of what is computed pass the ACL as others do", () => {
    const acl: Resources = { aws_network_acl: { Acl: { subnet_ids: ["${aws_subnet.A.id}"], ingress: [], egress: [] } } };
    const partner = toRoute({ destination_cidr_block: "10.9.0.0/16", transit_gateway_id: "tgw-1" });
    expect(ask([OPEN, partner, acl], { to: "10.9.0.7" }).explanation).toContain("outbound rule * of Acl denies tcp 443 to 10.9.0.7");
    expect(ask([OPEN, partner, acl], { from: "10.9.0.7", to: "Client" }).explanation).toContain(
      "inbound rule * of Acl denies tcp 443 from 10.9.0.7",
    );
  });

  test("that name the local route change nothing", () => {
    const local = toRoute({ destination_cidr_block: "10.0.0.0/16", gateway_id: "local" });
    expect(ask([OPEN, local])).toMatchObject({ verdict: "allowed", assumptions: [] });
    expect(ask([OPEN, toRoute({ destination_cidr_block: "10.9.0.0/16", gateway_id: "local" })], { to: "10.9.0.7" }).verdict).toBe(
      "refused",
    );
  });

  test("by a virtual private gateway lead out of what is computed", () => {
    const vpn = merged(toRoute({ destination_cidr_block: "10.9.0.0/16", gateway_id: "${aws_vpn_gateway.Vpn.id}" }), {
      aws_vpn_gateway: { Vpn: {} },
    });
    expect(ask([OPEN, vpn], { from: "10.9.0.0/16", to: "Client" })).toMatchObject({
      verdict: "allowed",
      assumptions: [expect.stringContaining("leads to Vpn")],
    });
  });

  test("may be blocks of their table", () => {
    const blocks = merged(table, {
      aws_route_table: {
        Table: { vpc_id: "${aws_vpc.Vpc.id}", route: [{ cidr_block: "0.0.0.0/0", gateway_id: "${aws_internet_gateway.Igw.id}" }] },
      },
    });
    expect(ask([OPEN, blocks, publicClient], outwards).verdict).toBe("allowed");
  });

  test.each([
    [
      "aws_main_route_table_association",
      { aws_main_route_table_association: { Main: { vpc_id: "${aws_vpc.Vpc.id}", route_table_id: TABLE } } },
    ],
    [
      "aws_default_route_table",
      {
        aws_default_route_table: {
          Main: {
            default_route_table_id: "${aws_vpc.Vpc.default_route_table_id}",
            route: [{ cidr_block: "0.0.0.0/0", gateway_id: "${aws_internet_gateway.Igw.id}" }],
          },
        },
      },
    ],
  ] as [string, Resources][])("of a subnet without a table of its own are the VPC's main ones, by %s", (_, main) => {
    expect(ask([OPEN, merged(toInternet, { aws_route_table_association: { ToA: {} } }), main, publicClient], outwards).verdict).toBe(
      "allowed",
    );
  });

  test("for a part of the addresses make a part of the connection", () => {
    const half = toRoute({ destination_cidr_block: "198.51.100.0/25", gateway_id: "${aws_internet_gateway.Igw.id}" });
    expect(ask([OPEN, half, publicClient], { to: "198.51.100.0/24" })).toMatchObject({
      verdict: "partly",
      explanation: "Client can connect to 198.51.100.0/24 on tcp 443, but not always: Table has no route to 198.51.100.0/24.",
    });
  });

  test("to a prefix list of the stack lead to its ranges", () => {
    const list = merged(
      toRoute({ destination_prefix_list_id: "${aws_ec2_managed_prefix_list.Partners.id}", transit_gateway_id: "tgw-1" }),
      {
        aws_ec2_managed_prefix_list: { Partners: { entry: [{ cidr: "198.51.100.0/24" }] } },
      },
    );
    expect(ask([OPEN, list], { to: "198.51.100.7" }).verdict).toBe("allowed");
    expect(ask([OPEN, list], { to: "Partners" }).verdict).toBe("allowed");
    expect(ask([OPEN, list], { to: "198.51.101.7" }).verdict).toBe("refused");
  });
});

describe("VPCs", () => {
  const elsewhere: Resources = {
    aws_vpc: { Other: { cidr_block: "10.1.0.0/16" } },
    aws_subnet: { B: { vpc_id: "${aws_vpc.Other.id}", cidr_block: "10.1.0.0/24" } },
  };

  test("are connected by nothing but routes", () => {
    expect(ask([OPEN, elsewhere]).explanation).toBe(
      "Client can't connect to Server on tcp 443: the main route table of Vpc has no route to Server.",
    );
  });

  test("are connected by peering with routes both ways", () => {
    const there = toRoute({ destination_cidr_block: "10.1.0.0/16", vpc_peering_connection_id: "pcx-1" });
    expect(ask([OPEN, elsewhere, there]).explanation).toContain("the main route table of Other has no route to Client");
    const back: Resources = {
      aws_route_table: {
        Back: { vpc_id: "${aws_vpc.Other.id}", route: [{ cidr_block: "10.0.0.0/16", vpc_peering_connection_id: "pcx-1" }] },
      },
      aws_route_table_association: { ToB: { subnet_id: "${aws_subnet.B.id}", route_table_id: "${aws_route_table.Back.id}" } },
    };
    expect(ask([OPEN, elsewhere, there, back]).verdict).toBe("allowed");
  });

  test("have a local route for each of their ranges", () => {
    const secondary: Resources = {
      aws_vpc_ipv4_cidr_block_association: { More: { vpc_id: "${aws_vpc.Vpc.id}", cidr_block: "10.5.0.0/16" } },
      aws_subnet: { B: { vpc_id: "${aws_vpc.Vpc.id}", cidr_block: "10.5.0.0/24" } },
    };
    expect(ask([OPEN, secondary]).verdict).toBe("allowed");
    expect(() => ask([OPEN, secondary], { to: "10.5.0.7" })).toThrow("10.5.0.7 has addresses of Vpc: name the construct that has them");
    expect(() => ask([OPEN, secondary], { to: "0.0.0.0/0" })).toThrow(
      '0.0.0.0/0 has addresses of Vpc: name "internet", or the construct that has them',
    );
  });

  test("and their addresses are none of the internet's", () => {
    const acl: Resources = {
      aws_network_acl: {
        Acl: {
          subnet_ids: ["${aws_subnet.A.id}"],
          ingress: [],
          egress: [{ rule_no: 1, action: "allow", protocol: "-1", cidr_block: "10.0.0.0/8", from_port: 0, to_port: 0 }],
        },
      },
    };
    expect(ask([OPEN, toInternet, publicClient, acl], outwards).verdict).toBe("refused");
  });
});

// EC2 API Reference, VpcBlockPublicAccessOptions; VPC User Guide, "VPC BPA basics".
describe("the account's block of public access", () => {
  const block = (internet_gateway_block_mode: string, exclusion?: Arguments): Resources => ({
    aws_vpc_block_public_access_options: { Block: { internet_gateway_block_mode } },
    aws_vpc_block_public_access_exclusion: exclusion ? { Exclusion: exclusion } : {},
  });
  const verdicts = (...more: Resources[]): string[] => [
    ask([OPEN, toInternet, publicClient, ...more], inwards).verdict,
    ask([OPEN, toInternet, publicClient, ...more], outwards).verdict,
    ask([OPEN, nat, ...more], outwards).verdict,
  ];

  test("in both directions refuses everything through internet gateways", () => {
    expect(verdicts(block("block-bidirectional"))).toEqual(["refused", "refused", "refused"]);
    expect(ask([OPEN, toInternet, publicClient, block("block-bidirectional")], outwards).explanation).toBe(
      "Client can't connect to internet on tcp 443: Block blocks traffic of internet gateways (block-bidirectional).",
    );
  });

  test("of what comes in allows NAT gateways alone", () => {
    expect(verdicts(block("block-ingress"))).toEqual(["refused", "refused", "allowed"]);
  });

  test("that is off refuses nothing", () => {
    expect(verdicts(block("off"))).toEqual(["allowed", "allowed", "allowed"]);
  });

  test("leaves out a VPC or a subnet that is excluded", () => {
    const mode = "allow-bidirectional";
    expect(verdicts(block("block-bidirectional", { vpc_id: "${aws_vpc.Vpc.id}", internet_gateway_exclusion_mode: mode }))).toEqual([
      "allowed",
      "allowed",
      "allowed",
    ]);
    expect(verdicts(block("block-bidirectional", { subnet_id: "${aws_subnet.A.id}", internet_gateway_exclusion_mode: mode }))).toEqual([
      "allowed",
      "allowed",
      "refused",
    ]);
  });

  test("lets out of a VPC that is excluded for that", () => {
    expect(
      verdicts(block("block-bidirectional", { vpc_id: "${aws_vpc.Vpc.id}", internet_gateway_exclusion_mode: "allow-egress" })),
    ).toEqual(["refused", "allowed", "allowed"]);
  });
});

// VPC User Guide, "Middlebox routing": a route that is more specific than the local one takes traffic between subnets to an appliance.
describe("a route within the VPC", () => {
  const tableOf = (subnet: string, route: object): Resources => ({
    aws_route_table: { [`Table${subnet}`]: { vpc_id: "${aws_vpc.Vpc.id}", route: [route] } },
    aws_route_table_association: {
      [`To${subnet}`]: { subnet_id: `\${aws_subnet.${subnet}.id}`, route_table_id: `\${aws_route_table.Table${subnet}.id}` },
    },
  });

  test.each([
    ["A", "10.0.1.0/24", "TableA leads to vpce-0123, which is taken to lead to Server"],
    ["B", "10.0.0.0/24", "TableB leads to vpce-0123, which is taken to lead to Client"],
  ])("of subnet %s to an appliance is taken to lead on, and that is said", (subnet, cidr_block, sentence) => {
    expect(ask([WIRED, tableOf(subnet, { cidr_block, vpc_endpoint_id: "vpce-0123" })])).toMatchObject({
      verdict: "allowed",
      assumptions: [sentence],
    });
  });

  test.each([
    ["to other addresses of the VPC", "10.0.9.0/24"],
    ["out of the VPC", "192.0.2.0/24"],
  ])("%s decides nothing", (_, cidr_block) => {
    expect(ask([WIRED, tableOf("A", { cidr_block, vpc_endpoint_id: "vpce-0123" })]).assumptions).toEqual([]);
  });
});
