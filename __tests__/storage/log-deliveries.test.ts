import { loadBalancerLogSource } from "../../modules/alb-asg";
import { flowLogSource } from "../../modules/network";
import {
  LogBucket,
  LogBucketProps,
  cloudTrailLogSource,
  s3AccessLogSource,
  s3InventorySource,
  webAclLogSource,
} from "../../modules/storage";
import { AwsEnvironment, EncryptionKey, LogSource } from "../../src/core";
import { trailArn } from "../support/log-sources";
import { ACCOUNT_ID, REGION, messageOf, statements, synth, testStack } from "../support/synth";
import { KEY, invalid, secondRegion } from "./fixture";

const ENVIRONMENT = AwsEnvironment.of(testStack());
const TRAIL = trailArn({ accountId: ACCOUNT_ID, region: REGION });
const BASIC: LogSource = {
  sid: "Audit",
  description: "audit logs",
  service: "audit.amazonaws.com",
  accountId: ACCOUNT_ID,
  sourceArn: `arn:aws:audit:${REGION}:${ACCOUNT_ID}:log/*`,
};

function makeLogs(props?: LogBucketProps) {
  const stack = testStack();
  const bucket = new LogBucket(stack, "Logs", props);
  return { bucket, policy: () => statements(synth(stack).resource("aws_s3_bucket_policy").policy) };
}

describe("a source of logs", () => {
  test("is handed the bucket, its prefix, and what it must wait for", () => {
    const { bucket } = makeLogs();
    expect(bucket.addLogSource("audit", BASIC)).toEqual({
      bucketName: bucket.bucketName,
      bucketArn: bucket.bucketArn,
      prefix: "audit",
      dependencies: [bucket.policy, bucket.ownershipControls],
    });
  });

  test("is allowed to put objects under its prefix, for its account and what it delivers for", () => {
    const { bucket, policy } = makeLogs();
    bucket.addLogSource("audit/prod", BASIC);
    expect(policy()).toContainEqual({
      Sid: "Audit",
      Effect: "Allow",
      Principal: { Service: "audit.amazonaws.com" },
      Action: "s3:PutObject",
      Resource: `${bucket.bucketArn}/audit/prod/*`,
      Condition: { StringEquals: { "aws:SourceAccount": ACCOUNT_ID }, ArnLike: { "aws:SourceArn": BASIC.sourceArn } },
    });
  });

  test("is allowed under its own folder alone, and must leave objects to the bucket's owner, where the service does so", () => {
    const { bucket, policy } = makeLogs();
    bucket.addLogSource("audit", { ...BASIC, keyPattern: `AWSLogs/${ACCOUNT_ID}/*`, setsOwnerFullControl: true });
    expect(policy()).toContainEqual(
      expect.objectContaining({
        Sid: "Audit",
        Resource: `${bucket.bucketArn}/audit/AWSLogs/${ACCOUNT_ID}/*`,
        Condition: expect.objectContaining({
          StringEquals: { "aws:SourceAccount": ACCOUNT_ID, "s3:x-amz-acl": "bucket-owner-full-control" },
        }),
      }),
    );
  });

  test("is allowed to read the bucket's ACL and to list the bucket, where the service checks them", () => {
    const { bucket, policy } = makeLogs();
    bucket.addLogSource("audit", { ...BASIC, checksBucketAcl: true });
    expect(policy()).toContainEqual(
      expect.objectContaining({ Sid: "AuditAclCheck", Action: ["s3:GetBucketAcl", "s3:ListBucket"], Resource: bucket.bucketArn }),
    );
  });

  test("is allowed in one order whatever the order of the calls", () => {
    const added = (prefixes: string[]) => {
      const { bucket, policy } = makeLogs();
      prefixes.forEach((prefix) => bucket.addLogSource(prefix, { ...BASIC, sourceArn: `${BASIC.sourceArn}${prefix}` }));
      return policy();
    };
    expect(added(["c", "a", "b"])).toEqual(added(["a", "b", "c"]));
  });

  test("may share its prefix with itself", () => {
    const { bucket, policy } = makeLogs();
    bucket.addLogSource("audit", BASIC);
    bucket.addLogSource("audit", { ...BASIC });
    expect(policy().filter(({ Sid }) => Sid.startsWith("Audit"))).toHaveLength(1);
  });
});

