import { readable } from "../../testing/permissions/patterns";
import { policyDocument } from "../../testing/permissions/statement";
import { HeldPolicy } from "../policies/held-policies";
import { statementLine } from "../policies/statement-line";
import { Finding } from "../review";
import { identitiesOf, identityPolicies } from "./policy-sets";
import { Side } from "./side";
import { covers } from "./statement-cover";

type Policies = ReadonlyMap<string, HeldPolicy>;
const KINDS = ["role", "user", "group"];

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

/** What a policy gives to a role, a user or a group that isn't in the plan, and gave to nobody before: by its statements alone, since nobody can be asked about. */
export function outsideFindings(after: Side, policiesBefore: Policies, policiesAfter: Policies): Finding[] {
  return [...policiesAfter].flatMap(([key, policy]): Finding[] => {
    const { resource, statements = [], attached = [] } = policy;
    const [, kind] = /^aws_iam_(role|user|group)_policy(?:_attachment)?$/.exec(resource.type) ?? [];
    if (kind === undefined || isOfStack(after, policy, kind)) return [];
    const own = policyDocument({ Statement: [...(policiesBefore.get(key)?.statements ?? [])] }).statements;
    const known = policiesBefore.get(key)?.attached ?? [];
    const added = statements.filter((statement) =>
      policyDocument({ Statement: [statement] }).statements.some((one) => one.effect === "Allow" && !own.some((old) => covers(old, one))),
    );
    const arns = attached.filter((arn) => !known.includes(arn));
    if (added.length + arns.length === 0) return [];
    const { name: path, address, args } = resource;
    const who = `${kind} ${readable(after.names.text(resource, String(args[kind])))}, which isn't in the plan,`;
    const reasons = [...added.map((statement) => `Added: ${statementLine(statement)}`), ...arns.map((arn) => `Attached: ${readable(arn)}`)];
    return [widening({ path, address, sentence: `${who} gets more by ${path}`, reasons })];
  });
}

/** Whether the plan has whom a policy is for. */
function isOfStack({ configuration, names }: Side, { resource }: HeldPolicy, kind: string): boolean {
  const value: unknown = resource.args[kind];
  const found = configuration.find(configuration.key(resource, value));
  if (found !== undefined && found.key !== resource.key && KINDS.some((one) => found.type === `aws_iam_${one}`)) return true;
  const name = names.text(resource, String(value));
  return configuration.all(`aws_iam_${kind}`).some((one) => names.attribute(one, "name") === name);
}

function widening(finding: Pick<Finding, "path" | "address" | "sentence" | "reasons">): Finding {
  return { rule: "iam-widening", severity: "warning", gate: "iam-widening", ...finding };
}
