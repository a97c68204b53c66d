import { TerraformStack } from "cdktf";
import { synth } from "./synth";

/** What becomes of the resources of a stack when its code changes: what a plan would show. */
export interface Changes {
  readonly gone: string[];
  readonly made: string[];
  /** Resource → the arguments that differ. */
  readonly changed: Record<string, string[]>;
}

/** Compares two versions of a stack. Resources are named `type.id`; of those that are made or changed, without the id's hash. */
export function changes(before: TerraformStack, after: TerraformStack): Changes {
  const [old, grown] = [resources(before), resources(after)];
  const differing = (id: string): string[] => {
    const names = [...new Set([...Object.keys(old[id]!), ...Object.keys(grown[id]!)])].sort();
    return names.filter((name) => JSON.stringify(old[id]![name]) !== JSON.stringify(grown[id]![name]));
  };
  const staying = Object.keys(old).filter((id) => grown[id]);
  return {
    gone: Object.keys(old).filter((id) => !grown[id]),
    made: Object.keys(grown)
      .filter((id) => !old[id])
      .map(readable)
      .sort(),
    changed: Object.fromEntries(staying.map((id) => [readable(id), differing(id)] as const).filter(([, names]) => names.length > 0)),
  };
}

function resources(stack: TerraformStack): Record<string, Record<string, unknown>> {
  const types = Object.entries(synth(stack).json.resource as Record<string, Record<string, Record<string, unknown>>>);
  return Object.fromEntries(types.flatMap(([type, byId]) => Object.entries(byId).map(([id, args]) => [`${type}.${id}`, args])));
}

function readable(id: string): string {
  return id.replace(/_[0-9A-F]{8}$/, "");
}
