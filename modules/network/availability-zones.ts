import { DataAwsAvailabilityZones } from "@cdktf/provider-aws/lib/data-aws-availability-zones";
import { Fn } from "cdktf";
import { Construct } from "constructs";
import { FORMATS } from "../../src/internal/formats";
import { Validator, isGiven, isKnown } from "../../src/internal/validator";
import { AZ_SLOTS, assignAzSlots } from "./subnet-plan";

/** An AZ as the network places it. */
export interface PlacedAz {
  /** Its name; undefined where it is given by its id. */
  readonly name?: string;
  /** Its id; undefined where it isn't given by that. */
  readonly id?: string;
  /** What its resources are called by: its name or id where that is known, or its place in the list. */
  readonly key: string;
  /** Its slot in every tier. */
  readonly slot: number;
}

/** What a network's props say of AZs. */
interface AvailabilityZoneProps {
  readonly availabilityZones?: readonly string[];
  readonly availabilityZoneIds?: readonly string[];
  readonly availabilityZoneKeys?: AvailabilityZoneKeys;
}

/** The values of `AvailabilityZoneKeys`. */
export const AVAILABILITY_ZONE_KEYS = ["name", "place"] as const;
/** What the resources of an AZ are called by: its name, or id where that is given, or its place in the list, from 1 on. */
export type AvailabilityZoneKeys = "name" | "place";

const LOOKED_UP_ZONES = 3;

/** Directions as AZ ids have them. */
const DIRECTIONS: Readonly<Record<string, string>> = {
  north: "n",
  south: "s",
  east: "e",
  west: "w",
  central: "c",
  northeast: "ne",
  northwest: "nw",
  southeast: "se",
  southwest: "sw",
};

/** The AZs as a network's props name them; none where they are looked up. Pure. */
export function givenZones({ availabilityZones, availabilityZoneIds }: AvailabilityZoneProps): readonly string[] {
  return availabilityZones ?? availabilityZoneIds ?? [];
}

/**
 * Records what is wrong with the AZs of a network.
 *
 * @param region the stack's region
 */
export function checkAvailabilityZones(validator: Validator, props: AvailabilityZoneProps, region: string): void {
  const { availabilityZones: names, availabilityZoneIds: ids } = props;
  checkZones(validator, "availabilityZones", names, (prop, name) => {
    const isWritten = /^.+[a-z]$/.test(name) && FORMATS.region.holds(name.slice(0, -1));
    validator.check(prop, name, isWritten, "must be an AZ's name", 'Write it as "eu-central-1a".');
    if (!isWritten) return;
    validator.onceKnown([name, region], (collected, zone, known) =>
      collected.check(prop, zone, zone.slice(0, -1) === known, `must be an AZ of ${known}`, `Write it as "${known}${zone.slice(-1)}".`),
    );
  });
  validator.check(
    "availabilityZoneIds",
    ids,
    !isGiven(ids) || !isGiven(names),
    "must be left out beside availabilityZones",
    "Name the AZs once, by name or by id.",
  );
  checkZones(validator, "availabilityZoneIds", ids, (prop, id) => {
    const isWritten = /^([a-z]+-)?[a-z]+\d+-az\d+$/.test(id);
    validator.check(prop, id, isWritten, "must be an AZ's id", 'Write it as "euc1-az1".');
    if (!isWritten) return;
    validator.onceKnown([id, region], (collected, zone, known) => {
      const prefix = zoneIdPrefix(known);
      if (prefix === undefined) return;
      collected.check(
        prop,
        zone,
        zone.startsWith(`${prefix}-`),
        `must be an AZ of ${known}`,
        `Write it as "${prefix}-${zone.split("-").pop()}".`,
      );
    });
  });
}

function checkZones(
  validator: Validator,
  prop: string,
  zones: readonly string[] | undefined,
  checkZone: (prop: string, zone: string) => void,
): void {
  if (!isGiven(zones)) return;
  validator
    .known(prop, zones)
    .check(
      prop,
      zones,
      zones.length >= 2 && zones.length <= AZ_SLOTS,
      `must be 2 to ${AZ_SLOTS}`,
      "Load balancers and databases need two; three survive the loss of one with room to spare.",
    )
    .check(prop, zones, new Set(zones).size === zones.length, "must each be named once", "Remove the duplicate.");
  zones.forEach((zone, index) => checkZone(`${prop}[${index}]`, zone));
}

/**
 * What the ids of a region's AZs begin with: `euc1` for eu-central-1, `usgw1` for us-gov-west-1 (AWS Regions and Availability Zones, "AWS Availability
 * Zones"); undefined for a region whose code is made otherwise. Pure.
 */
export function zoneIdPrefix(region: string): string | undefined {
  const [, area, government, direction = "", number] = /^([a-z]{2})(-gov)?-([a-z]+)-(\d)$/.exec(region) ?? [];
  const short = DIRECTIONS[direction];
  return short === undefined ? undefined : `${area}${government === undefined ? "" : "g"}${short}${number}`;
}

/** Three AZs of the provider's region, local zones left out, as references. An account that sees fewer gets an error at plan time. */
function lookUpAvailabilityZones(scope: Construct): readonly string[] {
  const zones = new DataAwsAvailabilityZones(scope, "AvailabilityZones", {
    state: "available",
    filter: [{ name: "opt-in-status", values: ["opt-in-not-required"] }],
    lifecycle: {
      postcondition: [
        {
          condition: `\${length(self.names) >= ${LOOKED_UP_ZONES}}`,
          errorMessage: `This account has fewer than ${LOOKED_UP_ZONES} Availability Zones in the region: name the ones to use in availabilityZones of the network.`,
        },
      ],
    },
  });
  return Array.from({ length: LOOKED_UP_ZONES }, (_, index) => Fn.element(zones.names, index) as string);
}

/** Gives each AZ its key and its slot; looks AZs up where none are named. */
export function placeAvailabilityZones(scope: Construct, props: AvailabilityZoneProps): readonly PlacedAz[] {
  const ids = props.availabilityZoneIds ?? undefined;
  const zones = ids ?? props.availabilityZones ?? lookUpAvailabilityZones(scope);
  const keys = props.availabilityZoneKeys ?? "name";
  const slots = keys === "place" ? [...zones.keys()] : assignAzSlots(zones);
  return zones.map((zone, index) => ({
    ...(ids ? { id: zone } : { name: zone }),
    key: keys === "name" && isKnown(zone) ? zone : `${index + 1}`,
    slot: slots[index]!,
  }));
}
