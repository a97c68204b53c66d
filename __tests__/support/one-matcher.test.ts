/** Unit tests expect with less work than Jest's own `expect` does: what they are told has to be what Jest says. */
// Comes with Jest.
// eslint-disable-next-line import/no-extraneous-dependencies
import { expect as jests } from "@jest/globals";

const ours = expect as unknown as typeof jests;

jests.extend({
  toBeEvenForOneMatcher: (value: unknown) => ({ pass: Number(value) % 2 === 0, message: () => `${String(value)} and evenness` }),
});

type Expect = (
  value: unknown,
) => Record<string, Record<string, (...args: unknown[]) => unknown>> & Record<string, (...args: unknown[]) => unknown>;

const failed = (): Promise<never> => Promise.reject(new Error("no"));

/** Assertions, by what they say. */
const ASSERTIONS: readonly (readonly [string, (expect_: Expect) => unknown])[] = [
  ["what holds", (expect_) => expect_(1).toBe!(1)],
  ["what doesn't hold", (expect_) => expect_({ a: 1 }).toEqual!({ a: 2 })],
  ["what is denied and doesn't hold", (expect_) => expect_({ a: 1 }).not!.toEqual!({ a: 2 })],
  ["what is denied and holds", (expect_) => expect_({ a: 1 }).not!.toEqual!({ a: 1 })],
  ["what throws nothing", (expect_) => expect_(() => 1).toThrow!("no")],
  ["a promise that is kept", (expect_) => expect_(Promise.resolve(1)).resolves!.toBe!(1)],
  ["a promise that is kept otherwise", (expect_) => expect_(Promise.resolve(1)).resolves!.toBe!(2)],
  ["a promise that isn't kept", (expect_) => expect_(failed()).resolves!.toBe!(1)],
  ["a promise that is to be broken and is kept", (expect_) => expect_(Promise.resolve(1)).rejects!.toThrow!("no")],
  ["a promise that is broken", (expect_) => expect_(failed()).rejects!.toThrow!("no")],
  ["a promise that is broken for another reason", (expect_) => expect_(failed()).rejects!.toThrow!("yes")],
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  ["a promise that isn't to be broken like that", (expect_) => (expect_(failed()).rejects as any).not.toThrow("no")],
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  ["a promise that isn't to be kept like that", (expect_) => (expect_(Promise.resolve(1)).resolves as any).not.toBe(1)],
  ["what is no promise", (expect_) => expect_(1).resolves!.toBe!(1)],
  ["a matcher that was added", (expect_) => expect_(1).toBeEvenForOneMatcher!()],
  ["a matcher that was added, denied", (expect_) => expect_(2).not!.toBeEvenForOneMatcher!()],
];

interface Outcome {
  readonly message?: string;
  /** The line of the first frame of the stack that isn't Jest's. */
  readonly at?: string;
}

async function outcome(assertion: (expect_: Expect) => unknown, expect_: typeof jests): Promise<Outcome> {
  try {
    await assertion(expect_ as unknown as Expect);
    return {};
  } catch (error) {
    const { message, stack } = error as Error;
    const frames = stack!.split("\n").filter((line) => /^ +at /.test(line) && !line.includes("node_modules"));
    return { message, at: /([\w.-]+:\d+):\d+\)?$/.exec(frames[0] ?? "")?.[1] };
  }
}

test.each(ASSERTIONS)("%s: Jest's message, which leads to the same line of the test", async (_, assertion) => {
  const [said, saysJest] = await Promise.all([ours, jests].map((expect_) => outcome(assertion, expect_)));
  jests(said).toEqual(saysJest);
  if (said!.message !== undefined) jests(said!.at).toMatch(/^one-matcher\.test\.ts:/);
});

test("what holds and what doesn't are told apart", async () => {
  const hold = await Promise.all(
    ASSERTIONS.map(async ([name, assertion]) => [name, (await outcome(assertion, ours)).message === undefined]),
  );
  jests(hold.filter(([, holds]) => holds).map(([name]) => name)).toEqual([
    "what holds",
    "what is denied and doesn't hold",
    "a promise that is kept",
    "a promise that is broken",
  ]);
});

test("a matcher that there isn't is no function", () => {
  jests(() => (ours(1) as unknown as Record<string, () => void>).toBeWhatThereIsNot!()).toThrow(TypeError);
});

test("two values are refused, as by Jest", () => {
  jests(() => (ours as (...given: unknown[]) => unknown)(1, 2)).toThrow("Expect takes at most one argument.");
});

test("assertions are counted", () => {
  const { assertionCalls } = jests.getState();
  ours(1).toBe(1);
  ours(1).not.toBe(2);
  jests(jests.getState().assertionCalls - assertionCalls).toBe(2);
});

test("what is expected of a part is Jest's", () => {
  jests(ours.any).toBe(jests.any);
  ours({ a: 1, b: "c" }).toEqual({ a: ours.any(Number), b: ours.stringContaining("c") });
});
