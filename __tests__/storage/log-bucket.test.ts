import { LogBucket, LogBucketProps } from "../../modules/storage";
import { ILogBucket } from "../../src/core";
import { addLogSources, fromAccount, logSources } from "../support/log-sources";
import { Request, evaluate } from "../support/policy-evaluator";
import { ACCOUNT_ID, REGION, messageOf, statements, synth, testStack } from "../support/synth";
import { KEY, invalid } from "./fixture";

const OTHER_ACCOUNT = "999999999999";
const NAME = "aws-waf-logs-test";
const PLACE = { accountId: ACCOUNT_ID, region: REGION };
const SOURCES = logSources(NAME, PLACE);

function policyWithAllSources() {
  const stack = testStack();
  addLogSources(new LogBucket(stack, "Logs", { bucketName: NAME }), PLACE);
  return statements(synth(stack).resource("aws_s3_bucket_policy").policy);
}

describe("a log bucket's policy", () => {
  const policy = policyWithAllSources();
  const put = (request: Omit<Request, "action">): string => evaluate(policy, { action: "s3:PutObject", ...request });

  test.each(SOURCES)("allows %s", (_, request) => {
    expect(put(request)).toBe("allow");
  });

  test.each(SOURCES)("doesn't allow %s of another account", (_, request) => {
    expect(put(fromAccount(OTHER_ACCOUNT, request))).toBe("none");
  });

  test.each(SOURCES)("doesn't allow %s for another source", (_, request) => {
    const context = { ...request.context, "aws:SourceArn": "arn:aws:sns:eu-central-1:111122223333:something-else" };
    expect(put({ ...request, context })).toBe("none");
  });

  test.each(SOURCES)("doesn't allow %s under another's prefix", (_, request) => {
    expect(put({ ...request, resource: `arn:aws:s3:::${NAME}/elsewhere/x` })).toBe("none");
  });

  test.each(SOURCES)("denies %s over plain HTTP", (_, request) => {
    expect(put({ ...request, context: { ...request.context, "aws:SecureTransport": "false" } })).toBe("deny");
  });

  test("denies TLS 1.1, whoever asks", () => {
    const resource = `arn:aws:s3:::${NAME}/x`;
    expect(evaluate(policy, { principal: "anybody", action: "s3:GetObject", resource, context: { "s3:TlsVersion": "1.1" } })).toBe("deny");
  });

  test.each(["s3:GetObject", "s3:DeleteObject"])("allows no source %s", (action) => {
    for (const [, request] of SOURCES) expect(evaluate(policy, { ...request, action })).toBe("none");
  });
});

describe("a log bucket", () => {
  const stack = testStack();
  const bucket = new LogBucket(stack, "Logs");

  test("is encrypted by S3's own keys, which load balancers require", () => {
    expect(synth(stack).resource("aws_s3_bucket_server_side_encryption_configuration").rule).toEqual([
      { apply_server_side_encryption_by_default: { sse_algorithm: "AES256" } },
    ]);
  });

  test("is encrypted under a key where it gets one", () => {
    const other = testStack();
    new LogBucket(other, "Logs", { encryptionKey: KEY });
    expect(synth(other).resource("aws_s3_bucket_server_side_encryption_configuration").rule).toEqual([
      { apply_server_side_encryption_by_default: { sse_algorithm: "aws:kms", kms_master_key_id: KEY.keyArn }, bucket_key_enabled: true },
    ]);
  });

  test("moves logs to cheaper storage classes and deletes them after 400 days, and their noncurrent versions after 30", () => {
    expect(synth(stack).resource("aws_s3_bucket_lifecycle_configuration").rule[0]).toMatchObject({
      transition: [
        { storage_class: "STANDARD_IA", days: 30 },
        { storage_class: "GLACIER_IR", days: 90 },
      ],
      expiration: [{ days: 400 }],
      noncurrent_version_expiration: [{ noncurrent_days: 30 }],
    });
  });

  test("has its choices as members, with their defaults", () => {
    expect(bucket).toMatchObject({
      encryptionKey: undefined,
      transitionAfterDays: { STANDARD_IA: 30, GLACIER_IR: 90 },
      expireAfterDays: 400,
      expireNoncurrentAfterDays: 30,
      abortMultipartAfterDays: 7,
    });
  });

  test("is what other modules take for a log bucket, in its region", () => {
    const taken: ILogBucket = bucket;
    expect(taken.region).toBe(REGION);
  });
});

describe("a log bucket refuses", () => {
  const CASES: [string, unknown, ...string[]][] = [
    ["text in place of props", "logs", 'props: must be an object; received "logs". Write it as { … }.'],
    [
      "a key's ARN in place of the key",
      { encryptionKey: KEY.keyArn },
      `encryptionKey: must be an EncryptionKey; received "${KEY.keyArn}". Give an EncryptionKey; for one that exists, EncryptionKey.fromArn(…).`,
    ],
    [
      "a retention, which takes Object Lock",
      { retentionDays: 30 },
      "retentionDays: must be left out without Object Lock; received 30. Make an ArchiveBucket, which has it.",
    ],
    [
      "an expiry before the days that its classes are charged for",
      { transitionAfterDays: { GLACIER_IR: 90 }, expireAfterDays: 100 },
      "expireAfterDays: must leave objects in GLACIER_IR for at least 90 days; received 100. Use 180 or more, or leave GLACIER_IR out.",
    ],
  ];

  test.each(CASES)("%s", (_, props, ...lines) => {
    expect(messageOf(() => new LogBucket(testStack(), "Logs", props as LogBucketProps))).toBe(invalid("Logs", ...lines));
  });
});
