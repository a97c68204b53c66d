import { IAwsEnvironment, LogSource } from "../../src/core";
import { SEND_ACTIONS } from "../../src/internal/key-actions";
import { accountFolder, vendedLogSource } from "../../src/internal/vended-logs";

/**
 * Server access logs of a bucket, which go to a bucket of its account and region without a customer-managed key
 * (S3 User Guide, "Enabling Amazon S3 server access logging"). Pure.
 *
 * @param environment the account of both buckets
 * @param sourceBucketArn the bucket whose requests are logged
 */
export function s3AccessLogSource({ accountId }: IAwsEnvironment, sourceBucketArn: string): LogSource {
  return {
    sid: "S3AccessLogs",
    description: "S3's access logs",
    service: "logging.s3.amazonaws.com",
    accountId,
    sourceArn: sourceBucketArn,
  };
}

/**
 * Inventories of a bucket, which go to a bucket of its region (S3 User Guide, "Configuring Amazon S3 Inventory"). Pure.
 *
 * @param environment the account of the bucket
 * @param sourceBucketArn the bucket whose objects are listed
 */
export function s3InventorySource({ accountId }: IAwsEnvironment, sourceBucketArn: string): LogSource {
  const service = "s3.amazonaws.com";
  return {
    sid: "S3Inventory",
    description: "S3's inventories",
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

/** Which web ACLs log: those of a region's load balancers, or those of CloudFront. */
export type WebAclScope = "REGIONAL" | "CLOUDFRONT";

/**
 * Logs of web ACLs, which go to a bucket whose name begins with `aws-waf-logs-`; those of CloudFront's are delivered from us-east-1, to a bucket
 * of any region (AWS WAF Developer Guide, "Logging to an S3 bucket"). Pure.
 *
 * @param environment where the web ACLs and the bucket are
 * @param scope which web ACLs
 * @param bucketRegion the region of the bucket, which regional web ACLs are in as well; the environment's where it is left out
 */
export function webAclLogSource(environment: IAwsEnvironment, scope: WebAclScope = "REGIONAL", bucketRegion = environment.region): LogSource {
  const region = scope === "CLOUDFRONT" ? "us-east-1" : bucketRegion;
  return vendedLogSource(environment, {
    sid: "WebAclLogs",
    description: "logs of web ACLs",
    sourceArn: environment.arn("logs", "*", { region }),
    keyPattern: accountFolder(environment.accountId),
    bucketNamePrefix: "aws-waf-logs-",
  });
}

/**
 * A trail of the account (CloudTrail guide, "Amazon S3 bucket policy for CloudTrail", "Configure AWS KMS key policies for CloudTrail"). Pure.
 *
 * @param environment the account whose events the trail records
 * @param trailArn the trail
 */
export function cloudTrailLogSource({ accountId }: IAwsEnvironment, trailArn: string): LogSource {
  const service = "cloudtrail.amazonaws.com";
  return {
    sid: "CloudTrail",
    description: "a trail's logs",
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
