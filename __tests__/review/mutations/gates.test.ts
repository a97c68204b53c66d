/**
 * Each gate on small changes of a plan by the real provider: what must trip it and no other, and what only looks like it. Which argument forces a new resource is the word of the AWS provider's
 * page of the type; what a change means for data and access is that of AWS's guides, named beside the rows.
 */
import { reviewPlan } from "../../../src/review/build";
import { GATES, Gate } from "../../../src/review/review";
import { MutatedPlan } from "./mutated-plan";

type Mutate = (plan: MutatedPlan) => MutatedPlan;
type Row = readonly [change: string, mutate: Mutate];

const ACCOUNT = "111122223333";
const READER = `arn:aws:iam::${ACCOUNT}:role/reader`;
const QUEUE = `arn:aws:sqs:eu-central-1:${ACCOUNT}:orders-jobs`;
const TOPIC = `arn:aws:sns:eu-central-1:${ACCOUNT}:orders-news`;
const OBJECTS = "arn:aws:s3:::orders-records/*";
const policy = (...statements: object[]): string => JSON.stringify({ Version: "2012-10-17", Statement: statements });
const allow = (principal: unknown, action: unknown, resource: unknown, more: object = {}): object => ({
  Sid: "Made",
  Effect: "Allow",
  Principal: principal,
  Action: action,
  Resource: resource,
  ...more,
});
const read = {
  Sid: "Read",
  Effect: "Allow",
  Action: ["s3:GetObject", "s3:ListBucket"],
  Resource: ["arn:aws:s3:::orders-records", OBJECTS],
};
const keep = { Sid: "Keep", Effect: "Deny", Action: "s3:GetObject", Resource: "arn:aws:s3:::orders-records/secret/*" };
const admin = allow({ AWS: `arn:aws:iam::${ACCOUNT}:root` }, "kms:*", "*", { Sid: "Admin" });
const trusting = (principal: object): string => policy({ Effect: "Allow", Principal: principal, Action: "sts:AssumeRole" });
const grants =
  (...statements: object[]): Mutate =>
  (plan) =>
    plan.updated("aws_iam_role_policy.ReaderGrants", { policy: policy(...statements) });
const ssh =
  (cidr: string): Mutate =>
  (plan) =>
    plan.updated("aws_vpc_security_group_ingress_rule.Ssh", { cidr_ipv4: cidr });
const database =
  (values: object): Mutate =>
  (plan) =>
    plan.updated("aws_rds_cluster.Database", values);

