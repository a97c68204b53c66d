import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { IamRolePolicyAttachment } from "@cdktf/provider-aws/lib/iam-role-policy-attachment";
import { Annotations, Fn } from "cdktf";
import { Construct } from "constructs";
import { FORMATS } from "../internal/formats";
import { GrantPolicy } from "../internal/grant-policy";
import { accountWideName, namePrefix, peerName } from "../internal/names";
import { PolicyDocument } from "../internal/policy-document";
import { checkPolicySize, checkPrincipals, checkStatement, policySize } from "../internal/policy-statement";
import { NUMBER, PropTypes, STRING, list, oneOf, optional, record } from "../internal/prop-types";
import { StackEnvironment } from "../internal/stack-environment";
import { Validator, isKnown } from "../internal/validator";
import { IManagedPolicy, MANAGED_POLICY } from "./managed-policy";
import { PolicyConditions, PolicyPrincipals, PolicyStatement } from "./policy-statement";

/** What a module can grant permissions to: a role, or something that runs as one. */
export interface IGrantable {
  /** The role that the permissions are granted to. */
  readonly role: IRole;
}

/** An IAM role, made here or elsewhere. */
export interface IRole extends IGrantable {
  /** The role's ARN. */
  readonly roleArn: string;
  /** The role's name. */
  readonly roleName: string;
  /**
   * Adds a statement to the role's one inline policy.
   *
   * @throws ValidationError at synthesis if the role's inline policies, those of other stacks of the app included, would pass the 10,240
   *   characters that IAM allows them together
   */
  addToPolicy(statement: PolicyStatement): void;
}

const ASSUME_ACTIONS = ["sts:AssumeRole", "sts:AssumeRoleWithWebIdentity"] as const;

/** The choices for a role. */
export interface RoleProps {
  /** Who may assume the role. */
  readonly assumedBy: PolicyPrincipals;
  /** Conditions on assuming it. @default - none */
  readonly assumeConditions?: PolicyConditions;
  /** The action by which it is assumed. @default "sts:AssumeRole" */
  readonly assumeAction?: "sts:AssumeRole" | "sts:AssumeRoleWithWebIdentity";
  /** What the role is for, up to 1000 characters. @default - the construct's path */
  readonly description?: string;
  /** A fixed name, 1 to 64 letters, digits and `_+=,.@-`. @default - made from the construct's path and something unique */
  readonly roleName?: string;
  /** Longest session, 3600 to 43200 seconds. @default - 3600, IAM's own default */
  readonly maxSessionSeconds?: number;
  /** Where the role is filed, with a slash at both ends, up to 512 characters; a part of its ARN. A change replaces the role. @default "/" */
  readonly path?: string;
  /** The ARN of a managed policy that limits what the role may do, whatever it is granted. @default - as set by `usePermissionsBoundary`, else none */
  readonly permissionsBoundaryArn?: string;
  /** Managed policies that the role has besides its inline one: 25 at most; more than 10 need a raised quota of the account, and are a warning. @default - none */
  readonly managedPolicies?: readonly IManagedPolicy[];
}

const PROPS: PropTypes<RoleProps> = {
  assumedBy: record(),
  assumeConditions: optional(record()),
  assumeAction: optional(oneOf(ASSUME_ACTIONS)),
  description: optional(STRING),
  roleName: optional(STRING),
  maxSessionSeconds: optional(NUMBER),
  path: optional(STRING),
  permissionsBoundaryArn: optional(STRING),
  managedPolicies: optional(list<readonly IManagedPolicy[]>()),
};

/** What identifies a role that exists already. */
export interface RoleAttributes {
  /** The role's ARN. */
  readonly roleArn: string;
  /** The role's name. @default - the last part of its ARN */
  readonly roleName?: string;
}

const ATTRIBUTES: PropTypes<RoleAttributes> = { roleArn: STRING, roleName: optional(STRING) };

/** How long a trust policy may be, and how long once the account's quota is raised (IAM User Guide, "IAM and AWS STS quotas"). */
const TRUST_POLICY_CHARACTERS = 2048;
const RAISED_TRUST_POLICY_CHARACTERS = 8192;
/** How many managed policies a role may have, and how many once the account's quota is raised (the same page). */
const MANAGED_POLICIES = 10;
const RAISED_MANAGED_POLICIES = 25;

/** An IAM role whose permissions are granted one by one and written as a single inline policy, sorted. */
export class Role extends Construct implements IRole {
  /**
   * A role that exists already; grants become one inline policy of it.
   *
   * @param roleArn its ARN, whose last part is its name
   * @throws ValidationError for anything but a role's ARN
   */
  public static fromArn(scope: Construct, id: string, roleArn: string): ImportedRole {
    return new ImportedRole(scope, id, { roleArn });
  }

  /**
   * A role that exists already, by its ARN and its name; grants become one inline policy of it.
   *
   * @throws ValidationError for anything but a role's ARN and name
   */
  public static fromAttributes(scope: Construct, id: string, attributes: RoleAttributes): ImportedRole {
    return new ImportedRole(scope, id, attributes);
  }

  /** The role's ARN. */
  public readonly roleArn: string;
  /** The role's name. */
  public readonly roleName: string;
  /** The role. */
  public readonly resource: IamRole;
  /** What attaches the managed policies, in the order in which they were given. */
  public readonly policyAttachments: readonly IamRolePolicyAttachment[];
  private readonly grants: GrantPolicy;

