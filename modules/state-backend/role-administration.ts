import { TerraformStack } from "cdktf";
import { IConstruct } from "constructs";
import { PolicyStatement } from "../../src/core";
import { checkScope } from "../../src/internal/check-scope";
import { FORMATS } from "../../src/internal/formats";
import { PropTypes, STRING, STRINGS, optional } from "../../src/internal/prop-types";
import { Validator, isKnown, resolvedText, validateAtSynthesis } from "../../src/internal/validator";

/** The roles that whoever deploys may create, change and hand to services. */
export interface RoleAdministration {
  /**
   * ARNs of the roles, `*` allowed behind a prefix: `arn:aws:iam::111122223333:role/trading-prod-*`. Nothing else may have a name of that prefix, neither the
   * role that deploys nor one that was made without the boundary: whoever deploys may change the trust of each of them, and pass it to the services.
   */
  readonly roleArns: readonly string[];
  /**
   * The permissions boundary that every one of them must have; whoever deploys can't change or remove it. A policy of the same account, or of AWS's, that exists
   * before the first of the roles is created.
   */
  readonly permissionsBoundaryArn: string;
  /** Service principals that the roles may be passed to, such as `ec2.amazonaws.com`: no service that runs what whoever deploys tells it to do as another role. */
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
 * What must be so besides, since no policy can hold it: nothing else has a name of that prefix, nor ever gets one; the boundary doesn't allow to change roles or
 * policies; and whoever deploys may not change the boundary's policy by another role that it may assume.
 *
 * @param scope the construct that errors name, in the stack of the role that deploys
 * @throws ValidationError for roles without a prefix, anything but a managed policy's ARN, a boundary of another account, or a service that is none; at
 *   synthesis for a role of the same stack that has a name of the prefix and not the boundary, as the role that deploys may
 */
export function roleAdministrationStatements(scope: IConstruct, administration: RoleAdministration): PolicyStatement[] {
  checkScope("roleAdministrationStatements", scope);
  checkAdministration(scope, administration);
  validateAtSynthesis(scope, (validator) => checkOtherRoles(validator, scope, administration));
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

const ROLES = /^arn:aws[a-z-]*:iam::\d{12}:role\/[^\s*?]\S*$/;

function checkAdministration(scope: IConstruct, administration: RoleAdministration): void {
  const { roleArns, permissionsBoundaryArn, passedTo, attachablePolicyArns } = administration ?? {};
  const validator = new Validator(scope).props(administration, ADMINISTRATION, "administration");
  roleArns.forEach((arn, index) =>
    validator.matches(
      `administration.roleArns[${index}]`,
      arn,
      ROLES,
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
    .format("administration.permissionsBoundaryArn", permissionsBoundaryArn, FORMATS.policyArn);
  if (isKnown(permissionsBoundaryArn) && FORMATS.policyArn.holds(permissionsBoundaryArn)) {
    checkBoundaryAccount(validator, roleArns, permissionsBoundaryArn);
  }
  validator.throwIfInvalid();
}

/** IAM takes a boundary from the role's own account, or one of AWS's own policies. */
function checkBoundaryAccount(validator: Validator, roleArns: readonly string[], permissionsBoundaryArn: string): void {
  const [, partition, , , owner] = permissionsBoundaryArn.split(":");
  roleArns.forEach((arn, index) => {
    const [, rolePartition, , , accountId] = arn.split(":");
    validator.check(
      `administration.roleArns[${index}]`,
      arn,
      !ROLES.test(arn) || (partition === rolePartition && (owner === "aws" || owner === accountId)),
      `must be of the account of the permissions boundary, ${owner}`,
      "IAM takes a boundary from the role's own account.",
    );
  });
}

/** A role of the provider's, as far as its name is asked for. */
interface NamedRole extends IConstruct {
  readonly terraformResourceType: string;
  readonly nameInput?: string;
  readonly namePrefixInput?: string;
  readonly pathInput?: string;
  readonly permissionsBoundaryInput?: string;
}

/** What Terraform appends to a prefix: a timestamp and a counter. */
const UNIQUE_SUFFIX = "0".repeat(26);

/**
 * Records the roles of the stack that could be changed, though they lack the boundary: whoever deploys could let itself assume one of them, or pass it to a
 * service, and be more than it is.
 */
function checkOtherRoles(validator: Validator, scope: IConstruct, { roleArns, permissionsBoundaryArn }: RoleAdministration): void {
  const written = (arn: string | undefined): string => (arn === undefined ? "" : resolvedText(scope, arn));
  const boundary = written(permissionsBoundaryArn);
  const roles = TerraformStack.of(scope).node.findAll().filter(isRole);
  const unboundedRoles = roles.filter((role) => written(role.permissionsBoundaryInput) !== boundary);
  roleArns.forEach((arn, index) => {
    const pattern = namePattern(arn);
    const unbounded = unboundedRoles.filter((role) => pattern.test(pathAndName(role)));
    const names = unbounded.map((role) => role.nameInput ?? `${role.namePrefixInput}*`).sort();
    validator.check(
      `administration.roleArns[${index}]`,
      names,
      names.length === 0,
      `must match no role without the permissions boundary, as ${arn} does`,
      "Give those roles other names, or the boundary.",
    );
  });
}

function isRole(node: IConstruct): node is NamedRole {
  return (node as Partial<NamedRole>).terraformResourceType === "aws_iam_role";
}

function pathAndName({ nameInput, namePrefixInput = "", pathInput = "/" }: NamedRole): string {
  return `${pathInput}${nameInput ?? `${namePrefixInput}${UNIQUE_SUFFIX}`}`;
}

/** The roles that an ARN with wildcards is for, by path and name. */
function namePattern(arn: string): RegExp {
  const name = arn.slice(arn.indexOf(":role/") + ":role".length);
  const escaped = name.replace(/[.+^${}()|[\]\\]/g, "\\$&");
  return new RegExp(`^${escaped.replace(/\*/g, ".*").replace(/\?/g, ".")}$`);
}
