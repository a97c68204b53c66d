import { PlanJson, PlannedResource } from "../../../src/cli/against/plan-json";
import { withoutUnsettled } from "../../../src/cli/against/settle";

function update(before: object, after: object): PlannedResource {
  const [address, mode, type, name] = ["aws_thing.x", "managed", "aws_thing", "x"];
  return { address, mode, type, name, provider_name: "aws", change: { actions: ["update"], before, after, after_unknown: {} } };
}

const settled = (...resources: PlannedResource[]) => ({ unsettled: new Map(resources.map((each) => [each.address, each])) });
const planOf = (resource: PlannedResource): PlanJson => ({ resource_changes: [resource] });

test("a change that the commit's own stack would have as well is uncertain, and none of the plan", () => {
  const resource = update({ size: 1 }, { size: 2 });
  const { plan, uncertain } = withoutUnsettled(planOf(resource), settled(resource));
  expect([plan.resource_changes![0]!.change.actions, uncertain]).toEqual([["no-op"], ["aws_thing.x"]]);
});

test("another change of the same resource stays", () => {
  const { plan, uncertain } = withoutUnsettled(planOf(update({ size: 1 }, { size: 3 })), settled(update({ size: 1 }, { size: 2 })));
  expect([plan.resource_changes![0]!.change.actions, uncertain]).toEqual([["update"], []]);
});

// The provider's SDK knows no null inside a block: an update writes the type's zero value instead.
test("nothing in a block, planned as the zero of its type, isn't a change", () => {
  const { plan } = withoutUnsettled(planOf(update({ size: 1, b: [{ s: null, n: null }] }, { size: 2, b: [{ s: "", n: 0 }] })), settled());
  expect(plan.resource_changes![0]!.change.before).toEqual({ size: 1, b: [{ s: "", n: 0 }] });
});

test("a value in a block is a change", () => {
  const { plan } = withoutUnsettled(planOf(update({ b: [{ s: null, t: true }] }, { b: [{ s: "x", t: false }] })), settled());
  expect(plan.resource_changes![0]!.change.before).toEqual({ b: [{ s: null, t: true }] });
});

test.each<readonly [unknown, unknown, unknown]>([
  [[{ a: null }], [{ a: "" }], [{ a: "" }]],
  [[{ a: null }], [{ a: 0 }], [{ a: 0 }]],
  [[{ a: null }], [{ a: false }], [{ a: false }]],
  [[{ a: null }], [{ a: "x" }], [{ a: null }]],
  [[{ a: null }], [{ a: true }], [{ a: null }]],
  [[{ a: "x" }], [{ a: "" }], [{ a: "x" }]],
  [[{ a: { b: null } }], [{ a: { b: "" } }], [{ a: { b: "" } }]],
  [[{ a: null }], null, [{ a: null }]],
  [null, "", null],
])("a block with %j, planned as %j, was %j", (before, after, was) => {
  const { plan } = withoutUnsettled(planOf(update({ it: before }, { it: after })), settled());
  expect(plan.resource_changes![0]!.change.before).toEqual({ it: was });
});

test("what isn't certain is named in the order of the addresses, and planned as it was", () => {
  const [b, a] = ["b", "a"].map((name) => ({ ...update({ size: 1 }, { size: 2 }), address: `aws_thing.${name}` }));
  const { plan, uncertain } = withoutUnsettled({ format_version: "1.2", resource_changes: [b!, a!] }, settled(b!, a!));
  expect(uncertain).toEqual(["aws_thing.a", "aws_thing.b"]);
  expect(plan.format_version).toBe("1.2");
  expect(plan.resource_changes!.map(({ change }) => change)).toEqual(
    [b, a].map(() => ({ actions: ["no-op"], before: { size: 1 }, after: { size: 1 }, after_unknown: {} })),
  );
});

test.each<readonly [string, Partial<PlannedResource["change"]>]>([
  ["other actions", { actions: ["delete", "create"] }],
  ["something else unknown", { after_unknown: { arn: true } }],
])("a change with %s is the commit's own", (_, change) => {
  const before = update({ size: 1 }, { size: 2 });
  const resource = { ...before, change: { ...before.change, ...change } };
  expect(withoutUnsettled(planOf(resource), settled(before)).uncertain).toEqual([]);
});

test("a plan without resources has nothing that isn't certain", () => {
  expect(withoutUnsettled({}, settled())).toEqual({ plan: { resource_changes: [] }, uncertain: [] });
});
