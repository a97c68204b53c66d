/** ARNs are those of the Service Authorization Reference, "Resource types defined by" each service. */
import { probesOf } from "../../../src/review/security/probes";
import { Side } from "../../../src/review/security/side";
import { policyDocument } from "../../../src/testing/permissions/statement";
import { stack } from "./network-fixture";

// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Json = Record<string, any>;

const buckets = (...names: readonly string[]): Json => ({
  aws_s3_bucket: Object.fromEntries(names.map((name) => [name, { bucket: name }])),
});

const IAM = {
  aws_iam_role: { Role: { name: "role" } },
  aws_iam_user: { User: { name: "user" } },
  aws_iam_policy: { Policy: { name: "policy" } },
};
const CLUSTER = { aws_rds_cluster: { Orders: { cluster_identifier: "orders" } } };
const VPC = { aws_vpc: { Main: { cidr_block: "10.0.0.0/16" } } };

/** What a statement is asked by: the action, what sentences call it, its ARN and what follows that. */
function asked(statement: Json, sections: readonly Json[], ownType?: string): string[] {
  const side = new Side(stack(...sections));
  const [one] = policyDocument({ Statement: [{ Effect: "Allow", ...statement }] }).statements;
  const own = ownType === undefined ? undefined : side.configuration.all(ownType)[0];
  return probesOf(one!, side, own).map(
    ({ action, pattern, target, resource, arn, suffix, isElsewhere }) =>
      `${action} (${pattern}) on ${target}: ${resource === undefined ? "" : `${resource.address} `}${arn}${suffix === "" ? "" : ` + ${suffix}`}${isElsewhere === true ? " elsewhere" : ""}`,
  );
}

