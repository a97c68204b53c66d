import { IamServiceLinkedRole } from "@cdktf/provider-aws/lib/iam-service-linked-role";
import { KmsGrant } from "@cdktf/provider-aws/lib/kms-grant";
import { TerraformStack } from "cdktf";
import { Construct, IConstruct } from "constructs";
import { IEncryptionKey, KeyPolicyStatement } from "../../src/core";
import { SERVICE_ENCRYPT_DECRYPT_ACTIONS } from "../../src/internal/key-actions";
import { accountWideName, peerName, physicalName } from "../../src/internal/names";
import { isElsewhere } from "../../src/internal/stacks";

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
  private readonly grants = new Map<IEncryptionKey, KmsGrant>();

  private constructor(stack: TerraformStack) {
    super(stack, CHILD_ID);
    this.resource = new IamServiceLinkedRole(this, "Resource", {
      awsServiceName: "autoscaling.amazonaws.com",
      customSuffix: accountWideName(stack, { maxLength: SUFFIX_MAX_LENGTH, punctuation: "-_" }),
      description: `Starts and stops the instances of ${stack.node.id}`,
    });
    this.roleArn = this.resource.arn;
  }

  /**
   * Lets the role launch instances whose volumes are encrypted under a key: by the key's policy or, for a key of another stack, by a grant, since the policy
   * there can't name a role that is deployed after it.
   *
   * @returns the grant, which must be there before the first instance is launched; undefined where the key's policy allows the role
   */
  public useVolumeKey(key: IEncryptionKey): KmsGrant | undefined {
    if (isElsewhere(this, key)) return this.grantOn(key as IEncryptionKey & IConstruct);
    volumeKeyStatements(this.roleArn).forEach((statement) => key.addToPolicy(statement));
    return undefined;
  }

  private grantOn(key: IEncryptionKey & IConstruct): KmsGrant {
    const grant = this.grants.get(key) ?? createGrant(this, key, this.roleArn);
    this.grants.set(key, grant);
    return grant;
  }
}

/**
 * What the role does under a key, as a grant names it (EC2 Auto Scaling User Guide, "Required AWS KMS key policy for use with encrypted volumes", where the
 * key is another account's).
 */
const GRANT_OPERATIONS = [
  "CreateGrant",
  "Decrypt",
  "DescribeKey",
  "Encrypt",
  "GenerateDataKey",
  "GenerateDataKeyWithoutPlaintext",
  "ReEncryptFrom",
  "ReEncryptTo",
];

function createGrant(role: Construct, key: IEncryptionKey & IConstruct, roleArn: string): KmsGrant {
  const scope = new Construct(role, `Grant-${[...TerraformStack.of(key).node.path.split("/"), peerName(key)].join("-")}`);
  return new KmsGrant(scope, "Resource", {
    name: physicalName(scope, { maxLength: 256, punctuation: "-_" }),
    keyId: key.keyArn,
    granteePrincipal: roleArn,
    operations: GRANT_OPERATIONS,
  });
}

/**
 * What the policy of a key for the instances' volumes must allow the role that launches them (EC2 Auto Scaling User Guide, "Required AWS KMS key policy
 * for use with encrypted volumes"): grants only for AWS services, never for somebody else. Pure.
 */
function volumeKeyStatements(serviceLinkedRoleArn: string): KeyPolicyStatement[] {
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
