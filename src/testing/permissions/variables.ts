import { Context } from "./context";
import { literal, unknownPart } from "./patterns";

/** `${aws:username}`, `${aws:PrincipalTag/team, 'company-wide'}`, `${*}`. */
const VARIABLE = /\$\{\s*([^},]+?)\s*(?:,\s*'([^']*)')?\s*\}/g;
const ESCAPES = new Set(["*", "?", "$"]);

/**
 * A text of a policy with its variables filled in from the request; undefined where the request lacks one that has no default: the statement doesn't match
 * then (IAM User Guide, "IAM policy elements: Variables and tags"). Pure.
 */
export function fillIn(text: string, context: Context): string | undefined {
  if (!context.hasVariables || !text.includes("${")) return text;
  let isMissing = false;
  const filled = text.replace(VARIABLE, (_, key: string, fallback: string | undefined) => {
    if (ESCAPES.has(key)) return literal(key);
    const values = context.values(key);
    if (values === undefined) return unknownPart(key);
    const value = values[0] ?? fallback;
    isMissing ||= value === undefined;
    return literal(value ?? "");
  });
  return isMissing ? undefined : filled;
}
