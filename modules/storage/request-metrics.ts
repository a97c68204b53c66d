import { S3BucketMetric } from "@cdktf/provider-aws/lib/s3-bucket-metric";
import { Construct } from "constructs";
import { BucketIdentity } from "./bucket-identity";

/** The id of the request metrics of all objects, as the S3 console has it. */
export const ENTIRE_BUCKET = "EntireBucket";

/** Request metrics of all objects (S3 User Guide, "CloudWatch metrics configurations"). */
export function createRequestMetrics(scope: Construct, { bucketName, provider }: BucketIdentity): S3BucketMetric {
  return new S3BucketMetric(scope, "RequestMetrics", { bucket: bucketName, name: ENTIRE_BUCKET, provider });
}
