import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { TerraformOutput } from "cdktf";
import { Bucket, LogBucket } from "../../modules/storage";
import { EncryptionKey, Role } from "../../src/core";
import { ACCOUNT_ID, REGION, messageOf, statements, synth, testStack } from "../support/synth";
import { addLogSources, fromAccount, logSources, trailArn } from "./log-sources";
import { Request, evaluate } from "./policy-evaluator";

const OTHER_ACCOUNT = "999999999999";
const NAME = "aws-waf-logs-test";
const PLACE = { accountId: ACCOUNT_ID, region: REGION };
const TRAIL = trailArn(PLACE);
const SOURCES = logSources(NAME, PLACE);

function policyWithAllSources() {
  const stack = testStack();
  addLogSources(new LogBucket(stack, "Logs", { bucketName: NAME }), PLACE);
  return statements(synth(stack).resource("aws_s3_bucket_policy").policy);
}

describe("a log bucket's policy", () => {
  const policy = policyWithAllSources();
  const put = (request: Omit<Request, "action">): string => evaluate(policy, { action: "s3:PutObject", ...request });

  test.each(SOURCES)("admits %s", (_, request) => {
    expect(put(request)).toBe("allow");
  });

  test.each(SOURCES)("doesn't admit %s of another account", (_, request) => {
    expect(put(fromAccount(OTHER_ACCOUNT, request))).toBe("none");
  });

  test.each(SOURCES)("doesn't admit %s for another source", (_, request) => {
    const context = { ...request.context, "aws:SourceArn": "arn:aws:sns:eu-central-1:111122223333:something-else" };
    expect(put({ ...request, context })).toBe("none");
  });

  test.each(SOURCES)("doesn't admit %s under another's prefix", (_, request) => {
    expect(put({ ...request, resource: `arn:aws:s3:::${NAME}/elsewhere/x` })).toBe("none");
  });

  test.each(SOURCES)("refuses %s over plain HTTP", (_, request) => {
    expect(put({ ...request, context: { ...request.context, "aws:SecureTransport": "false" } })).toBe("deny");
  });

  test("refuses TLS 1.1, whoever asks", () => {
    expect(
      evaluate(policy, {
        principal: "anybody",
        action: "s3:GetObject",
        resource: `arn:aws:s3:::${NAME}/x`,
        context: { "s3:TlsVersion": "1.1" },
      }),
    ).toBe("deny");
  });

  test("lets nobody read or delete", () => {
    for (const action of ["s3:GetObject", "s3:DeleteObject"]) {
      for (const [, request] of SOURCES) expect(evaluate(policy, { ...request, action })).toBe("none");
    }
  });
});

describe("a log bucket", () => {
  test("is encrypted by S3's own keys, which load balancers demand", () => {
    const stack = testStack();
    new LogBucket(stack, "Logs");
    expect(synth(stack).resource("aws_s3_bucket_server_side_encryption_configuration").rule).toEqual([
      { apply_server_side_encryption_by_default: { sse_algorithm: "AES256" } },
    ]);
  });

  test("moves logs to cheaper classes and deletes them after 400 days", () => {
    const stack = testStack();
    new LogBucket(stack, "Logs");
    expect(synth(stack).resource("aws_s3_bucket_lifecycle_configuration").rule[0]).toMatchObject({
      transition: [
        { storage_class: "STANDARD_IA", days: 30 },
        { storage_class: "GLACIER_IR", days: 90 },
      ],
      expiration: [{ days: 400 }],
    });
  });

  test("hands each source the policy to wait for", () => {
    const stack = testStack();
    const bucket = new LogBucket(stack, "Logs");
    expect(bucket.allowLoadBalancerLogs("alb").dependencies).toContain(bucket.policy);
  });

  test("takes web ACL logs only under the name that WAF demands", () => {
    expect(messageOf(() => new LogBucket(testStack(), "Logs", { bucketName: "logs-of-all" }).allowWebAclLogs("waf"))).toBe(
      'trading-test/Logs: invalid input\n  - bucketName: must begin with aws-waf-logs- for WAF to log to it; received "logs-of-all". ' +
        'Give the bucket the name "aws-waf-logs-…".',
    );
  });

  test("refuses a prefix twice, and one that sources put themselves", () => {
    const bucket = new LogBucket(testStack(), "Logs");
    bucket.allowFlowLogs("shared");
    expect(messageOf(() => bucket.allowLoadBalancerLogs("shared"))).toContain('prefix: must be a source\'s own; received "shared".');
    expect(messageOf(() => bucket.allowLoadBalancerLogs("/alb/"))).toContain("prefix: must be words joined by single slashes");
    expect(messageOf(() => bucket.allowLoadBalancerLogs("AWSLogs"))).toContain("none of them AWSLogs");
  });
});

