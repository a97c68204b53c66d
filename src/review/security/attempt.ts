/** The answer of a prover; undefined where it can't answer: a name that two resources share, as those that are not of constructs may, mustn't cost the whole review. */
export function attempt<T>(ask: () => T): T | undefined {
  try {
    return ask();
  } catch {
    return undefined;
  }
}

/** "a", "a and b", "a, b and c". Pure. */
export function listed(texts: readonly string[]): string {
  return texts.length < 2 ? (texts[0] ?? "") : `${texts.slice(0, -1).join(", ")} and ${texts[texts.length - 1]!}`;
}

/** A sentence as a part of others. Pure. */
export function withoutStop(sentence: string): string {
  return sentence.replace(/\.$/, "");
}

/** Texts that are compared as they are, whatever the language of the machine. Pure. */
export function compareTexts(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