describe("a log bucket of another region", () => {
  const stack = testStack();
  const bucket = new LogBucket(stack, "Logs", { ...secondRegion(stack), bucketName: "aws-waf-logs-test" });
  bucket.addLogSource("alb", loadBalancerLogSource(ENVIRONMENT, bucket.region));
  bucket.addLogSource("vpc", flowLogSource(ENVIRONMENT, { region: bucket.region }));
  bucket.addLogSource("waf", webAclLogSource(ENVIRONMENT, "CLOUDFRONT", bucket.region));
  const policy = statements(synth(stack).resource("aws_s3_bucket_policy").policy);

  test.each([
    ["LoadBalancerLogs", "arn:aws:elasticloadbalancing:eu-west-1:111122223333:loadbalancer/*"],
    ["FlowLogs", "arn:aws:logs:eu-west-1:111122223333:*"],
    ["WebAclLogs", "arn:aws:logs:us-east-1:111122223333:*"],
  ])("allows %s from where they come", (sid, source) => {
    expect(policy.find(({ Sid }) => Sid === sid)!.Condition.ArnLike).toEqual({ "aws:SourceArn": source });
  });
});

describe("a log bucket under a key", () => {
  const stack = testStack();
  const bucket = new LogBucket(stack, "Logs", { encryptionKey: new EncryptionKey(stack, "Key"), bucketName: "aws-waf-logs-test" });
  bucket.addLogSource("vpc", flowLogSource(ENVIRONMENT));
  bucket.addLogSource("waf", webAclLogSource(ENVIRONMENT));
  bucket.addLogSource("trail", cloudTrailLogSource(ENVIRONMENT, TRAIL));
  bucket.addLogSource("inventory/assets", s3InventorySource(ENVIRONMENT, "arn:aws:s3:::assets"));
  const result = synth(stack);

  test("allows its sources in the key's policy, each limited to this account", () => {
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
});

describe("a source of logs is refused", () => {
  const logs = (props?: LogBucketProps) => new LogBucket(testStack(), "Logs", props);

  const CASES: [string, (bucket: LogBucket) => unknown, LogBucketProps | undefined, ...string[]][] = [
    [
      "without a prefix",
      (bucket) => bucket.addLogSource(undefined as never, BASIC),
      undefined,
      "prefix: must be a string; received nothing. It is required.",
    ],
    [
      "that is no source",
      (bucket) => bucket.addLogSource("audit", "load balancers" as never),
      undefined,
      'source: must be an object; received "load balancers". Write it as { … }.',
    ],
    [
      "without what the policy needs",
      (bucket) => bucket.addLogSource("audit", { ...BASIC, service: undefined, accountId: 111122223333 } as never),
      undefined,
      "source.service: must be a string; received nothing. It is required.",
      "source.accountId: must be a string; received 111122223333. Put it in quotes.",
    ],
    ...["/alb/", "alb//prod", "alb/", "AWSLogs", "alb/AWSLogs", ""].map(
      (prefix): [string, (bucket: LogBucket) => unknown, undefined, string] => [
        `under the prefix "${prefix}"`,
        (bucket) => bucket.addLogSource(prefix, BASIC),
        undefined,
        `prefix: must be words joined by single slashes, none at either end, and none of them AWSLogs; received "${prefix}". Write it as "cloudfront".`,
      ],
    ),
    [
      "under a prefix that another has",
      (bucket) => [bucket.addLogSource("shared", flowLogSource(ENVIRONMENT)), bucket.addLogSource("shared", BASIC)],
      undefined,
      'prefix: must be unique in this bucket; received "shared". Choose another than that of flow logs.',
    ],
    [
      "in a bucket under a key, for load balancers",
      (bucket) => bucket.addLogSource("alb", { ...loadBalancerLogSource(ENVIRONMENT), description: "load balancers" }),
      { encryptionKey: KEY },
      `encryptionKey: must be left out for load balancers: they support encryption with S3 managed keys alone; received ${JSON.stringify({ keyArn: KEY.keyArn, region: KEY.region })}. Make a second LogBucket without a key for them.`,
    ],
    [
      "in a bucket under a key, for S3 server access logs",
      (bucket) => bucket.addLogSource("s3", s3AccessLogSource(ENVIRONMENT, "arn:aws:s3:::assets")),
      { encryptionKey: KEY },
      `encryptionKey: must be left out for S3 server access logs: they support encryption with S3 managed keys alone; received ${JSON.stringify({ keyArn: KEY.keyArn, region: KEY.region })}. Make a second LogBucket without a key for them.`,
    ],
    [
      "in a bucket whose name AWS WAF doesn't take",
      (bucket) => bucket.addLogSource("waf", webAclLogSource(ENVIRONMENT)),
      { bucketName: "logs-of-all" },
      'bucketName: must begin with aws-waf-logs- for web ACL logs; received "logs-of-all". Give the bucket the name "aws-waf-logs-…".',
    ],
  ];

  test.each(CASES)("%s", (_, add, props, ...lines) => {
    expect(messageOf(() => add(logs(props)))).toBe(invalid("Logs", ...lines));
  });
});
