import { PlannedResource, changing, dataOf, providerConfigs, standing, valuesOf, withoutIndexes } from "../../../src/cli/against/plan-json";

function planned(name: string, change: PlannedResource["change"], mode = "managed"): PlannedResource {
  return { address: `aws_thing.${name}`, mode, type: "aws_thing", name, provider_name: "aws", change };
}

const resources = [
  planned("created", { actions: ["create"], before: null, after: {} }),
  planned("same", { actions: ["no-op"], before: {}, after: {} }),
  planned("gone", { actions: ["delete"], before: {}, after: null }),
  planned("forgotten", { actions: ["forget"], before: {} }),
  planned("read", { actions: ["read"], after: {} }, "data"),
];
const namesOf = (found: readonly PlannedResource[]): readonly string[] => found.map(({ name }) => name);

test("what stands after a plan is what is made or stays, but for what is only read", () => {
  expect(namesOf(standing({ resource_changes: resources }))).toEqual(["created", "same"]);
});

test("what a plan changes is what it makes, deletes or forgets", () => {
  expect(namesOf(changing({ resource_changes: resources }))).toEqual(["created", "gone", "forgotten"]);
});

test("a plan without resources changes nothing, and has read nothing", () => {
  expect([standing({}), changing({}), dataOf({}), providerConfigs({})]).toEqual([[], [], new Map(), new Map()]);
});

test("what data sources have read is found by type and name", () => {
  const read = [
    { address: "data.aws_partition.current", mode: "data", values: { partition: "aws" } },
    { address: "aws_vpc.main", mode: "managed", values: { id: "vpc-1" } },
  ];
  const plan = { prior_state: { values: { root_module: { resources: read } } } };
  expect(dataOf(plan)).toEqual(new Map([["aws_partition.current", { partition: "aws" }]]));
});

// https://developer.hashicorp.com/terraform/internals/json-format#configuration-representation: within modules the key has the module before a colon.
test("each resource has its provider's configuration, in modules within modules too", () => {
  const [main, global] = [{ full_name: "aws" }, { full_name: "aws", alias: "global" }];
  const inner = { resources: [{ address: "aws_s3_bucket.b", provider_config_key: "outer.inner:aws.global" }] };
  const root = {
    resources: [
      { address: "aws_vpc.a", provider_config_key: "aws" },
      { address: "terraform_data.c" },
      { address: "other_thing.d", provider_config_key: "other" },
    ],
    module_calls: {
      outer: {
        module: {
          resources: [{ address: "aws_vpc.a", provider_config_key: "outer:aws" }],
          module_calls: { inner: { module: inner }, empty: {} },
        },
      },
    },
  };
  expect(providerConfigs({ configuration: { provider_config: { aws: main, "aws.global": global }, root_module: root } })).toEqual(
    new Map([
      ["aws_vpc.a", main],
      ["module.outer.aws_vpc.a", main],
      ["module.outer.module.inner.aws_s3_bucket.b", global],
    ]),
  );
});

test.each([
  ["aws_vpc.a", "aws_vpc.a"],
  ["aws_vpc.a[10]", "aws_vpc.a"],
  ['module.m["x.y"].aws_vpc.a["a]\\"b"]', "module.m.aws_vpc.a"],
  ["module.m[0].aws_vpc.a[1]", "module.m.aws_vpc.a"],
])("%s without its indexes is %s", (address, without) => {
  expect(withoutIndexes(address)).toBe(without);
});

test.each([
  [null, {}],
  ["text", {}],
  [undefined, {}],
  [{ a: 1 }, { a: 1 }],
])("the values of %j are %j", (value, values) => {
  expect(valuesOf(value)).toEqual(values);
});
