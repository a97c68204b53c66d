import { AttributeChange, CapacityChange, Finding, PolicyDifference, ResourceChange, Review, ShownValue } from "../review";
import { CommentPage, Noun } from "./comment-page";
import { code, commented, fenced, htmlCode, inline } from "./markdown-text";
import {
  ACTIONS,
  Group,
  below,
  capacityLines,
  countLine,
  factsOf,
  findingSections,
  gravityOf,
  groupsOf,
  isNothing,
  placeOf,
  policiesBy,
  sentenceOf,
  totalsLine,
  verdictLine,
  watcherLine,
} from "./outline";
import { clipped, counted, visible } from "./visible";

/** What a comment has besides the review. */
export interface MarkdownOptions {
  /** The architecture as Mermaid, such as `mermaid` of src/diagram writes it; it is left out where there is no room for it. @default - no diagram */
  readonly diagram?: string;
  /** The most characters that the text may have, at least 8,000. @default 65536 - what GitHub takes for a comment */
  readonly limit?: number;
}

/** GitHub refuses a longer comment: "Body is too long (maximum is 65536 characters)". As UTF-16 counts them, which is never fewer than Unicode's characters. */
export const COMMENT_LIMIT = 65_536;
const SMALLEST_LIMIT = 8000;
/** Kept for what stands around the sections, at its longest. */
const FRAME = 3000;
/** Mermaid draws no longer text: https://mermaid.js.org/config/schema-docs/config.html#maxtextsize */
const LONGEST_DIAGRAM = 50_000;

/** A longer text is cut: the JSON has it whole. */
const NAME = 300;
const STACK = 100;
const SENTENCE = 1500;
const SHORT_SENTENCE = 300;
const VALUE = 200;
const ATTRIBUTES = 12;
/** Longer lists are folded. */
const FEW = 12;

/**
 * The first line of a stack's comment, by which an action finds the comment that it is to write anew. Pure.
 *
 * @param stack as in the review
 */
export function commentMarker(stack: string): string {
  return `<!-- cdktf-trading-platform review: ${commented(clipped(stack, STACK))} -->`;
}

/**
 * A review as a comment of a pull request, in GitHub's Markdown: the same review gives the same text. It is never longer than the limit: what there is no room for is said by its number,
 * and no change is shown where a finding isn't.
 *
 * @throws Error for a limit below 8,000
 */
export function markdown(review: Review, { diagram, limit = COMMENT_LIMIT }: MarkdownOptions = {}): string {
  if (!(limit >= SMALLEST_LIMIT)) throw new Error(`limit must be at least ${SMALLEST_LIMIT}; received ${limit}`);
  const name = review.stack === "" ? "The plan" : code(clipped(review.stack, STACK));
  const marker = commentMarker(review.stack);
  if (isNothing(review)) return `${marker}\n${SIGNS.ok} ${name}: no changes.\n`;

  const page = new CommentPage(limit - FRAME);
  addFindings(page, review);
  const { changed, created } = policiesBy(review);
  addPolicies(page, changed, `${counted(changed.length, "policy changes", "policies change")}`);
  addCapacity(page, review.capacity);
  addChanges(page, review);
  addPolicies(page, created, `${counted(created.length, "policy is", "policies are")} new with what is created`);
  if (diagram !== undefined) addDiagram(page, diagram);

  const title = review.stack === "" ? "Plan review" : `Plan review: ${name}`;
  const left = page.leftOut === "" ? "" : `**Left out, as this comment would be too long: ${page.leftOut}.** The JSON has everything.\n\n`;
  return `${marker}
## ${title}

${SIGNS[gravityOf(review)]} **${verdictLine(review)}**

${totalsLine(review)}

${left}${page.sections}
<sub>Sensitive values aren't in this comment. Made by cdktf-trading-platform.</sub>
`;
}

const SIGNS: Readonly<Record<ReturnType<typeof gravityOf>, string>> = { danger: "🔴", warning: "🟠", note: "🔵", ok: "🟢" };

