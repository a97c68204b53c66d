import { DataAwsAvailabilityZones } from "@cdktf/provider-aws/lib/data-aws-availability-zones";
import { Fn } from "cdktf";
import { Construct } from "constructs";
import { FORMATS } from "../../src/internal/formats";
import { Validator, isKnown } from "../../src/internal/validator";
import { AZ_SLOTS, assignAzSlots } from "./subnet-plan";

/** An AZ as the network places it: its name, what its resources are called by, and its slot in every tier. */
export interface PlacedAz {
  readonly name: string;
  /** The AZ's name where it is known, or its place in the list. */
  readonly key: string;
  readonly slot: number;
}

/** The values of `AvailabilityZoneKeys`. */
export const AVAILABILITY_ZONE_KEYS = ["name", "place"] as const;
/** What the resources of an AZ are called by: its name, or its place in the list, from 1 on. */
export type AvailabilityZoneKeys = "name" | "place";

const LOOKED_UP_ZONES = 3;

/**
 * Records what is wrong with the AZs of a network.
 *
 * @param names the AZs; undefined where they are looked up
 * @param region the stack's region
 */
export function checkAvailabilityZones(validator: Validator, names: readonly string[] | undefined, region: string): void {
  if (!names) return;
  validator
    .known("availabilityZones", names)
    .check(
      "availabilityZones",
      names,
      names.length >= 2 && names.length <= AZ_SLOTS,
      `must be 2 to ${AZ_SLOTS}`,
      "Load balancers and databases need two; three survive the loss of one with room to spare.",
    )
    .check("availabilityZones", names, new Set(names).size === names.length, "must each be named once", "Remove the duplicate.");
  names.forEach((name, index) => {
    const prop = `availabilityZones[${index}]`;
    const isWritten = /^.+[a-z]$/.test(name) && FORMATS.region.holds(name.slice(0, -1));
    validator.check(prop, name, isWritten, "must be an AZ's name", 'Write it as "eu-central-1a".');
    if (!isWritten) return;
    validator.onceKnown([name, region], (collected, zone, known) =>
      collected.check(prop, zone, zone.slice(0, -1) === known, `must be an AZ of ${known}`, `Write it as "${known}a".`),
    );
  });
}

/** Three AZs of the provider's region, local zones left out, as references. An account that sees fewer gets an error at plan time. */
export function lookUpAvailabilityZones(scope: Construct): readonly string[] {
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

/** Gives each AZ its key and its slot. */
export function placeAvailabilityZones(names: readonly string[], keys: AvailabilityZoneKeys): readonly PlacedAz[] {
  const slots = keys === "place" ? [...names.keys()] : assignAzSlots(names);
  return names.map((name, index) => ({
    name,
    key: keys === "name" && isKnown(name) ? name : `${index + 1}`,
    slot: slots[index]!,
  }));
}
