import { PlanJson } from "../../../src/cli/against/plan-json";
import { resourceShapes } from "../../../src/cli/against/schema";
import { standingAfter } from "../../../src/cli/against/standing";
import { stateFile } from "../../../src/cli/against/state";

const AWS = "registry.terraform.io/hashicorp/aws";
const CREATE = { actions: ["create"], before: null };

const PLAN: PlanJson = {
  terraform_version: "1.11.4",
  resource_changes: [
    {
      address: 'aws_thing.many["a"]',
      mode: "managed",
      type: "aws_thing",
      name: "many",
      index: "a",
      provider_name: AWS,
      change: { ...CREATE, after: { name: "a" }, after_unknown: { arn: true, secret: true }, after_sensitive: { secret: true } },
    },
    { address: "data.aws_x.y", mode: "data", type: "aws_x", name: "y", provider_name: AWS, change: { actions: ["read"], after: {} } },
  ],
  output_changes: {
    name: { ...CREATE, after: "a", after_unknown: false, after_sensitive: false },
    password: { ...CREATE, after: "s", after_unknown: false, after_sensitive: true },
    later: { ...CREATE, after_unknown: true },
  },
  configuration: {
    provider_config: {
      "aws.global": { full_name: AWS, alias: "global", expressions: { region: { constant_value: "us-east-1" } } },
    },
    root_module: { resources: [{ address: "aws_thing.many", provider_config_key: "aws.global" }] },
  },
};

const SCHEMAS = {
  provider_schemas: {
    [AWS]: {
      resource_schemas: {
        aws_thing: {
          version: 3,
          block: { attributes: { arn: { type: "string" }, name: { type: "string" }, secret: { type: "string", sensitive: true } } },
        },
      },
    },
  },
};

const json = { provider: { aws: [{ alias: "global", allowed_account_ids: ["444455556666"] }] } };
const shapes = resourceShapes(SCHEMAS, PLAN.resource_changes!);
const state = JSON.parse(stateFile(PLAN, standingAfter(PLAN, { json, shapes, references: new Set() }), shapes));

test("a state has the version of each resource's schema, which Terraform would upgrade otherwise", () => {
  expect(state.resources[0].instances[0].schema_version).toBe(3);
});

test("what for_each makes is one resource with an instance for each key", () => {
  expect(state.resources).toHaveLength(1);
  expect(state.resources[0].instances[0].index_key).toBe("a");
});

test("a resource names its provider with the alias", () => {
  expect(state.resources[0].provider).toBe(`provider["${AWS}"].global`);
});

test("a placeholder is of the account and the region of the resource's provider", () => {
  expect(state.resources[0].instances[0].attributes.arn).toContain(":us-east-1:444455556666:");
});

test("what is sensitive is marked, as the plan says", () => {
  expect(state.resources[0].instances[0].sensitive_attributes).toEqual([[{ type: "get_attr", value: "secret" }]]);
});

// https://developer.hashicorp.com/terraform/language/resources/terraform-data: `triggers_replace` takes any value; Terraform's state has its type beside it.
test("a value of any type has its type beside it", () => {
  const [provider, type] = ["terraform.io/builtin/terraform", "terraform_data"];
  const change = { ...CREATE, after: { triggers_replace: ["a", 1], input: null } };
  const plan = { resource_changes: [{ address: "terraform_data.x", mode: "managed", type, name: "x", provider_name: provider, change }] };
  const block = { attributes: { triggers_replace: { type: "dynamic" as const }, input: { type: "dynamic" as const } } };
  const any = resourceShapes(
    { provider_schemas: { [provider]: { resource_schemas: { [type]: { version: 0, block } } } } },
    plan.resource_changes,
  );
  const text = stateFile(plan, standingAfter(plan, { json: {}, shapes: any, references: new Set() }), any);
  expect(JSON.parse(text).resources[0].instances[0].attributes).toEqual({
    triggers_replace: { value: ["a", 1], type: ["tuple", ["string", "number"]] },
    input: null,
  });
});

