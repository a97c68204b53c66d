/** Prop sets of Bucket, LogBucket and ArchiveBucket. */
import { ArchiveBucket, Bucket, LogBucket } from "../../../modules/storage";
import { bool, byName, int, pick, props, ref, removal, some, someOf } from "./arbitraries";
import { Exceptions, Subjects } from "./run";

const CLASSES = ["STANDARD_IA", "INTELLIGENT_TIERING", "ONEZONE_IA", "GLACIER_IR", "GLACIER", "DEEP_ARCHIVE"];
const DAYS = pick(1, 7, 30, 60, 90, 91, 180, 365, 400, 730, 3650);
const transitions = byName(pick(0, 30, 60, 90, 180, 365), CLASSES, 1, 2);
const LIFECYCLE = {
  transitionAfterDays: transitions,
  expireAfterDays: DAYS,
  transitionNoncurrentAfterDays: transitions,
  expireNoncurrentAfterDays: DAYS,
  noncurrentVersionsToKeep: int(1, 100),
  abortMultipartAfterDays: int(1, 30),
};
const lifecycleRules = byName(
  props(
    {},
    {
      ...LIFECYCLE,
      keyPrefix: pick("tmp/", "reports/2026", "uploads/"),
      objectTags: byName(pick("short", "long"), ["kept", "team"], 1),
      objectSizeGreaterThanBytes: pick(0, 131072, 1048576),
      objectSizeLessThanBytes: pick(1024, 1048576, 1073741824),
    },
  ),
  ["scratch", "reports", "uploads"],
  1,
);
const COMMON = {
  bucketName: pick("trading-assets-1", "records.example.com", "a1b", "x".repeat(63)),
  accessLogs: ref("logs"),
  eventBridge: bool,
  inventory: props(
    { destination: ref("logs") },
    { frequency: pick("Daily", "Weekly"), includedObjectVersions: pick("All", "Current"), format: pick("Parquet", "ORC", "CSV") },
  ),
  requestMetrics: bool,
  removal,
  provider: ref("replicaProvider"),
  region: pick("eu-central-1", "eu-west-1"),
};
const REPLICABLE = {
  ...COMMON,
  intelligentTieringAfterDays: props({}, { ARCHIVE_ACCESS: int(90, 730), DEEP_ARCHIVE_ACCESS: int(180, 730) }),
  replica: props(
    { provider: ref("replicaProvider") },
    {
      region: pick("eu-west-1"),
      bucketName: pick("trading-copy"),
      encryptionKey: ref("replicaKey"),
      accessLogs: ref("replicaLogs"),
      replicationTimeControl: bool,
    },
  ),
};
const corsRules = some(
  props(
    {
      allowedOrigins: someOf(["https://app.example.com", "https://*.example.com", "*"], 1),
      allowedMethods: someOf(["GET", "HEAD", "PUT", "POST", "DELETE"], 1),
    },
    {
      allowedHeaders: someOf(["*", "content-type"], 1),
      exposeHeaders: someOf(["ETag", "x-amz-version-id"], 1),
      maxAgeSeconds: int(0, 86400),
    },
  ),
  1,
);

const EXCEPTED: Exceptions = {
  "terraform-prevent-destroy": ({ removal: chosen }) => chosen === "destroy",
  "terraform-no-force-destroy": ({ removal: chosen }) => chosen === "destroy",
  "s3-bucket-access-logs": ({ accessLogs, replica }) =>
    accessLogs === undefined || (replica !== undefined && replica.accessLogs === undefined),
  "s3-bucket-encryption-key": ({ encryptionKey }) => encryptionKey === undefined,
};

export const storage: Subjects = {
  Bucket: {
    props: props({ encryptionKey: ref("key") }, { ...REPLICABLE, ...LIFECYCLE, lifecycleRules, corsRules }),
    build: (scope, id, given) => new Bucket(scope, id, given),
    excepted: EXCEPTED,
  },
  LogBucket: {
    props: props({}, { ...COMMON, ...LIFECYCLE, lifecycleRules, encryptionKey: ref("key") }),
    build: (scope, id, given) => new LogBucket(scope, id, given),
    excepted: EXCEPTED,
  },
  ArchiveBucket: {
    props: props(
      { encryptionKey: ref("key") },
      {
        ...REPLICABLE,
        ...LIFECYCLE,
        lifecycleRules,
        retentionYears: int(1, 10),
        retentionDays: pick(1, 30, 2555),
        retentionMode: pick("GOVERNANCE", "COMPLIANCE"),
        acknowledgeComplianceCannotBeUndone: bool,
        governanceBypassAllowedTo: some(
          pick("arn:aws:iam::111122223333:role/records-officer", "arn:aws:iam::111122223333:role/audit-*"),
          0,
          2,
        ),
      },
    ).chain((set) => pick(set, "retentionYears" in set || "retentionDays" in set ? set : { ...set, retentionYears: 7 })),
    build: (scope, id, given) => new ArchiveBucket(scope, id, given),
    excepted: EXCEPTED,
  },
};
