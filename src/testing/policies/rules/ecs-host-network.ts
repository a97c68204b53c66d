import { says } from "../blocks";
import { eachOf } from "../each";
import { PolicyRule } from "../rule";

export const ECS_HOST_NETWORK: PolicyRule = {
  id: "ecs-host-network",
  sentence: "Containers have a network of their own.",
  severity: "medium",
  fix: "Set network_mode to awsvpc.",
  source: 'AWS Security Hub User Guide, "Security Hub CSPM controls for Amazon ECS", ECS.17, which the standard doesn\'t have',
  types: ["aws_ecs_task_definition"],
  check: eachOf(["aws_ecs_task_definition"], ({ args }) => args.network_mode === "host" && says("network_mode", args.network_mode)),
};
