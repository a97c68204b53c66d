import { Instance } from "@cdktf/provider-aws/lib/instance";
import { NetworkAcl } from "@cdktf/provider-aws/lib/network-acl";
import { NetworkAclAssociation } from "@cdktf/provider-aws/lib/network-acl-association";
import { Subnet } from "@cdktf/provider-aws/lib/subnet";
import { Vpc } from "@cdktf/provider-aws/lib/vpc";
import { TerraformStack } from "cdktf";
import { Network, NetworkProps } from "../../modules/network";
import { Peer, Port, SecurityGroup } from "../../src/core";
import { Verdict, reachability } from "../../src/testing";
import { messageOf, synth, warnings } from "../support/synth";
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

  test.each<[string, Partial<NetworkProps>]>([
    ["the network's subnets use it", {}],
    ["the tiers have their own", { networkAcls: true }],
    ["there is IPv6, which EC2 would otherwise add its rule for by itself", { ipv6: true }],
  ])("allows everything by the rules that EC2 creates it with, where %s", (_, props) => {
    expect(acl(props)).toMatchObject({ ingress: everything, egress: everything });
  });

  test("isn't touched when network ACLs of the tiers come or go, so that no order of the two cuts a subnet off", () => {
    expect(acl({ networkAcls: true })).toEqual(acl());
    expect(acl().depends_on ?? []).toEqual([]);
  });

  const DENIED: Partial<NetworkProps> = { networkAcls: true, defaultNetworkAclTraffic: "denied" };

  test("has no rule where it denies", () => {
    const { ingress, egress } = acl(DENIED);
    expect([ingress ?? [], egress ?? []]).toEqual([[], []]);
  });

  test("loses its rules once the subnets are associated with their own network ACLs", () => {
    const own = Object.keys(synthesized(DENIED).resources("aws_network_acl")).map((id) => `aws_network_acl.${id}`);
    expect(acl(DENIED).depends_on.sort()).toEqual(own.sort());
  });

  test.each([undefined, false])("isn't denied without network ACLs of the tiers, whose subnets it would cut off (%s)", (networkAcls) => {
    expect(messageOf(() => make({ networkAcls, defaultNetworkAclTraffic: "denied" }))).toBe(
      'trading-test/Network: invalid input\n  - defaultNetworkAclTraffic: must be allowed without networkAcls: the network\'s subnets use the default network ACL; received "denied". ' +
        'Set it to "allowed" and deploy with networkAcls, then leave networkAcls out.',
    );
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

  test("denies what is made beside the tiers where it is asked to", () => {
    expect(beside({ networkAcls: true })).toBe("allowed");
    expect(beside(DENIED)).toBe("refused");
  });

  /** What synthesis warns of a subnet beside the tiers. */
  const warned = (props: Partial<NetworkProps>, more: (stack: TerraformStack, subnet: Subnet, network: Network) => void = () => {}) => {
    const { stack, network } = make(props);
    more(stack, new Subnet(stack, "Beside", { vpcId: network.vpcId, cidrBlock: "10.0.240.0/24" }), network);
    synth(stack);
    return warnings(network);
  };
  const WARNING =
    'trading-test/Beside is associated with no network ACL and uses the VPC\'s default one, which denies all traffic. Associate it with one, or set defaultNetworkAclTraffic to "allowed".';

  test("is warned of where it denies everything to a subnet of the app", () => {
    expect(warned(DENIED)).toEqual([WARNING]);
    expect(warned({ networkAcls: true })).toEqual([]);
  });

  test.each<[string, (stack: TerraformStack, subnet: Subnet, network: Network) => void]>([
    ["an ACL of its own", (stack, { id }, { vpcId }) => new NetworkAcl(stack, "Acl", { vpcId, subnetIds: [id] })],
    [
      "an association with a tier's",
      (stack, { id }, network) =>
        new NetworkAclAssociation(stack, "Association", { subnetId: id, networkAclId: network.networkAclResources.private!.id }),
    ],
  ])("isn't warned of for a subnet with %s", (_, more) => {
    expect(warned(DENIED, more)).toEqual([]);
  });

  test("isn't warned of for a subnet of another VPC", () => {
    const other = (stack: TerraformStack): void => {
      const vpc = new Vpc(stack, "Other", { cidrBlock: "10.1.0.0/16" });
      new Subnet(stack, "OfOther", { vpcId: vpc.id, cidrBlock: "10.1.0.0/24" });
      new Subnet(stack, "Elsewhere", { vpcId: "vpc-0123", cidrBlock: "10.1.0.0/24" });
    };
    expect(warned(DENIED, other)).toEqual([WARNING]);
  });

  test("is warned of for a subnet in another stack of the app", () => {
    const { stack, network } = make(DENIED);
    new Subnet(new TerraformStack(stack.node.root, "later"), "Beside", { vpcId: network.vpcId, cidrBlock: "10.0.240.0/24" });
    synth(stack);
    expect(warnings(network)).toEqual([WARNING.replace("trading-test", "later")]);
  });
});
