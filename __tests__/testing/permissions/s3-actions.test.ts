/** Which actions of S3 are asked of a bucket, and which of an object (Service Authorization Reference, "Actions defined by Amazon S3"). */
import { messageOf } from "../../support/synth";
import { Resources, evaluate, merged, roleWith } from "./fixture";

const DATA: Resources = merged(roleWith("app", [{ Effect: "Allow", Action: "s3:*", Resource: "*" }]), {
  aws_s3_bucket: { Data: { bucket: "data" } },
});
const asked = (action: string, resourcePath?: string, resource = "Data") =>
  messageOf(() => evaluate(DATA, { principal: "app", action, resource, resourcePath }));

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
