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

const ROLE = "arn:aws:iam::111122223333:role/a";
const OTHER_ROLE = "arn:aws:iam::111122223333:role/b";

test.each<[string, Partial<Statement>, Partial<Statement>, boolean]>([
  ["everybody, of somebody", { principals: "*" }, { principals: { AWS: [ROLE] } }, true],
  ["everybody of AWS, of a service", { principals: { AWS: ["*"] } }, { principals: { Service: ["ec2.amazonaws.com"] } }, true],
  ["somebody, of everybody", { principals: { AWS: [ROLE] } }, { principals: "*" }, false],
  ["somebody, of whom nobody names", { principals: { AWS: [ROLE] } }, { principals: undefined }, false],
  ["two, of one", { principals: { AWS: [ROLE, OTHER_ROLE] } }, { principals: { AWS: [ROLE] } }, true],
  ["one, of two", { principals: { AWS: [ROLE] } }, { principals: { AWS: [ROLE, OTHER_ROLE] } }, false],
  ["a service, of a role", { principals: { Service: [ROLE] } }, { principals: { AWS: [ROLE] } }, false],
  ["all but some, of all but the same", { notPrincipals: { AWS: [ROLE] } }, { notPrincipals: { AWS: [ROLE] } }, true],
  ["all but some, of all but others", { notPrincipals: { AWS: [ROLE] } }, { notPrincipals: { AWS: [OTHER_ROLE] } }, false],
  ["all but some, of somebody", { notPrincipals: { AWS: [ROLE] } }, { principals: { AWS: [OTHER_ROLE] } }, false],
  ["all but some, of fewer", { actions: undefined, notActions: ["iam:*"] }, { actions: undefined, notActions: ["iam:*", "s3:*"] }, true],
  [
    "all but more, of all but some",
    { actions: undefined, notActions: ["iam:*", "s3:*"] },
    { actions: undefined, notActions: ["iam:*"] },
    false,
  ],
  ["all but what is a part of it, of a pattern", { actions: undefined, notActions: ["s3:GetObject"] }, { actions: ["s3:Get*"] }, false],
  ["some, of all but others", { actions: ["s3:*"] }, { actions: undefined, notActions: ["iam:*"] }, false],
  ["all, of all but some", { actions: ["*"] }, { actions: undefined, notActions: ["iam:*"] }, true],
  ["no resource, of none", { resources: undefined }, { resources: undefined }, true],
  ["no resource, of one", { resources: undefined }, {}, false],
  ["no resource, of all but one", { resources: undefined }, { resources: undefined, notResources: ["arn:aws:s3:::a/*"] }, false],
  ["a resource, of none", {}, { resources: undefined }, false],
])("whether a statement of %s says all of it", (_, outer, inner, expected) => {
  expect(covers({ ...READ, ...outer }, { ...READ, ...inner })).toBe(expected);
});

// IAM User Guide, "IAM JSON policy elements: Condition operators".
test.each<[string, string, string, boolean]>([
  ["StringEqualsIgnoreCase", "a", "a", true],
  ["ForAllValues:StringEquals", "a", "a", true],
  ["ForAnyValue:StringLike", "a1", "a*", true],
  ["StringLikeIfExists", "a1", "a*", true],
  ["ArnLike", "arn:aws:s3:::a", "arn:aws:s3:::*", true],
  ["ArnEquals", "arn:aws:s3:::a", "arn:aws:s3:::*", true],
  ["StringEquals", "a1", "a*", false],
  ["IpAddress", "10.0.0.0/8", "10.0.0.0/8", true],
  ["StringNotLike", "a*", "a1", true],
  ["StringNotLike", "a1", "a*", false],
  ["ArnNotLike", "arn:aws:s3:::*", "arn:aws:s3:::a", true],
  ["StringNotEquals", "a*", "a1", false],
  ["NotIpAddress", "10.0.0.0/8", "10.0.0.0/8", true],
  ["Bool", "true", "true", true],
  ["Bool", "true", "false", false],
])("whether %s of %s implies that of %s: %s", (operator, given, needed, expected) => {
  expect(conditionsImply({ [operator]: { "a:key": given } }, { [operator.toLowerCase()]: { "A:Key": needed } })).toBe(expected);
});

test("values of another operator or key imply nothing, and the order of several is none", () => {
  const of = (operator: string, key: string, ...values: string[]) => ({ [operator]: { [key]: values } });
  expect(conditionsImply(of("StringLike", "a:key", "a"), of("StringEquals", "a:key", "a"))).toBe(false);
  expect(conditionsImply(of("StringEquals", "a:other", "a"), of("StringEquals", "a:key", "a"))).toBe(false);
  expect(conditionsImply(of("NumericEquals", "a:key", "1", "2"), of("NumericEquals", "a:key", "2", "1"))).toBe(true);
});
