import { compareTexts } from "../../internal/compare-texts";
import { canonical } from "./same";

/** What a text of JSON holds; undefined for any other text, and for a number or a word, which are no document. */
export function documentIn(value: unknown): object | undefined {
  if (typeof value !== "string" || !/^\s*[{[]/.test(value)) return undefined;
  try {
    return normalizedDocument(JSON.parse(value) as object);
  } catch {
    return undefined;
  }
}

/**
 * A policy document in one order, with a text where it has a list of one; any other document as it is. A policy's statements, and the values in them, are sets:
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
 */
function normalizedDocument(document: object): object {
  if (!isPolicy(document)) return document;
  const statements = [document.Statement].flat().map(normalized);
  return { ...document, Statement: statements };
}

/** Whether the order of a document's statements says nothing. */
export function isPolicy(document: object): document is { readonly Statement: unknown } {
  return "Statement" in document;
}

/** Whether two documents say the same. */
export function isSameDocument(a: object, b: object): boolean {
  return canonical(inOneOrder(a)) === canonical(inOneOrder(b));
}

function inOneOrder(document: object): object {
  return isPolicy(document) ? { ...document, Statement: [document.Statement].flat().map(canonical).sort() } : document;
}

function normalized(value: unknown): unknown {
  if (Array.isArray(value)) {
    const sorted = value.map(normalized).sort((a, b) => compareTexts(canonical(a), canonical(b)));
    return sorted.length === 1 && typeof sorted[0] === "string" ? sorted[0] : sorted;
  }
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, normalized(each)]));
}
