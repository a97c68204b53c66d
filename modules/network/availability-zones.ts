import { DataAwsAvailabilityZones } from "@cdktf/provider-aws/lib/data-aws-availability-zones";
import { Fn } from "cdktf";
import { Construct } from "constructs";
import { isKnown } from "../../src/internal/validator";
import { assignAzSlots } from "./subnet-plan";

/** An AZ as the network places it: its name, what its resources are called by, and its slot in every tier. */
export interface PlacedAz {
  readonly name: string;
  /** The AZ's name where it is known, or its place in the list. */
  readonly key: string;
  readonly slot: number;
}

const LOOKED_UP_ZONES = 3;

/** Three AZs of the provider's region, local zones left out, as references. */
export function lookedUpAvailabilityZones(scope: Construct): readonly string[] {
  const zones = new DataAwsAvailabilityZones(scope, "AvailabilityZones", {
    state: "available",
    filter: [{ name: "opt-in-status", values: ["opt-in-not-required"] }],
  });
  return Array.from({ length: LOOKED_UP_ZONES }, (_, index) => Fn.element(zones.names, index) as string);
}

/** Gives each AZ its key and its slot. */
export function placeAvailabilityZones(names: readonly string[]): readonly PlacedAz[] {
  const slots = assignAzSlots(names);
  return names.map((name, index) => ({ name, key: isKnown(name) ? name : `${index + 1}`, slot: slots[index]! }));
}
