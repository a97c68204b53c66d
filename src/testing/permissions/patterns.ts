import { Known } from "../requests/known";

/**
 * What the texts of policies are made of here: characters; `⟪var.account⟫` for a part that only AWS or Terraform knows; and the characters of
 * {@link LITERAL}, which stand for themselves in a pattern too.
 */
const PART = /⟪[^⟫]*⟫|[\s\S]/g;
const UNKNOWN = /⟪([^⟫]*)⟫/g;

/** Wildcards that are meant as characters: `${*}`, `${?}` and `${$}` (IAM User Guide, "IAM policy elements: Variables and tags"). */
const LITERALS: Readonly<Record<string, string>> = { "\uE000": "*", "\uE001": "?", "\uE002": "$" };

/** Marks a part that only AWS or Terraform knows, in a way that is text within JSON too. Pure. */
export function unknownPart(expression: string): string {
  return `⟪${expression.replace(/[⟪⟫\\\n]/g, "").replace(/"/g, "'")}⟫`;
}

/** The parts of a text that only AWS or Terraform knows. Pure. */
export function unknownParts(text: string): string[] {
  return [...text.matchAll(UNKNOWN)].map(([, expression]) => expression!);
}

/** A text as people read it. Pure. */
export function readable(text: string): string {
  return text.replace(UNKNOWN, "${$1}").replace(/[\uE000-\uE002]/g, (character) => `\${${LITERALS[character]}}`);
}

/** A text that stands for itself within a pattern. Pure. */
export function literal(text: string): string {
  return text.replace(/[*?$]/g, (character) => Object.keys(LITERALS).find((key) => LITERALS[key] === character)!);
}

/**
 * Whether a text matches a pattern in which `*` stands for any number of characters and `?` for one; undefined where that depends on a part that only AWS
 * or Terraform knows. Pure.
 */
export function matches(pattern: string, text: string, caseSensitive = true): Known {
  const [own, other] = caseSensitive ? [pattern, text] : [pattern.toLowerCase(), text.toLowerCase()];
  if (own === "*" || own === other) return true;
  if (!own.includes("⟪") && !other.includes("⟪")) return glob(own, other);
  const [patternParts, textParts] = [own.match(PART) ?? [], other.match(PART) ?? []];
  if (fits(patternParts, textParts, false)) return true;
  return fits(patternParts, textParts, true) ? undefined : false;
}

/** The same where all is known: the last `*` takes as much as the rest of the pattern needs. */
function glob(pattern: string, text: string): boolean {
  let [at, star, taken] = [0, -1, 0];
  for (let position = 0; position < text.length;) {
    const own = pattern[at];
    if (own === "*") {
      star = at++;
      taken = position;
    } else if (own !== undefined && (own === "?" || (LITERALS[own] ?? own) === text[position])) {
      at++;
      position++;
    } else if (star >= 0) {
      at = star + 1;
      position = ++taken;
    } else {
      return false;
    }
  }
  while (pattern[at] === "*") at++;
  return at === pattern.length;
}

/** Whether two texts are equal; undefined where that depends on a part that only AWS or Terraform knows. Pure. */
export function equals(expected: string, actual: string, caseSensitive = true): Known {
  return matches(literal(expected), actual, caseSensitive);
}

/** Whether a pattern fits a text: surely, or if what is unknown may be anything. */
function fits(pattern: readonly string[], text: readonly string[], isGenerous: boolean): boolean {
  // Which prefixes of the pattern fit the text so far.
  let reached = new Set(closure(pattern, [0], isGenerous));
  for (const part of text) {
    const next = new Set<number>();
    const isAnything = isGenerous && isUnknown(part);
    for (const at of reached) {
      const own = pattern[at];
      if (isAnything) {
        for (let later = at; later <= pattern.length; later++) next.add(later);
      } else if (own !== undefined && isMany(own, isGenerous)) {
        next.add(at);
      } else if (own !== undefined && (LITERALS[own] ?? own) === part) {
        next.add(at + 1);
      } else if (own === "?" && !isUnknown(part)) {
        next.add(at + 1);
      }
    }
    if (next.size === 0) return false;
    reached = new Set(closure(pattern, [...next], isGenerous));
  }
  return reached.has(pattern.length);
}

/** Positions in a pattern, with those behind parts that may stand for nothing. */
function closure(pattern: readonly string[], positions: readonly number[], isGenerous: boolean): number[] {
  return positions.flatMap((first) => {
    const all = [first];
    for (let at = first; at < pattern.length && isMany(pattern[at]!, isGenerous); at++) all.push(at + 1);
    return all;
  });
}

function isMany(part: string, isGenerous: boolean): boolean {
  return part === "*" || (isGenerous && isUnknown(part));
}

function isUnknown(part: string): boolean {
  return part.startsWith("⟪");
}
