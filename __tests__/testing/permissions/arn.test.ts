/** ARNs and their patterns (IAM User Guide, "Amazon Resource Names (ARNs)" and "IAM JSON policy elements: Resource"). */
import { arnAccount, arnFields, arnMatches, isResource } from "../../../src/testing/permissions/arn";

test.each([
  ["arn:aws:s3:::orders", ["arn", "aws", "s3", "", "", "orders"]],
  ["arn:aws:logs:eu-central-1:111122223333:log-group:/a:*", ["arn", "aws", "logs", "eu-central-1", "111122223333", "log-group:/a:*"]],
  ["arn:aws:sns:⟪f(a:b)⟫:111122223333:t", ["arn", "aws", "sns", "⟪f(a:b)⟫", "111122223333", "t"]],
  ["⟪f(a:b)⟫", ["⟪f(a:b)⟫"]],
  ["orders", ["orders"]],
])("the fields of %s are %j", (arn, fields) => {
  expect(arnFields(arn)).toEqual(fields);
});

test.each([
  ["arn:aws:iam::111122223333:role/app", "111122223333"],
  ["arn:aws:s3:::orders", undefined],
])("the account of %s is %s", (arn, account) => {
  expect(arnAccount(arn)).toBe(account);
});

test.each([
  ["*", "orders", true],
  ["arn:aws:s3:::orders", "arn:aws:s3:::orders", true],
  ["arn:aws:s3:::o*", "arn:aws:s3:::orders", true],
  ["arn:aws:s3", "arn:aws:s3:::orders", true],
  ["arn:aws:sqs", "arn:aws:s3:::orders", false],
  ["arn:aws:s3*orders", "arn:aws:s3:::orders", false],
  ["arn:aws:*:*:*:orders", "arn:aws:sqs:eu-central-1:111122223333:orders", true],
  ["arn:aws:*:orders", "arn:aws:sqs:eu-central-1:111122223333:orders", false],
  ["arn:aws:s3:::orders", "arn:aws:s3:::⟪var.name⟫", undefined],
  ["arn:aws:sqs:::orders", "arn:aws:s3:::⟪var.name⟫", false],
  ["arn:aws:s3:::orders", "⟪var.arn⟫", undefined],
])("the pattern %s and %s: %s", (pattern, arn, expected) => {
  expect(arnMatches(pattern, arn)).toBe(expected);
});

test.each([
  ["arn:aws:*:orders", "arn:aws:sqs:eu-central-1:111122223333:orders", true],
  ["arn:aws:s3*orders", "arn:aws:s3:::orders", false],
])("the resource %s of a statement and %s: %s", (pattern, arn, expected) => {
  expect(isResource(pattern, arn)).toBe(expected);
});
