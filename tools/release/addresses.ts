import { TerraformResource, TerraformStack } from "cdktf";

/** A resource's address in Terraform → its construct's path within the stack. */
export type Addresses = ReadonlyMap<string, string>;

/** An address that is gone, and those of the same type that are new. */
export interface LostAddress {
  readonly address: string;
  readonly path: string;
  readonly candidates: readonly string[];
}

/** Of a stack of one module's constructs. */
export function stackAddresses(stack: TerraformStack): Addresses {
  const resources = stack.node.findAll().filter((construct) => TerraformResource.isTerraformResource(construct));
  return new Map(
    resources.map(({ terraformResourceType, friendlyUniqueId, node }) => [
      `${terraformResourceType}.${friendlyUniqueId}`,
      node.path.split("/").slice(1).join("/"),
    ]),
  );
}

export function written(addresses: Addresses): string {
  return [...addresses]
    .map(([address, path]) => `${address} ${path}\n`)
    .sort()
    .join("");
}

export function read(text: string): Addresses {
  return new Map(
    text
      .split("\n")
      .filter((line) => line !== "")
      .map((line) => line.split(" ", 2) as [string, string]),
  );
}

/** What a state of the older one has and the newer one doesn't know. */
export function lostAddresses(older: Addresses, newer: Addresses): LostAddress[] {
  const type = (address: string): string => address.slice(0, address.indexOf("."));
  const fresh = [...newer.keys()].filter((address) => !older.has(address));
  return [...older]
    .filter(([address]) => !newer.has(address))
    .map(([address, path]) => ({ address, path, candidates: fresh.filter((other) => type(other) === type(address)).sort() }));
}

/** What differs from a list that is committed, and what to do about it; nothing for the same addresses. Pure. */
export function changedAddresses(committed: Addresses, now: Addresses): string {
  const fresh = [...now].filter(([address]) => !committed.has(address)).map(([address, path]) => `${address} (${path}) is new.\n`);
  const changed = movedLines(lostAddresses(committed, now), now) + fresh.sort().join("");
  return (
    changed &&
    `${changed}A construct's id is a promise: give it back. Where the change is meant, npm run addresses, and say it in the changelog.\n`
  );
}

/** For the changelog and the upgrade guide of a release: what users put into their code. */
export function movedLines(lost: readonly LostAddress[], newer: Addresses): string {
  return lost
    .map(({ address, path, candidates }) => {
      const moved = candidates.map((to) => `  moved to ${to} (${newer.get(to)})? Users call .moveFromId("${address}") on it.\n`).join("");
      return `${address} (${path}) is gone.\n${moved || "  Nothing of its type is new: it is deleted.\n"}`;
    })
    .join("");
}
