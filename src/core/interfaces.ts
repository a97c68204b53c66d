import { ITerraformDependable, TerraformResource } from "cdktf";
import { PropType, like, likeTexts } from "../internal/prop-types";
import { IConnectable } from "./connections";
import { IEncryptionKey } from "./encryption-key";
import { PolicyStatement } from "./policy-statement";
import { IGrantable } from "./role";

/** The values of `SubnetTier`. */
export const SUBNET_TIERS = ["public", "private", "isolated"] as const;
/** How far a subnet reaches: `public` from and to the internet, `private` out through NAT where there is one, `isolated` within the VPC. */
export type SubnetTier = "public" | "private" | "isolated";

/** A subnet, as whatever is placed in it needs to know it. */
export interface SubnetAttributes {
  /** The subnet's id. */
  readonly subnetId: string;
  /** The AZ that it is in, by name. */
  readonly availabilityZone: string;
  /** Its IPv4 range. @default - unknown, for subnets made elsewhere */
  readonly cidrBlock?: string;
  /** The route table that it uses. @default - unknown, for subnets made elsewhere */
  readonly routeTableId?: string;
}

/** A VPC with its tiers, made here or elsewhere: everything that runs in a network accepts this. */
export interface INetwork {
  /** The VPC's id. */
  readonly vpcId: string;
  /** The VPC's IPv4 range. */
  readonly cidrBlock: string;
  /** The AZs that the network has subnets in, by name. */
  readonly availabilityZones: readonly string[];
  /** The subnets that data stores are placed in, one for each AZ: of the isolated tier, or the private one where there is no other. */
  readonly dataSubnets: readonly SubnetAttributes[];
  /** The DB subnet group for Aurora, over `dataSubnets`. */
  readonly databaseSubnetGroupName: string;
  /** The cache subnet group for ElastiCache, over `dataSubnets`. */
  readonly cacheSubnetGroupName: string;
  /** What must be created before a load balancer or a VPC origin: the internet gateway's attachment. @default - nothing */
  readonly internetConnectivity?: ITerraformDependable;
  /**
   * The AWS services that private subnets reach by an endpoint of the VPC, each by the last part of the endpoint service's name: `ssm`, `s3`.
   *
   * @default - unknown: nothing says at synthesis that a service doesn't reach what it needs
   */
  readonly endpointServices?: readonly string[];
  /** Whether private subnets have a route to the internet, such as by NAT. @default - unknown: what may connect to the internet is taken to reach it */
  readonly hasInternetRoute?: boolean;
  /**
   * The subnets of a tier, one for each AZ.
   *
   * @param tier a tier's name, or its kind: then the first tier of that kind
   * @throws ValidationError if the network has no such tier
   */
  subnets(tier: SubnetTier | string): readonly SubnetAttributes[];
  /**
   * Lets a service reach AWS: the interface endpoints on 443 and, through the gateway endpoint's prefix list, S3.
   * Writes no rule where the network has neither.
   */
  allowAwsServicesFrom(client: IConnectable): void;
}

/** The prop type of networks. */
export const NETWORK = like<INetwork>(
  "a Network",
  ["vpcId", "availabilityZones", "subnets", "allowAwsServicesFrom"],
  "Network.fromAttributes",
);

/** An S3 bucket, made here or elsewhere. */
export interface IBucket {
  /** The bucket's name. */
  readonly bucketName: string;
  /** The bucket's ARN. */
  readonly bucketArn: string;
  /** `<bucket>.s3.<region>.amazonaws.com`, the name that CloudFront reads from. */
  readonly bucketRegionalDomainName: string;
  /** The key that objects are encrypted under. @default - S3's own keys */
  readonly encryptionKey?: IEncryptionKey;
  /** Days after which a version that is noncurrent is deleted. @default - never, or not known */
  readonly expireNoncurrentAfterDays?: number;
  /** Lets a role list the bucket, and read and decrypt its objects. @param keyPattern which objects, `*` allowed */
  grantRead(grantee: IGrantable, keyPattern?: string): void;
  /** Lets a role write and encrypt objects. @param keyPattern which objects, `*` allowed */
  grantWrite(grantee: IGrantable, keyPattern?: string): void;
  /** Adds a statement to the bucket's one policy, or to `requiredPolicyJson` where the bucket exists already. */
  addToPolicy(statement: PolicyStatement): void;
}