// https://developer.hashicorp.com/terraform/language/state/backends: a lineage is given to a state when it is made.
test("states of other resources have another lineage", () => {
  const lineage = (address: string): unknown =>
    JSON.parse(stateFile({}, { values: new Map([[address, {}]]), outputs: new Map() }, new Map())).lineage;
  expect(lineage("aws_thing.a")).not.toBe(lineage("aws_thing.b"));
});

test("a value of any type within lists, sets, maps and objects has its type beside it, and nothing else has", () => {
  const any = { kind: "dynamic" } as const;
  const object = { kind: "object", members: { any, text: { kind: "string" } } } as const;
  const members = {
    list: { kind: "list", element: object },
    map: { kind: "map", element: any },
    object,
    none: any,
    text: { kind: "string" },
  };
  const plan = { resource_changes: [{ ...PLAN.resource_changes![0]!, change: { ...CREATE, after: {} } }] };
  const within = { any: true, text: "a" };
  const values = new Map([
    [PLAN.resource_changes![0]!.address, { list: [within], map: { a: 1 }, object: within, none: null, text: "a", other: [1] }],
  ]);
  const text = stateFile(
    plan,
    { values, outputs: new Map() },
    new Map([[`${AWS} aws_thing`, { version: 1, shape: { kind: "object", members } as never }]]),
  );
  const typed = { any: { value: true, type: "bool" }, text: "a" };
  expect(JSON.parse(text).resources[0].instances[0].attributes).toEqual({
    list: [typed],
    map: { a: { value: 1, type: "number" } },
    object: typed,
    none: null,
    text: "a",
    other: [1],
  });
});

test("outputs that are known are there, with their types", () => {
  expect(state.outputs).toEqual({ name: { value: "a", type: "string" }, password: { value: "s", type: "string", sensitive: true } });
});

// https://developer.hashicorp.com/terraform/language/state, in the fourth version of its files.
test("a state is whole: of modules too, with everything that is marked, and the same each time", () => {
  const base = { mode: "managed", type: "aws_thing", provider_name: AWS };
  const after = { name: "a", blocks: [{ secret: "s" }], tags: { x: "y" } };
  const marks = { blocks: [{ secret: true }], tags: true, name: false };
  const plan: PlanJson = {
    terraform_version: "1.11.4",
    resource_changes: [
      { ...base, address: "aws_thing.a[0]", name: "a", index: 0, change: { ...CREATE, after, after_sensitive: marks } },
      { ...base, address: "aws_thing.a[1]", name: "a", index: 1, change: { ...CREATE, after: { name: "b" } } },
      { ...base, address: "module.m.aws_thing.a", module_address: "module.m", name: "a", change: { ...CREATE, after: { name: "c" } } },
    ],
  };
  const values = new Map(plan.resource_changes!.map(({ address, change }) => [address, change.after as object]));
  const text = stateFile(plan, { values: values as never, outputs: new Map() }, new Map());
  const provider = `provider["${AWS}"]`;
  const get = (value: string): object => ({ type: "get_attr", value });
  expect(JSON.parse(text)).toEqual({
    version: 4,
    terraform_version: "1.11.4",
    serial: 1,
    lineage: expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/),
    outputs: {},
    resources: [
      {
        mode: "managed",
        type: "aws_thing",
        name: "a",
        provider,
        instances: [
          {
            index_key: 0,
            schema_version: 0,
            attributes: after,
            sensitive_attributes: [[get("blocks"), { type: "index", value: { value: 0, type: "number" } }, get("secret")], [get("tags")]],
          },
          { index_key: 1, schema_version: 0, attributes: { name: "b" }, sensitive_attributes: [] },
        ],
      },
      {
        module: "module.m",
        mode: "managed",
        type: "aws_thing",
        name: "a",
        provider,
        instances: [{ schema_version: 0, attributes: { name: "c" }, sensitive_attributes: [] }],
      },
    ],
    check_results: null,
  });
  expect(stateFile(plan, { values: values as never, outputs: new Map() }, new Map())).toBe(text);
});
