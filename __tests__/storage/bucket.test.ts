import { join } from "node:path";
import { TerraformOutput } from "cdktf";
import { Bucket, BucketProps, LogBucket } from "../../modules/storage";
import { EncryptionKey, Role } from "../../src/core";
import { messageOf, statements, synth, testStack, warnings } from "../support/synth";
import { evaluate } from "./policy-evaluator";

function make(props: Partial<BucketProps> = {}) {
  const stack = testStack();
  const encryptionKey = new EncryptionKey(stack, "Key");
  const role = new Role(stack, "Role", { assumedBy: { services: ["ec2.amazonaws.com"] } });
  const bucket = new Bucket(stack, "Assets", { encryptionKey, ...props });
  return { stack, bucket, role, synthesized: () => synth(stack) };
}

const message = (props: Partial<BucketProps>): string => messageOf(() => make(props));
const invalid = (line: string): string => `trading-test/Assets: invalid input\n  - ${line}`;

describe("a bucket by default", () => {
  const result = make().synthesized();

  test("has a name that no other account or region has", () => {
    expect(result.resource("aws_s3_bucket")).toMatchObject({
      bucket: "trading-test-assets-111122223333-eu-central-1",
      force_destroy: false,
      lifecycle: { prevent_destroy: true },
    });
  });

  test("is private and owned by the account alone", () => {
    expect(result.resource("aws_s3_bucket_public_access_block")).toMatchObject({
      block_public_acls: true,
      block_public_policy: true,
      ignore_public_acls: true,
      restrict_public_buckets: true,
    });
    expect(result.resource("aws_s3_bucket_ownership_controls").rule).toMatchObject({ object_ownership: "BucketOwnerEnforced" });
  });

  test("is encrypted under the platform's key with a bucket key", () => {
    expect(result.resource("aws_s3_bucket_server_side_encryption_configuration").rule).toMatchObject([
      {
        apply_server_side_encryption_by_default: {
          sse_algorithm: "aws:kms",
          kms_master_key_id: expect.stringContaining("aws_kms_key.Key"),
        },
        bucket_key_enabled: true,
      },
    ]);
  });

  test("keeps versions for 90 days, and parts of broken uploads for 7", () => {
    expect(result.resource("aws_s3_bucket_versioning").versioning_configuration).toEqual({ status: "Enabled" });
    expect(result.resource("aws_s3_bucket_lifecycle_configuration").rule).toMatchObject([
      {
        noncurrent_version_expiration: [{ noncurrent_days: 90 }],
        abort_incomplete_multipart_upload: [{ days_after_initiation: 7 }],
        expiration: [{ expired_object_delete_marker: true }],
      },
    ]);
  });

  test.each([
    ["over plain HTTP", { "aws:SecureTransport": "false" }],
    ["over TLS 1.1", { "s3:TlsVersion": "1.1" }],
  ])("refuses an upload %s, whoever may write", (_, context) => {
    const policy = statements(result.resource("aws_s3_bucket_policy").policy);
    const resource = "arn:aws:s3:::trading-test-assets-111122223333-eu-central-1/report.csv";
    expect(evaluate(policy, { principal: "anybody", action: "s3:PutObject", resource, context })).toBe("deny");
    expect(evaluate(policy, { principal: "anybody", action: "s3:PutObject", resource })).toBe("none");
  });

  test("is reached over TLS 1.2 or newer alone", () => {
    const policy = statements(result.resource("aws_s3_bucket_policy").policy);
    expect(policy.map(({ Sid, Effect, Condition }) => [Sid, Effect, Condition])).toEqual([
      ["Tls12OrNewer", "Deny", { NumericLessThan: { "s3:TlsVersion": "1.2" } }],
      ["TlsOnly", "Deny", { Bool: { "aws:SecureTransport": "false" } }],
    ]);
  });
});

