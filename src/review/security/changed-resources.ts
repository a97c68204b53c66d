import { compareTexts } from "../../internal/compare-texts";
import { Resource } from "../../testing/configuration";
import { Side } from "./side";

/** Each resource whose arguments differ, and what is on one side only: by address. */
export interface ChangedResource {
  readonly address: string;
  readonly type: string;
  readonly before?: Resource;
  readonly after?: Resource;
}

/** What differs between the sides, in the order of addresses. Pure. */
export function changedResources(before: Side, after: Side): ChangedResource[] {
  const [old, next] = [byAddress(before), byAddress(after)];
  return [...new Set([...old.keys(), ...next.keys()])].sort().flatMap((address): ChangedResource[] => {
    const [was, is] = [old.get(address), next.get(address)];
    if (was !== undefined && is !== undefined && isSame(was, is)) return [];
    return [{ address, type: (is ?? was)!.type, before: was, after: is }];
  });
}

function byAddress({ stack, configuration }: Side): Map<string, Resource> {
  const data = Object.keys((stack.json.data ?? {}) as object).map((type) => `data.${type}`);
  return new Map([...stack.types, ...data].flatMap((type) => configuration.all(type)).map((resource) => [resource.address, resource]));
}

/** Most are written alike: only those that aren't have their arguments put in order. */
function isSame(was: Resource, is: Resource): boolean {
  return JSON.stringify(was.args) === JSON.stringify(is.args) || textOf(was) === textOf(is);
}

/** The arguments, whatever their order; without what CDKTF notes beside them. */
function textOf({ args }: Resource): string {
  const { "//": _metadata, ...own } = args;
  return JSON.stringify(own, (_, value: unknown) =>
    typeof value === "object" && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => compareTexts(a, b)))
      : value,
  );
}
