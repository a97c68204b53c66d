/** How a pattern is compared. */
export interface PatternOptions {
  /** Whether capitals matter. @default true */
  readonly caseSensitive?: boolean;
  /** Whether `\` makes the wildcard that follows it a character of its own. @default false */
  readonly escapes?: boolean;
}

const REGEXP_CHARACTERS = /[\\^$.*+?()[\]{}|]/g;

/**
 * Whether a text matches a pattern in which `*` stands for any number of characters and `?` for exactly one, slashes among them: path patterns of CloudFront
 * ("Cache behavior settings"), conditions of listener rules ("Condition types for listener rules"). Pure.
 */
export function matchesPattern(pattern: string, text: string, { caseSensitive = true, escapes = false }: PatternOptions = {}): boolean {
  // Most are plain.
  if (!/[*?\\]/.test(pattern)) return caseSensitive ? pattern === text : pattern.toLowerCase() === text.toLowerCase();
  const parts = pattern.match(escapes ? /\\[*?\\]|[\s\S]/g : /[\s\S]/g) ?? [];
  const source = parts.map((part) => {
    if (part === "*") return "[\\s\\S]*";
    if (part === "?") return "[\\s\\S]";
    return (part.length > 1 ? part.slice(1) : part).replace(REGEXP_CHARACTERS, "\\$&");
  });
  return new RegExp(`^${source.join("")}$`, caseSensitive ? "" : "i").test(text);
}

/** Whether a name on a certificate covers a host: a wildcard stands for one label (RFC 6125, section 6.4.3). Pure. */
export function certificateCovers(name: string, host: string): boolean {
  const [own, other] = [name.toLowerCase(), host.toLowerCase()];
  return own.startsWith("*.") ? other.includes(".") && other.slice(other.indexOf(".")) === own.slice(1) : own === other;
}

/** Whether an alternate domain name stands for a host: a wildcard for one label or more (CloudFront Developer Guide, "Use custom URLs"). Pure. */
export function aliasCovers(alias: string, host: string): boolean {
  const [own, other] = [alias.toLowerCase(), host.toLowerCase()];
  return own.startsWith("*.") ? other.endsWith(own.slice(1)) && other.length > own.length - 1 : own === other;
}
