import { PlanJson as ViewedPlanJson, brokenPart } from "../../testing/plan/plan-json";

// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type Values = Record<string, any>;

/** What Terraform would do, with the values before and after. */
export interface ChangeJson {
  readonly actions: readonly string[];
  readonly before?: unknown;
  readonly after?: unknown;
  /** `true` where a value is known after apply only. */
  readonly after_unknown?: unknown;
  /** `true` where a value is sensitive. */
  readonly before_sensitive?: unknown;
  readonly after_sensitive?: unknown;
  /** What forces the replacement. */
  readonly replace_paths?: readonly (readonly (string | number)[])[];
  readonly importing?: { readonly id?: string; readonly identity?: Values };
}

export interface ResourceChangeJson {
  readonly address: string;
  readonly previous_address?: string;
  readonly mode: string;
  readonly type: string;
  readonly name: string;
  readonly index?: string | number;
  readonly module_address?: string;
  /** The key of an object that was to be deleted by an earlier apply, and wasn't. */
  readonly deposed?: string;
  readonly change: ChangeJson;
  readonly action_reason?: string;
}

/** A plan as `terraform show -json` writes it, as far as a review reads it. https://developer.hashicorp.com/terraform/internals/json-format */
export interface PlanJson extends ViewedPlanJson {
  readonly resource_changes?: readonly (ResourceChangeJson & { readonly change: { readonly after_unknown?: Values } })[];
  /** What the refresh has found changed. */
  readonly resource_drift?: readonly ResourceChangeJson[];
  /** The attributes that the plan's changes come from. */
  readonly relevant_attributes?: readonly { readonly resource: string; readonly attribute: readonly (string | number)[] }[];
  readonly output_changes?: Readonly<Record<string, ChangeJson>>;
  /** Whether nothing is left to plan after this apply; Terraform 1.8 and later say it. */
  readonly complete?: boolean;
  /** What Terraform can't plan before something else is applied: this apply doesn't do it. */
  readonly deferred_changes?: readonly { readonly resource_change?: { readonly address?: string } }[];
}

/**
 * A plan that can be reviewed.
 *
 * @throws Error in a sentence for what is none: a text, a state, a plan that Terraform couldn't finish
 */
export function checkedPlan(json: unknown): PlanJson {
  const takes = "A review takes what `terraform show -json <file of the plan>` writes";
  if (typeof json !== "object" || json === null || Array.isArray(json)) {
    throw new Error(`${takes}, as an object, received ${json === null ? "null" : Array.isArray(json) ? "a list" : `a ${typeof json}`}`);
  }
  const { errored, planned_values: planned, configuration, values, terraform_version: version, serial } = json as Values;
  if (errored === true) throw new Error(`${takes}, received a plan that Terraform couldn't finish: see the errors of terraform plan`);
  if (planned !== undefined && configuration?.root_module !== undefined) {
    const broken = brokenPart(json as Values, "actions");
    if (broken === undefined) return withRoot(json as PlanJson);
    throw new Error(`${takes}, received a plan whose ${broken}: write it anew`);
  }
  const isState = values !== undefined || (version !== undefined && serial !== undefined);
  const isEmptyState = Object.keys(json).join() === "format_version";
  throw new Error(
    `${takes}, received ${isState || isEmptyState ? "a state: name the plan's file" : `an object of ${Object.keys(json).sort().join(", ") || "nothing"}`}`,
  );
}

/** A plan that leaves nothing has no root module in its planned values. */
function withRoot(plan: PlanJson): PlanJson {
  return plan.planned_values.root_module === undefined ? { ...plan, planned_values: { ...plan.planned_values, root_module: {} } } : plan;
}
