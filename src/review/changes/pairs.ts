import { Hidden } from "./hidden";
import { Values } from "./plan-json";
import { canonical, isSame } from "./same";

/** Two blocks of a list that are the same one before and after; one of them, where it comes or goes. */
export interface Pair {
  readonly before?: number;
  readonly after?: number;
  /** What the block is known by, where its list has it once. */
  readonly key?: string;
}

/** What a block is known by in AWS and in documents, the surest first. */
const KEYS = [
  "Sid",
  "sid",
  "key",
  "name",
  "id",
  "rule_id",
  "origin_id",
  "device_name",
  "path_pattern",
  "availability_zone",
  "priority",
  "rule_number",
];

/** Pairs the blocks of two lists: by what they are known by, or else the most alike. What stays as it is isn't among them. */
export function pairs(before: readonly unknown[], after: readonly unknown[]): Pair[] {
  const key = keyOf(before, after);
  if (key !== undefined) return pairsByKey(before as Values[], after as Values[], key);
  const [left, right] = withoutCommon(before, after);
  if (before.length === after.length && left.length === before.length) return left.map((index) => ({ before: index, after: index }));
  return [...pairsByLikeness(before, after, left, right)].sort((a, b) => (a.after ?? a.before!) - (b.after ?? b.before!));
}

function keyOf(before: readonly unknown[], after: readonly unknown[]): string | undefined {
  if (before.length <= 1 && after.length <= 1) return undefined;
  return KEYS.find((key) => hasOnce(before, key) && hasOnce(after, key));
}

function hasOnce(list: readonly unknown[], key: string): boolean {
  const values = new Set<unknown>();
  for (const each of list) {
    const value: unknown = typeof each === "object" && each !== null ? (each as Values)[key] : undefined;
    if ((typeof value !== "string" && typeof value !== "number") || value === "" || values.has(value)) return false;
    values.add(value);
  }
  return true;
}

function pairsByKey(before: readonly Values[], after: readonly Values[], name: string): Pair[] {
  const places = new Map(before.map((each, index) => [each[name] as unknown, index]));
  const found = after.map((each, index): Pair => {
    const place = places.get(each[name]);
    places.delete(each[name]);
    return { before: place, after: index, key: String(each[name]) };
  });
  const gone = [...places.values()].map((index): Pair => ({ before: index, key: String(before[index]![name]) }));
  return [...found, ...gone].filter(
    (pair) => pair.before === undefined || pair.after === undefined || !isSame(before[pair.before], after[pair.after]),
  );
}

/** The places of what one list has and the other hasn't. */
function withoutCommon(before: readonly unknown[], after: readonly unknown[]): [number[], number[]] {
  const counts = new Map<string, number>();
  const texts = after.map((each) => canonical(each));
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  const common = new Map<string, number>();
  const left = [...before.keys()].filter((index) => {
    const text = canonical(before[index]);
    const count = counts.get(text) ?? 0;
    if (count === 0 || hasHidden(before[index])) return true;
    counts.set(text, count - 1);
    common.set(text, (common.get(text) ?? 0) + 1);
    return false;
  });
  const right = [...after.keys()].filter((index) => {
    const count = common.get(texts[index]!) ?? 0;
    if (count === 0) return true;
    common.set(texts[index]!, count - 1);
    return false;
  });
  return [left, right];
}

/** What is sensitive has one text, whatever it is. */
function hasHidden(value: unknown): boolean {
  if (value instanceof Hidden) return true;
  return typeof value === "object" && value !== null && Object.values(value).some(hasHidden);
}

/** More of them are paired in their order: each with each would take long. */
const MOST_COMPARED = 40;

function* pairsByLikeness(
  before: readonly unknown[],
  after: readonly unknown[],
  left: readonly number[],
  right: readonly number[],
): Generator<Pair> {
  const open = new Set(right);
  for (const index of left) {
    const candidates = open.size > MOST_COMPARED ? [...open].slice(0, 1) : [...open];
    const best = candidates.reduce<{ place?: number; likeness: number }>(
      (found, place) => {
        const likeness = likenessOf(before[index], after[place]);
        return likeness > found.likeness ? { place, likeness } : found;
      },
      { likeness: 0 },
    );
    if (best.place !== undefined) open.delete(best.place);
    yield { before: index, after: best.place };
  }
  for (const place of open) yield { after: place };
}

/** How many of the values of two blocks are the same; nothing for what is no block. */
function likenessOf(a: unknown, b: unknown): number {
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return 0;
  return Object.entries(a).reduce((sum, [name, each]) => sum + (each !== null && isSame(each, (b as Values)[name]) ? 1 : 0), 0);
}
