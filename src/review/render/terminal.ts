import { Action, AttributeChange, Finding, PolicyDifference, ResourceChange, Review, Severity, ShownValue } from "../review";
import { capitalized } from "../texts";
import {
  ACTIONS,
  Group,
  alikeChanges,
  below,
  capacityLines,
  countLine,
  factsOf,
  findingSections,
  gravityOf,
  groupsOf,
  isNothing,
  policiesBy,
  placedSentence,
  totalsLine,
  verdictLine,
  watcherLine,
} from "./outline";
import { Style, TerminalLines } from "./terminal-lines";
import { clipped, counted } from "./visible";

/** How a review is written to a terminal. */
export interface TerminalOptions {
  /** Whether colors are used. @default false */
  readonly color?: boolean;
  /** The columns that there are; less than 80 count as 80. @default 80 */
  readonly width?: number;
  /** Whether every resource is shown, with everything that is set. @default false - what is created is counted, and longer values are cut */
  readonly details?: boolean;
}

const NARROWEST = 80;
/** A longer value is cut, without details. */
const VALUE = 160;
const ATTRIBUTES = 12;

const SEVERITIES: Readonly<Record<Severity, { readonly sign: string; readonly style: Style }>> = {
  danger: { sign: "✕ danger: ", style: "red" },
  warning: { sign: "! warning: ", style: "yellow" },
  note: { sign: "i ", style: "cyan" },
};

const ACTION_STYLES: Readonly<Record<Action, Style>> = {
  ...{ replace: "red", delete: "red", forget: "yellow", update: "yellow" },
  ...{ move: "cyan", import: "cyan", create: "green", read: "dim" },
};

/** A review for a terminal, in the order in which a reviewer has to know it: the verdict first. Without colors it says the same. The same review gives the same text. */
export function terminal(review: Review, { color = false, width = NARROWEST, details = false }: TerminalOptions = {}): string {
  const lines = new TerminalLines(Math.max(width, NARROWEST), color);
  const name = review.stack === "" ? "The plan" : review.stack;
  if (isNothing(review)) {
    lines.add(`${name}: no changes.`);
    return lines.text;
  }
  const gravity = gravityOf(review);
  lines.add(`${name}: ${totalsLine(review)}.`, { style: "bold" });
  lines.add(verdictLine(review), { style: gravity === "ok" ? "green" : SEVERITIES[gravity].style });

  titled(lines, "Exceptions that can't stay", review.problems ?? [], (problem) => lines.add(`${problem}.`, { first: "✕ ", style: "red" }));
  for (const { title, findings } of findingSections(review.findings)) {
    titled(lines, title, findings, (finding) => addFinding(lines, finding));
  }
  addPolicies(lines, review, details);
  titled(lines, "Capacity and cost", capacityLines(review.capacity), ({ path, sentence }) =>
    lines.add(`${path}: ${sentence}`, { first: "  ", rest: "      " }),
  );
  addChanges(lines, review.changes, details);
  titled(lines, "Changed outside of Terraform (as the state has it → as it is)", review.drift, (change) =>
    addChange(lines, change, { group: "", details }),
  );
  titled(lines, "Outputs", review.outputs, (output) => addAttribute(lines, output, { indent: "  ", details, isNew: false }));
  titled(lines, "Warnings", review.warnings, (warning) => lines.add(warning, { first: "! ", style: "yellow" }));
  return lines.text;
}

function titled<T>(lines: TerminalLines, title: string, items: readonly T[], add: (item: T) => void): void {
  if (items.length === 0) return;
  lines.gap();
  lines.add(title, { style: "bold" });
  for (const item of items) add(item);
}

function addFinding(lines: TerminalLines, finding: Finding): void {
  const { severity, gate, rule, reasons, fix, exception } = finding;
  const { sign, style } = exception ? { sign: "✓ accepted: ", style: "green" as const } : SEVERITIES[severity];
  lines.add(`${placedSentence(finding)} (${gate ?? rule})`, { first: sign, rest: "    ", style });
  for (const reason of reasons) lines.add(reason, { first: "    - ", rest: "      " });
  if (fix !== undefined) lines.add(`Instead: ${fix}.`, { first: "    ", rest: "      " });
  if (exception) lines.add(`Until ${exception.expires}: ${exception.reason}`, { first: "    ", rest: "      ", style: "green" });
}

