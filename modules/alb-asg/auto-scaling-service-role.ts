import { IamServiceLinkedRole } from "@cdktf/provider-aws/lib/iam-service-linked-role";
import { TerraformStack } from "cdktf";
import { Construct, IConstruct } from "constructs";
import { KeyPolicyStatement } from "../../src/core";
import { SERVICE_ENCRYPT_DECRYPT_ACTIONS } from "../../src/internal/key-actions";
import { fitName } from "../../src/internal/names";

const CHILD_ID = "AutoScalingServiceRole";
/** A role's name has 64 characters, 29 of which are `AWSServiceRoleForAutoScaling_`. */
const SUFFIX_MAX_LENGTH = 35;

/**
 * What the key of the instances' volumes must allow to the role that starts them (EC2 Auto Scaling User Guide, "Required AWS KMS key policy
 * for use with encrypted volumes"): grants only for EC2's own use of the volumes, never for somebody else. Pure.
 */
export function volumeKeyStatements(serviceLinkedRoleArn: string): KeyPolicyStatement[] {
  const principals = { aws: [serviceLinkedRoleArn] };
  return [
    { sid: "AutoScalingUse", principals, actions: SERVICE_ENCRYPT_DECRYPT_ACTIONS },
    {
      sid: "AutoScalingGrants",
      principals,
      actions: ["kms:CreateGrant"],
      conditions: { Bool: { "kms:GrantIsForAWSResource": "true" } },
    },
  ];
}

/**
 * The role by which Auto Scaling starts instances, one for all services of a stack.
 *
 * The account's own one may not exist yet, and a key policy can't name a role that doesn't exist; this one has a suffix
 * of its own (EC2 Auto Scaling guide, "Service-linked roles").
 */
export class AutoScalingServiceRole extends Construct {
  public static of(scope: IConstruct): AutoScalingServiceRole {
    const stack = TerraformStack.of(scope);
    return (stack.node.tryFindChild(CHILD_ID) as AutoScalingServiceRole | undefined) ?? new AutoScalingServiceRole(stack);
  }

  public readonly roleArn: string;
  public readonly resource: IamServiceLinkedRole;

  private constructor(stack: TerraformStack) {
    super(stack, CHILD_ID);
    this.resource = new IamServiceLinkedRole(this, "Resource", {
      awsServiceName: "autoscaling.amazonaws.com",
      customSuffix: fitName([stack.node.id], { maxLength: SUFFIX_MAX_LENGTH, punctuation: "-_" }),
      description: `Starts and stops the instances of ${stack.node.id}`,
    });
    this.roleArn = this.resource.arn;
  }
}
