import { Configuration, Resource } from "../configuration";
import { blocks, texts } from "../requests/arguments";
import { Arguments } from "../synthesized-stack";
import { Documents } from "./documents";
import { MANAGED_POLICIES } from "./managed-policies";
import { Names } from "./names";
import { TargetFinder } from "./resources";
import { PolicyDocument, policyDocument } from "./statement";

/** A policy and what people call it. */
export interface Policy {
  /** As sentences have it: `the key policy of Key`. */
  readonly label: string;
  /** The construct's path of the resource that has it. */
  readonly resource: string;
  /** Undefined for one that isn't in the stacks, or that only Terraform knows. */
  readonly document?: PolicyDocument;
}

/** Where the policies of resources stand. */
interface PolicySource {
  /** The type that has the policy. */
  readonly type: string;
  /** The argument with the policy. */
  readonly policy: string;
  /** The argument that names whose it is; none where it is the resource's own. */
  readonly owner?: string;
  /** What AWS calls it. */
  readonly called: string;
}

const RESOURCE_POLICIES: readonly PolicySource[] = [
  { type: "aws_s3_bucket", policy: "policy", called: "bucket policy" },
  { type: "aws_s3_bucket_policy", policy: "policy", owner: "bucket", called: "bucket policy" },
  { type: "aws_kms_key", policy: "policy", called: "key policy" },
  { type: "aws_kms_replica_key", policy: "policy", called: "key policy" },
  { type: "aws_kms_key_policy", policy: "policy", owner: "key_id", called: "key policy" },
  { type: "aws_iam_role", policy: "assume_role_policy", called: "trust policy" },
  { type: "aws_sqs_queue", policy: "policy", called: "queue policy" },
  { type: "aws_sqs_queue_policy", policy: "policy", owner: "queue_url", called: "queue policy" },
  { type: "aws_sns_topic", policy: "policy", called: "topic policy" },
  { type: "aws_sns_topic_policy", policy: "policy", owner: "arn", called: "topic policy" },
  { type: "aws_secretsmanager_secret", policy: "policy", called: "resource policy" },
  { type: "aws_secretsmanager_secret_policy", policy: "policy", owner: "secret_arn", called: "resource policy" },
  { type: "aws_cloudwatch_event_bus_policy", policy: "policy", owner: "event_bus_name", called: "event bus policy" },
  { type: "aws_backup_vault_policy", policy: "policy", owner: "backup_vault_name", called: "access policy" },
  { type: "aws_ecr_repository_policy", policy: "policy", owner: "repository", called: "repository policy" },
  { type: "aws_efs_file_system_policy", policy: "policy", owner: "file_system_id", called: "file system policy" },
  { type: "aws_dynamodb_resource_policy", policy: "policy", owner: "resource_arn", called: "resource policy" },
];

/** Policies of the account on its log groups. */
const LOG_RESOURCE_POLICY = "aws_cloudwatch_log_resource_policy";
const LAMBDA_PERMISSION = "aws_lambda_permission";

/** The policies of the stacks, by whom they are asked for. */
export class Policies {
  private readonly ofResources = new Map<string, Policy[]>();
  private readonly ofIdentities = new Map<string, Policy[]>();
  private readonly ofLogGroups: Policy[];

  constructor(
    private readonly configuration: Configuration,
    private readonly names: Names,
    private readonly documents: Documents,
    targets: TargetFinder,
  ) {
    for (const source of RESOURCE_POLICIES) this.addResourcePolicies(source, targets);
    for (const permission of configuration.all(LAMBDA_PERMISSION)) this.addLambdaPermission(permission, targets);
    this.ofLogGroups = configuration.all(LOG_RESOURCE_POLICY).map((policy) => ({
      label: `the resource policy ${policy.name} of CloudWatch Logs`,
      resource: policy.name,
      document: documents.read(policy, policy.args.policy_document),
    }));
    this.addIdentityPolicies();
  }

  /** The policies of a resource, by its ARN. */
  public ofResource(arn: string): readonly Policy[] {
    return /^arn:[^:]*:logs:/.test(arn) ? this.ofLogGroups : (this.ofResources.get(arn) ?? []);
  }

