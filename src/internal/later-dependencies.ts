import { Lazy, TerraformResource } from "cdktf";
import { isElsewhere } from "./stacks";

/**
 * Has a resource wait for others of its stack that are known at synthesis alone, because they are made after it. Those of other stacks can't be waited for.
 */
export function alsoDependOn(resource: TerraformResource, dependencies: () => readonly TerraformResource[]): void {
  const known = resource.dependsOn ?? [];
  const produce = (): string[] | undefined => {
    const later = dependencies().filter((dependency) => !isElsewhere(resource, dependency));
    const all = [...known, ...later.map(({ terraformResourceType, friendlyUniqueId }) => `${terraformResourceType}.${friendlyUniqueId}`)];
    return all.length > 0 ? all : undefined;
  };
  resource.dependsOn = Lazy.listValue({ produce });
}
