import { IConstruct } from "constructs";
import { SubnetAttributes, SubnetTier } from "../../src/core";
import { STRING } from "../../src/internal/prop-types";
import { raise } from "../../src/internal/raise";
import { Validator, isKnown } from "../../src/internal/validator";

/**
 * A tier by its name, or the first of a kind.
 *
 * @throws ValidationError that lists the tiers of the network
 */
export function findTier<Tier extends { readonly kind: SubnetTier }>(
  scope: IConstruct,
  tiers: Readonly<Record<string, Tier>>,
  tier: string,
): Tier {
  new Validator(scope).props({ tier }, { tier: STRING });
  const found = (Object.hasOwn(tiers, tier) ? tiers[tier] : undefined) ?? Object.values(tiers).find(({ kind }) => kind === tier);
  if (found) return found;
  return unknownName(scope, "tier", tier, Object.keys(tiers));
}

/**
 * The subnet in an AZ.
 *
 * @throws ValidationError that lists the AZs of the subnets
 */
export function findSubnet<Subnet extends SubnetAttributes & { readonly availabilityZoneId: string }>(
  scope: IConstruct,
  subnets: readonly Subnet[],
  availabilityZone: string,
): Subnet {
  new Validator(scope).props({ availabilityZone }, { availabilityZone: STRING });
  const found = subnets.find((subnet) => [subnet.availabilityZone, subnet.availabilityZoneId].includes(availabilityZone));
  if (found) return found;
  const known = subnets.map((subnet) => (isKnown(subnet.availabilityZoneId) ? subnet.availabilityZoneId : subnet.availabilityZone));
  return unknownName(scope, "availabilityZone", availabilityZone, known);
}

function unknownName(scope: IConstruct, prop: string, received: string, known: readonly string[]): never {
  return raise(scope.node.path, [
    { prop, rule: "must be one that the network has", received, fix: `Use one of ${known.join(", ")}, or add it to the network.` },
  ]);
}
