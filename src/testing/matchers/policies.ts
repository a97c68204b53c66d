import { PolicyOptions, checkPolicies } from "../policies";
import { findingSentence } from "../policies/finding";
import { POLICY_RULES } from "../policies/rules";
import { MatcherContext, MatcherResult, lines, receivedAwsStacks, receivedStacks } from "./result";

const MOST_FINDINGS = 20;
const WHICH_RULE =
  ".not.toPassPolicies() is met by whatever breaks any rule: name the ones that are meant, as in " +
  '.not.toPassPolicies({ rules: POLICY_RULES.filter(({ id }) => id === "s3-bucket-versioning") })';

/** `expect(stack).toPassPolicies({ exceptions })` */
export function toPassPolicies(this: MatcherContext, received: unknown, options: PolicyOptions = {}): MatcherResult {
  // Rules of one's own may be about other providers.
  const isOfAws = [options.rules ?? POLICY_RULES].flat().every((rule) => POLICY_RULES.includes(rule));
  const stacks = isOfAws ? receivedAwsStacks(received, "toPassPolicies") : receivedStacks(received, "toPassPolicies");
  const findings = checkPolicies(stacks, options);
  if (this.isNot === true && options.rules === undefined) throw new TypeError(WHICH_RULE);
  if (findings.length === 0) return { pass: true, message: () => "expected a rule to be broken, but all hold" };
  const sentences = findings.map((finding) => `${finding.path}: ${findingSentence(finding)}`);
  const many = findings.length === 1 ? "is one finding" : `are ${findings.length} findings`;
  return { pass: false, message: () => `expected every rule to hold, but there ${many}:${lines(sentences, MOST_FINDINGS)}` };
}
