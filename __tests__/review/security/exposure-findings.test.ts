import { Finding } from "../../../src/review/review";
import { securityFindings } from "../../../src/review/security/security-findings";
import { stack } from "./network-fixture";

// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Json = Record<string, any>;

function policy(...statements: readonly Json[]): string {
  return JSON.stringify({ Version: "2012-10-17", Statement: statements });
}

/** Something that stays as it is, so that no plan is from nothing. */
const VPC = { aws_vpc: { Main: { cidr_block: "10.0.0.0/16" } } };

/** What fails public-exposure where a resource becomes another. */
function exposed(before: Json, after: Json): Finding[] {
  return securityFindings(stack(VPC, before), stack(VPC, after)).filter(({ gate }) => gate === "public-exposure");
}

const BLOCKED = { block_public_acls: true, block_public_policy: true, ignore_public_acls: true, restrict_public_buckets: true };
const READABLE = policy({ Effect: "Allow", Principal: "*", Action: "s3:GetObject", Resource: "arn:aws:s3:::files-1/*" });

function bucket(block: Json | undefined, bucketPolicy?: string): Json {
  return {
    aws_s3_bucket: { Files: { bucket: "files-1" } },
    ...(block && { aws_s3_bucket_public_access_block: { Block: { bucket: "${aws_s3_bucket.Files.bucket}", ...block } } }),
    ...(bucketPolicy !== undefined && {
      aws_s3_bucket_policy: { Policy: { bucket: "${aws_s3_bucket.Files.bucket}", policy: bucketPolicy } },
    }),
  };
}

/** Each with what it was, what it becomes, and what is said then. */
const OPENED: readonly (readonly [string, Json, Json, string])[] = [
  [
    "an internal load balancer that faces the internet",
    { aws_lb: { Api: { internal: true } } },
    { aws_lb: { Api: { internal: false } } },
    "Api is now an internet-facing load balancer",
  ],
  [
    "a database that is publicly accessible",
    { aws_db_instance: { Orders: { publicly_accessible: false } } },
    { aws_db_instance: { Orders: { publicly_accessible: true } } },
    "Orders is now publicly accessible",
  ],
  [
    "a function URL that asks nobody who they are",
    { aws_lambda_function_url: { Hook: { authorization_type: "AWS_IAM" } } },
    { aws_lambda_function_url: { Hook: { authorization_type: "NONE" } } },
    "Hook is now a function URL that anybody may call",
  ],
  [
    "a snapshot that is shared with every account",
    { aws_db_cluster_snapshot: { Last: { db_cluster_identifier: "orders" } } },
    { aws_db_cluster_snapshot: { Last: { db_cluster_identifier: "orders", shared_accounts: ["all"] } } },
    "Last is now shared with every AWS account",
  ],
  [
    "an image that everybody may launch",
    {},
    { aws_ami_launch_permission: { Golden: { image_id: "ami-1", group: "all" } } },
    "Golden, which is new, is an AMI's permission for every AWS account",
  ],
  [
    "a volume's snapshot that is shared with an account",
    {},
    { aws_snapshot_create_volume_permission: { Share: { snapshot_id: "snap-1", account_id: "444455556666" } } },
    "Share, which is new, is a snapshot's permission for account 444455556666",
  ],
  [
    "a grant of a key to another account",
    {},
    { aws_kms_grant: { Partner: { key_id: "key", grantee_principal: "arn:aws:iam::444455556666:role/partner", operations: ["Decrypt"] } } },
    "Partner, which is new, is a key's grant to account 444455556666",
  ],
  [
    "a queue whose policy allows everybody",
    { aws_sqs_queue: { Orders: { name: "orders" } } },
    {
      aws_sqs_queue: {
        Orders: { name: "orders", policy: policy({ Effect: "Allow", Principal: { AWS: "*" }, Action: "sqs:SendMessage", Resource: "*" }) },
      },
    },
    "Orders is now public by its policy",
  ],
  [
    "a role that everybody may assume",
    {
      aws_iam_role: {
        Deploy: {
          name: "deploy",
          assume_role_policy: policy({ Effect: "Allow", Principal: { Service: "ec2.amazonaws.com" }, Action: "sts:AssumeRole" }),
        },
      },
    },
    {
      aws_iam_role: {
        Deploy: { name: "deploy", assume_role_policy: policy({ Effect: "Allow", Principal: "*", Action: "sts:AssumeRole" }) },
      },
    },
    "Deploy is now a role that everybody may assume",
  ],
  [
    "a bucket whose ACL is public",
    bucket(undefined),
    { ...bucket(undefined), aws_s3_bucket_acl: { Acl: { bucket: "files-1", acl: "public-read" } } },
    "Acl, which is new, is public: a bucket that everybody may read by its ACL",
  ],
  [
    "a bucket whose block is switched off",
    bucket(BLOCKED),
    bucket({ ...BLOCKED, block_public_policy: false, restrict_public_buckets: false }),
    "The bucket Files no longer blocks all public access: block_public_policy and restrict_public_buckets are off",
  ],
  ["a bucket whose block is taken away", bucket(BLOCKED), bucket(undefined), "The bucket Files no longer blocks public access"],
];

