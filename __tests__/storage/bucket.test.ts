import { Bucket, LogBucket } from "../../modules/storage";
import { IBucket, useRemoval } from "../../src/core";
import { synth, testStack } from "../support/synth";
import { ASSETS, KEY, makeBucket, secondRegion } from "./fixture";

describe("a bucket by default", () => {
  const result = makeBucket().synthesized();

  test("has a name that no other account or region has", () => {
    expect(result.resource("aws_s3_bucket").bucket).toBe(ASSETS);
  });

  test("can't be destroyed", () => {
    expect(result.resource("aws_s3_bucket")).toMatchObject({ force_destroy: false, lifecycle: { prevent_destroy: true } });
  });

  test("blocks all public access", () => {
    expect(result.resource("aws_s3_bucket_public_access_block")).toMatchObject({
      block_public_acls: true,
      block_public_policy: true,
      ignore_public_acls: true,
      restrict_public_buckets: true,
    });
  });

  test("has ACLs disabled", () => {
    expect(result.resource("aws_s3_bucket_ownership_controls").rule).toMatchObject({ object_ownership: "BucketOwnerEnforced" });
  });

  test("is encrypted under the platform's key with an S3 Bucket Key", () => {
    expect(result.resource("aws_s3_bucket_server_side_encryption_configuration").rule).toMatchObject([
      {
        apply_server_side_encryption_by_default: {
          sse_algorithm: "aws:kms",
          kms_master_key_id: expect.stringContaining("aws_kms_key.Key"),
        },
        bucket_key_enabled: true,
      },
    ]);
  });

  test("is versioned", () => {
    expect(result.resource("aws_s3_bucket_versioning").versioning_configuration).toEqual({ status: "Enabled" });
  });

  test("keeps noncurrent versions for 90 days, and parts of incomplete uploads for 7", () => {
    expect(result.resource("aws_s3_bucket_lifecycle_configuration").rule).toMatchObject([
      {
        noncurrent_version_expiration: [{ noncurrent_days: 90 }],
        abort_incomplete_multipart_upload: [{ days_after_initiation: 7 }],
        expiration: [{ expired_object_delete_marker: true }],
      },
    ]);
  });

  test("has nothing that isn't asked for", () => {
    expect(result.types).toEqual([
      "aws_kms_alias",
      "aws_kms_key",
      "aws_s3_bucket",
      "aws_s3_bucket_lifecycle_configuration",
      "aws_s3_bucket_ownership_controls",
      "aws_s3_bucket_policy",
      "aws_s3_bucket_public_access_block",
      "aws_s3_bucket_server_side_encryption_configuration",
      "aws_s3_bucket_versioning",
    ]);
  });
});

describe("a bucket", () => {
  test("that may be destroyed is destroyed with its objects", () => {
    const bucket = makeBucket({ removal: "destroy" }).synthesized().resource("aws_s3_bucket");
    expect(bucket.force_destroy).toBe(true);
    expect(bucket.lifecycle).toBeUndefined();
  });

  test("takes its removal from the stack, and its replica with it", () => {
    const stack = testStack();
    useRemoval(stack, "destroy");
    const bucket = new Bucket(stack, "Assets", { encryptionKey: KEY, replica: secondRegion(stack) });
    expect([bucket.removal, bucket.replicaBucket!.removal]).toEqual(["destroy", "destroy"]);
    expect(Object.values(synth(stack).resources("aws_s3_bucket")).map(({ force_destroy }) => force_destroy)).toEqual([true, true]);
  });

  test("is made in another region with its provider", () => {
    const stack = testStack();
    new Bucket(stack, "Assets", { encryptionKey: { ...KEY, region: "eu-west-1" }, ...secondRegion(stack) });
    const { json } = synth(stack);
    const types = Object.values(json.resource as Record<string, Record<string, { provider?: string }>>);
    expect(types.flatMap((byId) => Object.values(byId)).map(({ provider }) => provider)).toEqual(Array(7).fill("aws.second"));
    expect(synth(stack).resource("aws_s3_bucket").bucket).toBe("trading-test-assets-111122223333-eu-west-1");
  });

  test("has its choices as members, with their defaults", () => {
    expect(makeBucket().bucket).toMatchObject({
      removal: "protect",
      region: "eu-central-1",
      transitionAfterDays: {},
      expireAfterDays: undefined,
      transitionNoncurrentAfterDays: {},
      expireNoncurrentAfterDays: 90,
      noncurrentVersionsToKeep: undefined,
      abortMultipartAfterDays: 7,
      lifecycleRules: {},
      eventBridge: false,
      requestMetrics: false,
    });
  });

  test("has its features' resources as members where they are asked for", () => {
    const { bucket } = makeBucket();
    expect([
      bucket.logging,
      bucket.inventoryResource,
      bucket.intelligentTieringConfiguration,
      bucket.requestMetricsResource,
      bucket.corsConfiguration,
      bucket.notificationConfiguration,
      bucket.replicaBucket,
      bucket.replication,
    ]).toEqual(Array(8).fill(undefined));
    const stack = testStack();
    const logs = new LogBucket(stack, "Logs");
    const full = new Bucket(stack, "Full", {
      encryptionKey: KEY,
      accessLogs: logs,
      inventory: { destination: logs },
      intelligentTieringAfterDays: { ARCHIVE_ACCESS: 90 },
      requestMetrics: true,
      corsRules: [{ allowedOrigins: ["*"], allowedMethods: ["GET"] }],
      eventBridge: true,
      replica: secondRegion(stack),
    });
    expect([
      full.logging!.terraformResourceType,
      full.inventoryResource!.terraformResourceType,
      full.intelligentTieringConfiguration!.terraformResourceType,
      full.requestMetricsResource!.terraformResourceType,
      full.corsConfiguration!.terraformResourceType,
      full.notificationConfiguration!.terraformResourceType,
      full.replicaBucket!.resource.terraformResourceType,
      full.replication!.resource.terraformResourceType,
    ]).toEqual([
      "aws_s3_bucket_logging",
      "aws_s3_bucket_inventory",
      "aws_s3_bucket_intelligent_tiering_configuration",
      "aws_s3_bucket_metric",
      "aws_s3_bucket_cors_configuration",
      "aws_s3_bucket_notification",
      "aws_s3_bucket",
      "aws_s3_bucket_replication_configuration",
    ]);
  });

  test("takes null, as settings read from JSON have it, for what is left out", () => {
    const none = Object.fromEntries(
      [
        "bucketName",
        "accessLogs",
        "eventBridge",
        "inventory",
        "requestMetrics",
        "removal",
        "provider",
        "region",
        "intelligentTieringAfterDays",
        "replica",
        "transitionAfterDays",
        "expireAfterDays",
        "transitionNoncurrentAfterDays",
        "expireNoncurrentAfterDays",
        "noncurrentVersionsToKeep",
        "abortMultipartAfterDays",
        "lifecycleRules",
        "corsRules",
      ].map((prop) => [prop, null]),
    );
    expect(makeBucket(none).synthesized().json).toEqual(makeBucket().synthesized().json);
  });

  test("is what other modules take for a bucket", () => {
    const bucket: IBucket = makeBucket().bucket;
    expect(bucket.bucketArn).toBe(`arn:aws:s3:::${ASSETS}`);
  });
});
