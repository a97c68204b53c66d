import { policyDifferences } from "../../../src/review/policies/policy-differences";
import { stack } from "../security/network-fixture";

// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Json = Record<string, any>;

function policy(...statements: readonly Json[]): string {
  return JSON.stringify({ Version: "2012-10-17", Statement: statements });
}

const READ = { Sid: "Read", Effect: "Allow", Action: ["s3:GetObject", "s3:ListBucket"], Resource: "arn:aws:s3:::records" };
const WRITE = { Sid: "Write", Effect: "Allow", Action: "s3:PutObject", Resource: "arn:aws:s3:::records/*" };

function role(text: unknown): Json {
  return { aws_iam_role_policy: { Grants: { role: "trading", policy: text } } };
}

test("the statements that are added and taken away are listed", () => {
  expect(policyDifferences(stack(role(policy(READ))), stack(role(policy(WRITE))))).toEqual([
    {
      path: "Grants",
      address: "aws_iam_role_policy.Grants",
      attribute: "policy",
      removed: ["Read: Allow s3:GetObject, s3:ListBucket on arn:aws:s3:::records"],
      added: ["Write: Allow s3:PutObject on arn:aws:s3:::records/*"],
    },
  ]);
});

test("another order of statements, actions and members is no difference", () => {
  const other = policy(WRITE, {
    Resource: ["arn:aws:s3:::records"],
    Action: ["s3:ListBucket", "s3:GetObject"],
    Effect: "Allow",
    Sid: "Read",
  });
  expect(policyDifferences(stack(role(policy(READ, WRITE))), stack(role(other)))).toEqual([]);
});

test("another Sid is one", () => {
  const [difference] = policyDifferences(stack(role(policy(READ))), stack(role(policy({ ...READ, Sid: "See" }))));
  expect(difference!.added).toEqual(["See: Allow s3:GetObject, s3:ListBucket on arn:aws:s3:::records"]);
});

test("a single statement may stand without its list", () => {
  const alone = JSON.stringify({ Version: "2012-10-17", Statement: READ });
  expect(policyDifferences(stack(role(policy(READ))), stack(role(alone)))).toEqual([]);
});

test("a reference is what it refers to", () => {
  const bucket = { aws_s3_bucket: { Records: { bucket: "records" } } };
  const written = stack(bucket, role(policy(READ)));
  const referred = stack(bucket, role(policy({ ...READ, Resource: "${aws_s3_bucket.Records.arn}" })));
  expect(policyDifferences(written, referred)).toEqual([]);
});

test("inline policies of a role are told apart by their names", () => {
  const of = (...statements: readonly Json[]): Json => ({
    aws_iam_role: { A: { name: "a", inline_policy: [{ name: "grants", policy: policy(...statements) }] } },
  });
  expect(policyDifferences(stack(of(READ)), stack(of(READ, WRITE)))).toMatchObject([{ attribute: 'inline_policy["grants"]', removed: [] }]);
});

test("trust policies, boundaries and attachments differ each by itself", () => {
  const trust = (service: string): string => policy({ Effect: "Allow", Principal: { Service: service }, Action: "sts:AssumeRole" });
  const before = stack({
    aws_iam_role: {
      A: { name: "a", assume_role_policy: trust("ec2.amazonaws.com"), permissions_boundary: "arn:aws:iam::111122223333:policy/b" },
    },
  });
  const after = stack({
    aws_iam_role: { A: { name: "a", assume_role_policy: trust("lambda.amazonaws.com") } },
    aws_iam_role_policy_attachment: { B: { role: "a", policy_arn: "arn:aws:iam::aws:policy/ReadOnlyAccess" } },
  });
  expect(policyDifferences(before, after).map(({ attribute, removed, added }) => [attribute, removed, added])).toEqual([
    ["assume_role_policy", ["Allow sts:AssumeRole to ec2.amazonaws.com"], ["Allow sts:AssumeRole to lambda.amazonaws.com"]],
    ["permissions_boundary", ["Limit by arn:aws:iam::111122223333:policy/b"], []],
    ["policy_arn", [], ["Attach arn:aws:iam::aws:policy/ReadOnlyAccess"]],
  ]);
});

test("a function's permission is a statement", () => {
  const permission = {
    aws_lambda_permission: {
      S3: { function_name: "f", action: "lambda:InvokeFunction", principal: "s3.amazonaws.com", source_account: "111122223333" },
    },
  };
  expect(policyDifferences(stack({}), stack(permission))[0]!.added).toEqual([
    "Allow lambda:InvokeFunction to s3.amazonaws.com on f if aws:SourceAccount is 111122223333",
  ]);
});

test("a policy that only Terraform knows says so", () => {
  const [difference] = policyDifferences(stack(role(policy(READ))), stack(role("${known_after_apply(data.http.policy.body)}")));
  expect(difference!.added).toEqual(["A policy that can't be told before apply"]);
});

test("a sensitive policy isn't shown", () => {
  const [difference] = policyDifferences(stack(role(policy(READ))), stack(role("(sensitive value)")));
  expect(difference!.added).toEqual(["A sensitive policy, which isn't shown"]);
});

test("what isn't a policy of IAM isn't one", () => {
  const lifecycle = { aws_ecr_lifecycle_policy: { Keep: { repository: "r", policy: JSON.stringify({ rules: [] }) } } };
  expect(policyDifferences(stack({}), stack(lifecycle))).toEqual([]);
});
