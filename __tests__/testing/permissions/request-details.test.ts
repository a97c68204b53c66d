/** What a request has beside what it names, and what conditions make of it. Expectations are those of the page that stands with each. */
import { permissions } from "../../../src/testing";
import { ACCOUNT, Resources, evaluate, merged, policy, roleWith, stackOf, userWith } from "./fixture";

const BUCKET: Resources = { aws_s3_bucket: { Orders: { bucket: "orders" } } };
const read = { principal: "Reader", action: "s3:GetObject", resource: "Orders", resourcePath: "/a" };
const reading = (Condition?: object, more: object = {}) => ({
  ...{ Effect: "Allow", Action: "s3:GetObject", Resource: "arn:aws:s3:::orders/*", Condition },
  ...more,
});
const reader = (statements: readonly object[], more: object = {}): Resources => merged(BUCKET, roleWith("Reader", statements, more));

describe("aws:username", () => {
  test("is the friendly name, without the path (IAM User Guide, IAM identifiers)", () => {
    const home = { Effect: "Allow", Action: "s3:GetObject", Resource: "arn:aws:s3:::orders/${aws:username}/*" };
    const resources = merged(BUCKET, userWith("bob", home));
    resources.aws_iam_user!.bob = { name: "bob", path: "/trading/desk/" };
    const asked = { ...read, principal: "bob" };
    expect(evaluate(resources, { ...asked, resourcePath: "/bob/a" }).verdict).toBe("allowed");
    expect(evaluate(resources, { ...asked, resourcePath: "/desk/bob/a" }).verdict).toBe("denied");
  });
});

describe("kms:CallerAccount", () => {
  const key = (account: string): Resources => ({
    aws_kms_key: {
      Key: {
        policy: policy({
          ...{ Effect: "Allow", Principal: { AWS: "*" }, Action: "kms:Decrypt", Resource: "*" },
          Condition: { StringEquals: { "kms:CallerAccount": account } },
        }),
      },
    },
  });

  test.each([
    [ACCOUNT, "allowed"],
    ["444455556666", "denied"],
  ])("is the account of the principal (KMS Developer Guide, AWS KMS condition keys): %s", (account, verdict) => {
    const resources = merged(key(account), roleWith("Reader", []));
    expect(evaluate(resources, { principal: "Reader", action: "kms:Decrypt", resource: "Key" }).verdict).toBe(verdict);
  });
});

describe("aws:SourceIp", () => {
  const endpoint: Resources = { aws_vpc_endpoint: { S3: { vpc_id: "vpc-1", service_name: "com.amazonaws.eu-central-1.s3" } } };
  const context = { "aws:SourceVpce": "S3" };
  const office = { "aws:SourceIp": "203.0.113.0/24" };

  test("isn't there for requests through a VPC endpoint (IAM User Guide, AWS global condition context keys)", () => {
    const resources = merged(endpoint, reader([reading({ IpAddress: office })]));
    expect(evaluate(resources, { ...read, context }).verdict).toBe("denied");
  });

  test("isn't there, so that a negated condition on it is met", () => {
    const deny = { Effect: "Deny", Action: "*", Resource: "*", Condition: { NotIpAddress: office } };
    expect(evaluate(merged(endpoint, reader([reading(), deny])), { ...read, context }).verdict).toBe("denied");
    expect(evaluate(reader([reading(), deny]), { ...read, context: { "aws:SourceIp": "203.0.113.9" } }).verdict).toBe("allowed");
  });
});

describe("conditions", () => {
  test("on numbers have no policy variables (IAM User Guide, Where you can use policy variables)", () => {
    const statement = {
      ...{ Effect: "Allow", Action: "s3:ListBucket", Resource: "arn:aws:s3:::orders" },
      Condition: { NumericLessThanEquals: { "s3:max-keys": "$${aws:PrincipalTag/most}" } },
    };
    const resources = merged(BUCKET, {
      aws_iam_role: { Reader: { name: "Reader", assume_role_policy: policy(), tags: { most: "10" } } },
      aws_iam_role_policy: { P: { role: "Reader", policy: policy(statement) } },
    });
    const list = { principal: "Reader", action: "s3:ListBucket", resource: "Orders", context: { "s3:max-keys": "5" } };
    expect(evaluate(resources, list).verdict).toBe("denied");
  });

  test("that end in IfExists are met without the key, also with ForAnyValue (IAM User Guide, ...IfExists condition operators)", () => {
    const condition = (operator: string) => ({ [operator]: { "aws:TagKeys": ["team"] } });
    const asked = { ...read, context: { "aws:TagKeys": [] } };
    expect(evaluate(reader([reading(condition("ForAnyValue:StringEqualsIfExists"))]), asked).verdict).toBe("allowed");
    expect(evaluate(reader([reading(condition("ForAnyValue:StringEquals"))]), asked).verdict).toBe("denied");
  });
});

describe("partitions", () => {
  test.each([
    ["us-gov-west-1", "aws-us-gov"],
    ["cn-north-1", "aws-cn"],
    ["eu-central-1", "aws"],
  ])("%s is in %s (IAM User Guide, Amazon Resource Names)", (region, partition) => {
    const resource = merged(BUCKET, roleWith("Reader", [reading(undefined, { Resource: `arn:${partition}:s3:::orders/*` })]));
    const access = permissions(stackOf(resource, { provider: { aws: [{ region, allowed_account_ids: [ACCOUNT] }] } })).evaluate(read);
    expect(access.verdict).toBe("allowed");
  });
});
