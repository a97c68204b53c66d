import { IamInstanceProfile } from "@cdktf/provider-aws/lib/iam-instance-profile";
import { Construct } from "constructs";
import { IBucketObject, Role } from "../../src/core";
import { namePrefix, pathFromStack } from "../../src/internal/names";

/** The actions of Session Manager, whose channels have no ARNs (Systems Manager User Guide, "Create a custom IAM role for Session Manager"). */
const SESSION_MANAGER_ACTIONS = [
  "ssm:UpdateInstanceInformation",
  "ssmmessages:CreateControlChannel",
  "ssmmessages:CreateDataChannel",
  "ssmmessages:OpenControlChannel",
  "ssmmessages:OpenDataChannel",
];

/** The role of a service's instances: Session Manager and the release. The managed policy `AmazonSSMManagedInstanceCore` can read every parameter. */
export function createInstanceRole(scope: Construct, release: IBucketObject | undefined): Role {
  const role = new Role(scope, "Role", {
    assumedBy: { services: ["ec2.amazonaws.com"] },
    description: `Instances of ${pathFromStack(scope).join("/")}`,
  });
  role.addToPolicy({ sid: "SessionManager", actions: SESSION_MANAGER_ACTIONS, resources: ["*"] });
  release?.bucket.grantRead(role, release.key);
  return role;
}

/** What passes the role to the instances. */
export function createInstanceProfile(scope: Construct, roleName: string): IamInstanceProfile {
  return new IamInstanceProfile(scope, "InstanceProfile", { namePrefix: namePrefix(scope, { maxLength: 128 }), role: roleName });
}
