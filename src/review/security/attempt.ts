/** The answer of a prover; undefined where it can't answer: a name that two resources share, as those that are not of constructs may, mustn't cost the whole review. */
export function attempt<T>(ask: () => T): T | undefined {
  try {
    return ask();
  } catch {
    return undefined;
  }
}
