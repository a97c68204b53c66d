import { withoutIndexes } from "../changes/words";
import { hasChanges } from "../gates";
import { Action, CapacityChange, Finding, GATES, Gate, PolicyDifference, ResourceChange, Review, Severity } from "../review";
import { capitalized, listed } from "../texts";
import { counted } from "./visible";

/** How an action is marked and said; the gravest first. */
export const ACTIONS: Readonly<Record<Action, { readonly mark: string; readonly to: string; readonly done: string }>> = {
  replace: { mark: "±", to: "to replace", done: "replaced" },
  delete: { mark: "−", to: "to delete", done: "deleted" },
  forget: { mark: "⊘", to: "to forget", done: "forgotten" },
  update: { mark: "~", to: "to change", done: "changed" },
  move: { mark: "→", to: "to move", done: "moved" },
  import: { mark: "↓", to: "to import", done: "imported" },
  create: { mark: "+", to: "to create", done: "created" },
  read: { mark: "?", to: "to read", done: "read" },
};
/** The gravest first. */
export const ACTION_ORDER = Object.keys(ACTIONS) as Action[];

/** Findings of one kind, the gravest first. */
export interface FindingSection {
  readonly title: string;
  readonly findings: readonly Finding[];
}

/** What is lost, what loses its protection, what is interrupted, who may do more, in the order in which a reviewer has to know it. Notes come last, as one. Pure. */
export function findingSections(findings: readonly Finding[]): FindingSection[] {
  const toDecide = findings.filter(({ severity }) => severity !== "note");
  const titled = (title: string): Finding[] => toDecide.filter((finding) => titleOf(finding) === title);
  const sections = [
    ...TITLES.map((title) => ({ title, findings: titled(title) })),
    { title: "Good to know", findings: findings.filter(({ severity }) => severity === "note") },
  ];
  return sections.filter((section) => section.findings.length > 0);
}

const TITLES = ["Losses", "Protection removed", "Interruptions", "Security"] as const;

function titleOf(finding: Finding): (typeof TITLES)[number] {
  if (isLoss(finding)) return "Losses";
  if (finding.gate === "protection-removed") return "Protection removed";
  return finding.rule === "interruption" ? "Interruptions" : "Security";
}

function isLoss({ rule, gate }: Finding): boolean {
  return gate === "stateful-replacement" || /^(?:stateful-|network-replacement$)/.test(rule);
}

/** A finding's sentence, with a capital unless it begins with a name. Pure. */
export function sentenceOf({ sentence, path }: Finding): string {
  return /^[a-z]+ /.test(sentence) && !sentence.startsWith(`${path} `) ? capitalized(sentence) : sentence;
}

/** Where a finding is, where its sentence doesn't say it; undefined where it does. Pure. */
export function placeOf(finding: Finding): string | undefined {
  const { path, sentence } = finding;
  return sentence.includes(path) ? undefined : path;
}

/** A finding's sentence, with where it is. Pure. */
export function placedSentence(finding: Finding): string {
  const place = placeOf(finding);
  return place === undefined ? sentenceOf(finding) : `${sentenceOf(finding)}, at ${place}`;
}

/** What a gate holds, for one and for several. */
export const GATE_WORDS: Readonly<Record<Gate, readonly [one: string, many: string]>> = {
  "stateful-replacement": ["stateful resource would be lost", "stateful resources would be lost"],
  "protection-removed": ["protection would be removed", "protections would be removed"],
  "public-exposure": ["way in would be opened to the public", "ways in would be opened to the public"],
  "iam-widening": ["permission would be widened", "permissions would be widened"],
};

/** What a gate holds of findings, each loss once: that Terraform refuses it is told beside it. Pure. */
export function heldBy(gate: Gate, findings: readonly Finding[]): Finding[] {
  const held = findings.filter((finding) => finding.gate === gate);
  const lost = new Set(held.filter(({ rule }) => rule !== "prevent-destroy").map(({ address }) => address));
  return held.filter(({ rule, address }) => rule !== "prevent-destroy" || !lost.has(address));
}

