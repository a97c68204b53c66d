import { IAwsEnvironment, LogSource } from "../../src/core";
import { FORMATS } from "../../src/internal/formats";
import { SEND_ACTIONS } from "../../src/internal/key-actions";
import { PropType, STRING, like, oneOf } from "../../src/internal/prop-types";
import { accessLogSource } from "../../src/internal/s3/access-logging";
import { Validator } from "../../src/internal/validator";
import { accountFolder, vendedLogSource } from "../../src/internal/vended-logs";

const ENVIRONMENT: PropType<IAwsEnvironment> = like<IAwsEnvironment>("an AwsEnvironment", ["accountId", "region", "partition", "arn"]);

/**
 * Server access logs of a bucket. They are delivered to a bucket of its account and region that is encrypted with S3 managed keys
 * (S3 User Guide, "Enabling Amazon S3 server access logging"). Pure.
 *
 * @param environment the account of both buckets
 * @param sourceBucketArn the bucket whose requests are logged
 * @throws ValidationError for anything but a bucket's ARN
 */
export function s3AccessLogSource(environment: IAwsEnvironment, sourceBucketArn: string): LogSource {
  checkSourceBucket("s3AccessLogSource", environment, sourceBucketArn);
  return accessLogSource(environment, sourceBucketArn);
}

/**
 * Inventory reports of a bucket. They are delivered to a bucket of its region (S3 User Guide, "Configuring Amazon S3 Inventory"). Pure.
 *
 * @param environment the account of the bucket
 * @param sourceBucketArn the bucket whose objects are listed
 * @throws ValidationError for anything but a bucket's ARN
 */
export function s3InventorySource(environment: IAwsEnvironment, sourceBucketArn: string): LogSource {
  checkSourceBucket("s3InventorySource", environment, sourceBucketArn);
  const { accountId } = environment;
  const service = "s3.amazonaws.com";
  return {
    sid: "S3Inventory",
    description: "S3 inventory reports",
    service,
    accountId,
    sourceArn: sourceBucketArn,
    setsOwnerFullControl: true,
    keyStatement: {
      sid: "S3Inventory",
      principals: { services: [service] },
      actions: ["kms:GenerateDataKey"],
      conditions: { StringEquals: { "aws:SourceAccount": accountId }, ArnLike: { "aws:SourceArn": sourceBucketArn } },
    },
  };
}

/** The values of `WebAclScope`. */
const WEB_ACL_SCOPES = ["REGIONAL", "CLOUDFRONT"] as const;
/** Which web ACLs log: those of a region's load balancers, or those of CloudFront. */
export type WebAclScope = "REGIONAL" | "CLOUDFRONT";

/**
 * Logs of web ACLs. They are delivered to a bucket whose name begins with `aws-waf-logs-`; those of CloudFront's web ACLs come from us-east-1, to a
 * bucket of any region (AWS WAF Developer Guide, "Sending web ACL traffic logs to an Amazon S3 bucket"). Pure.
 *
 * @param environment where the web ACLs and the bucket are
 * @param scope which web ACLs
 * @param bucketRegion the region of the bucket, which regional web ACLs are in as well; the environment's where it is left out
 * @throws ValidationError for a scope that AWS WAF doesn't have, or a region that AWS doesn't have
 */
export function webAclLogSource(environment: IAwsEnvironment, scope: WebAclScope = "REGIONAL", bucketRegion?: string): LogSource {
  new Validator("webAclLogSource")
    .props({ environment, scope }, { environment: ENVIRONMENT, scope: oneOf(WEB_ACL_SCOPES) })
    .format("bucketRegion", bucketRegion, FORMATS.region)
    .throwIfInvalid();
  const region = scope === "CLOUDFRONT" ? "us-east-1" : (bucketRegion ?? environment.region);
  return vendedLogSource(environment, {
    sid: "WebAclLogs",
    description: "web ACL logs",
    sourceArn: environment.arn("logs", "*", { region }),
    keyPattern: accountFolder(environment.accountId),
    bucketNamePrefix: "aws-waf-logs-",
  });
}

/**
 * Logs of a trail (CloudTrail User Guide, "Amazon S3 bucket policy for CloudTrail" and "Configure AWS KMS key policies for CloudTrail"). Pure.
 *
 * @param environment the account whose events the trail records
 * @param trailArn the trail
 * @throws ValidationError for anything but a trail's ARN
 */
export function cloudTrailLogSource(environment: IAwsEnvironment, trailArn: string): LogSource {
  new Validator("cloudTrailLogSource")
    .props({ environment, trailArn }, { environment: ENVIRONMENT, trailArn: STRING })
    .format("trailArn", trailArn, FORMATS.trailArn)
    .throwIfInvalid();
  const { accountId } = environment;
  const service = "cloudtrail.amazonaws.com";
  return {
    sid: "CloudTrail",
    description: "CloudTrail logs",
    service,
    accountId,
    sourceArn: trailArn,
    keyPattern: accountFolder(accountId),
    checksBucketAcl: true,
    setsOwnerFullControl: true,
    keyStatement: {
      sid: "CloudTrail",
      principals: { services: [service] },
      actions: [...SEND_ACTIONS, "kms:DescribeKey"],
      conditions: { StringEquals: { "aws:SourceArn": trailArn } },
    },
  };
}

function checkSourceBucket(name: string, environment: IAwsEnvironment, sourceBucketArn: string): void {
  new Validator(name)
    .props({ environment, sourceBucketArn }, { environment: ENVIRONMENT, sourceBucketArn: STRING })
    .format("sourceBucketArn", sourceBucketArn, FORMATS.bucketArn)
    .throwIfInvalid();
}
