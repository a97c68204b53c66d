import { conditionTexts, statementLine } from "../../../src/review/policies/statement-line";

const READ = { Effect: "Allow", Action: "s3:GetObject", Resource: "arn:aws:s3:::records/*" };

test("a statement is one line, with its Sid in front", () => {
  expect(statementLine({ Sid: "Read", ...READ, Condition: { Bool: { "aws:SecureTransport": "true" } } })).toBe(
    "Read: Allow s3:GetObject on arn:aws:s3:::records/* if aws:SecureTransport is true",
  );
});

test("one value reads as a list of one does", () => {
  expect(statementLine({ ...READ, Action: ["s3:GetObject"], Resource: ["arn:aws:s3:::records/*"] })).toBe(statementLine(READ));
});

test("the order of values makes no difference", () => {
  const inOrder = { ...READ, Action: ["s3:GetObject", "s3:PutObject"] };
  expect(statementLine({ ...READ, Action: ["s3:PutObject", "s3:GetObject"] })).toBe(statementLine(inOrder));
});

test("principals are named, those of an account by its id", () => {
  const statement = {
    Effect: "Allow",
    Principal: { AWS: "arn:aws:iam::111122223333:root", Service: "ec2.amazonaws.com" },
    Action: "sts:AssumeRole",
  };
  expect(statementLine(statement)).toBe("Allow sts:AssumeRole to account 111122223333, ec2.amazonaws.com");
});

test.each([[{ AWS: "*" }], ["*"], [{ AWS: ["*"] }]])("the principal %j is everybody", (Principal) => {
  expect(statementLine({ Effect: "Deny", Principal, Action: "*", Resource: "*" })).toBe("Deny every action to everybody on every resource");
});

test("what a statement excepts is said", () => {
  const statement = {
    Effect: "Deny",
    NotPrincipal: { AWS: "arn:aws:iam::111122223333:role/a" },
    NotAction: "iam:Get*",
    NotResource: "arn:aws:s3:::a",
  };
  expect(statementLine(statement)).toBe(
    "Deny every action but iam:Get* to everybody but arn:aws:iam::111122223333:role/a on every resource but arn:aws:s3:::a",
  );
});

test.each([
  [{ StringLike: { "aws:PrincipalArn": ["b", "a"] } }, "aws:PrincipalArn is like a or b"],
  [{ NotIpAddress: { "aws:SourceIp": "10.0.0.0/8" } }, "aws:SourceIp isn't in 10.0.0.0/8"],
  [{ NumericLessThan: { "s3:TlsVersion": "1.2" } }, "s3:TlsVersion is less than 1.2"],
  [{ Null: { "aws:TokenIssueTime": "true" } }, "aws:TokenIssueTime is absent"],
  [{ Null: { "aws:TokenIssueTime": false } }, "aws:TokenIssueTime is present"],
  [{ StringEqualsIfExists: { "aws:SourceVpc": "vpc-1" } }, "aws:SourceVpc is vpc-1 where it is present"],
  [{ "ForAllValues:StringEquals": { "aws:TagKeys": ["a"] } }, "each value of aws:TagKeys is a"],
  [{ "ForAnyValue:StringLike": { "aws:TagKeys": ["a*"] } }, "any value of aws:TagKeys is like a*"],
])("the condition %j reads %s", (condition, text) => {
  expect(conditionTexts(condition)).toEqual([text]);
});

// IAM User Guide, "IAM JSON policy elements: Condition operators".
test.each([
  ["StringEquals", "is"],
  ["StringNotEquals", "isn't"],
  ["StringEqualsIgnoreCase", "is (in any case)"],
  ["StringNotEqualsIgnoreCase", "isn't (in any case)"],
  ["StringLike", "is like"],
  ["StringNotLike", "isn't like"],
  ["NumericEquals", "is"],
  ["NumericNotEquals", "isn't"],
  ["NumericLessThan", "is less than"],
  ["NumericLessThanEquals", "is at most"],
  ["NumericGreaterThan", "is more than"],
  ["NumericGreaterThanEquals", "is at least"],
  ["DateEquals", "is"],
  ["DateNotEquals", "isn't"],
  ["DateLessThan", "is before"],
  ["DateLessThanEquals", "is at the latest"],
  ["DateGreaterThan", "is after"],
  ["DateGreaterThanEquals", "is at the earliest"],
  ["Bool", "is"],
  ["BinaryEquals", "is"],
  ["IpAddress", "is in"],
  ["NotIpAddress", "isn't in"],
  ["ArnEquals", "is"],
  ["ArnLike", "is like"],
  ["ArnNotEquals", "isn't"],
  ["ArnNotLike", "isn't like"],
  ["SomeNewerOperator", "SomeNewerOperator"],
])("the operator %s reads %s", (operator, words) => {
  expect(conditionTexts({ [operator]: { "a:key": "x" } })).toEqual([`a:key ${words} x`]);
});

test("conditions are sorted, whatever their order", () => {
  expect(conditionTexts({ StringLike: { "b:key": "x" }, Bool: { "c:key": "y", "a:key": "y" } })).toEqual([
    "a:key is y",
    "b:key is like x",
    "c:key is y",
  ]);
});

test.each<[string, object, string]>([
  [
    "of a trust policy has no resource",
    { Effect: "Allow", Principal: { AWS: "111122223333" }, Action: "sts:AssumeRole" },
    "Allow sts:AssumeRole to account 111122223333",
  ],
  ["without a Sid has none in front", { ...READ, Sid: "" }, "Allow s3:GetObject on arn:aws:s3:::records/*"],
  ["that allows no action says so", { Effect: "Allow", Resource: "*" }, "Allow nothing on every resource"],
  [
    "whose parts are null has none of them",
    { Effect: "Deny", Action: null, NotAction: null, Principal: null, NotPrincipal: null },
    "Deny nothing",
  ],
  [
    "of everything but everything excepts it",
    { Effect: "Deny", NotAction: ["a:b", "*"], Resource: "*" },
    "Deny every action but every action on every resource",
  ],
  ["names each principal once", { Effect: "Allow", Principal: { AWS: ["b", "a", "b"] }, Action: "a:b" }, "Allow a:b to a, b"],
  [
    "of an account that is a part of another ARN isn't the account's",
    { Effect: "Allow", Principal: { AWS: "arn:aws:iam::111122223333:user/a" }, Action: "a:b" },
    "Allow a:b to arn:aws:iam::111122223333:user/a",
  ],
])("a statement %s", (_, statement, line) => {
  expect(statementLine(statement)).toBe(line);
});
