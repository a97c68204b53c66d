import { block, says } from "../blocks";
import { eachOf, isSurelyTrue } from "../each";
import { PolicyRule } from "../rule";

export const ECS_PUBLIC_ADDRESSES: PolicyRule = {
  id: "ecs-public-addresses",
  sentence: "Tasks get no public address.",
  severity: "high",
  fix: "Leave assign_public_ip out, or set it to false.",
  source: 'AWS Security Hub User Guide, "Security Hub CSPM controls for Amazon ECS", ECS.2 and ECS.16',
  fsbp: ["ECS.2", "ECS.16"],
  scanners: ["CKV_AWS_333"],
  types: ["aws_ecs_service", "aws_ecs_task_set"],
  check: eachOf(["aws_ecs_service", "aws_ecs_task_set"], ({ args }) => {
    const assigned: unknown = block(args.network_configuration)?.assign_public_ip;
    return isSurelyTrue(assigned) && says("network_configuration.assign_public_ip", assigned);
  }),
};