test.each<[string, Json, readonly Json[], readonly string[]]>([
  [
    "an action on a bucket, by the bucket",
    { Action: "s3:ListBucket", Resource: "arn:aws:s3:::a" },
    [buckets("a", "b")],
    ["s3:ListBucket (s3:ListBucket) on a: aws_s3_bucket.a arn:aws:s3:::a"],
  ],
  [
    "an action on objects, by an object",
    { Action: "s3:GetObject", Resource: "arn:aws:s3:::a/*" },
    [buckets("a", "b")],
    ["s3:GetObject (s3:GetObject) on a: aws_s3_bucket.a arn:aws:s3:::a + /object"],
  ],
  [
    "an action on some objects, by one of those",
    { Action: "s3:GetObject", Resource: "arn:aws:s3:::a/reports/??/*" },
    [buckets("a")],
    ["s3:GetObject (s3:GetObject) on a: aws_s3_bucket.a arn:aws:s3:::a + /reports/xx/x"],
  ],
  [
    "an action on a bucket that is allowed for its objects alone, by the text of the policy: nothing has that ARN",
    { Action: "s3:ListBucket", Resource: "arn:aws:s3:::a/*" },
    [buckets("a")],
    ["s3:ListBucket (s3:ListBucket) on arn:aws:s3:::a/*: arn:aws:s3:::a/x"],
  ],
  [
    "an action on objects that is allowed for the bucket alone, by the text of the policy",
    { Action: "s3:GetObject", Resource: "arn:aws:s3:::a" },
    [buckets("a")],
    ["s3:GetObject (s3:GetObject) on arn:aws:s3:::a: arn:aws:s3:::a"],
  ],
  [
    "buckets by a pattern, with one that isn't here",
    { Action: "s3:ListBucket", Resource: "arn:aws:s3:::a*" },
    [buckets("a1", "a2", "b")],
    [
      "s3:ListBucket (s3:ListBucket) on a1: aws_s3_bucket.a1 arn:aws:s3:::a1",
      "s3:ListBucket (s3:ListBucket) on a2: aws_s3_bucket.a2 arn:aws:s3:::a2",
      "s3:ListBucket (s3:ListBucket) on arn:aws:s3:::a*: arn:aws:s3:::ax elsewhere",
    ],
  ],
  [
    "a bucket that isn't here",
    { Action: "s3:ListBucket", Resource: "arn:aws:s3:::c?" },
    [buckets("a")],
    ["s3:ListBucket (s3:ListBucket) on arn:aws:s3:::c?: arn:aws:s3:::cx"],
  ],
  [
    "every bucket, by those that are here and another",
    { Action: "s3:ListBucket", Resource: "*" },
    [buckets("a")],
    [
      "s3:ListBucket (s3:ListBucket) on a: aws_s3_bucket.a arn:aws:s3:::a",
      "s3:ListBucket (s3:ListBucket) on every resource: arn:aws:s3:::some-bucket elsewhere",
    ],
  ],
  [
    "every object of somewhere else",
    { Action: "s3:GetObject", Resource: "*" },
    [VPC],
    ["s3:GetObject (s3:GetObject) on every resource: arn:aws:s3:::some-bucket/object"],
  ],
  [
    "what knows no resource",
    { Action: "s3:ListAllMyBuckets", Resource: "*" },
    [VPC],
    ["s3:ListAllMyBuckets (s3:ListAllMyBuckets) on every resource: *"],
  ],
  [
    "roles that may be assumed, which users and policies aren't",
    { Action: "sts:AssumeRole", Resource: "*" },
    [IAM],
    [
      "sts:AssumeRole (sts:AssumeRole) on Role: aws_iam_role.Role arn:aws:iam::111122223333:role/role",
      "sts:AssumeRole (sts:AssumeRole) on every resource: arn:aws:iam::111122223333:role/some-role elsewhere",
    ],
  ],
  [
    "roles that may be passed, which users and policies aren't",
    { Action: "iam:PassRole", Resource: "*" },
    [IAM],
    [
      "iam:PassRole (iam:PassRole) on Role: aws_iam_role.Role arn:aws:iam::111122223333:role/role",
      "iam:PassRole (iam:PassRole) on every resource: arn:aws:iam::111122223333:role/some-role elsewhere",
    ],
  ],
  [
    "what is done to users and policies of IAM",
    { Action: "iam:TagUser", Resource: "arn:aws:iam::111122223333:user/user" },
    [IAM],
    ["iam:TagUser (iam:TagUser) on User: aws_iam_user.User arn:aws:iam::111122223333:user/user"],
  ],
  [
    "users of databases, whose ARNs have another service than their clusters",
    { Action: "rds-db:connect", Resource: "*" },
    [CLUSTER],
    [
      "rds-db:connect (rds-db:connect) on Orders: aws_rds_cluster.Orders arn:aws:rds:eu-central-1:111122223333:cluster:orders",
      "rds-db:connect (rds-db:connect) on every resource: arn:aws:rds:eu-central-1:111122223333:some/thing elsewhere",
    ],
  ],
  [
    "something of another service",
    { Action: "kms:Decrypt", Resource: "*" },
    [VPC],
    ["kms:Decrypt (kms:Decrypt) on every resource: arn:aws:kms:eu-central-1:111122223333:some/thing"],
  ],
  [
    "what is behind a log group's ARN, by one of them",
    { Action: "logs:PutLogEvents", Resource: "arn:aws:logs:eu-central-1:111122223333:log-group:orders:log-stream:*" },
    [{ aws_cloudwatch_log_group: { Orders: { name: "orders" } } }],
    [
      "logs:PutLogEvents (logs:PutLogEvents) on Orders: aws_cloudwatch_log_group.Orders arn:aws:logs:eu-central-1:111122223333:log-group:orders + :log-stream:x",
    ],
  ],
  [
    "two actions on two resources, each on each",
    { Action: ["s3:ListBucket", "s3:GetBucketPolicy"], Resource: ["arn:aws:s3:::a", "arn:aws:s3:::b"] },
    [buckets("a", "b")],
    [
      "s3:ListBucket (s3:ListBucket) on a: aws_s3_bucket.a arn:aws:s3:::a",
      "s3:ListBucket (s3:ListBucket) on b: aws_s3_bucket.b arn:aws:s3:::b",
      "s3:GetBucketPolicy (s3:GetBucketPolicy) on a: aws_s3_bucket.a arn:aws:s3:::a",
      "s3:GetBucketPolicy (s3:GetBucketPolicy) on b: aws_s3_bucket.b arn:aws:s3:::b",
    ],
  ],
  [
    "a wildcard of actions, by those that tell",
    { Action: "sns:Pub*", Resource: "arn:aws:sns:eu-central-1:111122223333:orders" },
    [{ aws_sns_topic: { Orders: { name: "orders" } } }],
    ["sns:Publish (sns:Pub*) on Orders: aws_sns_topic.Orders arn:aws:sns:eu-central-1:111122223333:orders"],
  ],
  [
    "a statement that names no resource, as of all",
    { Action: "s3:ListAllMyBuckets" },
    [VPC],
    ["s3:ListAllMyBuckets (s3:ListAllMyBuckets) on every resource: *"],
  ],
])("asked about is %s", (_, statement, sections, questions) => {
  expect(asked(statement, sections)).toEqual(questions);
});

