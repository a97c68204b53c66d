import { S3BucketPolicy } from "@cdktf/provider-aws/lib/s3-bucket-policy";
import { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { PolicyDocument } from "../../src/internal/policy-document";
import { tlsOnlyStatements } from "../../src/internal/s3/bucket-protection";
import { validateAtSynthesis } from "../../src/internal/validator";
import { BucketIdentity } from "./bucket-identity";

/** S3's limit for a bucket policy, in bytes (S3 User Guide, "Bucket policies"). */
const MAX_BYTES = 20_480;

/**
 * The one policy of a bucket, which denies all requests that aren't made over TLS 1.2 or newer.
 *
 * @param document collects statements until synthesis, which checks their size
 */
export function createBucketPolicy(
  scope: Construct,
  document: PolicyDocument,
  bucket: BucketIdentity & { readonly publicAccessBlock: ITerraformDependable },
): S3BucketPolicy {
  tlsOnlyStatements(bucket.bucketArn).forEach((statement) => document.add(statement));
  validateAtSynthesis(scope, (validator) => {
    const bytes = Buffer.byteLength(document.toJson());
    validator.check(
      "policy",
      bytes,
      bytes <= MAX_BYTES,
      `must fit into ${MAX_BYTES} bytes`,
      "Spread what reads and delivers over several buckets.",
    );
  });
  return new S3BucketPolicy(scope, "Policy", {
    bucket: bucket.bucketName,
    policy: document.toLazyJson(),
    provider: bucket.provider,
    // S3 refuses two changes of a bucket's access at once.
    dependsOn: [bucket.publicAccessBlock],
  });
}
