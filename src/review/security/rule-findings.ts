import { checkPolicies } from "../../testing/policies";
import { PolicyFinding } from "../../testing/policies/finding";
import { Finding } from "../review";
import { compareTexts, withoutStop } from "./attempt";
import { Side } from "./side";

/** The day of exceptions, of which a review's own are told elsewhere: any does. */
const TODAY = "2000-01-01";

/** Rules of the testing kit that a plan breaks, and those that it heals. From nothing, the graver ones alone. */
export function ruleFindings(before: Side, after: Side): Finding[] {
  const [old, next] = [brokenRules(before), brokenRules(after)];
  const broken = [...next].filter(([key]) => !old.has(key)).map(([, finding]) => finding);
  const isGrave = ({ severity }: PolicyFinding): boolean => severity === "critical" || severity === "high";
  if (before.isEmpty) return [...broken.filter(isGrave).map(brokenFinding), ...summary(broken.filter((finding) => !isGrave(finding)))];
  const addresses = new Set(after.stack.types.flatMap((type) => after.configuration.all(type)).map(({ address }) => address));
  const healed = [...old]
    .filter(([key, { address }]) => !next.has(key) && addresses.has(address))
    .map(([, finding]) => healedFinding(finding));
  return [...broken.map(brokenFinding), ...healed];
}

/** By the rule and the resource: what of it breaks the rule may change. */
function brokenRules({ stack, isEmpty }: Side): Map<string, PolicyFinding> {
  const findings = isEmpty ? [] : checkPolicies(stack, { today: TODAY });
  return new Map(findings.map((finding) => [`${finding.rule} ${finding.address}`, finding]));
}

function brokenFinding({ rule, severity, path, address, sentence, detail, fix, stack }: PolicyFinding): Finding {
  const own = pathOf(path, stack);
  const reasons = [withoutStop(sentence), `The rule is of ${severity} severity`];
  return { rule, severity: "warning", path: own, address, sentence: `${own}: ${withoutStop(detail)}`, reasons, fix: withoutStop(fix) };
}

function healedFinding({ rule, path, address, sentence, stack }: PolicyFinding): Finding {
  const own = pathOf(path, stack);
  return { rule, severity: "note", path: own, address, sentence: `${own} now keeps the rule: ${withoutStop(sentence)}`, reasons: [] };
}

function summary(findings: readonly PolicyFinding[]): Finding[] {
  if (findings.length === 0) return [];
  const rules = [...new Set(findings.map(({ rule, severity }) => `${rule} (${severity})`))].sort(compareTexts);
  const sentence = `${rules.length} ${rules.length === 1 ? "rule" : "rules"} of medium or low severity ${rules.length === 1 ? "isn't" : "aren't"} kept`;
  return [{ rule: "policy-rules", severity: "note", path: "", sentence, reasons: rules }];
}

/** The path below the stack, as other findings have it. */
function pathOf(path: string, stack: string | undefined): string {
  return stack !== undefined && path.startsWith(`${stack}/`) ? path.slice(stack.length + 1) : path;
}
