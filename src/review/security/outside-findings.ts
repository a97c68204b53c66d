import { readable } from "../../testing/permissions/patterns";
import { Statement, policyDocument } from "../../testing/permissions/statement";
import { HeldPolicy } from "../policies/held-policies";
import { statementLine } from "../policies/statement-line";
import { Finding } from "../review";
import { identitiesOf, identityPolicies } from "./policy-sets";
import { Side } from "./side";
import { covers } from "./statement-cover";

type Policies = ReadonlyMap<string, HeldPolicy>;
const MEMBERSHIPS = ["aws_iam_group_membership", "aws_iam_user_group_membership"];

/** What limits an identity no longer, or by other statements, and that nobody has read: what it may do by that isn't known, and is perhaps more than before. */
export function boundaryFindings(before: Side, after: Side): Finding[] {
  return identitiesOf(after).flatMap((identity): Finding[] => {
    const was = before.at(identity.address);
    if (was === undefined) return [];
    const [own, next] = [identityPolicies(before, was), identityPolicies(after, identity)];
    if (own.unreadBoundary === undefined || next.boundary === own.boundary) return [];
    const { name: path, address, type } = identity;
    const who = `${type === "aws_iam_user" ? "user" : "role"} ${path}`;
    const becomes = next.boundary === undefined ? "is no longer limited by" : "gets another permissions boundary in place of";
    const sentence = `${who} ${becomes} ${readable(own.unreadBoundary)}`;
    return [
      widening({ path, address, sentence, reasons: ["The statements of that one aren't in the plan, so that what it denied isn't known"] }),
    ];
  });
}

/**
 * What a policy gives to whom nobody can be asked about, and gave before to nobody: to a role, a user or a group that isn't in the plan, to a group without members there, or, of a managed policy that
 * nothing in the plan has, to whoever has it. By its statements alone.
 */
export function outsideFindings(after: Side, policiesBefore: Policies, policiesAfter: Policies): Finding[] {
  const attached = new Set([...policiesAfter.values()].flatMap((policy) => policy.attached ?? []));
  return [...policiesAfter].flatMap(([key, policy]): Finding[] => {
    const { name: path, address, type } = policy.resource;
    const was = policiesBefore.get(key);
    // A managed policy that is new gives nothing until it is attached.
    const isFree = type === "aws_iam_policy" && was !== undefined && !attached.has(path);
    const who = isFree ? "whoever has it outside of the plan" : outsider(after, policy);
    const reasons = who === undefined ? [] : additions(policy, was);
    return reasons.length === 0 ? [] : [widening({ path, address, sentence: `${who!} gets more by ${path}`, reasons })];
  });
}

function additions({ statements = [], attached = [] }: HeldPolicy, was: HeldPolicy | undefined): string[] {
  const own = policyDocument({ Statement: [...(was?.statements ?? [])] }).statements;
  const isNew = (one: Statement): boolean => one.effect === "Allow" && !own.some((old) => covers(old, one));
  const added = statements.filter((statement) => policyDocument({ Statement: [statement] }).statements.some(isNew));
  const arns = attached.filter((arn) => was?.attached?.includes(arn) !== true);
  return [...added.map((statement) => `Added: ${statementLine(statement)}`), ...arns.map((arn) => `Attached: ${readable(arn)}`)];
}

/** Whom a policy is for, in words, where nobody of the plan is it; undefined where somebody is, who can be asked about. */
function outsider({ configuration, names }: Side, { resource }: HeldPolicy): string | undefined {
  const [, kind] = /^aws_iam_(role|user|group)_policy(?:_attachment)?$/.exec(resource.type) ?? [];
  if (kind === undefined) return undefined;
  const value: unknown = resource.args[kind];
  const name = names.text(resource, String(value));
  const found = configuration.find(configuration.key(resource, value));
  const isFound = found !== undefined && found.key !== resource.key && found.type === `aws_iam_${kind}`;
  const identity = isFound ? found : configuration.all(`aws_iam_${kind}`).find((one) => names.attribute(one, "name") === name);
  if (identity === undefined) return `${kind} ${readable(name)}, which isn't in the plan,`;
  const hasMembers = MEMBERSHIPS.some((type) => configuration.all(type).length > 0);
  return kind === "group" && !hasMembers ? `group ${identity.name}, whose members aren't in the plan,` : undefined;
}

function widening(finding: Pick<Finding, "path" | "address" | "sentence" | "reasons">): Finding {
  return { rule: "iam-widening", severity: "warning", gate: "iam-widening", ...finding };
}
