import { Token } from "cdktf";
import { Bucket, BucketProps } from "../../modules/storage";
import { synth, testStack } from "../support/synth";
import { KEY, makeBucket } from "./fixture";

function rule(props: Partial<BucketProps>) {
  const rules = makeBucket(props).synthesized().resource("aws_s3_bucket_lifecycle_configuration").rule;
  expect(rules).toHaveLength(1);
  return rules[0];
}

describe("a lifecycle", () => {
  test("has its transitions in the order of their age, for all objects", () => {
    expect(rule({ transitionAfterDays: { GLACIER: 90, STANDARD_IA: 30 } })).toMatchObject({
      status: "Enabled",
      filter: [{ prefix: "" }],
      transition: [
        { storage_class: "STANDARD_IA", days: 30 },
        { storage_class: "GLACIER", days: 90 },
      ],
    });
  });

  test("deletes objects of an age", () => {
    expect(rule({ expireAfterDays: 400 }).expiration).toEqual([{ days: 400 }]);
  });

  test("removes the delete marker of an object without versions where objects don't expire", () => {
    expect(rule({}).expiration).toEqual([{ expired_object_delete_marker: true }]);
  });

  test("deletes noncurrent versions and incomplete uploads after the days given", () => {
    expect(rule({ expireNoncurrentAfterDays: 10, abortMultipartAfterDays: 1 })).toMatchObject({
      noncurrent_version_expiration: [{ noncurrent_days: 10 }],
      abort_incomplete_multipart_upload: [{ days_after_initiation: 1 }],
    });
  });

  test("waits for versioning, which rules for noncurrent versions need", () => {
    expect(makeBucket().synthesized().resource("aws_s3_bucket_lifecycle_configuration").depends_on).toEqual([
      expect.stringMatching(/^aws_s3_bucket_versioning\.Assets_/),
    ]);
  });

  test("takes transitions at the least age, and each for the least days that its class is charged for", () => {
    const transitionAfterDays = { STANDARD_IA: 30, GLACIER_IR: 60, DEEP_ARCHIVE: 150 };
    expect(rule({ transitionAfterDays, expireAfterDays: 330 }).transition).toHaveLength(3);
  });

  test("moves noncurrent versions, and keeps the newest of them", () => {
    const props = {
      transitionNoncurrentAfterDays: { GLACIER: 60, STANDARD_IA: 30 },
      expireNoncurrentAfterDays: 150,
      noncurrentVersionsToKeep: 3,
    };
    expect(rule(props)).toMatchObject({
      noncurrent_version_transition: [
        { storage_class: "STANDARD_IA", noncurrent_days: 30 },
        { storage_class: "GLACIER", noncurrent_days: 60 },
      ],
      noncurrent_version_expiration: [{ noncurrent_days: 150, newer_noncurrent_versions: 3 }],
    });
  });

  test("keeps noncurrent versions by default as long as their last storage class is charged for", () => {
    expect(rule({ transitionNoncurrentAfterDays: { GLACIER: 30 } }).noncurrent_version_expiration).toEqual([{ noncurrent_days: 120 }]);
    expect(rule({ transitionNoncurrentAfterDays: { STANDARD_IA: 30 } }).noncurrent_version_expiration).toEqual([{ noncurrent_days: 90 }]);
  });

  test("takes days that Terraform only knows later, whatever their order", () => {
    const stack = testStack();
    const later = Token.asNumber({ resolve: () => 90 });
    new Bucket(stack, "Assets", {
      encryptionKey: KEY,
      transitionAfterDays: { GLACIER: later, STANDARD_IA: 30 },
      expireAfterDays: Token.asNumber({ resolve: () => 400 }),
    });
    const { transition, expiration } = synth(stack).resource("aws_s3_bucket_lifecycle_configuration").rule[0];
    expect(transition).toEqual(
      expect.arrayContaining([
        { storage_class: "GLACIER", days: 90 },
        { storage_class: "STANDARD_IA", days: 30 },
      ]),
    );
    expect(expiration).toEqual([{ days: 400 }]);
  });
});
