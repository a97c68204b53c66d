import { Port, SecurityGroup } from "../../src/core";
import { messageOf, synth, testStack } from "../support/synth";

const INGRESS = "aws_vpc_security_group_ingress_rule";
const EGRESS = "aws_vpc_security_group_egress_rule";

function ends() {
  const stack = testStack();
  const service = new SecurityGroup(stack, "TradingApi", { vpcId: "vpc-1", description: "The trading API" });
  const database = new SecurityGroup(stack, "Database", { vpcId: "vpc-1", description: "The database", defaultPort: Port.tcp(5432) });
  return { stack, service, database };
}

describe("a security group", () => {
  test("has no rule until a connection is allowed", () => {
    const { stack } = ends();
    expect(synth(stack).types).toEqual(["aws_security_group"]);
  });

  test("is replaced before the old one goes, under a name of its own", () => {
    const { stack } = ends();
    const group = synth(stack).resource("aws_security_group", "Database");
    expect(group).toMatchObject({ name_prefix: "trading-test-Database-", lifecycle: { create_before_destroy: true } });
  });

  test("is in its VPC, described and listed as what it is", () => {
    const { stack } = ends();
    expect(synth(stack).resource("aws_security_group", "Database")).toMatchObject({
      vpc_id: "vpc-1",
      description: "The database",
      tags: { Name: "trading-test/Database" },
    });
  });

  // Terraform, aws_security_group: rules that refer to the group from elsewhere would keep it from being deleted.
  test("is deleted with its rules", () => {
    const { stack } = ends();
    expect(synth(stack).resource("aws_security_group", "Database").revoke_rules_on_delete).toBe(true);
  });

  test("that exists already takes rules and is left as it is", () => {
    const { stack, database } = ends();
    database.connections.allowDefaultPortFrom(SecurityGroup.fromAttributes(stack, "Batch", { securityGroupId: "sg-0ba7c4" }));
    const synthesized = synth(stack);
    expect(synthesized.resource(INGRESS)).toMatchObject({ referenced_security_group_id: "sg-0ba7c4" });
    expect(synthesized.resource(EGRESS)).toMatchObject({ security_group_id: "sg-0ba7c4", description: "Batch to Database" });
    expect(Object.keys(synthesized.resources("aws_security_group"))).toHaveLength(2);
  });

  test("that exists already is called by its peers what it is told to be called", () => {
    const { stack, database } = ends();
    const batch = SecurityGroup.fromAttributes(stack, "BatchGroup", { securityGroupId: "sg-0ba7c4", peerName: "Batch" });
    database.connections.allowDefaultPortFrom(batch);
    expect(synth(stack).resource(INGRESS).description).toBe("Batch to Database");
  });

  // EC2 API reference, CreateSecurityGroup: a name has up to 255 characters, 26 of which Terraform appends.
  test("has a name within EC2's 255 characters, however deep it is", () => {
    const stack = testStack();
    new SecurityGroup(stack, "G".repeat(300), { vpcId: "vpc-1", description: "Long" });
    expect(synth(stack).resource("aws_security_group").name_prefix).toHaveLength(255 - 26);
  });

  test("is called by its peers what it is told to be called, or by its path", () => {
    const { stack, database } = ends();
    const batch = new SecurityGroup(stack, "BatchSecurityGroup", { vpcId: "vpc-1", description: "Batch", peerName: "Batch" });
    database.connections.allowDefaultPortFrom(batch);
    expect(synth(stack).resource(INGRESS).description).toBe("Batch to Database");
  });

  test.each([
    [
      "nothing that it needs",
      {},
      "2 invalid inputs\n  - vpcId: must be a string; received nothing. It is required.\n  - description: must be a string; received nothing. It is required.",
    ],
    [
      "a description with a character that EC2 refuses",
      { vpcId: "vpc-1", description: "Händler" },
      'invalid input\n  - description: must be 1 to 255 letters, digits, spaces and ._-:/()#,@[]+=&;{}!$*; received "Händler". Shorten it, or remove the other characters.',
    ],
  ])("refuses %s", (_, props, message) => {
    expect(messageOf(() => new SecurityGroup(testStack(), "Group", props as never))).toBe(`trading-test/Group: ${message}`);
  });

  test("that exists already is refused by a name in place of its id", () => {
    expect(messageOf(() => SecurityGroup.fromAttributes(testStack(), "Group", { securityGroupId: "default" }))).toBe(
      'trading-test/Group: invalid input\n  - securityGroupId: must be a security group\'s id; received "default". Copy the one that begins with "sg-".',
    );
  });
});
