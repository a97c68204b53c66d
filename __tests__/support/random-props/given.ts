/** What props refer to: constructs and tokens, which only a stack has. A prop set names them, so that it can be printed, made smaller and built twice. */
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { TerraformStack, TerraformVariable, Token } from "cdktf";
import { Construct } from "constructs";
import { ApplicationLoadBalancer } from "../../../modules/alb-asg";
import { AuroraGlobalDatabase } from "../../../modules/aurora-cluster";
import { WebAcl } from "../../../modules/edge";
import { RedisEventTopic, RedisGlobalDatastore } from "../../../modules/redis-cache";
import { Bucket, LogBucket } from "../../../modules/storage";
import { Certificate, EncryptionKey, Role } from "../../../src/core";
import { network } from "../network";
import { ACCOUNT_ID, REGION } from "../synth";

const arn = (service: string, region: string, resource: string): string => `arn:aws:${service}:${region}:${ACCOUNT_ID}:${resource}`;
const keyArn = (region: string): string => arn("kms", region, "key/1234abcd-12ab-34cd-56ef-1234567890ab");

/** Something that exists already, so that a set costs what its own construct does. */
const MAKERS = {
  network: () => network,
  key: (scope: Construct) => EncryptionKey.fromArn(scope, "Key", keyArn(REGION)),
  replicaKey: (scope: Construct) => EncryptionKey.fromArn(scope, "ReplicaKey", keyArn("eu-west-1")),
  logs: (scope: Construct) => LogBucket.fromAttributes(scope, "Logs", { bucketName: "trading-logs" }),
  replicaLogs: (scope: Construct) =>
    LogBucket.fromAttributes(scope, "ReplicaLogs", { bucketName: "trading-logs-ireland", region: "eu-west-1" }),
  bucket: (scope: Construct, given: Given) =>
    Bucket.fromAttributes(scope, "Bucket", { bucketName: "trading-files", encryptionKey: given.of("key") }),
  role: (scope: Construct) => Role.fromArn(scope, "Role", `arn:aws:iam::${ACCOUNT_ID}:role/trading-api`),
  replicaProvider: (scope: Construct) =>
    new AwsProvider(scope, "AwsReplica", { region: "eu-west-1", alias: "replica", allowedAccountIds: [ACCOUNT_ID] }),
  globalProvider: (scope: Construct) =>
    new AwsProvider(scope, "AwsGlobal", { region: "us-east-1", alias: "global", allowedAccountIds: [ACCOUNT_ID] }),
  loadBalancer: (scope: Construct) =>
    ApplicationLoadBalancer.fromAttributes(scope, "LoadBalancer", {
      listenerArn: arn("elasticloadbalancing", REGION, "listener/app/shared/50dc6c495c0c9188/f2f7dc8efc522ab2"),
      loadBalancerArn: arn("elasticloadbalancing", REGION, "loadbalancer/app/shared/50dc6c495c0c9188"),
      securityGroupId: "sg-0123456789abcdef0",
      dnsName: "internal-shared-123456789.eu-central-1.elb.amazonaws.com",
      hostedZoneId: "Z215JYRZR1TBD5",
      originDomainName: "origin.example.com",
    }),
  certificate: (scope: Construct) =>
    Certificate.fromArn(scope, "Certificate", arn("acm", "us-east-1", "certificate/12345678-1234-1234-1234-123456789012")),
  webAcl: (scope: Construct, given: Given) =>
    new WebAcl(scope, "WebAcl", { scope: "CLOUDFRONT", provider: given.of<AwsProvider>("globalProvider") }),
  eventTopic: (scope: Construct) => new RedisEventTopic(scope, "Events"),
  globalDatabase: (scope: Construct) => new AuroraGlobalDatabase(scope, "GlobalDatabase"),
  globalDatastore: (scope: Construct) =>
    RedisGlobalDatastore.fromAttributes(scope, "GlobalDatastore", { globalReplicationGroupId: "ldgnf-trading" }),
  variable: (scope: Construct) => new TerraformVariable(scope, "Variable", { type: "any" }),
  text: (_: Construct, given: Given) => given.of<TerraformVariable>("variable").stringValue,
  number: (_: Construct, given: Given) => given.of<TerraformVariable>("variable").numberValue,
  list: (_: Construct, given: Given) => given.of<TerraformVariable>("variable").listValue,
  any: (_: Construct, given: Given) => Token.asAny(given.of<TerraformVariable>("variable").value),
};

export type GivenName = keyof typeof MAKERS;

/** In the place of something that only a stack has. */
export class Ref {
  constructor(public readonly name: GivenName) {}

  public toString(): string {
    return `<${this.name}>`;
  }
}

/** What a stack has, made when it is first asked for. */
export class Given {
  private readonly made = new Map<GivenName, unknown>();
  private readonly scope: Construct;

  constructor(stack: TerraformStack) {
    this.scope = new Construct(stack, "Given");
  }

  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  public of<T = any>(name: GivenName): T {
    if (!this.made.has(name)) this.made.set(name, MAKERS[name](this.scope, this));
    return this.made.get(name) as T;
  }

  /** A prop set with all that it names. */
  public fill(value: unknown): unknown {
    if (value instanceof Ref) return this.of(value.name);
    if (Array.isArray(value)) return value.map((entry) => this.fill(entry));
    if (!isPlain(value)) return value;
    const filled = Object.entries(value).map(([name, entry]) => [name, this.fill(entry)]);
    return Object.assign(Object.create(Object.getPrototypeOf(value)), Object.fromEntries(filled));
  }
}

/** An object of props: a literal, or one without a prototype as some parsers make it. */
export function isPlain(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && [Object.prototype, null].includes(Object.getPrototypeOf(value));
}
