import { reviewPlan } from "../../review/build";
import { ReviewException } from "../../review/exceptions";
import { Finding, Review } from "../../review/review";
import { SynthesizedStack } from "../../testing/synthesized-stack";
import { PlannedStack } from "./plan-stack";

/** The review of a plan, and what Terraform would refuse of it. */
export function reviewOf(
  { name, plan: json, stack, previous, warnings, refused }: PlannedStack,
  exceptions: readonly ReviewException[] = [],
): Review {
  const review = reviewPlan({
    plan: json,
    stack: new SynthesizedStack(stack, warnings, name),
    ...(previous && { previous: new SynthesizedStack(previous, [], name) }),
    warnings,
    name,
    exceptions,
  });
  const paths = new Map(review.changes.map(({ address, path }) => [address, path]));
  // No exception lets it pass: Terraform knows of none.
  const findings: Finding[] = refused.map((address) => ({
    rule: "prevent-destroy",
    severity: "danger",
    gate: "stateful-replacement",
    path: paths.get(address) ?? address,
    address,
    sentence: `Terraform refuses this plan: it would destroy ${paths.get(address) ?? address}, which has prevent_destroy`,
    reasons: [],
    fix: "Take back what replaces or deletes it; where that is meant, let its removal be allowed in a change of its own, applied before",
  }));
  return { ...review, findings: [...findings, ...review.findings] };
}
