import { IAwsEnvironment, IBucket, KeyPolicyStatement, PolicyStatement } from "../../src/core";

const CLOUDFRONT = { services: ["cloudfront.amazonaws.com"] };

/**
 * Allows exactly one distribution to read a bucket's objects through origin access control
 * (CloudFront Developer Guide, "Restrict access to an Amazon S3 origin").
 */
export function allowDistributionRead(bucket: IBucket, distributionArn: string, environment: IAwsEnvironment): void {
  bucket.encryptionKey?.addToPolicy(assetKeyStatement(bucket.bucketArn, environment));
  bucket.addToPolicy(assetBucketStatement(bucket.bucketArn, distributionArn));
}

/** One distribution, for the bucket's objects. Pure. */
function assetBucketStatement(bucketArn: string, distributionArn: string): PolicyStatement {
  return {
    sid: "CloudFrontRead",
    principals: CLOUDFRONT,
    actions: ["s3:GetObject"],
    resources: [`${bucketArn}/*`],
    conditions: { StringEquals: { "aws:SourceArn": distributionArn } },
  };
}

/**
 * The account's distributions, for the bucket's objects. By account and bucket, not by distribution: everything under the key would wait for the
 * distribution, and the distribution for it. With a bucket key the encryption context is the bucket's ARN, without one the object's. Pure.
 */
function assetKeyStatement(bucketArn: string, { accountId, partition }: IAwsEnvironment): KeyPolicyStatement {
  return {
    sid: "CloudFrontRead",
    principals: CLOUDFRONT,
    actions: ["kms:Decrypt"],
    conditions: {
      StringEquals: { "aws:SourceAccount": accountId },
      ArnLike: { "aws:SourceArn": `arn:${partition}:cloudfront::${accountId}:distribution/*` },
      StringLike: { "kms:EncryptionContext:aws:s3:arn": [bucketArn, `${bucketArn}/*`] },
    },
  };
}
