import { says } from "../blocks";
import { eachOf } from "../each";
import { PolicyRule } from "../rule";

export const ECS_HOST_PROCESSES: PolicyRule = {
  id: "ecs-host-processes",
  sentence: "Containers don't see the processes of their host.",
  severity: "high",
  fix: "Leave pid_mode out, or set it to task.",
  source: 'AWS Security Hub User Guide, "Security Hub CSPM controls for Amazon ECS", ECS.3',
  fsbp: ["ECS.3"],
  scanners: ["CKV_AWS_335"],
  types: ["aws_ecs_task_definition"],
  check: eachOf(["aws_ecs_task_definition"], ({ args }) => args.pid_mode === "host" && says("pid_mode", args.pid_mode)),
};
