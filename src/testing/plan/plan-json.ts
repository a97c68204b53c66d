import { Arguments } from "../stack-resources";

/** A plan as `terraform show -json` writes it, as far as it is read here. https://developer.hashicorp.com/terraform/internals/json-format */
export interface PlanJson {
  readonly planned_values: { readonly root_module: ModuleValues; readonly outputs?: Readonly<Record<string, OutputValue>> };
  readonly prior_state?: { readonly values?: { readonly root_module?: ModuleValues } };
  readonly resource_changes?: readonly { readonly address: string; readonly change: { readonly after_unknown?: Arguments } }[];
  readonly variables?: Readonly<Record<string, { readonly value?: unknown }>>;
  readonly configuration: {
    readonly root_module: ModuleConfiguration;
    readonly provider_config?: Readonly<Record<string, ProviderConfiguration>>;
  };
  readonly errored?: boolean;
}

export interface OutputValue {
  readonly value?: unknown;
  readonly sensitive?: boolean;
}

/** The resources of a module with the values that are planned for them. */
export interface ModuleValues {
  readonly address?: string;
  readonly resources?: readonly ResourceValues[];
  readonly child_modules?: readonly ModuleValues[];
}

export interface ResourceValues {
  readonly address: string;
  readonly mode: "managed" | "data";
  readonly type: string;
  readonly name: string;
  readonly index?: string | number;
  readonly values?: Arguments;
  /** `true` where a value is sensitive; lists and objects have their shape, also where they are unknown. */
  readonly sensitive_values?: Arguments;
}

/** What a module's files say. */
export interface ModuleConfiguration {
  readonly resources?: readonly ResourceConfiguration[];
  readonly module_calls?: Readonly<Record<string, ModuleCall>>;
  readonly outputs?: Readonly<Record<string, { readonly expression?: Expression; readonly sensitive?: boolean }>>;
  readonly variables?: Readonly<Record<string, { readonly sensitive?: boolean }>>;
}

export interface ModuleCall {
  readonly expressions?: Readonly<Record<string, Expression>>;
  readonly for_each_expression?: Expression;
  readonly module?: ModuleConfiguration;
}

export interface ResourceConfiguration {
  readonly mode: "managed" | "data";
  readonly type: string;
  readonly name: string;
  readonly provider_config_key?: string;
  readonly expressions?: Readonly<Record<string, ArgumentExpression>>;
  readonly for_each_expression?: Expression;
  readonly depends_on?: readonly string[];
}

export interface ProviderConfiguration {
  readonly name: string;
  readonly alias?: string;
  readonly module_address?: string;
  readonly expressions?: Readonly<Record<string, ArgumentExpression>>;
}

/** What stands for a value: the value itself, also with `${…}` in it in Terraform's JSON syntax, or what it refers to. */
export interface Expression {
  readonly constant_value?: unknown;
  readonly references?: readonly string[];
}

/** An attribute, a block, or blocks. */
export type ArgumentExpression = Expression | BlockExpressions | readonly BlockExpressions[];
export interface BlockExpressions {
  readonly [argument: string]: ArgumentExpression;
}

/** An attribute's expression says nothing but these. */
export function isExpression(expression: ArgumentExpression): expression is Expression {
  return !Array.isArray(expression) && Object.keys(expression).every((name) => name === "constant_value" || name === "references");
}

const isObject = (value: unknown): value is Arguments => typeof value === "object" && value !== null && !Array.isArray(value);

/**
 * The first part of a plan that Terraform writes in another shape, such as of a file that was edited.
 *
 * @param reads what of a change is read: its values, or what is done as well
 */
export function brokenPart(plan: Arguments, reads: "values" | "actions"): string | undefined {
  const isChange = (value: unknown): boolean => isObject(value) && (reads === "values" || Array.isArray(value.actions));
  for (const field of ["resource_changes", "resource_drift"]) {
    const list: unknown = plan[field] ?? [];
    if (!Array.isArray(list)) return `${field} is no list`;
    const index = list.findIndex((entry) => !isObject(entry) || !isChange(entry.change) || typeof entry.address !== "string");
    if (index >= 0) return `${field}[${index}] isn't an object with an address and a change`;
  }
  const outputs: unknown = plan.output_changes ?? {};
  if (!isObject(outputs)) return "output_changes is no object";
  const name = Object.keys(outputs).find((key) => !isChange(outputs[key]));
  return name === undefined ? undefined : `output_changes.${name} isn't a change`;
}
