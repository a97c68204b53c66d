import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { Token } from "cdktf";
import { Bucket, BucketProps, CorsRule, LogBucket } from "../../modules/storage";
import { messageOf, testStack } from "../support/synth";
import { KEY, invalid, secondRegion } from "./fixture";

describe("a bucket refuses", () => {
  const RULE: CorsRule = { allowedOrigins: ["https://app.example.com"], allowedMethods: ["GET"] };
  const stack = testStack();
  const other = new Bucket(stack, "Other", { encryptionKey: KEY });
  const { provider } = secondRegion(stack);
  const logs = new LogBucket(stack, "Logs");
  const secondLogs = new LogBucket(stack, "SecondLogs", { provider, region: "eu-west-1" });
  const replica = { provider, region: "eu-west-1" };
  const sameRegion = { provider: new AwsProvider(stack, "AwsSame", { region: "eu-central-1", alias: "same" }) };
  const LATER = Token.asAny({ resolve: () => undefined });

  const CASES: [string, unknown, ...string[]][] = [
    // Values of another type, as plain JavaScript may give them.
    ["no props", undefined, "props: must be an object; received nothing. It is required."],
    ["props without a key", {}, "encryptionKey: must be an EncryptionKey; received nothing. Give an EncryptionKey."],
    [
      "a key's ARN in place of the key",
      { encryptionKey: KEY.keyArn },
      `encryptionKey: must be an EncryptionKey; received "${KEY.keyArn}". Give an EncryptionKey; for one that exists, EncryptionKey.fromArn(…).`,
    ],
    [
      "a bucket in place of a log bucket",
      { encryptionKey: KEY, accessLogs: other },
      "accessLogs: must be a LogBucket; received the Bucket trading-test/Other. Give a LogBucket.",
    ],
    [
      "a bucket as the destination of an inventory",
      { encryptionKey: KEY, inventory: { destination: other } },
      "inventory.destination: must be a LogBucket; received the Bucket trading-test/Other. Give a LogBucket.",
    ],
    [
      "an inventory without a destination",
      { encryptionKey: KEY, inventory: {} },
      "inventory.destination: must be a LogBucket; received nothing. Give a LogBucket.",
    ],
    [
      "an inventory that is no object",
      { encryptionKey: KEY, inventory: "Daily" },
      'inventory: must be an object; received "Daily". Write it as { … }.',
    ],
    [
      "text in place of numbers, true or false",
      { encryptionKey: KEY, expireAfterDays: "400", requestMetrics: "yes", bucketName: 5 },
      "bucketName: must be a string; received 5. Put it in quotes.",
      'requestMetrics: must be true or false; received "yes". Write true or false, without quotes.',
      'expireAfterDays: must be a number; received "400". Write it without quotes.',
    ],
    [
      "days in quotes within transitions",
      { encryptionKey: KEY, transitionAfterDays: { GLACIER: "90" } },
      'transitionAfterDays.GLACIER: must be a number; received "90". Write it without quotes.',
    ],
    [
      "days in quotes within archive tiers",
      { encryptionKey: KEY, intelligentTieringAfterDays: { ARCHIVE_ACCESS: "90" } },
      'intelligentTieringAfterDays.ARCHIVE_ACCESS: must be a number; received "90". Write it without quotes.',
    ],
    [
      "one CORS rule in place of a list",
      { encryptionKey: KEY, corsRules: RULE },
      'corsRules: must be a list; received {"allowedOrigins":["https://app.example.com"],"allowedMethods":["GET"]}. Put it in brackets: […].',
    ],
    [
      "one origin in place of a list",
      { encryptionKey: KEY, corsRules: [RULE, { ...RULE, allowedOrigins: "*" }] },
      'corsRules[1].allowedOrigins: must be a list of strings; received "*". Write it as ["…", "…"].',
    ],
    [
      "a CORS rule that is no object",
      { encryptionKey: KEY, corsRules: ["*"] },
      'corsRules[0]: must be an object; received "*". Write it as { … }.',
    ],
    [
      "a replica without a provider",
      { encryptionKey: KEY, replica: { region: "eu-west-1" } },
      'replica.provider: must be a provider; received nothing. Give an AwsProvider, such as new AwsProvider(this, "Global", { region: "us-east-1", alias: "global" }).',
    ],
    [
      "a replica under a key's ARN",
      { encryptionKey: KEY, replica: { ...replica, encryptionKey: KEY.keyArn } },
      `replica.encryptionKey: must be an EncryptionKey; received "${KEY.keyArn}". Give an EncryptionKey; for one that exists, EncryptionKey.fromArn(…).`,
    ],
    // Words of closed sets.
    [
      "a removal that there isn't",
      { encryptionKey: KEY, removal: "retain" },
      'removal: must be one of protect, destroy; received "retain". Use one of these.',
    ],
    [
      "a storage class that there isn't",
      { encryptionKey: KEY, transitionAfterDays: { GLACIER_DEEP: 90 } },
      'transitionAfterDays.GLACIER_DEEP: must be one of STANDARD_IA, INTELLIGENT_TIERING, ONEZONE_IA, GLACIER_IR, GLACIER, DEEP_ARCHIVE; received "GLACIER_DEEP". Use one of these.',
    ],
    [
      "words that an inventory doesn't know",
      { encryptionKey: KEY, inventory: { destination: logs, frequency: "Hourly", includedObjectVersions: "Latest", format: "JSON" } },
      'inventory.frequency: must be one of Daily, Weekly; received "Hourly". Use one of these.',
      'inventory.includedObjectVersions: must be one of All, Current; received "Latest". Use one of these.',
      'inventory.format: must be one of Parquet, ORC, CSV; received "JSON". Use one of these.',
    ],
    // Names and regions.
    [
      "a name that S3 refuses",
      { encryptionKey: KEY, bucketName: "My-Assets" },
      'bucketName: must hold only lower-case letters, digits, dots and dashes; received "My-Assets". Write it in lower case, with dashes for everything else.',
    ],
    [
      "a region without its provider",
      { encryptionKey: KEY, region: "eu-west-1" },
      'region: must come together with provider; received "eu-west-1". Give both, for a bucket in another region, or neither.',
    ],
    [
      "a region that isn't one",
      { encryptionKey: { ...KEY, region: "eu-west-1" }, provider, region: "europe" },
      'region: must be a region\'s code; received "europe". Give a code such as "eu-central-1".',
    ],
    // Logs and inventories.
    [
      "logs in another region",
      { encryptionKey: KEY, accessLogs: secondLogs },
      'accessLogs: must be a log bucket in eu-central-1: this is delivered to no other region; received "eu-west-1". Make a LogBucket in eu-central-1 for it.',
    ],
    [
      "an inventory in another region",
      { encryptionKey: KEY, inventory: { destination: secondLogs } },
      'inventory.destination: must be a log bucket in eu-central-1: this is delivered to no other region; received "eu-west-1". Make a LogBucket in eu-central-1 for it.',
    ],
    // Lifecycles.
    [
      "a transition before the class takes objects",
      { encryptionKey: KEY, transitionAfterDays: { STANDARD_IA: 10 } },
      "transitionAfterDays.STANDARD_IA: must be a whole number from 30 to 36500 days; received 10. Give a value from 30 to 36500.",
    ],
    [
      "transitions out of order",
      { encryptionKey: KEY, transitionAfterDays: { GLACIER: 40, STANDARD_IA: 200 } },
      "transitionAfterDays.STANDARD_IA: must not follow GLACIER: S3 transitions no objects from there to STANDARD_IA; received 200. Leave one of the two out, or order them from the class read most to the one read least.",
    ],
    [
      "a transition before the days that a class is charged for",
      { encryptionKey: KEY, transitionAfterDays: { STANDARD_IA: 30, GLACIER: 45 } },
      "transitionAfterDays.GLACIER: must leave objects in STANDARD_IA for at least 30 days; received 45. Use 60 or more, or leave STANDARD_IA out.",
    ],
    [
      "an expiry before the days that a class is charged for",
      { encryptionKey: KEY, transitionAfterDays: { GLACIER: 10 }, expireAfterDays: 20 },
      "expireAfterDays: must leave objects in GLACIER for at least 90 days; received 20. Use 100 or more, or leave GLACIER out.",
    ],
    [
      "days out of their range",
      { encryptionKey: KEY, expireAfterDays: 0, expireNoncurrentAfterDays: 36_501, abortMultipartAfterDays: 1.5 },
      "expireAfterDays: must be a whole number from 1 to 36500 days; received 0. Give a value from 1 to 36500.",
      "expireNoncurrentAfterDays: must be a whole number from 1 to 36500 days; received 36501. Give a value from 1 to 36500.",
      "abortMultipartAfterDays: must be a whole number from 1 to 365 days; received 1.5. Give a value from 1 to 365.",
    ],
    [
      "a storage class on the day of another",
      { encryptionKey: KEY, transitionAfterDays: { INTELLIGENT_TIERING: 0, GLACIER: 0 } },
      "transitionAfterDays.GLACIER: must leave objects in INTELLIGENT_TIERING for at least 1 day; received 0. Use 1 or more, or leave INTELLIGENT_TIERING out.",
    ],
    [
      "transitions of noncurrent versions that S3 refuses, or that they don't live to see",
      { encryptionKey: KEY, transitionNoncurrentAfterDays: { STANDARD_IA: 7, GLACIER: 60 }, expireNoncurrentAfterDays: 90 },
      "transitionNoncurrentAfterDays.STANDARD_IA: must be a whole number from 30 to 36500 days; received 7. Give a value from 30 to 36500.",
      "expireNoncurrentAfterDays: must leave objects in GLACIER for at least 90 days; received 90. Use 150 or more, or leave GLACIER out.",
    ],
    [
      "more noncurrent versions to keep than S3 counts",
      { encryptionKey: KEY, noncurrentVersionsToKeep: 101 },
      "noncurrentVersionsToKeep: must be a whole number from 1 to 100 versions; received 101. Give a value from 1 to 100.",
    ],
    // Archive tiers.
    [
      "an archive tier too early",
      { encryptionKey: KEY, intelligentTieringAfterDays: { ARCHIVE_ACCESS: 30 } },
      "intelligentTieringAfterDays.ARCHIVE_ACCESS: must be a whole number from 90 to 730 days; received 30. Give a value from 90 to 730.",
    ],
    [
      "archive tiers out of order",
      { encryptionKey: KEY, intelligentTieringAfterDays: { ARCHIVE_ACCESS: 200, DEEP_ARCHIVE_ACCESS: 180 } },
      "intelligentTieringAfterDays.DEEP_ARCHIVE_ACCESS: must be later than ARCHIVE_ACCESS; received 180. Objects go through the archive tier first: give more days, or leave one out.",
    ],
    [
      "no archive tier",
      { encryptionKey: KEY, intelligentTieringAfterDays: {} },
      "intelligentTieringAfterDays: must name a tier; received {}. Give ARCHIVE_ACCESS, DEEP_ARCHIVE_ACCESS or both.",
    ],
    [
      "an archive tier that there isn't",
      { encryptionKey: KEY, intelligentTieringAfterDays: { ARCHIVE_ACCESS: 90, GLACIER: 90 } },
      'intelligentTieringAfterDays.GLACIER: must be one of ARCHIVE_ACCESS, DEEP_ARCHIVE_ACCESS; received "GLACIER". Use one of these.',
    ],
    // CORS.
    ...["app.example.com", "https://app.example.com/", "https://*.*.example.com"].map((origin): [string, unknown, string] => [
      `the origin ${origin}`,
      { encryptionKey: KEY, corsRules: [{ ...RULE, allowedOrigins: [origin] }] },
      `corsRules[0].allowedOrigins: must be a scheme and a host, with one * at most and nothing behind the host but a port; received "${origin}". Write it as "https://app.example.com".`,
    ]),
    [
      "a CORS rule with all that S3 refuses",
      { encryptionKey: KEY, corsRules: [{ allowedOrigins: [], allowedMethods: ["PATCH"], allowedHeaders: ["*x*"], maxAgeSeconds: -1 }] },
      "corsRules[0].allowedOrigins: must not be empty; received []. Name at least one.",
      'corsRules[0].allowedMethods: must be one of GET, HEAD, PUT, POST, DELETE; received "PATCH". Use one of these.',
      'corsRules[0].allowedHeaders: must hold one * at most; received "*x*". Write it as "x-amz-*".',
      "corsRules[0].maxAgeSeconds: must be a whole number from 0 to 86400 seconds; received -1. Give a value from 0 to 86400.",
    ],
    [
      "more than 100 CORS rules",
      { encryptionKey: KEY, corsRules: Array(101).fill(RULE) },
      "corsRules: must be 100 rules or fewer; received 101. Join rules of the same methods.",
    ],
    // Replicas.
    [
      "a replica in the bucket's own region",
      { encryptionKey: KEY, replica: { ...sameRegion } },
      'replica.region: must be another region than the bucket\'s; received "eu-central-1". A copy beside the original is lost with it: give the provider of a second region.',
    ],
    [
      "a replica in the same region with the same name",
      { encryptionKey: KEY, bucketName: "acme-assets", replica: { ...sameRegion, bucketName: "acme-assets" } },
      'replica.region: must be another region than the bucket\'s; received "eu-central-1". A copy beside the original is lost with it: give the provider of a second region.',
      'replica.bucketName: must be another name than the bucket\'s; received "acme-assets". Bucket names are unique over all regions: leave it out, or give it a suffix.',
    ],
    [
      "a replica with a name that S3 refuses, in a region that isn't one",
      { encryptionKey: KEY, replica: { ...replica, region: "europe", bucketName: "Acme" } },
      'replica.region: must be a region\'s code; received "europe". Give a code such as "eu-central-1".',
      'replica.bucketName: must hold only lower-case letters, digits, dots and dashes; received "Acme". Write it in lower case, with dashes for everything else.',
    ],
    [
      "logs of the replica in the first region",
      { encryptionKey: KEY, replica: { ...replica, accessLogs: logs } },
      'replica.accessLogs: must be a log bucket in eu-west-1: this is delivered to no other region; received "eu-central-1". Make a LogBucket in eu-west-1 for it.',
    ],
    [
      "a key of the first region for the replica",
      { encryptionKey: KEY, replica: { ...replica, encryptionKey: KEY } },
      'replica.encryptionKey: must be a key in eu-west-1: a key serves no other region; received "eu-central-1". Make an EncryptionKey with a provider of eu-west-1.',
    ],
    [
      "an ARN in place of a name",
      { encryptionKey: KEY, bucketName: "arn:aws:s3:::acme-assets" },
      'bucketName: must be a bucket\'s name, not its ARN; received "arn:aws:s3:::acme-assets". Write what stands behind the last colon.',
    ],
    // Object Lock.
    [
      "a retention, which takes Object Lock",
      { encryptionKey: KEY, retentionYears: 7, retentionDays: 30, retentionMode: "COMPLIANCE" },
      "retentionYears: must be left out without Object Lock; received 7. Make an ArchiveBucket, which has it.",
      "retentionDays: must be left out without Object Lock; received 30. Make an ArchiveBucket, which has it.",
      'retentionMode: must be left out without Object Lock; received "COMPLIANCE". Make an ArchiveBucket, which has it.',
    ],
    // Values that only Terraform knows.
    [
      "rules that only Terraform knows",
      { encryptionKey: KEY, corsRules: LATER },
      "corsRules: must be a list; received a value that only Terraform knows. Put it in brackets: […].",
    ],
    [
      "values that decide what is created, where only Terraform knows them",
      {
        encryptionKey: KEY,
        eventBridge: LATER,
        requestMetrics: LATER,
        removal: "${var.removal}",
        transitionAfterDays: LATER,
      },
      'eventBridge: must be known at synthesis; received "a value that only Terraform knows". Write the value itself: it decides what is created.',
      'requestMetrics: must be known at synthesis; received "a value that only Terraform knows". Write the value itself: it decides what is created.',
      'removal: must be known at synthesis; received "a value that only Terraform knows". Write the value itself: it decides what is created.',
      'transitionAfterDays: must be known at synthesis; received "a value that only Terraform knows". Write the value itself: it decides what is created.',
    ],
    [
      "archive tiers and a replication time control that only Terraform knows",
      { encryptionKey: KEY, intelligentTieringAfterDays: LATER, replica: { ...replica, replicationTimeControl: LATER } },
      'intelligentTieringAfterDays: must be known at synthesis; received "a value that only Terraform knows". Write the value itself: it decides what is created.',
      'replica.replicationTimeControl: must be known at synthesis; received "a value that only Terraform knows". Write the value itself: it decides what is created.',
    ],
    // All at once.
    [
      "the broken rules of all features at once",
      { encryptionKey: KEY, bucketName: "ab", expireAfterDays: 0, corsRules: [{ ...RULE, allowedMethods: [] }], removal: "keep" },
      'removal: must be one of protect, destroy; received "keep". Use one of these.',
      "corsRules[0].allowedMethods: must not be empty; received []. Name at least one.",
      'bucketName: must be 3 to 63 characters long; received "ab". Give a longer name.',
      "expireAfterDays: must be a whole number from 1 to 36500 days; received 0. Give a value from 1 to 36500.",
    ],
  ];

  test.each(CASES)("%s", (_, props, ...lines) => {
    expect(messageOf(() => new Bucket(testStack(), "Assets", props as BucketProps))).toBe(invalid("Assets", ...lines));
  });
});
