import { ITerraformDependable } from "cdktf";
import { AwsEnvironment, ILogBucket, LogDelivery, PolicyConditions, PolicyStatement, Validator } from "../../src/core";
import { BucketBase } from "./bucket-base";

/** What WAF demands of the name of a bucket that it logs to (AWS WAF Developer Guide, "Logging to an S3 bucket"). */
const WEB_ACL_NAME_PREFIX = "aws-waf-logs-";

/** Which web ACLs log: those of a region's load balancers, or those of CloudFront. */
export type WebAclScope = "REGIONAL" | "CLOUDFRONT";

/** What one source may write, and on whose behalf. */
interface Admission {
  readonly sid: string;
  readonly service: string;
  /** The source in words, which the prefix belongs to. */
  readonly source: string;
  readonly prefix: string;
  /** What the service puts behind the prefix, as a pattern. @default - anything */
  readonly below?: string;
  readonly conditions: SourceConditions;
}

/** Conditions that hold a service to one account and to what delivers there. */
interface SourceConditions extends PolicyConditions {
  readonly StringEquals: Readonly<Record<string, string>>;
  readonly ArnLike: Readonly<Record<string, string>>;
}

/** The sources that a bucket admits, each by a statement of its own and under a prefix of its own. */
export class LogDeliveries implements ILogBucket {
  public readonly bucketName: string;
  public readonly bucketArn: string;
  public readonly region?: string;
  private readonly prefixes = new Map<string, string>();
  private readonly environment: AwsEnvironment;

  constructor(
    private readonly bucket: BucketBase & { readonly region?: string },
    /** What a source must wait for. */
    private readonly dependencies: readonly ITerraformDependable[],
  ) {
    this.environment = AwsEnvironment.of(bucket);
    this.bucketName = bucket.bucketName;
    this.bucketArn = bucket.bucketArn;
    this.region = bucket.region;
  }

  /** S3 User Guide, "Enabling Amazon S3 server access logging". */
  public allowS3AccessLogs(sourceBucketArn: string, prefix: string): LogDelivery {
    this.checkNoKey("S3's access logs");
    return this.admit({
      sid: "S3AccessLogs",
      service: "logging.s3.amazonaws.com",
      source: sourceBucketArn,
      prefix,
      conditions: this.fromThisAccount(sourceBucketArn),
    });
  }

  /** Application Load Balancers guide, "Enable access logs". */
  public allowLoadBalancerLogs(prefix: string): LogDelivery {
    this.checkNoKey("load balancers");
    return this.admit({
      sid: "LoadBalancerLogs",
      service: "logdelivery.elasticloadbalancing.amazonaws.com",
      source: "load balancers",
      prefix,
      below: this.accountFolder,
      conditions: this.fromThisAccount(this.environment.arn("elasticloadbalancing", "loadbalancer/*", { region: this.region })),
    });
  }

  /** From us-east-1 (CloudFront guide, "Configure standard logging (v2)"). */
  public allowCloudFrontLogs(prefix: string): LogDelivery {
    const source = this.environment.arn("logs", "delivery-source:*", { region: "us-east-1" });
    return this.admitVendedLogs("CloudFrontLogs", prefix, source);
  }

  /** VPC guide, "Amazon S3 bucket permissions for flow logs". */
  public allowFlowLogs(prefix: string): LogDelivery {
    return this.admitVendedLogs("FlowLogs", prefix, this.environment.arn("logs", "*", { region: this.region }), this.accountFolder);
  }

  /** AWS WAF Developer Guide, "Logging to an S3 bucket". Web ACLs of CloudFront log from us-east-1, to a bucket of any region. */
  public allowWebAclLogs(prefix: string, scope: WebAclScope = "REGIONAL"): LogDelivery {
    const name = this.bucketArn.split(":::")[1]!;
    new Validator(this.bucket)
      .check(
        "bucketName",
        name,
        name.startsWith(WEB_ACL_NAME_PREFIX),
        `must begin with ${WEB_ACL_NAME_PREFIX} for WAF to log to it`,
        `Give the bucket the name "${WEB_ACL_NAME_PREFIX}…".`,
      )
      .throwIfInvalid();
    const region = scope === "CLOUDFRONT" ? "us-east-1" : this.region;
    return this.admitVendedLogs("WebAclLogs", prefix, this.environment.arn("logs", "*", { region }), this.accountFolder);
  }

