import { isExpression, isSet, values } from "../blocks";
import { eachOf } from "../each";
import { zonesOf } from "../placement";
import { PolicyRule } from "../rule";

export const AUTOSCALING_SEVERAL_ZONES: PolicyRule = {
  id: "autoscaling-several-zones",
  sentence: "A group has subnets in two Availability Zones at least.",
  severity: "medium",
  fix: "Name subnets of two Availability Zones or more in vpc_zone_identifier.",
  source: 'AWS Security Hub User Guide, "Security Hub CSPM controls for Amazon EC2 Auto Scaling", AutoScaling.2',
  fsbp: ["AutoScaling.2"],
  types: ["aws_autoscaling_group", "aws_subnet"],
  check: eachOf(["aws_autoscaling_group"], (group, configuration) => {
    const { vpc_zone_identifier: subnets, availability_zones: names } = group.args;
    const zones = isSet(subnets) ? zonesOf(configuration, group, subnets) : isExpression(names) ? undefined : values(names).length;
    return zones === 1 && "it is in one Availability Zone";
  }),
};