  /** @throws ValidationError for a name, a path, a session or a permissions boundary that IAM refuses, or a managed policy that is given twice */
  constructor(scope: Construct, id: string, props: RoleProps) {
    super(scope, id);
    checkRole(this, props);
    StackEnvironment.watch(this);
    const trust = trustPolicy(this, props);
    this.resource = new IamRole(this, "Resource", {
      ...(props.roleName ? { name: props.roleName } : { namePrefix: namePrefix(this, { maxLength: 64, punctuation: "-_" }) }),
      description: props.description ?? this.node.path,
      assumeRolePolicy: trust.toJson(),
      maxSessionDuration: props.maxSessionSeconds,
      path: props.path,
      permissionsBoundary: props.permissionsBoundaryArn,
    });
    this.roleArn = this.resource.arn;
    this.roleName = this.resource.name;
    this.grants = new GrantPolicy(this, { roleArn: this.roleArn, role: this.resource.id }, "grants");
    this.policyAttachments = this.attach(props.managedPolicies ?? []);
  }

  /** The role itself: what permissions are granted to. */
  public get role(): IRole {
    return this;
  }

  /** Adds a statement to the role's one inline policy. */
  public addToPolicy(statement: PolicyStatement): void {
    checkStatement(this, statement);
    this.grants.add(statement);
  }

  /** The inline policy with all grants; undefined until the first. What must wait for the permissions depends on it. */
  public get policy(): IamRolePolicy | undefined {
    return this.grants.resource;
  }

  private attach(policies: readonly IManagedPolicy[]): IamRolePolicyAttachment[] {
    if (policies.length === 0) return [];
    if (policies.length > MANAGED_POLICIES) {
      Annotations.of(this).addWarning(
        `The role has ${policies.length} managed policies: IAM attaches no more than ${MANAGED_POLICIES} until the account's quota "Managed policies per role" is raised.`,
      );
    }
    const scope = new Construct(this, "ManagedPolicies");
    return policies.map(
      (policy) => new IamRolePolicyAttachment(scope, peerName(policy), { role: this.resource.name, policyArn: policy.policyArn }),
    );
  }
}

/** The last part of a role's ARN, whatever path is before it (IAM User Guide, "IAM identifiers"). */
function roleNameOf(roleArn: string): string {
  return isKnown(roleArn) ? roleArn.split("/").at(-1)! : Fn.element(Fn.reverse(Fn.split("/", roleArn)), 0);
}

/** A role that exists: `Role.fromArn`, `Role.fromAttributes`. */
export class ImportedRole extends Construct implements IRole {
  /** The role's ARN. */
  public readonly roleArn: string;
  /** The role's name. */
  public readonly roleName: string;
  private readonly grants: GrantPolicy;

  /** @throws ValidationError for anything but a role's ARN and name */
  constructor(scope: Construct, id: string, attributes: RoleAttributes) {
    super(scope, id);
    new Validator(this)
      .props(attributes, ATTRIBUTES)
      .format("roleArn", attributes.roleArn, FORMATS.roleArn)
      .format("roleName", attributes.roleName, FORMATS.roleName)
      .throwIfInvalid();
    this.roleArn = attributes.roleArn;
    this.roleName = attributes.roleName ?? roleNameOf(attributes.roleArn);
    // Another stack may grant on the same role: each has a policy of its own name there.
    this.grants = new GrantPolicy(this, { roleArn: this.roleArn, role: this.roleName }, accountWideName(this, { maxLength: 128 }));
  }

  /** The role itself: what permissions are granted to. */
  public get role(): IRole {
    return this;
  }

  /** Adds a statement to an inline policy of this stack's own. */
  public addToPolicy(statement: PolicyStatement): void {
    checkStatement(this, statement);
    this.grants.add(statement);
  }
}

/** Who may assume the role; warns of a trust policy that needs a raised quota. */
function trustPolicy(role: Role, props: RoleProps): PolicyDocument {
  const { assumedBy, assumeAction = "sts:AssumeRole", assumeConditions } = props;
  const trust = new PolicyDocument([{ sid: "Assume", principals: assumedBy, actions: [assumeAction], conditions: assumeConditions }]);
  const validator = new Validator(role);
  checkPolicySize(validator, "assumedBy", [trust], RAISED_TRUST_POLICY_CHARACTERS, "Name fewer principals, or make several roles.");
  validator.throwIfInvalid();
  const characters = policySize(trust);
  if (characters > TRUST_POLICY_CHARACTERS) {
    Annotations.of(role).addWarning(
      `The trust policy has ${characters} characters: IAM refuses more than ${TRUST_POLICY_CHARACTERS} until the account's quota "Role trust policy length" is raised.`,
    );
  }
  return trust;
}

function checkRole(role: Role, props: RoleProps): void {
  const validator = new Validator(role).props(props, PROPS);
  checkPrincipals(validator, props.assumedBy, "assumedBy");
  validator
    .format("roleName", props.roleName, FORMATS.roleName)
    .integerBetween("maxSessionSeconds", props.maxSessionSeconds, 3600, 43_200, "seconds")
    .format("path", props.path, FORMATS.iamPath)
    .format("permissionsBoundaryArn", props.permissionsBoundaryArn, FORMATS.policyArn);
  checkManagedPolicies(validator, props.managedPolicies ?? []);
  validator.throwIfInvalid();
}

function checkManagedPolicies(validator: Validator, policies: readonly IManagedPolicy[]): void {
  policies.forEach((policy, index) => validator.props({ policy }, { policy: MANAGED_POLICY }, `managedPolicies[${index}]`));
  const names = policies.map(peerName);
  validator
    .check("managedPolicies", names, new Set(names).size === names.length, "must not hold one policy twice", "Give each policy once.")
    .check(
      "managedPolicies",
      names.length,
      names.length <= RAISED_MANAGED_POLICIES,
      `must be ${RAISED_MANAGED_POLICIES} at most`,
      "Put more statements into each policy.",
    );
}
