import { containersOf, eachOf, isSurelyTrue } from "../each";
import { PolicyRule } from "../rule";

export const ECS_PRIVILEGED: PolicyRule = {
  id: "ecs-privileged",
  sentence: "Containers have no rights on their host.",
  severity: "high",
  fix: "Leave privileged out of each container definition.",
  source: 'AWS Security Hub User Guide, "Security Hub CSPM controls for Amazon ECS", ECS.4',
  fsbp: ["ECS.4"],
  scanners: ["CKV_AWS_334"],
  types: ["aws_ecs_task_definition"],
  check: eachOf(["aws_ecs_task_definition"], (definition) => {
    const found = containersOf(definition).find(({ privileged }) => isSurelyTrue(privileged));
    return found && `privileged of the container ${found.name} is true`;
  }),
};
