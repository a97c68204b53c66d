/**
 * Rules in each form that the provider plans have EC2's meaning; what Terraform or EC2 refuses is refused, since it would allow nothing whatever it says.
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_IpPermission.html
 */
import { Arguments, reachability } from "../../../src/testing";
import { messageOf } from "../../support/synth";
import { BASE, Resources, WIRED, ask, stackOf } from "./fixture";

const SERVER = "${aws_security_group.ServerGroup.id}";
const CLIENT = "${aws_security_group.ClientGroup.id}";

/** The client's way out, and this rule of the server's group. */
const inbound = (rule: Arguments): Resources[] => [
  { aws_vpc_security_group_egress_rule: { Out: { security_group_id: CLIENT, cidr_ipv4: "10.0.0.0/16", ip_protocol: "-1" } } },
  { aws_vpc_security_group_ingress_rule: { In: { security_group_id: SERVER, cidr_ipv4: "10.0.0.0/16", ...rule } } },
];
const older = (rule: Arguments): Resources[] => [
  inbound({ ip_protocol: "tcp", from_port: 1, to_port: 1 })[0]!,
  { aws_security_group_rule: { In: { type: "ingress", security_group_id: SERVER, cidr_blocks: ["10.0.0.0/16"], ...rule } } },
];
const within = (rule: Arguments): Resources[] => [
  inbound({})[0]!,
  { aws_security_group: { ServerGroup: { vpc_id: "${aws_vpc.Vpc.id}", ingress: [{ cidr_blocks: ["10.0.0.0/16"], ...rule }] } } },
];

describe("all ports are allowed", () => {
  test.each([
    ["by -1 with ports, which don't count", inbound({ ip_protocol: "-1", from_port: 80, to_port: 80 })],
    ["by all", inbound({ ip_protocol: "all" })],
    ["by a rule of the older kind", older({ protocol: "-1", from_port: 0, to_port: 0 })],
    ["by a block", within({ protocol: "-1", from_port: 0, to_port: 0 })],
  ])("%s", (_, sets) => expect(ask(sets, { port: 1, toPort: 65_535 }).verdict).toBe("allowed"));
});

describe("the ports that are written are allowed", () => {
  test.each([
    ["in quotes", inbound({ ip_protocol: "tcp", from_port: "443", to_port: "443" })],
    ["of a protocol in capitals", inbound({ ip_protocol: "TCP", from_port: 443, to_port: 443 })],
    ["of a protocol by its number", inbound({ ip_protocol: 6, from_port: 443, to_port: 443 })],
    ["in quotes in a block", within({ protocol: "tcp", from_port: "443", to_port: "443" })],
  ])("%s, and no others", (_, sets) => {
    expect([443, 442, 444].map((port) => ask(sets, { port }).verdict)).toEqual(["allowed", "refused", "refused"]);
  });

  test("of UDP, and no others", () => {
    const sets = inbound({ ip_protocol: "udp", from_port: 443, to_port: 443 });
    expect([443, 442, 444].map((port) => ask(sets, { port, protocol: "udp" }).verdict)).toEqual(["allowed", "refused", "refused"]);
  });

  test("by a reference to the port of another resource", () => {
    const target = { aws_lb_target_group: { Servers: { port: 443 } } };
    const sets = [...inbound({ ip_protocol: "tcp", from_port: "${aws_lb_target_group.Servers.port}", to_port: 443 }), target];
    expect([443, 442].map((port) => ask(sets, { port }).verdict)).toEqual(["allowed", "refused"]);
  });
});

describe("ports that only Terraform knows", () => {
  const port = "${aws_rds_cluster.Orders.port}";
  const unknown = inbound({ ip_protocol: "tcp", from_port: port, to_port: port });

  test("are taken to be all, and that is said", () => {
    expect(ask(unknown)).toMatchObject({
      verdict: "allowed",
      assumptions: ["the ports of In of ServerGroup, which only Terraform knows, are taken to be all"],
    });
  });

  test("aren't assumed where another rule allows it", () => {
    expect(ask([...unknown, WIRED]).assumptions).toEqual([]);
  });

  test("are taken to be all in a network ACL too", () => {
    const rule = { rule_no: 100, action: "deny", protocol: "tcp", cidr_block: "0.0.0.0/0", from_port: port, to_port: port };
    const acl = { aws_network_acl: { Acl: { vpc_id: "${aws_vpc.Vpc.id}", subnet_ids: ["${aws_subnet.B.id}"], ingress: [rule] } } };
    expect(ask([WIRED, acl])).toMatchObject({
      verdict: "refused",
      assumptions: ["the ports of rule 100 of Acl, which only Terraform knows, are taken to be all"],
    });
  });
});