function addFindings(page: CommentPage, { findings, problems = [] }: Review): void {
  addList(page, { title: "Exceptions that can't stay", noun: ["exception", "exceptions"], rows: problems, line: capped(SENTENCE) });
  for (const section of findingSections(findings)) {
    const isFolded = section.title === "Good to know";
    const title = `${section.title}: ${section.findings.length}`;
    page.add({
      head: isFolded ? fold(title) : `### ${section.title}\n`,
      foot: isFolded ? UNFOLD : "",
      count: section.findings.length,
      noun: isFolded ? ["note", "notes"] : ["finding", "findings"],
      item: (index, isShort) => findingItem(section.findings[index]!, isShort),
    });
  }
}

/** What can't be undone, or opens much, in the red box that GitHub draws for `CAUTION`; everything else as an item of a list. */
function findingItem(finding: Finding, isShort: boolean): string {
  const { severity, gate, rule, reasons, fix, exception } = finding;
  const text = sentenceOf(finding);
  const place = placeOf(finding);
  const where = place === undefined ? "" : `, at ${code(clipped(place, NAME))}`;
  const sentence = `**${inline(clipped(text, isShort ? SHORT_SENTENCE : SENTENCE))}**${where} (${code(gate ?? rule)})`;
  const accepted = exception ? [`✅ Accepted until ${inline(exception.expires)}: ${inline(clipped(exception.reason, SENTENCE))}`] : [];
  const lines = isShort ? accepted : [...reasons.map(capped(SENTENCE)), ...(fix === undefined ? [] : [instead(fix)]), ...accepted];
  if (severity === "danger" && exception === undefined && !isShort) {
    return `${quoted(["[!CAUTION]", sentence, ...(lines.length > 0 ? [""] : []), ...lines.map((line) => `- ${line}`)])}\n`;
  }
  const sign = exception ? "✅" : SIGNS[severity];
  return [`- ${sign} ${sentence}`, ...lines.map((line) => `  - ${line}`)].join("\n");
}

function instead(fix: string): string {
  return `**Instead:** ${inline(clipped(fix, SENTENCE))}.`;
}

function quoted(lines: readonly string[]): string {
  return lines.map((line) => `> ${line}`.trimEnd()).join("\n");
}

function addPolicies(page: CommentPage, policies: readonly PolicyDifference[], summary: string): void {
  const isFolded = policies.length > 3 || policies.every(({ removed }) => removed.length === 0);
  page.add({
    head: isFolded ? fold(summary) : "### Policies\n",
    foot: isFolded ? UNFOLD : "",
    count: policies.length,
    noun: ["policy", "policies"],
    item: (index, isShort) => policyItem(policies[index]!, isShort),
  });
}

function policyItem({ path, attribute, removed, added }: PolicyDifference, isShort: boolean): string {
  const head = `${code(clipped(path, NAME))} ${code(attribute)}`;
  if (isShort) return `- ${head}: ${counted(removed.length, "statement")} removed, ${counted(added.length, "statement")} added`;
  const lines = [...removed.map((line) => `- ${line}`), ...added.map((line) => `+ ${line}`)];
  return `${head}\n\n${fenced(
    "diff",
    lines.map((line) => clipped(visible(line), SENTENCE)),
  )}\n`;
}

function addCapacity(page: CommentPage, capacity: readonly CapacityChange[]): void {
  addList(page, {
    title: "Capacity and cost",
    noun: ["change of capacity", "changes of capacity"],
    rows: capacityLines(capacity),
    line: ({ path, sentence }) => `${code(clipped(path, NAME))}: ${inline(clipped(sentence, SENTENCE))}`,
  });
}

interface List<Row> {
  readonly title: string;
  readonly noun: Noun;
  readonly rows: readonly Row[];
  /** A row in Markdown: asked for while there is room. */
  readonly line: (row: Row) => string;
}

