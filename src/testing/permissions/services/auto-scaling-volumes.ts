import { Resource } from "../../configuration";
import { block, blocks } from "../../requests/arguments";
import { ServiceNeed } from "./need";
import { withKey } from "./requests";
import { ServiceView, Target } from "./view";

/** Volumes that are encrypted under a customer managed key: Auto Scaling starts no instance without it. */
export const AUTO_SCALING_VOLUMES: ServiceNeed = {
  id: "auto-scaling-volumes",
  page: 'Amazon EC2 Auto Scaling User Guide, "Required AWS KMS key policy for use with encrypted volumes"',
  types: ["aws_autoscaling_group"],
  requests: (view, group) => {
    const principal = autoScalingRole(view, group);
    const purpose = `EC2 Auto Scaling encrypts the volumes of ${group.name}`;
    return volumeKeys(view, group).flatMap((key) => [
      ...withKey(
        principal,
        key,
        ["kms:Encrypt", "kms:Decrypt", "kms:ReEncryptFrom", "kms:ReEncryptTo", "kms:GenerateDataKeyWithoutPlaintext", "kms:DescribeKey"],
        purpose,
      ),
      ...withKey(principal, key, ["kms:CreateGrant"], purpose, { "kms:GrantIsForAWSResource": "true" }),
    ]);
  },
};

/** The service-linked role that a group is given, or else the account's own. */
export function autoScalingRole(view: ServiceView, group: Resource | undefined): string {
  const given = group && view.target(group, group.args.service_linked_role_arn, "aws_iam_service_linked_role");
  if (given) return given.arn;
  const [anything] = view.all("aws_autoscaling_group");
  const { partition, accountId } = view.place(group ?? anything!);
  return `arn:${partition}:iam::${accountId}:role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling`;
}

function volumeKeys(view: ServiceView, group: Resource): Target[] {
  const keys = launchTemplates(view, group).flatMap((template) =>
    blocks(template.args, "block_device_mappings").flatMap((mapping) => view.key(template, block(mapping, "ebs")?.kms_key_id) ?? []),
  );
  return [...new Map(keys.map((key) => [key.arn, key])).values()];
}

/** The launch templates that a group's instances are started from. */
export function launchTemplates(view: ServiceView, group: Resource): readonly Resource[] {
  const policy = block(block(group.args, "mixed_instances_policy"), "launch_template");
  const named = [
    block(group.args, "launch_template"),
    block(policy, "launch_template_specification"),
    ...blocks(policy, "override").map((override) => block(override, "launch_template_specification")),
  ];
  const found = named.flatMap((template) => {
    const resource = view.configuration.named(
      group,
      "aws_launch_template",
      template?.id ?? template?.launch_template_id ?? template?.name ?? template?.launch_template_name,
    );
    return resource?.type === "aws_launch_template" ? [resource] : [];
  });
  return [...new Set(found)];
}
