import { DataAwsRegion } from "@cdktf/provider-aws/lib/data-aws-region";
import { Vpc } from "@cdktf/provider-aws/lib/vpc";
import { TerraformOutput } from "cdktf";
import { policyStatements, synthesize } from "../../src/testing";
import { messageOf, testStack } from "../support/synth";

function stackWithTwoNetworks() {
  const stack = testStack();
  const blue = new Vpc(stack, "Blue", { cidrBlock: "10.0.0.0/16" });
  new Vpc(stack, "Green", { cidrBlock: "10.1.0.0/16" });
  new TerraformOutput(stack, "VpcId", { value: blue.id });
  return stack;
}

describe("a synthesized stack", () => {
  test("gives one resource by its type and the beginning of its id", () => {
    expect(synthesize(stackWithTwoNetworks()).resource("aws_vpc", "Green").cidr_block).toBe("10.1.0.0/16");
  });

  test("says what it found where there isn't exactly one", () => {
    const stack = synthesize(stackWithTwoNetworks());
    expect(messageOf(() => stack.resource("aws_vpc"))).toMatch(/^expected one aws_vpc, found Blue.*, Green/);
    expect(messageOf(() => stack.resource("aws_vpc", "Red"))).toBe('expected one aws_vpc with an id that begins with "Red", found none');
  });

  test("lists types, resources, data sources and outputs", () => {
    const withData = stackWithTwoNetworks();
    new DataAwsRegion(withData, "Region");
    const stack = synthesize(withData);
    expect(stack.types).toEqual(["aws_vpc"]);
    expect(Object.keys(stack.resources("aws_vpc"))).toHaveLength(2);
    expect(stack.resources("aws_subnet")).toEqual({});
    expect(Object.keys(stack.data("aws_region"))).toHaveLength(1);
    expect(stack.output("VpcId")).toMatch(/aws_vpc\.Blue/);
  });

  test("without resources has none", () => {
    const stack = synthesize(testStack());
    expect([stack.types, stack.resources("aws_vpc"), stack.data("aws_region"), stack.output("none")]).toEqual([[], {}, {}, undefined]);
  });

  test("fails with the messages of failed validations", () => {
    const stack = testStack();
    stack.node.addValidation({ validate: () => ["too many rules"] });
    expect(messageOf(() => synthesize(stack))).toContain("too many rules");
  });
});

describe("policy statements", () => {
  test("are a list also where the policy has only one", () => {
    expect(policyStatements('{"Statement":{"Sid":"One"}}')).toEqual([{ Sid: "One" }]);
    expect(policyStatements('{"Statement":[{"Sid":"One"},{"Sid":"Two"}]}')).toHaveLength(2);
  });
});
