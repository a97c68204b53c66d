import { InternetGateway } from "@cdktf/provider-aws/lib/internet-gateway";
import { S3BucketPolicy } from "@cdktf/provider-aws/lib/s3-bucket-policy";
import { S3Object } from "@cdktf/provider-aws/lib/s3-object";
import { TerraformStack } from "cdktf";
import { ApplicationLoadBalancer, ApplicationLoadBalancerProps, AutoScalingService, AutoScalingServiceProps } from "../../modules/alb-asg";
import { EncryptionKey, IBucket, IBucketObject, ILogBucket, INetwork, LogDelivery, Peer, Port, SubnetAttributes } from "../../src/core";
import { testStack } from "../support/synth";

export const ZONE = { zoneId: "Z0123456789ABCDEFGHIJ", zoneName: "example.com" };
export const PREFIX_LIST = "pl-a3a144ca";
export const CAPACITY = { minCapacity: 9, maxCapacity: 18, targetRequestsPerMinute: 4000 };

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
  const admit = (prefix: string): LogDelivery => {
    prefixes.push(prefix);
    return { bucketName: "logs", bucketArn: "arn:aws:s3:::logs", prefix, dependencies: [policy] };
  };
  return { bucketArn: "arn:aws:s3:::logs", prefixes, addLogSource: admit };
}

/** A program that is uploaded with the deployment. */
export function artifact(stack: TerraformStack, key = "service/server.py"): IBucketObject {
  const bucket: IBucket = {
    bucketName: "releases",
    bucketArn: "arn:aws:s3:::releases",
    bucketRegionalDomainName: "releases.s3.eu-central-1.amazonaws.com",
    grantRead: ({ role }, keyPattern) =>
      role.grant({ sid: "ReleasesRead", actions: ["s3:GetObject"], resources: [`arn:aws:s3:::releases/${keyPattern}`] }),
    grantWrite: () => undefined,
    addToPolicy: () => undefined,
  };
  const resource = new S3Object(stack, "Artifact", { bucket: "releases", key });
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
    domainName: "origin.example.com",
    cloudFrontPrefixListId: PREFIX_LIST,
    ...props,
  });
}

/** What a service can't be without, in a stack of its own. */
export class ServiceFixture {
  public readonly stack = testStack();
  public readonly key = new EncryptionKey(this.stack, "Key");
  public readonly network = network(this.stack);
  public readonly logs = logBucket(this.stack);
  public readonly loadBalancer = loadBalancer(this.stack, { network: this.network, accessLogs: this.logs });
  public readonly artifact = artifact(this.stack);

  public service(props: Partial<AutoScalingServiceProps> = {}, id = "TradingApi"): AutoScalingService {
    return new AutoScalingService(this.stack, id, {
      network: this.network,
      loadBalancer: this.loadBalancer,
      encryptionKey: this.key,
      route: { priority: 10, paths: ["/api/*", "/ws/*"] },
      capacity: CAPACITY,
      artifact: this.artifact,
      ...props,
    });
  }
}