/** What is allowed where nothing was before is many lines that the findings have told already. */
function addPolicies(lines: TerminalLines, review: Review, details: boolean): void {
  const { changed, created } = policiesBy(review);
  titled(lines, "Policies", details ? [...changed, ...created] : changed, (policy) => addPolicy(lines, policy));
  if (details || created.length === 0) return;
  if (changed.length === 0) titled(lines, "Policies", [""], () => undefined);
  const are = created.length === 1 ? "is" : "are";
  lines.add(`${counted(created.length, "policy", "policies")} ${are} new with what is created: see them with --details`, { first: "  " });
}

function addPolicy(lines: TerminalLines, { path, attribute, removed, added }: PolicyDifference): void {
  lines.add(`${path} ${attribute}`, { first: "  " });
  for (const line of removed) lines.add(line, { first: "    - ", rest: "      ", style: "red" });
  for (const line of added) lines.add(line, { first: "    + ", rest: "      ", style: "green" });
}

function addChanges(lines: TerminalLines, changes: readonly ResourceChange[], details: boolean): void {
  const { groups, watchers } = groupsOf(changes);
  titled(lines, "Every change", groups, (group) => addGroup(lines, group, details));
  if (watchers.length === 0) return;
  if (groups.length === 0) lines.gap();
  lines.add(capitalized(watcherLine(watchers)), { first: "  " });
  for (const change of details ? watchers : []) addChange(lines, change, { group: "", details });
}

function addGroup(lines: TerminalLines, { name, changes }: Group, details: boolean): void {
  lines.add(`${name}: ${countLine(changes)}`, { first: "  ", style: "bold" });
  // What is created is told by its number: there is nothing that it could break.
  const shown = details ? changes : changes.filter(({ action }) => action !== "create" && action !== "read");
  for (const { first, count } of details ? shown.map((change) => ({ first: change, count: 1 })) : alikeChanges(shown)) {
    addChange(lines, first, { group: name, details });
    if (count > 1) lines.add(`and ${count - 1} alike: see them with --details`, { first: "        ", style: "dim" });
  }
}

function addChange(
  lines: TerminalLines,
  change: ResourceChange,
  { group, details }: { readonly group: string; readonly details: boolean },
): void {
  const { action, path, type, attributes } = change;
  const { mark, done } = ACTIONS[action];
  const facts = factsOf(change).map((fact) => `, ${fact}`);
  lines.add(`${below(path, group)} (${type}) is ${done}${facts.join("")}`, { first: `    ${mark} `, style: ACTION_STYLES[action] });
  const shown = details ? attributes : attributes.slice(0, ATTRIBUTES);
  const isNew = action === "create" || action === "read";
  for (const attribute of shown) addAttribute(lines, attribute, { indent: "        ", details, isNew });
  const left = attributes.length - shown.length;
  if (left > 0) lines.add(`and ${counted(left, "further attribute")}: see them with --details`, { first: "        ", style: "dim" });
}

interface AttributePlace {
  readonly indent: string;
  readonly details: boolean;
  /** Whether there is no old value to tell. */
  readonly isNew: boolean;
}

function addAttribute(lines: TerminalLines, attribute: AttributeChange, { indent, details, isNew }: AttributePlace): void {
  const { path, before, after, forcesReplacement } = attribute;
  const [old, now] = [before, after].map((value) => valueText(value, details)) as [string, string];
  const values = isNew && before.kind === "absent" ? now : `${old} → ${now}`;
  const forcing = forcesReplacement ? " (forces the replacement)" : "";
  lines.add(`${path}: ${values}${forcing}`, { first: indent, rest: `${indent}    `, ...(forcesReplacement && { style: "red" as const }) });
}

function valueText(value: ShownValue, details: boolean): string {
  switch (value.kind) {
    case "value":
      return details ? value.text : clipped(value.text, VALUE);
    case "unknown":
      return "(known after apply)";
    case "sensitive":
      return "(sensitive value)";
    case "absent":
      return "(not set)";
  }
}
