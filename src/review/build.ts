import { compareTexts } from "../internal/compare-texts";
import { Arguments } from "../testing/stack-resources";
import { SynthesizedStack } from "../testing/synthesized-stack";
import { capacityChanges } from "./capacity/capacity";
import { PlanReader, PlannedChange, totalsOf } from "./changes/changes";
import { ConstructPaths } from "./changes/construct-paths";
import { PlanJson, checkedPlan } from "./changes/plan-json";
import { ReviewException, withExceptions } from "./exceptions";
import { interruptionFindings } from "./interruptions/interruptions";
import { lossFindings } from "./losses/losses";
import { policyDifferences } from "./policies/policy-differences";
import { protectionFindings } from "./protection/protection";
import { Finding, Review, SEVERITIES } from "./review";
import { SecurityReview, securityFindings, securityOfPlan } from "./security/security-findings";
import { toldOnce } from "./told-once";

/** What a review is made of. */
export interface ReviewInput {
  /** What `terraform show -json <file of the plan>` writes, parsed. */
  readonly plan: unknown;
  /** The stack as it is synthesized now, for the paths of its constructs. @default - the paths that the logical ids of CDKTF say, or Terraform's addresses */
  readonly stack?: SynthesizedStack;
  /** The stack as it was synthesized when it was applied last, for the paths of what has left it, and for what protected it. @default - as the plan says */
  readonly previous?: SynthesizedStack;
  /** The stack's name. @default - the stack's id, or nothing */
  readonly name?: string;
  /** What may pass its gates, as `readExceptions` gives it. @default - nothing */
  readonly exceptions?: readonly ReviewException[];
  /** The day on which exceptions are to count, such as `2026-11-26`. @default - the day that it is, in UTC */
  readonly today?: string;
  /** Warnings of the synthesis. @default - those of the stack */
  readonly warnings?: readonly string[];
}

/**
 * What a plan does, in the order in which a reviewer has to know it. The same plan gives the same review, and nothing sensitive is in it.
 *
 * @throws Error in a sentence for what is no plan, a state among it, and for a plan that Terraform couldn't finish
 */
export function reviewPlan(input: ReviewInput): Review {
  const { stack, previous, exceptions = [], today = new Date().toISOString().slice(0, 10) } = input;
  const plan = checkedPlan(input.plan);
  const reader = new PlanReader(plan, new ConstructPaths(plan, [stack?.json, previous?.json]));
  const changes = reader.changes();
  const security = securityReview(plan, input, changes);
  const found = [
    ...lossFindings(changes),
    ...protectionFindings(changes, { stack: stack?.json, previous: previous?.json }),
    ...interruptionFindings(changes, stack?.json),
    ...security.findings,
  ];
  const { findings, problems } = withExceptions(toldOnce(gravestFirst(found)), exceptions, today);
  const review: Review = {
    stack: input.name ?? stack?.id ?? previous?.id ?? "",
    totals: totalsOf(changes),
    findings,
    policies: security.policies,
    capacity: capacityChanges(changes),
    changes: changes.map(({ change }) => change),
    drift: reader.drift(changes),
    outputs: reader.outputs(),
    warnings: [...(input.warnings ?? stack?.warnings ?? []), ...warningsOf(plan)],
    ...(problems.length > 0 && { problems }),
  };
  return reader.secrets.withoutAny(review);
}

/** Of the plan alone, or of the synthesized stacks where both are there: one of each would differ where nothing does. */
function securityReview(plan: PlanJson, { stack, previous }: ReviewInput, changes: readonly PlannedChange[]): SecurityReview {
  if (changes.length === 0) return { findings: [], policies: [] };
  if (stack && previous) return { findings: securityFindings(previous, stack), policies: policyDifferences(previous, stack) };
  return securityOfPlan(plan as Arguments);
}

/** What can't be undone, then protection, then what is interrupted, then who may what; each in the order in which it was found. */
function gravestFirst(findings: readonly Finding[]): Finding[] {
  return SEVERITIES.flatMap((severity) => findings.filter((finding) => finding.severity === severity));
}

/** What the plan itself leaves open. */
function warningsOf({ complete, deferred_changes: deferred = [] }: PlanJson): string[] {
  const addresses = deferred.flatMap(({ resource_change: change }) => change?.address ?? []).sort(compareTexts);
  return [
    ...(complete === false ? ["The plan isn't complete: another plan and apply have to follow this one"] : []),
    ...(addresses.length > 0 ? [`Terraform defers changes of ${addresses.join(", ")} to a later plan: they aren't reviewed here`] : []),
  ];
}
