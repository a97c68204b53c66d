import { Annotations, Aspects } from "cdktf";
import { Construct, IConstruct } from "constructs";
import { INetwork, Role } from "../../src/core";
import { Validator, resolvedText } from "../../src/internal/validator";

/**
 * The endpoint services that a request for an action goes to, by the action's prefix (Service Authorization Reference; AWS PrivateLink Guide, "AWS services
 * that integrate with AWS PrivateLink"). Not in it are `rds-db`, whose login to a database is no request to AWS, and global services, which have no endpoint.
 */
const ENDPOINT_SERVICES: Readonly<Record<string, readonly string[]>> = {
  "acm-pca": ["acm-pca"],
  appconfig: ["appconfigdata"],
  athena: ["athena"],
  autoscaling: ["autoscaling"],
  cloudwatch: ["monitoring"],
  dynamodb: ["dynamodb"],
  ec2: ["ec2"],
  ec2messages: ["ec2messages"],
  // The layers of images are in S3.
  ecr: ["ecr.api", "ecr.dkr", "s3"],
  elasticache: ["elasticache"],
  elasticloadbalancing: ["elasticloadbalancing"],
  events: ["events"],
  "execute-api": ["execute-api"],
  firehose: ["kinesis-firehose"],
  glue: ["glue"],
  kinesis: ["kinesis-streams"],
  kms: ["kms"],
  lambda: ["lambda"],
  logs: ["logs"],
  rds: ["rds"],
  "rds-data": ["rds-data"],
  s3: ["s3"],
  secretsmanager: ["secretsmanager"],
  sns: ["sns"],
  sqs: ["sqs"],
  ssm: ["ssm"],
  ssmmessages: ["ssmmessages"],
  states: ["states"],
  sts: ["sts"],
  xray: ["xray"],
};

/** What AWS's APIs listen on. */
const HTTPS_PORT = 443;

/** A login to a cache, for which ElastiCache asks IAM itself (ElastiCache User Guide, "Authenticating with IAM"). */
const LOGINS = ["elasticache:Connect"];

/** A statement as a policy's JSON has it, its actions as a list or as one. */
export interface RenderedStatement {
  readonly Effect: string;
  readonly Action: string | readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** The services that are called by somebody with these statements, each by its endpoint service's short name, sorted. Pure. */
export function calledServices(statements: readonly RenderedStatement[]): string[] {
  const actions = statements.filter(isOwnRequest).flatMap(({ Action }) => Action);
  const services = actions.flatMap((action) => (LOGINS.includes(action) ? [] : (ENDPOINT_SERVICES[action.split(":")[0]!] ?? [])));
  return [...new Set(services)].sort();
}

/** Whether the request is the role's own: a key that may be used through S3 alone is used by S3. */
function isOwnRequest({ Effect, Condition }: RenderedStatement): boolean {
  const keys = Object.values(Condition ?? {}).flatMap(Object.keys);
  return Effect === "Allow" && !keys.some((key) => key.toLowerCase() === "kms:viaservice");
}

/** What decides which AWS services instances reach. */
interface ApiAccess {
  readonly network: INetwork;
  readonly internetEgressReason?: string;
}

/** Records a release that no instance can download: the first boot fails. */
export function checkReleaseAccess(validator: Validator, props: ApiAccess & { readonly release?: object }): void {
  const services = props.network.endpointServices;
  validator.check(
    "network.endpointServices",
    services,
    props.release === undefined || services === undefined || services.includes("s3") || reachesInternet(props),
    "must hold s3, which instances download the release from",
    "Give s3PrefixListId of the imported network, or internetEgressReason and a network with a route to the internet.",
  );
}

/** Warns at synthesis of the AWS services that the role of the instances is allowed to call and that they have no way to. */
export function warnOfUnreachedServices(service: Construct, role: Role, access: ApiAccess & { readonly installsPackages: boolean }): void {
  const visit = (node: IConstruct): void => {
    if (node === service) unreached(service, role, access).forEach((warning) => Annotations.of(service).addWarning(warning));
  };
  Aspects.of(service).add({ visit });
}

function unreached(service: Construct, role: Role, access: ApiAccess & { readonly installsPackages: boolean }): string[] {
  const { network, internetEgressReason } = access;
  const rules = service.node.findAll().filter(isInternetRule);
  const allowed = internetEgressReason === undefined ? rules.length > 0 && "Peer.internet" : "internetEgressReason";
  const warnings = allowed && network.hasInternetRoute === false ? [noRouteWarning(allowed)] : [];
  const reachesApis = reachesInternet(access) || (rules.some(isHttps) && network.hasInternetRoute !== false);
  if (network.endpointServices === undefined || reachesApis) return warnings;
  const policy = role.policy?.policyInput;
  const statements = policy === undefined ? [] : (JSON.parse(resolvedText(role, policy)) as { Statement: RenderedStatement[] }).Statement;
  // Packages come from Amazon Linux's repository, which is in S3.
  const needed = new Set([...calledServices(statements), ...(access.installsPackages ? ["s3"] : [])]);
  const missing = [...needed].filter((name) => !network.endpointServices!.includes(name)).sort();
  return missing.length === 0 ? warnings : [...warnings, missingWarning(missing)];
}

/** A rule that `Peer.internet` makes, below the service that it is for. */
interface InternetRule extends IConstruct {
  readonly fromPortInput?: number;
  readonly toPortInput?: number;
}

function isInternetRule(node: IConstruct): node is InternetRule {
  const { terraformResourceType, cidrIpv4Input } = node as { readonly terraformResourceType?: string; readonly cidrIpv4Input?: string };
  return terraformResourceType === "aws_vpc_security_group_egress_rule" && cidrIpv4Input === "0.0.0.0/0";
}

function isHttps({ fromPortInput = HTTPS_PORT, toPortInput = HTTPS_PORT }: InternetRule): boolean {
  return fromPortInput <= HTTPS_PORT && HTTPS_PORT <= toPortInput;
}

function noRouteWarning(allowed: string): string {
  const rule = allowed === "internetEgressReason" ? allowed : "the rule";
  return `The network has no route to the internet that ${allowed} allows connections to. Set natGateways of the network, or leave ${rule} out.`;
}

function missingWarning(missing: readonly string[]): string {
  const interfaces = missing.filter((name) => name !== "dynamodb");
  const props = [
    ...(interfaces.length > 0 ? [`interfaceEndpoints: ${JSON.stringify(interfaces)}`] : []),
    ...(missing.includes("dynamodb") ? ["dynamoDbEndpoint: true"] : []),
  ];
  return (
    `Instances have no way to these AWS services, which their role is allowed to call: ${missing.join(", ")}. ` +
    `Add ${props.join(" and ")} to the network (endpointServices of an imported one, once it has them), ` +
    `or let the instances connect to the internet: natGateways of the network and internetEgressReason here.`
  );
}

function reachesInternet({ network, internetEgressReason }: ApiAccess): boolean {
  return internetEgressReason !== undefined && network.hasInternetRoute !== false;
}
