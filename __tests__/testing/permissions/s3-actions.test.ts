/** Which actions of S3 are asked of a bucket, and which of an object (Service Authorization Reference, "Actions defined by Amazon S3"). */
import { messageOf } from "../../support/synth";
import { Resources, evaluate, merged, roleWith } from "./fixture";

const DATA: Resources = merged(roleWith("app", [{ Effect: "Allow", Action: "s3:*", Resource: "*" }]), {
  aws_s3_bucket: { Data: { bucket: "data" } },
});
const asked = (action: string, resourcePath?: string, resource = "Data") =>
  messageOf(() => evaluate(DATA, { principal: "app", action, resource, resourcePath }));

const OF_BUCKETS = `
CreateBucket DeleteBucket DeleteBucketPolicy DeleteBucketWebsite GetAccelerateConfiguration GetAnalyticsConfiguration GetBucketAcl GetBucketCORS
GetBucketLocation GetBucketLogging GetBucketNotification GetBucketObjectLockConfiguration GetBucketOwnershipControls GetBucketPolicy
GetBucketPolicyStatus GetBucketPublicAccessBlock GetBucketRequestPayment GetBucketTagging GetBucketVersioning GetBucketWebsite
GetEncryptionConfiguration GetIntelligentTieringConfiguration GetInventoryConfiguration GetLifecycleConfiguration GetMetricsConfiguration
GetReplicationConfiguration ListBucket ListBucketMultipartUploads ListBucketVersions PauseReplication PutAccelerateConfiguration
PutAnalyticsConfiguration PutBucketAcl PutBucketCORS PutBucketLogging PutBucketNotification PutBucketObjectLockConfiguration
PutBucketOwnershipControls PutBucketPolicy PutBucketPublicAccessBlock PutBucketRequestPayment PutBucketTagging PutBucketVersioning PutBucketWebsite
PutEncryptionConfiguration PutIntelligentTieringConfiguration PutInventoryConfiguration PutLifecycleConfiguration PutMetricsConfiguration
PutReplicationConfiguration
`
  .trim()
  .split(/\s+/);

const OF_OBJECTS = `
AbortMultipartUpload BypassGovernanceRetention DeleteObject DeleteObjectTagging DeleteObjectVersion DeleteObjectVersionTagging GetObject GetObjectAcl
GetObjectAttributes GetObjectLegalHold GetObjectRetention GetObjectTagging GetObjectTorrent GetObjectVersion GetObjectVersionAcl
GetObjectVersionAttributes GetObjectVersionForReplication GetObjectVersionTagging GetObjectVersionTorrent InitiateReplication ListMultipartUploadParts
ObjectOwnerOverrideToBucketOwner PutObject PutObjectAcl PutObjectLegalHold PutObjectRetention PutObjectTagging PutObjectVersionAcl
PutObjectVersionTagging ReplicateDelete ReplicateObject ReplicateTags RestoreObject
`
  .trim()
  .split(/\s+/);

// Every one of the reference whose resource types are buckets and no objects, or objects and no buckets.
test.each(OF_BUCKETS)("s3:%s is asked of a bucket, and of no object", (name) => {
  expect(asked(`s3:${name}`, "/x")).toContain(`s3:${name} is asked of the bucket Data`);
  expect(() => evaluate(DATA, { principal: "app", action: `s3:${name}`, resource: "Data" })).not.toThrow();
});

test.each(OF_OBJECTS)("s3:%s is asked of an object, and of no bucket", (name) => {
  expect(asked(`s3:${name}`)).toContain(`s3:${name} is asked of an object of Data`);
  expect(() => evaluate(DATA, { principal: "app", action: `s3:${name}`, resource: "Data", resourcePath: "/x" })).not.toThrow();
});

describe("an action on buckets that names an object", () => {
  test("is refused, since a policy names them apart", () => {
    expect(asked("s3:ListBucket", "/trades")).toBe(
      's3:ListBucket is asked of the bucket Data, not of an object in it: leave out "/trades"',
    );
  });

  test.each([
    "s3:ListBucketVersions",
    "s3:ListBucketMultipartUploads",
    "s3:GetBucketObjectLockConfiguration",
    "s3:PutLifecycleConfiguration",
    "s3:GetEncryptionConfiguration",
    "s3:GetReplicationConfiguration",
    "s3:DeleteBucketPolicy",
  ])("is refused for %s", (action) => expect(asked(action, "/x")).toContain(`${action} is asked of the bucket Data`));

  test("is refused by its ARN too", () => {
    expect(asked("s3:ListBucket", undefined, "arn:aws:s3:::data/x")).toContain("s3:ListBucket is asked of the bucket Data");
  });
});

describe("an action on objects that names none", () => {
  test.each([
    "s3:BypassGovernanceRetention",
    "s3:ReplicateObject",
    "s3:ReplicateDelete",
    "s3:ReplicateTags",
    "s3:InitiateReplication",
    "s3:ObjectOwnerOverrideToBucketOwner",
    "s3:AbortMultipartUpload",
    "s3:DeleteObjectVersion",
  ])("is refused for %s", (action) => {
    expect(asked(action)).toContain(`${action} is asked of an object of Data`);
    expect(evaluate(DATA, { principal: "app", action, resource: "Data", resourcePath: "/x" }).verdict).toBe("allowed");
  });
});
