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
 * The service-linked role that EC2 Auto Scaling launches instances with: one in each stack, shared by its services.
 *
 * A new account may have no `AWSServiceRoleForAutoScaling` yet, and a key policy can't name a role that doesn't exist. This one has a custom suffix,
 * made from the stack's id (EC2 Auto Scaling User Guide, "Service-linked roles"). It is the stack's child `AutoScalingServiceRole`, and is found by that
 * id: no other child of the stack can have it.
 */
export class AutoScalingServiceLinkedRole extends Construct {
  /** The role of the stack that `scope` is in; it is created at the first call. */
  public static of(scope: IConstruct): AutoScalingServiceLinkedRole {
    const stack = TerraformStack.of(scope);
    return (stack.node.tryFindChild(CHILD_ID) as AutoScalingServiceLinkedRole | undefined) ?? new AutoScalingServiceLinkedRole(stack);
  }

  /** The role's ARN, which the policy of a key for volumes must name. */
  public readonly roleArn: string;
  /** The role. */
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

/**
 * What the policy of a key for the instances' volumes must allow the role that launches them (EC2 Auto Scaling User Guide, "Required AWS KMS key policy
 * for use with encrypted volumes"): grants only for AWS services, never for somebody else. Pure.
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
