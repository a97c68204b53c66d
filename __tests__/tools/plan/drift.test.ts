import { KNOWN_DRIFT } from "../../../tools/known-drift";
import { describeChange, unexplainedChanges } from "../../../tools/support/plan/drift";
import { PlannedChange } from "../../../tools/support/plan/planned-changes";

const KNOWN = [{ type: "aws_rds_cluster", attribute: "timeouts", reason: "example" }];

function update(changed: string[], type = "aws_rds_cluster"): PlannedChange {
  return { address: `${type}.x`, path: "Database/Resource", type, action: "update", changed, imported: false };
}

test("an update of known attributes alone is explained", () => {
  expect(unexplainedChanges([update(["timeouts"])], KNOWN)).toEqual([]);
});

test("an update of a known and another attribute is reported for the other", () => {
  expect(unexplainedChanges([update(["port", "timeouts"])], KNOWN)).toMatchObject([{ changed: ["port"] }]);
});

test("the same attribute of another type is reported", () => {
  expect(unexplainedChanges([update(["timeouts"], "aws_rds_cluster_instance")], KNOWN)).toHaveLength(1);
});

test.each(["create", "replace", "delete", "read"] as const)("nothing explains a %s", (action) => {
  expect(unexplainedChanges([{ ...update(["timeouts"]), action }], KNOWN)).toHaveLength(1);
});

test("a change is described by path, address, attributes and values", () => {
  expect(describeChange({ ...update(["port"]), before: { port: 1 }, after: { port: 2 } })).toBe(
    "update Database/Resource (aws_rds_cluster.x): port: 1 → 2",
  );
});

test("each known drift has a type, an attribute and a reason, once", () => {
  for (const { type, attribute, reason } of KNOWN_DRIFT) {
    expect(type).toMatch(/^aws_/);
    expect(attribute).toMatch(/^\w+$/);
    expect(reason.length).toBeGreaterThan(20);
  }
  const keys = KNOWN_DRIFT.map(({ type, attribute }) => `${type}.${attribute}`);
  expect(new Set(keys).size).toBe(keys.length);
});

test("of nested values only what differs is shown", () => {
  const nested = { ...update(["rule"]), before: { rule: [{ id: "a", days: 1 }] }, after: { rule: [{ id: "a", days: 2 }] } };
  expect(describeChange(nested)).toBe("update Database/Resource (aws_rds_cluster.x): rule[0].days: 1 → 2");
});

test("a value that only the apply tells is said to be so", () => {
  expect(describeChange({ ...update(["arn"]), before: { arn: "a" }, after: {} })).toMatch(/: arn: "a" → known after apply$/);
});
