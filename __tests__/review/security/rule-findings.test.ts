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
  const three = Object.fromEntries(["Ledger", "Orders", "Trades"].map((name) => [name, { deletion_protection: false }]));
  const [note] = about("policy-rules", stack(), stack(VPC, { aws_rds_cluster: three }));
  expect(note!.reasons).toContain(
    "rds-deletion-protection (medium), by Ledger and 2 more: A database can't be deleted before its protection is taken away",
  );
});

const NOT_PROTECTED = "A database can't be deleted before its protection is taken away";

/** So many clusters, of which each breaks the rule, or none. */
function clusters(count: number, isProtected = false): SynthesizedStack {
  const own = { deletion_protection: isProtected, storage_encrypted: true };
  return stack(VPC, { aws_rds_cluster: Object.fromEntries([...Array(count).keys()].map((number) => [`Orders${number}`, own])) });
}

test("a broken rule is told whole: what breaks it, what must hold, how grave it is, and what to write", () => {
  expect(about("rds-deletion-protection", cluster({}), cluster({ deletion_protection: false }))).toEqual([
    {
      rule: "rds-deletion-protection",
      severity: "warning",
      path: "Orders",
      address: "aws_rds_cluster.Orders",
      sentence: "Orders: deletion_protection is false",
      reasons: [NOT_PROTECTED, "The rule is of medium severity"],
      fix: "Set deletion_protection",
    },
  ]);
});

test("a rule that is kept again says which", () => {
  expect(about("rds-deletion-protection", cluster({ deletion_protection: false }), cluster({}))).toEqual([
    {
      rule: "rds-deletion-protection",
      severity: "note",
      path: "Orders",
      address: "aws_rds_cluster.Orders",
      sentence: `Orders now keeps the rule: ${NOT_PROTECTED}`,
      reasons: [],
    },
  ]);
});

test("five resources that break the same rule are told each, six are one finding", () => {
  expect(about("rds-deletion-protection", stack(VPC), clusters(5)).map(({ path }) => path)).toHaveLength(5);
  expect(about("rds-deletion-protection", stack(VPC), clusters(6))).toEqual([
    {
      rule: "rds-deletion-protection",
      severity: "warning",
      path: "",
      sentence: `6 resources break the rule: ${NOT_PROTECTED}`,
      reasons: ["They are Orders0, Orders1, Orders2, Orders3, Orders4 and Orders5", "The rule is of medium severity"],
      fix: "Set deletion_protection",
    },
  ]);
});

test.each([
  [10, "Orders0, Orders1, Orders2, Orders3, Orders4, Orders5, Orders6, Orders7, Orders8 and Orders9"],
  [11, "Orders0, Orders1, Orders10, Orders2, Orders3, Orders4, Orders5, Orders6, Orders7, Orders8 and 1 more"],
])("of %d resources ten are named at most", (count, named) => {
  expect(about("rds-deletion-protection", stack(VPC), clusters(count))[0]!.reasons[0]).toBe(`They are ${named}`);
});

test("from nothing, a graver rule that two resources break is one finding, by its severity", () => {
  const member = { instance_class: "db.r7g.large", publicly_accessible: true };
  const members = stack(VPC, { aws_rds_cluster_instance: { One: member, Two: member } });
  expect(about("rds-public-access", stack(), members)).toMatchObject([
    { severity: "danger", path: "", reasons: ["They are One and Two", "The rule is of critical severity"] },
  ]);
});

test("from nothing, what is mended in place is one note that says how many rules there are, and what to do", () => {
  const [note] = about("policy-rules", stack(), clusters(1));
  const count = note!.reasons.length;
  expect(note).toMatchObject({
    severity: "note",
    path: "",
    sentence: `the new stack breaks ${count} rules of medium or low severity`,
    fix: "Keep each rule, or except it with a reason: checkPolicies of the testing kit names every resource and what to write",
  });
  expect(note!.reasons).toContain(`rds-deletion-protection (medium), by Orders0: ${NOT_PROTECTED}`);
  expect(note!.reasons).toEqual([...note!.reasons].sort());
});

test("a stack that keeps every rule has no such note", () => {
  expect(about("policy-rules", stack(), stack({ aws_eip: {} }))).toEqual([]);
});

test("a rule that a policy breaks by what its data source says is told, though nothing else changes", () => {
  const granted = (action: string): SynthesizedStack => {
    const { json } = stack(VPC, {
      aws_iam_policy: { Grants: { name: "grants", policy: "${data.aws_iam_policy_document.Grants.json}" } },
    });
    const statement = [{ effect: "Allow", actions: [action], resources: ["*"] }];
    return new SynthesizedStack({ ...json, data: { aws_iam_policy_document: { Grants: { statement } } } });
  };
  expect(about("iam-no-full-administration", granted("ec2:DescribeInstances"), granted("*"))).toMatchObject([
    { severity: "warning", path: "Grants", address: "aws_iam_policy.Grants" },
  ]);
});
