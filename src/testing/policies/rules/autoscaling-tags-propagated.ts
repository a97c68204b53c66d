import { blocks, isTrue } from "../blocks";
import { eachOf, isDynamic } from "../each";
import { PolicyRule } from "../rule";

export const AUTOSCALING_TAGS_PROPAGATED: PolicyRule = {
  id: "autoscaling-tags-propagated",
  sentence: "Instances of a group carry its tags: default_tags of the provider don't reach them.",
  severity: "low",
  fix: "Add tag blocks with propagate_at_launch.",
  source: 'Amazon EC2 Auto Scaling User Guide, "Tag Auto Scaling groups and instances"',
  scanners: ["CKV_AWS_153"],
  types: ["aws_autoscaling_group"],
  check: eachOf(["aws_autoscaling_group"], ({ args }) => {
    const tags = blocks(args.tag);
    const isNone = !tags.some(({ propagate_at_launch: propagated }) => isTrue(propagated)) && !isDynamic(args, "tag");
    return isNone && (tags.length === 0 ? "it has no tag" : "no tag of it is propagated at launch");
  }),
};
