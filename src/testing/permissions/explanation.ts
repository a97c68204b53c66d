import { Answer, Finding } from "./ask";
import { Decision } from "./decision";
import { readable } from "./patterns";
import { Principal } from "./principals";
import { AccessStep, AccessVerdict } from "./request";
import { Target } from "./resources";
import { Asked, allowSentence, denySentence, mayAllowSentence, nothingSentence } from "./sentences";

/** Whose policies a step is about. */
interface Subject {
  /** As sentences have it. */
  readonly label: string;
  /** The construct's path, or the ARN. */
  readonly path: string;
  /** Whether they must allow the request. */
  readonly isNeeded: boolean;
  readonly asked: Asked;
}

/** A verdict, why, and what was asked on the way. */
export interface Explained {
  readonly verdict: AccessVerdict;
  readonly explanation: string;
  readonly steps: readonly AccessStep[];
}

/** Says why a request is decided as it is. Pure. */
export function explain(decision: Decision, action: string, principal: Principal, target: Target): Explained {
  const { known, on } = decision.match;
  const verdict = verdictOf(known);
  const steps = stepsOf(decision, action, principal, target);
  const sentences = steps
    .filter((step) => step.verdict === verdict && !step.sentence.includes(" doesn't deny "))
    .map(({ sentence }) => sentence);
  const [whom, what] = [readable(principal.label), `${action} on ${readable(target.label)}`];
  switch (verdict) {
    case "allowed":
      return { verdict, steps, explanation: `${capital(whom)} is authorized to perform ${what}: ${listed(sentences) || NEEDS_NONE}.` };
    case "denied":
      return { verdict, steps, explanation: `${capital(whom)} is not authorized to perform ${what}: ${listed(denials(sentences))}.` };
    case "depends":
      return {
        verdict,
        steps,
        explanation: `Whether ${whom} is authorized to perform ${what} depends on ${listed(on.map(readable))}: ${listed(sentences)}.`,
      };
  }
}

/** The root user of the resource's own account. */
const NEEDS_NONE = "it needs no policy that allows it";

/** What each kind of policy says, in the order in which IAM asks. */
function stepsOf(decision: Decision, action: string, principal: Principal, target: Target): AccessStep[] {
  const { ofResource, ofIdentity, ofBoundary, ofEndpoint, isOfAccount, mustResourceAllow, hasIdentity } = decision;
  const whom = readable(principal.label);
  const [own, whose] = [target.resource?.name ?? readable(target.label), principal.resource?.name ?? principal.id];
  const toWhom: Asked = { what: `${action} to ${whom}`, whatAccount: `${action} to the account of ${whom}` };
  const what = `${action} on ${readable(target.label)}`;
  const onWhat: Asked = { what, whatAccount: what };
  const isGivenDirectly = isOfAccount && ofResource.allowed("itself", "role").known === true;
  const isAllowedByOwn = hasIdentity && ofIdentity.allowed().known !== false;
  const answers: (readonly [Answer, Subject] | false | undefined)[] = [
    (mustResourceAllow || ofResource.policies.length > 0) && [
      ofResource,
      { label: own, path: own, isNeeded: mustResourceAllow || !isAllowedByOwn, asked: toWhom },
    ],
    hasIdentity && principal.kind !== "root" && [ofIdentity, { label: whom, path: whose, isNeeded: !isGivenDirectly, asked: onWhat }],
    isRead(ofBoundary) && [ofBoundary, { label: whom, path: whose, isNeeded: true, asked: onWhat }],
    isRead(ofEndpoint) && [ofEndpoint, { label: own, path: own, isNeeded: true, asked: onWhat }],
  ];
  return answers.flatMap((one) => (one ? stepsOfAnswer(...one) : []));
}

function stepsOfAnswer(answer: Answer, { label, path, isNeeded, asked }: Subject): AccessStep[] {
  const [deny] = surestFirst(answer.denies);
  const [allow] = surestFirst(answer.allows);
  const [unread] = answer.unread;
  const resource = answer.policies[0]?.resource ?? path;
  const denial: AccessStep[] = deny
    ? [{ resource: deny.policy.resource, verdict: deny.match.known === true ? "denied" : "depends", sentence: denySentence(deny, asked) }]
    : [];
  if (deny?.match.known === true) return denial;
  if (allow && (allow.match.known === true || isNeeded)) {
    return [...denial, { resource: allow.policy.resource, verdict: verdictOf(allow.match.known), sentence: allowSentence(allow, asked) }];
  }
  if (isNeeded && unread) {
    return [...denial, { resource: unread.resource, verdict: "depends", sentence: mayAllowSentence(unread, asked) }];
  }
  if (isNeeded) return [...denial, { resource, verdict: "denied", sentence: nothingSentence(answer, label, asked) }];
  if (deny || answer.policies.length === answer.unread.length) return denial;
  return [{ resource, verdict: "allowed", sentence: `${answer.policies[0]!.label} doesn't deny ${asked.what}` }];
}

/** What isn't in the stacks is an assumption. */
function isRead(answer: Answer | undefined): answer is Answer {
  return answer !== undefined && answer.unread.length === 0;
}

const NAMINGS = ["account", "role", "itself"];

/** Statements that are sure to be about the request, and name the principal most closely. */
function surestFirst(findings: readonly Finding[]): readonly Finding[] {
  const rank = ({ match, naming }: Finding): number => (match.known === true ? 10 : 0) + NAMINGS.indexOf(naming ?? "itself");
  return [...findings].sort((a, b) => rank(b) - rank(a));
}

/** A statement that denies wins over statements that are missing. */
function denials(sentences: readonly string[]): readonly string[] {
  const explicit = sentences.filter((sentence) => sentence.includes(" denies "));
  return explicit.length > 0 ? explicit.slice(0, 1) : sentences;
}

function listed(sentences: readonly string[]): string {
  return sentences.join(", and ");
}

function verdictOf(known: boolean | undefined): AccessVerdict {
  if (known === undefined) return "depends";
  return known ? "allowed" : "denied";
}

function capital(text: string): string {
  return /^(role|user|session|an|the|identity) /.test(text) ? text.charAt(0).toUpperCase() + text.slice(1) : text;
}
