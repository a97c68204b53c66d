import { TerraformProvider, TerraformResource, TerraformStack } from "cdktf";
import { IConstruct } from "constructs";
import { AppWide } from "./app-wide";
import { AwsProviderSettings, KnownEnvironment, isDefaultAwsProvider, onlyAccountOf } from "./aws-provider";
import { constructPath } from "./construct-path";
import { partitionOf } from "./partitions";
import { Validator, isGiven, isKnown, resolvedText, validateAtSynthesis } from "./validator";
import { warnOnce } from "./warn-once";

/** A kind of resource that AWS tells apart by a name, and takes each name for once. */
interface NamedKind {
  /** As it is called in a message. */
  readonly plural: string;
  /** Terraform's argument, in the bindings' spelling. */
  readonly argument: string;
  /** The prop by which users fix the name. @default - there is none: it follows from the construct's path */
  readonly prop?: string;
  /** Where the name is taken. */
  readonly within: "partition" | "account" | "region";
  /** What to do about it. @default - another id, or another name by the prop */
  readonly fix?: string;
  /** Whether AWS takes `Db` and `db` for one name. @default false */
  readonly ignoresCase?: boolean;
}

/**
 * The kinds of resources that the library makes whose names can meet, by Terraform's type. Where AWS says it: S3 User Guide, "General purpose bucket naming
 * rules"; the parameters' descriptions in the API references: IAM's CreateRole and CreatePolicy ("not distinguished by case"); RDS' and ElastiCache's
 * Create… ("stored as a lowercase string"); CreateQueue, CreateTopic, CreateLogGroup, CreateAlias, CreateLoadBalancer, CreateTargetGroup,
 * PutDeliverySource. Alarms, dashboards, topics and delivery sources are worse than an error: the second replaces the first, or is the first.
 */
const KINDS: Readonly<Record<string, NamedKind>> = {
  aws_s3_bucket: { plural: "buckets", argument: "bucket", prop: "bucketName", within: "partition" },
  aws_iam_role: { plural: "roles", argument: "name", prop: "roleName", within: "account", ignoresCase: true },
  aws_iam_policy: { plural: "managed policies", argument: "name", prop: "policyName", within: "account", ignoresCase: true },
  aws_iam_instance_profile: { plural: "instance profiles", argument: "name", within: "account", ignoresCase: true },
  aws_cloudwatch_dashboard: { plural: "dashboards", argument: "dashboardName", prop: "dashboardName", within: "account" },
  aws_cloudfront_cache_policy: { plural: "cache policies", argument: "name", within: "account" },
  aws_cloudfront_response_headers_policy: { plural: "response headers policies", argument: "name", within: "account" },
  aws_cloudfront_origin_access_control: { plural: "origin access controls", argument: "name", within: "account" },
  aws_cloudfront_function: { plural: "CloudFront functions", argument: "name", within: "account" },
  aws_cloudfront_key_value_store: { plural: "key value stores", argument: "name", within: "account" },
  aws_cloudfront_key_group: { plural: "key groups", argument: "name", within: "account" },
  aws_cloudfront_realtime_log_config: { plural: "real-time log configurations", argument: "name", within: "account" },
  aws_rds_cluster: { plural: "DB clusters", argument: "clusterIdentifier", prop: "clusterIdentifier", within: "region", ignoresCase: true },
  aws_rds_cluster_instance: { plural: "DB instances", argument: "identifier", within: "region", ignoresCase: true },
  aws_rds_cluster_endpoint: { plural: "cluster endpoints", argument: "clusterEndpointIdentifier", within: "region", ignoresCase: true },
  aws_db_proxy: { plural: "DB proxies", argument: "name", within: "region", ignoresCase: true },
  aws_db_proxy_endpoint: { plural: "DB proxy endpoints", argument: "dbProxyEndpointName", within: "region", ignoresCase: true },
  aws_backup_vault: { plural: "backup vaults", argument: "name", within: "region" },
  aws_db_event_subscription: { plural: "RDS event subscriptions", argument: "name", within: "region", ignoresCase: true },
  aws_db_subnet_group: { plural: "DB subnet groups", argument: "name", within: "region", ignoresCase: true },
  aws_elasticache_replication_group: {
    plural: "replication groups",
    argument: "replicationGroupId",
    prop: "replicationGroupId",
    within: "region",
    ignoresCase: true,
  },
  aws_elasticache_serverless_cache: {
    plural: "serverless caches",
    argument: "name",
    prop: "cacheName",
    within: "region",
    ignoresCase: true,
  },
  aws_elasticache_user: {
    plural: "ElastiCache users",
    argument: "userId",
    within: "region",
    ignoresCase: true,
    fix: "Grant one of them under another name.",
  },
  aws_elasticache_user_group: { plural: "user groups", argument: "userGroupId", within: "region", ignoresCase: true },
  aws_elasticache_subnet_group: { plural: "cache subnet groups", argument: "name", within: "region", ignoresCase: true },
  aws_elasticache_parameter_group: { plural: "cache parameter groups", argument: "name", within: "region", ignoresCase: true },
  aws_kinesis_stream: { plural: "data streams", argument: "name", within: "region" },
  aws_scheduler_schedule: { plural: "schedules", argument: "name", within: "region" },
  aws_sqs_queue: { plural: "queues", argument: "name", prop: "queueName", within: "region" },
  aws_sns_topic: { plural: "topics", argument: "name", prop: "topicName", within: "region" },
  aws_cloudwatch_log_group: { plural: "log groups", argument: "name", within: "region" },
  aws_cloudwatch_metric_alarm: { plural: "alarms", argument: "alarmName", within: "region" },
  aws_cloudwatch_log_delivery_source: { plural: "delivery sources", argument: "name", within: "region" },
  aws_cloudwatch_log_delivery_destination: { plural: "delivery destinations", argument: "name", within: "region" },
  aws_cloudtrail: { plural: "trails", argument: "name", prop: "trailName", within: "region" },
  aws_kms_alias: { plural: "aliases of keys", argument: "name", prop: "aliasName", within: "region" },
  aws_lb: { plural: "load balancers", argument: "name", within: "region" },
  aws_lb_target_group: { plural: "target groups", argument: "name", within: "region" },
};

