import { Construct } from "constructs";
import { AwsEnvironment, IAwsEnvironment, IBucket, KeyPolicyStatement, PolicyConditions, PolicyStatement } from "../../src/core";
import { bucketArnPattern, isElsewhere } from "../../src/internal/stacks";

const CLOUDFRONT = { services: ["cloudfront.amazonaws.com"] };

/**
 * Allows exactly one distribution to read a bucket's objects through origin access control (CloudFront Developer Guide, "Restrict access to an Amazon S3
 * origin"); the account's distributions where the bucket is another stack's, whose policy is there before the distribution. It may list the bucket as well,
 * without which S3 answers 403 where an object is missing (Amazon S3 API Reference, GetObject): no behavior lets a viewer ask for the list.
 */
export function allowDistributionRead(
  scope: Construct,
  bucket: IBucket,
  { distributionArn, versions }: { readonly distributionArn: string; readonly versions: boolean },
): void {
  const environment = AwsEnvironment.of(scope);
  const conditions: PolicyConditions = isElsewhere(scope, bucket)
    ? { ArnLike: { "aws:SourceArn": accountDistributions(environment) } }
    : { StringEquals: { "aws:SourceArn": distributionArn } };
  bucket.encryptionKey?.addToPolicy(assetKeyStatement(bucketArnPattern(bucket.bucketArn, environment.partition), environment));
  bucket.addToPolicy(assetBucketStatement(bucket.bucketArn, conditions, versions));
  bucket.addToPolicy(missingAssetStatement(bucket.bucketArn, conditions));
}

function accountDistributions({ accountId, partition }: IAwsEnvironment): string {
  return `arn:${partition}:cloudfront::${accountId}:distribution/*`;
}

/** Distributions, for the bucket's objects. A version that is named takes a permission of its own (Amazon S3 API Reference, GetObject). Pure. */
function assetBucketStatement(bucketArn: string, conditions: PolicyConditions, versions: boolean): PolicyStatement {
  const actions = ["s3:GetObject", ...(versions ? ["s3:GetObjectVersion"] : [])];
  return { sid: "CloudFrontRead", principals: CLOUDFRONT, actions, resources: [`${bucketArn}/*`], conditions };
}

/** What makes a missing object status 404. Pure. */
function missingAssetStatement(bucketArn: string, conditions: PolicyConditions): PolicyStatement {
  return { sid: "CloudFrontMissing", principals: CLOUDFRONT, actions: ["s3:ListBucket"], resources: [bucketArn], conditions };
}

/**
 * The account's distributions, for the bucket's objects. By account and bucket, not by distribution: everything under the key would wait for the
 * distribution, and the distribution for it. With a bucket key the encryption context is the bucket's ARN, without one the object's. Pure.
 */
function assetKeyStatement(bucketArn: string, environment: IAwsEnvironment): KeyPolicyStatement {
  return {
    sid: "CloudFrontRead",
    principals: CLOUDFRONT,
    actions: ["kms:Decrypt"],
    conditions: {
      ArnLike: { "aws:SourceArn": accountDistributions(environment) },
      StringLike: { "kms:EncryptionContext:aws:s3:arn": [bucketArn, `${bucketArn}/*`] },
    },
  };
}
