import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { TerraformStack, Testing } from "cdktf";
import { loadBalancerLogSource } from "../../modules/alb-asg";
import { Bucket, BucketAuditTrail, LogBucket, NotificationQueue, NotificationTopic } from "../../modules/storage";
import { AwsEnvironment, EncryptionKey, Role } from "../../src/core";
import { logSources, addLogSources } from "../support/log-sources";
import { evaluate } from "../support/policy-evaluator";
import { ACCOUNT_ID, statements, synth } from "../support/synth";

/** AWS General Reference and the AWS SDKs' partitions.json: a region of each partition, and what names of hosts end with. */
const PARTITIONS = [
  ["aws", "eu-central-1", "amazonaws.com"],
  ["aws-cn", "cn-north-1", "amazonaws.com.cn"],
  ["aws-us-gov", "us-gov-west-1", "amazonaws.com"],
  ["aws-eusc", "eusc-de-east-1", "amazonaws.eu"],
] as const;

function stackIn(region: string): TerraformStack {
  const stack = new TerraformStack(Testing.app(), "trading-test");
  new AwsProvider(stack, "Aws", { region, allowedAccountIds: [ACCOUNT_ID] });
  return stack;
}

describe.each(PARTITIONS)("in the partition %s", (partition, region, dnsSuffix) => {
  const stack = stackIn(region);
  const encryptionKey = new EncryptionKey(stack, "Key");
  const logs = new LogBucket(stack, "Logs", { bucketName: "aws-waf-logs-acme" });
  addLogSources(logs, { accountId: ACCOUNT_ID, region, partition });
  const bucket = new Bucket(stack, "Assets", { encryptionKey, accessLogs: logs });
  const existing = Bucket.fromAttributes(stack, "Existing", { bucketName: "acme-assets" });
  const role = new Role(stack, "Role", { assumedBy: { services: ["ec2.amazonaws.com"] } });
  bucket.grantRead(role);
  const topic = new NotificationTopic(stack, "Changes", { encryptionKey });
  const queue = new NotificationQueue(stack, "Settlement", { encryptionKey });
  topic.addSubscription("settlement", { endpoint: queue });
  bucket.addNotification("arrived", { target: queue, events: ["s3:ObjectCreated:*"] });
  const trail = new BucketAuditTrail(stack, "Audit", { buckets: [bucket], destination: logs, encryptionKey });
  const result = synth(stack);

  test("every ARN is the partition's", () => {
    const arns = [...new Set(JSON.stringify(result.json.resource).match(/\barn:[a-z-]+/g))];
    expect(arns).toEqual([`arn:${partition}`]);
    expect(trail.trailArn).toBe(`arn:${partition}:cloudtrail:${region}:${ACCOUNT_ID}:trail/trading-test-Audit`);
  });

  test("an existing bucket has the partition's host name", () => {
    expect(existing.bucketRegionalDomainName).toBe(`acme-assets.s3.${region}.${dnsSuffix}`);
  });

  test("a grant lets S3 of the region use the key, under whatever name S3 has in the partition", () => {
    const grants = statements(result.resource("aws_iam_role_policy").policy).map((grant) => ({ ...grant, Resource: "*" }));
    const use = (service: string) => evaluate(grants, { action: "kms:Decrypt", resource: "key", context: { "kms:ViaService": service } });
    expect(use(`s3.${region}.${dnsSuffix}`)).toBe("allow");
    expect(use(`s3.${region}.amazonaws.com`)).toBe("allow");
    expect(use(`s3.${region}2.amazonaws.com`)).toBe("none");
    expect(use(`sqs.${region}.amazonaws.com`)).toBe("none");
  });

  test("the log bucket allows every source", () => {
    const policy = statements(result.resource("aws_s3_bucket_policy", "Logs").policy);
    for (const [source, request] of logSources("aws-waf-logs-acme", { accountId: ACCOUNT_ID, region, partition })) {
      expect([source, evaluate(policy, { action: "s3:PutObject", ...request })]).toEqual([source, "allow"]);
    }
  });
});

// Application Load Balancers guide of China's regions, "Enable access logs": the principal is an account of Elastic Load Balancing.
test.each([
  ["cn-north-1", "638102146993"],
  ["cn-northwest-1", "037604701340"],
])("logs of load balancers in %s come from AWS's account %s, under this account's folder alone", (region, deliveryAccountId) => {
  const stack = stackIn(region);
  const logs = new LogBucket(stack, "Logs", { bucketName: "acme-logs" });
  logs.addLogSource("alb", loadBalancerLogSource(AwsEnvironment.of(stack)));
  const policy = statements(synth(stack).resource("aws_s3_bucket_policy").policy);
  expect(policy.find(({ Sid }) => Sid === "LoadBalancerLogs")).toEqual({
    Sid: "LoadBalancerLogs",
    Effect: "Allow",
    Principal: { AWS: `arn:aws-cn:iam::${deliveryAccountId}:root` },
    Action: "s3:PutObject",
    Resource: `arn:aws-cn:s3:::acme-logs/alb/AWSLogs/${ACCOUNT_ID}/*`,
  });
});

// The same guide for every other region, GovCloud included: one service principal; the accounts of old are needed no more.
test.each(["eu-central-1", "us-east-1", "us-gov-east-1", "eusc-de-east-1"])(
  "logs of load balancers in %s come from the service",
  (region) => {
    expect(loadBalancerLogSource(AwsEnvironment.of(stackIn(region)))).toMatchObject({
      service: "logdelivery.elasticloadbalancing.amazonaws.com",
      deliveryAccountId: undefined,
    });
  },
);
