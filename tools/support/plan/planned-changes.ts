import { actionOf } from "../../../src/review/changes/actions";
import { hasUnknown } from "../../../src/review/changes/attributes";
import { ChangeJson, ResourceChangeJson as ReviewedResourceJson, Values } from "../../../src/review/changes/plan-json";

export { type Values } from "../../../src/review/changes/plan-json";

/** A plan as `terraform show -json` writes it, as far as it is read here. https://developer.hashicorp.com/terraform/internals/json-format */
export interface PlanJson {
  readonly resource_changes?: readonly ResourceChangeJson[];
  readonly resource_drift?: readonly ResourceChangeJson[];
  readonly output_changes?: Readonly<Record<string, { readonly actions: readonly string[] }>>;
  readonly configuration?: {
    readonly root_module?: { readonly resources?: readonly { readonly mode: string; readonly address: string }[] };
  };
}

/** A change as a review reads it, with the values as they are: what is compared here is of the emulator, and shown to nobody else. */
export interface ResourceChangeJson extends ReviewedResourceJson {
  readonly change: ChangeJson & { readonly before?: Values | null; readonly after?: Values | null; readonly after_unknown?: Values };
}

/** What Terraform would do with a resource. */
export type Action = "create" | "read" | "update" | "replace" | "delete" | "forget";

export interface PlannedChange {
  /** Terraform's address, such as `aws_vpc.Network_Resource_0A1B2C3D`. */
  readonly address: string;
  /** The construct's path below its stack, such as `Network/Resource`; the address where the construct is gone. */
  readonly path: string;
  readonly type: string;
  readonly action: Action;
  /** The attributes before; undefined for what is created. */
  readonly before?: Values;
  /** The attributes after, as far as they are known at plan time; undefined for what is deleted. */
  readonly after?: Values;
  /** Top-level attributes that differ, sorted; those that are known after apply included. */
  readonly changed: readonly string[];
  /** What is to be imported instead of created. */
  readonly imported: boolean;
}

/** Terraform's address → the construct's path, from the metadata that CDKTF writes beside each resource. */
export function constructPaths(stack: { resource?: Values; data?: Values }): Map<string, string> {
  const paths = new Map<string, string>();
  for (const [prefix, section] of [
    ["", stack.resource],
    ["data.", stack.data],
  ] as const) {
    for (const [type, resources] of Object.entries(section ?? {})) {
      for (const [name, resource] of Object.entries(resources as Values)) {
        const path: string | undefined = resource["//"]?.metadata?.path;
        if (path !== undefined) paths.set(`${prefix}${type}.${name}`, path.split("/").slice(1).join("/"));
      }
    }
  }
  return paths;
}

/** The changes of a plan; resources that stay as they are aren't among them. */
export function plannedChanges(plan: PlanJson, paths: ReadonlyMap<string, string> = new Map()): PlannedChange[] {
  return (plan.resource_changes ?? []).flatMap((resource) => {
    const action = actionOf(resource);
    // What only moves stays as it is.
    if (action === undefined || action === "move") return [];
    const { before, after } = resource.change;
    return {
      address: resource.address,
      path: paths.get(resource.address.replace(/\[.*?\]$/, "")) ?? resource.address,
      type: resource.type,
      action: action === "import" ? "update" : action,
      before: before ?? undefined,
      after: after ?? undefined,
      changed: changedAttributes(resource.change),
      imported: resource.change.importing !== undefined,
    };
  });
}

function changedAttributes({ before, after, after_unknown: unknown }: ResourceChangeJson["change"]): string[] {
  if (!before || !after) return [];
  const names = new Set([...Object.keys(before), ...Object.keys(after), ...Object.keys(unknown ?? {})]);
  return [...names].filter((name) => hasUnknown(unknown?.[name]) || JSON.stringify(before[name]) !== JSON.stringify(after[name])).sort();
}