const TRIPS: Readonly<Record<Gate, readonly Row[]>> = {
  "stateful-replacement": [
    ["a database with another master user", (plan) => plan.replaced("aws_rds_cluster.Database", { master_username: "other" })],
    [
      "a database that is created before the old one goes",
      (plan) => plan.replaced("aws_rds_cluster.Database", { cluster_identifier: "other" }, ["create", "delete"]),
    ],
    [
      "a database that Terraform forgets and makes anew",
      (plan) => plan.replaced("aws_rds_cluster.Database", { cluster_identifier: "other" }, ["create", "forget"]),
    ],
    ["a table with another key", (plan) => plan.replaced("aws_dynamodb_table.Table", { hash_key: "other" })],
    ["a cache of another name", (plan) => plan.replaced("aws_elasticache_replication_group.Cache", { replication_group_id: "other" })],
    ["a queue of another name", (plan) => plan.replaced("aws_sqs_queue.Jobs", { name: "other" })],
    [
      "a bucket that leaves with what protects it",
      (plan) =>
        plan
          .removed("aws_s3_bucket.Records")
          .removed("aws_s3_bucket_versioning.RecordsVersioning")
          .removed("aws_s3_bucket_public_access_block.RecordsBlock")
          .removed("aws_s3_bucket_policy.RecordsPolicy"),
    ],
    ["a secret that leaves", (plan) => plan.removed("aws_secretsmanager_secret.Secret")],
    ["a key that leaves", (plan) => plan.removed("aws_kms_key.Key")],
  ],
  // RDS, DynamoDB, ElastiCache, S3 and Elastic Load Balancing user guides: deletion protection, backups, point-in-time recovery, versioning, automatic failover.
  "protection-removed": [
    ["a database that may be deleted", database({ deletion_protection: false })],
    ["a database that leaves no snapshot", database({ skip_final_snapshot: true })],
    ["backups that are kept for a day", database({ backup_retention_period: 1 })],
    [
      "a table without point-in-time recovery",
      (plan) => plan.updated("aws_dynamodb_table.Table", { point_in_time_recovery: [{ enabled: false, recovery_period_in_days: null }] }),
    ],
    ["a table that may be deleted", (plan) => plan.updated("aws_dynamodb_table.Table", { deletion_protection_enabled: false })],
    ["a cache without snapshots", (plan) => plan.updated("aws_elasticache_replication_group.Cache", { snapshot_retention_limit: 0 })],
    [
      "a bucket whose versioning is suspended",
      (plan) =>
        plan.updated("aws_s3_bucket_versioning.RecordsVersioning", { versioning_configuration: [{ status: "Suspended", mfa_delete: "" }] }),
    ],
    ["versioning that leaves without its bucket", (plan) => plan.removed("aws_s3_bucket_versioning.RecordsVersioning")],
    ["a load balancer that may be deleted", (plan) => plan.updated("aws_lb.Front", { enable_deletion_protection: false })],
  ],
  "public-exposure": [
    ["SSH of a server with a public address, from everywhere", ssh("0.0.0.0/0")],
    ["SSH of it, from half of the internet", ssh("128.0.0.0/1")],
    [
      "a bucket whose block lets public policies in",
      (plan) =>
        plan.updated("aws_s3_bucket_public_access_block.RecordsBlock", { block_public_policy: false, restrict_public_buckets: false }),
    ],
    [
      "a queue that everybody may send to",
      (plan) => plan.updated("aws_sqs_queue_policy.JobsPolicy", { policy: policy(allow("*", "sqs:SendMessage", QUEUE)) }),
    ],
    [
      "a topic that everybody may publish to",
      (plan) => plan.updated("aws_sns_topic_policy.NewsPolicy", { policy: policy(allow({ AWS: "*" }, "sns:Publish", TOPIC)) }),
    ],
    ["a key that everybody may use", (plan) => plan.updated("aws_kms_key.Key", { policy: policy(admin, allow("*", "kms:Decrypt", "*")) })],
    ["a load balancer that faces the internet", (plan) => plan.replaced("aws_lb.Front", { internal: false })],
  ],
  // IAM User Guide, "Policy evaluation logic".
  "iam-widening": [
    ["one more action", grants({ ...read, Action: ["s3:GetObject", "s3:ListBucket", "s3:DeleteObject"] }, keep)],
    ["every action of the service", grants({ ...read, Action: "s3:*" }, keep)],
    ["every bucket", grants({ ...read, Resource: "*" }, keep)],
    ["a deny that is gone", grants(read)],
    [
      "another account that may assume the role",
      (plan) => plan.updated("aws_iam_role.Reader", { assume_role_policy: trusting({ AWS: "arn:aws:iam::999988887777:root" }) }),
    ],
    [
      "a role that may send to the queue more than messages",
      (plan) =>
        plan.updated("aws_sqs_queue_policy.JobsPolicy", {
          policy: policy(allow({ AWS: READER }, ["sqs:SendMessage", "sqs:PurgeQueue"], QUEUE)),
        }),
    ],
    [
      "a service that may decrypt",
      (plan) => plan.updated("aws_kms_key.Key", { policy: policy(admin, allow({ Service: "sns.amazonaws.com" }, "kms:Decrypt", "*")) }),
    ],
  ],
};