function addList<Row>(page: CommentPage, { title, noun, rows, line }: List<Row>): void {
  const isFolded = rows.length > FEW;
  page.add({
    head: isFolded ? fold(`${title}: ${rows.length}`) : `### ${title}\n`,
    foot: isFolded ? UNFOLD : "",
    count: rows.length,
    noun,
    item: (index) => `- ${line(rows[index]!)}`,
  });
}

function addChanges(page: CommentPage, { changes, drift, outputs, warnings }: Review): void {
  const { groups, watchers } = groupsOf(changes);
  const noun: Noun = ["change", "changes"];
  groups.forEach((group, index) => addGroup(page, group, { noun, title: index === 0 ? "### Every change\n\n" : "" }));
  if (watchers.length > 0) addRows(page, { head: fold(watcherLine(watchers)), noun, rows: watchers });
  if (drift.length > 0) {
    const head = fold(`Changed outside of Terraform: ${counted(drift.length, "resource")}, as the state has it → as it is`);
    addRows(page, { head, noun: ["resource changed outside of Terraform", "resources changed outside of Terraform"], rows: drift });
  }
  addList(page, { title: "Outputs", noun: ["output", "outputs"], rows: outputs, line: attributeLine });
  addList(page, { title: "Warnings", noun: ["warning", "warnings"], rows: warnings, line: capped(SENTENCE) });
}

function addGroup(page: CommentPage, { name, changes }: Group, { title, noun }: { readonly title: string; readonly noun: Noun }): void {
  const head = `${title}<details><summary>${htmlCode(clipped(name, NAME))}: ${countLine(changes)}</summary>\n`;
  addRows(page, { head, noun, rows: changes, group: name });
}

interface Rows {
  readonly head: string;
  readonly noun: Noun;
  readonly rows: readonly ResourceChange[];
  readonly group?: string;
}

function addRows(page: CommentPage, { head, noun, rows, group = "" }: Rows): void {
  page.add({ head, foot: UNFOLD, count: rows.length, noun, item: (index, isShort) => changeRow(rows[index]!, group, isShort) });
}

function changeRow(change: ResourceChange, group: string, isShort: boolean): string {
  const { action, path, type, attributes } = change;
  const facts = factsOf(change).map((fact) => inline(clipped(fact, NAME)));
  const head = `- **${ACTIONS[action].done}** ${code(clipped(below(path, group), NAME))} ${code(type)}`;
  const line = facts.length === 0 || isShort ? head : `${head}: ${facts.join("; ")}`;
  // What is created is new as a whole.
  if (isShort || action === "create" || action === "read") return line;
  const left = attributes.length - ATTRIBUTES;
  return [
    line,
    ...attributes.slice(0, ATTRIBUTES).map((attribute) => `  - ${attributeLine(attribute)}`),
    ...(left > 0 ? [`  - and ${counted(left, "further attribute")}`] : []),
  ].join("\n");
}

function attributeLine({ path, before, after, forcesReplacement }: AttributeChange): string {
  const forcing = forcesReplacement ? " **forces the replacement**" : "";
  return `${code(clipped(path, NAME))}: ${valueText(before)} → ${valueText(after)}${forcing}`;
}

function valueText(value: ShownValue): string {
  switch (value.kind) {
    case "value":
      return code(clipped(value.text, VALUE));
    case "unknown":
      return "*known after apply*";
    case "sensitive":
      return "*sensitive value*";
    case "absent":
      return "*not set*";
  }
}

function addDiagram(page: CommentPage, diagram: string): void {
  const noun: Noun = ["diagram", "diagrams"];
  if (diagram.length > LONGEST_DIAGRAM) page.leaveOut(1, noun);
  else page.addWhole(`${fold("Architecture")}\n${fenced("mermaid", diagram.trimEnd().split("\n"))}\n${UNFOLD}\n`, noun);
}

/** A summary of our own words. */
function fold(summary: string): string {
  return `<details><summary>${summary}</summary>\n`;
}
const UNFOLD = "\n</details>\n";

function capped(most: number): (text: string) => string {
  return (text) => inline(clipped(text, most));
}
