/** Actions, condition keys and operators that AWS doesn't have, in each policy that a stack may hold. */
import { POLICY_RULES, SynthesizedStack, checkPolicies } from "../../../src/testing";

const RULES = ["iam-known-actions", "iam-known-condition-keys"];
const rules = POLICY_RULES.filter(({ id }) => RULES.includes(id));

/** What the two rules say of a resource's arguments. */
function said(type: string, args: Record<string, unknown>, data: Record<string, unknown> = {}): string[] {
  const stack = new SynthesizedStack({ resource: { [type]: { Subject: args } }, data });
  return checkPolicies(stack, { rules, today: "2026-11-27" }).map(({ rule, detail }) => `${rule}: ${detail}`);
}

/** A policy as Terraform has it. */
const json = (...statements: object[]): string => JSON.stringify({ Version: "2012-10-17", Statement: statements });
const allows = (Action: unknown, Condition?: unknown): string => json({ Effect: "Allow", Action, Resource: "*", Condition });
const ofActions = (action: unknown): string[] => said("aws_iam_policy", { policy: allows(action) });
const ofConditions = (condition: unknown): string[] => said("aws_iam_policy", { policy: allows("s3:GetObject", condition) });

const MISSPELT = allows("s3:GetObjekt", { StringEquals: { "aws:SourceAcount": "111122223333" } });
const BOTH = [
  "iam-known-actions: a policy has s3:GetObjekt: write s3:GetObject",
  "iam-known-condition-keys: a policy has aws:SourceAcount: write aws:SourceAccount",
];

// By the provider's documentation of each.
test.each([
  ["aws_backup_vault_policy", "policy"],
  ["aws_cloudwatch_event_bus_policy", "policy"],
  ["aws_cloudwatch_log_destination_policy", "access_policy"],
  ["aws_cloudwatch_log_resource_policy", "policy_document"],
  ["aws_dynamodb_resource_policy", "policy"],
  ["aws_ecr_repository_policy", "policy"],
  ["aws_efs_file_system_policy", "policy"],
  ["aws_iam_group_policy", "policy"],
  ["aws_iam_policy", "policy"],
  ["aws_iam_role", "assume_role_policy"],
  ["aws_iam_role_policy", "policy"],
  ["aws_iam_user_policy", "policy"],
  ["aws_kinesis_resource_policy", "policy"],
  ["aws_kms_external_key", "policy"],
  ["aws_kms_key", "policy"],
  ["aws_kms_key_policy", "policy"],
  ["aws_kms_replica_external_key", "policy"],
  ["aws_kms_replica_key", "policy"],
  ["aws_s3_bucket", "policy"],
  ["aws_s3_bucket_policy", "policy"],
  ["aws_secretsmanager_secret", "policy"],
  ["aws_secretsmanager_secret_policy", "policy"],
  ["aws_sns_topic", "policy"],
  ["aws_sns_topic_policy", "policy"],
  ["aws_sqs_queue", "policy"],
  ["aws_sqs_queue_policy", "policy"],
  ["aws_vpc_endpoint", "policy"],
  ["aws_vpc_endpoint_policy", "policy"],
])("the policy of %s is read from %s", (type, argument) => {
  expect(said(type, { [argument]: MISSPELT }).sort()).toEqual(BOTH);
});

test("a role's inline policies are read beside its trust policy", () => {
  const trust = json({ Effect: "Allow", Principal: { Service: "ec2.amazonaws.com" }, Action: "sts:AssumeRole" });
  const inline = [
    { name: "a", policy: allows("s3:GetObject") },
    { name: "b", policy: MISSPELT },
  ];
  expect(said("aws_iam_role", { assume_role_policy: trust, inline_policy: inline }).sort()).toEqual(BOTH);
});

test("a policy of a data source is read", () => {
  const statement = {
    actions: ["s3:GetObjekt"],
    resources: ["*"],
    condition: { test: "StringEquals", variable: "aws:SourceAcount", values: ["1"] },
  };
  const data = { aws_iam_policy_document: { Read: { statement } } };
  expect(said("aws_iam_policy", { policy: "${data.aws_iam_policy_document.Read.json}" }, data).sort()).toEqual(BOTH);
});

test("every statement is read, and denials as well", () => {
  const deny = { Effect: "Deny", NotAction: ["s3:GetObject", "s3:PutObjekt"], Resource: "*" };
  expect(said("aws_iam_policy", { policy: json({ Effect: "Allow", Action: "s3:GetObject", Resource: "*" }, deny) })).toEqual([
    "iam-known-actions: a policy has s3:PutObjekt: write s3:PutObject",
  ]);
});

