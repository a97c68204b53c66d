import { readFileSync } from "node:fs";
import { join } from "node:path";
import { DataAwsRegion } from "@cdktf/provider-aws/lib/data-aws-region";
import { Subnet } from "@cdktf/provider-aws/lib/subnet";
import { Vpc } from "@cdktf/provider-aws/lib/vpc";
import { Annotations, App, TerraformOutput, TerraformStack } from "cdktf";
import { Construct } from "constructs";
import { Tags } from "../../src/core";
import { SynthesizedStack, policyStatements, synthesize } from "../../src/testing";
import { testStacks } from "../support/stacks";
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
    expect(messageOf(() => stack.resource("aws_vpc", "Red"))).toBe(
      'expected one aws_vpc with an id that begins with "Red", found Blue, Green',
    );
    expect(messageOf(() => stack.resource("aws_vpcs"))).toBe("expected one aws_vpcs, found none: there are aws_vpc");
    expect(messageOf(() => stack.output("Vpc"))).toBe('expected an output "Vpc", found VpcId');
  });

  test("has the warnings that the app's users are shown", () => {
    const stack = testStack();
    Annotations.of(new Vpc(stack, "Vpc", { cidrBlock: "10.0.0.0/16" })).addWarning("The range is large.");
    expect(synthesize(stack).warnings).toEqual(["trading-test/Vpc: The range is large."]);
    expect(synthesize(stackWithTwoNetworks()).warnings).toEqual([]);
  });

  test("is made of a stack alone", () => {
    expect(messageOf(() => synthesize({} as never))).toBe("synthesize takes a TerraformStack, received object");
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

  const MISTYPED = "must be a type that the AWS provider has";
  test.each([
    ["resources", "aws_vcp", MISTYPED, "Write aws_vpc."],
    ["resources", "aws_rds_clusters", MISTYPED, "Write aws_rds_cluster."],
    ["resources", "aws_absolutely_nothing", MISTYPED, "Look its name up in the provider's documentation."],
    ["data", "aws_amii", MISTYPED, "Write aws_ami."],
    ["data", "aws_vcp", MISTYPED, "Write aws_vpc."],
    [
      "resources",
      "awz_vpc",
      "must be a type of a provider that the stacks have",
      "They have none of the name awz: everything of it would be absent. Write aws_….",
    ],
    ["resources", "AwsVpc", "must be Terraform's type of a resource", "Write it as aws_vpc."],
    ["data", "AwsRegion", "must be Terraform's type of a data source", "Write it as aws_region."],
    ["resources", "data.aws_region", "must be Terraform's type of a resource", 'Read data sources with data("aws_region").'],
    ["resources", "aws_region", "must be Terraform's type of a resource", 'Read data sources with data("aws_region").'],
    [
      "data",
      "aws_rds_cluster_instance",
      "must be Terraform's type of a data source",
      'Read resources with resources("aws_rds_cluster_instance").',
    ],
    ["data", "data.aws_region", "must be Terraform's type of a data source", "Write aws_region."],
  ] as const)("refuses %s of %s, which no stack could have", (method, type, rule, fix) => {
    const stack = synthesize(stackWithTwoNetworks());
    expect(messageOf(() => stack[method](type))).toBe(
      `SynthesizedStack.${method}: invalid input\n  - type: ${rule}; received "${type}". ${fix}`,
    );
  });

  test("refuses a type that is no text", () => {
    expect(messageOf(() => synthesize(testStack()).resources(undefined as never))).toBe(
      "SynthesizedStack.resources: invalid input\n  - type: must be a string; received nothing. It is required.",
    );
  });

  test("has none of types that it doesn't have, but might", () => {
    const stack = new SynthesizedStack({ provider: { datadog: [{}] } });
    for (const type of ["aws_nat_gateway", "random_password", "datadog_monitor", "terraform_data"]) {
      expect(stack.resources(type)).toEqual({});
    }
    for (const type of ["aws_caller_identity", "terraform_remote_state", "datadog_role"]) expect(stack.data(type)).toEqual({});
  });

  test("gives what it has, whatever the provider's bindings say", () => {
    const newer = { Newer: { name: "x" } };
    const stack = new SynthesizedStack({ resource: { aws_newest: newer }, data: { aws_newest_of_all: newer } });
    expect([stack.resources("aws_newest"), stack.data("aws_newest_of_all")]).toEqual([newer, newer]);
  });

  test("gives what a construct has made, by the construct, its path and its address", () => {
    const withParts = testStack();
    const network = new Construct(withParts, "Network");
    const vpc = new Vpc(network, "Resource", { cidrBlock: "10.0.0.0/16" });
    new Subnet(network, "Private", { vpcId: vpc.id, cidrBlock: "10.0.0.0/24" });
    new DataAwsRegion(network, "Region");
    new Vpc(withParts, "NetworkOfOthers", { cidrBlock: "10.1.0.0/16" });
    const stack = synthesize(withParts);
    const shown = [
      ["aws_subnet", "Network/Private"],
      ["aws_vpc", "Network"],
      ["data.aws_region", "Network/Region"],
    ];
    for (const construct of [network, "Network"]) {
      expect(
        stack
          .resourcesOf(construct)
          .map(({ type, path }) => [type, path])
          .sort(),
      ).toEqual(shown);
    }
    const [subnet] = stack.resourcesOf("Network/Private");
    expect(subnet).toMatchObject({ id: expect.stringMatching(/^Network_Private_/), args: { cidr_block: "10.0.0.0/24" } });
    expect(stack.resourcesOf(subnet!.address)).toEqual([subnet]);
    expect(stack.resourcesOf(new Construct(withParts, "Empty"))).toEqual([]);
  });

  test("says where there is something, for what nothing is at", () => {
    const stack = synthesize(stackWithTwoNetworks());
    expect(messageOf(() => stack.resourcesOf("Gren"))).toBe('expected resources at "Gren", found none: there are Blue, Green');
    const other = new Vpc(testStack(), "Other", { cidrBlock: "10.0.0.0/16" });
    expect(messageOf(() => stack.resourcesOf(other))).toBe("expected a construct of this stack, received trading-test/Other");
  });

  test("names the constructs at the top for what nothing is at", () => {
    const stack = new SynthesizedStack({ resource: { aws_vpc: { Network_Vpc_0123ABCD: {}, Network_Other_0123ABCD: {}, Alone: {} } } });
    expect(() => stack.resourcesOf("Database")).toThrow(
      new Error('expected resources at "Database", found none: there are Alone, Network'),
    );
  });

  test("has nothing of another stack's construct, also where that has the same ids", () => {
    const [blue, green] = testStacks("blue", "green") as [TerraformStack, TerraformStack];
    const [, other] = [blue, green].map((each) => new Vpc(each, "Vpc", { cidrBlock: "10.0.0.0/16" }));
    expect(messageOf(() => synthesize(blue).resourcesOf(other!))).toBe(
      "expected a construct of the stack blue, received green/Vpc of the stack green",
    );
  });

  test("finds what an argument refers to", () => {
    const withSubnet = testStack();
    const vpc = new Vpc(withSubnet, "Vpc", { cidrBlock: "10.0.0.0/16" });
    new Subnet(withSubnet, "Subnet", { vpcId: vpc.id, cidrBlock: "10.0.0.0/24", availabilityZone: "eu-central-1a" });
    const stack = synthesize(withSubnet);
    const { vpc_id: reference, availability_zone: text } = stack.resource("aws_subnet");
    expect(stack.resolve(reference)).toMatchObject({ type: "aws_vpc", id: "Vpc", args: { cidr_block: "10.0.0.0/16" } });
    expect(stack.resolve("${aws_vpc.Vpc[0].id}")).toMatchObject({ id: "Vpc" });
    expect([stack.resolve(text), stack.resolve("${aws_vpc.Other.id}"), stack.resolve(undefined)]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });

  test("without resources has none", () => {
    const stack = synthesize(testStack());
    expect([stack.types, stack.resources("aws_vpc"), stack.data("aws_region")]).toEqual([[], {}, {}]);
    expect(messageOf(() => stack.resource("aws_vpc"))).toBe("expected one aws_vpc, found none: there are none");
    expect(messageOf(() => stack.output("VpcId"))).toBe('expected an output "VpcId", found none');
  });

  test("fails with the messages of failed validations", () => {
    const stack = testStack();
    stack.node.addValidation({ validate: () => ["too many rules"] });
    expect(messageOf(() => synthesize(stack))).toContain("too many rules");
  });
});

/** A stack with a VPC, and one with a subnet of it. */
function stacksThatMeet() {
  const [network, services] = testStacks("network", "services") as [TerraformStack, TerraformStack];
  const vpc = new Vpc(network, "Vpc", { cidrBlock: "10.0.0.0/16" });
  new Subnet(services, "Subnet", { vpcId: vpc.id, cidrBlock: "10.0.1.0/24" });
  Tags.of(services).add("team", "trading");
  return { network, services };
}

/** What `app.synth()` writes for a stack, without what CDKTF notes for itself. */
function written(stack: TerraformStack): unknown {
  const app = App.of(stack);
  app.synth();
  const text = readFileSync(join(app.outdir, "stacks", stack.node.id, "cdk.tf.json"), "utf8");
  return JSON.parse(text, (key, value) => (key === "//" ? undefined : value));
}

describe("a synthesized stack of an app with others", () => {
  test("reads values of another stack from that stack's state", () => {
    const subnet = synthesize(stacksThatMeet().services).resource("aws_subnet");
    expect(subnet.vpc_id).toMatch(/^\$\{data\.terraform_remote_state\.[\w-]+\.outputs\.[\w-]+\}$/);
  });

  test("hands out what other stacks read, whichever is synthesized first", () => {
    const { network, services } = stacksThatMeet();
    const outputs = (stack: TerraformStack) => Object.values(synthesize(stack).json.output ?? {});
    expect(outputs(network)).toEqual([{ sensitive: true, value: expect.stringMatching(/^\$\{aws_vpc\.Vpc\w*\.id\}$/) }]);
    expect(outputs(services)).toEqual([]);
    expect(outputs(network)).toHaveLength(1);
  });

  test("is what the app writes", () => {
    for (const name of ["network", "services"] as const) {
      expect(synthesize(stacksThatMeet()[name]).json).toEqual(written(stacksThatMeet()[name]));
    }
  });
});

test("a stack that is read from a file is its JSON, not its text", () => {
  expect(messageOf(() => new SynthesizedStack('{"resource":{}}' as never))).toBe(
    'SynthesizedStack: invalid input\n  - json: must be an object; received "{\\"resource\\":{}}". Write it as { … }.',
  );
});

describe("policy statements", () => {
  test("are of a text", () => {
    expect(messageOf(() => policyStatements(undefined as never))).toBe(
      "policyStatements: invalid input\n  - policy: must be a string; received nothing. It is required.",
    );
  });

  test("are a list also where the policy has only one", () => {
    expect(policyStatements('{"Statement":{"Sid":"One"}}')).toEqual([{ Sid: "One" }]);
    expect(policyStatements('{"Statement":[{"Sid":"One"},{"Sid":"Two"}]}')).toHaveLength(2);
  });
});
