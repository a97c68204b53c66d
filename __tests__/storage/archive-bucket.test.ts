import { ArchiveBucket, ArchiveBucketProps } from "../../modules/storage";
import { messageOf, statements, synth, testStack } from "../support/synth";
import { KEY, invalid, makeRole } from "./fixture";

function make(props: Partial<ArchiveBucketProps> = { retentionYears: 7 }) {
  const stack = testStack();
  const bucket = new ArchiveBucket(stack, "TradeRecords", { encryptionKey: KEY, ...props });
  return { stack, bucket };
}

describe("an archive bucket", () => {
  test("has Object Lock from its creation", () => {
    expect(synth(make().stack).resource("aws_s3_bucket").object_lock_enabled).toBe(true);
  });

  test("keeps every version", () => {
    const [rule] = synth(make().stack).resource("aws_s3_bucket_lifecycle_configuration").rule;
    expect(rule.noncurrent_version_expiration).toBeUndefined();
    expect(rule.expiration).toEqual([{ expired_object_delete_marker: true }]);
  });

  test("moves records to cheaper storage classes", () => {
    expect(synth(make().stack).resource("aws_s3_bucket_lifecycle_configuration").rule[0].transition).toEqual([
      { storage_class: "GLACIER_IR", days: 90 },
      { storage_class: "DEEP_ARCHIVE", days: 365 },
    ]);
  });

  test("has its choices as members, with their defaults", () => {
    expect(make().bucket).toMatchObject({
      retentionMode: "GOVERNANCE",
      retentionYears: 7,
      retentionDays: undefined,
      transitionAfterDays: { GLACIER_IR: 90, DEEP_ARCHIVE: 365 },
      expireAfterDays: undefined,
      expireNoncurrentAfterDays: undefined,
      abortMultipartAfterDays: 7,
    });
  });

  test("lets a role put all records on legal hold where no pattern is given", () => {
    const { stack, bucket } = make();
    bucket.grantLegalHold(makeRole(stack));
    expect(statements(synth(stack).resource("aws_iam_role_policy").policy)[0]!.Resource).toBe(`${bucket.bucketArn}/*`);
  });

  test("lets a role put records on legal hold, and nothing else", () => {
    const { stack, bucket } = make();
    bucket.grantLegalHold(makeRole(stack), "trades/*");
    expect(statements(synth(stack).resource("aws_iam_role_policy").policy)).toEqual([
      {
        Sid: "TradeRecordsLegalHold",
        Effect: "Allow",
        Action: ["s3:GetObjectLegalHold", "s3:PutObjectLegalHold"],
        Resource: `${bucket.bucketArn}/trades/*`,
      },
    ]);
  });
});

describe("an archive bucket refuses", () => {
  const CASES: [string, unknown, ...string[]][] = [
    ["no props", undefined, "props: must be an object; received nothing. It is required."],
    ["props without a key", { retentionYears: 7 }, "encryptionKey: must be an EncryptionKey; received nothing. Give an EncryptionKey."],
    [
      "years in quotes",
      { encryptionKey: KEY, retentionYears: "7" },
      'retentionYears: must be a number; received "7". Write it without quotes.',
    ],
    [
      "no retention",
      { encryptionKey: KEY },
      "retentionYears: must be given, or retentionDays, and not both; received nothing. Give one of the two.",
    ],
    [
      "two retentions",
      { encryptionKey: KEY, retentionYears: 1, retentionDays: 1 },
      "retentionYears: must be given, or retentionDays, and not both; received 1. Give one of the two.",
    ],
    [
      "a retention of no day",
      { encryptionKey: KEY, retentionDays: 0 },
      "retentionDays: must be a whole number from 1 to 36500 days; received 0. Give a value from 1 to 36500.",
    ],
    [
      "more years than S3 takes",
      { encryptionKey: KEY, retentionYears: 101 },
      "retentionYears: must be a whole number from 1 to 100 years; received 101. Give a value from 1 to 100.",
    ],
    [
      "a mode that there isn't",
      { encryptionKey: KEY, retentionYears: 7, retentionMode: "governance" },
      'retentionMode: must be one of GOVERNANCE, COMPLIANCE; received "governance". Use one of these.',
    ],
    [
      "a mode that only Terraform knows, since one can't be undone",
      { encryptionKey: KEY, retentionYears: 7, retentionMode: "${var.mode}" },
      'retentionMode: must be known at synthesis; received "a value that only Terraform knows". Write the value itself: it decides what is created.',
    ],
    [
      "compliance mode without the acknowledgement",
      { encryptionKey: KEY, retentionYears: 7, retentionMode: "COMPLIANCE" },
      "acknowledgeComplianceCannotBeUndone: must be true for retentionMode COMPLIANCE, which nobody can undo; received nothing. Set it once the records' owner agrees, or use GOVERNANCE.",
    ],
    [
      "roles that may bypass what nobody can, or are none",
      {
        encryptionKey: KEY,
        retentionYears: 7,
        retentionMode: "COMPLIANCE",
        acknowledgeComplianceCannotBeUndone: true,
        governanceBypassAllowedTo: ["break-glass"],
      },
      'governanceBypassAllowedTo[0]: must be a role\'s ARN; received "break-glass". Copy the ARN that holds "role/".',
      'governanceBypassAllowedTo: must be left out for retentionMode COMPLIANCE, which nobody can bypass; received ["break-glass"]. Leave it out.',
    ],
    [
      "to delete records before their retention in years ends, leap years counted",
      { encryptionKey: KEY, retentionYears: 7, expireAfterDays: 2561 },
      "expireAfterDays: must not end before the retention of 2562 days; received 2561. Use 2562 or more, or leave it out.",
    ],
    [
      "to delete versions before their retention in days ends",
      { encryptionKey: KEY, retentionDays: 400, expireNoncurrentAfterDays: 100 },
      "expireNoncurrentAfterDays: must not end before the retention of 400 days; received 100. Use 400 or more, or leave it out.",
    ],
    [
      "what no bucket takes, along with it",
      { encryptionKey: KEY, bucketName: "ab" },
      "retentionYears: must be given, or retentionDays, and not both; received nothing. Give one of the two.",
      'bucketName: must be 3 to 63 characters long; received "ab". Give a longer name.',
    ],
  ];

  test.each(CASES)("%s", (_, props, ...lines) => {
    expect(messageOf(() => new ArchiveBucket(testStack(), "TradeRecords", props as ArchiveBucketProps))).toBe(
      invalid("TradeRecords", ...lines),
    );
  });
});
