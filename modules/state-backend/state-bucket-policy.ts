import { S3BucketPolicy } from "@cdktf/provider-aws/lib/s3-bucket-policy";
import { ITerraformDependable, TerraformProvider } from "cdktf";
import { Construct } from "constructs";
import { PolicyStatement } from "../../src/core";
import { PolicyDocument } from "../../src/internal/policy-document";
import { tlsOnlyStatements } from "../../src/internal/s3/bucket-protection";

/** What the policy of a state bucket is made with. */
interface StateBucketPolicySettings {
  readonly bucketName: string;
  readonly bucketArn: string;
  readonly publicAccessBlock: ITerraformDependable;
  readonly provider?: TerraformProvider;
}

/** The policy of a state bucket: it denies requests below TLS 1.2, and states that ask for another encryption than SSE-KMS. */
export function createBucketPolicy(scope: Construct, settings: StateBucketPolicySettings): S3BucketPolicy {
  const { bucketName, bucketArn, publicAccessBlock, provider } = settings;
  return new S3BucketPolicy(scope, "Policy", {
    bucket: bucketName,
    policy: new PolicyDocument([...tlsOnlyStatements(bucketArn), kmsOnlyStatement(bucketArn)]).toJson(),
    provider,
    dependsOn: [publicAccessBlock],
  });
}

/** Without the header the bucket's default encryption holds; a backend that names no key asks for S3's own keys by name. */
function kmsOnlyStatement(bucketArn: string): PolicyStatement {
  return {
    sid: "KmsOnly",
    effect: "Deny",
    principals: "*",
    actions: ["s3:PutObject"],
    resources: [`${bucketArn}/*`],
    conditions: {
      Null: { "s3:x-amz-server-side-encryption": "false" },
      StringNotEquals: { "s3:x-amz-server-side-encryption": "aws:kms" },
    },
  };
}
