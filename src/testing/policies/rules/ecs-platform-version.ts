import { isOneOf, isSet, says } from "../blocks";
import { eachOf } from "../each";
import { PolicyRule } from "../rule";

export const ECS_PLATFORM_VERSION: PolicyRule = {
  id: "ecs-platform-version",
  sentence: "Fargate services run on the latest platform version.",
  severity: "medium",
  fix: "Leave platform_version out, or set it to LATEST.",
  source: 'AWS Security Hub User Guide, "Security Hub CSPM controls for Amazon ECS", ECS.10',
  fsbp: ["ECS.10"],
  scanners: ["CKV_AWS_332"],
  types: ["aws_ecs_service"],
  check: eachOf(
    ["aws_ecs_service"],
    ({ args }) =>
      isSet(args.platform_version) &&
      !isOneOf(args.platform_version, ["LATEST", "1.4.0"]) &&
      says("platform_version", args.platform_version),
  ),
};
