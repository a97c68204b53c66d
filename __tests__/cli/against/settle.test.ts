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
