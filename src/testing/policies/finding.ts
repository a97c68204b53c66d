import { PolicyRule, RuleSeverity, RuleViolation } from "./rule";

/** A resource that breaks a rule. */
export interface PolicyFinding {
  /** The rule's id. */
  readonly rule: string;
  readonly severity: RuleSeverity;
  /** The construct's path: with its stack's id where the document has it, and without the `Resource` that main children are called. */
  readonly path: string;
  /** Terraform's address, such as `aws_s3_bucket.Assets_94F8B62E`. */
  readonly address: string;
  /** The stack's id, where the document has it. */
  readonly stack?: string;
  /** What must hold. */
  readonly sentence: string;
  /** What doesn't, as it is configured. */
  readonly detail: string;
  /** What to write. */
  readonly fix: string;
}

/** The most serious first. */
export const SEVERITIES: readonly RuleSeverity[] = ["critical", "high", "medium", "low"];

export function findingOf({ id, severity, sentence, fix }: PolicyRule, { resource, detail }: RuleViolation): PolicyFinding {
  const { address, name, args } = resource;
  const path: unknown = args["//"]?.metadata?.path;
  const stack = typeof path === "string" ? path.split("/")[0] : undefined;
  return {
    ...{ rule: id, severity, path: stack === undefined ? name : `${stack}/${name}`, address, stack },
    ...{ sentence, detail, fix },
  };
}

/** By severity, the worst first, and then by what they are about. */
export function sortedFindings(findings: readonly PolicyFinding[]): PolicyFinding[] {
  const text = ({ rule, path, address, detail }: PolicyFinding): string => [rule, path, address, detail].join("\n");
  return [...findings].sort(
    (a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) || (text(a) < text(b) ? -1 : text(a) > text(b) ? 1 : 0),
  );
}

/** A finding as people read it, without the path where that stands before it. */
export function findingSentence({ rule, severity, address, sentence, detail, fix }: PolicyFinding): string {
  return `${rule} (${severity}): ${sentence} Found: ${detail} (${address}). ${fix}`;
}
