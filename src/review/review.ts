/** What Terraform would do with a resource. */
export type Action = "create" | "read" | "update" | "replace" | "delete" | "forget" | "import" | "move";

/** A value as a reviewer may see it: a sensitive one never leaves the plan. */
export type ShownValue =
  | { readonly kind: "value"; readonly text: string }
  | { readonly kind: "unknown" }
  | { readonly kind: "sensitive" }
  | { readonly kind: "absent" };

/** One attribute that differs. */
export interface AttributeChange {
  /** Such as `engine_version` or `setting[0].value`. */
  readonly path: string;
  readonly before: ShownValue;
  readonly after: ShownValue;
  /** Whether it is the reason why the resource is replaced. */
  readonly forcesReplacement: boolean;
}

/** One resource that the plan changes. */
export interface ResourceChange {
  /** The construct's path below its stack, without the `Resource` that main children are called; the address where no construct is known. */
  readonly path: string;
  /** Terraform's address. */
  readonly address: string;
  readonly type: string;
  readonly action: Action;
  /** By name: what differs, of what is updated or replaced; what is set, of what is created. */
  readonly attributes: readonly AttributeChange[];
  /** Why Terraform does it, in words without a full stop, where no attribute says it. */
  readonly reason?: string;
  /** Of a replacement: whether the old object is deleted before the new one is there or after it, or stays in AWS without being managed any more. */
  readonly order?: "delete-first" | "create-first" | "forget-old";
  /** The key of an old object that an earlier replacement has left over. */
  readonly deposed?: string;
  /** The address that it had, of what is moved. */
  readonly movedFrom?: string;
  /** The id that it is imported by. */
  readonly importedFrom?: string;
}

/** What a pipeline can be told to end on. */
export const GATES = ["stateful-replacement", "protection-removed", "public-exposure", "iam-widening"] as const;
export type Gate = (typeof GATES)[number];

/** How much it takes to decide, the gravest first: what can't be undone, what opens or takes away protection, what is good to know. */
export const SEVERITIES = ["danger", "warning", "note"] as const;
export type Severity = (typeof SEVERITIES)[number];

/** What a reviewer has to decide about. */
export interface Finding {
  /** What kind of thing it is, in kebab case, such as `stateful-replacement`; the gate's name where a gate holds it. */
  readonly rule: string;
  readonly severity: Severity;
  /** The gate that it fails. */
  readonly gate?: Gate;
  /** The construct's path, as in `ResourceChange`; empty for what is of no single resource. */
  readonly path: string;
  readonly address?: string;
  /** What happens, in one sentence without its full stop. */
  readonly sentence: string;
  /** Why: the attribute that forces it, the path of resources that leads there. One sentence each. */
  readonly reasons: readonly string[];
  /** What to do instead. */
  readonly fix?: string;
  /** Why it may pass, where somebody has written that down. */
  readonly exception?: { readonly reason: string; readonly expires: string };
}

/** The statements of one policy, before and after. */
export interface PolicyDifference {
  readonly path: string;
  readonly address: string;
  /** What of it, such as `policy` or `assume_role_policy`. */
  readonly attribute: string;
  readonly removed: readonly string[];
  readonly added: readonly string[];
}

/** A change of what serves, or of what is paid for. */
export interface CapacityChange {
  readonly path: string;
  readonly address: string;
  /** Such as "instance class db.r7g.large → db.r7g.xlarge". */
  readonly sentence: string;
}

/** How many resources the plan changes by each action. */
export type Totals = Readonly<Record<Action, number>>;

/** What a plan does, in the order in which a reviewer has to know it. */
export interface Review {
  readonly stack: string;
  readonly totals: Totals;
  /** The gravest first. */
  readonly findings: readonly Finding[];
  readonly policies: readonly PolicyDifference[];
  readonly capacity: readonly CapacityChange[];
  /** Every resource that changes, by path. */
  readonly changes: readonly ResourceChange[];
  /** What somebody else has changed since the last apply, as the refresh found it. */
  readonly drift: readonly ResourceChange[];
  readonly outputs: readonly AttributeChange[];
  /** Warnings of the synthesis. */
  readonly warnings: readonly string[];
  /** What makes it fail by itself: exceptions that have expired, or that nothing needs, in a sentence each. */
  readonly problems?: readonly string[];
}
