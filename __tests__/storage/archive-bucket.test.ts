import { ArchiveBucket, ArchiveBucketProps } from "../../modules/storage";
import { EncryptionKey, Role } from "../../src/core";
import { messageOf, statements, synth, testStack } from "../support/synth";

function make(props: Partial<ArchiveBucketProps> = { retentionYears: 7 }) {
  const stack = testStack();
  const bucket = new ArchiveBucket(stack, "TradeRecords", { encryptionKey: new EncryptionKey(stack, "Key"), ...props });
  return { stack, bucket };
}

const message = (props: Partial<ArchiveBucketProps>): string => messageOf(() => make(props));
const invalid = (line: string): string => `trading-test/TradeRecords: invalid input\n  - ${line}`;

describe("an archive bucket", () => {
  test("has Object Lock from its creation, in governance mode", () => {
    const result = synth(make().stack);
    expect(result.resource("aws_s3_bucket").object_lock_enabled).toBe(true);
    expect(result.resource("aws_s3_bucket_object_lock_configuration").rule).toEqual({
      default_retention: { mode: "GOVERNANCE", years: 7 },
    });
  });

  test("keeps every version, and moves records to cheaper classes", () => {
    const [rule] = synth(make().stack).resource("aws_s3_bucket_lifecycle_configuration").rule;
    expect(rule.noncurrent_version_expiration).toBeUndefined();
    expect(rule.transition).toEqual([
      { storage_class: "GLACIER_IR", days: 90 },
      { storage_class: "DEEP_ARCHIVE", days: 365 },
    ]);
  });

  test("takes compliance mode with the acknowledgement, and days", () => {
    const { stack } = make({ retentionDays: 10, retentionMode: "COMPLIANCE", acknowledgeComplianceCannotBeUndone: true });
    expect(synth(stack).resource("aws_s3_bucket_object_lock_configuration").rule).toEqual({
      default_retention: { mode: "COMPLIANCE", days: 10 },
    });
  });

  test("lets a role put records on hold, and nothing else", () => {
    const { stack, bucket } = make();
    const role = new Role(stack, "Role", { assumedBy: { services: ["ec2.amazonaws.com"] } });
    bucket.grantLegalHold(role);
    expect(statements(synth(stack).resource("aws_iam_role_policy").policy)).toMatchObject([
      { Sid: "TradeRecordsLegalHold", Action: ["s3:GetObjectLegalHold", "s3:PutObjectLegalHold"], Resource: `${bucket.bucketArn}/*` },
    ]);
  });
});

test("an archive that exists grants what its records need", () => {
  const stack = testStack();
  const role = new Role(stack, "Role", { assumedBy: { services: ["ec2.amazonaws.com"] } });
  const archive = ArchiveBucket.fromAttributes(stack, "Records", { bucketName: "acme-records" });
  archive.grantWrite(role, "trades/*");
  archive.grantLegalHold(role);
  expect(statements(synth(stack).resource("aws_iam_role_policy").policy)).toMatchObject([
    { Sid: "RecordsLegalHold", Action: ["s3:GetObjectLegalHold", "s3:PutObjectLegalHold"], Resource: "arn:aws:s3:::acme-records/*" },
    { Sid: "RecordsWrite", Resource: "arn:aws:s3:::acme-records/trades/*" },
  ]);
});

describe("an archive bucket refuses", () => {
  test("no retention, and two", () => {
    expect(message({})).toBe(
      invalid("retentionYears: must be given, or retentionDays, and not both; received nothing. Give one of the two."),
    );
    expect(message({ retentionYears: 1, retentionDays: 1 })).toContain("retentionYears: must be given, or retentionDays, and not both");
  });

  test("compliance mode without the acknowledgement", () => {
    expect(message({ retentionYears: 7, retentionMode: "COMPLIANCE" })).toBe(
      invalid(
        "acknowledgeComplianceCannotBeUndone: must be true for retentionMode COMPLIANCE, which nobody can undo; received nothing. " +
          "Set it once the records' owner agrees, or use GOVERNANCE.",
      ),
    );
  });

  test("to delete records before their retention ends", () => {
    expect(message({ retentionYears: 7, expireAfterDays: 2000 })).toBe(
      invalid("expireAfterDays: must not end before the retention of 2562 days; received 2000. Use 2562 or more, or leave it out."),
    );
    expect(message({ retentionDays: 400, expireNoncurrentAfterDays: 100 })).toContain(
      "expireNoncurrentAfterDays: must not end before the retention of 400 days; received 100.",
    );
  });
});
