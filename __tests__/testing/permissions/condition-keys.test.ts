/** A key that no request has is refused in the context of one: policies would find the request without the key that is meant, whatever they say. */
import { permissions } from "../../../src/testing";
import { conditionKeyMistake } from "../../../src/testing/permissions/actions/known-condition-keys";
import { messageOf } from "../../support/synth";
import { said } from "../matchers/fixture";
import { ALLOW, Resources, evaluate, merged, roleWith, stackOf } from "./fixture";

const RESOURCES: Resources = merged(roleWith("app", [ALLOW("*")]), { aws_s3_bucket: { Data: { bucket: "data" } } });
const READ = { principal: "app", action: "s3:GetObject", resource: "Data", resourcePath: "/x" };
const LISTED = "must be a condition key that the Service Authorization Reference or the IAM User Guide lists";
const PREFIX = "must begin with aws:, the prefix of an AWS service or the host of an identity provider";

test("a misspelt key is refused with the one that is meant", () => {
  expect(messageOf(() => evaluate(RESOURCES, { ...READ, context: { "aws:SourceAcount": "111122223333" } }))).toBe(
    `permissions: invalid input\n  - context: ${LISTED}; received "aws:SourceAcount". Write aws:SourceAccount. ` +
      'For one that is newer than September 2026: permissions(stack, { newerConditionKeys: ["aws:SourceAcount"] }).',
  );
});

test("a key of which nothing is near is refused without another", () => {
  expect(messageOf(() => evaluate(RESOURCES, { ...READ, context: { "aws:Frobnicated": "yes" } }))).toContain(
    'received "aws:Frobnicated". Look its name up there. For one',
  );
});

test("each wrong key of a context is said", () => {
  const refusal = messageOf(() =>
    evaluate(RESOURCES, { ...READ, context: { "s3:prefx": "a", "aws:SourceIp": "10.0.0.1", "aws:Sourcevpd": "vpc-1" } }),
  );
  expect(refusal.match(/received "[^"]+"/g)).toEqual(['received "s3:prefx"', 'received "aws:Sourcevpd"']);
});

test("a misspelt key doesn't meet .not.toAllowAction", () => {
  const stack = stackOf(merged(roleWith("app", []), { aws_s3_bucket: { Data: { bucket: "data" } } }));
  expect(said(() => expect(stack).not.toAllowAction({ ...READ, context: { "aws:SourceAcount": "111122223333" } }))).toContain(
    "Write aws:SourceAccount.",
  );
});

// What is meant is what the pages have: the IAM User Guide's "AWS global condition context keys", and "Condition keys for" each service.
test.each([
  ["aws:PrincipalOrgId2", LISTED, "aws:PrincipalOrgID"],
  ["aws:RequestTags/team", LISTED, "aws:RequestTag/team"],
  ["aws:RequestTag", LISTED, "aws:RequestTag/…"],
  ["kms:EncryptionContexts:app", LISTED, "kms:EncryptionContext:app"],
  ["kms:EncryptionContext", LISTED, "kms:EncryptionContext:…"],
  ["kms:ViaServices", LISTED, "kms:ViaService"],
  ["s3:ExistingObjectTags/a", LISTED, "s3:ExistingObjectTag/a"],
  ["saml:audd", LISTED, "saml:aud"],
  // Of a service without keys of its own.
  ["sqs:SourceArn", LISTED, "aws:SourceArn"],
  ["s3:SecureTransport", LISTED, "aws:SecureTransport"],
  ["sqs:MessageGroupId", LISTED, undefined],
  ["sqs:a", LISTED, undefined],
  ["asw:SourceArn", PREFIX, "aws:SourceArn"],
  ["kmss:ViaService", PREFIX, "kms:ViaService"],
  ["secretmanager:VersionStage", PREFIX, "secretsmanager:VersionStage"],
  ["stepfunctions:Frobnicated", PREFIX, undefined],
  ["constructor:name", PREFIX, undefined],
])("%s breaks a rule, and another is meant", (key, rule, meant) => {
  expect(conditionKeyMistake(key)).toEqual({ rule, meant });
});

test.each([
  ["aws:SourceArn"],
  ["AWS:sourcearn"],
  ["aws:SourceOwner"],
  ["aws:SignInSessionArn"],
  ["aws:RequestTag/team"],
  ["aws:ResourceTag/aws:cloudformation:stack-name"],
  ["aws:PrincipalTag/team"],
  ["kms:EncryptionContext:aws:s3:arn"],
  ["kms:EncryptionContextKeys"],
  ["s3:ExistingObjectTag/class"],
  ["s3:x-amz-server-side-encryption-aws-kms-key-id"],
  ["ec2:ResourceTag/team"],
  ["ec2:SourceInstanceARN"],
  ["lambda:SourceFunctionArn"],
  ["rds:cluster-tag/team"],
  ["token.actions.githubusercontent.com:sub"],
  ["token.actions.githubusercontent.com/acme:sub"],
  ["oidc.eks.eu-central-1.amazonaws.com/id/0123456789ABCDEF:aud"],
  ["cognito-identity.amazonaws.com:amr"],
  ["accounts.google.com:sub"],
  ["SAML:aud"],
  ["SAML:eduPersonOrgDN"],
  // Of services whose keys nobody has listed, and of what isn't called as its service.
  ["codebuild:ProjectArn"],
  ["glue:RoleAssumedBy"],
  ["identitystore:UserId"],
  ["identitycenter:InstanceArn"],
])("%s may be in a request", (key) => {
  expect(conditionKeyMistake(key)).toBeUndefined();
});

describe("a key that is newer than the lists", () => {
  const context = { "aws:SourceOrgTag/team": "trading" };

  test.each([["aws:SourceOrgTag/team"], ["AWS:SourceOrgTag/*"], ["aws:*"], ["*"]])("is taken where newerConditionKeys has %s", (newer) => {
    expect(permissions(stackOf(RESOURCES), { newerConditionKeys: [newer] }).evaluate({ ...READ, context }).verdict).toBe("allowed");
  });

  test("is refused where newerConditionKeys has another", () => {
    const access = permissions(stackOf(RESOURCES), { newerConditionKeys: ["aws:SourceOrgTags"], newerActions: ["*"] });
    expect(messageOf(() => access.evaluate({ ...READ, context }))).toContain('received "aws:SourceOrgTag/team"');
  });

  test("is refused among the options where it has no prefix", () => {
    expect(messageOf(() => permissions(stackOf(RESOURCES), { newerConditionKeys: ["aws:SourceOrgTag/*", "SourceOrgTag"] }))).toBe(
      "permissions: invalid input\n  - newerConditionKeys[1]: must be a condition key with its prefix, as policies have it; " +
        'received "SourceOrgTag". Write it as "aws:SourceOrgTag/*" or "newservice:*".',
    );
  });
});
