import { Finding, GATES, Gate, Review } from "./review";

/** A gate that a review fails. */
export interface FailedGate {
  readonly gate: Gate;
  /** What fails it, without what is excepted. */
  readonly findings: readonly Finding[];
}

/** What a pipeline does with a review. */
export interface Verdict {
  readonly failed: readonly FailedGate[];
  /** What else makes it fail: exceptions that have expired, or that nothing needs. */
  readonly problems: readonly string[];
  /** As of `terraform plan -detailed-exitcode`: 0 for a plan without changes, 2 for one with changes, 1 for one that fails. */
  readonly exitCode: 0 | 1 | 2;
}

/**
 * Whether a review passes.
 *
 * @param failOn the gates that it has to pass
 */
export function verdictOf(review: Review, failOn: readonly Gate[] = []): Verdict {
  const failed = GATES.filter((gate) => failOn.includes(gate)).flatMap((gate) => {
    const findings = review.findings.filter((finding) => finding.gate === gate && finding.exception === undefined);
    return findings.length === 0 ? [] : [{ gate, findings }];
  });
  const problems = review.problems ?? [];
  return { failed, problems, exitCode: failed.length + problems.length > 0 ? 1 : hasChanges(review) ? 2 : 0 };
}

/** Whether an apply would do anything. */
export function hasChanges({ totals, outputs }: Pick<Review, "totals" | "outputs">): boolean {
  return outputs.length > 0 || Object.values(totals).some((total) => total > 0);
}

/**
 * The gates that a list names, such as `stateful-replacement,public-exposure`; `all` names each.
 *
 * @throws Error in a sentence for a name that is none
 */
export function readGates(text: string): Gate[] {
  const names = text
    .split(",")
    .map((name) => name.trim())
    .filter((name) => name !== "");
  if (names.includes("all")) return [...GATES];
  const unknown = names.filter((name) => !(GATES as readonly string[]).includes(name));
  if (unknown.length > 0) throw new Error(`A gate is one of ${GATES.join(", ")}, or all; received ${unknown.join(", ")}`);
  return GATES.filter((gate) => names.includes(gate));
}
