import { block, isSet } from "../blocks";
import { containersOf, eachOf } from "../each";
import { PolicyRule } from "../rule";

export const ECS_LOGGING: PolicyRule = {
  id: "ecs-logging",
  sentence: "Containers write logs somewhere.",
  severity: "high",
  fix: "Set logConfiguration of each container definition.",
  source: 'AWS Security Hub User Guide, "Security Hub CSPM controls for Amazon ECS", ECS.9',
  fsbp: ["ECS.9"],
  types: ["aws_ecs_task_definition"],
  check: eachOf(["aws_ecs_task_definition"], (definition) => {
    const found = containersOf(definition).find(({ logConfiguration: logs }) => !isSet(block(logs)?.logDriver));
    return found && `logConfiguration of the container ${found.name} is not set`;
  }),
};