/** The prop type of buckets. */
export const BUCKET = like<IBucket>(
  "a Bucket",
  ["bucketName", "bucketArn", "bucketRegionalDomainName", "grantRead", "addToPolicy"],
  "Bucket.fromAttributes",
);

/** An object in a bucket; what uses it is created after it. */
export interface IBucketObject {
  /** The bucket that it is in. */
  readonly bucket: IBucket;
  /** The object's key. */
  readonly key: string;
  /** The version that is meant: an earlier deployment still finds its own. @default - the newest */
  readonly versionId?: string;
  /** The object itself. @default - the object exists already */
  readonly resource?: ITerraformDependable;
}

/** The prop type of objects. */
export const BUCKET_OBJECT: PropType<IBucketObject> = {
  ...like<IBucketObject>("an object of a bucket", ["bucket", "key"]),
  fix: 'Write it as { bucket, key: "service/server.py" }, or give what the bucket\'s addObject has returned.',
};

/** A load balancer that a distribution can send requests to. */
export interface ILoadBalancerOrigin extends IConnectable {
  /** The load balancer's ARN. */
  readonly loadBalancerArn: string;
  /** The load balancer itself, whose replacement replaces its VPC origin. @default - it is managed elsewhere */
  readonly resource?: TerraformResource;
  /** AWS's own name of it. @default - it is managed elsewhere, and nobody said */
  readonly dnsName?: string;
  /** The hosted zone of `dnsName`, for alias records. @default - it is managed elsewhere, and nobody said */
  readonly hostedZoneId?: string;
  /** The name on the load balancer's certificate, which CloudFront must use. @default - no certificate of a zone of ours */
  readonly originDomainName?: string;
  /** The names on the certificates that it shows. @default - unknown: nothing says at synthesis that one is missing */
  readonly certificateDomainNames?: readonly string[];
  /** Whether it is reachable through a VPC origin alone. */
  readonly internal: boolean;
  /** What must be created before a distribution sends requests, such as the listener. */
  readonly originDependencies: readonly ITerraformDependable[];
  /**
   * What must be created, besides, before a distribution sends requests to it instead of to the load balancer that it replaces: asked for at synthesis, when all services
   * are known. @default - none: such a replacement has a gap
   */
  readonly replacementDependencies?: readonly TerraformResource[];
  /** The header that a public load balancer allows requests by. @default - none: an internal one needs none */
  readonly originHeader?: OriginHeader;
  /** Whether clients without a certificate can't connect, CloudFront among them. @default false */
  readonly requiresClientCertificates?: boolean;
}

/** A header that CloudFront adds to each request to its origin. */
export interface OriginHeader {
  /** The header's name. */
  readonly name: string;
  /** The header's value. */
  readonly value: string;
}

/** The prop type of load balancers. */
export const LOAD_BALANCER_ORIGIN = like<ILoadBalancerOrigin>(
  "an ApplicationLoadBalancer",
  ["loadBalancerArn", "internal", "originDependencies", "connections"],
  "ApplicationLoadBalancer.fromAttributes",
);

/** A Route 53 hosted zone. */
export interface HostedZoneAttributes {
  /** The zone's id. */
  readonly zoneId: string;
  /** The zone's name: `example.com`. */
  readonly zoneName: string;
}

/** The prop type of hosted zones. */
export const HOSTED_ZONE = likeTexts<HostedZoneAttributes>("a HostedZone, or its zoneId and zoneName", ["zoneId", "zoneName"]);
