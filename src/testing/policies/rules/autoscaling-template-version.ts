import { blocks, isSet, says } from "../blocks";
import { eachOf } from "../each";
import { PolicyRule } from "../rule";

export const AUTOSCALING_TEMPLATE_VERSION: PolicyRule = {
  id: "autoscaling-template-version",
  sentence: "A group launches a version of its template that a plan shows.",
  severity: "medium",
  fix: "Set version to the template's latest_version: a new version is then a change of the group, and starts an instance refresh.",
  source: 'Provider, aws_autoscaling_group, "instance_refresh": a change of $Latest or $Default starts none',
  types: ["aws_autoscaling_group"],
  check: eachOf(["aws_autoscaling_group"], ({ args }) => {
    const mixed = blocks(args.mixed_instances_policy)
      .flatMap((policy) => blocks(policy.launch_template))
      .flatMap((template) => blocks(template.launch_template_specification));
    const moving = [...blocks(args.launch_template), ...mixed].find(
      ({ version }) => !isSet(version) || ["$Latest", "$Default"].includes(version),
    );
    return moving && says("version of the launch template", moving.version);
  }),
};
