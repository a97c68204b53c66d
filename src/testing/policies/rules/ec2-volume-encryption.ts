import { Resource } from "../../configuration";
import { Arguments } from "../../synthesized-stack";
import { blocks, isFalse, says } from "../blocks";
import { eachOf, isSurelyTrue } from "../each";
import { PolicyRule } from "../rule";

/** The volumes that a resource makes: instance stores and suppressed devices are none. */
function volumesOf({ type, args }: Resource): Arguments[] {
  if (type === "aws_ebs_volume") return [args];
  const ofTemplates = blocks(args.block_device_mappings).flatMap(({ ebs }) => blocks(ebs));
  return [...ofTemplates, ...blocks(args.root_block_device), ...blocks(args.ebs_block_device)].filter(
    (volume) => !isSurelyTrue(volume.no_device),
  );
}

export const EC2_VOLUME_ENCRYPTION: PolicyRule = {
  id: "ec2-volume-encryption",
  sentence: "Volumes of instances are encrypted.",
  severity: "medium",
  fix: "Set encrypted of each volume, of the root device as well.",
  source: 'AWS Security Hub User Guide, "Security Hub CSPM controls for Amazon EC2", EC2.3 and EC2.181',
  fsbp: ["EC2.3", "EC2.181"],
  scanners: ["CKV_AWS_3", "CKV_AWS_8", "AVD-AWS-0008", "AVD-AWS-0026", "AVD-AWS-0131"],
  types: ["aws_launch_template", "aws_instance", "aws_launch_configuration", "aws_ebs_volume"],
  check: eachOf(["aws_launch_template", "aws_instance", "aws_launch_configuration", "aws_ebs_volume"], (resource) => {
    const open = volumesOf(resource).find(({ encrypted }) => isFalse(encrypted));
    return open && says("encrypted of a volume", open.encrypted);
  }),
};
