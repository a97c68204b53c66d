import { isSet, says } from "../blocks";
import { eachOf } from "../each";
import { PolicyRule } from "../rule";

export const AUTOSCALING_LAUNCH_TEMPLATE: PolicyRule = {
  id: "autoscaling-launch-template",
  sentence: "A group launches instances by a launch template.",
  severity: "medium",
  fix: "Set launch_template, or mixed_instances_policy.launch_template, in place of launch_configuration.",
  source: 'AWS Security Hub User Guide, "Security Hub CSPM controls for Amazon EC2 Auto Scaling", AutoScaling.9',
  fsbp: ["AutoScaling.9"],
  scanners: ["CKV_AWS_315"],
  types: ["aws_autoscaling_group"],
  check: eachOf(
    ["aws_autoscaling_group"],
    ({ args }) => ![args.launch_template, args.mixed_instances_policy].some(isSet) && says("launch_template", args.launch_template),
  ),
};