describe("a log bucket of another region", () => {
  const stack = testStack();
  const provider = new AwsProvider(stack, "Second", { alias: "second", region: "eu-west-1" });
  const bucket = new LogBucket(stack, "Logs", { provider, region: "eu-west-1", bucketName: NAME });
  bucket.allowLoadBalancerLogs("alb");
  bucket.allowFlowLogs("vpc");
  bucket.allowWebAclLogs("waf", "CLOUDFRONT");
  const policy = statements(synth(stack).resource("aws_s3_bucket_policy").policy);

  test.each([
    ["LoadBalancerLogs", "arn:aws:elasticloadbalancing:eu-west-1:111122223333:loadbalancer/*"],
    ["FlowLogs", "arn:aws:logs:eu-west-1:111122223333:*"],
    ["WebAclLogs", "arn:aws:logs:us-east-1:111122223333:*"],
  ])("admits %s from where they come", (sid, source) => {
    expect(policy.find(({ Sid }) => Sid === sid)!.Condition.ArnLike).toEqual({ "aws:SourceArn": source });
  });
});

describe("a log bucket under a key", () => {
  const stack = testStack();
  const encryptionKey = new EncryptionKey(stack, "Key");
  const bucket = new LogBucket(stack, "Logs", { encryptionKey, bucketName: NAME });
  bucket.allowFlowLogs("vpc");
  bucket.allowWebAclLogs("waf");
  bucket.allowCloudFrontLogs("cloudfront");
  bucket.allowCloudTrail("trail", TRAIL);
  bucket.allowS3Inventory("arn:aws:s3:::assets", "inventory/assets");
  const result = synth(stack);

  test("is encrypted by it", () => {
    expect(result.resource("aws_s3_bucket_server_side_encryption_configuration").rule).toMatchObject([
      { apply_server_side_encryption_by_default: { sse_algorithm: "aws:kms" }, bucket_key_enabled: true },
    ]);
  });

  test("admits its sources to the key, each limited to this account", () => {
    const policy = statements(result.resource("aws_kms_key").policy).filter(({ Principal }) => Principal.Service);
    expect(policy.map(({ Sid, Principal, Condition }) => [Sid, Principal.Service, Condition])).toEqual([
      ["CloudTrail", "cloudtrail.amazonaws.com", { StringEquals: { "aws:SourceArn": TRAIL } }],
      [
        "LogDelivery",
        "delivery.logs.amazonaws.com",
        { StringEquals: { "aws:SourceAccount": "111122223333" }, ArnLike: { "aws:SourceArn": "arn:aws:logs:*:111122223333:*" } },
      ],
      [
        "S3Inventory",
        "s3.amazonaws.com",
        { StringEquals: { "aws:SourceAccount": "111122223333" }, ArnLike: { "aws:SourceArn": "arn:aws:s3:::assets" } },
      ],
    ]);
  });

  test.each([
    ["load balancers", () => bucket.allowLoadBalancerLogs("alb")],
    ["S3's access logs", () => bucket.allowS3AccessLogs("arn:aws:s3:::assets", "s3/assets")],
  ])("refuses %s, which take no key but S3's own", (source, allow) => {
    expect(messageOf(allow)).toContain(
      `encryptionKey: must be left out for a bucket that ${source} deliver to: they take no key but S3's own;`,
    );
    expect(messageOf(allow)).toContain("Make a second LogBucket without a key for them.");
  });
});

describe("a log bucket that exists", () => {
  test("hands back the statements of each source, and is waited for by none", () => {
    const stack = testStack();
    const logs = LogBucket.fromAttributes(stack, "Logs", { bucketName: "acme-logs" });
    const bucket = new Bucket(stack, "Assets", { encryptionKey: new EncryptionKey(stack, "Key"), accessLogs: logs });
    expect(logs.allowLoadBalancerLogs("alb").dependencies).toEqual([]);
    new TerraformOutput(stack, "policy", { value: logs.requiredPolicyJson });
    const result = synth(stack);
    expect(statements(result.output("policy") as string).map(({ Sid, Resource }) => [Sid, Resource])).toEqual([
      ["LoadBalancerLogs", "arn:aws:s3:::acme-logs/alb/AWSLogs/111122223333/*"],
      ["S3AccessLogs", "arn:aws:s3:::acme-logs/s3/Assets/*"],
    ]);
    expect(result.resource("aws_s3_bucket_logging")).toMatchObject({ target_bucket: "acme-logs", target_prefix: "s3/Assets/" });
    expect(bucket.logging!.dependsOn).toEqual([]);
  });

  test("lets a role read", () => {
    const stack = testStack();
    LogBucket.fromAttributes(stack, "Logs", { bucketName: "acme-logs" }).grantRead(
      new Role(stack, "Role", { assumedBy: { services: ["ec2.amazonaws.com"] } }),
    );
    expect(statements(synth(stack).resource("aws_iam_role_policy").policy).map(({ Sid }) => Sid)).toEqual(["LogsList", "LogsRead"]);
  });

  test("can't take the logs of a bucket with its own name", () => {
    const stack = testStack();
    const accessLogs = LogBucket.fromAttributes(stack, "Existing", { bucketName: "acme-logs" });
    expect(messageOf(() => new LogBucket(stack, "Logs", { bucketName: "acme-logs", accessLogs }))).toBe(
      "trading-test/Logs: invalid input\n  - accessLogs: must be another bucket: each log written would be a request to log; " +
        'received "arn:aws:s3:::acme-logs". Give another log bucket, or leave it out.',
    );
  });
});
