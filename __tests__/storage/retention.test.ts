import { ArchiveBucket, ArchiveBucketProps } from "../../modules/storage";
import { synth, testStack } from "../support/synth";
import { KEY } from "./fixture";

function objectLock(retention: Partial<ArchiveBucketProps>) {
  const stack = testStack();
  new ArchiveBucket(stack, "TradeRecords", { encryptionKey: KEY, ...retention });
  return synth(stack).resource("aws_s3_bucket_object_lock_configuration");
}

describe("a default retention", () => {
  test("is in years, in governance mode", () => {
    expect(objectLock({ retentionYears: 7 }).rule).toEqual({ default_retention: { mode: "GOVERNANCE", years: 7 } });
  });

  test("is in days, and in compliance mode with the acknowledgement", () => {
    expect(objectLock({ retentionDays: 10, retentionMode: "COMPLIANCE", acknowledgeComplianceCannotBeUndone: true }).rule).toEqual({
      default_retention: { mode: "COMPLIANCE", days: 10 },
    });
  });

  test("waits for versioning", () => {
    expect(objectLock({ retentionYears: 7 }).depends_on).toEqual([expect.stringMatching(/^aws_s3_bucket_versioning\.TradeRecords_/)]);
  });

  test("allows a lifecycle that ends with it or later", () => {
    expect(() => objectLock({ retentionDays: 600, expireAfterDays: 600, expireNoncurrentAfterDays: 601 })).not.toThrow();
  });
});
