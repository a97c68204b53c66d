import { ResourceChangeJson, Values } from "../../src/review/changes/plan-json";

/** A plan as Terraform's page of the format has it: https://developer.hashicorp.com/terraform/internals/json-format */
export function plan(changes: readonly Partial<ResourceChangeJson>[], more: Values = {}): Values {
  return {
    format_version: "1.2",
    planned_values: { root_module: {} },
    configuration: { root_module: {} },
    resource_changes: changes,
    ...more,
  };
}

/** One resource of a plan, by its address in the root module. */
export function resource(address: string, actions: string, change: Values = {}, more: Values = {}): ResourceChangeJson {
  const [type, name] = address.replace(/^data\./, "").split(".") as [string, string];
  return {
    address,
    mode: address.startsWith("data.") ? "data" : "managed",
    type,
    name: name.replace(/\[.*\]$/, ""),
    ...more,
    change: {
      actions: actions.split(" "),
      before: null,
      after: null,
      after_unknown: {},
      before_sensitive: {},
      after_sensitive: {},
      ...change,
    },
  };
}

/** Arguments with one value, in as many blocks as its path has: `root_block_device.volume_size`. */
export function nested(path: string, value: unknown): Values {
  const [name, ...rest] = path.split(".") as [string, ...string[]];
  return { [name]: rest.length === 0 ? value : [nested(rest.join("."), value)] };
}
