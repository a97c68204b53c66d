import { Configuration, Resource } from "../configuration";

/** How much it hurts where a rule is broken: as AWS Security Hub rates the control, the gravest where a rule answers several. */
export type RuleSeverity = "critical" | "high" | "medium" | "low";

/** Something that must hold of every stack. */
export interface PolicyRule {
  /** In kebab case, the service first: `s3-bucket-versioning`. Exceptions name it. */
  readonly id: string;
  /** What must hold: `A bucket keeps the versions of its objects.` */
  readonly sentence: string;
  readonly severity: RuleSeverity;
  /** What to write where it doesn't hold. */
  readonly fix: string;
  /** AWS's page, by its title and section, or the fact that the rule answers. */
  readonly source: string;
  /** Controls of AWS Foundational Security Best Practices, such as `S3.14`. */
  readonly fsbp?: readonly string[];
  /** Sections of the CIS AWS Foundations Benchmark v3.0.0, such as `2.1.4`. */
  readonly cis?: readonly string[];
  /** Ids of scanners' checks: `CKV_AWS_21`, `AVD-AWS-0090`. */
  readonly scanners?: readonly string[];
  /** The resource types that it looks at. */
  readonly types: readonly string[];
  /** What breaks the rule; nothing where it holds. What only Terraform knows passes. */
  readonly check: (configuration: Configuration) => readonly RuleViolation[];
}

/** A resource that breaks a rule. */
export interface RuleViolation {
  readonly resource: Resource;
  /** What of it does, as it is configured: `versioning_configuration.status is "Suspended"`. */
  readonly detail: string;
}
