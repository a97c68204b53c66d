/** Whether all that a pattern matches is matched by another as well: its `*` stands for any text, the other's wildcards included, its `?` for one character. Pure. */
export function coversPattern(pattern: string, other: string): boolean {
  return asRegExp(pattern, "[^*]").test(other);
}

/** Whether a pattern matches a text: `*` stands for any characters, `?` for one. Pure. */
export function matchesPattern(pattern: string, text: string): boolean {
  return asRegExp(pattern, ".").test(text);
}

function asRegExp(pattern: string, oneCharacter: string): RegExp {
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, "\\$&")
    .replace(/\*/g, ".*")
    .replace(/\?/g, oneCharacter);
  return new RegExp(`^${source}$`, "s");
}
