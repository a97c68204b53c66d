import { Bucket, BucketInventory, LogBucket } from "../../modules/storage";
import { EncryptionKey } from "../../src/core";
import { statements, synth, testStack } from "../support/synth";
import { ASSETS_ARN } from "./fixture";

function withInventory(props: Partial<BucketInventory> = {}) {
  const stack = testStack();
  const destination = new LogBucket(stack, "Logs");
  new Bucket(stack, "Assets", { encryptionKey: new EncryptionKey(stack, "Key"), inventory: { destination, ...props } });
  return synth(stack);
}

describe("an inventory", () => {
  test("lists every version once a week, as Parquet, under a prefix of the bucket's own", () => {
    expect(withInventory().resource("aws_s3_bucket_inventory")).toMatchObject({
      name: "all-objects",
      included_object_versions: "All",
      schedule: { frequency: "Weekly" },
      destination: {
        bucket: { bucket_arn: "arn:aws:s3:::trading-test-logs-111122223333-eu-central-1", format: "Parquet", prefix: "inventory/Assets" },
      },
    });
  });

  // S3 API Reference, InventoryConfiguration: the names of the optional fields.
  test.each([
    ["size, age and storage class", ["Size", "LastModifiedDate", "StorageClass", "IntelligentTieringAccessTier"]],
    ["integrity", ["ETag", "IsMultipartUploaded", "ChecksumAlgorithm"]],
    ["encryption", ["EncryptionStatus", "BucketKeyStatus"]],
    ["replication", ["ReplicationStatus"]],
    ["retention", ["ObjectLockMode", "ObjectLockRetainUntilDate", "ObjectLockLegalHoldStatus"]],
  ])("reports of each object its %s", (_, fields) => {
    expect(withInventory().resource("aws_s3_bucket_inventory").optional_fields).toEqual(expect.arrayContaining(fields));
  });

  test("takes every choice", () => {
    expect(
      withInventory({ frequency: "Daily", includedObjectVersions: "Current", format: "CSV" }).resource("aws_s3_bucket_inventory"),
    ).toMatchObject({
      included_object_versions: "Current",
      schedule: { frequency: "Daily" },
      destination: { bucket: { format: "CSV" } },
    });
  });

  test("is delivered as ORC on request", () => {
    const { destination } = withInventory({ format: "ORC" }).resource("aws_s3_bucket_inventory");
    expect(destination.bucket.format).toBe("ORC");
  });

  test("waits for the policy that allows it", () => {
    expect(withInventory().resource("aws_s3_bucket_inventory").depends_on).toContainEqual(
      expect.stringMatching(/^aws_s3_bucket_policy\.Logs_/),
    );
  });

  test("is allowed from this bucket of this account alone", () => {
    expect(statements(withInventory().resource("aws_s3_bucket_policy", "Logs").policy)).toContainEqual({
      Sid: "S3Inventory",
      Effect: "Allow",
      Principal: { Service: "s3.amazonaws.com" },
      Action: "s3:PutObject",
      Resource: "arn:aws:s3:::trading-test-logs-111122223333-eu-central-1/inventory/Assets/*",
      Condition: {
        StringEquals: { "aws:SourceAccount": "111122223333", "s3:x-amz-acl": "bucket-owner-full-control" },
        ArnLike: { "aws:SourceArn": ASSETS_ARN },
      },
    });
  });
});