/** What nobody has accepted, notes left out. Pure. */
export function undecided(findings: readonly Finding[]): Finding[] {
  return findings.filter(({ exception, severity }) => exception === undefined && severity !== "note");
}

/** How grave a review is as a whole; `ok` where nothing is left to decide. Pure. */
export function gravityOf({ findings, problems = [] }: Review): Severity | "ok" {
  const severities = undecided(findings).map(({ severity }) => severity);
  return severities.includes("danger") || problems.length > 0 ? "danger" : severities.includes("warning") ? "warning" : "ok";
}

/** Whether there is nothing to say at all. Pure. */
export function isNothing(review: Review): boolean {
  const { findings, policies, capacity, changes, drift, warnings, problems = [] } = review;
  return !hasChanges(review) && [findings, policies, capacity, changes, drift, warnings, problems].every((list) => list.length === 0);
}

/** What is to be decided, in one line. Pure. */
export function verdictLine(review: Review): string {
  const { findings, problems = [] } = review;
  const failing = problems.length === 0 ? "" : ` ${counted(problems.length, "exception")} can't stay as written.`;
  const left = undecided(findings);
  if (left.length > 0) return `Decide before you apply: ${listed(partsOf(left))}.${failing}`;
  if (!hasChanges(review)) return `No changes.${failing}`;
  const accepted = findings.filter(({ exception }) => exception !== undefined).length;
  if (accepted > 0) return `Nothing is left to decide: ${counted(accepted, "finding")} accepted.${failing}`;
  return `Nothing to decide: no loss, no opening and no widening was found.${failing}`;
}

function partsOf(findings: readonly Finding[]): string[] {
  const ofGates = GATES.flatMap((gate) => {
    const count = heldBy(gate, findings).length;
    return count === 0 ? [] : [counted(count, ...GATE_WORDS[gate])];
  });
  const others = (["danger", "warning"] as const).flatMap((severity) => {
    const count = findings.filter((finding) => finding.gate === undefined && finding.severity === severity).length;
    return count === 0 ? [] : [counted(count, `${ofGates.length === 0 ? "" : "other "}${severity}`)];
  });
  return [...ofGates, ...others];
}

/** How many resources change by each action: "1 to replace, 3 to change". Pure. */
export function totalsLine({ totals }: Review): string {
  const counts = ACTION_ORDER.filter((action) => totals[action] > 0).map((action) => `${totals[action]} ${ACTIONS[action].to}`);
  return counts.length === 0 ? "no resource changes" : counts.join(", ");
}

/** What watches, and holds nothing: one line for all of them. */
const WATCHERS: Readonly<Record<string, readonly [one: string, many: string]>> = {
  aws_cloudwatch_metric_alarm: ["alarm", "alarms"],
  aws_cloudwatch_composite_alarm: ["composite alarm", "composite alarms"],
  aws_cloudwatch_dashboard: ["dashboard", "dashboards"],
  aws_cloudwatch_log_metric_filter: ["metric filter", "metric filters"],
  aws_cloudwatch_query_definition: ["saved query", "saved queries"],
};

/** Changes of what is below one construct, the gravest first. */
export interface Group {
  readonly name: string;
  readonly changes: readonly ResourceChange[];
}

/** Changes by the construct at the top of their paths; what watches in one line, at the end. Pure. */
export function groupsOf(changes: readonly ResourceChange[]): {
  readonly groups: readonly Group[];
  readonly watchers: readonly ResourceChange[];
} {
  const groups = new Map<string, ResourceChange[]>();
  const watchers: ResourceChange[] = [];
  for (const change of changes) {
    if (change.type in WATCHERS) {
      watchers.push(change);
      continue;
    }
    const name = topOf(change.path);
    const group = groups.get(name);
    if (group) group.push(change);
    else groups.set(name, [change]);
  }
  return { groups: [...groups].map(([name, own]) => ({ name, changes: gravestFirst(own) })), watchers };
}

function gravestFirst(changes: readonly ResourceChange[]): ResourceChange[] {
  return ACTION_ORDER.flatMap((action) => changes.filter((change) => change.action === action));
}

