import { AttributeChange, ShownValue } from "../review";
import { Hidden } from "./hidden";
import { documentIn, isPolicy, isSameDocument } from "./json-text";
import { pairs } from "./pairs";
import { Values } from "./plan-json";
import { canonical, isAbsent, isSame } from "./same";
import { UNKNOWN, shownList, shownTexts, shownValue } from "./shown-value";

/** The values of one change, without anything sensitive. */
export interface Sides {
  readonly before: unknown;
  readonly after: unknown;
  /** `true` where it is known after apply only. */
  readonly unknown: unknown;
}

/** Where a value is: in the plan's words, and as it is shown. */
interface Place {
  readonly steps: readonly (string | number)[];
  readonly text: string;
}

type ReplacePath = readonly (string | number)[];

/** The attributes that differ, down to the values themselves, in the order of their names. */
export function attributeChanges(sides: Sides, replacePaths: readonly ReplacePath[] = [], root = ""): AttributeChange[] {
  const found = [...differences({ steps: [], text: root }, sides, false)];
  const changes = found.map(({ place, before, after }) => ({
    path: place.text,
    before,
    after,
    forcesReplacement: replacePaths.some((path) => isSamePlace(path, place.steps)),
  }));
  return [...changes, ...unseen(replacePaths, found, sides)];
}

interface Difference {
  readonly place: Place;
  readonly before: ShownValue;
  readonly after: ShownValue;
}

function* differences(place: Place, sides: Sides, isUnordered: boolean): Generator<Difference> {
  const { before, after, unknown } = sides;
  if (unknown === true) {
    yield { place, before: shownValue(before), after: UNKNOWN };
    return;
  }
  const isPartlyUnknown = hasUnknown(unknown);
  if (!isPartlyUnknown && isSame(before, after)) return;
  if (Array.isArray(before ?? []) && Array.isArray(after ?? []) && (Array.isArray(before) || Array.isArray(after))) {
    yield* inLists(place, (before ?? []) as unknown[], (after ?? []) as unknown[], unknown, isUnordered);
    return;
  }
  if (isObject(before ?? {}) && isObject(after ?? {}) && (place.text === "" || (isObject(before) && isObject(after)) || isPartlyUnknown)) {
    yield* inObjects(place, (before ?? {}) as Values, (after ?? {}) as Values, unknown);
    return;
  }
  const [old, now] = [documentIn(before), documentIn(after)];
  if (old && now && Array.isArray(old) === Array.isArray(now)) {
    if (!isSameDocument(old, now)) yield* differences(place, { before: old, after: now, unknown: undefined }, isPolicy(now));
    return;
  }
  const [shownBefore, shownAfter] = shownTexts(before, after);
  yield { place, before: shownBefore, after: shownAfter };
}

function* inObjects(place: Place, before: Values, after: Values, unknown: unknown): Generator<Difference> {
  const marks = isObject(unknown) ? (unknown as Values) : {};
  const names = [...new Set([...Object.keys(before), ...Object.keys(after), ...Object.keys(marks)])].sort();
  for (const name of names) {
    const own = { steps: [...place.steps, name], text: memberPath(place.text, name) };
    yield* differences(own, { before: before[name], after: after[name], unknown: marks[name] }, name === "Statement");
  }
}

function* inLists(
  place: Place,
  before: readonly unknown[],
  after: readonly unknown[],
  unknown: unknown,
  isUnordered: boolean,
): Generator<Difference> {
  const marks = Array.isArray(unknown) ? (unknown as unknown[]) : [];
  // What is known after apply has its place in the list, and no value there.
  const planned = Array.from({ length: Math.max(after.length, marks.length) }, (_, index) => after[index]);
  const areBlocks = [...before, ...planned].every((each) => isObject(each) || each === undefined || each === null);
  if (!areBlocks) {
    yield { place, ...shownList(before, planned, marks) };
    return;
  }
  const found = pairs(before, planned);
  if (found.length === 0 && !marks.some(hasUnknown)) {
    if (isUnordered || before.length !== planned.length) return;
    const isReordered = before.some((each, index) => canonical(each) !== canonical(planned[index]));
    if (isReordered) yield { place, before: shownValue(before), after: shownValue(after) };
    return;
  }
  const paired = new Set(found.map((pair) => pair.after));
  const left = [...marks.keys()].filter((index) => hasUnknown(marks[index]) && !paired.has(index));
  for (const pair of [...found, ...left.map((index) => ({ before: index, after: index, key: undefined }))]) {
    const index = pair.after ?? pair.before!;
    const own = { steps: [...place.steps, index], text: `${place.text}[${pair.key === undefined ? index : JSON.stringify(pair.key)}]` };
    const old = pair.before === undefined ? undefined : before[pair.before];
    const now = pair.after === undefined ? undefined : planned[pair.after];
    yield* differences(own, { before: old, after: now, unknown: pair.after === undefined ? undefined : marks[pair.after] }, false);
  }
}

/** What forces the replacement, and is the same or nested in what is the same: Terraform's word counts. */
function unseen(paths: readonly ReplacePath[], found: readonly Difference[], { before, after }: Sides): AttributeChange[] {
  return paths
    .filter((path) => !found.some(({ place }) => isSamePlace(path, place.steps)))
    .map((path) => ({
      path: path.reduce<string>((text, step) => (typeof step === "number" ? `${text}[${step}]` : memberPath(text, step)), ""),
      before: shownValue(valueAt(before, path)),
      after: shownValue(valueAt(after, path)),
      forcesReplacement: true,
    }));
}

/** Whether one is the other, or is in it. A set's member has no place of its own. */
function isSamePlace(path: ReplacePath, steps: readonly (string | number)[]): boolean {
  const length = Math.min(path.length, steps.length);
  return path.slice(0, length).every((step, index) => step === steps[index] || (typeof step === "object" && step !== null));
}

function valueAt(value: unknown, path: ReplacePath): unknown {
  return path.reduce<unknown>((each, step) => (isObject(each) || Array.isArray(each) ? (each as Values)[step] : undefined), value);
}

function memberPath(text: string, name: string): string {
  if (!/^[\w-]+$/.test(name)) return `${text}[${JSON.stringify(name)}]`;
  return text === "" ? name : `${text}.${name}`;
}

function isObject(value: unknown): boolean {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Hidden);
}

/** In `after_unknown` a nested `true` marks what is known after apply only. */
export function hasUnknown(unknown: unknown): boolean {
  return typeof unknown === "object" && unknown !== null ? Object.values(unknown).some(hasUnknown) : unknown === true;
}

/** What is set, of a resource that is created: what AWS fills in says nothing. */
export function createdAttributes(after: Values, unknown: Values, isConfigured: (name: string) => boolean): AttributeChange[] {
  const names = [...new Set([...Object.keys(after), ...Object.keys(unknown).filter(isConfigured)])].sort();
  return names.flatMap((name) => {
    const isUnknown = hasUnknown(unknown[name]);
    if (isUnknown && !isConfigured(name)) return [];
    if (!isUnknown && isAbsent(after[name])) return [];
    const shown = isUnknown && isAbsent(after[name]) ? UNKNOWN : shownValue(after[name]);
    return [{ path: memberPath("", name), before: shownValue(undefined), after: shown, forcesReplacement: false }];
  });
}
