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

describe("principals", () => {
  const key = (Principal: object): Resources => ({
    aws_kms_key: { Key: { policy: policy({ Effect: "Allow", Principal, Action: "kms:*", Resource: "*" }) } },
  });
  const decrypt = { principal: "Reader", action: "kms:Decrypt", resource: "Key" };

  test.each([ACCOUNT, `arn:aws:iam::${ACCOUNT}:root`])("%s is the account (IAM User Guide, AWS account principals)", (account) => {
    const allowed = { Effect: "Allow", Action: "kms:Decrypt", Resource: "*" };
    expect(evaluate(merged(key({ AWS: account }), roleWith("Reader", [allowed])), decrypt).verdict).toBe("allowed");
    expect(evaluate(merged(key({ AWS: account }), roleWith("Reader", [])), decrypt).verdict).toBe("denied");
    expect(evaluate(merged(key({ AWS: "444455556666" }), roleWith("Reader", [allowed])), decrypt).verdict).toBe("denied");
  });

  test.each(["*", { AWS: "*" }])("%j is everybody, services too (IAM User Guide, All principals)", (Principal) => {
    const statement = { Effect: "Allow", Principal, Action: "sns:Publish", Resource: "*" };
    const topic: Resources = { aws_sns_topic: { Alarms: { name: "alarms", policy: policy(statement) } } };
    const publish = { principal: "events.amazonaws.com", action: "sns:Publish", resource: "Alarms" };
    expect(evaluate(topic, publish).verdict).toBe("allowed");
  });

  test("Auto Scaling's service-linked role ends in its suffix (EC2 Auto Scaling User Guide, Service-linked roles)", () => {
    const arn = `arn:aws:iam::${ACCOUNT}:role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling_orders`;
    const role = { aws_service_name: "autoscaling.amazonaws.com", custom_suffix: "orders" };
    const resources = merged(key({ AWS: arn }), { aws_iam_service_linked_role: { Scaling: role } });
    expect(evaluate(resources, { ...decrypt, principal: "Scaling" }).verdict).toBe("allowed");
  });

  test("services of China have the suffix of its partition (AWS China, Getting started, Service principals)", () => {
    const trust = { Effect: "Allow", Principal: { Service: "ec2.${data.aws_partition.P.dns_suffix}" }, Action: "sts:AssumeRole" };
    const resources: Resources = { aws_iam_role: { Reader: { name: "Reader", assume_role_policy: policy(trust) } } };
    const more = { provider: { aws: [{ region: "cn-north-1", allowed_account_ids: [ACCOUNT] }] }, data: { aws_partition: { P: {} } } };
    const assume = { principal: "ec2.amazonaws.com.cn", action: "sts:AssumeRole", resource: "Reader" };
    expect(evaluate(resources, assume, more).verdict).toBe("allowed");
  });
});

describe("resources", () => {
  const queue: Resources = { aws_sqs_queue: { Orders: { name: "orders" } } };
  const send = { principal: "Reader", action: "sqs:SendMessage", resource: "Orders" };

  test.each([
    ["arn:aws:sqs", "allowed"],
    ["arn:aws:sns", "denied"],
  ])("%s is completed by wildcards (IAM User Guide, IAM JSON policy elements: Resource, Incomplete ARNs)", (Resource, verdict) => {
    const statement = { Effect: "Allow", Action: "sqs:SendMessage", Resource };
    expect(evaluate(merged(queue, roleWith("Reader", [statement])), send).verdict).toBe(verdict);
  });

  test.each([
    ["orders-?", "allowed"],
    ["orders?", "denied"],
  ])("%s has one character for ?, also where the object's key is known later (IAM User Guide, Resource)", (pattern, verdict) => {
    const statement = reading(undefined, { Resource: `arn:aws:s3:::${pattern}/*` });
    const resources = merged({ aws_s3_bucket: { Orders: { bucket: "orders-1" } } }, roleWith("Reader", [statement]));
    expect(evaluate(resources, { ...read, resourcePath: "/${var.day}" }).verdict).toBe(verdict);
  });
});

