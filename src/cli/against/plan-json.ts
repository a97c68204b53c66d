import { Values } from "../terraform/stack-json";

/** A plan as `terraform show -json` writes it, as far as a state is made from it. https://developer.hashicorp.com/terraform/internals/json-format */
export interface PlanJson {
  readonly format_version?: string;
  readonly terraform_version?: string;
  readonly resource_changes?: readonly PlannedResource[];
  readonly output_changes?: Readonly<Record<string, Change>>;
  readonly prior_state?: {
    readonly values?: { readonly root_module?: { readonly resources?: readonly ReadResource[] } };
  };
  readonly configuration?: {
    readonly provider_config?: Readonly<Record<string, ProviderConfig>>;
    readonly root_module?: ConfiguredModule;
  };
}

interface ReadResource {
  readonly address: string;
  readonly mode: string;
  readonly values?: unknown;
}

export interface PlannedResource {
  readonly address: string;
  readonly module_address?: string;
  readonly mode: string;
  readonly type: string;
  readonly name: string;
  readonly index?: string | number;
  readonly provider_name: string;
  readonly change: Change;
}

export interface Change {
  readonly actions: readonly string[];
  readonly before?: unknown;
  readonly after?: unknown;
  readonly after_unknown?: unknown;
  readonly after_sensitive?: unknown;
  readonly importing?: { readonly id?: string };
}

export interface ProviderConfig {
  readonly full_name?: string;
  readonly alias?: string;
  readonly expressions?: Readonly<Record<string, { readonly constant_value?: unknown }>>;
}

export interface ConfiguredModule {
  readonly resources?: readonly { readonly address: string; readonly provider_config_key?: string }[];
  readonly module_calls?: Readonly<Record<string, { readonly module?: ConfiguredModule }>>;
}

/** What is or will be there: neither data sources nor what goes. */
export function standing(plan: PlanJson): readonly PlannedResource[] {
  return (plan.resource_changes ?? []).filter(
    ({ mode, change }) => mode === "managed" && change.after !== null && change.after !== undefined,
  );
}

/** What data sources of the stack itself have read while it was planned, by `<type>.<name>`. */
export function dataOf({ prior_state: prior }: PlanJson): ReadonlyMap<string, unknown> {
  const read = (prior?.values?.root_module?.resources ?? []).filter(({ mode }) => mode === "data");
  return new Map(read.map(({ address, values }) => [address.replace(/^data\./, ""), values]));
}

/** What the plan would do, but for what it only reads. */
export function changing(plan: PlanJson): readonly PlannedResource[] {
  return (plan.resource_changes ?? []).filter(({ mode, change }) => mode === "managed" && change.actions.join() !== "no-op");
}

/** Each configured resource's provider configuration, by the address without indexes. */
export function providerConfigs(plan: PlanJson): ReadonlyMap<string, ProviderConfig> {
  const configs = plan.configuration?.provider_config ?? {};
  const found = new Map<string, ProviderConfig>();
  const visit = (module: ConfiguredModule, prefix: string): void => {
    for (const { address, provider_config_key: key } of module.resources ?? []) {
      const config = key === undefined ? undefined : (configs[key] ?? configs[key.split(":").at(-1)!]);
      if (config) found.set(`${prefix}${address}`, config);
    }
    for (const [name, call] of Object.entries(module.module_calls ?? {})) {
      if (call.module) visit(call.module, `${prefix}module.${name}.`);
    }
  };
  visit(plan.configuration?.root_module ?? {}, "");
  return found;
}

/** An address without the indexes of `count` and `for_each`. */
export function withoutIndexes(address: string): string {
  return address.replace(/\[(?:\d+|"(?:[^"\\]|\\.)*")\]/g, "");
}

export function valuesOf(value: unknown): Values {
  return typeof value === "object" && value !== null ? (value as Values) : {};
}
