/** `a`, `a and b`, `a, b and c`. Pure. */
export function listed(texts: readonly string[]): string {
  return texts.length < 2 ? texts.join("") : `${texts.slice(0, -1).join(", ")} and ${texts.at(-1)}`;
}

/** A sentence as a part of others. Pure. */
export function withoutStop(sentence: string): string {
  return sentence.replace(/\.$/, "");
}

/** A text that begins a sentence. Pure. */
export function capitalized(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}