  /** The policies of a role or a user of the stacks. */
  public ofIdentity(identity: Resource): readonly Policy[] {
    return this.ofIdentities.get(identity.key) ?? [];
  }

  /** The permissions boundary of a role or a user. */
  public boundaryOf(identity: Resource): Policy | undefined {
    const boundary: unknown = identity.args.permissions_boundary;
    if (typeof boundary !== "string" || boundary === "") return undefined;
    const policy = this.managed(identity, boundary);
    return { ...policy, label: `the permissions boundary ${policy.resource}` };
  }

  /** The policy of a VPC endpoint; none where it allows everything, which is the default. */
  public ofEndpoint(endpoint: Resource): Policy | undefined {
    const attached = this.configuration
      .all("aws_vpc_endpoint_policy")
      .find((one) => this.configuration.key(one, one.args.vpc_endpoint_id) === endpoint.key);
    const [owner, policy] = attached ? [attached, attached.args.policy] : [endpoint, endpoint.args.policy];
    if (policy === undefined) return undefined;
    return { label: `the endpoint policy of ${endpoint.name}`, resource: endpoint.name, document: this.documents.read(owner, policy) };
  }

  private addResourcePolicies({ type, policy, owner, called }: PolicySource, targets: TargetFinder): void {
    for (const resource of this.configuration.all(type)) {
      const value: unknown = resource.args[policy];
      if (value === undefined || value === null || value === "") continue;
      const arn = owner === undefined ? this.names.arn(resource) : this.ownerArn(resource, resource.args[owner], type);
      const name = targets.ofArn(arn)?.name ?? arn;
      add(this.ofResources, arn, { label: `the ${called} of ${name}`, resource: name, document: this.documents.read(resource, value) });
    }
  }

  /** The ARN of what an argument names: by a reference, an ARN, or a bucket's name. */
  private ownerArn(resource: Resource, value: unknown, type: string): string {
    const owner = this.configuration.find(this.configuration.key(resource, value));
    if (owner && owner.key !== resource.key) return this.names.arn(owner);
    const text = typeof value === "string" ? this.names.text(resource, value) : "";
    if (text.startsWith("arn:")) return text;
    const holder = this.configuration
      .all(type.replace(/_policy$/, ""))
      .find((one) => this.names.attribute(one, "id") === text || this.names.attribute(one, "name") === text);
    if (holder) return this.names.arn(holder);
    return type === "aws_s3_bucket_policy" ? `arn:${this.names.partition(resource)}:s3:::${text}` : text;
  }

  /** A function's policy is made of permissions, one statement each (Lambda API Reference, "AddPermission"). */
  private addLambdaPermission(permission: Resource, targets: TargetFinder): void {
    const {
      action,
      principal,
      function_name: name,
      source_arn: arn,
      source_account: account,
      principal_org_id: organization,
    } = permission.args;
    const text = (value: unknown): string => this.names.text(permission, String(value));
    const owner = this.configuration.find(this.configuration.key(permission, name));
    const functionArn = owner?.type === "aws_lambda_function" ? this.names.arn(owner) : text(name);
    const who = text(principal);
    const isService = /\.amazonaws\.com(\.cn)?$/.test(who);
    const condition: Arguments = {
      ...(arn === undefined ? {} : { ArnLike: { "aws:SourceArn": text(arn) } }),
      StringEquals: {
        ...(account === undefined ? {} : { "aws:SourceAccount": text(account) }),
        ...(organization === undefined ? {} : { "aws:PrincipalOrgID": text(organization) }),
      },
    };
    const qualifier: unknown = permission.args.qualifier;
    const resource = typeof qualifier === "string" ? `${functionArn}:${text(qualifier)}` : functionArn;
    const Principal = who === "*" ? "*" : { [isService ? "Service" : "AWS"]: who };
    const Statement = [
      {
        Sid: permission.args.statement_id ?? permission.name,
        Effect: "Allow",
        Principal,
        Action: text(action),
        Resource: resource,
        Condition: condition,
      },
    ];
    const functionName = targets.ofArn(functionArn)?.name ?? functionArn;
    add(this.ofResources, functionArn, {
      label: `the function policy of ${functionName}`,
      resource: functionName,
      document: policyDocument({ Version: "2012-10-17", Statement }),
    });
  }

