import { Token } from "cdktf";
import { ArchiveBucket, Bucket, BucketAuditTrail, BucketAuditTrailProps, LogBucket } from "../../modules/storage";
import { EncryptionKey } from "../../src/core";
import { evaluate } from "../support/policy-evaluator";
import { ACCOUNT_ID, REGION, messageOf, statements, synth, testStack } from "../support/synth";
import { ASSETS_ARN, KEY, invalid, secondRegion } from "./fixture";

const TRAIL_ARN = `arn:aws:cloudtrail:${REGION}:${ACCOUNT_ID}:trail/trading-test-Audit`;

function make(props: Partial<BucketAuditTrailProps> = {}) {
  const stack = testStack();
  const encryptionKey = new EncryptionKey(stack, "Key");
  const destination = new LogBucket(stack, "Logs", { bucketName: "acme-logs" });
  const bucket = new Bucket(stack, "Assets", { encryptionKey: KEY });
  const trail = new BucketAuditTrail(stack, "Audit", { buckets: [bucket], destination, encryptionKey, ...props });
  return { stack, bucket, destination, trail, synthesized: () => synth(stack) };
}

const selectors = (props: Partial<BucketAuditTrailProps> = {}) =>
  make(props).synthesized().resource("aws_cloudtrail").advanced_event_selector;

