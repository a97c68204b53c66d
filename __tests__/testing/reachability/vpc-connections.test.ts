import { Arguments, SynthesizedStack, reachability } from "../../../src/testing";
import { Resources, ask, merged, on, open, stackOf, WIRED } from "./fixture";

const TABLE = "${aws_route_table.Table.id}";
const OTHER_TABLE = "${aws_route_table.OtherTable.id}";

/** The server in another VPC, with routes both ways by one thing. */
const apart = (by: Arguments, ...more: readonly Resources[]): Resources =>
  merged(
    {
      aws_vpc: { Vpc: { cidr_block: "10.0.0.0/16" }, Other: { cidr_block: "10.1.0.0/16" }, Third: { cidr_block: "10.2.0.0/16" } },
      aws_subnet: { B: { vpc_id: "${aws_vpc.Other.id}", cidr_block: "10.1.0.0/24" } },
      aws_security_group: { ServerGroup: { vpc_id: "${aws_vpc.Other.id}" } },
      aws_route_table: { Table: { vpc_id: "${aws_vpc.Vpc.id}" }, OtherTable: { vpc_id: "${aws_vpc.Other.id}" } },
      aws_route_table_association: {
        ToA: { subnet_id: "${aws_subnet.A.id}", route_table_id: TABLE },
        ToB: { subnet_id: "${aws_subnet.B.id}", route_table_id: OTHER_TABLE },
      },
      aws_route: {
        There: { route_table_id: TABLE, destination_cidr_block: "10.1.0.0/16", ...by },
        Back: { route_table_id: OTHER_TABLE, destination_cidr_block: "10.0.0.0/16", ...by },
      },
    },
    ...more,
  );
const peering = (args: Arguments = {}): Resources =>
  apart(
    { vpc_peering_connection_id: "${aws_vpc_peering_connection.Peering.id}" },
    { aws_vpc_peering_connection: { Peering: { vpc_id: "${aws_vpc.Vpc.id}", peer_vpc_id: "${aws_vpc.Other.id}", ...args } } },
  );
const transitGateway = (args: Arguments, ...more: readonly Resources[]): Resources =>
  apart({ transit_gateway_id: "${aws_ec2_transit_gateway.Transit.id}" }, { aws_ec2_transit_gateway: { Transit: args } }, ...more);
const byRange: Resources = {
  aws_vpc_security_group_egress_rule: {
    ToServer: { security_group_id: "${aws_security_group.ClientGroup.id}", cidr_ipv4: "10.1.0.0/16", ...on(443) },
  },
};
const ENABLED = { security_group_referencing_support: "enable" };

describe("a rule names a group of a peer VPC", () => {
  test("of the same Region", () => {
    expect(ask([WIRED, peering()]).verdict).toBe("allowed");
  });

  // VPC Peering Guide, "Update your security groups to reference peer security groups": a CIDR block in place of a group of another Region.
  test("and not of another Region", () => {
    expect(ask([WIRED, peering({ peer_region: "us-east-1" })]).explanation).toBe(
      "Client can't connect to Server on tcp 443: no outbound rule of ClientGroup allows tcp 443 to Server.",
    );
    expect(ask([open("ClientGroup", "ServerGroup"), peering({ peer_region: "us-east-1" })]).verdict).toBe("allowed");
  });

  test("where peer_region is the stack's own", () => {
    const { json } = stackOf(WIRED, peering({ peer_region: "eu-central-1" }));
    const stack = new SynthesizedStack({ ...json, provider: { aws: [{ region: "eu-central-1" }] } });
    expect(reachability(stack).connection({ from: "Client", to: "Server", port: 443 }).verdict).toBe("allowed");
  });
});

// VPC Peering Guide, "VPC peering limitations": no transitive peering.
test("a peering connection leads to its own two VPCs alone", () => {
  const { explanation } = ask([open("ClientGroup", "ServerGroup"), peering({ peer_vpc_id: "${aws_vpc.Third.id}" })]);
  expect(explanation).toBe("Client can't connect to Server on tcp 443: Peering connects Vpc and Third alone.");
});

// EC2 API Reference, TransitGatewayRequestOptions: disabled by default; CreateTransitGatewayVpcAttachmentRequestOptions: enabled by default.
// Transit Gateway Guide, "Security group referencing": inbound rules alone.
describe("a rule names a group beyond a transit gateway", () => {
  test("that is enabled for it, if it is an inbound one", () => {
    expect(ask([WIRED, byRange, transitGateway(ENABLED)]).verdict).toBe("allowed");
    expect(ask([WIRED, transitGateway(ENABLED)]).explanation).toBe(
      "Client can't connect to Server on tcp 443: no outbound rule of ClientGroup allows tcp 443 to Server.",
    );
  });

  test("but not of one that says nothing of it", () => {
    expect(ask([WIRED, byRange, transitGateway({})]).explanation).toBe(
      "Client can't connect to Server on tcp 443: no inbound rule of ServerGroup allows tcp 443 from Client.",
    );
  });

  test("but not where an attachment is disabled for it", () => {
    const attachment: Resources = {
      aws_ec2_transit_gateway_vpc_attachment: {
        Attachment: { transit_gateway_id: "${aws_ec2_transit_gateway.Transit.id}", security_group_referencing_support: "disable" },
      },
    };
    expect(ask([WIRED, byRange, transitGateway(ENABLED, attachment)]).verdict).toBe("refused");
  });
});
