import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Values } from "../../../src/review/changes/plan-json";

const TEXT = readFileSync(join(__dirname, "everyday.plan.json"), "utf8");

interface Resource {
  readonly address: string;
  readonly mode: string;
  readonly type: string;
  readonly name: string;
  values?: Values;
  expressions?: Values;
  change?: Values;
}

/** What a plan has of one resource: its change, the values that are planned, and how it is configured. */
interface Place {
  readonly change: Values;
  readonly planned: Values;
  readonly configured: Values;
}

/** The plan of a platform that nothing changes, by the real provider (`npm run review-goldens -- --everyday`), in which a test changes something as a plan would have it. */
export class MutatedPlan {
  public readonly json: Values = JSON.parse(TEXT) as Values;

  /** Another value of arguments, in place. */
  public updated(address: string, values: Values): this {
    const { change, planned, configured } = this.at(address);
    change.actions = ["update"];
    for (const side of [change.after as Values, planned]) Object.assign(side, values);
    for (const [name, value] of Object.entries(values)) configured[name] = { constant_value: value };
    return this;
  }

  /** Another value of an argument that the provider's page says forces a new resource. */
  public replaced(address: string, values: Values, actions: readonly string[] = ["delete", "create"]): this {
    this.updated(address, values);
    const { change } = this.at(address);
    Object.assign(change, { actions: [...actions], replace_paths: Object.keys(values).map((name) => [name]) });
    return this;
  }

  /** What has left the configuration. */
  public removed(address: string, action: "delete" | "forget" = "delete"): this {
    Object.assign(this.at(address).change, { actions: [action], after: null, after_unknown: {}, after_sensitive: false });
    for (const module of [this.json.planned_values.root_module, this.json.configuration.root_module] as Values[]) {
      module.resources = (module.resources as Resource[]).filter((each) => each.address !== address);
    }
    return this;
  }

  /** What is new. */
  public created(address: string, values: Values): this {
    const [type, name] = address.split(".") as [string, string];
    const resource = { address, mode: "managed", type, name, provider_name: "registry.terraform.io/hashicorp/aws" };
    const expressions = Object.fromEntries(Object.entries(values).map(([key, value]) => [key, { constant_value: value as unknown }]));
    const marks = { before_sensitive: false, after_sensitive: {}, after_unknown: { id: true } };
    (this.json.resource_changes as Resource[]).push({
      ...resource,
      change: { actions: ["create"], before: null, after: values, ...marks },
    });
    (this.json.planned_values.root_module.resources as Resource[]).push({ ...resource, values });
    (this.json.configuration.root_module.resources as Values[]).push({ ...resource, provider_config_key: "aws", expressions });
    return this;
  }

  private at(address: string): Place {
    const find = (list: Resource[]): Resource => {
      const found = list.find((each) => each.address === address);
      if (found === undefined) throw new Error(`the plan has no ${address}`);
      return found;
    };
    return {
      change: find(this.json.resource_changes as Resource[]).change!,
      planned: find(this.json.planned_values.root_module.resources as Resource[]).values!,
      configured: find(this.json.configuration.root_module.resources as Resource[]).expressions!,
    };
  }
}
