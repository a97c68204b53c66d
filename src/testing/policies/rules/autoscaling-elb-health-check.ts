import { isOneOf, isSet, referringTo, says } from "../blocks";
import { eachOf } from "../each";
import { PolicyRule } from "../rule";

export const AUTOSCALING_ELB_HEALTH_CHECK: PolicyRule = {
  id: "autoscaling-elb-health-check",
  sentence: "A group behind a load balancer replaces the instances that the load balancer finds unhealthy.",
  severity: "low",
  fix: "Set health_check_type to ELB.",
  source: 'AWS Security Hub User Guide, "Security Hub CSPM controls for Amazon EC2 Auto Scaling", AutoScaling.1',
  fsbp: ["AutoScaling.1"],
  scanners: ["CKV2_AWS_15"],
  types: ["aws_autoscaling_group", "aws_autoscaling_attachment", "aws_autoscaling_traffic_source_attachment"],
  check: eachOf(["aws_autoscaling_group"], (group, configuration) => {
    const { args } = group;
    const isBehind =
      [args.target_group_arns, args.load_balancers, args.traffic_source].some(isSet) ||
      ["aws_autoscaling_attachment", "aws_autoscaling_traffic_source_attachment"].some(
        (type) => referringTo(configuration, type, "autoscaling_group_name", group).length > 0,
      );
    return (
      isBehind &&
      !isOneOf(args.health_check_type, ["ELB"]) &&
      !String(args.health_check_type).includes("ELB") &&
      says("health_check_type", args.health_check_type)
    );
  }),
};
