import { reviewPlan } from "../../../src/review/build";
import { ResourceChangeJson } from "../../../src/review/changes/plan-json";
import { SynthesizedStack } from "../../../src/testing";
import { unacknowledgedLosses } from "../../../tools/support/plan/losses";
import { plan, resource } from "../../review/plan-fixture";

const DATABASE = "aws_rds_cluster.Database_Resource_0A1B2C3D";
const deleted = resource(DATABASE, "delete", { before: {} });

/** The stack as it is synthesized. */
const json = { resource: { aws_rds_cluster: { Database_Resource_0A1B2C3D: { "//": { metadata: { path: "shop/Database/Resource" } } } } } };

function paths(changes: readonly ResourceChangeJson[], acknowledged: readonly string[] = []): string[] {
  const { findings } = reviewPlan({ plan: plan(changes), stack: new SynthesizedStack(json), today: "2026-11-26" });
  return unacknowledgedLosses(findings, acknowledged).map(({ path }) => path);
}

test("a deleted database is a loss", () => {
  expect(paths([deleted])).toEqual(["Database"]);
});

test("a deleted listener rule loses nothing that a new one doesn't bring back", () => {
  expect(paths([resource("aws_lb_listener_rule.Rule_0A1B2C3D", "delete", { before: {} })])).toEqual([]);
});

test("a protection that is taken away is no loss yet", () => {
  const change = { before: { deletion_protection: true }, after: { deletion_protection: false } };
  expect(paths([resource(DATABASE, "update", change)])).toEqual([]);
});

test.each(["Database", "Database/Resource", DATABASE])("a loss that is acknowledged as %s may be", (acknowledged) => {
  expect(paths([deleted], [acknowledged])).toEqual([]);
});

test("an acknowledged loss hides no other one", () => {
  expect(paths([deleted, resource("aws_kms_key.Key_Resource_0A1B2C3D", "delete", { before: {} })], ["Database"])).toEqual(["Key/Resource"]);
});
