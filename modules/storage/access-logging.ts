import { S3BucketLoggingA } from "@cdktf/provider-aws/lib/s3-bucket-logging";
import { Construct } from "constructs";
import { AwsEnvironment, ILogBucket } from "../../src/core";
import { checkLogBucketRegion } from "../../src/internal/region";
import { Validator } from "../../src/internal/validator";
import { BucketIdentity } from "./bucket-identity";
import { s3AccessLogSource } from "./log-sources";
import { logPrefix } from "./naming";

/** Records a log bucket that can't receive a bucket's server access logs. */
export function checkAccessLogs(
  validator: Validator,
  accessLogs: ILogBucket | undefined,
  bucket: Pick<BucketIdentity, "bucketArn" | "region">,
): void {
  validator.check(
    "accessLogs",
    accessLogs?.bucketArn,
    accessLogs?.bucketArn !== bucket.bucketArn,
    "must be another bucket: each log that is written would be a request to log",
    "Give another log bucket, or leave it out.",
  );
  checkLogBucketRegion(validator, "accessLogs", accessLogs, bucket.region);
}

/** The server access logs of a bucket, under a prefix of its own. */
export function createAccessLogging(scope: Construct, accessLogs: ILogBucket, bucket: BucketIdentity): S3BucketLoggingA {
  const source = s3AccessLogSource(AwsEnvironment.of(scope), bucket.bucketArn);
  const delivery = accessLogs.addLogSource(logPrefix(scope, "s3"), source);
  return new S3BucketLoggingA(scope, "Logging", {
    bucket: bucket.bucketName,
    targetBucket: delivery.bucketName,
    targetPrefix: `${delivery.prefix}/`,
    provider: bucket.provider,
    dependsOn: [...delivery.dependencies],
  });
}
