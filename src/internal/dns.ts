import { Validator, isKnown } from "./validator";

/** Records a name outside of a hosted zone; what Terraform only knows later passes. */
export function checkInZone(validator: Validator, prop: string, name: string, zoneName: string): void {
  if (!isKnown(name) || !isKnown(zoneName)) return;
  validator.check(
    prop,
    name,
    name === zoneName || name.endsWith(`.${zoneName}`),
    `must be in the zone ${zoneName}`,
    `Write it as "trading.${zoneName}", or give the zone that it is in.`,
  );
}
