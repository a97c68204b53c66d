import { Configuration, Resource } from "../configuration";
import { isGateway } from "../reachability/routes";
import { block, isTrue, texts } from "../requests/arguments";
import { Arguments } from "../synthesized-stack";
import { Documents } from "./documents";
import { grantStatements } from "./grants";
import { Names } from "./names";
import { Policy, addPolicy } from "./policy";
import { Target, TargetFinder } from "./resources";
import { PolicyDocument, policyDocument } from "./statement";

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
  { type: "aws_kms_external_key", policy: "policy", called: "key policy" },
  { type: "aws_kms_replica_external_key", policy: "policy", called: "key policy" },
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
  { type: "aws_kinesis_resource_policy", policy: "policy", owner: "resource_arn", called: "resource policy" },
  { type: "aws_dynamodb_resource_policy", policy: "policy", owner: "resource_arn", called: "resource policy" },
];

/** Policies of the account on its log groups. */
const LOG_RESOURCE_POLICY = "aws_cloudwatch_log_resource_policy";
const LAMBDA_PERMISSION = "aws_lambda_permission";
/** Adds a statement to the policy of an event bus; its older way isn't read here. */
const EVENT_PERMISSION = "aws_cloudwatch_event_permission";
const KMS_GRANT = "aws_kms_grant";
const PUBLIC_ACCESS_BLOCK = "aws_s3_bucket_public_access_block";
const ACCOUNT_PUBLIC_ACCESS_BLOCK = "aws_s3_account_public_access_block";

/** The policies of resources and of endpoints. */
export class ResourcePolicies {
  private readonly ofResources = new Map<string, Policy[]>();
  private readonly ofGrants = new Map<string, Policy[]>();
  private readonly ofLogGroups: Policy[];
  /** By the ARNs of buckets with a public access block, whether it restricts them. */
  private readonly restrictions: ReadonlyMap<string, boolean>;

  constructor(
    private readonly configuration: Configuration,
    private readonly names: Names,
    private readonly documents: Documents,
    targets: TargetFinder,
  ) {
    for (const source of RESOURCE_POLICIES) this.addResourcePolicies(source, targets);
    for (const permission of configuration.all(EVENT_PERMISSION)) this.addUnread(permission, permission.args.event_bus_name, targets);
    for (const permission of configuration.all(LAMBDA_PERMISSION)) this.addLambdaPermission(permission, targets);
    this.ofLogGroups = configuration.all(LOG_RESOURCE_POLICY).map((policy) => ({
      label: `the resource policy ${policy.name} of CloudWatch Logs`,
      resource: policy.name,
      document: documents.read(policy, policy.args.policy_document),
    }));
    for (const grant of configuration.all(KMS_GRANT)) this.addGrant(grant, targets);
    this.restrictions = new Map(
      configuration
        .all(PUBLIC_ACCESS_BLOCK)
        .map((one) => [this.ownerArn(one, one.args.bucket, "aws_s3_bucket_policy"), isTrue(one.args.restrict_public_buckets)]),
    );
  }

  /** The policies of a resource, by its ARN. */
  public of(arn: string): readonly Policy[] {
    return /^arn:[^:]*:logs:/.test(arn) ? this.ofLogGroups : (this.ofResources.get(arn) ?? []);
  }

  /**
   * Whether a public policy of a bucket gives nothing to anybody outside of its account but AWS services: that of a bucket's block, of the account's, or, where a bucket
   * of the stacks has none, of new buckets (Amazon S3 User Guide, "Blocking public access to your Amazon S3 storage").
   */
  public restrictsPublicPolicy({ owner, resource }: Target): boolean {
    const ofAccount = this.configuration.all(ACCOUNT_PUBLIC_ACCESS_BLOCK).some(({ args }) => isTrue(args.restrict_public_buckets));
    return /^arn:[^:]*:s3:::/.test(owner) && (ofAccount || (this.restrictions.get(owner) ?? resource?.type === "aws_s3_bucket"));
  }

  /** The grants of a key, by its ARN. */
  public grantsOf(arn: string): readonly Policy[] {
    return this.ofGrants.get(arn) ?? [];
  }

  /** The policy of a VPC endpoint, as it is for the root user or for others; none where it allows everything, which is the default. */
  public ofEndpoint(endpoint: Resource, isRoot: boolean): Policy | undefined {
    const attached = this.configuration
      .all("aws_vpc_endpoint_policy")
      .find((one) => this.configuration.key(one, one.args.vpc_endpoint_id) === endpoint.key);
    const [owner, policy] = attached ? [attached, attached.args.policy] : [endpoint, endpoint.args.policy];
    if (policy === undefined) return undefined;
    const read = this.documents.read(owner, policy);
    const document = read && isGateway(endpoint) && !isRoot ? withoutNames(read) : read;
    return { label: `the endpoint policy of ${endpoint.name}`, resource: endpoint.name, document };
  }