describe("a rule is refused", () => {
  const NO_PROTOCOL = 'which Terraform refuses: write "tcp", or "-1" for all traffic';
  test.each([
    ["without a protocol", inbound({ from_port: 443, to_port: 443 }), `In has a rule without ip_protocol, ${NO_PROTOCOL}`],
    ["of the older kind without one", older({ from_port: 443, to_port: 443 }), `In has a rule without protocol, ${NO_PROTOCOL}`],
    ["in a block without one", within({ from_port: 443, to_port: 443 }), `ServerGroup has a rule without protocol, ${NO_PROTOCOL}`],
    [
      "of TCP without ports",
      inbound({ ip_protocol: "tcp" }),
      "In has a rule of tcp without from_port and to_port, which EC2 refuses: write both, 0 and 65535 for all ports",
    ],
    [
      "of UDP with one of its ports",
      inbound({ ip_protocol: "17", from_port: 53 }),
      "In has a rule of udp without from_port and to_port, which EC2 refuses: write both, 0 and 65535 for all ports",
    ],
    [
      "whose first port is above its last",
      inbound({ ip_protocol: "tcp", from_port: 444, to_port: 443 }),
      "In has a rule of tcp from_port 444 to_port 443, which EC2 refuses: write ports of 0 to 65535, the lower one first",
    ],
  ])("%s", (_, sets, message) => expect(messageOf(() => ask(sets))).toBe(message));

  test("of a network ACL without a protocol", () => {
    const rule = { rule_no: 100, action: "allow", cidr_block: "0.0.0.0/0", from_port: 443, to_port: 443 };
    const acl = { aws_network_acl: { Acl: { vpc_id: "${aws_vpc.Vpc.id}", subnet_ids: ["${aws_subnet.B.id}"], ingress: [rule] } } };
    expect(messageOf(() => ask([WIRED, acl]))).toBe(`rule 100 of Acl has no protocol, ${NO_PROTOCOL}`);
  });
});

// The provider's argument is a number, so that what isn't given is sent as 0.
test("a rule of a network ACL without ports is for port 0 alone", () => {
  const acl = { aws_network_acl: { Acl: { vpc_id: "${aws_vpc.Vpc.id}", subnet_ids: ["${aws_subnet.B.id}"] } } };
  const rule = {
    network_acl_id: "${aws_network_acl.Acl.id}",
    rule_number: 100,
    rule_action: "allow",
    protocol: "tcp",
    cidr_block: "0.0.0.0/0",
  };
  expect(ask([WIRED, acl, { aws_network_acl_rule: { In: rule } }]).explanation).toBe(
    "Client can't connect to Server on tcp 443: inbound rule * of Acl denies tcp 443 from Client.",
  );
});

// A security group allows what any of its rules allows: where one of their ranges isn't known, it may be 0.0.0.0/0.
describe("a range that only Terraform knows", () => {
  const port = { ip_protocol: "tcp", from_port: 443, to_port: 443 };
  const block = { protocol: "tcp", from_port: 443, to_port: 443 };

  test.each([
    ["of a rule", inbound({ ...port, cidr_ipv4: "${var.allowed}" })],
    ["of a rule, with a part that is known", inbound({ ...port, cidr_ipv4: "${var.address}/32" })],
    ["of a rule, sensitive in a plan", inbound({ ...port, cidr_ipv4: "(sensitive value)" })],
    ["of a rule of the older kind", older({ ...block, cidr_blocks: ["${var.allowed}"] })],
    ["in a list of which nothing is known", older({ ...block, cidr_blocks: "${var.allowed}" })],
    ["of a block", within({ ...block, cidr_blocks: ["192.0.2.0/24", "${var.allowed}"] })],
  ])("%s is neither sure to allow nor sure to refuse", (_, sets) => {
    expect(ask(sets)).toMatchObject({
      verdict: "partly",
      explanation: expect.stringMatching(
        /: whether (?:In|ServerGroup) of ServerGroup allows tcp 443 from Client depends on a range that only Terraform knows\.$/,
      ),
    });
  });

  test.each([
    ["another rule allows it", [...inbound({ ...port, cidr_ipv4: "${var.allowed}" }), WIRED], "allowed"],
    ["it is of the other family", inbound({ ...port, cidr_ipv4: null, cidr_ipv6: "${var.allowed}" }), "refused"],
    ["it is of another port", inbound({ ...port, from_port: 80, to_port: 80, cidr_ipv4: "${var.allowed}" }), "refused"],
  ] as const)("decides nothing where %s", (_, sets, verdict) => {
    expect(ask([...sets]).verdict).toBe(verdict);
  });

  const way: Resources = {
    aws_internet_gateway: { Igw: { vpc_id: "${aws_vpc.Vpc.id}" } },
    aws_route_table: {
      Table: { vpc_id: "${aws_vpc.Vpc.id}", route: [{ cidr_block: "0.0.0.0/0", gateway_id: "${aws_internet_gateway.Igw.id}" }] },
    },
    aws_route_table_association: { ToB: { subnet_id: "${aws_subnet.B.id}", route_table_id: "${aws_route_table.Table.id}" } },
    aws_instance: { Server: { ...BASE.aws_instance!.Server, associate_public_ip_address: true } },
  };
  const reached = (range: string): string[] =>
    reachability(stackOf(way, ...inbound({ ...port, cidr_ipv4: range })))
      .reachableFrom("internet")
      .map(({ to, verdict }) => `${to} ${verdict}`);

  test("may be the internet's", () => {
    expect(reached("${var.allowed}")).toEqual(["Server partly"]);
  });

  test.each([
    "${data.aws_vpc.Other.cidr_block}",
    "${aws_vpc.Vpc.ipv6_cidr_block}",
    "${data.aws_subnet.Other.cidr_block}",
    "${aws_instance.Client.private_ip}/32",
  ])("isn't the internet's where it is a VPC's: %s", (range) => {
    expect(reached(range)).toEqual([]);
  });
});
