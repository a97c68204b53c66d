import { block, isFalse, says } from "../blocks";
import { containersOf, eachOf } from "../each";
import { PolicyRule } from "../rule";

export const ECS_READ_ONLY_ROOT: PolicyRule = {
  id: "ecs-read-only-root",
  sentence: "Containers can't write to their root file system.",
  severity: "high",
  fix: "Set readonlyRootFilesystem of each container definition, and mount a volume where it writes.",
  source: 'AWS Security Hub User Guide, "Security Hub CSPM controls for Amazon ECS", ECS.5',
  fsbp: ["ECS.5"],
  scanners: ["CKV_AWS_336"],
  types: ["aws_ecs_task_definition"],
  check: eachOf(["aws_ecs_task_definition"], (definition) => {
    const isWindows = String(block(definition.args.runtime_platform)?.operating_system_family).startsWith("WINDOWS");
    const found = containersOf(definition).find(({ readonlyRootFilesystem: isReadOnly }) => isFalse(isReadOnly));
    return !isWindows && found && `${says("readonlyRootFilesystem", found.readonlyRootFilesystem)} for the container ${found.name}`;
  }),
};
