import { Configuration, Resource } from "../configuration";
import { Arguments } from "../synthesized-stack";
import { block, blocks } from "./blocks";

/** The launch templates of the stacks that a group's instances are started from. */
export function launchTemplatesOf(configuration: Configuration, group: Resource): Resource[] {
  const policy = block(block(group.args.mixed_instances_policy)?.launch_template);
  const named: (Arguments | undefined)[] = [
    block(group.args.launch_template),
    block(policy?.launch_template_specification),
    ...blocks(policy?.override).map((override) => block(override.launch_template_specification)),
  ];
  const found = named.flatMap((template) => {
    const value: unknown = template?.id ?? template?.launch_template_id ?? template?.name ?? template?.launch_template_name;
    const resource = configuration.named(group, "aws_launch_template", value);
    return resource?.type === "aws_launch_template" ? [resource] : [];
  });
  return [...new Set(found)];
}
