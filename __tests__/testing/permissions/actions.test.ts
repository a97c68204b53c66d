/** What IAM never asks for is refused: it would be denied whatever the policies say, and `.not.toAllowAction` would hold by a slip of the pen. */
import { permissions } from "../../../src/testing";
import { actionMistake } from "../../../src/testing/permissions/actions/known-actions";
import { OPERATIONS } from "../../support/aws-operations";
import { messageOf } from "../../support/synth";
import { said } from "../matchers/fixture";
import { ALLOW, Resources, evaluate, merged, roleWith, stackOf } from "./fixture";

const RESOURCES: Resources = merged(roleWith("app", [ALLOW("*")]), { aws_s3_bucket: { Data: { bucket: "data" } } });
const READ = { principal: "app", action: "s3:GetObject", resource: "Data", resourcePath: "/x" };
const refusalOf = (action: string): string => messageOf(() => evaluate(RESOURCES, { ...READ, action, resource: "*" }));

describe("an action that the Service Authorization Reference doesn't list", () => {
  test("is refused with the one that is meant", () => {
    expect(messageOf(() => evaluate(RESOURCES, { ...READ, action: "s3:GetObjekt" }))).toBe(
      "permissions: invalid input\n  - action: must be an action that the Service Authorization Reference lists; " +
        'received "s3:GetObjekt". Write s3:GetObject. For one that is newer than September 2026: ' +
        'permissions(stack, { newerActions: ["s3:GetObjekt"] }).',
    );
  });

  test("doesn't meet .not.toAllowAction", () => {
    const stack = stackOf(merged(roleWith("app", []), { aws_s3_bucket: { Data: { bucket: "data" } } }));
    expect(said(() => expect(stack).not.toAllowAction({ ...READ, action: "s3:GetObjekt" }))).toContain("Write s3:GetObject.");
  });

  // One of each of the ways to be wrong: a letter, an ending, a word, the name of an operation.
  test.each([
    ["kms:decryptt", "kms:Decrypt"],
    ["kms:GenerateDatakeys", "kms:GenerateDataKey"],
    ["secretsmanager:GetSecretValues", "secretsmanager:GetSecretValue"],
    ["rds-db:conect", "rds-db:connect"],
    ["sqs:SendMessageBatch", "sqs:SendMessage"],
    ["sns:PublishBatch", "sns:Publish"],
    ["lambda:Invoke", "lambda:InvokeFunction"],
    // https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-with-s3-policy-actions.html
    ["s3:HeadObject", "s3:GetObject"],
    ["s3:ListObjectsV2", "s3:ListBucket"],
    ["s3:ListBuckets", "s3:ListAllMyBuckets"],
    ["s3:UploadPart", "s3:PutObject"],
    ["s3:PutBucketLifecycleConfiguration", "s3:PutLifecycleConfiguration"],
  ])("%s is refused for %s", (action, meant) => expect(refusalOf(action)).toContain(`Write ${meant}. `));

  test("is refused without another where none is near", () => {
    expect(refusalOf("kms:Frobnicate")).toContain('received "kms:Frobnicate". Look its name up there. ');
  });
});

describe("the prefix of no service", () => {
  test("is refused with the one that is meant", () => {
    expect(refusalOf("secretmanager:GetSecretValue")).toContain(
      'must begin with the prefix of an AWS service; received "secretmanager:GetSecretValue". Write secretsmanager:GetSecretValue.',
    );
  });

  // Names of services that their actions don't begin with.
  test.each(["elasticloadbalancingv2:ModifyListener", "stepfunctions:StartExecution"])("%s is refused", (action) => {
    expect(refusalOf(action)).toContain("must begin with the prefix of an AWS service");
  });
});

describe("an action is asked", () => {
  test("in letters of either case, as IAM compares them", () => {
    expect(evaluate(RESOURCES, { ...READ, action: "s3:getobject" }).verdict).toBe("allowed");
  });

  test("of a service whose actions nobody has listed", () => {
    expect(evaluate(RESOURCES, { ...READ, action: "appconfig:GetConfiguration", resource: "*" }).verdict).toBe("allowed");
  });

  test.each([["s3:GetObjectLineage"], ["s3:GetObject*"], ["*"]])("that is newer than the lists, where newerActions has %s", (newer) => {
    const access = permissions(stackOf(RESOURCES), { newerActions: [newer] });
    expect(access.evaluate({ ...READ, action: "s3:GetObjectLineage" }).verdict).toBe("allowed");
  });

  test("that is newer only where newerActions has it", () => {
    const access = permissions(stackOf(RESOURCES), { newerActions: ["s3:GetObjectLineage"] });
    expect(messageOf(() => access.evaluate({ ...READ, action: "s3:GetObjekt" }))).toContain("Write s3:GetObject.");
  });

  test("that a provider calls for the example, by the Service Authorization Reference", () => {
    const asked = [...new Set(Object.values(OPERATIONS).flatMap(({ needs }) => needs.map(({ action }) => action)))];
    expect(asked.length).toBeGreaterThan(200);
    expect(asked.filter((action) => actionMistake(action) !== undefined)).toEqual([]);
  });
});

test("a newer action that is none is refused", () => {
  expect(messageOf(() => permissions(stackOf(RESOURCES), { newerActions: ["GetObjectLineage"] }))).toBe(
    "permissions: invalid input\n  - newerActions[0]: must be an action, as policies have it; " +
      'received "GetObjectLineage". Write it as "s3:GetObjectLineage" or "newservice:*".',
  );
});
