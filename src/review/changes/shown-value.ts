import { compareTexts } from "../../internal/compare-texts";
import { ShownValue } from "../review";
import { Hidden } from "./hidden";
import { isSame } from "./same";

/** A longer text is cut: a page of it helps nobody. */
const LONGEST_TEXT = 1000;
/** A longer list is shown by what differs in it. */
const LONGEST_LIST = 12;

export const UNKNOWN: ShownValue = { kind: "unknown" };

/** A value as a reviewer may see it: texts as they are, everything else as JSON. */
export function shownValue(value: unknown): ShownValue {
  if (value === null || value === undefined) return { kind: "absent" };
  if (value instanceof Hidden) return { kind: "sensitive" };
  return { kind: "value", text: cut(typeof value === "string" ? textOf(value) : JSON.stringify(withoutEmpty(value))) };
}

/** Two values that differ; texts of many lines by the lines that differ. */
export function shownTexts(before: unknown, after: unknown): [ShownValue, ShownValue] {
  if (typeof before !== "string" || typeof after !== "string") return [shownValue(before), shownValue(after)];
  const [old, now] = [before.split("\n"), after.split("\n")];
  if (old.length + now.length < 6) return [shownValue(before), shownValue(after)];
  const start = commonLength(old, now);
  const end = commonLength([...old.slice(start)].reverse(), [...now.slice(start)].reverse());
  const shown = (lines: readonly string[]): ShownValue => {
    const own = lines.slice(start, lines.length - end);
    return own.length === 0 ? { kind: "absent" } : { kind: "value", text: cut(`from line ${start + 1}:\n${own.join("\n")}`) };
  };
  return [shown(old), shown(now)];
}

function commonLength(a: readonly string[], b: readonly string[]): number {
  const index = a.findIndex((line, place) => line !== b[place]);
  return index < 0 ? a.length : index;
}

/** Two lists of values: whole, or what differs where they are long. */
export function shownList(
  before: readonly unknown[],
  after: readonly unknown[],
  unknown: readonly unknown[],
): { readonly before: ShownValue; readonly after: ShownValue } {
  const known = after.map((each, index) => (unknown[index] === true ? "(known after apply)" : each));
  if (unknown.length > 0 && unknown.every((mark) => mark === true)) return { before: listOf(before), after: UNKNOWN };
  if (before.length <= LONGEST_LIST && known.length <= LONGEST_LIST) return { before: listOf(before), after: listOf(known) };
  return { before: differing(before, known), after: differing(known, before) };
}

function listOf(list: readonly unknown[]): ShownValue {
  return list.length === 0 ? { kind: "absent" } : shownValue(list);
}

function differing(list: readonly unknown[], other: readonly unknown[]): ShownValue {
  const own = list.filter((each) => !other.some((one) => isSame(each, one)));
  const same = list.length - own.length;
  // The same values in another order: how it begins.
  if (own.length === 0 && same === other.length) return shownValue(list);
  return { kind: "value", text: cut(`${same} the same${own.map((each) => `, ${JSON.stringify(each)}`).join("")}`) };
}

/** Without its quotes a text of nothing, or of blanks, couldn't be seen. */
function textOf(text: string): string {
  return text.trim() === text && text !== "" ? text : JSON.stringify(text);
}

/** A block without the arguments that nobody has set. */
function withoutEmpty(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutEmpty);
  if (typeof value !== "object" || value === null || value instanceof Hidden) return value;
  const entries = Object.entries(value)
    .filter(([, each]) => each !== null)
    .sort(([a], [b]) => compareTexts(a, b));
  return Object.fromEntries(entries.map(([name, each]) => [name, withoutEmpty(each)]));
}

function cut(text: string): string {
  return text.length > LONGEST_TEXT ? `${text.slice(0, LONGEST_TEXT)}…` : text;
}