  private addResourcePolicies({ type, policy, owner, called }: PolicySource, targets: TargetFinder): void {
    for (const resource of this.configuration.all(type)) {
      const value: unknown = resource.args[policy];
      if (value === undefined || value === null || value === "") continue;
      const arn = owner === undefined ? this.names.arn(resource) : this.ownerArn(resource, resource.args[owner], type);
      const name = targets.ofArn(arn)?.name ?? arn;
      addPolicy(this.ofResources, arn, {
        label: `the ${called} of ${name}`,
        resource: name,
        document: this.documents.read(resource, value),
      });
    }
  }

  private addUnread(permission: Resource, bus: unknown, targets: TargetFinder): void {
    const arn = this.ownerArn(permission, bus, "aws_cloudwatch_event_bus_policy");
    const label = `the permission ${permission.name} of ${targets.ofArn(arn)?.name ?? arn}, which isn't read`;
    addPolicy(this.ofResources, arn, { label, resource: permission.name });
  }

  /** The ARN of what an argument names: by a reference, an ARN, or a bucket's name. */
  private ownerArn(resource: Resource, value: unknown, type: string): string {
    const owner = this.configuration.find(this.configuration.key(resource, value));
    if (owner) return this.names.arn(owner);
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
      function_url_auth_type: authentication,
      invoked_via_function_url: viaUrl,
    } = permission.args;
    const text = (value: unknown): string => this.names.text(permission, String(value));
    const owner = this.configuration.find(this.configuration.key(permission, name));
    const functionArn = owner?.type === "aws_lambda_function" ? this.names.arn(owner) : this.functionArn(permission, text(name));
    const who = text(principal);
    const isService = /\.amazonaws\.com(\.cn)?$/.test(who);
    const condition: Arguments = {
      ...(arn === undefined ? {} : { ArnLike: { "aws:SourceArn": text(arn) } }),
      ...(viaUrl === true ? { Bool: { "lambda:InvokedViaFunctionUrl": "true" } } : {}),
      StringEquals: {
        ...(account === undefined ? {} : { "aws:SourceAccount": text(account) }),
        ...(organization === undefined ? {} : { "aws:PrincipalOrgID": text(organization) }),
        ...(authentication === undefined ? {} : { "lambda:FunctionUrlAuthType": text(authentication) }),
      },
    };
    const qualifier: unknown = permission.args.qualifier;
    const resource = typeof qualifier === "string" ? `${functionArn}:${text(qualifier)}` : functionArn;
    const Principal = who === "*" ? "*" : { [isService ? "Service" : "AWS"]: who };
    const Statement = [
      {
        Sid: permission.args.statement_id ?? permission.name,
        Principal,
        Action: text(action),
        Resource: resource,
        Condition: condition,
      },
    ];
    const functionName = targets.ofArn(functionArn)?.name ?? functionArn;
    addPolicy(this.ofResources, functionArn, {
      label: `the function policy of ${functionName}`,
      resource: functionName,
      document: policyDocument({ Version: "2012-10-17", Statement }),
    });
  }

  /** A function by its name, its ARN or a part of it (Lambda API Reference, "AddPermission", `FunctionName`). */
  private functionArn(permission: Resource, name: string): string {
    const { partition, region, accountId } = this.names.place(permission);
    return name.startsWith("arn:") ? name : `arn:${partition}:lambda:${region}:${accountId}:function:${name.replace(/^.*function:/, "")}`;
  }

  /** A grant allows its grantee some operations, under its constraints (AWS KMS Developer Guide, "Grants in AWS KMS"). */
  private addGrant(grant: Resource, targets: TargetFinder): void {
    const { key_id: key, grantee_principal: grantee, operations } = grant.args;
    const arn = this.ownerArn(grant, key, "aws_kms_key_policy");
    const statements = grantStatements({
      grantee: this.names.text(grant, String(grantee)),
      key: arn,
      operations: texts(operations),
      constraints: block(grant.args, "constraints"),
    });
    const document = policyDocument({ Version: "2012-10-17", Statement: statements });
    addPolicy(this.ofGrants, arn, {
      label: `the grant ${grant.name} of ${targets.ofArn(arn)?.name ?? arn}`,
      resource: grant.name,
      document,
    });
  }
}

/**
 * The policy of a gateway endpoint, which allows nothing to whom it names: an account stands for its root user alone, and roles and users are told by `aws:PrincipalArn`
 * (AWS PrivateLink Guide, "Control access to VPC endpoints using endpoint policies", principals for gateway endpoints). What it denies is taken as it is written. Pure.
 */
function withoutNames(document: PolicyDocument): PolicyDocument {
  const statements = document.statements.map((statement) => {
    const { effect, principals } = statement;
    const isEverybody = principals === undefined || principals === "*" || principals.AWS?.includes("*") === true;
    return effect === "Deny" || isEverybody ? statement : { ...statement, principals: {} };
  });
  return { ...document, statements };
}
