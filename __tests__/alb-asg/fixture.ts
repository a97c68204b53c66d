import { InternetGateway } from "@cdktf/provider-aws/lib/internet-gateway";
import { S3BucketPolicy } from "@cdktf/provider-aws/lib/s3-bucket-policy";
import { S3Object } from "@cdktf/provider-aws/lib/s3-object";
import { TerraformStack, TerraformVariable } from "cdktf";
import { ApplicationLoadBalancer, ApplicationLoadBalancerProps, AutoScalingService, AutoScalingServiceProps } from "../../modules/alb-asg";
import { EncryptionKey, IBucket, IBucketObject, ILogBucket, INetwork, LogDelivery, Peer, Port, SubnetAttributes } from "../../src/core";
import { Arguments, SynthesizedStack, statements, synth, testStack } from "../support/synth";

export const ZONE = { zoneId: "Z0123456789ABCDEFGHIJ", zoneName: "example.com" };
export const PREFIX_LIST = "pl-a3a144ca";
export const CERTIFICATE_ARN = "arn:aws:acm:eu-central-1:111122223333:certificate/00000000-0000-0000-0000-000000000000";
export const CAPACITY = { minCapacity: 9, maxCapacity: 18, targetRequestsPerMinute: 4000 };

/** What identifies a load balancer that exists already. */
export const SHARED_LOAD_BALANCER = {
  loadBalancerArn: "arn:aws:elasticloadbalancing:eu-central-1:111122223333:loadbalancer/app/shared/0123456789abcdef",
  listenerArn: "arn:aws:elasticloadbalancing:eu-central-1:111122223333:listener/app/shared/0123456789abcdef/fedcba9876543210",
  securityGroupId: "sg-0123456789abcdef0",
  dnsName: "internal-shared-1.eu-central-1.elb.amazonaws.com",
  hostedZoneId: "Z215JYRZR1TBD5",
};

/** A network of ids alone, whose endpoints are a prefix list. */
export function network(stack: TerraformStack, overrides: { zones?: readonly string[]; prefixLength?: number } = {}): INetwork {
  const zones = overrides.zones ?? ["eu-central-1a", "eu-central-1b", "eu-central-1c"];
  return {
    vpcId: "vpc-0123456789abcdef0",
    cidrBlock: "10.0.0.0/16",
    availabilityZones: zones,
    dataSubnets: [],
    databaseSubnetGroupName: "database",
    cacheSubnetGroupName: "cache",
    internetConnectivity: new InternetGateway(stack, "InternetGateway", {}),
    subnets: (tier): SubnetAttributes[] =>
      zones.map((availabilityZone, index) => ({
        availabilityZone,
        subnetId: `subnet-${tier}-${availabilityZone}`,
        cidrBlock: `10.0.${index}.0/${overrides.prefixLength ?? 24}`,
      })),
    allowAwsServicesFrom: (client) => client.connections.allowTo(Peer.prefixList("pl-0123456789abcdef0", "S3"), Port.tcp(443)),
  };
}

/** A log bucket that remembers the prefixes of its sources. */
export function logBucket(stack: TerraformStack): ILogBucket & { readonly prefixes: string[] } {
  const policy = new S3BucketPolicy(stack, "LogPolicy", { bucket: "logs", policy: "{}" });
  const prefixes: string[] = [];
  const addLogSource = (prefix: string): LogDelivery => {
    prefixes.push(prefix);
    return { bucketName: "logs", bucketArn: "arn:aws:s3:::logs", prefix, dependencies: [policy] };
  };
  return { bucketArn: "arn:aws:s3:::logs", prefixes, addLogSource };
}

/** A program that is uploaded with the deployment. */
export function release(stack: TerraformStack, key = "service/server.py"): IBucketObject {
  const bucket: IBucket = {
    bucketName: "releases",
    bucketArn: "arn:aws:s3:::releases",
    bucketRegionalDomainName: "releases.s3.eu-central-1.amazonaws.com",
    grantRead: ({ role }, keyPattern) =>
      role.addToPolicy({ sid: "ReleasesRead", actions: ["s3:GetObject"], resources: [`arn:aws:s3:::releases/${keyPattern}`] }),
    grantWrite: () => undefined,
    addToPolicy: () => undefined,
  };
  const resource = new S3Object(stack, "Release", { bucket: "releases", key });
  return { bucket, key, versionId: resource.versionId, resource };
}

/** A load balancer with what it can't be without. */
export function loadBalancer(
  stack: TerraformStack,
  props: Partial<ApplicationLoadBalancerProps> = {},
  id = "LoadBalancer",
): ApplicationLoadBalancer {
  return new ApplicationLoadBalancer(stack, id, {
    network: props.network ?? network(stack),
    accessLogs: props.accessLogs ?? logBucket(stack),
    zone: ZONE,
    originDomainName: "origin.example.com",
    cloudFrontPrefixListId: PREFIX_LIST,
    ...props,
  });
}

/** The value of a sensitive variable. */
export function secret(stack: TerraformStack, id = "OriginSecret"): string {
  return new TerraformVariable(stack, id, { type: "string", sensitive: true }).stringValue;
}

/** An internet-facing load balancer, with its secret header. */
export function publicLoadBalancer(stack = testStack()): { readonly stack: TerraformStack; readonly origin: ApplicationLoadBalancer } {
  const origin = loadBalancer(stack, { scheme: "internet-facing", originSecretHeader: { values: [secret(stack)], keptInState: true } });
  return { stack, origin };
}

/** An internet-facing load balancer that everybody may send requests to. */
export function openLoadBalancer(stack = testStack()): { readonly stack: TerraformStack; readonly origin: ApplicationLoadBalancer } {
  const origin = loadBalancer(stack, { scheme: "internet-facing", openToTheInternet: "partners connect without CloudFront" });
  return { stack, origin };
}

/** What a service can't be without, in a stack of its own. */
export class ServiceFixture {
  public readonly stack = testStack();
  public readonly key = new EncryptionKey(this.stack, "Key");
  public readonly network = network(this.stack);
  public readonly logs = logBucket(this.stack);
  public readonly loadBalancer = loadBalancer(this.stack, { network: this.network, accessLogs: this.logs });
  public readonly release = release(this.stack);

  public service(props: Partial<AutoScalingServiceProps> = {}, id = "TradingApi"): AutoScalingService {
    return new AutoScalingService(this.stack, id, {
      network: this.network,
      loadBalancer: this.loadBalancer,
      encryptionKey: this.key,
      route: { priority: 10, paths: ["/api/*", "/ws/*"] },
      capacity: CAPACITY,
      release: this.release,
      ...props,
    });
  }
}

/** A service of these props, and its stack, synthesized. */
export function synthService(props: Partial<AutoScalingServiceProps> = {}) {
  const fixture = new ServiceFixture();
  const service = fixture.service(props);
  return { service, fixture, stack: synth(fixture.stack) };
}

/** The statements of the instances' role, by sid. */
export function permissions(stack: SynthesizedStack): Record<string, Arguments> {
  const found = statements(stack.resource("aws_iam_role_policy", "TradingApi").policy);
  return Object.fromEntries(found.map((statement) => [statement.Sid, statement]));
}

/** The user data of the service, as the template of Terraform that it is. */
export function userData(stack: SynthesizedStack): string {
  return Object.entries(stack.json.locals).find(([id]) => id.startsWith("TradingApi_UserData"))![1] as string;
}
