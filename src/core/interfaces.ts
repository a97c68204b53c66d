import { ITerraformDependable, TerraformResource } from "cdktf";
import { IConnectable } from "./connections";
import { IEncryptionKey } from "./encryption-key";
import { IGrantable } from "./role";

/** How far a subnet reaches: `public` from and to the internet, `private` out through NAT where there is one, `isolated` within the VPC. */
export type SubnetTier = "public" | "private" | "isolated";

export interface SubnetAttributes {
  readonly subnetId: string;
  readonly availabilityZone: string;
  /** @default - unknown, for subnets made elsewhere */
  readonly cidrBlock?: string;
  /** @default - unknown, for subnets made elsewhere */
  readonly routeTableId?: string;
}

/** A VPC with its tiers, made here or elsewhere: everything that runs in a network takes this. */
export interface INetwork {
  readonly vpcId: string;
  /** The VPC's IPv4 range. */
  readonly cidrBlock: string;
  readonly availabilityZones: readonly string[];
  /** The subnet group that Aurora takes, over the isolated tier. */
  readonly databaseSubnetGroupName: string;
  /** The subnet group that ElastiCache takes, over the isolated tier. */
  readonly cacheSubnetGroupName: string;
  /** What must stand before a load balancer or a VPC origin can be made: the internet gateway's attachment. @default - nothing */
  readonly internetConnectivity?: ITerraformDependable;
  /**
   * The subnets of a tier, one for each AZ.
   *
   * @throws ValidationError if the network has no such tier
   */
  subnets(tier: SubnetTier | string): readonly SubnetAttributes[];
  /**
   * Lets a service reach AWS: the interface endpoints on 443 and, through the gateway endpoint's prefix list, S3.
   * Writes no rule where the network has neither.
   */
  allowAwsServicesFrom(client: IConnectable): void;
}

/** An S3 bucket, made here or elsewhere. */
export interface IBucket {
  readonly bucketName: string;
  readonly bucketArn: string;
  /** `<bucket>.s3.<region>.amazonaws.com`, the name that CloudFront reads from. */
  readonly bucketRegionalDomainName: string;
  /** @default - the bucket is encrypted by S3's own keys */
  readonly encryptionKey?: IEncryptionKey;
  /** Lets a role read the objects, and decrypt them. */
  grantRead(grantee: IGrantable, keyPattern?: string): void;
  /** Lets a role write objects, and encrypt them. */
  grantWrite(grantee: IGrantable, keyPattern?: string): void;
  /** Lets exactly this distribution read the objects through origin access control. */
  allowCloudFrontRead(distributionArn: string): void;
}

/** An object that stands in a bucket before whoever takes it is made. */
export interface IBucketObject {
  readonly bucket: IBucket;
  readonly key: string;
  /** The version that is meant: an earlier deployment still finds its own. @default - the newest */
  readonly versionId?: string;
  /** @default - the object exists already */
  readonly resource?: ITerraformDependable;
}

/** Where a service delivers its logs to, and what must stand before it can. */
export interface LogDelivery {
  readonly bucketName: string;
  readonly bucketArn: string;
  /** Without a slash at either end. */
  readonly prefix: string;
  /** The bucket policy that admits the delivery: the source depends on it. */
  readonly dependencies: readonly ITerraformDependable[];
}

/** A bucket that AWS services can deliver logs to; each call admits one source and says where it delivers to. */
export interface ILogBucket {
  readonly bucketName: string;
  readonly bucketArn: string;
  /** @default - known to the provider alone */
  readonly region?: string;
  /** @param prefix without slashes at its ends, unique in the bucket */
  allowS3AccessLogs(sourceBucketArn: string, prefix: string): LogDelivery;
  allowLoadBalancerLogs(prefix: string): LogDelivery;
  allowCloudFrontLogs(prefix: string): LogDelivery;
  allowFlowLogs(prefix: string): LogDelivery;
  allowS3Inventory(sourceBucketArn: string, prefix: string): LogDelivery;
  allowCloudTrail(prefix: string, trailArn: string): LogDelivery;
}

/** A load balancer that a distribution can stand before. */
export interface ILoadBalancerOrigin extends IConnectable {
  readonly loadBalancerArn: string;
  /** The load balancer itself, whose replacement replaces its VPC origin. @default - it is managed elsewhere */
  readonly resource?: TerraformResource;
  /** AWS's own name of it. */
  readonly dnsName: string;
  /** The hosted zone of `dnsName`, for alias records. */
  readonly hostedZoneId: string;
  /** The name on the load balancer's certificate, which CloudFront must use. @default - no certificate of a zone of ours */
  readonly originDomainName?: string;
  /** Whether it is reachable through a VPC origin alone. */
  readonly internal: boolean;
  /** What must stand before a distribution sends requests, such as the listener. */
  readonly originDependencies: readonly ITerraformDependable[];
  /** The header that a public load balancer admits requests by. @default - none: an internal one needs none */
  readonly originSecretHeader?: { readonly name: string; readonly value: string };
}

/** A Route 53 hosted zone. */
export interface HostedZoneAttributes {
  readonly zoneId: string;
  /** `example.com`. */
  readonly zoneName: string;
}
