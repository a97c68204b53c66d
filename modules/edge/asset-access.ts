import { IAwsEnvironment, IBucket } from "../../src/core";

/**
 * Lets exactly one distribution read a bucket's objects through origin access control
 * (CloudFront guide, "Restrict access to an Amazon S3 origin").
 */
export function allowDistributionRead(bucket: IBucket, distributionArn: string, { accountId, partition }: IAwsEnvironment): void {
  const principals = { services: ["cloudfront.amazonaws.com"] };
  const { bucketArn } = bucket;
  // By account and bucket, not by distribution: everything under the key would wait for the distribution, and the distribution for it. With a
  // bucket key the encryption context is the bucket's ARN, without one the object's.
  bucket.encryptionKey?.addToPolicy({
    sid: "CloudFrontRead",
    principals,
    actions: ["kms:Decrypt"],
    conditions: {
      StringEquals: { "aws:SourceAccount": accountId },
      ArnLike: { "aws:SourceArn": `arn:${partition}:cloudfront::${accountId}:distribution/*` },
      StringLike: { "kms:EncryptionContext:aws:s3:arn": [bucketArn, `${bucketArn}/*`] },
    },
  });
  bucket.addToPolicy({
    sid: "CloudFrontRead",
    principals,
    actions: ["s3:GetObject"],
    resources: [`${bucketArn}/*`],
    conditions: { StringEquals: { "aws:SourceArn": distributionArn } },
  });
}
