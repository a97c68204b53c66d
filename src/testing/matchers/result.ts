import { stackResources } from "../stack-resources";
import { SynthesizedStack, synthesizedStacks } from "../synthesized-stack";
import { AsymmetricMatcher, isAsymmetric } from "./asymmetric";

/** What Jest and Vitest call a matcher with. */
export interface MatcherContext {
  /** Whether it stands after `.not`. */
  readonly isNot?: boolean;
}

/** What Jest and Vitest take from a matcher. */
export interface MatcherResult {
  readonly pass: boolean;
  /** What is said where the expectation isn't met: with `.not`, where `pass` is true. */
  readonly message: () => string;
}

/** A matcher, as Jest and Vitest take it; what it expects is typed by `StackMatchers`. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type StackMatcher = (this: MatcherContext, received: any, ...expected: any[]) => MatcherResult;

/** The longest value that a message shows whole. */
const SHOWN_LENGTH = 200;

/** @throws TypeError for what isn't synthesized, and for stacks without any resource: whatever is expected to be absent from them would be */
export function receivedStacks(received: unknown, matcher: string): readonly SynthesizedStack[] {
  const stacks = synthesizedStacks(received as SynthesizedStack | readonly SynthesizedStack[], `expect(synthesize(stack)).${matcher}(…)`);
  if (stacks.some(({ json }) => stackResources(json).length > 0)) return stacks;
  const what = stacks.length === 1 ? "one that has none" : `${stacks.length} that have none`;
  throw new TypeError(`${matcher} takes a stack with resources, received ${what}. Where that is meant: expect(stack.types).toEqual([])`);
}

/** @throws TypeError as well for stacks with nothing of AWS: whatever is asked about it would be refused, denied or kept by them */
export function receivedAwsStacks(received: unknown, matcher: string): readonly SynthesizedStack[] {
  const stacks = receivedStacks(received, matcher);
  const resources = stacks.flatMap(({ json }) => stackResources(json));
  if (resources.some(({ type }) => /^(?:data\.)?aws_/.test(type))) return stacks;
  const what = `${stacks.length === 1 ? "one that has" : `${stacks.length} that have`} none of it`;
  const providers = [...new Set(resources.map(({ type }) => type.replace(/^data\./, "").split("_", 1)[0]))].sort().join(", ");
  const types = JSON.stringify([...new Set(stacks.flatMap((stack) => stack.types))].sort());
  throw new TypeError(
    `${matcher} takes a stack with resources of AWS, received ${what}, but of ${providers}. Where that is meant: expect(stack.types).toEqual(${types})`,
  );
}

/** A value in a message, asymmetric matchers by their names. */
export function shown(value: unknown): string {
  if (value === undefined) return "nothing";
  const text = JSON.stringify(value, (_key, each: unknown) => (isAsymmetric(each) ? asymmetricName(each) : each)) ?? String(value);
  return text.length > SHOWN_LENGTH ? `${text.slice(0, SHOWN_LENGTH)}…` : text;
}

function asymmetricName(matcher: AsymmetricMatcher): string {
  const name = String(matcher);
  const { sample: given } = matcher;
  // Jest's own regular expressions are of another realm.
  const sample = given === undefined ? "" : Object.prototype.toString.call(given) === "[object RegExp]" ? String(given) : shown(given);
  return name === "[object Object]" ? "an asymmetric matcher" : `${name}(${sample})`;
}

/** Some of many lines, and how many there are besides. */
export function lines(texts: readonly string[], most: number): string {
  const others = texts.length - most;
  return [...texts.slice(0, most), ...(others > 0 ? [`and ${others} more`] : [])].map((text) => `\n  - ${text}`).join("");
}
