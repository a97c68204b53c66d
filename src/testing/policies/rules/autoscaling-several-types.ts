import { blocks, isSet } from "../blocks";
import { eachOf } from "../each";
import { PolicyRule } from "../rule";

export const AUTOSCALING_SEVERAL_TYPES: PolicyRule = {
  id: "autoscaling-several-types",
  sentence: "A group has several instance types, so that it finds capacity where one type has none.",
  severity: "medium",
  fix: "Name types in overrides of a mixed_instances_policy, or give instance_requirements.",
  source: 'AWS Security Hub User Guide, "Security Hub CSPM controls for Amazon EC2 Auto Scaling", AutoScaling.6',
  fsbp: ["AutoScaling.6"],
  types: ["aws_autoscaling_group"],
  check: eachOf(["aws_autoscaling_group"], ({ args }) => {
    const template = blocks(args.mixed_instances_policy).flatMap((policy) => blocks(policy.launch_template));
    const overrides = template.flatMap(({ override }) => blocks(override));
    const byNeeds = overrides.some((override) => isSet(override.instance_requirements));
    return overrides.length < 2 && !byNeeds && "it has one instance type";
  }),
};
