import { planTable, planTotals, standingTable } from "../../../tools/support/plan/plan-table";
import { Action, PlannedChange } from "../../../tools/support/plan/planned-changes";

function change(path: string, type: string, action: Action, changed: string[] = []): PlannedChange {
  return { address: `${type}.x`, path, type, action, changed, imported: false };
}

test("changes stand by module, each module named once", () => {
  const table = planTable([
    change("Network/private/a/Subnet", "aws_subnet", "create"),
    change("Database/Resource", "aws_rds_cluster", "create"),
    change("Network/Resource", "aws_vpc", "create"),
  ]);
  expect(table.split("\n")).toEqual([
    "module    resource          type             action",
    "────────  ────────────────  ───────────────  ──────",
    "Database  Resource          aws_rds_cluster  create",
    "Network   Resource          aws_vpc          create",
    "          private/a/Subnet  aws_subnet       create",
  ]);
});

test("an update tells which attributes change", () => {
  expect(planTable([change("Cache/Resource", "aws_elasticache_replication_group", "update", ["node_type", "tags"])])).toContain(
    "node_type, tags",
  );
});

test("totals name only what happens", () => {
  expect(planTotals([change("a", "t", "create"), change("b", "t", "create"), change("c", "t", "replace")])).toBe(
    "2 to create, 1 to replace",
  );
  expect(planTotals([])).toBe("no changes");
});

test("what stands is counted by module and kind, the most frequent first", () => {
  const kinds = ["subnet", "subnet", "vpc", "route", "eip", "nat_gateway"];
  const lines = standingTable(kinds.map((kind) => ({ path: "Network/x", type: `aws_${kind}` }))).split("\n");
  expect(lines[2]).toBe("Network  6          2 subnet, 1 eip, 1 nat_gateway, 1 route and 1 more kinds");
});
