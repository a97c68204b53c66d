/** Actions on objects, whose resource is not the bucket (Service Authorization Reference, "Actions defined by Amazon S3"). */
const OBJECT_ACTION =
  /^s3:(?:(?!\w*(?:Bucket|AccessPoint|ObjectLambda))\w*Object\w*|ObjectOwnerOverrideToBucketOwner|AbortMultipartUpload|ListMultipartUploadParts|BypassGovernanceRetention|Replicate(?:Delete|Tags)|InitiateReplication)$/i;

/** Actions on buckets, by the same page: those with the word, and the configurations without it. */
const BUCKET_ACTION =
  /^s3:(?:(?!ObjectOwnerOverride|ListAllMyBuckets)\w*Bucket\w*|PauseReplication|(?:Get|Put)(?:Accelerate|Analytics|Encryption|IntelligentTiering|Inventory|Lifecycle|Metrics|Replication)Configuration)$/i;

const BUCKET = /^arn:[^:]*:s3:::[^/]*/;

/**
 * Policies name buckets and objects apart, `bucket` and `bucket/*`: the wrong one of the two would be allowed by what AWS never asks it for.
 *
 * @param name how the bucket is called
 * @throws Error for an action on objects that names none, and for one on buckets that names an object
 */
export function checkS3Resource(action: string, arn: string, name: string): void {
  const path = arn.replace(BUCKET, "");
  if (path === arn) return;
  if (path === "" && OBJECT_ACTION.test(action)) {
    throw new Error(`${action} is asked of an object of ${name}: say which one as resourcePath, such as "/trades/2026.json"`);
  }
  if (path !== "" && BUCKET_ACTION.test(action)) {
    throw new Error(`${action} is asked of the bucket ${name}, not of an object in it: leave out "${path}"`);
  }
}
