/** A text of Terraform's, in pieces: what is written out, and the expressions within `${…}`. */
export type Piece = { readonly text: string } | { readonly expression: string };

/** Policy variables such as `${aws:username}` and `${*}`, which no expression of Terraform's looks like: plans have them as IAM gets them. */
const POLICY_VARIABLE = /^\s*(?:[\w-]+:[\w/.@-]+\s*(?:,\s*'[^']*'\s*)?|[*?$])$/;

/** The pieces of a text (Terraform, "Strings and Templates"): `$${` is the escape for `${`. Pure. */
export function pieces(text: string): Piece[] {
  const found: Piece[] = [];
  let rest = text;
  let written = "";
  for (let at = rest.indexOf("${"); at >= 0; at = rest.indexOf("${")) {
    const end = endOfExpression(rest, at + 2);
    const expression = rest.slice(at + 2, end);
    const isEscaped = rest[at - 1] === "$";
    if (isEscaped || POLICY_VARIABLE.test(expression)) {
      written += `${rest.slice(0, isEscaped ? at - 1 : at)}\${`;
      rest = rest.slice(at + 2);
      continue;
    }
    found.push({ text: written + rest.slice(0, at) }, { expression: expression.trim() });
    written = "";
    rest = rest.slice(end + 1);
  }
  return [...found, { text: written + rest }];
}

/** Where the brace stands that closes an expression. */
function endOfExpression(text: string, start: number): number {
  let depth = 0;
  for (let at = start; at < text.length; at++) {
    const character = text[at];
    if (character === '"') at = endOfString(text, at + 1);
    else if (character === "{") depth++;
    else if (character === "}" && depth-- === 0) return at;
  }
  return text.length;
}

/** Where the quotation mark stands that closes a string; it may have expressions with strings of their own. */
export function endOfString(text: string, start: number): number {
  for (let at = start; at < text.length; at++) {
    if (text[at] === "\\") at++;
    else if (text.startsWith("$${", at)) at += 2;
    else if (text.startsWith("${", at)) at = endOfExpression(text, at + 2);
    else if (text[at] === '"') return at;
  }
  return text.length;
}
