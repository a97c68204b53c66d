import { compareTexts } from "../../internal/compare-texts";
import { readable } from "../../testing/permissions/patterns";
import { Statement } from "../../testing/permissions/statement";
import { texts } from "../../testing/requests/arguments";
import { HeldPolicy } from "../policies/held-policies";
import { conditionTexts, statementLine } from "../policies/statement-line";
import { Finding, Severity } from "../review";
import { listed, withoutStop } from "../texts";
import { AccessGains, Gain } from "./access-gains";
import { boundaryFindings, outsideFindings } from "./outside-findings";
import { identitiesOf, identityPolicies } from "./policy-sets";
import { Side } from "./side";
import { actionPhrases } from "./telling-actions";

type Policies = ReadonlyMap<string, HeldPolicy>;

/** The most that a sentence lists, and the most statements and the most answers that it is explained by. */
const MOST_TARGETS = 4;
const MOST_REASONS = 3;
const LONGEST_CONDITION = 200;

/** Who may do more than before, and who may do less. */
export function accessFindings(before: Side, after: Side, policiesBefore: Policies, policiesAfter: Policies): Finding[] {
  const wider = new AccessGains(before, after);
  const gained = [...wider.ofIdentities(), ...wider.ofResources(policiesBefore, policiesAfter)];
  const narrower = new AccessGains(after, before);
  const lost = before.isEmpty ? [] : [...narrower.ofIdentities(), ...narrower.ofResources(policiesAfter, policiesBefore)];
  return [
    ...sentences(gained, true, before.isEmpty),
    ...sentences(
      lost.filter(({ isOfNew, isOnNew }) => !isOfNew && !isOnNew),
      false,
      false,
    ),
    ...unreadFindings(before, after),
    ...boundaryFindings(before, after),
    ...outsideFindings(after, policiesBefore, policiesAfter),
    ...unknownFindings(policiesBefore, policiesAfter),
    ...(wider.isCut || narrower.isCut ? [CUT] : []),
  ];
}

const CUT: Finding = {
  rule: "not-compared",
  severity: "warning",
  path: "",
  sentence: "Too many statements of policies differ to say what each of them allows: read the difference of the policies",
  reasons: [],
};

/** One for what each may do to several things alike. */
function sentences(gains: readonly Gain[], isWider: boolean, isNew: boolean): Finding[] {
  const byTarget = grouped(gains, ({ requester, probe: { target }, statement }) =>
    JSON.stringify([requester.who, target, conditionOf(statement, requester.kind === "federated")]),
  );
  const ofTargets = byTarget.map((group) => ({ group, phrase: actionPhrases([...new Set(group.map(({ probe }) => probe.pattern))]) }));
  const alike = grouped(ofTargets, ({ group: [gain], phrase }) =>
    JSON.stringify([gain!.requester.who, gain!.isOfNew, phrase, conditionOf(gain!.statement, gain!.requester.kind === "federated")]),
  );
  return alike.map((groups) =>
    findingOf(
      groups.map(({ group }) => group),
      groups[0]!.phrase,
      isWider,
      isNew,
    ),
  );
}

function findingOf(groups: readonly (readonly Gain[])[], phrase: string, isWider: boolean, isNew: boolean): Finding {
  const gains = groups.flat();
  const { requester, holder, isOfNew, statement } = gains[0]!;
  const targets = [...new Set(gains.map(({ probe }) => probe.target))].sort(compareTexts);
  const shown = targets.length > MOST_TARGETS ? [...targets.slice(0, MOST_TARGETS), `${targets.length - MOST_TARGETS} more`] : targets;
  const isFederated = requester.kind === "federated";
  const isSaid = (isWider && isFederated) || gains.every(({ verdict }) => verdict === "depends");
  const condition = isSaid ? conditionOf(statement, isFederated) : "";
  const newcomer = isOfNew && !isNew ? ", which is new," : "";
  const may = isWider ? (isNew ? "may" : "may now") : "may no longer";
  const sentence = `${requester.who}${newcomer} ${may} ${phrase} ${listed(shown)}${condition}`;
  const { name: path, address } = requester.kind === "identity" && requester.resource !== undefined ? requester.resource : holder;
  const base = { path, address, sentence, reasons: reasonsOf(gains, isWider) };
  if (!isWider) return { ...base, rule: "iam-narrowing", severity: "note" };
  const severity: Severity = isEverything(statement) || (isFederated && acceptsEverySubject(statement)) ? "danger" : "warning";
  return isFederated
    ? { ...base, rule: "public-exposure", severity, gate: "public-exposure" }
    : { ...base, rule: "iam-widening", severity, gate: "iam-widening" };
}

