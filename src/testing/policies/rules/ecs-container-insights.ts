import { blocks, isOneOf, says } from "../blocks";
import { eachOf, isDynamic } from "../each";
import { PolicyRule } from "../rule";

export const ECS_CONTAINER_INSIGHTS: PolicyRule = {
  id: "ecs-container-insights",
  sentence: "A cluster sends the metrics of its containers.",
  severity: "medium",
  fix: "Add a setting whose name is containerInsights, and whose value is enabled or enhanced.",
  source: 'AWS Security Hub User Guide, "Security Hub CSPM controls for Amazon ECS", ECS.12',
  fsbp: ["ECS.12"],
  scanners: ["CKV_AWS_65", "AVD-AWS-0034"],
  types: ["aws_ecs_cluster"],
  check: eachOf(["aws_ecs_cluster"], ({ args }) => {
    const value: unknown = blocks(args.setting).find(({ name }) => name === "containerInsights")?.value;
    return !isOneOf(value, ["enabled", "enhanced"]) && !isDynamic(args, "setting") && says("containerInsights", value);
  }),
};
