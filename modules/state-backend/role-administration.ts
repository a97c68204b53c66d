import { IConstruct } from "constructs";
import { PolicyStatement } from "../../src/core";
import { FORMATS } from "../../src/internal/formats";
import { PropTypes, STRING, STRINGS, optional } from "../../src/internal/prop-types";
import { Validator } from "../../src/internal/validator";

/** The roles that whoever deploys may create, change and hand to services. */
export interface RoleAdministration {
  /**
   * ARNs of the roles, `*` allowed behind a prefix: `arn:aws:iam::111122223333:role/trading-prod-*`. Nothing else may have a name of that prefix, neither the
   * role that deploys nor one that was made without the boundary: whoever deploys may change the trust of each of them, and pass it to the services.
   */
  readonly roleArns: readonly string[];
  /** The permissions boundary that every one of them must have; whoever deploys can't change or remove it. */
  readonly permissionsBoundaryArn: string;
  /** Service principals that the roles may be passed to, such as `ec2.amazonaws.com`. */
  readonly passedTo: readonly string[];
  /** ARNs of managed policies that may be attached to the roles. @default - none: the roles have inline policies alone */
  readonly attachablePolicyArns?: readonly string[];
}

const ADMINISTRATION: PropTypes<RoleAdministration> = {
  roleArns: STRINGS,
  permissionsBoundaryArn: STRING,
  passedTo: STRINGS,
  attachablePolicyArns: optional(STRINGS),
};

/** The actions on roles that know the condition key `iam:PermissionsBoundary` (IAM User Guide, "IAM and AWS STS condition context keys"). */
const BOUNDED_ACTIONS = ["iam:CreateRole", "iam:DeleteRolePolicy", "iam:PutRolePermissionsBoundary", "iam:PutRolePolicy"];
const OTHER_ACTIONS = [
  "iam:DeleteRole",
  "iam:TagRole",
  "iam:UntagRole",
  "iam:UpdateAssumeRolePolicy",
  "iam:UpdateRole",
  "iam:UpdateRoleDescription",
];

/**
 * The statements that let a role create other roles without becoming more than it is (IAM User Guide, "Permissions boundaries for IAM entities:
 * delegating responsibility to others"): roles are created and given permissions within the boundary alone, under a prefix, and passed to the
 * services that are named. The boundary itself, and its removal, are denied whatever else the role is granted.
 *
 * @param scope the construct that errors name
 * @throws ValidationError for roles without a prefix, anything but a managed policy's ARN, or a service that is none
 */
export function roleAdministrationStatements(scope: IConstruct, administration: RoleAdministration): PolicyStatement[] {
  checkAdministration(scope, administration);
  const { roleArns, permissionsBoundaryArn, passedTo, attachablePolicyArns = [] } = administration;
  const bounded = { "iam:PermissionsBoundary": permissionsBoundaryArn };
  return [
    { sid: "RolesWithinBoundary", actions: BOUNDED_ACTIONS, resources: roleArns, conditions: { StringEquals: bounded } },
    { sid: "Roles", actions: OTHER_ACTIONS, resources: roleArns },
    {
      sid: "RolesToServices",
      actions: ["iam:PassRole"],
      resources: roleArns,
      conditions: { StringEquals: { "iam:PassedToService": passedTo } },
    },
    ...(attachablePolicyArns.length > 0
      ? [
          {
            sid: "RolesManagedPolicies",
            actions: ["iam:AttachRolePolicy", "iam:DetachRolePolicy"],
            resources: roleArns,
            conditions: { StringEquals: bounded, ArnEquals: { "iam:PolicyARN": attachablePolicyArns } },
          },
        ]
      : []),
    {
      sid: "BoundaryStays",
      effect: "Deny",
      actions: ["iam:DeleteRolePermissionsBoundary", "iam:DeleteUserPermissionsBoundary"],
      resources: ["*"],
    },
    {
      sid: "BoundaryUnchanged",
      effect: "Deny",
      actions: ["iam:CreatePolicyVersion", "iam:DeletePolicy", "iam:DeletePolicyVersion", "iam:SetDefaultPolicyVersion"],
      resources: [permissionsBoundaryArn],
    },
  ];
}

function checkAdministration(scope: IConstruct, administration: RoleAdministration): void {
  const { roleArns, permissionsBoundaryArn, passedTo, attachablePolicyArns } = administration ?? {};
  const validator = new Validator(scope).props(administration, ADMINISTRATION, "administration");
  roleArns.forEach((arn, index) =>
    validator.matches(
      `administration.roleArns[${index}]`,
      arn,
      /^arn:aws[a-z-]*:iam::\d{12}:role\/[^\s*?]\S*$/,
      "must be the ARN of a role, or of roles with a prefix",
      'Write it as "arn:aws:iam::111122223333:role/trading-prod-*".',
    ),
  );
  passedTo.forEach((service, index) =>
    validator.matches(
      `administration.passedTo[${index}]`,
      service,
      /^[a-z0-9.-]+\.amazonaws\.com(\.cn)?$/,
      "must be a service principal, without a wildcard",
      'Write it as "ec2.amazonaws.com".',
    ),
  );
  attachablePolicyArns?.forEach((arn, index) => validator.format(`administration.attachablePolicyArns[${index}]`, arn, FORMATS.policyArn));
  validator
    .check("administration.roleArns", roleArns, roleArns.length > 0, "must not be empty", "Name the roles by their prefix.")
    .check("administration.passedTo", passedTo, passedTo.length > 0, "must not be empty", "Name the services that assume the roles.")
    .format("administration.permissionsBoundaryArn", permissionsBoundaryArn, FORMATS.policyArn)
    .throwIfInvalid();
}