  private addIdentityPolicies(): void {
    for (const kind of ["role", "user", "group"]) {
      for (const identity of this.configuration.all(`aws_iam_${kind}`)) {
        for (const { name, policy } of blocks(identity.args, "inline_policy")) {
          if (policy === undefined) continue;
          const label = `the inline policy ${String(name)} of ${kind} ${identity.name}`;
          add(this.ofIdentities, identity.key, { label, resource: identity.name, document: this.documents.read(identity, policy) });
        }
        for (const arn of texts(identity.args.managed_policy_arns)) add(this.ofIdentities, identity.key, this.managed(identity, arn));
      }
      for (const inline of this.configuration.all(`aws_iam_${kind}_policy`)) {
        const policy: Policy = {
          label: `the policy ${inline.name}`,
          resource: inline.name,
          document: this.documents.read(inline, inline.args.policy),
        };
        this.addTo(inline, kind, inline.args[kind], policy);
      }
      for (const attachment of this.configuration.all(`aws_iam_${kind}_policy_attachment`)) {
        this.addTo(attachment, kind, attachment.args[kind], this.managed(attachment, attachment.args.policy_arn));
      }
      for (const all of this.configuration.all(`aws_iam_${kind}_policy_attachments_exclusive`)) {
        for (const arn of texts(all.args.policy_arns)) this.addTo(all, kind, all.args[`${kind}_name`], this.managed(all, arn));
      }
      for (const attachment of this.configuration.all("aws_iam_policy_attachment")) {
        for (const name of texts(attachment.args[`${kind}s`])) {
          this.addTo(attachment, kind, name, this.managed(attachment, attachment.args.policy_arn));
        }
      }
    }
    this.addPoliciesOfGroups();
  }

  private addPoliciesOfGroups(): void {
    const join = (member: Resource, user: unknown, group: unknown): void => {
      const found = this.identity(member, "group", group);
      for (const policy of found ? this.ofIdentity(found) : []) this.addTo(member, "user", user, policy);
    };
    for (const one of this.configuration.all("aws_iam_user_group_membership")) {
      for (const group of texts(one.args.groups)) join(one, one.args.user, group);
    }
    for (const one of this.configuration.all("aws_iam_group_membership")) {
      for (const user of texts(one.args.users)) join(one, user, one.args.group);
    }
  }

  private addTo(by: Resource, kind: string, identity: unknown, policy: Policy): void {
    const found = this.identity(by, kind, identity);
    // An attachment to the same policy twice is one.
    if (found && !this.ofIdentity(found).some(({ label }) => label === policy.label)) add(this.ofIdentities, found.key, policy);
  }

  private identity(by: Resource, kind: string, value: unknown): Resource | undefined {
    const found = this.configuration.find(this.configuration.key(by, value));
    if (found && found.key !== by.key) return found;
    const text = typeof value === "string" ? this.names.text(by, value) : undefined;
    return this.configuration.all(`aws_iam_${kind}`).find((one) => this.names.attribute(one, "name") === text);
  }

  /** A managed policy, of the stacks or of AWS. */
  private managed(by: Resource, value: unknown): Policy {
    const found = this.configuration.find(this.configuration.key(by, value));
    const arn = typeof value === "string" ? this.names.text(by, value) : "";
    const policy =
      found?.type === "aws_iam_policy" ? found : this.configuration.all("aws_iam_policy").find((one) => this.names.arn(one) === arn);
    if (policy) {
      return { label: `the policy ${policy.name}`, resource: policy.name, document: this.documents.read(policy, policy.args.policy) };
    }
    const [, name = ""] = /^arn:[^:]*:iam::aws:policy\/(.+)$/.exec(arn) ?? [];
    const known = MANAGED_POLICIES[name];
    return { label: `the policy ${name || arn}`, resource: name || arn, document: known && policyDocument(known) };
  }
}

function add(policies: Map<string, Policy[]>, key: string, policy: Policy): void {
  const known = policies.get(key);
  if (known) known.push(policy);
  else policies.set(key, [policy]);
}
