import { POLICY_RULES } from "../testing/policies/rules";
import { Finding } from "./review";
import { withoutStop } from "./texts";

const RULE_SENTENCES: ReadonlyMap<string, string> = new Map(POLICY_RULES.map(({ id, sentence }) => [id, withoutStop(sentence)]));

/**
 * Leaves out the finding of a rule where a gate's finding tells of the same attribute of the same resource: "loses its deletion protection" and "deletion_protection is false" are to be
 * decided once. The gate's finding then names the rule, and has its fix where it has none of its own.
 */
export function toldOnce(findings: readonly Finding[]): Finding[] {
  const gated = new Map<string, Finding[]>();
  for (const finding of findings) {
    if (finding.gate === undefined || finding.address === undefined) continue;
    gated.set(finding.address, [...(gated.get(finding.address) ?? []), finding]);
  }
  const rulesOf = new Map<Finding, Finding[]>();
  const rest = findings.filter((finding) => {
    const attribute = attributeOf(finding);
    const teller = attribute && gated.get(finding.address!)?.find((each) => names(each, attribute));
    if (!teller) return true;
    rulesOf.set(teller, [...(rulesOf.get(teller) ?? []), finding]);
    return false;
  });
  return rest.map((finding) => (rulesOf.get(finding) ?? []).reduce(withRule, finding));
}

/** The attribute that breaks a rule, as the rule's finding begins: `Database: deletion_protection is false`. */
function attributeOf({ rule, path, address, severity, sentence }: Finding): string | undefined {
  if (severity === "note" || address === undefined || !RULE_SENTENCES.has(rule) || !sentence.startsWith(`${path}: `)) return undefined;
  return /^([a-z]\w*(?:\.\w+)*) is /.exec(sentence.slice(path.length + 2))?.[1];
}

function names({ reasons }: Finding, attribute: string): boolean {
  return reasons.some((reason) => reason.split(/[^\w.]+/).includes(attribute));
}

function withRule(finding: Finding, { rule, fix }: Finding): Finding {
  const reasons = [...finding.reasons, `It breaks the rule ${rule}: ${RULE_SENTENCES.get(rule)!}`];
  return { ...finding, reasons, ...(finding.fix === undefined && fix !== undefined && { fix }) };
}
