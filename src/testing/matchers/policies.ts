import { PolicyOptions, checkPolicies } from "../policies";
import { findingSentence } from "../policies/finding";
import { MatcherResult, lines, receivedStacks } from "./result";

const MOST_FINDINGS = 20;

/** `expect(stack).toPassPolicies({ exceptions })` */
export function toPassPolicies(received: unknown, options: PolicyOptions = {}): MatcherResult {
  const findings = checkPolicies(receivedStacks(received, "toPassPolicies"), options);
  if (findings.length === 0) return { pass: true, message: () => "expected a rule to be broken, but all hold" };
  const sentences = findings.map((finding) => `${finding.path}: ${findingSentence(finding)}`);
  const count = findings.length === 1 ? "one finding" : `${findings.length} findings`;
  return {
    pass: false,
    message: () =>
      `expected every rule to hold, but there ${findings.length === 1 ? "is" : "are"} ${count}:${lines(sentences, MOST_FINDINGS)}`,
  };
}
