import { ArchiveBucket } from "../../modules/storage";
import { synth, testStack } from "../support/synth";
import { KEY, makeBucket } from "./fixture";

describe("S3 Intelligent-Tiering", () => {
  const result = makeBucket({ intelligentTieringAfterDays: { DEEP_ARCHIVE_ACCESS: 365, ARCHIVE_ACCESS: 90 } }).synthesized();

  test("moves objects that nobody reads to the archive tiers", () => {
    expect(result.resource("aws_s3_bucket_intelligent_tiering_configuration")).toMatchObject({
      name: "all-objects",
      tiering: [
        { access_tier: "ARCHIVE_ACCESS", days: 90 },
        { access_tier: "DEEP_ARCHIVE_ACCESS", days: 365 },
      ],
    });
  });

  test("moves objects to its class at once where no transitions are given", () => {
    expect(result.resource("aws_s3_bucket_lifecycle_configuration").rule[0].transition).toEqual([
      { storage_class: "INTELLIGENT_TIERING", days: 0 },
    ]);
  });

  test("leaves transitions that are given as they are", () => {
    const stack = testStack();
    new ArchiveBucket(stack, "TradeRecords", {
      encryptionKey: KEY,
      retentionYears: 7,
      transitionAfterDays: { INTELLIGENT_TIERING: 30 },
      intelligentTieringAfterDays: { ARCHIVE_ACCESS: 180 },
    });
    expect(synth(stack).resource("aws_s3_bucket_lifecycle_configuration").rule[0].transition).toEqual([
      { storage_class: "INTELLIGENT_TIERING", days: 30 },
    ]);
  });
});
