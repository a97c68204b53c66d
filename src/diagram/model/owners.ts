import { Resource } from "../../testing/configuration";
import { Part } from "../types";
import { Resources } from "./resources";

/** Finds the part that a resource belongs to. */
export class Owners {
  private readonly byKey = new Map<string, Part>();

  public constructor(
    private readonly resources: Resources,
    parts: readonly Part[],
  ) {
    const byAddress = new Map<string, Part[]>();
    for (const part of parts) for (const address of part.addresses) byAddress.set(address, [...(byAddress.get(address) ?? []), part]);
    for (const resource of resources.all) {
      const owners = byAddress.get(resource.address) ?? [];
      // Stacks of one class have the same addresses: of two owners it is the one that has the resource's path.
      const owner = owners.find(({ id }) => resource.name.startsWith(id.split("/")[0]!)) ?? owners[0];
      if (owner) this.byKey.set(resource.key, owner);
    }
  }

  public of(resource: Resource | undefined): Part | undefined {
    return resource && this.byKey.get(resource.key);
  }

  public ofName(name: string): Part | undefined {
    return this.of(this.resources.ofName(name));
  }
}