const WHERE = { partition: "", account: " of an account", region: " of an account and region" };

/** Names by what AWS compares, with the resource that has each first. */
type Names = ReadonlyMap<string, TerraformResource>;
/** Names of an app, with the first resource of each stack that has it. */
type NamesOfStacks = ReadonlyMap<string, ReadonlyMap<TerraformStack, TerraformResource>>;
/** A resource, and an earlier one with its name. */
type Clash = readonly [TerraformResource, TerraformResource];

const ENVIRONMENTS = new WeakMap<TerraformStack, () => KnownEnvironment>();
const NAMES = new AppWide(namesInApp);

/**
 * Has two resources of the app with one name refused when the stack is synthesized: those of the library and those that are written by hand. What only
 * Terraform knows is compared within a stack alone, and so are accounts and regions that nobody says.
 *
 * @param settled where the stack is deployed to, asked once every construct has been made
 */
export function checkPhysicalNames(stack: TerraformStack, settled: () => KnownEnvironment): void {
  ENVIRONMENTS.set(stack, settled);
  validateAtSynthesis(stack, () => {
    const clashes: Clash[] = [];
    const own = namesIn(stack, clashes);
    const names = NAMES.for(stack);
    for (const [name, resource] of own) {
      for (const [other, namesake] of names.get(name) ?? []) if (other !== stack) clashes.push([resource, namesake]);
    }
    refuse(clashes);
    for (const resource of own.values()) warnOfUndefined(resource);
  });
}

function namesInApp(app: IConstruct): NamesOfStacks {
  const names = new Map<string, Map<TerraformStack, TerraformResource>>();
  for (const stack of app.node.findAll().filter((node) => TerraformStack.isStack(node))) {
    for (const [name, resource] of namesIn(stack)) names.set(name, (names.get(name) ?? new Map()).set(stack, resource));
  }
  return names;
}

function namesIn(stack: TerraformStack, clashes: Clash[] = []): Names {
  const names = new Map<string, TerraformResource>();
  const nodes = stack.node.findAll();
  const ownProvider = nodes.find(isDefaultAwsProvider);
  for (const node of nodes) {
    if (!TerraformResource.isTerraformResource(node)) continue;
    const name = comparedName(node, stack, ownProvider);
    const namesake = name === undefined ? undefined : names.get(name);
    if (namesake) clashes.push([node, namesake]);
    else if (name !== undefined) names.set(name, node);
  }
  return names;
}

/** What AWS compares of a resource; undefined where it isn't known to be made, or has no name of its own. */
function comparedName(resource: TerraformResource, stack: TerraformStack, ownProvider?: AwsProviderSettings): string | undefined {
  const kind = KINDS[resource.terraformResourceType];
  if (!kind || isGiven(resource.count) || isGiven(resource.forEach)) return undefined;
  const written = nameOf(resource, kind);
  if (typeof written !== "string") return undefined;
  const name = isKnown(written) ? written : resolvedText(resource, written);
  const compared = kind.ignoresCase ? name.toLowerCase() : name;
  const { partition, account, region } = placeOf(resource, stack, ownProvider);
  const where = { partition: [partition], account: [partition, account], region: [partition, account, region] }[kind.within];
  return [resource.terraformResourceType, compared, ...where, ...(isKnown(name) ? [] : [stack.node.path])].join(" ");
}

