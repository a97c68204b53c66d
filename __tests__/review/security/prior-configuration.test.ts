/** States and configurations are written as https://developer.hashicorp.com/terraform/internals/json-format has them. */
import { priorConfiguration } from "../../../src/review/security/prior-configuration";
import { ModuleConfiguration, PlanJson } from "../../../src/testing/plan/plan-json";

// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Json = Record<string, any>;

const AT = { mode: "managed", type: "aws_thing", name: "it" };
const ADDRESS = "aws_thing.it";

function prior(configured: Json, state: Json | undefined, change?: Json): ModuleConfiguration {
  return priorConfiguration({
    configuration: { root_module: configured },
    prior_state: state && { values: { root_module: state } },
    resource_changes: change && [{ address: ADDRESS, change }],
  } as unknown as PlanJson);
}

/** What one resource's arguments were made by. */
function expressions(configured: Json | undefined, values: Json | undefined, change?: Json): unknown {
  const { resources } = prior(
    configured === undefined ? {} : { resources: [{ ...AT, expressions: configured }] },
    { resources: [{ ...AT, address: ADDRESS, values }] },
    change,
  );
  expect(resources).toEqual([{ ...AT, expressions: expect.anything() }]);
  return resources![0]!.expressions;
}

const WRITTEN = { references: [] };

test("of what has left the configuration, everything was an argument that has a value and isn't AWS's or the provider's", () => {
  const [nothing, some] = [
    { empty: "", none: null, list: [], map: {} },
    { text: "a", number: 0, off: false, items: ["a"], labels: { a: "b" } },
  ];
  const computed = { id: "i-1", arn: "arn:aws:ec2:::i-1", tags_all: { a: "b" } };
  expect(expressions(undefined, { ...nothing, ...some, ...computed })).toEqual(
    Object.fromEntries(Object.keys(some).map((name) => [name, WRITTEN])),
  );
});

test("what a state has no values of has no arguments", () => {
  expect(expressions(undefined, undefined)).toEqual({});
});

const CONFIGURED = { size: { constant_value: 5 }, vpc: { references: ["aws_vpc.main.id", "aws_vpc.main"] } };

test.each<[string, Json, Json | undefined, Json]>([
  ["as they are, where nothing changes", { size: 5, vpc: "vpc-1" }, undefined, CONFIGURED],
  ["as they are, where the value is as it was", { size: 5 }, { after: { size: 5 } }, CONFIGURED],
  ["written out, where the value was another", { size: 4 }, { after: { size: 5 } }, { ...CONFIGURED, size: WRITTEN }],
  [
    "with their references, where the value was another",
    { vpc: "vpc-2" },
    { after: { vpc: "vpc-1" } },
    { ...CONFIGURED, vpc: { references: CONFIGURED.vpc.references } },
  ],
  [
    "written out, where the argument is no longer set",
    { size: 5, color: "red" },
    { after: { size: 5, color: null } },
    { ...CONFIGURED, color: WRITTEN },
  ],
  ["without what the provider makes anew", { size: 5, color: "red" }, { after: { size: 5 }, after_unknown: { color: true } }, CONFIGURED],
  [
    "with what the provider makes anew in part",
    { parts: ["a"] },
    { after: { parts: ["b"] }, after_unknown: { parts: [false] } },
    { ...CONFIGURED, parts: WRITTEN },
  ],
  ["written out, where the resource goes", { size: 4, color: "" }, { after: null }, { ...CONFIGURED, size: WRITTEN }],
  ["written out, where the plan doesn't say what becomes of it", { size: 4, color: null }, {}, { ...CONFIGURED, size: WRITTEN }],
  ["without what AWS assigns", { id: "i-1", size: 5 }, { after: { id: "i-2", size: 5 } }, CONFIGURED],
  ["with a list in another order", { items: ["a", "b"] }, { after: { items: ["b", "a"] } }, { ...CONFIGURED, items: WRITTEN }],
])("arguments are those of the configuration %s", (_, values, change, expected) => {
  expect(expressions(CONFIGURED, values, change)).toEqual(expected);
});