/** The statements, and how the prover explains its answers. */
function reasonsOf(gains: readonly Gain[], isWider: boolean): string[] {
  const statements = gains.map(
    ({ statement }) => `${statement.effect === "Deny" ? "Denied before" : isWider ? "Added" : "Removed"}: ${lineOf(statement)}`,
  );
  const answers = gains.flatMap(({ allowed, denied }) => (isWider ? allowed : denied) ?? []).map(withoutStop);
  return [statements, answers].flatMap((all) => [...new Set(all)].slice(0, MOST_REASONS));
}

function lineOf({ name, effect, principals, notPrincipals, actions, notActions, resources, notResources, condition }: Statement): string {
  const Sid = name.startsWith("number ") ? undefined : name;
  return statementLine({
    ...{ Sid, Effect: effect, Principal: principals, NotPrincipal: notPrincipals, Action: actions, NotAction: notActions },
    ...{ Resource: resources, NotResource: notResources, Condition: condition },
  });
}

function conditionOf({ effect, condition }: Statement, isAlways: boolean): string {
  const conditions = effect === "Deny" ? [] : conditionTexts(condition ?? {}).map(readable);
  if (conditions.length === 0) return isAlways ? ", whatever the token says" : "";
  const whole = ` if ${conditions.join(" and ")}`;
  return isAlways || whole.length <= LONGEST_CONDITION ? whole : ", under conditions";
}

function isEverything({ actions = [], resources = ["*"], effect }: Statement): boolean {
  return effect === "Allow" && actions.includes("*") && resources.includes("*");
}

/** Whether tokens of every repository, or of everybody, are accepted: no condition says whose (RFC 7519, 4.1.2, `sub`), or one with a wildcard in place of it. */
function acceptsEverySubject({ condition = {} }: Statement): boolean {
  const subjects = Object.entries<Record<string, unknown>>(condition)
    .filter(([operator]) => /^(?:ForAnyValue:)?String(?:Equals|EqualsIgnoreCase|Like)$/i.test(operator))
    .flatMap(([, keys]) =>
      Object.entries(keys).flatMap(([key, values]) => (/:(?:sub|repository(?:_owner)?)$/i.test(key) ? texts(values) : [])),
    );
  return subjects.length === 0 || subjects.some((subject) => /^(?:repo:)?[*?]/.test(subject));
}

/** Policies that an identity gets and that nobody has read: what they allow isn't known, and is more than before. */
function unreadFindings(before: Side, after: Side): Finding[] {
  return identitiesOf(after).flatMap((identity): Finding[] => {
    const was = before.at(identity.address);
    if (was === undefined) return [];
    const known = identityPolicies(before, was).unread;
    const added = identityPolicies(after, identity).unread.filter((label) => !known.includes(label));
    const { name: path, address } = identity;
    return added.map((label) => ({
      ...{ rule: "iam-widening", severity: "warning" as const, gate: "iam-widening" as const, path, address },
      sentence: `role ${path} now has ${readable(label)}, and what it allows isn't known`,
      reasons: ["Its statements aren't in the plan: AWS has them, or they are known after apply only"],
    }));
  });
}

/** Policies that only Terraform will know, which were known or weren't there. */
function unknownFindings(policiesBefore: Policies, policiesAfter: Policies): Finding[] {
  return [...policiesAfter].flatMap(([key, { hidden, resource, attribute }]): Finding[] => {
    if (hidden === undefined || policiesBefore.get(key)?.hidden !== undefined) return [];
    const { name: path, address } = resource;
    const why = hidden === "unknown" ? "can't be told before apply" : "isn't shown, as it is sensitive";
    const reasons = [`Its ${attribute} is ${hidden === "unknown" ? "known after apply only" : "sensitive"}`];
    return [
      {
        rule: "unknown-before-apply",
        severity: "warning",
        path,
        address,
        sentence: `What the ${attribute} of ${path} allows ${why}`,
        reasons,
      },
    ];
  });
}

function grouped<T>(values: readonly T[], keyOf: (value: T) => string): T[][] {
  const groups = new Map<string, T[]>();
  for (const value of values) {
    const group = groups.get(keyOf(value));
    if (group) group.push(value);
    else groups.set(keyOf(value), [value]);
  }
  return [...groups.values()];
}
