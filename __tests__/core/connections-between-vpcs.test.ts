import { DataAwsVpc } from "@cdktf/provider-aws/lib/data-aws-vpc";
import { Vpc } from "@cdktf/provider-aws/lib/vpc";
import { TerraformStack } from "cdktf";
import { Port, SecurityGroup } from "../../src/core";
import { testStacks } from "../support/stacks";
import { testStack, warnings } from "../support/synth";

function groups(stack: TerraformStack, [clientVpc, serverVpc]: readonly [string, string], serverStack = stack) {
  const api = new SecurityGroup(stack, "Api", { vpcId: clientVpc, description: "The API" });
  const orders = new SecurityGroup(serverStack, "Orders", { vpcId: serverVpc, description: "Orders", defaultPort: Port.tcp(5432) });
  return { api, orders };
}

const WARNING =
  "trading-test/Api and trading-test/Orders are in two VPCs: EC2 refuses a rule that names a security group of another VPC, unless the two are peered in " +
  'one region. Peer them, or allow the range of the other VPC in each of the two: Peer.ipv4("…").';

// VPC Peering Guide, "Update your security groups to reference peer security groups".
describe("a connection between the security groups of two VPCs", () => {
  test("is warned of where both are written out, once however often it is asked for", () => {
    const { api, orders } = groups(testStack(), ["vpc-1", "vpc-2"]);
    orders.connections.allowDefaultPortFrom(api);
    api.connections.allowTo(orders, Port.tcp(5432));
    expect([...warnings(api), ...warnings(orders)]).toEqual([WARNING]);
  });

  test("is warned of where both are made in the app", () => {
    const stack = testStack();
    const [one, other] = ["One", "Other"].map((id) => new Vpc(stack, id, { cidrBlock: "10.0.0.0/16" }).id) as [string, string];
    const { api, orders } = groups(stack, [one, other]);
    orders.connections.allowDefaultPortFrom(api);
    expect(warnings(orders)).toEqual([WARNING]);
  });

  test("is warned of where one of the groups exists already, and its VPC is known", () => {
    const stack = testStack();
    const { orders } = groups(stack, ["vpc-1", "vpc-2"]);
    const existing = (id: string, vpcId?: string) => SecurityGroup.fromAttributes(stack, id, { securityGroupId: `sg-${id.length}`, vpcId });
    orders.connections.allowDefaultPortFrom(existing("There", "vpc-3"));
    orders.connections.allowDefaultPortFrom(existing("Here", "vpc-2"));
    orders.connections.allowDefaultPortFrom(existing("Nowhere"));
    expect(warnings(orders)).toEqual([WARNING.replace("trading-test/Api", "trading-test/There")]);
  });

  test("is none within a VPC of another stack", () => {
    const [network, services] = testStacks("network", "services") as [TerraformStack, TerraformStack];
    const { id } = new Vpc(network, "Vpc", { cidrBlock: "10.0.0.0/16" });
    const { api, orders } = groups(services, [id, id], network);
    orders.connections.allowDefaultPortFrom(api);
    expect([...warnings(api), ...warnings(orders)]).toEqual([]);
  });

  test("isn't known where one is looked up", () => {
    const stack = testStack();
    const made = new Vpc(stack, "Made", { cidrBlock: "10.0.0.0/16" }).id;
    const found = new DataAwsVpc(stack, "Found", { default: true }).id;
    const { api, orders } = groups(stack, [made, found]);
    orders.connections.allowDefaultPortFrom(api);
    expect(warnings(orders)).toEqual([]);
  });
});
