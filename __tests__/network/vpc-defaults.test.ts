import { Instance } from "@cdktf/provider-aws/lib/instance";
import { Subnet } from "@cdktf/provider-aws/lib/subnet";
import { NetworkProps } from "../../modules/network";
import { Peer, Port, SecurityGroup } from "../../src/core";
import { Verdict, reachability } from "../../src/testing";
import { synth } from "../support/synth";
import { make, synthesized } from "./fixture";

const address = (type: string): string => `${type}.${Object.keys(synthesized({ networkAcls: true }).resources(type))[0]}`;

describe("the default security group", () => {
  test("is the VPC's own, adopted", () => {
    expect(synthesized().resource("aws_default_security_group").vpc_id).toBe(`\${${address("aws_vpc")}.id}`);
  });

  test("has no rule, and shows rules added by hand", () => {
    expect(synthesized().resource("aws_default_security_group")).toMatchObject({ ingress: [], egress: [] });
  });
});

describe("the main route table", () => {
  test("is the VPC's own, adopted", () => {
    expect(synthesized().resource("aws_default_route_table").default_route_table_id).toBe(
      `\${${address("aws_vpc")}.default_route_table_id}`,
    );
  });

  // Terraform, aws_default_route_table: a route that is left out is ignored, and an empty list removes all that are managed.
  test("has no route of its own, and shows routes added by hand", () => {
    expect(synthesized().resource("aws_default_route_table").route).toEqual([]);
  });

  test("is used by no subnet of the network", () => {
    const associated = Object.values(synthesized().resources("aws_route_table_association")).map(({ subnet_id }) => subnet_id);
    expect(associated).toHaveLength(Object.keys(synthesized().resources("aws_subnet")).length);
  });
});

// VPC User Guide, "Default network ACL for a VPC".
describe("the default network ACL", () => {
  const acl = (props: Partial<NetworkProps> = {}) => synthesized(props).resource("aws_default_network_acl");
  const everything = [
    { rule_no: 100, action: "allow", protocol: "-1", from_port: 0, to_port: 0, cidr_block: "0.0.0.0/0" },
    { rule_no: 101, action: "allow", protocol: "-1", from_port: 0, to_port: 0, ipv6_cidr_block: "::/0" },
  ];

  test("is the VPC's own, adopted", () => {
    expect(acl().default_network_acl_id).toBe(`\${${address("aws_vpc")}.default_network_acl_id}`);
  });

  test("allows everything where the tiers have no network ACL: their subnets use it", () => {
    expect(acl()).toMatchObject({ ingress: everything, egress: everything });
  });

  test("has the same rules with IPv6, which EC2 would otherwise add by itself", () => {
    expect(acl({ ipv6: true })).toEqual(acl());
  });

  test("has no rule where the tiers have their own", () => {
    const { ingress, egress } = acl({ networkAcls: true });
    expect([ingress ?? [], egress ?? []]).toEqual([[], []]);
  });

  test("loses its rules once the subnets are associated with their own network ACLs", () => {
    const own = Object.keys(synthesized({ networkAcls: true }).resources("aws_network_acl")).map((id) => `aws_network_acl.${id}`);
    expect(acl({ networkAcls: true }).depends_on.sort()).toEqual(own.sort());
    expect(acl().depends_on ?? []).toEqual([]);
  });

  // Terraform, aws_default_network_acl: a subnet can't be removed from it but by an association with another.
  test.each([true, false])("leaves out which subnets use it (networkAcls: %s)", (networkAcls) => {
    expect(acl({ networkAcls })).toMatchObject({ lifecycle: { ignore_changes: ["subnet_ids"] } });
    expect(acl({ networkAcls }).subnet_ids).toBeUndefined();
  });

  /** What somebody makes in the VPC beside the network's tiers, and whether it reaches the network's range. */
  const beside = (props: Partial<NetworkProps>): Verdict => {
    const { stack, network } = make(props);
    const subnet = new Subnet(stack, "Beside", { vpcId: network.vpcId, cidrBlock: "10.0.240.0/24" });
    const [client, server] = ["Client", "Server"].map((id) => {
      const group = new SecurityGroup(stack, `${id}Group`, { vpcId: network.vpcId, description: id });
      const subnetId = id === "Client" ? subnet.id : network.subnets("isolated")[0]!.subnetId;
      new Instance(stack, id, { ami: "ami-1", instanceType: "t4g.small", subnetId, vpcSecurityGroupIds: [group.securityGroupId] });
      return group;
    });
    server!.connections.allowFrom(client!, Port.tcp(443));
    client!.connections.allowTo(Peer.internet("test"), Port.tcp(443));
    return reachability(synth(stack)).connection({ from: "Client", to: "Server", port: 443 }).verdict;
  };

  test("closes a subnet that is made beside the tiers, where those have network ACLs", () => {
    expect(beside({})).toBe("allowed");
    expect(beside({ networkAcls: true })).toBe("refused");
  });
});