describe("an audit trail", () => {
  test("records every read and write of the buckets' objects, and nothing else", () => {
    expect(selectors()).toEqual([
      {
        name: "Objects",
        field_selector: [
          { field: "eventCategory", equals: ["Data"] },
          { field: "resources.type", equals: ["AWS::S3::Object"] },
          { field: "resources.ARN", starts_with: [`${ASSETS_ARN}/`] },
        ],
      },
    ]);
  });

  test.each([
    ["ReadOnly", "true"],
    ["WriteOnly", "false"],
  ] as const)("records %s events on request", (readWriteType, readOnly) => {
    expect(selectors({ readWriteType })[0].field_selector).toContainEqual({ field: "readOnly", equals: [readOnly] });
  });

  test("validates its log files, which are encrypted under its key", () => {
    expect(make().synthesized().resource("aws_cloudtrail")).toMatchObject({
      name: "trading-test-Audit",
      enable_log_file_validation: true,
      kms_key_id: expect.stringContaining("aws_kms_key.Key"),
      is_multi_region_trail: false,
      include_global_service_events: false,
    });
  });

  // CloudTrail API Reference, CreateTrail: a trail of all regions includes the events of global services.
  test("is of all regions on request", () => {
    expect(make({ multiRegion: true }).synthesized().resource("aws_cloudtrail")).toMatchObject({
      is_multi_region_trail: true,
      include_global_service_events: true,
    });
  });

  test("has the ARN that the policies name", () => {
    expect(make().trail).toMatchObject({ trailArn: TRAIL_ARN, trailName: "trading-test-Audit", readWriteType: "All", multiRegion: false });
  });

  // CloudTrail User Guide, "Amazon S3 bucket policy for CloudTrail".
  test("delivers to the log bucket, which allows this trail alone, before it is made", () => {
    const result = make().synthesized();
    const policy = statements(result.resource("aws_s3_bucket_policy", "Logs").policy);
    const { s3_key_prefix: prefix, depends_on } = result.resource("aws_cloudtrail");
    const delivery = (sourceArn: string) => ({
      principal: "cloudtrail.amazonaws.com",
      action: "s3:PutObject",
      resource: `arn:aws:s3:::acme-logs/${prefix}/AWSLogs/${ACCOUNT_ID}/CloudTrail/${REGION}/2026/01/01/x.json.gz`,
      context: { "aws:SourceArn": sourceArn, "aws:SourceAccount": ACCOUNT_ID, "s3:x-amz-acl": "bucket-owner-full-control" },
    });
    expect(prefix).toBe("audit/Audit");
    expect(evaluate(policy, delivery(TRAIL_ARN))).toBe("allow");
    expect(evaluate(policy, delivery(`${TRAIL_ARN}2`))).toBe("none");
    expect(depends_on).toContainEqual(expect.stringMatching(/^aws_s3_bucket_policy\.Logs_Policy_/));
  });

  // CloudTrail User Guide, "Configure AWS KMS key policies for CloudTrail".
  test("is allowed to encrypt with its key, for trails of this account", () => {
    const policy = statements(make().synthesized().resource("aws_kms_key").policy);
    const use = (action: string, trail = TRAIL_ARN) => ({
      principal: "cloudtrail.amazonaws.com",
      action,
      resource: "*",
      context: { "aws:SourceArn": trail, "kms:EncryptionContext:aws:cloudtrail:arn": trail },
    });
    expect(evaluate(policy, use("kms:GenerateDataKey"))).toBe("allow");
    expect(evaluate(policy, use("kms:DescribeKey"))).toBe("allow");
    // "kms:Decrypt is required to create or update a trail that uses an S3 bucket with an S3 Bucket Key" (the same page).
    expect(evaluate(policy, use("kms:Decrypt"))).toBe("allow");
    expect(evaluate(policy, use("kms:Decrypt", TRAIL_ARN.replace(ACCOUNT_ID, "999999999999")))).toBe("none");
    expect(evaluate(policy, use("kms:DescribeKey", `${TRAIL_ARN}2`))).toBe("none");
    expect(evaluate(policy, use("kms:GenerateDataKey", TRAIL_ARN.replace(ACCOUNT_ID, "999999999999")))).toBe("none");
  });

  // The same page: the trail by aws:SourceArn, and what is encrypted by its encryption context.
  test.each([
    ["another trail", { "aws:SourceArn": `${TRAIL_ARN}2` }],
    [
      "what another account's trail encrypts",
      { "kms:EncryptionContext:aws:cloudtrail:arn": TRAIL_ARN.replace(ACCOUNT_ID, "999999999999") },
    ],
  ])("isn't allowed to encrypt for %s", (_, differing) => {
    const policy = statements(make().synthesized().resource("aws_kms_key").policy);
    const context = { "aws:SourceArn": TRAIL_ARN, "kms:EncryptionContext:aws:cloudtrail:arn": TRAIL_ARN, ...differing };
    const request = { principal: "cloudtrail.amazonaws.com", action: "kms:GenerateDataKey", resource: "*", context };
    expect(evaluate(policy, request)).toBe("none");
  });

  test("of all regions records the buckets of another one", () => {
    const stack = testStack();
    const { replicaBucket } = new ArchiveBucket(stack, "Records", { encryptionKey: KEY, retentionYears: 7, replica: secondRegion(stack) });
    const made = make({ buckets: [replicaBucket!], multiRegion: true });
    const [selector] = made.synthesized().resource("aws_cloudtrail").advanced_event_selector;
    expect(selector.field_selector).toContainEqual({ field: "resources.ARN", starts_with: [`${replicaBucket!.bucketArn}/`] });
  });

  // CloudTrail User Guide, "Filtering data events by using advanced event selectors": 500 values, of which the others have three.
  test("records as many buckets as an event selector has values for", () => {
    const bucket = new Bucket(testStack(), "Assets", { encryptionKey: KEY });
    expect(() => make({ buckets: Array<Bucket>(497).fill(bucket) })).not.toThrow();
  });

  test("is allowed to use its key by statements for CloudTrail alone", () => {
    const policy = statements(make().synthesized().resource("aws_kms_key").policy);
    expect(policy.map(({ Sid, Principal }) => [Sid, Principal])).toEqual([
      ["AccountAdministration", expect.anything()],
      ...["CloudTrailDecrypt", "CloudTrailDescribe", "CloudTrailEncrypt"].map((sid) => [sid, { Service: "cloudtrail.amazonaws.com" }]),
    ]);
  });

  // CloudTrail API Reference, CreateTrail: names have 3 to 128 characters, underscores and dashes among them.
  test("has a name that is cut no more than CloudTrail demands, and keeps underscores", () => {
    const stack = testStack();
    const encryptionKey = new EncryptionKey(stack, "Key");
    const buckets = [new Bucket(stack, "Assets", { encryptionKey: KEY })];
    const destination = new LogBucket(stack, "Logs");
    const nameOf = (id: string) => new BucketAuditTrail(stack, id, { buckets, destination, encryptionKey }).trailName;
    expect(nameOf("x".repeat(200))).toHaveLength(128);
    expect(nameOf("Market_Data")).toBe("trading-test-Market_Data");
  });

  test("records the buckets of another region there", () => {
    const stack = testStack();
    const second = secondRegion(stack);
    const encryptionKey = new EncryptionKey(stack, "Key", second);
    const destination = new LogBucket(stack, "Logs", second);
    const bucket = new Bucket(stack, "Assets", { encryptionKey, ...second });
    const trail = new BucketAuditTrail(stack, "Audit", { buckets: [bucket], destination, encryptionKey, ...second, trailName: "audit" });
    expect(trail.trailArn).toBe(`arn:aws:cloudtrail:eu-west-1:${ACCOUNT_ID}:trail/audit`);
    expect(synth(stack).resource("aws_cloudtrail").provider).toBe("aws.second");
  });
});

