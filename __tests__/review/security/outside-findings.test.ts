import { reviewPlan } from "../../../src/review/build";
import { Values } from "../../../src/review/changes/plan-json";
import { MutatedPlan } from "../mutations/mutated-plan";

const policy = (...statements: object[]): string => JSON.stringify({ Version: "2012-10-17", Statement: statements });
const PASS = policy({ Effect: "Allow", Action: "iam:PassRole", Resource: "*" });
const LIMIT = "arn:aws:iam::111122223333:policy/limit";

function widened({ json }: MutatedPlan): string[] {
  const { findings } = reviewPlan({ plan: json, today: "2026-11-26" });
  return findings.filter(({ gate }) => gate === "iam-widening").map(({ sentence }) => sentence);
}

/** The role with a boundary whose statements aren't in the plan, which another follows. */
function bounded(before: string | null, after: string | null): MutatedPlan {
  const mutated = new MutatedPlan();
  const of = (resources: unknown): Values => (resources as Values[]).find(({ address }) => address === "aws_iam_role.Reader")!;
  const { resource_changes: changes, prior_state: prior } = mutated.json;
  for (const values of [of(changes).change.before, of(prior.values.root_module.resources).values] as Values[]) {
    Object.assign(values, { permissions_boundary: before });
  }
  return mutated.updated("aws_iam_role.Reader", { permissions_boundary: after });
}

// IAM User Guide, "Permissions boundaries for IAM entities": what the boundary doesn't allow, the role can't do.
describe("a permissions boundary that isn't in the plan widens access", () => {
  test("by leaving its role", () => {
    expect(widened(bounded(LIMIT, null))).toEqual(["role aws_iam_role.Reader is no longer limited by the permissions boundary " + LIMIT]);
  });

  test("by giving way to another", () => {
    expect(widened(bounded(LIMIT, "arn:aws:iam::111122223333:policy/other"))).toEqual([
      `role aws_iam_role.Reader gets another permissions boundary in place of the permissions boundary ${LIMIT}`,
    ]);
  });

  test("and not by coming", () => {
    expect(widened(bounded(null, LIMIT))).toEqual([]);
  });
});

// IAM User Guide, "Identity-based policies and resource-based policies".
describe("a role that isn't in the plan may do more", () => {
  test("by an inline policy", () => {
    expect(widened(new MutatedPlan().created("aws_iam_role_policy.Pass", { role: "elsewhere", policy: PASS }))).toEqual([
      "role elsewhere, which isn't in the plan, gets more by aws_iam_role_policy.Pass",
    ]);
  });

  test("by a managed policy, which the reasons name", () => {
    const arn = "arn:aws:iam::aws:policy/AdministratorAccess";
    const { findings } = reviewPlan({
      plan: new MutatedPlan().created("aws_iam_role_policy_attachment.Admin", { role: "elsewhere", policy_arn: arn }).json,
      today: "2026-11-26",
    });
    expect(findings.find(({ gate }) => gate === "iam-widening")?.reasons).toEqual([`Attached: ${arn}`]);
  });

  test("and not by a statement that denies", () => {
    const deny = policy({ Effect: "Deny", Action: "iam:*", Resource: "*" });
    expect(widened(new MutatedPlan().created("aws_iam_role_policy.Deny", { role: "elsewhere", policy: deny }))).toEqual([]);
  });
});

test("a role of the plan is told by what it may do, once", () => {
  expect(widened(new MutatedPlan().created("aws_iam_role_policy.Pass", { role: "reader", policy: PASS }))).toEqual([
    "role aws_iam_role.Reader may now pass aws_iam_role.Reader",
  ]);
});

// IAM User Guide, "IAM user groups": a group's policies are its members'.
test("members of a group that aren't in the plan may do more by its policy", () => {
  const mutated = new MutatedPlan().created("aws_iam_group.Operators", { name: "operators" });
  expect(widened(mutated.created("aws_iam_group_policy.Pass", { group: "operators", policy: PASS }))).toEqual([
    "group aws_iam_group.Operators, whose members aren't in the plan, gets more by aws_iam_group_policy.Pass",
  ]);
});

// IAM User Guide, "Versioning IAM policies": the default version applies to everything that the policy is attached to.
describe("a managed policy that nothing in the plan has", () => {
  const managed = (before: string | null): MutatedPlan => {
    const mutated = new MutatedPlan().created("aws_iam_policy.Shared", { name: "shared", policy: PASS });
    if (before === null) return mutated;
    const change = (mutated.json.resource_changes as Values[]).at(-1)!.change as Values;
    Object.assign(change, { actions: ["update"], before: { name: "shared", policy: before } });
    const values = { name: "shared", policy: before };
    (mutated.json.prior_state.values.root_module.resources as Values[]).push({
      ...{ address: "aws_iam_policy.Shared", mode: "managed", type: "aws_iam_policy", name: "Shared", values },
    });
    return mutated;
  };

  test("gives more to whoever has it, by a new statement", () => {
    const read = policy({ Effect: "Allow", Action: "s3:GetObject", Resource: "*" });
    expect(widened(managed(read))).toEqual(["whoever has it outside of the plan gets more by aws_iam_policy.Shared"]);
  });

  test("gives nothing while it is new", () => {
    expect(widened(managed(null))).toEqual([]);
  });

  test("gives nothing more by fewer actions", () => {
    expect(widened(managed(policy({ Effect: "Allow", Action: "iam:*", Resource: "*" })))).toEqual([]);
  });
});
