import { ModuleConfiguration } from "../../testing/plan/plan-json";
import { PlanJson, ResourceChangeJson } from "./plan-json";

/** What the configuration sets of each resource: everything else is the provider's, or AWS's. */
export class ConfiguredArguments {
  private readonly byResource = new Map<string, ReadonlySet<string>>();

  public constructor(plan: PlanJson) {
    this.add("", plan.configuration.root_module);
  }

  /** Whether an argument is set, whatever it is set to. */
  public has({ module_address: module, mode, type, name }: ResourceChangeJson, argument: string): boolean {
    const prefix = module === undefined ? "" : `${module.replace(/\[("(?:[^"\\]|\\.)*"|\d+)\]/g, "")}.`;
    return this.byResource.get(`${prefix}${mode}.${type}.${name}`)?.has(argument) === true;
  }

  private add(prefix: string, module: ModuleConfiguration): void {
    for (const { mode, type, name, expressions } of module.resources ?? []) {
      this.byResource.set(`${prefix}${mode}.${type}.${name}`, new Set(Object.keys(expressions ?? {})));
    }
    for (const [name, call] of Object.entries(module.module_calls ?? {})) {
      if (call.module) this.add(`${prefix}module.${name}.`, call.module);
    }
  }
}