const NEAR_MISSES: Readonly<Record<Gate, readonly Row[]>> = {
  "stateful-replacement": [
    [
      "an instance of the database in another zone: the cluster keeps the data",
      (plan) => plan.replaced("aws_rds_cluster_instance.Writer", { availability_zone: "eu-central-1b" }),
    ],
    ["a larger class, in place", (plan) => plan.updated("aws_rds_cluster_instance.Writer", { instance_class: "db.r7g.xlarge" })],
    ["a log group that leaves and is told to outlive its resource", (plan) => plan.removed("aws_cloudwatch_log_group.Log")],
    ["a bucket that Terraform forgets", (plan) => plan.removed("aws_s3_bucket.Records", "forget")],
    ["a security group of another name", (plan) => plan.replaced("aws_security_group.WebGroup", { name: "other" })],
    ["a policy of another name", (plan) => plan.replaced("aws_iam_role_policy.ReaderGrants", { name: "other" })],
  ],
  "protection-removed": [
    ["backups that are kept for longer", database({ backup_retention_period: 35 })],
    ["another window for backups", database({ preferred_backup_window: "01:00-02:00" })],
    ["a final snapshot of another name", database({ final_snapshot_identifier: "other" })],
    [
      "snapshots that are kept for longer",
      (plan) => plan.updated("aws_elasticache_replication_group.Cache", { snapshot_retention_limit: 14 }),
    ],
    ["a load balancer with another timeout", (plan) => plan.updated("aws_lb.Front", { idle_timeout: 120 })],
    ["logs that are kept for longer", (plan) => plan.updated("aws_cloudwatch_log_group.Log", { retention_in_days: 731 })],
  ],
  "public-exposure": [
    ["SSH from a network of RFC 1918", ssh("10.0.0.0/8")],
    ["SSH from one address of the network", ssh("10.0.0.7/32")],
    [
      "HTTPS, which the internet reaches already, with a description",
      (plan) => plan.updated("aws_vpc_security_group_ingress_rule.Https", { description: "viewers" }),
    ],
    [
      "a queue that nobody may send to by everybody's deny",
      (plan) =>
        plan.updated("aws_sqs_queue_policy.JobsPolicy", {
          policy: policy(
            allow({ AWS: READER }, "sqs:SendMessage", QUEUE),
            allow("*", "sqs:*", QUEUE, { Effect: "Deny", Condition: { Bool: { "aws:SecureTransport": "false" } } }),
          ),
        }),
    ],
    ["a load balancer in other subnets", (plan) => plan.updated("aws_lb.Front", { idle_timeout: 30 })],
  ],
  "iam-widening": [
    ["an action less", grants({ ...read, Action: "s3:GetObject" }, keep)],
    [
      "the same statement by another id, in another order",
      grants({ ...keep, Sid: "Other" }, { ...read, Action: ["s3:ListBucket", "s3:GetObject"] }),
    ],
    ["the same statement twice", grants(read, { ...read, Sid: "Again" }, keep)],
    ["a condition more", grants({ ...read, Condition: { StringEquals: { "aws:PrincipalOrgID": "o-1234567890" } } }, keep)],
    ["a wider deny", grants(read, { ...keep, Resource: "arn:aws:s3:::orders-records/*" })],
    ["an action that the statement allows already, by a pattern", grants({ ...read, Action: ["s3:GetObject", "s3:ListBucket"] }, keep)],
    ["a longer session", (plan) => plan.updated("aws_iam_role.Reader", { max_session_duration: 7200 })],
  ],
};

/** The gates that a plan trips. */
function tripped(mutate: Mutate): Gate[] {
  const { findings } = reviewPlan({ plan: mutate(new MutatedPlan()).json, today: "2026-11-26" });
  return GATES.filter((gate) => findings.some((finding) => finding.gate === gate));
}

test("the plan itself trips no gate, and changes nothing", () => {
  const { findings, totals } = reviewPlan({ plan: new MutatedPlan().json, today: "2026-11-26" });
  expect([findings, Object.values(totals).reduce((sum, total) => sum + total, 0)]).toEqual([[], 0]);
});

describe.each(GATES)("%s", (gate) => {
  test.each([...TRIPS[gate]])("is tripped, and no other gate, by %s", (_, mutate) => {
    expect(tripped(mutate)).toEqual([gate]);
  });

  test.each([...NEAR_MISSES[gate]])("isn't tripped, nor any other gate, by %s", (_, mutate) => {
    expect(tripped(mutate)).toEqual([]);
  });
});
