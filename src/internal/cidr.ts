import { Format } from "./formats";
import { ipRangeText, parseIpRange } from "./ip-ranges";
import { Validator, isGiven, isKnown } from "./validator";

/**
 * Records a text that isn't a range of this format, or is another spelling of one: AWS stores the canonical form, such as 10.1.0.0/16 for 10.1.2.3/16 (EC2 API
 * Reference, CreateRoute), so that two spellings are one range twice. An undefined value passes.
 */
export function checkCidr(validator: Validator, prop: string, cidr: string | undefined, format: Format): Validator {
  validator.format(prop, cidr, format);
  const range = isGiven(cidr) && isKnown(cidr) && format.holds(cidr) ? parseIpRange(cidr) : undefined;
  if (range === undefined) return validator;
  const canonical = ipRangeText(range);
  return validator.check(prop, cidr, cidr === canonical, "must be written in its canonical form", `Write it as "${canonical}".`);
}
