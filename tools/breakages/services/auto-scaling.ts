import { Breakage, because, wrong } from "../breakage";

export const AUTO_SCALING: readonly Breakage[] = [
  because(
    "label-before-the-rule",
    "Scaling counts requests of a target group that no listener forwards to yet.",
    ["aws_autoscaling_policy", "WebFrontend_ScaleOnRequests"],
    /ValidationError: The load balancer does not route traffic to the target group/,
    (stack) => {
      delete stack.resource("aws_autoscaling_policy", "WebFrontend_ScaleOnRequests").depends_on;
      const group = stack.resource("aws_autoscaling_group", "WebFrontend");
      group.depends_on = group.depends_on.filter((address: string) => !address.startsWith("aws_lb_listener_rule"));
    },
  ),
  because(
    "unknown-image",
    "Instances start from an image that doesn't exist.",
    ["aws_autoscaling_group", "WebFrontend"],
    /ValidationError: You must use a valid fully-formed launch template\. The image id '\[ami-0123456789abcdef0\]' does not exist/,
    (stack) => {
      stack.resource("aws_launch_template", "WebFrontend_LaunchTemplate").image_id = "ami-0123456789abcdef0";
    },
  ),
  because(
    "unknown-instance-type",
    "Instances are of a type that there isn't.",
    ["aws_autoscaling_group", "WebFrontend"],
    /ValidationError: You must use a valid fully-formed launch template\. Invalid .*'c7z\.large'/,
    (stack) => {
      stack.resource("aws_launch_template", "WebFrontend_LaunchTemplate").instance_type = "c7z.large";
    },
  ),
  wrong(
    "scaling-bounds",
    "A group's minimum is above its maximum.",
    ["aws_autoscaling_group", "WebFrontend"],
    /ValidationError: Max bound, 6, must be greater than or equal to min bound, 7/,
    (r) => {
      r.min_size = r.max_size + 1;
    },
  ),
  wrong(
    "hook-too-short",
    "A lifecycle hook waits for less than Auto Scaling's least.",
    ["aws_autoscaling_lifecycle_hook", "WebFrontend_TerminationHook"],
    /expected heartbeat_timeout to be in the range \(30 - 7200\)/,
    (r) => {
      r.heartbeat_timeout = 29;
    },
  ),
  wrong(
    "user-data-too-long",
    "User data is longer than EC2 takes.",
    ["aws_launch_template", "WebFrontend_LaunchTemplate"],
    /User data is limited to 16384 bytes/,
    (r) => {
      r.user_data = `\${base64encode("${"x".repeat(17_000)}")}`;
    },
  ),
];
