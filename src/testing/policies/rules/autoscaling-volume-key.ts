import { Configuration, Resource } from "../../configuration";
import { blocks, isExpression, isSet, isTrue } from "../blocks";
import { eachOf } from "../each";
import { launchTemplatesOf } from "../launch-templates";
import { PolicyRule } from "../rule";
import { Statement, coversAction, keyOf, keyPolicy } from "../statements";

/** What Auto Scaling does with the key before an instance starts. */
const NEEDED = ["kms:Decrypt", "kms:GenerateDataKeyWithoutPlaintext", "kms:CreateGrant"];
const SERVICE_ROLE = "/aws-service-role/autoscaling.amazonaws.com/";

export const AUTOSCALING_VOLUME_KEY: PolicyRule = {
  id: "autoscaling-volume-key",
  sentence: "The key of a group's volumes lets the group's service-linked role use it: without it, no instance ever starts.",
  severity: "high",
  fix: "Allow kms:Decrypt, kms:GenerateDataKey*, kms:ReEncrypt*, kms:Encrypt, kms:DescribeKey and kms:CreateGrant to the role in the key policy.",
  source: 'Amazon EC2 Auto Scaling User Guide, "Required AWS KMS key policy for use with encrypted volumes"',
  types: ["aws_autoscaling_group", "aws_launch_template", "aws_kms_key", "aws_kms_grant", "aws_kms_key_policy"],
  check: eachOf(["aws_autoscaling_group"], (group, configuration) => {
    for (const key of volumeKeys(configuration, group)) {
      // A grant to the role does as well, and so may a policy that only Terraform can read.
      if (configuration.all("aws_kms_grant").some((grant) => keyOf(configuration, grant, grant.args.key_id)?.key === key.key)) continue;
      const statements = keyPolicy(configuration, key);
      if (!statements && hasPolicy(configuration, key)) continue;
      const ofRole = (statements ?? []).filter((statement) => statement.allows && isOfRole(configuration, group, statement));
      const missing = NEEDED.find((action) => !ofRole.some((statement) => coversAction(statement, action)));
      if (missing !== undefined) return `the policy of ${key.name} doesn't allow ${missing} to its service-linked role`;
    }
    return undefined;
  }),
};

/** Those of the stacks: the policy of any other isn't known. */
function volumeKeys(configuration: Configuration, group: Resource): Resource[] {
  const keys = launchTemplatesOf(configuration, group).flatMap((template) =>
    blocks(template.args.block_device_mappings)
      .flatMap(({ ebs }) => blocks(ebs))
      .filter(({ encrypted }) => isTrue(encrypted))
      .flatMap((ebs) => keyOf(configuration, template, ebs.kms_key_id) ?? []),
  );
  return [...new Set(keys)];
}

function hasPolicy(configuration: Configuration, key: Resource): boolean {
  return (
    isSet(key.args.policy) ||
    configuration.all("aws_kms_key_policy").some((policy) => configuration.key(policy, policy.args.key_id) === key.key)
  );
}

function isOfRole(configuration: Configuration, group: Resource, { principals }: Statement): boolean {
  const role = configuration.key(group, group.args.service_linked_role_arn);
  return principals.some((principal) => {
    if (principal === "*") return true;
    const named = configuration.key(group, principal);
    if (role !== undefined) return named === role || (isExpression(principal) && !configuration.find(named));
    return principal.includes(SERVICE_ROLE) || (isExpression(principal) && !configuration.find(named));
  });
}
