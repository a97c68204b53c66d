import { Construct } from "constructs";
import { PolicyStatement, roleAdministrationStatements } from "../../../src";
import { DeployedStack, named, unregional } from "./deployed-stack";

/** The services that assume the stack's roles. */
const SERVICES_WITH_ROLES = [
  "cloudfront.amazonaws.com",
  "ec2.amazonaws.com",
  "monitoring.rds.amazonaws.com",
  "rds.amazonaws.com",
  "scheduler.amazonaws.com",
  "ssm.amazonaws.com",
  "vpc-flow-logs.amazonaws.com",
];

/** The services whose own role an account has as soon as somebody creates something that needs it. */
const SERVICES_WITH_LINKED_ROLES = [
  "elasticache.amazonaws.com",
  "elasticache.application-autoscaling.amazonaws.com",
  "elasticloadbalancing.amazonaws.com",
  "rds.amazonaws.com",
  "rds.application-autoscaling.amazonaws.com",
  "ssm.amazonaws.com",
  "vpcorigin.cloudfront.amazonaws.com",
  "wafv2.amazonaws.com",
];

/** The roles of EC2 Auto Scaling that the stacks create for themselves. */
export function autoScalingRoleArns(stack: DeployedStack): string[] {
  const path = "role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling";
  return named(stack, (id) => unregional(stack, "iam", `${path}_${id}*`));
}

/** Roles within their boundary, instance profiles, and the roles of AWS services. */
export function identityStatements(scope: Construct, stack: DeployedStack): PolicyStatement[] {
  const { permissionsBoundaryArn } = stack;
  const linkedRole = (service: string): string => unregional(stack, "iam", `role/aws-service-role/${service}/*`);
  const iam = (resource: (stackId: string) => string): string[] => named(stack, (id) => unregional(stack, "iam", resource(id)));
  return [
    ...roleAdministrationStatements(scope, {
      roleArns: iam((id) => `role/${id}-*`),
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
      resources: iam((id) => `instance-profile/${id}-*`),
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
      resources: autoScalingRoleArns(stack),
    },
    {
      sid: "ServiceLinkedRoles",
      actions: ["iam:CreateServiceLinkedRole"],
      resources: SERVICES_WITH_LINKED_ROLES.map(linkedRole),
      conditions: { StringEquals: { "iam:AWSServiceName": SERVICES_WITH_LINKED_ROLES } },
    },
  ];
}
