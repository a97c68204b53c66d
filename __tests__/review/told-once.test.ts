import { reviewPlan } from "../../src/review/build";
import { ResourceChangeJson, Values } from "../../src/review/changes/plan-json";
import { Finding } from "../../src/review/review";
import { toldOnce } from "../../src/review/told-once";
import { plan, resource } from "./plan-fixture";

const CLUSTER = "aws_rds_cluster.Orders_0A1B2C3D";
const KEPT = { deletion_protection: true, storage_encrypted: true, backup_retention_period: 35 };

/** The findings of a plan as Terraform writes it: the configuration, and the state before and after. */
function findingsOf(changes: readonly ResourceChangeJson[]): Finding[] {
  const rooted = (side: "before" | "after"): Values => ({
    root_module: {
      resources: changes.flatMap(({ address, mode, type, name, change }) =>
        change[side] === null ? [] : [{ address, mode, type, name, values: change[side] }],
      ),
    },
  });
  const json = plan(changes, {
    planned_values: rooted("after"),
    prior_state: { format_version: "1.0", values: rooted("before") },
    configuration: {
      root_module: { resources: changes.map(({ address, mode, type, name }) => ({ address, mode, type, name, expressions: {} })) },
    },
  });
  return [...reviewPlan({ plan: json, today: "2026-11-26" }).findings];
}

const findings = (before: Values, after: Values): Finding[] => findingsOf([resource(CLUSTER, "update", { before, after })]);
const rulesOf = (before: Values, after: Values): string[] => findings(before, after).map(({ rule }) => rule);

test("a protection that is taken away is told by its gate, and not by a rule again", () => {
  expect(rulesOf(KEPT, { ...KEPT, deletion_protection: false })).toEqual(["protection-removed"]);
});

test("the gate's finding names the rule that it breaks, and what to write", () => {
  const [finding] = findings(KEPT, { ...KEPT, deletion_protection: false });
  expect(finding).toMatchObject({
    reasons: [
      "deletion_protection true → false",
      "It breaks the rule rds-deletion-protection: A database can't be deleted before its protection is taken away",
    ],
    fix: "Set deletion_protection",
  });
});

test("a rule about another attribute of the same resource is told beside it", () => {
  const rules = rulesOf(KEPT, { ...KEPT, deletion_protection: false, storage_encrypted: false });
  expect(rules).toEqual(expect.arrayContaining(["protection-removed", "rds-encryption-at-rest"]));
});

test("a rule that no gate tells of is told", () => {
  expect(rulesOf(KEPT, { ...KEPT, storage_encrypted: false })).toContain("rds-encryption-at-rest");
});

test("a rule that is broken alike by another resource is told of that one", () => {
  const loosened = resource(CLUSTER, "update", { before: KEPT, after: { ...KEPT, deletion_protection: false } });
  const created = resource("aws_rds_cluster.Trades_0A1B2C3D", "create", { after: { ...KEPT, deletion_protection: false } });
  const rules = findingsOf([loosened, created]).filter(({ rule }) => rule === "rds-deletion-protection");
  expect(rules.map(({ path }) => path)).toEqual(["Trades"]);
});

const GATED: Finding = {
  ...{ rule: "protection-removed", severity: "warning", gate: "protection-removed", path: "Orders", address: CLUSTER },
  ...{ sentence: "Orders (aws_rds_cluster) loses its deletion protection", reasons: ["deletion_protection true → false"] },
};
const OF_RULE: Finding = {
  ...{ rule: "rds-deletion-protection", severity: "warning", path: "Orders", address: CLUSTER },
  ...{ sentence: "Orders: deletion_protection is false", reasons: [], fix: "Set deletion_protection" },
};
const BREAKS = "It breaks the rule rds-deletion-protection: A database can't be deleted before its protection is taken away";

test.each<[string, Partial<Finding>]>([
  ["that is a note", { severity: "note" }],
  ["of nobody's rule", { rule: "somebody-s-own" }],
  ["of no resource", { address: undefined }],
  ["of another resource", { address: "aws_rds_cluster.Trades" }],
  ["whose sentence begins with another path", { path: "Trades" }],
  ["whose sentence says what nothing has", { sentence: "Orders: no deletion_protection" }],
  ["about another attribute", { sentence: "Orders: storage_encrypted is false" }],
])("a finding %s stays beside the gate's", (_, other) => {
  const given = [GATED, { ...OF_RULE, ...other }];
  expect(toldOnce(given)).toEqual(given);
});

test.each<[string, Partial<Finding>]>([
  ["that fails no gate", { gate: undefined }],
  ["that names no resource", { address: undefined }],
])("beside a finding %s, that of a rule stays", (_, other) => {
  const given = [{ ...GATED, ...other }, OF_RULE];
  expect(toldOnce(given)).toEqual(given);
});

test("the gate's finding keeps the fix that it has, and its place, whichever comes first", () => {
  const own = { ...GATED, fix: "Keep it" };
  const told = { ...own, reasons: [...GATED.reasons, BREAKS] };
  expect(toldOnce([own, OF_RULE])).toEqual([told]);
  expect(toldOnce([OF_RULE, own])).toEqual([told]);
});

test("of two gates' findings of a resource, the one that names the attribute has the rule; two rules are both named", () => {
  const other = { ...GATED, reasons: ["skip_final_snapshot false → true"] };
  const again = { ...OF_RULE, fix: undefined };
  expect(toldOnce([other, GATED, again, OF_RULE])).toEqual([
    other,
    { ...GATED, reasons: [...GATED.reasons, BREAKS, BREAKS], fix: "Set deletion_protection" },
  ]);
});
