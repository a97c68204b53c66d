import { says } from "../blocks";
import { eachOf } from "../each";
import { PolicyRule } from "../rule";

/** A place in the list of the zones that a data source finds: `data.aws_availability_zones.Zones.names[0]`, or by `element`. */
const PLACE_IN_LIST = /data\.aws_availability_zones\.[\w-]+\.(?:names|zone_ids)(?:\[|\s*,)/;

export const EC2_ZONE_NAMES: PolicyRule = {
  id: "ec2-zone-names",
  sentence:
    "A subnet names its Availability Zone: by its place in a list it moves, with all that is in it, when the account gets another zone.",
  severity: "medium",
  fix: "Write the zone's name out, as eu-central-1a.",
  source:
    "Terraform Registry, AWS Provider, aws_availability_zones: the list has what the account has enabled; aws_subnet: another availability_zone makes another subnet",
  types: ["aws_subnet"],
  check: eachOf(["aws_subnet"], ({ args }) => {
    const moving = ["availability_zone", "availability_zone_id"].find((argument) => PLACE_IN_LIST.test(String(args[argument])));
    return moving && says(moving, args[moving]);
  }),
};
