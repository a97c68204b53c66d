import { S3BucketLoggingA } from "@cdktf/provider-aws/lib/s3-bucket-logging";
import { TerraformProvider } from "cdktf";
import { Construct } from "constructs";
import { AwsEnvironment, IAwsEnvironment } from "../../core/aws-environment";
import { ILogBucket, LogSource } from "../../core/log-bucket";
import { logPrefix } from "../log-prefix";
import { checkSameAccount } from "../other-account";
import { checkLogBucketRegion } from "../region";
import { bucketArnPattern, dependenciesIn } from "../stacks";
import { Validator } from "../validator";

/** The bucket whose requests are logged. */
interface LoggedBucket {
  readonly bucketName: string;
  readonly bucketArn: string;
  readonly region: string;
  /** @default - the stack's default provider */
  readonly provider?: TerraformProvider;
}

/**
 * Server access logs of a bucket. They are delivered to a bucket of its account and region that is encrypted with S3 managed keys
 * (S3 User Guide, "Enabling Amazon S3 server access logging"). Pure.
 */
export function accessLogSource({ accountId }: IAwsEnvironment, sourceBucketArn: string): LogSource {
  return {
    sid: "S3AccessLogs",
    description: "S3 server access logs",
    service: "logging.s3.amazonaws.com",
    accountId,
    sourceArn: sourceBucketArn,
  };
}

/** Records a log bucket that can't receive a bucket's server access logs. */
export function checkAccessLogs(
  validator: Validator,
  accessLogs: ILogBucket | undefined,
  bucket: Partial<Pick<LoggedBucket, "bucketArn" | "region">>,
  prop = "accessLogs",
): void {
  validator.check(
    prop,
    accessLogs?.bucketArn,
    !accessLogs || accessLogs.bucketArn !== bucket.bucketArn,
    "must be another bucket: each log that is written would be a request to log",
    "Give another log bucket, or leave it out.",
  );
  checkLogBucketRegion(validator, prop, accessLogs, bucket.region);
  checkSameAccount(
    validator,
    prop,
    accessLogs,
    "must be a log bucket of the bucket's own account: S3 delivers access logs to no other",
    (stack) => `Make a LogBucket in ${stack} for it.`,
  );
}

/** The server access logs of a bucket, under a prefix of its own. */
export function createAccessLogging(scope: Construct, accessLogs: ILogBucket, bucket: LoggedBucket): S3BucketLoggingA {
  const environment = AwsEnvironment.of(scope);
  const source = accessLogSource(environment, bucketArnPattern(bucket.bucketArn, environment.partition));
  const delivery = accessLogs.addLogSource(logPrefix("s3", scope, accessLogs), source);
  return new S3BucketLoggingA(scope, "Logging", {
    bucket: bucket.bucketName,
    targetBucket: delivery.bucketName,
    targetPrefix: `${delivery.prefix}/`,
    provider: bucket.provider,
    dependsOn: dependenciesIn(scope, delivery.dependencies),
  });
}
