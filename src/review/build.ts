import { SynthesizedStack } from "../testing/synthesized-stack";
import { PlanReader, totalsOf } from "./changes/changes";
import { ConstructPaths } from "./changes/construct-paths";
import { checkedPlan } from "./changes/plan-json";
import { Review } from "./review";

/** What a review is made of. */
export interface ReviewInput {
  /** What `terraform show -json <file of the plan>` writes, parsed. */
  readonly plan: unknown;
  /** The stack as it is synthesized now, for the paths of its constructs. @default - the paths that the logical ids of CDKTF say, or Terraform's addresses */
  readonly stack?: SynthesizedStack;
  /** The stack as it was synthesized when it was applied last, for the paths of what has left it and what protected it. @default - as the plan says */
  readonly previous?: SynthesizedStack;
  /** The stack's name. @default - the stack's id, or nothing */
  readonly name?: string;
  /** Warnings of the synthesis. @default - those of the stack */
  readonly warnings?: readonly string[];
}

/**
 * What a plan does, in the order in which a reviewer has to know it. The same plan gives the same review.
 *
 * @throws Error in a sentence for what is no plan, a state among it, and for a plan that Terraform couldn't finish
 */
export function reviewPlan({ plan: json, stack, previous, name, warnings }: ReviewInput): Review {
  const plan = checkedPlan(json);
  const reader = new PlanReader(plan, new ConstructPaths(plan, [stack?.json, previous?.json]));
  const changes = reader.changes();
  return {
    stack: name ?? stack?.id ?? previous?.id ?? "",
    totals: totalsOf(changes),
    findings: [],
    policies: [],
    capacity: [],
    changes: changes.map(({ change }) => change),
    drift: reader.drift(changes),
    outputs: reader.outputs(),
    warnings: [...(warnings ?? stack?.warnings ?? [])],
  };
}
