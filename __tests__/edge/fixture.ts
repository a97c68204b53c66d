import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { S3BucketPolicy } from "@cdktf/provider-aws/lib/s3-bucket-policy";
import { TerraformStack } from "cdktf";
import { Distribution, DistributionProps, Edge, EdgeProps } from "../../modules/edge";
import { Connections, IBucket, ILoadBalancerOrigin, ILogBucket, LogDelivery, LogSource, PolicyStatement } from "../../src/core";
import { SynthesizedStack, synth, testStack } from "../support/synth";

export const ZONE = { zoneName: "example.com", zoneId: "Z0123456789ABC" };
export const LOAD_BALANCER_ARN = "arn:aws:elasticloadbalancing:eu-central-1:111122223333:loadbalancer/app/trading/50dc6c495c0c9188";

/** An internal load balancer with a name on its certificate. */
export function loadBalancer(stack: TerraformStack, overrides: Partial<ILoadBalancerOrigin> = {}): ILoadBalancerOrigin {
  return {
    loadBalancerArn: LOAD_BALANCER_ARN,
    dnsName: "internal-trading-1234567890.eu-central-1.elb.amazonaws.com",
    hostedZoneId: "Z215JYRZR1TBD5",
    originDomainName: "origin.trading.example.com",
    internal: true,
    originDependencies: [],
    connections: new Connections(stack, { securityGroupId: "sg-0123456789abcdef0" }),
    ...overrides,
  };
}

/** A bucket that remembers its policy's statements. */
export function bucket(): IBucket & { readonly statements: PolicyStatement[] } {
  const statements: PolicyStatement[] = [];
  return {
    statements,
    bucketName: "assets",
    bucketArn: "arn:aws:s3:::assets",
    bucketRegionalDomainName: "assets.s3.eu-central-1.amazonaws.com",
    grantRead: () => undefined,
    grantWrite: () => undefined,
    addToPolicy: (statement) => void statements.push(statement),
  };
}

/** A log bucket that remembers its sources by their prefixes. */
export function logBucket(stack: TerraformStack): ILogBucket & { readonly sources: Record<string, LogSource> } {
  const policy = new S3BucketPolicy(stack, "LogPolicy", { bucket: "logs", policy: "{}" });
  const sources: Record<string, LogSource> = {};
  const addLogSource = (prefix: string, source: LogSource): LogDelivery => {
    sources[prefix] = source;
    return { bucketName: "logs", bucketArn: "arn:aws:s3:::logs", prefix, dependencies: [policy] };
  };
  return { bucketArn: "arn:aws:s3:::logs", sources, addLogSource };
}

/** What an edge can't be without. */
export function required(stack: TerraformStack, origin: Partial<ILoadBalancerOrigin> = {}) {
  return {
    domainName: "trading.example.com",
    zone: ZONE,
    globalProvider: new AwsProvider(stack, "AwsGlobal", { region: "us-east-1", alias: "global" }),
    loadBalancer: loadBalancer(stack, origin),
    assets: bucket(),
    accessLogs: logBucket(stack),
  };
}

/** An edge in a stack of its own. */
export function makeEdge(props: Partial<EdgeProps> = {}, origin: Partial<ILoadBalancerOrigin> = {}): { edge: Edge; stack: TerraformStack } {
  const stack = testStack();
  return { stack, edge: new Edge(stack, "Edge", { ...required(stack, origin), ...props }) };
}

/** An edge as it is synthesized. */
export function synthEdge(props: Partial<EdgeProps> = {}, origin: Partial<ILoadBalancerOrigin> = {}): SynthesizedStack {
  return synth(makeEdge(props, origin).stack);
}

/** A distribution that passes everything to an internal load balancer, in a stack of its own. */
export function makeDistribution(props: Partial<DistributionProps> = {}): { distribution: Distribution; stack: TerraformStack } {
  const stack = testStack();
  const distribution = new Distribution(stack, "Site", {
    globalProvider: new AwsProvider(stack, "AwsGlobal", { region: "us-east-1", alias: "global" }),
    origins: { app: { loadBalancer: loadBalancer(stack) } },
    defaultBehavior: { origin: "app" },
    ...props,
  });
  return { stack, distribution };
}

/** A distribution as it is synthesized. */
export function synthDistribution(props: Partial<DistributionProps> = {}): SynthesizedStack {
  return synth(makeDistribution(props).stack);
}
