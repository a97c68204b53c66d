import { Finding } from "../../../src/review/review";
import { securityFindings } from "../../../src/review/security/security-findings";
import { SynthesizedStack } from "../../../src/testing";
import { stack } from "./network-fixture";

// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Json = Record<string, any>;

const VPC = { aws_vpc: { Main: { cidr_block: "10.0.0.0/16" } } };

function cluster(args: Json): SynthesizedStack {
  return stack(VPC, { aws_rds_cluster: { Orders: { deletion_protection: true, storage_encrypted: true, ...args } } });
}

function about(rule: string, before: SynthesizedStack, after: SynthesizedStack): Finding[] {
  return securityFindings(before, after).filter((finding) => finding.rule === rule);
}

test("a rule that a plan breaks is a warning with the rule's id, what breaks it and how to mend it", () => {
  expect(about("rds-deletion-protection", cluster({}), cluster({ deletion_protection: false }))).toMatchObject([
    { severity: "warning", path: "Orders", address: "aws_rds_cluster.Orders", fix: expect.stringContaining("deletion_protection") },
  ]);
});

// Security Hub rates RDS.2 as critical: https://docs.aws.amazon.com/securityhub/latest/userguide/rds-controls.html
test("a critical rule that a plan breaks is a danger", () => {
  const member = (isPublic: boolean): SynthesizedStack =>
    stack(VPC, { aws_rds_cluster_instance: { Orders: { instance_class: "db.r7g.large", publicly_accessible: isPublic } } });
  expect(about("rds-public-access", member(false), member(true))).toMatchObject([{ severity: "danger", path: "Orders" }]);
});

test("a rule that was broken before is no news", () => {
  const open = { deletion_protection: false };
  expect(about("rds-deletion-protection", cluster(open), cluster({ ...open, engine_version: "16.4" }))).toEqual([]);
});

test("a rule that a plan mends is a note", () => {
  expect(about("rds-deletion-protection", cluster({ deletion_protection: false }), cluster({}))).toMatchObject([
    { severity: "note", path: "Orders" },
  ]);
});

test("a rule that goes with what broke it is no news", () => {
  expect(about("rds-deletion-protection", cluster({ deletion_protection: false }), stack(VPC))).toEqual([]);
});

test("no rule fails a gate", () => {
  const [finding] = about("rds-deletion-protection", cluster({}), cluster({ deletion_protection: false }));
  expect(finding).not.toHaveProperty("gate");
});

test("from nothing, rules of medium and low severity are one note", () => {
  const findings = securityFindings(stack(), cluster({ deletion_protection: false }));
  expect(findings.filter(({ rule }) => rule === "policy-rules")).toHaveLength(1);
  expect(findings.filter(({ reasons }) => reasons.some((reason) => /of (?:medium|low) severity/.test(reason)))).toEqual([]);
});

test("that note names of each rule a resource, how many more there are, and what must hold", () => {
  const clusters = Object.fromEntries(["Ledger", "Orders", "Trades"].map((name) => [name, { deletion_protection: false }]));
  const [note] = about("policy-rules", stack(), stack(VPC, { aws_rds_cluster: clusters }));
  expect(note!.reasons).toContain(
    "rds-deletion-protection (medium), by Ledger and 2 more: A database can't be deleted before its protection is taken away",
  );
});

test("many resources that break the same rule are one finding", () => {
  const clusters = Object.fromEntries(
    [...Array(12).keys()].map((number) => [`Orders${number}`, { deletion_protection: false, storage_encrypted: true }]),
  );
  const [finding, ...others] = about("rds-deletion-protection", stack(VPC), stack(VPC, { aws_rds_cluster: clusters }));
  expect(others).toEqual([]);
  expect(finding!.sentence).toMatch(/^12 resources break the rule: /);
  expect(finding!.reasons[0]).toMatch(/^They are Orders0, Orders1, .* and 2 more$/);
});
