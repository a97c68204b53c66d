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
