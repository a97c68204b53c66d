import { blocks, isSet, isTrue } from "../blocks";
import { eachOf } from "../each";
import { PolicyRule } from "../rule";

export const EC2_VOLUME_KEY: PolicyRule = {
  id: "ec2-volume-key",
  sentence: "Volumes of instances are encrypted under a key whose policy is yours.",
  severity: "low",
  fix: "Set kms_key_id of each volume.",
  source: 'Amazon EBS User Guide, "Amazon EBS encryption"',
  scanners: ["CKV_AWS_189", "AVD-AWS-0027"],
  types: ["aws_launch_template", "aws_ebs_volume"],
  check: eachOf(["aws_launch_template", "aws_ebs_volume"], ({ type, args }) => {
    const volumes = type === "aws_ebs_volume" ? [args] : blocks(args.block_device_mappings).flatMap(({ ebs }) => blocks(ebs));
    return volumes.some((volume) => isTrue(volume.encrypted) && !isSet(volume.kms_key_id)) && "kms_key_id of a volume is not set";
  }),
};
