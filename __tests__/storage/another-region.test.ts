import { TerraformStack } from "cdktf";
import { ArchiveBucket, Bucket, LogBucket } from "../../modules/storage";
import { AlarmTopic, EncryptionKey } from "../../src/core";
import { synth, testStack } from "../support/synth";
import { secondRegion } from "./fixture";

/** The providers of what is called `Stored`, and of what belongs to it, by address. */
function providers(make: (stack: TerraformStack, second: ReturnType<typeof secondRegion>) => void): [string, unknown][] {
  const stack = testStack();
  make(stack, secondRegion(stack));
  return Object.entries(synth(stack).json.resource as Record<string, Record<string, { provider?: string }>>).flatMap(([type, byId]) =>
    Object.entries(byId)
      .filter(([id]) => /^Stored(_|$)/.test(id))
      .map(([id, { provider }]): [string, unknown] => [`${type}.${id}`, provider]),
  );
}

// S3 API: what configures a bucket is sent to the bucket's own region.
describe("every part of what is stored in another region is made by its provider", () => {
  test("of a bucket with its features", () => {
    const made = providers((stack, second) => {
      const encryptionKey = new EncryptionKey(stack, "Key", second);
      const logs = new LogBucket(stack, "Logs", second);
      const bucket = new Bucket(stack, "Stored", {
        ...second,
        encryptionKey,
        accessLogs: logs,
        inventory: { destination: logs },
        intelligentTieringAfterDays: { ARCHIVE_ACCESS: 90 },
        requestMetrics: true,
        corsRules: [{ allowedOrigins: ["*"], allowedMethods: ["GET"] }],
        eventBridge: true,
      });
      bucket.addObject("Program", { key: "program", source: __filename });
      bucket.addNotification("arrived", {
        target: { functionArn: "arn:aws:lambda:eu-west-1:111122223333:function:on-arrival" },
        events: ["s3:ObjectCreated:*"],
      });
      bucket.addAlarms(new AlarmTopic(stack, "Alarms", { encryptionKey, provider: second.provider }));
    });
    expect(made.length).toBeGreaterThan(14);
    expect(made.filter(([, provider]) => provider !== "aws.second")).toEqual([]);
  });

  test("of an archive", () => {
    const made = providers((stack, second) => {
      new ArchiveBucket(stack, "Stored", { ...second, encryptionKey: new EncryptionKey(stack, "Key", second), retentionYears: 7 });
    });
    expect(made.map(([, provider]) => provider)).toEqual(Array(8).fill("aws.second"));
  });

  test("of a replica, but not of what replicates to it", () => {
    const made = providers((stack, replica) => {
      new ArchiveBucket(stack, "Stored", { encryptionKey: new EncryptionKey(stack, "Key"), retentionYears: 7, replica });
    });
    const elsewhere = made.filter(([, provider]) => provider === "aws.second").map(([address]) => address);
    expect(elsewhere.every((address) => /\.Stored_Replica/.test(address))).toBe(true);
    expect(elsewhere).toHaveLength(10);
  });
});
