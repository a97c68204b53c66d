/** Which plans are of what the code says differently, and so need no proof that the state is right. */
import { isExplained } from "../../../src/cli/against/explained";
import { PlanJson, PlannedResource } from "../../../src/cli/against/plan-json";
import { StackJson } from "../../../src/cli/terraform/stack-json";

const stackOf = (things: Record<string, object>): StackJson => ({ resource: { aws_thing: things as never } });

function planOf(...changes: readonly (readonly [name: string, change: Partial<PlannedResource["change"]>])[]): PlanJson {
  const [mode, type] = ["managed", "aws_thing"];
  const resources = changes.map(([name, change]) => ({
    address: `aws_thing.${name}`,
    mode,
    type,
    name,
    provider_name: "aws",
    change: { actions: ["update"], ...change },
  }));
  return { resource_changes: resources };
}

test("a value that the code says differently explains its change", () => {
  const plan = planOf(["a", { before: { size: 1, id: "i" }, after: { size: 2, id: "i" } }]);
  expect(isExplained(plan, stackOf({ a: { size: 1 } }), stackOf({ a: { size: 2 } }))).toBe(true);
});

test("a value that the code says alike doesn't", () => {
  const plan = planOf(["a", { before: { size: 1, text: "guessed" }, after: { size: 2, text: "right" } }]);
  const [before, after] = [1, 2].map((size) => stackOf({ a: { size, text: "${upper(x)}" } }));
  expect(isExplained(plan, before!, after!)).toBe(false);
});

test("what is in one of both stacks alone explains its creation and its deletion", () => {
  const plan = planOf(["a", { actions: ["delete"], before: { id: "i" } }], ["b", { actions: ["create"], after: { id: "i" } }]);
  expect(isExplained(plan, stackOf({ a: {} }), stackOf({ b: {} }))).toBe(true);
});

test("what refers to something that changes is explained where its value isn't known yet", () => {
  const [before, after] = [1, 2].map((size) => stackOf({ a: { size }, b: { of: "${aws_thing.a.version}" } }));
  const a = ["a", { before: { size: 1 }, after: { size: 2 } }] as const;
  const unknown = planOf(a, ["b", { before: { of: "1" }, after: {}, after_unknown: { of: true } }]);
  const known = planOf(a, ["b", { before: { of: "1" }, after: { of: "2" } }]);
  expect([unknown, known].map((plan) => isExplained(plan, before!, after!))).toEqual([true, false]);
});

test("an output that the code says alike isn't explained by anything", () => {
  const plan = { output_changes: { url: { actions: ["update"] } } };
  expect(isExplained(plan, { output: { url: { value: "a" } } }, { output: { url: { value: "a" } } })).toBe(false);
});

test("a value that is left out and nothing are alike", () => {
  const plan = planOf(["a", { before: { size: 1, text: null }, after: { size: 2 } }]);
  expect(isExplained(plan, stackOf({ a: { size: 1 } }), stackOf({ a: { size: 2 } }))).toBe(true);
});

test("what AWS decides anew of what the code leaves out is explained, within a block too", () => {
  const plan = planOf(["a", { before: { size: 1 }, after: { size: 2 }, after_unknown: { arn: true, block: [{ id: true }] } }]);
  expect(isExplained(plan, stackOf({ a: { size: 1 } }), stackOf({ a: { size: 2 } }))).toBe(true);
});

test("what isn't known of what the code says alike isn't explained where nothing that it refers to changes", () => {
  const plan = planOf(["a", { before: { of: "1" }, after: {}, after_unknown: { of: true } }]);
  const stack = stackOf({ a: { of: "${aws_thing.other.id}" } });
  expect(isExplained(plan, stack, stack)).toBe(false);
});

test.each<readonly [string, object, object]>([
  ["only in what was", { text: "a" }, {}],
  ["only in what is planned", {}, { text: "a" }],
])("a value that is %s isn't explained where the code says alike", (_, before, after) => {
  const plan = planOf(["a", { before, after }]);
  expect(isExplained(plan, stackOf({ a: { size: 1 } }), stackOf({ a: { size: 1 } }))).toBe(false);
});

test("what isn't known of a block is explained by what it refers to, and by no resource whose name begins alike", () => {
  const [before, after] = [1, 2].map((size) =>
    stackOf({ a: { size }, b: { block: { of: "${aws_thing.a.id}" } }, c: { of: "${aws_thing.ab.id}" } }),
  );
  const a = ["a", { before: { size: 1 }, after: { size: 2 } }] as const;
  const unknown = (name: string, change: object) => isExplained(planOf(a, [name, change]), before!, after!);
  expect(unknown("b", { before: { block: { of: "1" } }, after: {}, after_unknown: { block: { of: true } } })).toBe(true);
  expect(unknown("c", { before: { of: "1" }, after: {}, after_unknown: { of: true } })).toBe(false);
});

test("what is in neither stack, as in a module, isn't explained", () => {
  expect(isExplained(planOf(["a", { before: { size: 1 }, after: { size: 2 } }]), stackOf({}), stackOf({}))).toBe(false);
});

test("an instance of many is explained by what they share", () => {
  const [one] = planOf(["a", { before: { size: 1 }, after: { size: 2 } }]).resource_changes!;
  const plan = { resource_changes: [{ ...one!, address: "aws_thing.a[0]" }] };
  expect(isExplained(plan, stackOf({ a: { size: 1 } }), stackOf({ a: { size: 2 } }))).toBe(true);
});

test.each([
  [{ value: "b" }, ["update"], true],
  [{ value: "a" }, ["no-op"], true],
  [undefined, ["delete"], true],
  [{ value: "a" }, ["delete"], false],
])("an output that was a and is %j, with the actions %j, is explained: %s", (is, actions, explained) => {
  const output = is === undefined ? {} : { url: is };
  const plan = { output_changes: { url: { actions } } };
  expect(isExplained(plan, { output: { url: { value: "a" } } }, { output } as never)).toBe(explained);
});
