/** A principal that only Terraform knows may be whoever asks: it is neither allowed nor denied for sure. */
import { Access, AccessRequest } from "../../../src/testing";
import { messageOf } from "../../support/synth";
import { ACCOUNT, Resources, evaluate, merged, policy, roleWith } from "./fixture";

const READ: AccessRequest = { principal: "app", action: "s3:GetObject", resource: "b", resourcePath: "/x" };

function read(roles: Resources, statement: object): Access {
  const everything = { Action: "s3:*", Resource: "arn:aws:s3:::data/*", ...statement };
  const bucket: Resources = {
    aws_s3_bucket: { b: { bucket: "data" } },
    aws_s3_bucket_policy: { p: { bucket: "${aws_s3_bucket.b.id}", policy: policy(everything) } },
  };
  return evaluate(merged(roles, bucket), READ);
}

const NOBODY = roleWith("app", []);
const READER = roleWith("app", [{ Effect: "Allow", Action: "s3:GetObject", Resource: "*" }]);

test("a statement that allows it", () => {
  const access = read(NOBODY, { Effect: "Allow", Principal: { AWS: "${var.reader}" } });
  expect(access.verdict).toBe("depends");
  expect(access.explanation).toBe(
    "Whether role app is authorized to perform s3:GetObject on b/x depends on var.reader: the bucket policy of b allows s3:GetObject to role app only where " +
      "the principal is ${var.reader} (statement number 1).",
  );
});

test("a statement that denies it", () => {
  expect(read(READER, { Effect: "Deny", Principal: { AWS: "${var.reader}" } }).verdict).toBe("depends");
});

test("a statement that denies all but it", () => {
  const root = `arn:aws:iam::${ACCOUNT}:root`;
  expect(read(READER, { Effect: "Deny", NotPrincipal: { AWS: [root, "${var.reader}"] } }).verdict).toBe("depends");
});

test("an account may be the principal's, and its own policies are asked for then", () => {
  const statement = { Effect: "Allow", Principal: { AWS: "arn:aws:iam::${var.account}:root" } };
  expect(read(READER, statement).verdict).toBe("allowed");
  expect(read(NOBODY, statement).verdict).toBe("denied");
});

test("a role of another name isn't", () => {
  expect(read(NOBODY, { Effect: "Allow", Principal: { AWS: "arn:aws:iam::${var.account}:role/other" } }).verdict).toBe("denied");
});

test("a key policy of an account that only Terraform knows", () => {
  const statement = { Effect: "Allow", Principal: { AWS: "arn:aws:iam::${var.account}:root" }, Action: "kms:*", Resource: "*" };
  const key: Resources = { aws_kms_key: { k: { policy: policy(statement) } } };
  const decrypts = roleWith("app", [{ Effect: "Allow", Action: "kms:Decrypt", Resource: "*" }]);
  expect(evaluate(merged(decrypts, key), { principal: "app", action: "kms:Decrypt", resource: "k" }).verdict).toBe("depends");
});

test("the misspelt principal of a service is refused with the one that is meant", () => {
  const asked = (principal: string): string =>
    messageOf(() => evaluate(NOBODY, { principal, action: "s3:ListAllMyBuckets", resource: "*" }));
  expect(asked("cloudfrnt.amazonaws.com")).toBe(
    'principal: "cloudfrnt.amazonaws.com" is no AWS service that is known: did you mean "cloudfront.amazonaws.com"?',
  );
  expect(asked("lamda.amazonaws.com")).toContain('did you mean "lambda.amazonaws.com"?');
});

// Each is a service whose name is near to another's.
test.each(["ds", "dax", "lex", "inspector", "macie", "appflow", "waf"])("%s.amazonaws.com may be asked", (name) => {
  const request = { principal: `${name}.amazonaws.com`, action: "s3:ListAllMyBuckets", resource: "*" };
  expect(evaluate(NOBODY, request).verdict).toBe("denied");
});

test.each(["arn:aws:iam:111122223333:role/app", "arn:aws:iam::111122223333:app", "arn:aws:s3:::data"])(
  "%s, the ARN of no principal, is refused: no policy could name it",
  (principal) => {
    expect(messageOf(() => evaluate(NOBODY, { principal, action: "s3:ListAllMyBuckets", resource: "*" }))).toBe(
      `principal: "${principal}" is no principal's ARN: write it as arn:aws:iam::111122223333:role/name, or give a construct's path`,
    );
  },
);

test("the principal of a service that isn't known is assumed to be one", () => {
  const asked = (principal: string): readonly string[] =>
    evaluate(NOBODY, { principal, action: "s3:ListAllMyBuckets", resource: "*" }).assumptions;
  expect(asked("quantumledger.amazonaws.com")).toContain("quantumledger.amazonaws.com is the principal of an AWS service");
  for (const known of [
    "cloudfront.amazonaws.com",
    "logs.eu-central-1.amazonaws.com",
    "rds.application-autoscaling.amazonaws.com",
    "ec2.amazonaws.com.cn",
  ]) {
    expect(asked(known).join()).not.toContain("principal of an AWS service");
  }
});
