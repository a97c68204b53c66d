import { ArchiveBucket, ArchiveBucketProps, BucketProps, LogBucket, LogBucketProps, StorageClass } from "../../modules/storage";
import { testStack } from "../support/synth";
import { KEY, makeBucket } from "./fixture";

const CLASSES: readonly StorageClass[] = ["STANDARD_IA", "INTELLIGENT_TIERING", "ONEZONE_IA", "GLACIER_IR", "GLACIER", "DEEP_ARCHIVE"];

/** S3 User Guide, "Transitioning objects using Amazon S3 Lifecycle", "Supported lifecycle transitions", from each class in the page's order. */
const SUPPORTED: readonly string[] = [
  "STANDARD_IA → INTELLIGENT_TIERING",
  "STANDARD_IA → ONEZONE_IA",
  "STANDARD_IA → GLACIER_IR",
  "STANDARD_IA → GLACIER",
  "STANDARD_IA → DEEP_ARCHIVE",
  "INTELLIGENT_TIERING → ONEZONE_IA",
  "INTELLIGENT_TIERING → GLACIER_IR",
  "INTELLIGENT_TIERING → GLACIER",
  "INTELLIGENT_TIERING → DEEP_ARCHIVE",
  "ONEZONE_IA → GLACIER",
  "ONEZONE_IA → DEEP_ARCHIVE",
  "GLACIER_IR → GLACIER",
  "GLACIER_IR → DEEP_ARCHIVE",
  "GLACIER → DEEP_ARCHIVE",
];

const PAIRS = CLASSES.flatMap((from) => CLASSES.filter((to) => to !== from).map((to) => [from, to] as const));

describe.each([
  ["objects", "transitionAfterDays"],
  ["noncurrent versions", "transitionNoncurrentAfterDays"],
] as const)("the transitions that S3 supports, of %s", (_, prop) => {
  test.each(PAIRS)("%s → %s", (from, to) => {
    const make = () => makeBucket({ [prop]: { [from]: 30, [to]: 300 } } as Partial<BucketProps>);
    if (SUPPORTED.includes(`${from} → ${to}`)) expect(make).not.toThrow();
    else expect(make).toThrow(`${prop}.${to}: must not follow ${from}: S3 transitions no objects from there to ${to}; received 300.`);
  });
});

/** The days after which an object may leave a class: what S3 refuses before, or charges for (the same page, "Constraints"; S3 pricing). */
test.each([
  ["STANDARD_IA", 30],
  ["ONEZONE_IA", 30],
  ["INTELLIGENT_TIERING", 1],
  ["GLACIER_IR", 90],
  ["GLACIER", 90],
] as const)("objects stay in %s for %d days", (storageClass, days) => {
  const make = (next: number) => makeBucket({ transitionAfterDays: { [storageClass]: 30, DEEP_ARCHIVE: 30 + next } });
  expect(() => make(days)).not.toThrow();
  expect(() => make(days - 1)).toThrow(`must leave objects in ${storageClass} for at least ${days} day`);
});

describe("a default that nobody wrote gives way to a short life", () => {
  const logs = (props: LogBucketProps) => new LogBucket(testStack(), "Logs", props);
  const archive = (props: Partial<ArchiveBucketProps>) =>
    new ArchiveBucket(testStack(), "Records", { encryptionKey: KEY, retentionDays: 1, ...props });

  test.each([
    [30, {}],
    [59, {}],
    [60, { STANDARD_IA: 30 }],
    [179, { STANDARD_IA: 30 }],
    [180, { STANDARD_IA: 30, GLACIER_IR: 90 }],
  ])("of logs: %d days", (expireAfterDays, transitions) => {
    expect(logs({ expireAfterDays }).transitionAfterDays).toEqual(transitions);
  });

  test("of records", () => {
    expect(archive({ expireAfterDays: 400 }).transitionAfterDays).toEqual({ GLACIER_IR: 90 });
    expect(archive({ expireAfterDays: 100 }).transitionAfterDays).toEqual({});
  });

  test("of logs in a storage class that they would leave too early", () => {
    expect(logs({ transitionAfterDays: { DEEP_ARCHIVE: 365 } }).expireAfterDays).toBe(545);
    expect(logs({ transitionNoncurrentAfterDays: { STANDARD_IA: 30 } }).expireNoncurrentAfterDays).toBe(60);
  });
});