const SIX = ["a1", "a2", "a3", "a4", "a5", "a6"];

test("six resources of a pattern are told by their names", () => {
  const questions = asked({ Action: "s3:ListBucket", Resource: "arn:aws:s3:::a*" }, [buckets(...SIX)]);
  expect(questions.map((question) => /on (.+?): /.exec(question)![1])).toEqual([...SIX, "arn:aws:s3:::a*"]);
});

test.each([
  ["arn:aws:s3:::a*", "arn:aws:s3:::a*"],
  ["*", "every resource"],
])("of seven resources of %s six are asked about, all as %s", (pattern, name) => {
  const questions = asked({ Action: "s3:ListBucket", Resource: pattern }, [buckets(...SIX, "a7")]);
  expect(questions.map((question) => /on (.+?): (?:aws_s3_bucket\.)?(\S+)/.exec(question)!.slice(1))).toEqual([
    ...SIX.map((bucket) => [name, bucket]),
    [name, pattern === "*" ? "arn:aws:s3:::some-bucket" : "arn:aws:s3:::ax"],
  ]);
});

test("all actions but some are asked about as every action", () => {
  const questions = asked({ NotAction: ["s3:*", "iam:*"], Resource: "arn:aws:sns:eu-central-1:111122223333:orders" }, [VPC]);
  expect(questions).toContain(
    "sns:Publish (*) on arn:aws:sns:eu-central-1:111122223333:orders: arn:aws:sns:eu-central-1:111122223333:orders",
  );
  expect(questions.filter((question) => /^(?:s3|iam):/.test(question))).toEqual([]);
});

// AWS KMS Developer Guide, "Key policies": in a key policy, "*" is the key that it is of.
test.each([["*"], [undefined]])("of a policy that a resource has, %s is that resource alone", (pattern) => {
  const keys = { aws_kms_key: { Own: { key_id: "own" }, Other: { key_id: "other" } } };
  expect(asked({ Action: "kms:Decrypt", Resource: pattern }, [keys], "aws_kms_key")).toEqual([
    "kms:Decrypt (kms:Decrypt) on Own: aws_kms_key.Own arn:aws:kms:eu-central-1:111122223333:key/own",
  ]);
});

test("of a policy that a resource has, another's ARN is that other", () => {
  expect(asked({ Action: "s3:ListBucket", Resource: "arn:aws:s3:::b" }, [buckets("a", "b")], "aws_s3_bucket")).toEqual([
    "s3:ListBucket (s3:ListBucket) on b: aws_s3_bucket.b arn:aws:s3:::b",
  ]);
});
