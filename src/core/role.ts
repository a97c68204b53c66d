import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { Construct } from "constructs";
import { namePrefix, physicalName } from "./names";
import { PolicyDocument, PolicyPrincipals, PolicyConditions, PolicyStatement } from "./policy-document";

/** What a module can grant permissions to: a role, or something that runs as one. */
export interface IGrantable {
  readonly role: IRole;
}

export interface IRole extends IGrantable {
  readonly roleArn: string;
  readonly roleName: string;
  /**
   * Adds a statement to the role's one inline policy.
   *
   * @throws Error at synthesis if the policy would pass the 10,240 characters that IAM allows the inline policies of a role
   */
  grant(statement: PolicyStatement): void;
}

export interface RoleProps {
  /** Who may assume the role. */
  readonly assumedBy: PolicyPrincipals;
  /** Conditions on assuming it. @default - none */
  readonly assumeConditions?: PolicyConditions;
  /** What assuming it is called. @default "sts:AssumeRole" */
  readonly assumeAction?: "sts:AssumeRole" | "sts:AssumeRoleWithWebIdentity";
  /** @default - the construct's path */
  readonly description?: string;
  /** A fixed name, up to 64 characters. @default - made from the construct's path and something unique */
  readonly roleName?: string;
  /** Longest session, 3600 to 43200 seconds. @default - 3600, as IAM has it */
  readonly maxSessionSeconds?: number;
}

export interface RoleAttributes {
  readonly roleArn: string;
  readonly roleName: string;
}

/** IAM's limit for all inline policies of one role together, white space not counted (IAM User Guide, "IAM and AWS STS quotas"). */
export const ROLE_INLINE_POLICY_MAX_CHARACTERS = 10_240;

/** An IAM role whose permissions are granted one by one and written as a single inline policy, sorted. */
export class Role extends Construct implements IRole {
  /** A role that exists already; grants become one inline policy of it. */
  public static fromAttributes(scope: Construct, id: string, attributes: RoleAttributes): IRole {
    return new ImportedRole(scope, id, attributes);
  }

  public readonly roleArn: string;
  public readonly roleName: string;
  public readonly resource: IamRole;
  private readonly grants: GrantPolicy;

  constructor(scope: Construct, id: string, props: RoleProps) {
    super(scope, id);
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

  public get role(): IRole {
    return this;
  }

  public grant(statement: PolicyStatement): void {
    this.grants.add(statement);
  }

  /** The inline policy with all grants; undefined until the first. What must wait for the permissions depends on it. */
  public get policy(): IamRolePolicy | undefined {
    return this.grants.resource;
  }
}

class ImportedRole extends Construct implements IRole {
  public readonly roleArn: string;
  public readonly roleName: string;
  private readonly grants: GrantPolicy;

  constructor(scope: Construct, id: string, attributes: RoleAttributes) {
    super(scope, id);
    this.roleArn = attributes.roleArn;
    this.roleName = attributes.roleName;
    // Another stack may grant on the same role: each has a policy of its own name there.
    this.grants = new GrantPolicy(this, this.roleName, physicalName(this, { maxLength: 128 }));
  }

  public get role(): IRole {
    return this;
  }

  public grant(statement: PolicyStatement): void {
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
    scope.node.addValidation({ validate: () => this.checkSize() });
  }

  public add(statement: PolicyStatement): void {
    this.document.add(statement);
    this.resource ??= new IamRolePolicy(this.scope, "Grants", { name: this.name, role: this.role, policy: this.document.toLazyJson() });
  }

  private checkSize(): string[] {
    const characters = this.document.isEmpty ? 0 : this.document.toJson().replace(/\s/g, "").length;
    if (characters <= ROLE_INLINE_POLICY_MAX_CHARACTERS) return [];
    return [
      `${this.scope.node.path}: the grants of a role must fit into ${ROLE_INLINE_POLICY_MAX_CHARACTERS} characters; received ${characters}. ` +
        "Grant on fewer, wider resources (a prefix rather than many), or attach a managed policy of your own.",
    ];
  }
}
