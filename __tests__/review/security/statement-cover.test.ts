import { conditionsImply, covers } from "../../../src/review/security/statement-cover";
import { Statement } from "../../../src/testing/permissions/statement";

const READ: Statement = { name: "Read", effect: "Allow", actions: ["s3:GetObject"], resources: ["arn:aws:s3:::a/*"] };

test.each<[string, Partial<Statement>]>([
  ["itself", {}],
  ["one action of many", { actions: ["s3:Get*"] }],
  ["whatever the capitals of actions", { actions: ["S3:getobject"] }],
  ["one resource of many", { resources: ["arn:aws:s3:::*"] }],
  ["all resources but others", { resources: undefined, notResources: ["arn:aws:s3:::b/*"] }],
  ["all actions but others", { actions: undefined, notActions: ["iam:*"] }],
])("a statement covers %s", (_, wider) => {
  expect(covers({ ...READ, ...wider }, READ)).toBe(true);
});

test.each<[string, Partial<Statement>]>([
  ["of the other effect", { effect: "Deny" }],
  ["about other actions", { actions: ["s3:PutObject"] }],
  ["about fewer resources", { resources: ["arn:aws:s3:::a/b"] }],
  ["about all actions but this", { actions: undefined, notActions: ["s3:Get*"] }],
  ["under a condition", { condition: { Bool: { "aws:SecureTransport": "true" } } }],
  ["about somebody", { principals: { AWS: ["arn:aws:iam::111122223333:root"] } }],
])("a statement %s doesn't", (_, other) => {
  expect(covers({ ...READ, ...other }, { ...READ, principals: other.principals && "*" })).toBe(false);
});

const vpc = (operator: string, ...values: string[]): Record<string, Record<string, string[]>> => ({
  [operator]: { "aws:SourceVpc": values },
});

test.each([
  [vpc("StringEquals", "a"), vpc("StringEquals", "a", "b"), true],
  [vpc("StringEquals", "a", "b"), vpc("StringEquals", "a"), false],
  [vpc("StringLike", "vpc-1"), vpc("StringLike", "vpc-*"), true],
  [vpc("StringNotEquals", "a", "b"), vpc("StringNotEquals", "a"), true],
  [vpc("StringNotEquals", "a"), vpc("StringNotEquals", "a", "b"), false],
  [vpc("StringEquals", "a"), { StringEquals: { "AWS:SourceVPC": "a" } }, true],
  [{}, vpc("StringEquals", "a"), false],
  [vpc("StringEquals", "a"), {}, true],
  [{ NumericLessThan: { "s3:max-keys": "10" } }, { NumericLessThan: { "s3:max-keys": "20" } }, false],
])("whether %j implies %j: %s", (given, needed, expected) => {
  expect(conditionsImply(given, needed)).toBe(expected);
});