test("a stack whose provider names no account is taken to be in the one that it names most", () => {
  const named = (account: string) => `arn:aws:iam::${account}:role/deploy`;
  const statements = [
    { Effect: "Allow", Action: "sts:AssumeRole", Resource: [named("444455556666"), named(ACCOUNT)] },
    { Effect: "Allow", Action: "sts:TagSession", Resource: named(ACCOUNT) },
  ];
  const { assumptions } = evaluate(merged(reader([reading(), ...statements])), read, { provider: { aws: [{ region: "eu-central-1" }] } });
  expect(assumptions).toEqual([`the account is taken to be ${ACCOUNT}, which the stack names most: its provider allows every account`]);
});

test("a deny of the permissions boundary wins over a bucket policy that names the user (IAM User Guide, Permissions boundaries)", () => {
  const boundary = { Effect: "Allow", Action: "*", Resource: "*" };
  const deny = { Effect: "Deny", Action: "s3:GetObject", Resource: "*" };
  const named = reading(undefined, { Principal: { AWS: `arn:aws:iam::${ACCOUNT}:user/Bob` } });
  const resources = (...statements: object[]): Resources => ({
    ...BUCKET,
    aws_s3_bucket_policy: { Orders: { bucket: "orders", policy: policy(named) } },
    aws_iam_policy: { Boundary: { name: "boundary", policy: policy(...statements) } },
    aws_iam_user: { Bob: { name: "Bob", permissions_boundary: "${aws_iam_policy.Boundary.arn}" } },
  });
  expect(evaluate(resources(boundary), { ...read, principal: "Bob" }).verdict).toBe("allowed");
  expect(evaluate(resources(boundary, deny), { ...read, principal: "Bob" }).verdict).toBe("denied");
});

test("members of a group have its policies, by aws_iam_group_membership too (IAM User Guide, IAM user groups)", () => {
  const resources = (users: string[]): Resources => ({
    ...BUCKET,
    aws_iam_user: { Bob: { name: "bob" } },
    aws_iam_group: { Traders: { name: "traders" } },
    aws_iam_group_policy: { P: { group: "traders", policy: policy(reading()) } },
    aws_iam_group_membership: { M: { name: "m", group: "traders", users } },
  });
  expect(evaluate(resources(["bob"]), { ...read, principal: "Bob" }).verdict).toBe("allowed");
  expect(evaluate(resources(["alice"]), { ...read, principal: "Bob" }).verdict).toBe("denied");
});

test("a table has a resource policy (DynamoDB Developer Guide, Using resource-based policies)", () => {
  const statement = {
    Effect: "Allow",
    Principal: { AWS: `arn:aws:iam::${ACCOUNT}:role/Reader` },
    Action: "dynamodb:GetItem",
    Resource: "*",
  };
  const table: Resources = {
    aws_dynamodb_table: { Orders: { name: "orders" } },
    aws_dynamodb_resource_policy: { P: { resource_arn: "${aws_dynamodb_table.Orders.arn}", policy: policy(statement) } },
  };
  const get = { principal: "Reader", action: "dynamodb:GetItem", resource: "Orders" };
  expect(evaluate(merged(table, roleWith("Reader", [])), get).verdict).toBe("allowed");
  expect(evaluate(merged(table, roleWith("Writer", [])), { ...get, principal: "Writer" }).verdict).toBe("denied");
});

test("a file system policy lets one role mount (Amazon EFS User Guide, Resource-based policy examples, read and write access to a specific role)", () => {
  const statement = {
    Effect: "Allow",
    Principal: { AWS: `arn:aws:iam::${ACCOUNT}:role/Tester` },
    Action: ["elasticfilesystem:ClientWrite", "elasticfilesystem:ClientMount"],
    Resource: "${aws_efs_file_system.Files.arn}",
    Condition: { Bool: { "elasticfilesystem:AccessedViaMountTarget": "true" } },
  };
  const files: Resources = {
    aws_efs_file_system: { Files: { creation_token: "files" } },
    aws_efs_file_system_policy: { P: { file_system_id: "${aws_efs_file_system.Files.id}", policy: policy(statement) } },
  };
  const mounting = (principal: string, viaMountTarget: string) =>
    evaluate(merged(files, roleWith(principal, [])), {
      ...{ principal, action: "elasticfilesystem:ClientMount", resource: "Files" },
      context: { "elasticfilesystem:AccessedViaMountTarget": viaMountTarget },
    }).verdict;
  expect(mounting("Tester", "true")).toBe("allowed");
  expect(mounting("Tester", "false")).toBe("denied");
  expect(mounting("Other", "true")).toBe("denied");
});
