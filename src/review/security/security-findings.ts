import { compareTexts } from "../../internal/compare-texts";
import { Arguments } from "../../testing/stack-resources";
import { SynthesizedStack } from "../../testing/synthesized-stack";
import { heldPolicies } from "../policies/held-policies";
import { differencesOf } from "../policies/policy-differences";
import { Finding, PolicyDifference, SEVERITIES } from "../review";
import { accessFindings } from "./access-findings";
import { changedResources } from "./changed-resources";
import { connectionFindings } from "./connection-findings";
import { exposureFindings } from "./exposure-findings";
import { ruleFindings } from "./rule-findings";
import { Side } from "./side";
import { plannedView, priorView } from "./views";

/**
 * What a plan changes of who reaches whom, who may do what, and what everybody may: what the testing kit's provers say of both sides, where they differ. What only Terraform knows is said to
 * be unknown. Of a plan that makes everything, what the internet reaches, what is public and what others may do.
 *
 * @param before what is there: of `priorView`, or the stack as it was synthesized
 * @param after what the plan leaves: of `plannedView`, or the stack as it is synthesized
 * @returns the gravest first; the same for the same stacks
 */
export function securityFindings(before: SynthesizedStack, after: SynthesizedStack): Finding[] {
  return securityOf(new Side(before), new Side(after));
}

/** What a plan changes of security: what is to be decided, and the policies that differ. */
export interface SecurityReview {
  readonly findings: readonly Finding[];
  readonly policies: readonly PolicyDifference[];
}

/**
 * `securityFindings` and `policyDifferences` of a plan, of which each side is read once.
 *
 * @param plan what `terraform show -json` writes of a plan's file
 * @throws Error for what is no plan, and for a plan that has failed
 */
export function securityOfPlan(plan: Arguments): SecurityReview {
  const [before, after] = [new Side(priorView(plan)), new Side(plannedView(plan))];
  return { findings: securityOf(before, after), policies: differencesOf(before, after) };
}

function securityOf(before: Side, after: Side): Finding[] {
  const changed = changedResources(before, after);
  const [policiesBefore, policiesAfter] = [heldPolicies(before), heldPolicies(after)];
  const findings = [
    ...connectionFindings(before, after, changed),
    ...exposureFindings(before, after, policiesBefore, policiesAfter),
    ...accessFindings(before, after, policiesBefore, policiesAfter),
    ...ruleFindings(before, after, changed),
  ];
  const unique = new Map(findings.map((finding) => [`${finding.rule} ${finding.path} ${finding.sentence}`, finding]));
  return [...unique.values()].sort(
    (a, b) =>
      SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) ||
      compareTexts(a.path, b.path) ||
      compareTexts(a.rule, b.rule) ||
      compareTexts(a.sentence, b.sentence),
  );
}
