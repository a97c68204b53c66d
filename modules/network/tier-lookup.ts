import { IConstruct } from "constructs";
import { SubnetTier as TierKind, ValidationError } from "../../src/core";

/**
 * A tier by its name, or the first of a kind.
 *
 * @throws ValidationError that lists what there is
 */
export function findTier<Tier extends { readonly kind: TierKind }>(
  scope: IConstruct,
  tiers: ReadonlyMap<string, Tier>,
  wanted: string,
): Tier {
  const found = tiers.get(wanted) ?? [...tiers.values()].find(({ kind }) => kind === wanted);
  if (found) return found;
  throw unknownName(scope, "tier", wanted, [...tiers.keys()]);
}

export function unknownName(scope: IConstruct, prop: string, received: string, known: readonly string[]): ValidationError {
  return new ValidationError(scope.node.path, [
    { prop, rule: "must be one that the network has", received, fix: `Use one of ${known.join(", ")}, or add it to the network.` },
  ]);
}
