import { compareTexts } from "../../internal/compare-texts";
import { checkPolicies } from "../../testing/policies";
import { PolicyFinding } from "../../testing/policies/finding";
import { PolicyRule } from "../../testing/policies/rule";
import { POLICY_RULES } from "../../testing/policies/rules";
import { Finding, Severity } from "../review";
import { listed, withoutStop } from "../texts";
import { ChangedResource } from "./changed-resources";
import { Side } from "./side";

/** The day of exceptions, of which a review's own are told elsewhere: any does. */
const TODAY = "2000-01-01";

/** As many resources that break the same rule have a sentence each. */
const MOST_ALIKE = 5;
/** As many of them are named where there is one for all. */
const MOST_LISTED = 10;

/** Rules of the testing kit that a plan breaks, and those that it heals. From nothing, the graver ones alone. */
export function ruleFindings(before: Side, after: Side, changed: readonly ChangedResource[]): Finding[] {
  const rules = rulesAbout(changed);
  const [old, next] = [brokenRules(before, rules), brokenRules(after, rules)];
  const broken = [...next].filter(([key]) => !old.has(key)).map(([, finding]) => finding);
  const isGrave = ({ severity }: PolicyFinding): boolean => severity === "critical" || severity === "high";
  if (before.isEmpty) return [...folded(broken.filter(isGrave), 1), ...lesserRules(broken.filter((finding) => !isGrave(finding)))];
  const addresses = new Set(after.stack.types.flatMap((type) => after.configuration.all(type)).map(({ address }) => address));
  const healed = [...old]
    .filter(([key, { address }]) => !next.has(key) && addresses.has(address))
    .map(([, finding]) => healedFinding(finding));
  return [...folded(broken, MOST_ALIKE), ...healed];
}

/** Rules that look at something that has changed: any other says the same of both sides. */
function rulesAbout(changed: readonly ChangedResource[]): readonly PolicyRule[] {
  const types = new Set(changed.map(({ type }) => type));
  // What a data source has may be anybody's argument.
  if ([...types].some((type) => type.startsWith("data."))) return POLICY_RULES;
  return POLICY_RULES.filter((rule) => rule.types.some((type) => type === "terraform" || types.has(type)));
}

/** By the rule and the resource: what of it breaks the rule may change. */
function brokenRules({ stack, isEmpty }: Side, rules: readonly PolicyRule[]): Map<string, PolicyFinding> {
  const findings = isEmpty ? [] : checkPolicies(stack, { today: TODAY, rules });
  return new Map(findings.map((finding) => [`${finding.rule} ${finding.address}`, finding]));
}

/** One for each resource; one for all, where there are more that break the same rule. */
function folded(findings: readonly PolicyFinding[], most: number): Finding[] {
  return [...byRule(findings).values()].flatMap((alike) => (alike.length > most ? [foldedFinding(alike)] : alike.map(brokenFinding)));
}

function foldedFinding(alike: readonly PolicyFinding[]): Finding {
  const { rule, severity, sentence, fix } = alike[0]!;
  const paths = alike.map(({ path, stack }) => pathOf(path, stack)).sort(compareTexts);
  const shown = paths.length > MOST_LISTED ? [...paths.slice(0, MOST_LISTED), `${paths.length - MOST_LISTED} more`] : paths;
  const said = `${alike.length} resources break the rule: ${withoutStop(sentence)}`;
  const reasons = [`They are ${listed(shown)}`, `The rule is of ${severity} severity`];
  return { rule, severity: gravityOf(severity), path: "", sentence: said, reasons, fix: withoutStop(fix) };
}

/** A critical rule is one whose breach is to be mended before anything else. What is good to know mustn't hide what is to be decided. */
function gravityOf(severity: PolicyFinding["severity"]): Severity {
  if (severity === "critical") return "danger";
  return severity === "low" ? "note" : "warning";
}

function brokenFinding({ rule, severity, path, address, sentence, detail, fix, stack }: PolicyFinding): Finding {
  const own = pathOf(path, stack);
  const reasons = [withoutStop(sentence), `The rule is of ${severity} severity`];
  return {
    rule,
    severity: gravityOf(severity),
    path: own,
    address,
    sentence: `${own}: ${withoutStop(detail)}`,
    reasons,
    fix: withoutStop(fix),
  };
}

function healedFinding({ rule, path, address, sentence, stack }: PolicyFinding): Finding {
  const own = pathOf(path, stack);
  return { rule, severity: "note", path: own, address, sentence: `${own} now keeps the rule: ${withoutStop(sentence)}`, reasons: [] };
}

/** Of a stack that is made from nothing: nobody has to decide now about what can be mended in place, and everybody may look it up. */
function lesserRules(findings: readonly PolicyFinding[]): Finding[] {
  if (findings.length === 0) return [];
  const reasons = [...byRule(findings).values()].map((alike) => {
    const { rule, severity, sentence, path, stack } = alike[0]!;
    const others = alike.length === 1 ? "" : ` and ${alike.length - 1} more`;
    return `${rule} (${severity}), by ${pathOf(path, stack)}${others}: ${withoutStop(sentence)}`;
  });
  return [
    {
      rule: "policy-rules",
      severity: "note",
      path: "",
      sentence: `the new stack breaks ${reasons.length} ${reasons.length === 1 ? "rule" : "rules"} of medium or low severity`,
      reasons: reasons.sort(compareTexts),
      fix: "Keep each rule, or except it with a reason: checkPolicies of the testing kit names every resource and what to write",
    },
  ];
}

function byRule(findings: readonly PolicyFinding[]): Map<string, PolicyFinding[]> {
  const rules = new Map<string, PolicyFinding[]>();
  for (const finding of findings) rules.set(finding.rule, [...(rules.get(finding.rule) ?? []), finding]);
  return rules;
}

/** The path below the stack, as other findings have it. */
function pathOf(path: string, stack: string | undefined): string {
  return stack !== undefined && path.startsWith(`${stack}/`) ? path.slice(stack.length + 1) : path;
}
