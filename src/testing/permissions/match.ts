import { Known, every, not, some } from "../requests/known";

/** Whether something matches, and what that depends on where only AWS or Terraform knows. */
export interface Match {
  readonly known: Known;
  /** Condition keys and expressions, where `known` is undefined. */
  readonly on: readonly string[];
}

export const YES: Match = { known: true, on: [] };
export const NO: Match = { known: false, on: [] };

/** A match that depends on something. Pure. */
export function depends(on: readonly string[]): Match {
  return { known: undefined, on };
}

/** What is known for sure, or depends on something. Pure. */
export function match(known: Known, on: readonly string[]): Match {
  if (known === undefined) return depends(on);
  return known ? YES : NO;
}

/** Whether all match. Pure. */
export function all(matches: readonly Match[]): Match {
  return match(every(matches.map(({ known }) => known)), reasons(matches));
}

/** Whether one of them matches. Pure. */
export function any(matches: readonly Match[]): Match {
  return match(some(matches.map(({ known }) => known)), reasons(matches));
}

/** Whether it doesn't match. Pure. */
export function none({ known, on }: Match): Match {
  return match(not(known), on);
}

function reasons(matches: readonly Match[]): string[] {
  return [...new Set(matches.filter(({ known }) => known === undefined).flatMap(({ on }) => on))];
}
