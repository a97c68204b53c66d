import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { Construct } from "constructs";
import { FORMATS } from "../internal/formats";
import { namePrefix, physicalName } from "../internal/names";
import { PolicyDocument } from "../internal/policy-document";
import { checkPrincipals, checkStatement } from "../internal/policy-statement";
import { NUMBER, PropTypes, STRING, oneOf, optional, record } from "../internal/prop-types";
import { Validator, validateAtSynthesis } from "../internal/validator";
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
   * @throws ValidationError at synthesis if the policy would pass the 10,240 characters that IAM allows the inline policies of a role
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
}

const PROPS: PropTypes<RoleProps> = {
  assumedBy: record(),
  assumeConditions: optional(record()),
  assumeAction: optional(oneOf(ASSUME_ACTIONS)),
  description: optional(STRING),
  roleName: optional(STRING),
  maxSessionSeconds: optional(NUMBER),
};

/** What identifies a role that exists already. */
export interface RoleAttributes {
  /** The role's ARN. */
  readonly roleArn: string;
  /** The role's name, the last part of its ARN. */
  readonly roleName: string;
}

/** IAM's limit for all inline policies of one role together, white space not counted (IAM User Guide, "IAM and AWS STS quotas"). */
const INLINE_POLICY_MAX_CHARACTERS = 10_240;

/** An IAM role whose permissions are granted one by one and written as a single inline policy, sorted. */
export class Role extends Construct implements IRole {
  /**
   * A role that exists already; grants become one inline policy of it.
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
  private readonly grants: GrantPolicy;

  /** @throws ValidationError for a name or a session that IAM refuses */
  constructor(scope: Construct, id: string, props: RoleProps) {
    super(scope, id);
    checkRole(this, props);
    const trust = new PolicyDocument([
      {
        sid: "Assume",
        principals: props.assumedBy,
        actions: [props.assumeAction ?? "sts:AssumeRole"],
        conditions: props.assumeConditions,
      },
    ]);
    this.resource = new IamRole(this, "Resource", {
      ...(props.roleName ? { name: props.roleName } : { namePrefix: namePrefix(this, { maxLength: 64, punctuation: "-_" }) }),
      description: props.description ?? this.node.path,
      assumeRolePolicy: trust.toJson(),
      maxSessionDuration: props.maxSessionSeconds,
    });
    this.roleArn = this.resource.arn;
    this.roleName = this.resource.name;
    this.grants = new GrantPolicy(this, this.resource.id, "grants");
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
}

/** A role that exists: `Role.fromAttributes`. */
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
      .props(attributes, { roleArn: STRING, roleName: STRING })
      .format("roleArn", attributes.roleArn, FORMATS.roleArn)
      .format("roleName", attributes.roleName, FORMATS.roleName)
      .throwIfInvalid();
    this.roleArn = attributes.roleArn;
    this.roleName = attributes.roleName;
    // Another stack may grant on the same role: each has a policy of its own name there.
    this.grants = new GrantPolicy(this, this.roleName, physicalName(this, { maxLength: 128 }));
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

/** The one inline policy of a role, made at the first grant. */
class GrantPolicy {
  public resource?: IamRolePolicy;
  private readonly document = new PolicyDocument();

  constructor(
    private readonly scope: Construct,
    private readonly role: string,
    private readonly name: string,
  ) {
    validateAtSynthesis(scope, (validator) => this.checkSize(validator));
  }

  public add(statement: PolicyStatement): void {
    this.document.add(statement);
    this.resource ??= new IamRolePolicy(this.scope, "Grants", { name: this.name, role: this.role, policy: this.document.toLazyJson() });
  }

  private checkSize(validator: Validator): void {
    const characters = this.document.isEmpty ? 0 : this.document.toJson().replace(/\s/g, "").length;
    validator.check(
      "grants",
      characters,
      characters <= INLINE_POLICY_MAX_CHARACTERS,
      `must fit into ${INLINE_POLICY_MAX_CHARACTERS} characters`,
      "Grant on fewer, wider resources (a prefix rather than many), or attach a managed policy of your own.",
    );
  }
}

function checkRole(role: Role, props: RoleProps): void {
  const validator = new Validator(role).props(props, PROPS);
  checkPrincipals(validator, props.assumedBy, "assumedBy");
  validator
    .format("roleName", props.roleName, FORMATS.roleName)
    .integerBetween("maxSessionSeconds", props.maxSessionSeconds, 3600, 43_200, "seconds")
    .throwIfInvalid();
}
