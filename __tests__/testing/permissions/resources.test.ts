/** Which ARNs a statement's resources are. */
import { Arguments } from "../../../src/testing";
import { messageOf } from "../../support/synth";
import { ACCOUNT, REGION, Resources, evaluate, merged, policy, roleWith } from "./fixture";

function verdict(action: string, pattern: string, resource: Resources, name: string): string {
  const roles = roleWith("app", [{ Effect: "Allow", Action: action, Resource: pattern }]);
  return evaluate(merged(roles, resource), { principal: "app", action, resource: name }).verdict;
}

describe("a wildcard", () => {
  const FUNCTION: Resources = { aws_lambda_function: { f: { function_name: "foo" } } };

  test.each<readonly [page: string, pattern: string, verdict: string]>([
    ["that ends a field takes what is behind the colon", "arn:aws:lambda:*:function:foo", "allowed"],
    ["that ends a field takes its own field alone", `arn:aws:lambda:*:${ACCOUNT}:function:foo`, "allowed"],
    ["within a field doesn't", `arn:aws:lambda:${REGION}:*3:foo`, "denied"],
    ["that ends a field needs the rest", "arn:aws:lambda:*:function:bar", "denied"],
  ])("%s (IAM User Guide, IAM JSON policy elements: Resource)", (_, pattern, expected) => {
    expect(verdict("lambda:InvokeFunction", pattern, FUNCTION, "f")).toBe(expected);
  });
});

test("six question marks are the random characters of a secret's ARN (Secrets Manager User Guide)", () => {
  const secrets: Resources = { aws_secretsmanager_secret: { s: { name: "db" } } };
  const arn = `arn:aws:secretsmanager:${REGION}:${ACCOUNT}:secret:db`;
  expect(verdict("secretsmanager:GetSecretValue", `${arn}-??????`, secrets, "s")).toBe("allowed");
  expect(verdict("secretsmanager:GetSecretValue", arn, secrets, "s")).toBe("denied");
});

test("the id of a multi-Region key begins with mrk- (AWS KMS Developer Guide)", () => {
  const key = (more: Arguments): Resources => ({ aws_kms_key: { k: more } });
  const pattern = `arn:aws:kms:*:${ACCOUNT}:key/mrk-*`;
  expect(verdict("kms:Decrypt", pattern, key({ multi_region: true }), "k")).toBe("allowed");
  expect(verdict("kms:Decrypt", pattern, key({}), "k")).toBe("denied");
});

test("a request without a signature has no organization (IAM User Guide, aws:PrincipalOrgID)", () => {
  const statement = { Effect: "Allow", Principal: "*", Action: "s3:GetObject", Resource: "arn:aws:s3:::data/*" };
  const Condition = { StringEquals: { "aws:PrincipalOrgID": "o-a1b2c3d4e5" } };
  const bucket: Resources = {
    aws_s3_bucket: { b: { bucket: "data" } },
    aws_s3_bucket_policy: { p: { bucket: "${aws_s3_bucket.b.id}", policy: policy({ ...statement, Condition }) } },
  };
  const access = evaluate(bucket, { principal: "anonymous", action: "s3:GetObject", resource: "b", resourcePath: "/x" });
  expect(access.verdict).toBe("denied");
});

describe("a resource that the action can't be asked of", () => {
  const READER = roleWith("app", [{ Effect: "Allow", Action: "*", Resource: "*" }]);
  const STACK = merged(READER, { aws_s3_bucket: { Data: { bucket: "data" } }, aws_vpc: { Network: {} }, aws_instance: { Web: {} } });
  const asked = (action: string, resource: string) => () => evaluate(STACK, { principal: "app", action, resource });

  test("is refused where it is * and the action knows resources", () => {
    expect(messageOf(asked("s3:PutObject", "*"))).toBe('s3:PutObject is asked of a resource, not of "*": name one of Data; or an ARN');
  });

  test.each([
    "s3:ListBucket",
    "kms:Decrypt",
    "sqs:SendMessage",
    "secretsmanager:GetSecretValue",
    "iam:PassRole",
    "sts:AssumeRole",
    "rds:DeleteDBCluster",
  ])("is * for %s, which knows resources (Service Authorization Reference)", (action) =>
    expect(messageOf(asked(action, "*"))).toContain(`${action} is asked of a resource, not of "*"`),
  );

  test.each([
    "s3:ListAllMyBuckets",
    "kms:ListKeys",
    "sqs:ListQueues",
    "cloudwatch:PutMetricData",
    "ec2:DescribeInstances",
    "sts:GetCallerIdentity",
  ])("isn't * for %s, which knows none (Service Authorization Reference)", (action) =>
    expect(asked(action, "*")().verdict).toBe("allowed"),
  );

  test("is refused where the action's service doesn't have its type", () => {
    expect(messageOf(asked("s3:PutObject", "Network"))).toBe(
      'resource: "Network" is aws_vpc, which s3:PutObject can\'t be asked of: name one of Data; or an ARN',
    );
  });

  test("isn't an instance, for a command of Systems Manager (Service Authorization Reference, SendCommand)", () => {
    expect(asked("ssm:SendCommand", "Web")().verdict).toBe("allowed");
  });
});
