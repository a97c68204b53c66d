import { PlanJson, constructPaths, plannedChanges } from "../../../tools/support/plan/planned-changes";

const change = (actions: string[], before: object | null, after: object | null, unknown: object = {}) => ({
  address: "aws_vpc.Network_1",
  mode: "managed",
  type: "aws_vpc",
  name: "Network_1",
  change: { actions, before, after, after_unknown: unknown },
});

const plan = (...changes: ReturnType<typeof change>[]): PlanJson => ({ resource_changes: changes });

test("addresses become construct paths below the stack", () => {
  const stack = {
    resource: { aws_vpc: { Network_1: { "//": { metadata: { path: "trading-prod/Network/Resource" } } } } },
    data: { aws_region: { Region_1: { "//": { metadata: { path: "trading-prod/AwsEnvironment/Region" } } } } },
  };
  expect(Object.fromEntries(constructPaths(stack))).toEqual({
    "aws_vpc.Network_1": "Network/Resource",
    "data.aws_region.Region_1": "AwsEnvironment/Region",
  });
});

test("what stays as it is isn't a change", () => {
  expect(plannedChanges(plan(change(["no-op"], { cidr: "a" }, { cidr: "a" })))).toEqual([]);
});

test.each([
  [["create"], "create"],
  [["update"], "update"],
  [["delete"], "delete"],
  [["delete", "create"], "replace"],
  [["create", "delete"], "replace"],
])("%j is %s", (actions, action) => {
  expect(plannedChanges(plan(change(actions, {}, {})))).toMatchObject([{ action }]);
});

test("the attributes that differ are named, those known after apply too", () => {
  const changes = plannedChanges(
    plan(change(["update"], { a: 1, b: { c: [1] }, same: 1, arn: "x" }, { a: 2, b: { c: [2] }, same: 1 }, { arn: true, same: false })),
  );
  expect(changes[0]!.changed).toEqual(["a", "arn", "b"]);
});

test("an index of an instance doesn't hide its construct", () => {
  const paths = new Map([["aws_vpc.Network_1", "Network/Resource"]]);
  const indexed = { ...change(["create"], null, {}), address: 'aws_vpc.Network_1["a"]' };
  expect(plannedChanges(plan(indexed), paths)).toMatchObject([{ path: "Network/Resource" }]);
});

test("a resource whose construct is gone keeps its address", () => {
  expect(plannedChanges(plan(change(["delete"], {}, null)))).toMatchObject([{ path: "aws_vpc.Network_1", action: "delete" }]);
});
