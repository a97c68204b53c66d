import { Arguments } from "../../../src/testing";
import { Resources, WIRED, ask } from "./fixture";

const EVERYTHING = { rule_no: 100, action: "allow", protocol: "-1", cidr_block: "0.0.0.0/0", from_port: 0, to_port: 0 };
const tcp = (rule_no: number, from_port: number, to_port: number, more: object = {}): Arguments => ({
  ...EVERYTHING,
  rule_no,
  protocol: "tcp",
  from_port,
  to_port,
  ...more,
});

/** The server's subnet with an ACL of its own. */
function acl(ingress: Arguments[], egress: Arguments[] = [EVERYTHING]): Resources {
  return { aws_network_acl: { Acl: { vpc_id: "${aws_vpc.Vpc.id}", subnet_ids: ["${aws_subnet.B.id}"], ingress, egress } } };
}

describe("a network ACL", () => {
  test("that isn't there is the VPC's first one, which allows everything", () => {
    expect(ask([WIRED]).explanation).toBe("Client can connect to Server on tcp 443, through ClientGroup, ServerGroup.");
  });

  test("allows what a rule allows", () => {
    expect(ask([WIRED, acl([tcp(100, 443, 443)])])).toMatchObject({
      verdict: "allowed",
      explanation: "Client can connect to Server on tcp 443, through ClientGroup, Acl, ServerGroup.",
    });
  });

  test("denies what no rule allows", () => {
    expect(ask([WIRED, acl([tcp(100, 80, 80)])]).explanation).toBe(
      "Client can't connect to Server on tcp 443: inbound rule * of Acl denies tcp 443 from Client.",
    );
  });

  // VPC User Guide, "Network ACL basics": the lowest number first, and no further once a rule matches.
  test("is evaluated by the rules' numbers, whatever their order", () => {
    const deny = tcp(90, 443, 443, { action: "deny" });
    expect(ask([WIRED, acl([EVERYTHING, deny])]).explanation).toBe(
      "Client can't connect to Server on tcp 443: inbound rule 90 of Acl denies tcp 443 from Client.",
    );
    expect(ask([WIRED, acl([{ ...deny, rule_no: 110 }, EVERYTHING])]).verdict).toBe("allowed");
  });

  test("is stateless: replies to the client's ports need a rule", () => {
    expect(ask([WIRED, acl([EVERYTHING], [tcp(100, 443, 443)])]).explanation).toBe(
      "Client can't connect to Server on tcp 443: replies: outbound rule * of Acl denies tcp 32768-65535 to Client.",
    );
    expect(ask([WIRED, acl([EVERYTHING], [tcp(100, 32_768, 65_535)])]).verdict).toBe("allowed");
  });

  // VPC User Guide, "Ephemeral ports".
  test.each([
    [
      "aws_lambda_function",
      { vpc_config: [{ subnet_ids: ["${aws_subnet.A.id}"], security_group_ids: ["${aws_security_group.ClientGroup.id}"] }] },
    ],
    ["aws_lb", { internal: true, subnets: ["${aws_subnet.A.id}"], security_groups: ["${aws_security_group.ClientGroup.id}"] }],
  ])("must allow replies to %s from 1024 up", (type, args) => {
    const client: Resources = { [type]: { Client: args }, aws_instance: { Client: {} } };
    expect(ask([WIRED, client, acl([EVERYTHING], [tcp(100, 32_768, 65_535)])]).explanation).toBe(
      "Client can connect to Server on tcp 443, but not always: replies: outbound rule * of Acl denies part of tcp 1024-65535 to Client: 1024-32767.",
    );
    expect(ask([WIRED, client, acl([EVERYTHING], [tcp(100, 1024, 65_535)])]).verdict).toBe("allowed");
  });

  test("must allow replies to everybody outside from 1024 up", () => {
    const outside: Resources = {
      aws_route_table: { Table: { vpc_id: "${aws_vpc.Vpc.id}", route: [{ cidr_block: "10.9.0.0/16", transit_gateway_id: "tgw-1" }] } },
      aws_route_table_association: { ToB: { subnet_id: "${aws_subnet.B.id}", route_table_id: "${aws_route_table.Table.id}" } },
      aws_vpc_security_group_ingress_rule: {
        FromClient: { security_group_id: "${aws_security_group.ServerGroup.id}", cidr_ipv4: "10.9.0.0/16", ip_protocol: "-1" },
      },
    };
    const from = "10.9.0.7";
    expect(ask([WIRED, outside, acl([EVERYTHING], [tcp(100, 1024, 65_535)])], { from }).verdict).toBe("allowed");
    expect(ask([WIRED, outside, acl([EVERYTHING], [tcp(100, 1025, 65_535)])], { from }).explanation).toContain(
      "denies part of tcp 1024-65535 to 10.9.0.7: 1024",
    );
  });

  test("isn't asked within a subnet", () => {
    const together: Resources = {
      aws_instance: { Client: { subnet_id: "${aws_subnet.B.id}", vpc_security_group_ids: ["${aws_security_group.ClientGroup.id}"] } },
    };
    expect(ask([WIRED, together, acl([], [])]).verdict).toBe("allowed");
  });

  test("matches addresses: rules for one family or range allow no other", () => {
    expect(ask([WIRED, acl([tcp(100, 443, 443, { cidr_block: "10.0.2.0/24" })])]).verdict).toBe("refused");
    expect(ask([WIRED, acl([tcp(100, 443, 443, { cidr_block: null, ipv6_cidr_block: "::/0" })])]).verdict).toBe("refused");
    expect(ask([WIRED, acl([tcp(100, 443, 443, { cidr_block: "10.0.0.0/25" })])]).explanation).toContain(
      "inbound rule * of Acl denies part of tcp 443 from Client: 10.0.0.128/25 on 443",
    );
  });

  // VPC User Guide, "Network ACL rules": the first rule that matches decides, whatever a later one says.
  test.each([
    ["allows", [tcp(100, 443, 443, { cidr_block: "${var.range}" })]],
    ["denies", [tcp(90, 443, 443, { cidr_block: "${var.range}", action: "deny" }), tcp(100, 443, 443)]],
    ["denies, sensitive in a plan", [tcp(90, 443, 443, { cidr_block: "(sensitive value)", action: "deny" }), tcp(100, 443, 443)]],
  ])("is neither sure to allow nor sure to refuse what a range that only Terraform knows %s", (_, inbound) => {
    expect(ask([WIRED, acl(inbound)])).toMatchObject({
      verdict: "partly",
      explanation:
        "Client can connect to Server on tcp 443, but not always: whether Acl allows tcp 443 from Client depends on a range of an inbound rule that only Terraform knows.",
    });
  });

  test.each([
    ["a rule before it decides", [tcp(90, 443, 443), tcp(100, 443, 443, { cidr_block: "${var.range}", action: "deny" })], "allowed"],
    ["a rule behind it says the same", [tcp(90, 443, 443, { cidr_block: "${var.range}" }), tcp(100, 443, 443)], "allowed"],
    [
      "it is of the other family",
      [tcp(90, 443, 443, { cidr_block: "", ipv6_cidr_block: "${var.range}", action: "deny" }), tcp(100, 443, 443)],
      "allowed",
    ],
    ["it is of another port", [tcp(100, 80, 80, { cidr_block: "${var.range}" })], "refused"],
  ] as const)("doesn't depend on a range that only Terraform knows where %s", (_, inbound, verdict) => {
    expect(ask([WIRED, acl([...inbound])]).verdict).toBe(verdict);
  });

  test("has rules and associations as resources of their own too", () => {
    const apart: Resources = {
      aws_network_acl: { Acl: { vpc_id: "${aws_vpc.Vpc.id}" } },
      aws_network_acl_association: { ToB: { network_acl_id: "${aws_network_acl.Acl.id}", subnet_id: "${aws_subnet.B.id}" } },
      aws_network_acl_rule: {
        In: {
          network_acl_id: "${aws_network_acl.Acl.id}",
          rule_number: 100,
          rule_action: "allow",
          protocol: "6",
          from_port: 443,
          to_port: 443,
          cidr_block: "10.0.0.0/16",
        },
        Out: {
          network_acl_id: "${aws_network_acl.Acl.id}",
          rule_number: 100,
          rule_action: "allow",
          egress: true,
          protocol: "-1",
          cidr_block: "10.0.0.0/16",
        },
      },
    };
    expect(ask([WIRED, apart])).toMatchObject({ verdict: "allowed", explanation: expect.stringContaining("Acl") });
    expect(ask([WIRED, apart], { port: 444 }).verdict).toBe("refused");
  });

  // VPC User Guide, "Default network ACL for a VPC"; Terraform adopts it and removes its rules.
  test("of a subnet that is associated with none is the VPC's default one", () => {
    const adopted: Resources = {
      aws_default_network_acl: { Default: { default_network_acl_id: "${aws_vpc.Vpc.default_network_acl_id}" } },
    };
    expect(ask([WIRED, adopted]).explanation).toBe(
      "Client can't connect to Server on tcp 443: outbound rule * of Default denies tcp 443 to Server.",
    );
  });
});
