import { Construct } from "constructs";
import { Port } from "../../src/core";
import { createSecurityGroup } from "../../src/internal/create-security-group";
import { synth, testStack } from "../support/synth";

test("the security group of a construct has no rule, and says whose it is", () => {
  const stack = testStack();
  createSecurityGroup(new Construct(stack, "Database"), "Aurora cluster", "vpc-1", Port.tcp(5432));
  const synthesized = synth(stack);
  expect(synthesized.types.filter((type) => type.startsWith("aws_"))).toEqual(["aws_security_group"]);
  expect(synthesized.resource("aws_security_group")).toMatchObject({ description: "Aurora cluster Database", vpc_id: "vpc-1" });
});

test("the rules of a construct's security group call it by the construct", () => {
  const stack = testStack();
  const database = createSecurityGroup(new Construct(stack, "Database"), "Aurora cluster", "vpc-1", Port.tcp(5432));
  const service = createSecurityGroup(new Construct(stack, "Api"), "Instances of", "vpc-1", Port.tcp(80));
  database.connections.allowDefaultPortFrom(service);
  expect(database.node.children.map(({ node }) => node.id)).toContain("IngressFrom-Api-tcp-5432");
  expect(synth(stack).resource("aws_vpc_security_group_ingress_rule").description).toBe("Api to Database");
});
