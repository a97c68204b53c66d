import { Eip } from "@cdktf/provider-aws/lib/eip";
import { NatGateway } from "@cdktf/provider-aws/lib/nat-gateway";
import { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { Removal } from "../../src/core";
import { FORMATS } from "../../src/internal/formats";
import { pathFromStack } from "../../src/internal/names";
import { removalLifecycle } from "../../src/internal/removal";
import { Validator, isKnown } from "../../src/internal/validator";
import { givenZones } from "./availability-zones";
import { NetworkTier, PlacedTier } from "./tier-subnets";

/** The values of `NatPlacement`. */
export const NAT_PLACEMENTS = ["perAz", "single", "none"] as const;
/** `perAz` survives the loss of an AZ and sends nothing across AZs; `single` is one for all AZs and does neither; with `none` there is no NAT gateway. */
export type NatPlacement = "perAz" | "single" | "none";

/** What a network's props say of NAT gateways. */
interface NatProps {
  readonly natGateways?: NatPlacement;
  readonly natEipAllocationIds?: Readonly<Record<string, string>>;
  readonly availabilityZones?: readonly string[];
  readonly availabilityZoneIds?: readonly string[];
}

/** The NAT gateways of a network. */
interface NatGateways {
  /** By AZ. */
  readonly gateways: Readonly<Record<string, NatGateway>>;
  /** By AZ; none where an Elastic IP exists already. */
  readonly eips: Readonly<Record<string, Eip>>;
  /** The gateway that serves each AZ, by the AZ's key; empty without NAT. */
  readonly idsByAz: ReadonlyMap<string, string>;
}

/** Records what is wrong with the NAT gateways of a network with these tiers. */
export function checkNatGateways(validator: Validator, props: NatProps, tiers: readonly NetworkTier[]): void {
  const natGateways = props.natGateways ?? "none";
  const natEipAllocationIds = props.natEipAllocationIds ?? {};
  const zones = zonesWithGateway(natGateways, givenZones(props));
  validator
    .known("natGateways", natGateways)
    .known("natEipAllocationIds", natEipAllocationIds)
    .check(
      "natGateways",
      natGateways,
      natGateways === "none" || tiers.some(({ kind }) => kind === "public"),
      "must have a public tier to be placed in",
      'Add a tier of the kind public, or use "none".',
    );
  for (const [az, allocationId] of Object.entries(isKnown(natEipAllocationIds) ? natEipAllocationIds : {})) {
    validator
      .check(
        "natEipAllocationIds",
        az,
        zones.includes(az),
        "must be keyed by an AZ that has a NAT gateway",
        `Use one of ${zones.join(", ") || "the names in availabilityZones, with natGateways"}.`,
      )
      .format(`natEipAllocationIds["${az}"]`, allocationId, FORMATS.allocationId);
  }
}

/** NAT gateways keyed by AZ, so that one more leaves the others and their addresses as they are. */
export function createNatGateways(
  scope: Construct,
  values: {
    readonly natGateways: NatPlacement;
    /** By the AZ as the network's props name it. */
    readonly natEipAllocationIds: Readonly<Record<string, string>>;
    /** The first public one has the gateways. */
    readonly tiers: readonly PlacedTier[];
    /** A NAT gateway works only once the VPC has it. */
    readonly internetGateway: ITerraformDependable;
    readonly removal: Removal;
  },
): NatGateways {
  const { natGateways, natEipAllocationIds } = values;
  const dependsOn = [values.internetGateway];
  // Partners may allow these addresses, and a released one is somebody else's. A gateway that leaves the configuration takes its protection along.
  const lifecycle = removalLifecycle(values.removal);
  const gateways: Record<string, NatGateway> = {};
  const eips: Record<string, Eip> = {};
  const publicTier = values.tiers.find(({ kind }) => kind === "public");
  if (natGateways === "none" || publicTier === undefined) return { gateways, eips, idsByAz: new Map() };

  const parent = new Construct(scope, "Nat");
  for (const { azKey, azGiven, subnetId } of zonesWithGateway(natGateways, publicTier.subnets)) {
    const gatewayScope = new Construct(parent, azKey);
    const tags = { Name: pathFromStack(gatewayScope).join("/") };
    const existing = natEipAllocationIds[azGiven];
    if (existing === undefined) eips[azKey] = new Eip(gatewayScope, "Eip", { domain: "vpc", tags, dependsOn, lifecycle });
    const allocationId = existing ?? eips[azKey]!.id;
    gateways[azKey] = new NatGateway(gatewayScope, "Resource", { allocationId, subnetId, tags, dependsOn });
  }
  const [first] = Object.values(gateways);
  return { gateways, eips, idsByAz: new Map(publicTier.subnets.map(({ azKey }) => [azKey, (gateways[azKey] ?? first)!.id])) };
}

/** The AZs, or what is in them, that have a NAT gateway: all, the first, or none. Pure. */
function zonesWithGateway<Zone>(placement: NatPlacement, zones: readonly Zone[]): readonly Zone[] {
  switch (placement) {
    case "perAz":
      return zones;
    case "single":
      return zones.slice(0, 1);
    default:
      return [];
  }
}