/** The name as it is written for Terraform, by `addOverride` too. */
function nameOf(resource: TerraformResource, { argument }: NamedKind): unknown {
  const overrides = (resource as unknown as { readonly rawOverrides: Readonly<Record<string, unknown>> }).rawOverrides;
  const terraformName = argument.replace(/[A-Z]/g, (capital) => `_${capital.toLowerCase()}`);
  return overrides[terraformName] ?? (resource as unknown as Readonly<Record<string, unknown>>)[`${argument}Input`];
}

/** Where a resource is made. What nobody says is named after who would have to say it: that is the same for all that it makes. */
function placeOf(
  resource: TerraformResource,
  stack: TerraformStack,
  ownProvider?: AwsProviderSettings,
): { partition: string; account: string; region: string } {
  const { accountId = `the account of ${stack.node.path}`, region: stackRegion = `the region of ${stack.node.path}` } =
    ENVIRONMENTS.get(stack)?.() ?? {};
  const other: OtherProvider | undefined =
    resource.provider && !isDefaultAwsProvider(resource.provider) ? (resource.provider as OtherProvider) : undefined;
  const region =
    // Bindings of version 21 have it on each resource.
    (resource as { readonly regionInput?: string }).regionInput ??
    (other ? (other.region ?? `the region of ${other.node.path}`) : stackRegion);
  const account = other ? accountOf(other, stack, accountId, ownProvider) : accountId;
  return { partition: partitionOf(region)?.partition ?? "aws", account, region };
}

/** A provider beside the stack's default one, which may have credentials of its own. */
type OtherProvider = TerraformProvider & AwsProviderSettings;

/** What decides whose credentials a provider has (provider's documentation, "Authentication and Configuration"). */
const CREDENTIALS = [
  "accessKey",
  "assumeRole",
  "assumeRoleWithWebIdentity",
  "profile",
  "sharedConfigFiles",
  "sharedCredentialsFiles",
  "token",
] as const;

/** A provider with the credentials of the stack's own one is in the stack's account; one without any has those of whoever runs Terraform. */
function accountOf(provider: OtherProvider, stack: TerraformStack, stackAccount: string, ownProvider?: AwsProviderSettings): string {
  const credentialsOf = (settings: AwsProviderSettings & { readonly [K in (typeof CREDENTIALS)[number]]?: unknown } = {}): string =>
    resolvedText(stack, JSON.stringify(CREDENTIALS.map((setting) => settings[setting])));
  const credentials = credentialsOf(provider);
  const isOwn = credentials === credentialsOf(ownProvider);
  return onlyAccountOf(provider) ?? (isOwn ? stackAccount : `the account of ${stack.node.path} by ${credentials}`);
}

/** @throws ValidationError for the outermost of the clashes: what is made within its construct follows its name */
function refuse(clashes: readonly Clash[]): void {
  const depth = ([resource]: Clash): number => constructPath(resource).split("/").length;
  const outermost = [...clashes].sort((a, b) => depth(a) - depth(b))[0];
  if (outermost === undefined) return;
  const [resource, namesake] = outermost;
  const kind = KINDS[resource.terraformResourceType]!;
  const {
    plural,
    prop,
    within,
    ignoresCase,
    fix = `Give one of them another ${prop === undefined ? "id" : `${prop}, or another id`}.`,
  } = kind;
  const received = resolvedText(resource, nameOf(resource, kind) as string);
  new Validator(constructPath(resource))
    .check(
      prop ?? kind.argument,
      isKnown(received) ? received : "a value that only Terraform knows",
      false,
      `must be another name than that of ${constructPath(namesake)}: no two ${plural}${WHERE[within]} have one${ignoresCase ? ", whatever its capitals" : ""}`,
      fix,
    )
    .throwIfInvalid();
}

/** Warns once of a name that a variable which isn't set has become a part of, as in JavaScript's `acme-${undefined}`. */
function warnOfUndefined(resource: TerraformResource): void {
  const kind = KINDS[resource.terraformResourceType]!;
  const name = nameOf(resource, kind) as string;
  if (!/(^|[^A-Za-z0-9])undefined($|[^A-Za-z0-9])/.test(name)) return;
  const warning = `The name ${name} holds "undefined": a variable that it is made of isn't set.`;
  warnOnce(resource, warning);
}
