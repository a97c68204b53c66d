import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { ArchiveBucket, Bucket, BucketProps, CorsRule, LogBucket } from "../../modules/storage";
import { AlarmTopic, EncryptionKey } from "../../src/core";
import { messageOf, statements, synth, testStack } from "../support/synth";

function make(props: Partial<BucketProps> = {}) {
  const stack = testStack();
  const encryptionKey = new EncryptionKey(stack, "Key");
  const bucket = new Bucket(stack, "Assets", { encryptionKey, ...props });
  return { stack, encryptionKey, bucket, synthesized: () => synth(stack) };
}

const message = (props: Partial<BucketProps>): string => messageOf(() => make(props));
const invalid = (line: string): string => `trading-test/Assets: invalid input\n  - ${line}`;

test("a bucket that asks for nothing gets none of it", () => {
  expect(make().synthesized().types).toEqual([
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

describe("an inventory", () => {
  function withInventory(props: Partial<NonNullable<BucketProps["inventory"]>> = {}) {
    const stack = testStack();
    const destination = new LogBucket(stack, "Logs");
    new Bucket(stack, "Assets", { encryptionKey: new EncryptionKey(stack, "Key"), inventory: { destination, ...props } });
    return synth(stack);
  }

  test("lists every version once a week, with what an auditor asks for", () => {
    expect(withInventory().resource("aws_s3_bucket_inventory")).toMatchObject({
      name: "all-objects",
      included_object_versions: "All",
      schedule: { frequency: "Weekly" },
      destination: {
        bucket: { bucket_arn: "arn:aws:s3:::trading-test-logs-111122223333-eu-central-1", format: "Parquet", prefix: "inventory/Assets" },
      },
      optional_fields: expect.arrayContaining(["EncryptionStatus", "ReplicationStatus", "ObjectLockMode", "ObjectLockRetainUntilDate"]),
    });
  });

  test("waits for the policy that admits it, from this bucket of this account alone", () => {
    const result = withInventory({ frequency: "Daily", includedObjectVersions: "Current", format: "CSV" });
    expect(result.resource("aws_s3_bucket_inventory").depends_on).toContainEqual(expect.stringMatching(/^aws_s3_bucket_policy\.Logs_/));
    expect(statements(result.resource("aws_s3_bucket_policy", "Logs").policy)).toContainEqual({
      Sid: "S3Inventory",
      Effect: "Allow",
      Principal: { Service: "s3.amazonaws.com" },
      Action: "s3:PutObject",
      Resource: "arn:aws:s3:::trading-test-logs-111122223333-eu-central-1/inventory/Assets/*",
      Condition: {
        StringEquals: { "aws:SourceAccount": "111122223333", "s3:x-amz-acl": "bucket-owner-full-control" },
        ArnLike: { "aws:SourceArn": "arn:aws:s3:::trading-test-assets-111122223333-eu-central-1" },
      },
    });
  });

  test("refuses what S3 refuses", () => {
    expect(messageOf(() => withInventory({ frequency: "Hourly" as never }))).toBe(
      invalid('inventory.frequency: must be one of Daily, Weekly; received "Hourly". Use one of these.'),
    );
  });
});

describe("logs and inventories of another region", () => {
  test.each(["accessLogs", "inventory"] as const)("%s are refused", (prop) => {
    const stack = testStack();
    const provider = new AwsProvider(stack, "Second", { alias: "second", region: "eu-west-1" });
    const logs = new LogBucket(stack, "Logs", { provider, region: "eu-west-1" });
    const props = prop === "accessLogs" ? { accessLogs: logs } : { inventory: { destination: logs } };
    expect(messageOf(() => new Bucket(stack, "Assets", { encryptionKey: new EncryptionKey(stack, "Key"), ...props }))).toBe(
      invalid(
        `${prop === "accessLogs" ? prop : "inventory.destination"}: must be a log bucket in eu-central-1: this is delivered to no other region; ` +
          'received "eu-west-1". Make a LogBucket in eu-central-1 for it.',
      ),
    );
  });
});

describe("intelligent tiering", () => {
  test("moves objects to the class at once, and on to the archive tiers when nobody reads them", () => {
    const result = make({ intelligentTieringAfterDays: { DEEP_ARCHIVE_ACCESS: 365, ARCHIVE_ACCESS: 90 } }).synthesized();
    expect(result.resource("aws_s3_bucket_intelligent_tiering_configuration")).toMatchObject({
      name: "all-objects",
      tiering: [
        { access_tier: "ARCHIVE_ACCESS", days: 90 },
        { access_tier: "DEEP_ARCHIVE_ACCESS", days: 365 },
      ],
    });
    expect(result.resource("aws_s3_bucket_lifecycle_configuration").rule[0].transition).toEqual([
      { storage_class: "INTELLIGENT_TIERING", days: 0 },
    ]);
  });

  test("leaves transitions that are given as they are", () => {
    const stack = testStack();
    new ArchiveBucket(stack, "TradeRecords", {
      encryptionKey: new EncryptionKey(stack, "Key"),
      retentionYears: 7,
      transitionAfterDays: { INTELLIGENT_TIERING: 30 },
      intelligentTieringAfterDays: { ARCHIVE_ACCESS: 180 },
    });
    expect(synth(stack).resource("aws_s3_bucket_lifecycle_configuration").rule[0].transition).toEqual([
      { storage_class: "INTELLIGENT_TIERING", days: 30 },
    ]);
  });

  test("refuses what S3 refuses", () => {
    expect(message({ intelligentTieringAfterDays: { ARCHIVE_ACCESS: 30 } })).toBe(
      invalid(
        "intelligentTieringAfterDays.ARCHIVE_ACCESS: must be a whole number from 90 to 730 days; received 30. Give a value from 90 to 730.",
      ),
    );
    expect(message({ intelligentTieringAfterDays: { ARCHIVE_ACCESS: 200, DEEP_ARCHIVE_ACCESS: 180 } })).toBe(
      invalid(
        "intelligentTieringAfterDays.DEEP_ARCHIVE_ACCESS: must be later than ARCHIVE_ACCESS; received 180. " +
          "Objects go through the archive tier first: give more days, or leave one out.",
      ),
    );
    expect(message({ intelligentTieringAfterDays: {} })).toBe(
      invalid("intelligentTieringAfterDays: must name a tier; received {}. Give ARCHIVE_ACCESS, DEEP_ARCHIVE_ACCESS or both."),
    );
    expect(message({ intelligentTieringAfterDays: { GLACIER: 90 } as never })).toContain(
      'intelligentTieringAfterDays: must be one of ARCHIVE_ACCESS, DEEP_ARCHIVE_ACCESS; received "GLACIER".',
    );
  });
});

describe("CORS", () => {
  const rule: CorsRule = { allowedOrigins: ["https://app.example.com"], allowedMethods: ["GET"] };

  test("lets pages of the origins named use the methods named, and browsers remember for an hour", () => {
    expect(
      make({ corsRules: [rule] })
        .synthesized()
        .resource("aws_s3_bucket_cors_configuration").cors_rule,
    ).toEqual([{ allowed_origins: ["https://app.example.com"], allowed_methods: ["GET"], max_age_seconds: 3600 }]);
  });

  test("takes wildcards, ports and headers", () => {
    const full: CorsRule = {
      allowedOrigins: ["https://*.example.com", "http://localhost:3000", "*"],
      allowedMethods: ["PUT", "POST"],
      allowedHeaders: ["x-amz-*"],
      exposeHeaders: ["ETag"],
      maxAgeSeconds: 0,
    };
    expect(
      make({ corsRules: [full] })
        .synthesized()
        .resource("aws_s3_bucket_cors_configuration").cors_rule[0],
    ).toMatchObject({
      allowed_headers: ["x-amz-*"],
      expose_headers: ["ETag"],
      max_age_seconds: 0,
    });
  });

  test.each(["app.example.com", "https://app.example.com/", "https://*.*.example.com"])("refuses the origin %s", (origin) => {
    expect(message({ corsRules: [{ ...rule, allowedOrigins: [origin] }] })).toBe(
      invalid(
        "corsRules[0].allowedOrigins: must be a scheme and a host, with one * at most and nothing behind the host but a port; " +
          `received "${origin}". Write it as "https://app.example.com".`,
      ),
    );
  });

  test("refuses what S3 refuses, all at once", () => {
    const text = message({
      corsRules: [{ allowedOrigins: [], allowedMethods: ["PATCH" as never], allowedHeaders: ["*x*"], maxAgeSeconds: -1 }],
    });
    expect(text.split("\n").slice(1)).toEqual([
      "  - corsRules[0].allowedOrigins: must not be empty; received []. Name at least one.",
      '  - corsRules[0].allowedMethods: must be one of GET, HEAD, PUT, POST, DELETE; received "PATCH". Use one of these.',
      '  - corsRules[0].allowedHeaders: must hold one * at most; received "*x*". Write it as "x-amz-*".',
      "  - corsRules[0].maxAgeSeconds: must be a whole number from 0 to 86400 seconds; received -1. Give a value from 0 to 86400.",
    ]);
    expect(message({ corsRules: Array(101).fill(rule) })).toBe(
      invalid("corsRules: must be 100 rules or fewer; received 101. Join rules of the same methods."),
    );
  });
});

describe("alarms", () => {
  test("ring for failing requests where they are counted", () => {
    const { stack, encryptionKey, bucket } = make({ requestMetrics: true });
    bucket.addAlarms(new AlarmTopic(stack, "Alarms", { encryptionKey }));
    const result = synth(stack);
    expect(result.resource("aws_s3_bucket_metric").name).toBe("EntireBucket");
    expect(result.resource("aws_cloudwatch_metric_alarm")).toMatchObject({
      metric_name: "5xxErrors",
      statistic: "Average",
      threshold: 0.01,
      treat_missing_data: "notBreaching",
      dimensions: { BucketName: expect.stringContaining("aws_s3_bucket.Assets"), FilterId: "EntireBucket" },
    });
  });

  test("ring for objects that were not copied here, and for a copy that is behind in its own region", () => {
    const stack = testStack();
    const provider = new AwsProvider(stack, "Second", { alias: "second", region: "eu-west-1" });
    const encryptionKey = new EncryptionKey(stack, "Key");
    const bucket = new Bucket(stack, "Assets", { encryptionKey, replica: { provider, region: "eu-west-1" } });
    bucket.addAlarms(new AlarmTopic(stack, "Alarms", { encryptionKey }));
    bucket.replica!.addAlarms(new AlarmTopic(stack, "Second-alarms", { encryptionKey: bucket.replica!.encryptionKey!, provider }));
    const alarms = Object.values(synth(stack).resources("aws_cloudwatch_metric_alarm"));
    const dimensions = {
      SourceBucket: expect.stringMatching(/aws_s3_bucket\.Assets_[0-9A-F]{8}\./),
      DestinationBucket: expect.stringContaining("aws_s3_bucket.Assets_Replica_"),
      RuleId: "all-objects",
    };
    expect(alarms.sort((a, b) => (a.metric_name < b.metric_name ? -1 : 1))).toMatchObject([
      { metric_name: "OperationsFailedReplication", threshold: 1, dimensions },
      { metric_name: "ReplicationLatency", threshold: 900, provider: "aws.second", dimensions },
    ]);
    expect(alarms[0]!.provider).toBeUndefined();
  });

  test("are refused where nothing is measured", () => {
    const { stack, encryptionKey, bucket } = make();
    expect(messageOf(() => bucket.addAlarms(new AlarmTopic(stack, "Alarms", { encryptionKey })))).toBe(
      invalid(
        "requestMetrics: must be true for alarms on a bucket that is not replicated: S3 measures nothing else that could ring; " +
          "received false. Set requestMetrics, or leave the alarms out.",
      ),
    );
  });
});

describe("retention without Object Lock is refused", () => {
  test("on a bucket", () => {
    expect(message({ retentionYears: 7 } as never)).toBe(
      invalid("retentionYears: must not be given without Object Lock; received 7. Make an ArchiveBucket, which has it."),
    );
  });

  test("on a log bucket", () => {
    expect(messageOf(() => new LogBucket(testStack(), "Logs", { retentionDays: 30, retentionMode: "COMPLIANCE" } as never))).toContain(
      "retentionMode: must not be given without Object Lock",
    );
  });
});

test("a policy that S3 would refuse for its size is found at synthesis", () => {
  const { stack, bucket } = make();
  for (let index = 0; index < 100; index++) bucket.allowCloudFrontRead(`arn:aws:cloudfront::111122223333:distribution/E${index}`);
  expect(messageOf(() => synth(stack))).toMatch(
    /trading-test\/Assets: a bucket policy must fit into 20480 bytes; received \d{5}\. Spread what reads and delivers over several buckets\./,
  );
});
