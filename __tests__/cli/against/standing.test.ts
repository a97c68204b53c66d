/** What would stand after an apply, by the plan alone. */
import { PlanJson, PlannedResource } from "../../../src/cli/against/plan-json";
import { StandingOptions, referencesOf, standingAfter } from "../../../src/cli/against/standing";
import { StackJson } from "../../../src/cli/terraform/stack-json";

const resource = (name: string, actions: readonly string[], more: Partial<PlannedResource> = {}): PlannedResource => ({
  address: `aws_sqs_queue.${name}`,
  mode: "managed",
  type: "aws_sqs_queue",
  name,
  provider_name: "aws",
  change: { actions, after: { name }, after_unknown: { arn: true } },
  ...more,
});

function arnsOf(plan: PlanJson, json: StackJson = {}, options: StandingOptions = {}): unknown[] {
  const { values } = standingAfter(plan, { json, shapes: new Map(), references: new Set() }, options);
  return [...values.values()].map(({ arn }) => arn);
}

const configured = (alias?: string, region?: unknown): PlanJson["configuration"] => ({
  provider_config: { aws: { full_name: "aws", alias, expressions: { region: { constant_value: region } } } },
  root_module: { resources: [{ address: "aws_sqs_queue.a", provider_config_key: "aws" }] },
});

describe("what AWS decides", () => {
  // An account and a region of AWS's documentation.
  test.each<readonly [string, PlanJson["configuration"], StackJson, string]>([
    ["nothing says where", undefined, {}, "us-east-1:123456789012"],
    ["the region is an expression", configured(undefined, undefined), {}, "us-east-1:123456789012"],
    ["the provider says its region", configured(undefined, "eu-west-1"), {}, "eu-west-1:123456789012"],
  ])("is in the region and the account of the provider, where %s", (_, configuration, json, place) => {
    const shapes = new Map([
      ["aws aws_sqs_queue", { version: 0, shape: { kind: "object", members: { arn: { kind: "string" } } } as const }],
    ]);
    const { values } = standingAfter(
      { resource_changes: [resource("a", ["create"])], configuration },
      { json, shapes, references: new Set() },
    );
    expect(values.get("aws_sqs_queue.a")).toEqual({ name: "a", arn: `arn:aws:sqs:${place}:a` });
  });

  test("is what it was, but for what is made anew", () => {
    const plan = { resource_changes: [resource("a", ["no-op"]), resource("b", ["create"])] };
    const [before, after] = [arnsOf(plan), arnsOf(plan, {}, { renewed: true })];
    expect([before[0] === after[0], before[1] === after[1]]).toEqual([true, false]);
  });
});

test("references are found wherever they stand in an expression, and not in comments", () => {
  const stack = {
    resource: { aws_x: { a: { of: "${upper(aws_vpc.main.id)}-${aws_subnet.b.arn}" } } },
    "//": { of: "${aws_vpc.other.id}" },
  };
  const found = [...referencesOf([stack as never])];
  expect(found).toEqual(expect.arrayContaining(["aws_vpc.main.id", "aws_subnet.b.arn"]));
  expect(found).not.toContain("aws_vpc.other.id");
});
