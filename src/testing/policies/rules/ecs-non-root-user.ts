import { block, isSet, says } from "../blocks";
import { containersOf, eachOf } from "../each";
import { PolicyRule } from "../rule";

export const ECS_NON_ROOT_USER: PolicyRule = {
  id: "ecs-non-root-user",
  sentence: "Containers run as a user who isn't root.",
  severity: "medium",
  fix: "Set user of each container definition.",
  source: 'AWS Security Hub User Guide, "Security Hub CSPM controls for Amazon ECS", ECS.20',
  types: ["aws_ecs_task_definition"],
  check: eachOf(["aws_ecs_task_definition"], (definition) => {
    const isWindows = String(block(definition.args.runtime_platform)?.operating_system_family).startsWith("WINDOWS");
    const found = containersOf(definition).find(({ user }) => !isSet(user) || /^(root|0)(:|$)/.test(String(user)));
    return !isWindows && found && `${says("user", found.user)} for the container ${found.name}`;
  }),
};