test.each(OPENED)("%s fails public-exposure", (_, before, after, sentence) => {
  expect(exposed(before, after).map((finding) => finding.sentence)).toEqual([sentence]);
});

test.each(OPENED)("without %s nothing fails", (_, before, after) => {
  expect([...exposed(before, before), ...exposed(after, after), ...exposed(after, before)]).toEqual([]);
});

test("a public bucket policy that the block keeps from counting fails nothing", () => {
  expect(exposed(bucket(BLOCKED), bucket(BLOCKED, READABLE))).toEqual([]);
});

test("a public bucket policy fails where the block is off", () => {
  const off = { ...BLOCKED, block_public_policy: false, restrict_public_buckets: false };
  expect(exposed(bucket(off), bucket(off, READABLE)).map(({ sentence }) => sentence)).toEqual([
    "Policy, which is new, is a policy that allows everybody",
  ]);
});

test("a policy for everybody of an organization isn't public", () => {
  const own = policy({
    Effect: "Allow",
    Principal: "*",
    Action: "sqs:SendMessage",
    Resource: "*",
    Condition: { StringEquals: { "aws:PrincipalOrgID": "o-1" } },
  });
  expect(
    exposed({ aws_sqs_queue: { Orders: { name: "orders" } } }, { aws_sqs_queue: { Orders: { name: "orders", policy: own } } }),
  ).toEqual([]);
});

test("the policy of an endpoint is nobody's exposure", () => {
  const open = policy({ Effect: "Allow", Principal: "*", Action: "*", Resource: "*" });
  expect(
    exposed({}, { aws_vpc_endpoint: { S3: { vpc_id: "vpc-1", service_name: "com.amazonaws.eu-central-1.s3", policy: open } } }),
  ).toEqual([]);
});

test("a bucket that is deleted with its block fails nothing", () => {
  expect(exposed(bucket(BLOCKED), {})).toEqual([]);
});

test("a distribution is a note: it is made to be public", () => {
  const findings = securityFindings(stack(VPC), stack(VPC, { aws_cloudfront_distribution: { Site: { enabled: true } } }));
  expect(findings).toContainEqual(
    expect.objectContaining({
      rule: "public-endpoint",
      severity: "note",
      sentence: "Site, which is new, is served to the internet by CloudFront",
    }),
  );
});

test("a policy that goes and had made its bucket public is a note on the bucket", () => {
  const findings = securityFindings(stack(VPC, bucket(undefined, READABLE)), stack(VPC, bucket(undefined)));
  expect(findings).toContainEqual({
    rule: "exposure-closed",
    severity: "note",
    path: "Files",
    address: "aws_s3_bucket.Files",
    sentence: "Files is no longer public",
    reasons: ["Policy, which was a policy that allows everybody, is deleted"],
  });
});

test("a public policy that goes with its bucket says nothing", () => {
  const closed = securityFindings(stack(VPC, bucket(undefined, READABLE)), stack(VPC)).filter(({ rule }) => rule === "exposure-closed");
  expect(closed).toEqual([]);
});

test("a public policy in place of another leaves the bucket public", () => {
  const { aws_s3_bucket_policy: policies, ...files } = bucket(undefined, READABLE);
  const other = { ...files, aws_s3_bucket_policy: { Other: policies.Policy } };
  const sentences = securityFindings(stack(VPC, bucket(undefined, READABLE)), stack(VPC, other)).map(({ sentence }) => sentence);
  expect(sentences).not.toContain("Files is no longer public");
});

test("what is closed is a note", () => {
  const findings = securityFindings(
    stack(VPC, { aws_lb: { Api: { internal: false } } }),
    stack(VPC, { aws_lb: { Api: { internal: true } } }),
  );
  expect(findings).toContainEqual(
    expect.objectContaining({ severity: "note", sentence: "Api is no longer an internet-facing load balancer" }),
  );
});