describe("an audit trail refuses", () => {
  const stack = testStack();
  const second = secondRegion(stack);
  const logs = new LogBucket(stack, "RefusedLogs", { bucketName: "acme-refused-logs" });
  const archive = new ArchiveBucket(stack, "Records", { encryptionKey: KEY, retentionYears: 7, replica: second });

  const CASES: [string, unknown, ...string[]][] = [
    [
      "a bucket's name in place of the bucket",
      { buckets: ["acme-assets"] },
      'buckets[0].bucket: must be a Bucket; received "acme-assets". Give a Bucket; for one that exists, Bucket.fromAttributes(…).',
    ],
    ["no bucket", { buckets: [] }, "buckets: must not be empty; received 0. Name at least one."],
    [
      "its own log bucket, whose log files would be events",
      { buckets: [logs], destination: logs },
      'buckets[0]: must not be the destination: each log file would be an event to log; received "arn:aws:s3:::acme-refused-logs". Leave it out, or give another destination.',
    ],
    [
      "a bucket of another region, unless it is of all",
      { buckets: [archive.replicaBucket] },
      "buckets[0]: must be in the trail's region, eu-central-1; received \"eu-west-1\". Set multiRegion, or make a trail in the bucket's region.",
    ],
    [
      "a key of another region than the log bucket's",
      { encryptionKey: { ...KEY, region: "eu-west-1" } },
      'encryptionKey: must be a key in eu-central-1: a key serves no other region; received "eu-west-1". Make an EncryptionKey with a provider of eu-central-1.',
    ],
    [
      "a region without its provider",
      { region: "eu-west-1" },
      'region: must come together with provider; received "eu-west-1". Give both, for a trail in another region, or neither.',
    ],
    [
      "a name that CloudTrail refuses, and events that there aren't",
      { trailName: "audit--trail", readWriteType: "Write" },
      'readWriteType: must be one of All, ReadOnly, WriteOnly; received "Write". Use one of these.',
      'trailName: must be 3 to 128 letters, digits and single dots, dashes and underscores between them; received "audit--trail". Write it as "trade-records-audit".',
    ],
  ];

  test("what decides on the events that are recorded, where only Terraform knows it", () => {
    const props = { readWriteType: "${var.events}", multiRegion: Token.asAny({ resolve: () => undefined }) } as never;
    expect(messageOf(() => make(props))).toBe(
      invalid(
        "Audit",
        'readWriteType: must be known at synthesis; received "a value that only Terraform knows". Write the value itself: it decides what is created.',
        'multiRegion: must be known at synthesis; received "a value that only Terraform knows". Write the value itself: it decides what is created.',
      ),
    );
  });

  test.each(CASES)("%s", (_, props, ...lines) => {
    expect(messageOf(() => make(props as Partial<BucketAuditTrailProps>))).toBe(invalid("Audit", ...lines));
  });

  test("more buckets than an event selector has values for", () => {
    const bucket = new Bucket(testStack(), "Assets", { encryptionKey: KEY });
    expect(messageOf(() => make({ buckets: Array<Bucket>(498).fill(bucket) }))).toBe(
      invalid("Audit", "buckets: must be 497 at most; received 498. Make another trail."),
    );
  });

  test("no props", () => {
    expect(messageOf(() => new BucketAuditTrail(testStack(), "Audit", undefined as never))).toBe(
      invalid("Audit", "props: must be an object; received nothing. It is required."),
    );
  });
});
