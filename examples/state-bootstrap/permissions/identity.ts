import { Construct } from "constructs";
import { PolicyStatement, roleAdministrationStatements } from "../../../src";
import { DeployedStack, unregional } from "./deployed-stack";

/** The services that assume the stack's roles. */
const SERVICES_WITH_ROLES = ["ec2.amazonaws.com", "monitoring.rds.amazonaws.com", "vpc-flow-logs.amazonaws.com"];

/** The services whose own role an account has as soon as somebody creates something that needs it. */
const SERVICES_WITH_LINKED_ROLES = [
  "elasticache.amazonaws.com",
  "elasticloadbalancing.amazonaws.com",
  "rds.amazonaws.com",
  "rds.application-autoscaling.amazonaws.com",
  "vpcorigin.cloudfront.amazonaws.com",
];

/** Roles within their boundary, instance profiles, and the roles of AWS services. */
export function identityStatements(scope: Construct, stack: DeployedStack): PolicyStatement[] {
  const { name, permissionsBoundaryArn } = stack;
  const linkedRole = (service: string): string => unregional(stack, "iam", `role/aws-service-role/${service}/*`);
  const autoScalingRoles = [
    unregional(stack, "iam", `role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling_${name}*`),
  ];
  return [
    ...roleAdministrationStatements(scope, {
      roleArns: [unregional(stack, "iam", `role/${name}-*`)],
      permissionsBoundaryArn,
      passedTo: SERVICES_WITH_ROLES,
    }),
    {
      sid: "InstanceProfiles",
      actions: [
        "iam:AddRoleToInstanceProfile",
        "iam:CreateInstanceProfile",
        "iam:DeleteInstanceProfile",
        "iam:RemoveRoleFromInstanceProfile",
        "iam:TagInstanceProfile",
        "iam:UntagInstanceProfile",
      ],
      resources: [unregional(stack, "iam", `instance-profile/${name}-*`)],
    },
    {
      sid: "AutoScalingRole",
      actions: [
        "iam:CreateServiceLinkedRole",
        "iam:DeleteServiceLinkedRole",
        "iam:PassRole",
        "iam:TagRole",
        "iam:UntagRole",
        "iam:UpdateRoleDescription",
      ],
      resources: autoScalingRoles,
    },
    {
      sid: "ServiceLinkedRoles",
      actions: ["iam:CreateServiceLinkedRole"],
      resources: SERVICES_WITH_LINKED_ROLES.map(linkedRole),
      conditions: { StringEquals: { "iam:AWSServiceName": SERVICES_WITH_LINKED_ROLES } },
    },
  ];
}
