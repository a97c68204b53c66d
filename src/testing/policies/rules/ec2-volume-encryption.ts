import { block, blocks, isFalse, isSet, says } from "../blocks";
import { eachOf } from "../each";
import { PolicyRule } from "../rule";

const VOLUMES = ["block_device_mappings", "root_block_device", "ebs_block_device"];

export const EC2_VOLUME_ENCRYPTION: PolicyRule = {
  id: "ec2-volume-encryption",
  sentence: "Volumes of instances are encrypted.",
  severity: "medium",
  fix: "Set encrypted of each volume, of the root device as well.",
  source: 'AWS Security Hub User Guide, "Security Hub controls for Amazon EC2", EC2.3 and EC2.181',
  fsbp: ["EC2.3", "EC2.181"],
  scanners: ["CKV_AWS_3", "CKV_AWS_8", "AVD-AWS-0008", "AVD-AWS-0026", "AVD-AWS-0131"],
  types: ["aws_launch_template", "aws_instance", "aws_launch_configuration", "aws_ebs_volume"],
  check: eachOf(["aws_launch_template", "aws_instance", "aws_launch_configuration", "aws_ebs_volume"], ({ type, args }) => {
    const volumes = type === "aws_ebs_volume" ? [args] : VOLUMES.flatMap((name) => blocks(args[name]));
    const encrypted = volumes.map((volume) =>
      volume.device_name !== undefined && volume.ebs !== undefined ? block(volume.ebs)?.encrypted : volume.encrypted,
    );
    const found = encrypted.filter((_, index) => !isSet(volumes[index]!.virtual_name) && !isSet(volumes[index]!.no_device)).find(isFalse);
    return encrypted.length > 0 && encrypted.some(isFalse) && says("encrypted of a volume", found);
  }),
};
