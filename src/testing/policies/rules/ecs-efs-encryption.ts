import { blocks, isOneOf, says } from "../blocks";
import { eachOf } from "../each";
import { PolicyRule } from "../rule";

export const ECS_EFS_ENCRYPTION: PolicyRule = {
  id: "ecs-efs-encryption",
  sentence: "Containers read files of EFS over TLS.",
  severity: "medium",
  fix: "Set efs_volume_configuration.transit_encryption to ENABLED.",
  source: 'AWS Security Hub User Guide, "Security Hub CSPM controls for Amazon ECS", ECS.18',
  scanners: ["CKV_AWS_97", "AVD-AWS-0035"],
  types: ["aws_ecs_task_definition"],
  check: eachOf(["aws_ecs_task_definition"], ({ args }) => {
    const encryption = blocks(args.volume)
      .flatMap((volume) => blocks(volume.efs_volume_configuration))
      .map(({ transit_encryption: encrypted }) => encrypted as unknown);
    const isOpen = (encrypted: unknown): boolean => !isOneOf(encrypted, ["ENABLED"]);
    return encryption.some(isOpen) && says("efs_volume_configuration.transit_encryption", encryption.find(isOpen));
  }),
};