test("a policy that only Terraform knows passes", () => {
  expect(said("aws_iam_policy", { policy: "${var.policy}" })).toEqual([]);
});

// Service Authorization Reference; IAM User Guide, "IAM JSON policy elements: Action", where prefix and action count whatever their case.
test.each([
  ["*"],
  ["*:*"],
  ["s3:*"],
  ["S3:getobject"],
  ["SNS:Publish"],
  ["s3:Get*"],
  ["s3:*Object*"],
  ["s3:GetObjec?"],
  ["ec2:Describe*"],
  ["rds-db:connect"],
  ["appconfig:Frobnicate*"],
  ["${var.action}"],
  ["s3:${var.verb}Object"],
  [["s3:GetObject", "s3:PutObject"]],
])("%j names actions that AWS has", (action) => {
  expect(ofActions(action)).toEqual([]);
});

test.each([
  ["s3:GetObjekt", "s3:GetObjekt: write s3:GetObject"],
  ["S3:GetObjekt", "S3:GetObjekt: write s3:GetObject"],
  ["s3:ListObjectsV2", "s3:ListObjectsV2: write s3:ListBucket"],
  ["s3:Gett*", "s3:Gett*, which AWS doesn't list"],
  ["secretmanager:GetSecretValue", "secretmanager:GetSecretValue: write secretsmanager:GetSecretValue"],
  ["secretmanager:Get*", "secretmanager:Get*: write secretsmanager:Get*"],
  ["stepfunctions:StartExecution", "stepfunctions:StartExecution, which AWS doesn't list"],
  ["kms:Frobnicate", "kms:Frobnicate, which AWS doesn't list"],
  [["s3:GetObject", "s3:PutObjekt"], "s3:PutObjekt: write s3:PutObject"],
])("%j names one that AWS doesn't have", (action, detail) => {
  expect(ofActions(action)).toEqual([`iam-known-actions: a policy has ${detail}`]);
});

// IAM User Guide, "IAM JSON policy elements: Condition operators" and "Set operators for multivalued context keys".
test.each([
  ...["StringEquals", "StringNotEquals", "StringEqualsIgnoreCase", "StringNotEqualsIgnoreCase", "StringLike", "StringNotLike"],
  ...["NumericEquals", "NumericNotEquals", "NumericLessThan", "NumericLessThanEquals", "NumericGreaterThan", "NumericGreaterThanEquals"],
  ...["DateEquals", "DateNotEquals", "DateLessThan", "DateLessThanEquals", "DateGreaterThan", "DateGreaterThanEquals"],
  ...["Bool", "BinaryEquals", "IpAddress", "NotIpAddress", "ArnEquals", "ArnLike", "ArnNotEquals", "ArnNotLike", "Null"],
  ...["StringEqualsIfExists", "ForAllValues:StringLike", "ForAnyValue:StringEqualsIfExists", "stringequals", "${var.operator}"],
])("%s is an operator", (operator) => {
  expect(ofConditions({ [operator]: { "aws:SourceArn": "x" } })).toEqual([]);
});

test.each(["StringEqual", "StringEqualsIfExist", "NullIfExists", "ForEachValue:StringEquals", "Equals", "constructor", "String Equals"])(
  "%s is none",
  (operator) => {
    expect(ofConditions({ [operator]: { "aws:SourceArn": "x" } })).toEqual([
      `iam-known-condition-keys: a policy has ${operator}, which is no condition operator`,
    ]);
  },
);

test("every operator and every key of a condition is read", () => {
  const key = "iam-known-condition-keys: a policy has s3:prefx: write s3:prefix";
  expect(ofConditions({ StringEquals: { "aws:SourceArn": "x", "s3:prefx": "a" } })).toEqual([key]);
  expect(ofConditions({ StringEquals: { "aws:SourceArn": "x" }, StringLike: { "s3:prefx": "a" } })).toEqual([key]);
});

test("a key that nothing is near is said without another", () => {
  expect(ofConditions({ Bool: { "aws:Frobnicated": "true" } })).toEqual([
    "iam-known-condition-keys: a policy has aws:Frobnicated, which AWS doesn't list",
  ]);
});

test.each([
  "${aws_iam_openid_connect_provider.Ci.url}:sub",
  "aws:PrincipalTag/${var.tag}",
  "token.actions.githubusercontent.com:repository",
])("%s may be a key", (key) => expect(ofConditions({ StringEquals: { [key]: "x" } })).toEqual([]));

test("conditions that are none pass", () => {
  expect(ofConditions({ StringEquals: "x" })).toEqual([]);
  expect(ofConditions({ StringEquals: null })).toEqual([]);
});
