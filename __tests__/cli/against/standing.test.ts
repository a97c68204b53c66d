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

/** A thing with attributes of any kind, as its provider's schema would have them. */
const thing = (name: string, change: Partial<PlannedResource["change"]>): PlannedResource => ({
  ...resource(name, ["create"]),
  address: `aws_thing.${name}`,
  type: "aws_thing",
  change: { actions: ["create"], ...change },
});
const THINGS = new Map([
  [
    "aws aws_thing",
    {
      version: 0,
      shape: { kind: "object", members: { arn: { kind: "string" }, of: { kind: "string" }, size: { kind: "number" } } } as const,
    },
  ],
]);
const after = (plan: PlanJson, json: StackJson = {}, options: StandingOptions = {}, references: readonly string[] = []) =>
  standingAfter(plan, { json, shapes: THINGS, references: new Set(references) }, options);

describe("the account of what AWS decides is", () => {
  const providers = [
    { allowed_account_ids: ["111122223333"] },
    { alias: "other", allowed_account_ids: ["444455556666"] },
    { alias: "open" },
    { alias: "unknown", allowed_account_ids: ["${var.account}"] },
  ];

  test.each<readonly [string, string | undefined, unknown, string]>([
    ["the one that its provider allows", "other", providers, "444455556666"],
    ["that of the provider without an alias, where its own says none", "open", providers, "111122223333"],
    ["the same where its own is an expression", "unknown", providers, "111122223333"],
    ["that of the only provider, which a stack may write without a list", undefined, providers[0], "111122223333"],
    ["one of the documentation's, where nobody says any", "open", providers[2], "123456789012"],
  ])("%s", (_, alias, aws, account) => {
    const plan = { resource_changes: [resource("a", ["create"])], configuration: configured(alias) };
    expect(arnsOf(plan, { provider: { aws } } as never)).toEqual([expect.stringMatching(/^placeholder-/)]);
    const shapes = new Map([["aws aws_sqs_queue", { version: 0, shape: THINGS.get("aws aws_thing")!.shape }]]);
    const { values } = standingAfter(plan, { json: { provider: { aws } } as never, shapes, references: new Set() });
    expect(values.get("aws_sqs_queue.a")!.arn).toBe(`arn:aws:sqs:us-east-1:${account}:a`);
  });
});

describe("what isn't known", () => {
  const unknown = { after: {}, after_unknown: { of: true } };
  const stackOf = (bodies: Record<string, object>, more: StackJson = {}): StackJson => ({ resource: { aws_thing: bodies }, ...more });

  test("is what the configuration refers to: another resource, which others refer to as well, data, and a local value", () => {
    const a = thing("a", { after: { name: "a" }, after_unknown: { arn: true } });
    const of = { b: "${aws_thing.a.arn}", c: "${aws_thing.a.arn}", d: "${data.aws_partition.current.partition}", e: "${local.of}" };
    const plan = {
      resource_changes: [...Object.keys(of).map((name) => thing(name, unknown)), a],
      prior_state: {
        values: { root_module: { resources: [{ address: "data.aws_partition.current", mode: "data", values: { partition: "aws" } }] } },
      },
    };
    const bodies = Object.fromEntries(Object.entries(of).map(([name, value]) => [name, { of: value }]));
    const { values, guessed } = after(plan, stackOf(bodies, { locals: { of: "local" } }));
    const arn = "arn:aws:thing:us-east-1:123456789012:thing/a";
    expect([...values.values()]).toEqual([{ of: arn }, { of: arn }, { of: "aws" }, { of: "local" }, { name: "a", arn }]);
    expect([...guessed]).toEqual([]);
  });

  test("of an instance of many is what the configuration of all says", () => {
    const many = { ...thing("a", unknown), address: 'aws_thing.a["x"]', index: "x" };
    expect([...after({ resource_changes: [many] }, stackOf({ a: { of: '${upper("x")}' } })).values]).toEqual([
      ['aws_thing.a["x"]', { of: "X" }],
    ]);
  });

  test("is what it was where only Terraform can resolve it, and said to be guessed", () => {
    const previous = new Map([["aws_thing.a", { of: "was" }]]);
    const { values, guessed } = after({ resource_changes: [thing("a", unknown)] }, stackOf({ a: { of: "${timestamp()}" } }), { previous });
    expect([[...values.values()], [...guessed]]).toEqual([[{ of: "was" }], ["aws_thing.a"]]);
  });

  test("is nothing in a circle of attributes, and in what there isn't", () => {
    const plan = { resource_changes: [thing("a", unknown), thing("b", unknown), thing("c", unknown)] };
    const bodies = { a: { of: "${aws_thing.b.of}" }, b: { of: "${aws_thing.a.of}" }, c: { of: "${aws_thing.gone.of}" } };
    const { values, guessed } = after(plan, stackOf(bodies));
    expect([...values.values()]).toEqual([{ of: null }, { of: null }, { of: null }]);
    // Of the circle, where it was entered.
    expect([...guessed].sort()).toEqual(["aws_thing.a", "aws_thing.c"]);
  });

  test("has a value where something refers to it, also of an instance of many", () => {
    const sized = { after: {}, after_unknown: { size: true } };
    const plan = { resource_changes: [{ ...thing("a", sized), address: "aws_thing.a[0]" }, thing("b", sized)] };
    expect([...after(plan, {}, {}, ["aws_thing.a.size"]).values.values()]).toEqual([{ size: 1 }, { size: null }]);
  });
});

test("attributes stand in the order of their names, and what has none stands as well", () => {
  const plan = { resource_changes: [thing("a", { after: { c: 1, a: 2 }, after_unknown: { b: true } }), thing("b", { after: {} })] };
  const { values } = after(plan);
  expect([...values.values()].map((each) => Object.keys(each))).toEqual([["a", "b", "c"], []]);
});

describe("an output", () => {
  const outputsOf = (output_changes: NonNullable<PlanJson["output_changes"]>, output: object = {}): unknown[] => [
    ...after({ output_changes }, { output } as never).outputs,
  ];

  test("that the plan doesn't know wholly is what the configuration says", () => {
    const change = { actions: ["create"], after: { a: "x" }, after_unknown: { b: [true] } };
    expect(outputsOf({ it: change }, { it: { value: { a: "x", b: ["y"] } } })).toEqual([
      ["it", { value: { a: "x", b: ["y"] }, sensitive: false }],
    ]);
  });

  test.each([[false], [{}], [{ a: [false] }], [undefined]])("of which the plan says that %j is unknown is what it says", (unknown) => {
    const change = { actions: ["create"], after: { a: ["x"] }, after_unknown: unknown, after_sensitive: true };
    expect(outputsOf({ it: change })).toEqual([["it", { value: { a: ["x"] }, sensitive: true }]]);
  });

  test("that is nothing is left out", () => {
    expect(outputsOf({ it: { actions: ["delete"], after: null }, other: { actions: ["create"], after_unknown: true } })).toEqual([]);
  });
});
