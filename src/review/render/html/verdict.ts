import { Finding, GATES, Gate, Review, Severity } from "../../review";
import { Content, Markup, counted, h, number } from "./markup";
import { ACTIONS, ACTION_ORDER } from "./values";

interface GateWords {
  /** What the number is of, for one and for several. */
  readonly one: string;
  readonly many: string;
}

const GATE_WORDS: Readonly<Record<Gate, GateWords>> = {
  "stateful-replacement": { one: "stateful resource would be lost", many: "stateful resources would be lost" },
  "protection-removed": { one: "protection would be removed", many: "protections would be removed" },
  "public-exposure": { one: "way in would be opened to the public", many: "ways in would be opened to the public" },
  "iam-widening": { one: "permission would be widened", many: "permissions would be widened" },
};

/** What nobody has accepted. */
export function open(findings: readonly Finding[]): Finding[] {
  return findings.filter(({ exception }) => exception === undefined);
}

/** How grave a review is as a whole; `ok` where nothing has to be decided. */
export function gravity({ findings, problems = [] }: Review): Severity | "ok" {
  const severities = new Set(open(findings).map(({ severity }) => severity));
  return severities.has("danger") ? "danger" : severities.has("warning") || problems.length > 0 ? "warning" : "ok";
}

const SIGNS: Readonly<Record<ReturnType<typeof gravity>, string>> = { danger: "✕", warning: "!", note: "i", ok: "✓" };

/** What is to be decided, in one line: what is lost, unprotected, opened and widened. */
export function verdict(review: Review, hasChanges: boolean): Markup {
  const grave = gravity(review);
  return h`<p class="verdict ${grave}"><span class="sign" aria-hidden="true">${SIGNS[grave]}</span> <strong>${sentence(review, hasChanges)}</strong></p>`;
}

function sentence({ findings, problems = [] }: Review, hasChanges: boolean): string {
  const failing = problems.length === 0 ? "" : ` ${counted(problems.length, "exception")} can't stay as written.`;
  if (!hasChanges && findings.length === 0) return `No changes.${failing}`;
  const left = open(findings).filter(({ severity }) => severity !== "note");
  if (left.length > 0) return `Decide before you apply: ${listed(parts(left))}.${failing}`;
  const accepted = findings.length - open(findings).length;
  if (accepted > 0) return `Nothing is left to decide: ${counted(accepted, "finding")} accepted.${failing}`;
  return `Nothing to decide: no loss, no opening and no widening was found.${failing}`;
}

function parts(findings: readonly Finding[]): string[] {
  const ofGates = GATES.flatMap((gate) => {
    const count = findings.filter((finding) => finding.gate === gate).length;
    return count === 0 ? [] : [counted(count, GATE_WORDS[gate].one, GATE_WORDS[gate].many)];
  });
  const others = (["danger", "warning"] as const).flatMap((severity) => {
    const count = findings.filter((finding) => finding.gate === undefined && finding.severity === severity).length;
    return count === 0 ? [] : [counted(count, `${ofGates.length === 0 ? "" : "other "}${severity}`)];
  });
  return [...ofGates, ...others];
}

function listed(texts: readonly string[]): string {
  return texts.length < 2 ? texts.join("") : `${texts.slice(0, -1).join(", ")} and ${texts.at(-1)}`;
}

/** A tile for each gate: how many findings fail it, and the way to the first. */
export function tiles({ findings }: Review, idOf: (finding: Finding) => string | undefined): Markup {
  const made = GATES.map((gate) => {
    const own = open(findings).filter((finding) => finding.gate === gate);
    const { one, many } = GATE_WORDS[gate];
    const content = h`<b>${number(own.length)}</b> <span>${own.length === 1 ? one : many}</span> <code>${gate}</code>`;
    const target = own[0] && idOf(own[0]);
    return h`<li class="${own[0]?.severity ?? "none"}">${target === undefined ? h`<div>${content}</div>` : h`<a href="#${target}">${content}</a>`}</li>`;
  });
  return h`<ul class="tiles" aria-label="Gates">${made}</ul>`;
}

/** How many resources change by each action. */
export function totals({ totals: counts }: Review): Content {
  const shown = ACTION_ORDER.filter((action) => counts[action] > 0);
  if (shown.length === 0) return undefined;
  const items = shown.map(
    (action) =>
      h`<li class="badge ${action}"><span aria-hidden="true">${ACTIONS[action].mark}</span> ${number(counts[action])} ${ACTIONS[action].to}</li>`,
  );
  return h`<ul class="totals" aria-label="Resources">${items}</ul>`;
}
