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

  // S3 API Reference, Tiering: at least 90 days for the archive tier and 180 for the deep archive tier, 730 at most.
  test.each([
    [{ ARCHIVE_ACCESS: 90 }, undefined],
    [{ ARCHIVE_ACCESS: 730 }, undefined],
    [{ ARCHIVE_ACCESS: 89 }, "ARCHIVE_ACCESS: must be a whole number from 90 to 730 days; received 89."],
    [{ ARCHIVE_ACCESS: 731 }, "ARCHIVE_ACCESS: must be a whole number from 90 to 730 days; received 731."],
    [{ DEEP_ARCHIVE_ACCESS: 180 }, undefined],
    [{ DEEP_ARCHIVE_ACCESS: 730 }, undefined],
    [{ DEEP_ARCHIVE_ACCESS: 179 }, "DEEP_ARCHIVE_ACCESS: must be a whole number from 180 to 730 days; received 179."],
    [{ DEEP_ARCHIVE_ACCESS: 731 }, "DEEP_ARCHIVE_ACCESS: must be a whole number from 180 to 730 days; received 731."],
    [{ ARCHIVE_ACCESS: 200, DEEP_ARCHIVE_ACCESS: 201 }, undefined],
    [{ ARCHIVE_ACCESS: 200, DEEP_ARCHIVE_ACCESS: 200 }, "DEEP_ARCHIVE_ACCESS: must be later than ARCHIVE_ACCESS; received 200."],
  ])("takes the days that S3 does: %j, %s", (intelligentTieringAfterDays, message) => {
    const make = () => makeBucket({ intelligentTieringAfterDays });
    if (message === undefined) expect(make).not.toThrow();
    else expect(make).toThrow(message);
  });
});
