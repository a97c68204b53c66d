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

const STATEMENT = { Effect: "Allow", Action: "a:b", Resource: "*" };
const LINE = "Allow a:b on every resource";

/** The provider's pages: the arguments that hold a policy of IAM's grammar. */
test.each([
  ["aws_iam_policy", "policy"],
  ["aws_iam_role", "assume_role_policy"],
  ["aws_cloudwatch_log_resource_policy", "policy_document"],
  ["aws_opensearch_domain", "access_policies"],
  ["aws_backup_vault_policy", "policy"],
  ["aws_schemas_registry_policy", "policy"],
  ["aws_vpclattice_resource_policy", "policy"],
  ["aws_glacier_vault", "access_policy"],
  ["aws_dynamodb_resource_policy", "policy"],
  ["aws_codebuild_resource_policy", "resource_policy"],
  ["aws_ssoadmin_permission_set_inline_policy", "inline_policy"],
  ["aws_organizations_policy", "content"],
  ["aws_sns_topic", "delivery_policy"],
  ["aws_kinesis_resource_policy", "resource_policy_document"],
])("a policy of %s in %s is one that is compared", (type, argument) => {
  const held = stack({ [type]: { It: { [argument]: policy(STATEMENT) } } });
  expect(policyDifferences(stack({}), held)).toEqual([
    { path: "It", address: `${type}.It`, attribute: argument, removed: [], added: [LINE] },
  ]);
  expect(policyDifferences(held, stack({}))).toMatchObject([{ removed: [LINE], added: [] }]);
});

test.each([
  ["aws_ssm_document", "content"],
  ["aws_appconfig_hosted_configuration_version", "content"],
  ["aws_s3_object", "content"],
  ["aws_s3_bucket_object", "content"],
  ["aws_config_conformance_pack", "content"],
  ["aws_cloudformation_stack", "policy"],
  ["aws_appautoscaling_scaling_policy", "policy"],
  ["aws_autoscaling_policy", "policy"],
  ["aws_dlm_lifecycle_policy", "policy"],
  ["aws_sqs_queue", "redrive_policy"],
])("a document of %s in %s isn't", (type, argument) => {
  expect(policyDifferences(stack({}), stack({ [type]: { It: { [argument]: policy(STATEMENT) } } }))).toEqual([]);
});

test.each(["managed_policy_arns", "policy_arn", "policy_arns"])("what is attached by %s is named, each once, sorted", (argument) => {
  const arns = ["b", "a"].map((name) => `arn:aws:iam::aws:policy/${name}`);
  const held = stack({ aws_iam_thing: { It: { [argument]: [...arns, ...arns] } } });
  expect(policyDifferences(stack({}), held)[0]!.added).toEqual(["Attach arn:aws:iam::aws:policy/a", "Attach arn:aws:iam::aws:policy/b"]);
  expect(policyDifferences(stack({}), stack({ aws_transfer_user: { It: { [argument]: arns } } }))).toEqual([]);
});

test("a managed policy of the stack is attached by its path, to a permission set of IAM Identity Center as well", () => {
  const managed = { aws_iam_policy: { Read: { name: "read" } } };
  const attached = { aws_ssoadmin_thing: { It: { policy_arn: "${aws_iam_policy.Read.arn}" } } };
  expect(policyDifferences(stack(managed), stack(managed, attached))[0]!.added).toEqual(["Attach Read"]);
});

test("conditions of a function's permission are those of its arguments", () => {
  const permission = {
    ...{ function_name: "f", action: "lambda:InvokeFunctionUrl", principal: "*", source_arn: "arn:aws:s3:::a" },
    ...{ source_account: "111122223333", principal_org_id: "o-1", function_url_auth_type: "AWS_IAM" },
  };
  expect(policyDifferences(stack({}), stack({ aws_lambda_permission: { It: permission } }))).toMatchObject([
    {
      attribute: "permission",
      added: [
        "Allow lambda:InvokeFunctionUrl to everybody on f if aws:PrincipalOrgID is o-1 and aws:SourceAccount is 111122223333 and aws:SourceArn is like arn:aws:s3:::a and lambda:FunctionUrlAuthType is AWS_IAM",
      ],
    },
  ]);
});

test("a grant of a key is a statement for its grantee", () => {
  const grant = { key_id: "k", grantee_principal: "arn:aws:iam::444455556666:role/a", operations: ["Decrypt", "Encrypt"] };
  const [difference] = policyDifferences(stack({}), stack({ aws_kms_grant: { It: grant } }));
  expect(difference).toMatchObject({
    attribute: "grant",
    added: [expect.stringMatching(/^Allow kms:Decrypt, kms:Encrypt to arn:aws:iam::444455556666:role\/a on k/)],
  });
});

test("an inline policy without a name, or without statements, is told as far as it is there", () => {
  const of = (...policies: readonly Json[]): Json => ({ aws_iam_role: { A: { inline_policy: policies } } });
  expect(policyDifferences(stack({}), stack(of({ policy: policy(READ) }, { name: "empty" })))).toMatchObject([
    { attribute: 'inline_policy[""]' },
  ]);
});

test("texts that are no policy, and arguments of nothing, are none", () => {
  for (const value of ["", null, "text", JSON.stringify({ a: 1 })]) {
    expect(policyDifferences(stack({}), stack({ aws_sqs_queue_policy: { It: { policy: value } } }))).toEqual([]);
  }
});

test("policies are sorted by paths, addresses and attributes", () => {
  const all = stack({
    aws_sqs_queue_policy: { B: { policy: policy(STATEMENT) }, A: { policy: policy(STATEMENT) } },
    aws_sns_topic_policy: { A: { policy: policy(STATEMENT) } },
    aws_iam_role: { A: { permissions_boundary: "arn:aws:iam::aws:policy/a", assume_role_policy: policy(STATEMENT) } },
  });
  expect(policyDifferences(stack({}), all).map(({ address, attribute }) => `${address} ${attribute}`)).toEqual([
    "aws_iam_role.A assume_role_policy",
    "aws_iam_role.A permissions_boundary",
    "aws_sns_topic_policy.A policy",
    "aws_sqs_queue_policy.A policy",
    "aws_sqs_queue_policy.B policy",
  ]);
});