/** A path's first construct; of an address, the module, or the resource without its key. */
function topOf(path: string): string {
  const plain = withoutIndexes(path);
  return /^module\.[^.]+/.exec(plain)?.[0] ?? plain.split("/")[0]!;
}

/** A path without the group's name that it begins with. Pure. */
export function below(path: string, group: string): string {
  return path.startsWith(`${group}/`) ? path.slice(group.length + 1) : path;
}

/** "1 replaced, 2 changed". Pure. */
export function countLine(changes: readonly ResourceChange[]): string {
  return countsOf(changes)
    .map(({ action, count }) => `${count} ${ACTIONS[action].done}`)
    .join(", ");
}

/** How many changes there are of each action, the gravest first. Pure. */
export function countsOf(changes: readonly ResourceChange[]): { readonly action: Action; readonly count: number }[] {
  const counts = ACTION_ORDER.map((action) => ({ action, count: changes.filter((change) => change.action === action).length }));
  return counts.filter(({ count }) => count > 0);
}

/** "34 alarms and 1 dashboard are created; 2 alarms are changed". Pure. */
export function watcherLine(watchers: readonly ResourceChange[]): string {
  const parts = countsOf(watchers).map(({ action, count }) => {
    const kinds = Object.entries(WATCHERS).flatMap(([type, words]) => {
      const own = watchers.filter((change) => change.action === action && change.type === type).length;
      return own === 0 ? [] : [counted(own, ...words)];
    });
    return `${listed(kinds)} ${count === 1 ? "is" : "are"} ${ACTIONS[action].done}`;
  });
  return parts.join("; ");
}

const ORDERS: Readonly<Record<NonNullable<ResourceChange["order"]>, string>> = {
  "delete-first": "the old one is deleted before the new one is there",
  "create-first": "the new one is there before the old one is deleted",
  "forget-old": "the old one stays in AWS, and Terraform no longer manages it",
};

/** What there is to say of a change besides its attributes, each without its full stop. Pure. */
export function factsOf({ reason, order, deposed, movedFrom, importedFrom }: ResourceChange): string[] {
  return [
    ...(reason === undefined ? [] : [`because ${reason}`]),
    ...(order === undefined ? [] : [ORDERS[order]]),
    ...(deposed === undefined ? [] : [`the old object ${deposed}`]),
    ...(movedFrom === undefined ? [] : [`it was ${movedFrom}`]),
    ...(importedFrom === undefined ? [] : [`imported as ${importedFrom}`]),
  ];
}

/** Policies that change, and those that come with what is created. Pure. */
export function policiesBy({ policies, changes }: Review): { readonly changed: PolicyDifference[]; readonly created: PolicyDifference[] } {
  const news = new Set(changes.filter(({ action }) => action === "create").map(({ address }) => address));
  const isNew = ({ address, removed }: PolicyDifference): boolean => news.has(address) && removed.length === 0;
  return { changed: policies.filter((policy) => !isNew(policy)), created: policies.filter(isNew) };
}

/** Of so many that say the same, the first stands for all. */
const ALIKE = 4;

/** What changes of capacity, in a sentence each; what several parts of one construct have alike in one. Pure. */
export function capacityLines(capacity: readonly CapacityChange[]): { readonly path: string; readonly sentence: string }[] {
  return alike(capacity, ({ path, sentence }) => `${topOf(path)}: ${sentence}`).map(({ first, count }) =>
    count === 1 ? first : { path: topOf(first.path), sentence: `${first.sentence}, in ${count} of its parts` },
  );
}

/** Changes of one construct; what differs in the same attributes alike, with how many there are. Pure. */
export function alikeChanges(changes: readonly ResourceChange[]): { readonly first: ResourceChange; readonly count: number }[] {
  return alike(changes, (change) => JSON.stringify([change.type, change.action, change.attributes, factsOf(change)]));
}

function alike<T>(items: readonly T[], keyOf: (item: T) => string): { readonly first: T; readonly count: number }[] {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return [...groups.values()].flatMap((group) =>
    group.length < ALIKE ? group.map((first) => ({ first, count: 1 })) : [{ first: group[0]!, count: group.length }],
  );
}
