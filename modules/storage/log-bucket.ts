import { Construct } from "constructs";
import { AwsEnvironment, ILogBucket, LogDelivery, PolicyConditions, Validator } from "../../src/core";
import { BucketBase, CommonBucketProps } from "./bucket-base";
import { LifecycleProps, Transitions } from "./lifecycle";

export interface LogBucketProps extends CommonBucketProps, LifecycleProps {
  /** Moves logs to cheaper classes. @default - STANDARD_IA after 30 days, GLACIER_IR after 90 */
  readonly transitionAfterDays?: Transitions;
  /** Deletes logs of this age. @default 400 */
  readonly expireAfterDays?: number;
  /** Deletes versions that have not been the newest for so many days. @default 30 */
  readonly expireNoncurrentAfterDays?: number;
}

const LOG_TRANSITIONS: Transitions = { STANDARD_IA: 30, GLACIER_IR: 90 };
/** What WAF demands of the name of a bucket that it logs to (AWS WAF Developer Guide, "Logging to an S3 bucket"). */
const WEB_ACL_NAME_PREFIX = "aws-waf-logs-";

/**
 * The bucket that AWS services deliver their logs to, encrypted by S3's own keys: load balancers and S3's access logs
 * take no other. Each source is admitted by a statement of its own, limited to this account and to what delivers.
 *
 * Logs lie in the standard class for 30 days, in infrequent access until day 90, in instant-retrieval archive until they
 * expire after 400.
 */
export class LogBucket extends BucketBase implements ILogBucket {
  private readonly prefixes = new Map<string, string>();

  constructor(scope: Construct, id: string, props: LogBucketProps = {}) {
    super(scope, id, {
      ...props,
      lifecycle: {
        transitionAfterDays: props.transitionAfterDays ?? LOG_TRANSITIONS,
        expireAfterDays: props.expireAfterDays ?? 400,
        expireNoncurrentAfterDays: props.expireNoncurrentAfterDays ?? 30,
        abortMultipartAfterDays: props.abortMultipartAfterDays ?? 7,
      },
    });
  }

  /** Server access logs of a bucket in this account and region (S3 User Guide, "Enabling Amazon S3 server access logging"). */
  public allowS3AccessLogs(sourceBucketArn: string, prefix: string): LogDelivery {
    return this.admit("S3AccessLogs", prefix, sourceBucketArn, {
      service: "logging.s3.amazonaws.com",
      objects: `${prefix}/*`,
      conditions: { StringEquals: this.thisAccount(), ArnLike: { "aws:SourceArn": sourceBucketArn } },
    });
  }

  /** Access and connection logs of this region's load balancers (Application Load Balancers guide, "Enable access logs"). */
  public allowLoadBalancerLogs(prefix: string): LogDelivery {
    const environment = AwsEnvironment.of(this);
    return this.admit("LoadBalancerLogs", prefix, "load balancers", {
      service: "logdelivery.elasticloadbalancing.amazonaws.com",
      objects: `${prefix}/AWSLogs/${environment.accountId}/*`,
      conditions: {
        StringEquals: this.thisAccount(),
        ArnLike: { "aws:SourceArn": environment.arn("elasticloadbalancing", "loadbalancer/*") },
      },
    });
  }

  /** CloudFront's standard logs v2, delivered from us-east-1 (CloudFront guide, "Configure standard logging (v2)"). */
  public allowCloudFrontLogs(prefix: string): LogDelivery {
    const source = AwsEnvironment.of(this).arn("logs", "delivery-source:*", { region: "us-east-1" });
    return this.admitLogDelivery("CloudFrontLogs", prefix, `${prefix}/*`, source);
  }

  /** VPC flow logs (VPC guide, "Amazon S3 bucket permissions for flow logs"). */
  public allowFlowLogs(prefix: string): LogDelivery {
    const environment = AwsEnvironment.of(this);
    return this.admitLogDelivery("FlowLogs", prefix, `${prefix}/AWSLogs/${environment.accountId}/*`, environment.arn("logs", "*"));
  }

  /** Logs of regional web ACLs; WAF takes only buckets whose name begins with `aws-waf-logs-`. */
  public allowWebAclLogs(prefix: string): LogDelivery {
    const environment = AwsEnvironment.of(this);
    const name = this.bucketArn.split(":::")[1]!;
    new Validator(this)
      .check(
        "bucketName",
        name,
        name.startsWith(WEB_ACL_NAME_PREFIX),
        `must begin with ${WEB_ACL_NAME_PREFIX} for WAF to log to it`,
        `Give the bucket the name "${WEB_ACL_NAME_PREFIX}…".`,
      )
      .throwIfInvalid();
    return this.admitLogDelivery("WebAclLogs", prefix, `${prefix}/AWSLogs/${environment.accountId}/*`, environment.arn("logs", "*"));
  }

  /** A trail of this account (CloudTrail guide, "Amazon S3 bucket policy for CloudTrail"). */
  public allowCloudTrail(prefix: string, trailArn: string): LogDelivery {
    const service = "cloudtrail.amazonaws.com";
    const source = { StringEquals: this.thisAccount(), ArnLike: { "aws:SourceArn": trailArn } };
    this.admitAclCheck("CloudTrailAclCheck", service, source);
    return this.admit("CloudTrail", prefix, trailArn, {
      service,
      objects: `${prefix}/AWSLogs/${AwsEnvironment.of(this).accountId}/*`,
      conditions: withFullControl(source),
    });
  }

  /** What CloudWatch's log-delivery service brings, for the sources that `sourceArn` stands for. */
  private admitLogDelivery(sid: string, prefix: string, objects: string, sourceArn: string): LogDelivery {
    const service = "delivery.logs.amazonaws.com";
    const source = { StringEquals: this.thisAccount(), ArnLike: { "aws:SourceArn": sourceArn } };
    this.admitAclCheck(`${sid}AclCheck`, service, source);
    return this.admit(sid, prefix, sourceArn, { service, objects, conditions: withFullControl(source) });
  }

  private admitAclCheck(sid: string, service: string, conditions: PolicyConditions): void {
    this.addToPolicy({
      sid,
      principals: { services: [service] },
      actions: ["s3:GetBucketAcl", "s3:ListBucket"],
      resources: [this.bucketArn],
      conditions,
    });
  }

  private admit(
    sid: string,
    prefix: string,
    source: string,
    { service, objects, conditions }: { service: string; objects: string; conditions: PolicyConditions },
  ): LogDelivery {
    this.checkPrefix(prefix, `${sid} of ${source}`);
    this.addToPolicy({
      sid,
      principals: { services: [service] },
      actions: ["s3:PutObject"],
      resources: [`${this.bucketArn}/${objects}`],
      conditions,
    });
    return { bucketName: this.bucketName, bucketArn: this.bucketArn, prefix, dependencies: [this.policy, this.ownershipControls] };
  }

  private checkPrefix(prefix: string, owner: string): void {
    const taken = this.prefixes.get(prefix);
    new Validator(this)
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

  private thisAccount(): Record<string, string> {
    return { "aws:SourceAccount": AwsEnvironment.of(this).accountId };
  }
}

/** Delivered objects belong to the bucket's owner; the services say so with each. */
function withFullControl(conditions: { StringEquals: Record<string, string>; ArnLike: Record<string, string> }): PolicyConditions {
  return { ...conditions, StringEquals: { ...conditions.StringEquals, "s3:x-amz-acl": "bucket-owner-full-control" } };
}