describe("a bucket's choices", () => {
  test("lifecycle in words becomes transitions in the order of their age", () => {
    const result = make({ transitionAfterDays: { GLACIER: 90, STANDARD_IA: 30 }, expireAfterDays: 400 }).synthesized();
    expect(result.resource("aws_s3_bucket_lifecycle_configuration").rule[0]).toMatchObject({
      transition: [
        { storage_class: "STANDARD_IA", days: 30 },
        { storage_class: "GLACIER", days: 90 },
      ],
      expiration: [{ days: 400 }],
    });
  });

  test("access logs go under a prefix of its own, once the log bucket admits them", () => {
    const stack = testStack();
    const accessLogs = new LogBucket(stack, "Logs");
    new Bucket(stack, "Assets", { encryptionKey: new EncryptionKey(stack, "Key"), accessLogs });
    expect(synth(stack).resource("aws_s3_bucket_logging")).toMatchObject({
      target_prefix: "s3/Assets/",
      depends_on: expect.arrayContaining([expect.stringContaining("aws_s3_bucket_policy.Logs")]),
    });
  });

  test("a bucket that may go takes its content along", () => {
    const bucket = make({ removal: "destroy" }).synthesized().resource("aws_s3_bucket");
    expect(bucket.force_destroy).toBe(true);
    expect(bucket.lifecycle).toBeUndefined();
  });

  test("a name with dots is warned of: CloudFront can't read from it", () => {
    expect(warnings(make({ bucketName: "assets.example.com" }).bucket)).toEqual([
      "The bucket name assets.example.com has dots, which S3's certificates don't cover: " +
        "CloudFront and requests by the bucket's own host name fail over TLS. Use dashes.",
    ]);
    expect(warnings(make({ bucketName: "assets-example-com" }).bucket)).toEqual([]);
  });

  test("an uploaded file lies beside the stack's JSON, under no path of this machine", () => {
    const { bucket, synthesized } = make();
    bucket.addObject("Program", { key: "program.ts", source: join(__dirname, "bucket.test.ts") });
    const object = synthesized().resource("aws_s3_object");
    expect(object).toMatchObject({ key: "program.ts", source: expect.stringMatching(/^assets\//), server_side_encryption: "aws:kms" });
    expect(object.source_hash).toMatch(/^[0-9A-F]{32}$/i);
  });
});

describe("grants", () => {
  test("to read name the objects, the list and the key", () => {
    const { bucket, role, synthesized } = make();
    bucket.grantRead(role);
    expect(statements(synthesized().resource("aws_iam_role_policy").policy)).toMatchObject([
      { Sid: "AssetsList", Action: ["s3:GetBucketLocation", "s3:ListBucket"], Resource: bucket.bucketArn },
      { Sid: "AssetsRead", Action: ["s3:GetObject", "s3:GetObjectVersion"], Resource: `${bucket.bucketArn}/*` },
      { Sid: "Decrypt", Action: "kms:Decrypt" },
    ]);
  });

  test("to write don't let read or delete", () => {
    const { bucket, role, synthesized } = make();
    bucket.grantWrite(role, "incoming/*");
    expect(statements(synthesized().resource("aws_iam_role_policy").policy)).toMatchObject([
      {
        Sid: "AssetsWrite",
        Action: ["s3:AbortMultipartUpload", "s3:ListMultipartUploadParts", "s3:PutObject"],
        Resource: `${bucket.bucketArn}/incoming/*`,
      },
      { Sid: "EncryptDecrypt" },
    ]);
  });

  test("to read and write, and to delete, are the sum of their parts", () => {
    const { bucket, role, synthesized } = make();
    bucket.grantReadWrite(role);
    bucket.grantDelete(role);
    const sids = statements(synthesized().resource("aws_iam_role_policy").policy).map(({ Sid }) => Sid);
    expect(sids).toEqual(["AssetsDelete", "AssetsList", "AssetsRead", "AssetsWrite", "Decrypt", "EncryptDecrypt"]);
  });
});

test("CloudFront reads by exactly the distribution granted, on the bucket, and by account and bucket on the key", () => {
  const { bucket, synthesized } = make();
  bucket.allowCloudFrontRead("arn:aws:cloudfront::111122223333:distribution/E1");
  const result = synthesized();
  expect(statements(result.resource("aws_s3_bucket_policy").policy)[0]).toEqual({
    Sid: "CloudFrontRead",
    Effect: "Allow",
    Principal: { Service: "cloudfront.amazonaws.com" },
    Action: "s3:GetObject",
    Resource: `${bucket.bucketArn}/*`,
    Condition: { StringEquals: { "aws:SourceArn": "arn:aws:cloudfront::111122223333:distribution/E1" } },
  });
  const key = statements(result.resource("aws_kms_key").policy).find(({ Sid }) => Sid === "CloudFrontRead");
  expect(JSON.stringify(key)).not.toContain("aws_cloudfront");
});

describe("a bucket that exists", () => {
  test("grants to roles and hands back what its policy would need", () => {
    const { stack, role } = make();
    const imported = Bucket.fromAttributes(stack, "Imported", { bucketName: "existing-assets" });
    imported.grantRead(role);
    imported.allowCloudFrontRead("arn:aws:cloudfront::111122223333:distribution/E1");
    new TerraformOutput(stack, "policy", { value: imported.requiredPolicyJson });
    expect(statements(synth(stack).output("policy") as string)).toMatchObject([{ Sid: "CloudFrontRead" }]);
    expect(statements(synth(stack).resource("aws_iam_role_policy").policy).map(({ Sid }) => Sid)).toEqual(["ImportedList", "ImportedRead"]);
    expect(Object.keys(synth(stack).resources("aws_s3_bucket"))).toHaveLength(1);
  });
});

describe("a bucket refuses", () => {
  test.each([
    ["ab", "must be 3 to 63 characters long", "Give a longer name."],
    ["My-Assets", "must hold only lower-case letters, digits, dots and dashes", "Write it in lower case, with dashes for everything else."],
    ["my..assets", "must not hold two adjacent dots", "Use a dash between the words."],
    ["192.0.2.1", "must not be written like an IP address", "Give it a name with letters."],
    ["assets-s3alias", "must not end with -s3alias, reserved for access point aliases", "End it with another word."],
    ["xn--assets", "must not begin with xn--, reserved for internationalized domain names", "Begin it with another word."],
  ])("the name %s", (bucketName, rule, fix) => {
    expect(message({ bucketName })).toBe(invalid(`bucketName: ${rule}; received "${bucketName}". ${fix}`));
  });

  test("a transition before the class takes objects", () => {
    expect(message({ transitionAfterDays: { STANDARD_IA: 10 } })).toBe(
      invalid("transitionAfterDays.STANDARD_IA: must be a whole number from 30 to 36500 days; received 10. Give a value from 30 to 36500."),
    );
  });

  test("transitions out of order, and below the days that a class is charged for", () => {
    expect(message({ transitionAfterDays: { GLACIER: 40, STANDARD_IA: 200 } })).toContain(
      "transitionAfterDays.STANDARD_IA: must be before GLACIER, since objects never move back to a class that is read more; received 200.",
    );
    expect(message({ transitionAfterDays: { STANDARD_IA: 30, GLACIER: 45 } })).toBe(
      invalid(
        "transitionAfterDays.GLACIER: must leave objects in STANDARD_IA for at least 30 days; received 45. Use 60 or more, or leave STANDARD_IA out.",
      ),
    );
    expect(message({ transitionAfterDays: { GLACIER: 10 }, expireAfterDays: 20 })).toBe(
      invalid("expireAfterDays: must leave objects in GLACIER for at least 90 days; received 20. Use 100 or more, or leave GLACIER out."),
    );
  });

  test("a key with a slash at its beginning", () => {
    expect(messageOf(() => make().bucket.addObject("Program", { key: "/program", source: __filename }))).toBe(
      invalid('key: must be 1 to 1024 characters without a slash at the beginning; received "/program". Write it as "service/app.tar.gz".'),
    );
  });

  test("a region without its provider", () => {
    expect(message({ region: "eu-west-1" })).toBe(
      invalid('region: must come together with provider; received "eu-west-1". Give both, for a bucket in another region, or neither.'),
    );
  });

  test("to log to itself", () => {
    const stack = testStack();
    const accessLogs = new LogBucket(stack, "Logs", { bucketName: "logs-of-all" });
    expect(messageOf(() => new LogBucket(stack, "Same", { bucketName: "logs-of-all", accessLogs }))).toBe(
      "trading-test/Same: invalid input\n  - accessLogs: must be another bucket: each log written would be a request to log; " +
        'received "arn:aws:s3:::logs-of-all". Give another log bucket, or leave it out.',
    );
  });
});