test("blocks that were others have the references that they have now, however deep", () => {
  const ingress = [
    { port: { constant_value: 22 }, group: { references: ["aws_security_group.a.id"] } },
    { inner: { group: { references: ["aws_security_group.b.id"] }, more: [{ group: { references: ["aws_security_group.c.id"] } }] } },
  ];
  expect(expressions({ ingress }, { ingress: [{ port: 23 }] }, { after: { ingress: [{ port: 22 }] } })).toEqual({
    ingress: { references: ["aws_security_group.a.id", "aws_security_group.b.id", "aws_security_group.c.id"] },
  });
});

test("a value that is written out has no references", () => {
  expect(expressions({ size: { constant_value: 5 } }, { size: 4 }, { after: { size: 5 } })).toEqual({ size: WRITTEN });
});

test("of several instances, one that was another is enough", () => {
  const instance = (index: number, size: number): Json => ({ ...AT, address: `${ADDRESS}[${index}]`, index, values: { size } });
  const [one, two] = [instance(0, 5), instance(1, 4)];
  const { resources } = priorConfiguration({
    configuration: { root_module: { resources: [{ ...AT, expressions: { size: { constant_value: 5 } } }] } },
    prior_state: { values: { root_module: { resources: [one, two] } } },
    resource_changes: [one, two].map(({ address }) => ({ address: address as string, change: { after: { size: 5 } } })),
  } as unknown as PlanJson);
  expect(resources).toEqual([{ ...AT, expressions: { size: WRITTEN } }]);
});

test("of a plan that makes everything, the configuration is as it is, with its other parts", () => {
  const configured = { resources: [{ ...AT, expressions: CONFIGURED, provider_config_key: "aws.other" }], outputs: { a: {} } };
  expect(prior(configured, undefined)).toEqual({ ...configured, module_calls: {} });
});

test("of a resource that is there, the configuration keeps its other parts", () => {
  const configured = { resources: [{ ...AT, provider_config_key: "aws.other", depends_on: ["aws_vpc.main"] }] };
  expect(prior(configured, { resources: [{ ...AT, address: ADDRESS, values: {} }] }).resources).toEqual([
    { ...configured.resources[0], expressions: {} },
  ]);
});

test("a data source and a resource of a name aren't the same", () => {
  const data = { ...AT, mode: "data", address: `data.${ADDRESS}`, values: { color: "red" } };
  expect(prior({ resources: [{ ...AT, expressions: CONFIGURED }] }, { resources: [data] }).resources).toEqual([
    { ...AT, expressions: CONFIGURED },
    { mode: "data", type: "aws_thing", name: "it", expressions: { color: WRITTEN } },
  ]);
});

describe("of modules", () => {
  const inside = (address: string, values: Json): Json => ({ address, resources: [{ ...AT, address: `${address}.${ADDRESS}`, values }] });
  const resource = { ...AT, expressions: { color: WRITTEN } };

  test("a call without anything there stays as it is, and one that has left is there by its state", () => {
    const calls = { kept: { expressions: { a: { constant_value: 1 } }, module: {} } };
    expect(prior({ module_calls: calls }, { child_modules: [inside("module.gone", { color: "red" })] }).module_calls).toEqual({
      ...calls,
      gone: { module: { resources: [resource], module_calls: {} } },
    });
  });

  test("a call that is there keeps its own arguments", () => {
    const calls = { net: { expressions: { a: { constant_value: 1 } }, module: { resources: [{ ...AT, expressions: CONFIGURED }] } } };
    expect(prior({ module_calls: calls }, { child_modules: [inside("module.net", { size: 5 })] }).module_calls).toEqual({
      net: { ...calls.net, module: { resources: [{ ...AT, expressions: CONFIGURED }], module_calls: {} } },
    });
  });

  test("all instances of a call are one", () => {
    const children = [inside('module.net["a"]', { color: "red" }), inside('module.net["b"]', { size: 1 })];
    expect(prior({}, { child_modules: children }).module_calls).toEqual({
      net: { module: { resources: [{ ...AT, expressions: { color: WRITTEN, size: WRITTEN } }], module_calls: {} } },
    });
  });

  test("a module within another is that one's", () => {
    const inner = inside("module.net.module.vpc[0]", { color: "red" });
    expect(prior({}, { child_modules: [{ address: "module.net", child_modules: [inner] }] }).module_calls).toEqual({
      net: { module: { resources: [], module_calls: { vpc: { module: { resources: [resource], module_calls: {} } } } } },
    });
  });
});
