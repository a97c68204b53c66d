import { PropTypes, STRING, list, optional } from "../internal/prop-types";
import { Validator } from "../internal/validator";
import { Configuration } from "./configuration";
import { PolicyException, validateExceptions, withoutExcepted } from "./policies/exceptions";
import { PolicyFinding, findingOf, sortedFindings } from "./policies/finding";
import { PolicyRule } from "./policies/rule";
import { POLICY_RULES } from "./policies/rules";
import { SynthesizedStack, synthesizedStacks } from "./synthesized-stack";

/** How stacks are checked. */
export interface PolicyOptions {
  /** What needn't hold somewhere. @default - every rule holds everywhere */
  readonly exceptions?: readonly PolicyException[];
  /** The day that exceptions are looked at, in UTC, such as `2026-11-26`. @default - the day it is */
  readonly today?: string;
  /** The rules: those that there are, some of them, or rules of your own. @default - `POLICY_RULES` */
  readonly rules?: readonly PolicyRule[];
}

const OPTIONS: PropTypes<PolicyOptions> = {
  exceptions: optional(list<readonly PolicyException[]>()),
  today: optional(STRING),
  rules: optional(list<readonly PolicyRule[]>()),
};

/**
 * Checks stacks against the rules: what AWS Foundational Security Best Practices ask for, what AWS refuses or breaks though the configuration is
 * valid, physical names that two stacks share, and quotas. Give it all stacks of an app at once: what one has of another is followed.
 *
 *     const findings = checkPolicies(synthesize(stack), {
 *       exceptions: [{ rule: "s3-bucket-versioning", path: "Scratch", reason: "Holds what can be made again.", expires: "2027-06-30" }],
 *     });
 *     expect(findings).toEqual([]);
 *
 * What only Terraform knows passes.
 *
 * @returns what breaks a rule, the worst first; the same for the same stacks
 * @throws TypeError for what isn't synthesized, and for no stack at all: nothing is found in it
 * @throws ValidationError for a rule that lacks what a finding says, and for an exception that names no rule, has no reason or day, is given twice, or excepts nothing
 */
export function checkPolicies(stacks: SynthesizedStack | readonly SynthesizedStack[], options: PolicyOptions = {}): PolicyFinding[] {
  new Validator("checkPolicies").props(options, OPTIONS, "options").throwIfInvalid();
  const { exceptions = [], today = new Date().toISOString().slice(0, 10), rules = POLICY_RULES } = options;
  validateRules(rules);
  validateExceptions("checkPolicies", exceptions, rules);
  const configuration = new Configuration(synthesizedStacks(stacks, "checkPolicies(synthesize(stack))"));
  const findings = rules.flatMap((rule) => rule.check(configuration).map((violation) => findingOf(rule, violation)));
  return sortedFindings(withoutExcepted("checkPolicies", sortedFindings(findings), exceptions, today));
}

/** @throws ValidationError for what lacks something that a finding says, and for what checks nothing */
function validateRules(rules: readonly PolicyRule[]): void {
  const validator = new Validator("checkPolicies");
  validator.check("rules", rules, rules.length > 0, "must have a rule at least", "Leave it out to check all rules of the catalogue.");
  rules.forEach((rule: Partial<PolicyRule> | undefined, index) => {
    const said = [rule?.id, rule?.sentence, rule?.severity, rule?.fix];
    validator.check(
      `rules[${index}]`,
      rule,
      typeof rule?.check === "function" && said.every((text) => typeof text === "string"),
      "must be a rule, with id, sentence, severity, fix and the function check",
      "Write it as an object of the type PolicyRule.",
    );
  });
  validator.throwIfInvalid();
}