  /** CloudTrail guide, "Amazon S3 bucket policy for CloudTrail". */
  public allowCloudTrail(prefix: string, trailArn: string): LogDelivery {
    const service = "cloudtrail.amazonaws.com";
    const conditions = this.fromThisAccount(trailArn);
    this.bucket.encryptionKey?.allowCloudTrail(trailArn);
    this.admitAclCheck("CloudTrailAclCheck", service, conditions);
    return this.admit({
      sid: "CloudTrail",
      service,
      source: trailArn,
      prefix,
      below: this.accountFolder,
      conditions: withFullControl(conditions),
    });
  }

  /** S3 User Guide, "Configuring Amazon S3 Inventory". */
  public allowS3Inventory(sourceBucketArn: string, prefix: string): LogDelivery {
    this.bucket.encryptionKey?.allowS3Inventory(sourceBucketArn);
    return this.admit({
      sid: "S3Inventory",
      service: "s3.amazonaws.com",
      source: sourceBucketArn,
      prefix,
      conditions: withFullControl(this.fromThisAccount(sourceBucketArn)),
    });
  }

  /** What CloudWatch's log-delivery service brings, for the sources that `sourceArn` stands for. */
  private admitVendedLogs(sid: string, prefix: string, sourceArn: string, below?: string): LogDelivery {
    const service = "delivery.logs.amazonaws.com";
    const conditions = this.fromThisAccount(sourceArn);
    this.bucket.encryptionKey?.allowLogDelivery();
    this.admitAclCheck(`${sid}AclCheck`, service, conditions);
    return this.admit({ sid, service, source: sourceArn, prefix, below, conditions: withFullControl(conditions) });
  }

  private admitAclCheck(sid: string, service: string, conditions: PolicyConditions): void {
    const actions = ["s3:GetBucketAcl", "s3:ListBucket"];
    this.bucket.addToPolicy({ sid, principals: { services: [service] }, actions, resources: [this.bucketArn], conditions });
  }

  private admit({ sid, service, source, prefix, below = "*", conditions }: Admission): LogDelivery {
    this.checkPrefix(prefix, `${sid} of ${source}`);
    const { bucketName, bucketArn, dependencies } = this;
    const statement: PolicyStatement = {
      sid,
      principals: { services: [service] },
      actions: ["s3:PutObject"],
      resources: [`${bucketArn}/${prefix}/${below}`],
      conditions,
    };
    this.bucket.addToPolicy(statement);
    return { bucketName, bucketArn, prefix, dependencies };
  }

  private checkNoKey(source: string): void {
    new Validator(this.bucket)
      .check(
        "encryptionKey",
        "a key",
        this.bucket.encryptionKey === undefined,
        `must be left out for a bucket that ${source} deliver to: they take no key but S3's own`,
        "Make a second LogBucket without a key for them.",
      )
      .throwIfInvalid();
  }

  private checkPrefix(prefix: string, owner: string): void {
    const taken = this.prefixes.get(prefix);
    new Validator(this.bucket)
      .matches(
        "prefix",
        prefix,
        /^(?!.*AWSLogs)[A-Za-z0-9!_.*'()-]+(\/[A-Za-z0-9!_.*'()-]+)*$/,
        "must be words joined by single slashes, none at either end, and none of them AWSLogs",
        'Write it as "cloudfront".',
      )
      .check("prefix", prefix, taken === undefined || taken === owner, "must be a source's own", `Choose another than that of ${taken}.`)
      .throwIfInvalid();
    this.prefixes.set(prefix, owner);
  }

  /** Where services of AWS put what is an account's. */
  private get accountFolder(): string {
    return `AWSLogs/${this.environment.accountId}/*`;
  }

  private fromThisAccount(sourceArn: string): SourceConditions {
    return { StringEquals: { "aws:SourceAccount": this.environment.accountId }, ArnLike: { "aws:SourceArn": sourceArn } };
  }
}

/** Delivered objects belong to the bucket's owner; the services say so with each. */
function withFullControl(conditions: SourceConditions): SourceConditions {
  return { ...conditions, StringEquals: { ...conditions.StringEquals, "s3:x-amz-acl": "bucket-owner-full-control" } };
}
