/** Policies that AWS writes by itself, logs in other partitions, and logs that go on from a bucket. */
import { ACCOUNT, REGION, accesses, allow, key, may, policy, role, service, withVerdict } from "./fixture";

const BUCKET = { logs: { bucket: "logs" } };
const VENDED = ["delivery.logs s3:GetBucketAcl", "delivery.logs s3:PutObject"];

describe("policies that AWS writes by itself", () => {
  const FLOW_LOG = { vpc: { vpc_id: "vpc-0123", log_destination: "arn:aws:s3:::logs", log_destination_type: "s3" } };

  test("a bucket without a policy gets one from AWS, which is assumed", () => {
    const all = accesses("flow-logs", { aws_flow_log: FLOW_LOG, aws_s3_bucket: BUCKET });
    expect(withVerdict(all, "allowed")).toEqual(VENDED);
    expect(all[0]!.assumptions).toEqual(["AWS writes the policy of a bucket that has none, if whoever turns the logs on may"]);
  });

  test("what AWS adds to a policy of Terraform's is gone at the next apply", () => {
    const all = accesses("flow-logs", {
      aws_flow_log: FLOW_LOG,
      aws_s3_bucket: BUCKET,
      aws_s3_bucket_policy: { logs: { bucket: "logs", policy: policy(allow(service("x"), "s3:PutObject", "*")) } },
    });
    expect(withVerdict(all, "denied")).toEqual(VENDED);
  });

  test("logs of ElastiCache come to a log group by the resource policy that CloudWatch Logs adds", () => {
    const logs = { destination: "slow", destination_type: "cloudwatch-logs", log_format: "json", log_type: "slow-log" };
    const all = accesses("elasticache-logs", {
      aws_cloudwatch_log_group: { slow: { name: "slow" } },
      aws_elasticache_replication_group: { cache: { replication_group_id: "cache", log_delivery_configuration: [logs] } },
    });
    expect(withVerdict(all, "allowed")).toEqual(["delivery.logs logs:CreateLogStream", "delivery.logs logs:PutLogEvents"]);
    expect(all[0]!.explanation).toBe(
      "ElastiCache delivers the slow-log of cache: CloudWatch Logs adds a resource policy of its own, if whoever turns the logs on may write it.",
    );
  });
});

describe("other partitions", () => {
  /** Application Load Balancers guide of China, "Enable access logs". */
  test("in China, load balancers deliver as an account of AWS", () => {
    const [put] = accesses(
      "load-balancer-logs",
      { aws_lb: { main: { name: "main", access_logs: { bucket: "${aws_s3_bucket.logs.id}", enabled: true } } }, aws_s3_bucket: BUCKET },
      {},
      "cn-north-1",
    );
    expect(put).toMatchObject({ principal: "arn:aws-cn:iam::638102146993:root", resource: "arn:aws-cn:s3:::logs" });
  });

  test("in China, CloudWatch Logs has the domain of the partition", () => {
    const resource = { aws_cloudwatch_log_group: { api: { name: "api", kms_key_id: "${aws_kms_key.key.arn}" } }, aws_kms_key: key() };
    const principals = accesses("log-group-keys", resource, {}, "cn-north-1").map(({ principal }) => principal);
    expect(new Set(principals)).toEqual(new Set(["logs.cn-north-1.amazonaws.com.cn"]));
  });
});

test("a trail's role writes to its log group, into the stream of the account and the region", () => {
  const trail = (stream: string) =>
    accesses("cloudtrail", {
      aws_cloudtrail: {
        main: {
          name: "main",
          s3_bucket_name: "logs",
          cloud_watch_logs_group_arn: "${aws_cloudwatch_log_group.trail.arn}:*",
          cloud_watch_logs_role_arn: "${aws_iam_role.trail.arn}",
        },
      },
      aws_cloudwatch_log_group: { trail: { name: "trail" } },
      aws_iam_role: {
        trail: role("trail", "cloudtrail", [
          may(["logs:CreateLogStream", "logs:PutLogEvents"], `arn:aws:logs:${REGION}:${ACCOUNT}:log-group:trail:log-stream:${stream}*`),
        ]),
      },
    }).filter(({ action }) => /^(logs|sts):/.test(action));
  expect(withVerdict(trail(`${ACCOUNT}_CloudTrail_${REGION}`), "allowed")).toEqual([
    "cloudtrail sts:AssumeRole",
    "trail logs:CreateLogStream",
    "trail logs:PutLogEvents",
  ]);
  expect(withVerdict(trail("444455556666_CloudTrail"), "denied")).toEqual(["trail logs:CreateLogStream", "trail logs:PutLogEvents"]);
});
