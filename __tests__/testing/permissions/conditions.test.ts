import { AccessVerdict } from "../../../src/testing";
import { Resources, evaluate, merged, roleWith, userWith } from "./fixture";

type Values = string | readonly string[];
/** An operator, what the policy has, what the request has, and whether IAM says that it matches; `[]` is a key that the request doesn't have. */
type Row = readonly [operator: string, expected: Values, actual: Values, holds: boolean];

/** Whether a condition on a key is met, by a statement that allows only where it is. */
function verdict(condition: object, context: Record<string, Values>): AccessVerdict {
  const statement = { Effect: "Allow", Action: "ec2:RunInstances", Resource: "*", Condition: condition };
  return evaluate(roleWith("app", [statement]), { principal: "app", action: "ec2:RunInstances", resource: "*", context }).verdict;
}

const NONE: readonly string[] = [];

describe.each<readonly [section: string, rows: readonly Row[]]>([
  [
    "String condition operators",
    [
      ["StringEquals", "iamuser-admin", "iamuser-admin", true],
      ["StringEquals", "iamuser-admin", "IAMUSER-ADMIN", false],
      ["StringEquals", ["a", "b"], "b", true],
      ["StringEquals", "a*", "abc", false],
      ["StringNotEquals", "a", "b", true],
      ["StringNotEquals", ["a", "b"], "b", false],
      ["StringEqualsIgnoreCase", "Admin", "ADMIN", true],
      ["StringNotEqualsIgnoreCase", "Admin", "ADMIN", false],
      ["StringLike", "home/*", "home/a/b", true],
      ["StringLike", "home/?", "home/ab", false],
      ["StringLike", "Home/*", "home/a", false],
      ["StringLike", ["", "home/"], "", true],
      ["StringNotLike", "home/*", "home/a", false],
      [
        "StringLike",
        "arn:aws:someservice:*:111122223333:finance/*",
        "arn:aws:someservice:us-east-2:999999999999:store/abc:111122223333:finance/document.txt",
        true,
      ],
    ],
  ],
  [
    "Numeric condition operators",
    [
      ["NumericEquals", "10", "10.0", true],
      ["NumericNotEquals", "10", "10", false],
      ["NumericLessThan", "10", "9", true],
      ["NumericLessThan", "10", "10", false],
      ["NumericLessThanEquals", "10", "10", true],
      ["NumericGreaterThan", "9", "10", true],
      ["NumericGreaterThanEquals", "10", "9", false],
      ["NumericGreaterThanEquals", "10", "10", true],
      ["NumericGreaterThan", "10", "10", false],
      ["NumericLessThanEquals", "10", "11", false],
    ],
  ],
  [
    "Date condition operators",
    [
      ["DateGreaterThan", "2020-01-01T00:00:01Z", "2020-06-01T00:00:00Z", true],
      ["DateGreaterThan", "2020-01-01T00:00:01Z", "2019-12-31T23:59:59Z", false],
      ["DateLessThan", "1577836801", "2019-12-31T23:59:59Z", true],
      ["DateEquals", "2020-01-01T00:00:00Z", "1577836800", true],
      ["DateNotEquals", "2020-01-01T00:00:00Z", "1577836800", false],
      ["DateLessThanEquals", "2020-01-01T00:00:00Z", "2020-01-01T01:00:00+01:00", true],
      ["DateGreaterThanEquals", "2020-01-01", "2019-12-31", false],
      ["DateGreaterThanEquals", "2020-01-01", "2020-01-01T00:00:00Z", true],
      ["DateGreaterThan", "2020-01-01", "2020-01-01T00:00:00Z", false],
      ["DateLessThan", "2020-01-01", "2020-01-01T00:00:00Z", false],
      ["DateLessThanEquals", "2020-01-01", "2020-01-01T00:00:00Z", true],
      // Four digits are a year, five are seconds.
      ["DateEquals", "2020", "2020-01-01T00:00:00Z", true],
      ["DateEquals", "12345", "1970-01-01T03:25:45Z", true],
      ["DateEquals", "12345.5", "1970-01-01T03:25:45.500Z", true],
    ],
  ],
  [
    "Boolean and binary condition operators",
    [
      ["Bool", "true", "true", true],
      ["Bool", "false", "true", false],
      ["BinaryEquals", "QmluYXJ5VmFsdWVJbkJhc2U2NA==", "QmluYXJ5VmFsdWVJbkJhc2U2NA==", true],
      ["BinaryEquals", "QmluYXJ5VmFsdWVJbkJhc2U2NA==", "QQ==", false],
    ],
  ],
  [
    "IP address condition operators",
    [
      ["IpAddress", "203.0.113.0/24", "203.0.113.9", true],
      ["IpAddress", "203.0.113.0/24", "203.0.114.9", false],
      ["IpAddress", "203.0.113.9", "203.0.113.9", true],
      ["IpAddress", ["203.0.113.0/24", "2001:DB8:1234:5678::/64"], "2001:db8:1234:5678::1", true],
      ["NotIpAddress", "203.0.113.0/24", "203.0.113.9", false],
      ["NotIpAddress", "203.0.113.0/24", "198.51.100.1", true],
    ],
  ],
  [
    "Amazon Resource Name (ARN) condition operators",
    [
      ["ArnEquals", "arn:aws:sns:*:123456789012:topic-?", "arn:aws:sns:eu-west-1:123456789012:topic-1", true],
      [
        "ArnLike",
        "arn:aws:someservice:*:111122223333:finance/*",
        "arn:aws:someservice:us-east-2:999999999999:store/abc:111122223333:finance/document.txt",
        false,
      ],
      ["ArnLike", "arn:aws:s3:::bucket", "arn:aws:s3:::Bucket", false],
      ["ArnNotEquals", "arn:aws:sns:*:123456789012:*", "arn:aws:sns:eu-west-1:123456789012:topic-1", false],
      ["ArnNotLike", "arn:aws:sns:*:123456789012:*", "arn:aws:sns:eu-west-1:999999999999:topic-1", true],
    ],
  ],
  [
    "a key that is not present",
    [
      ["StringEquals", "a", NONE, false],
      ["StringNotEquals", "a", NONE, true],
      ["StringNotLike", "a", NONE, true],
      ["ArnNotLike", "arn:aws:sns:*:*:*", NONE, true],
      ["NotIpAddress", "203.0.113.0/24", NONE, true],
      ["NumericLessThan", "1", NONE, false],
      ["Bool", "false", NONE, false],
    ],
  ],
  [
    "…IfExists condition operators",
    [
      ["StringLikeIfExists", ["t1.*", "t2.*", "m3.*"], "t2.micro", true],
      ["StringLikeIfExists", ["t1.*", "t2.*", "m3.*"], "m5.large", false],
      ["StringLikeIfExists", ["t1.*", "t2.*", "m3.*"], NONE, true],
      ["BoolIfExists", "false", NONE, true],
      ["StringNotEqualsIfExists", "a", NONE, true],
    ],
  ],
  [
    "Condition operator to check existence of condition keys",
    [
      ["Null", "true", NONE, true],
      ["Null", "false", NONE, false],
      ["Null", "true", "2020-01-01T00:00:00Z", false],
      ["Null", "false", "2020-01-01T00:00:00Z", true],
      ["Null", ["true", "false"], NONE, true],
    ],
  ],
  [
    "Set operators for multivalued context keys",
    [
      ["ForAllValues:StringLike", ["PostDateTime", "Message", "Tags"], ["PostDateTime", "Message"], true],
      ["ForAllValues:StringLike", ["PostDateTime", "Message", "Tags"], ["PostDateTime", "UserName"], false],
      ["ForAllValues:StringLike", ["PostDateTime"], NONE, true],
      ["ForAnyValue:StringLike", ["ID", "PostDateTime"], ["UserName", "Message", "PostDateTime"], true],
      ["ForAnyValue:StringLike", ["ID", "PostDateTime"], ["UserName"], false],
      ["ForAnyValue:StringLike", ["ID"], NONE, false],
      ["ForAnyValue:StringLikeIfExists", ["ID"], NONE, true],
      ["ForAnyValue:StringLikeIfExists", ["ID"], ["UserName"], false],
      ["foranyvalue:stringlike", ["ID"], ["UserName", "ID"], true],
      ["forallvalues:stringlike", ["ID"], ["UserName", "ID"], false],
      ["ForAllValues:StringNotEquals", ["ID"], ["UserName", "Message"], true],
      ["ForAllValues:StringNotEquals", ["ID"], ["UserName", "ID"], false],
      ["ForAnyValue:StringNotEquals", ["ID"], ["UserName", "ID"], true],
    ],
  ],
])("IAM User Guide, IAM JSON policy elements: Condition operators, %s:", (_, rows) => {
  test.each(rows)("%s %j for %j is %s", (operator, expected, actual, holds) => {
    expect(verdict({ [operator]: { "aws:RequestTag/key": expected } }, { "aws:RequestTag/key": actual })).toBe(
      holds ? "allowed" : "denied",
    );
  });
});

describe("IAM User Guide, IAM JSON policy elements: Condition:", () => {
  const condition = { StringEquals: { "aws:RequestTag/a": ["1", "2"], "aws:RequestTag/b": "3" }, Bool: { "aws:RequestTag/c": "true" } };

  test("all operators and all keys must match, of a key's values one", () => {
    expect(verdict(condition, { "aws:RequestTag/a": "2", "aws:RequestTag/b": "3", "aws:RequestTag/c": "true" })).toBe("allowed");
    expect(verdict(condition, { "aws:RequestTag/a": "2", "aws:RequestTag/b": "4", "aws:RequestTag/c": "true" })).toBe("denied");
    expect(verdict(condition, { "aws:RequestTag/a": "2", "aws:RequestTag/b": "3", "aws:RequestTag/c": "false" })).toBe("denied");
  });

  test("a key's capitals don't matter", () => {
    expect(verdict(condition, { "AWS:RequestTag/A": "2", "Aws:RequestTag/B": "3", "aws:RequestTag/C": "true" })).toBe("allowed");
  });

  test("it depends on keys that the request doesn't say, and on those alone that decide", () => {
    expect(verdict(condition, { "aws:RequestTag/a": "2", "aws:RequestTag/b": "3" })).toBe("depends");
    expect(verdict(condition, { "aws:RequestTag/a": "5", "aws:RequestTag/b": "3" })).toBe("denied");
  });

  // "Null condition operator": true or false; what another value means isn't documented.
  test("it depends on Null where its value is neither true nor false", () => {
    expect(verdict({ Null: { "aws:RequestTag/a": "True" } }, { "aws:RequestTag/a": [] })).toBe("depends");
  });

  test.each([
    ["IpAddress", "aws:SourceIp", "${var.range}", "203.0.113.9"],
    ["NotIpAddress", "aws:SourceIp", "${var.range}", "203.0.113.9"],
    ["NumericLessThan", "s3:max-keys", "${var.most}", "5"],
    ["DateLessThan", "aws:CurrentTime", "${var.until}", "2020-01-01T00:00:00Z"],
    ["StringEquals", "aws:RequestTag/a", "${var.tag}", "1"],
    ["ArnLike", "aws:SourceArn", "${var.arn}", "arn:aws:s3:::data"],
  ])("it depends on a value of %s that only Terraform knows", (operator, key, expected, actual) => {
    const own = merged(roleWith("app", []), {
      aws_sqs_queue: {
        Q: {
          name: "q",
          policy: JSON.stringify({
            Version: "2012-10-17",
            Statement: {
              ...{ Effect: "Allow", Principal: { Service: "events.amazonaws.com" }, Action: "sqs:SendMessage", Resource: "*" },
              Condition: { [operator]: { [key]: expected } },
            },
          }),
        },
      },
    });
    const request = { principal: "events.amazonaws.com", action: "sqs:SendMessage", resource: "Q", context: { [key]: actual } };
    const { verdict: given, explanation } = evaluate(own, request);
    expect(given).toBe("depends");
    expect(explanation).toContain(`depends on ${expected.slice(2, -1)}: `);
  });

  test.each([
    ["StringEquals", "fx"],
    ["StringLike", "fx*"],
  ])("it depends on a value of the request that only Terraform knows: %s", (operator, expected) => {
    const statement = { Effect: "Allow", Action: "ec2:RunInstances", Resource: "*" };
    const own = roleWith("app", [{ ...statement, Condition: { [operator]: { "aws:PrincipalTag/team": expected } } }], {
      tags: { team: "${var.team}" },
    });
    expect(evaluate(own, { principal: "app", action: "ec2:RunInstances", resource: "*" })).toMatchObject({
      verdict: "depends",
      explanation: expect.stringContaining(" depends on var.team: "),
    });
  });

  test("it depends on an operator that nobody knows", () => {
    expect(verdict({ StringAlmostEquals: { "aws:RequestTag/a": "1" } }, { "aws:RequestTag/a": "1" })).toBe("depends");
  });
});

describe("IAM User Guide, IAM policy elements: Variables and tags:", () => {
  const home = { Effect: "Allow", Action: ["s3:GetObject", "s3:PutObject"], Resource: ["arn:aws:s3:::mybucket/${aws:username}/*"] };
  const list = {
    Effect: "Allow",
    Action: "s3:ListBucket",
    Resource: "arn:aws:s3:::mybucket",
    Condition: { StringLike: { "s3:prefix": ["${aws:username}/*"] } },
  };
  const bucket: Resources = { aws_s3_bucket: { mybucket: { bucket: "mybucket" } } };
  const david = merged(bucket, userWith("David", home, list));
  const read = (principal: string, resourcePath: string) => ({ principal, action: "s3:GetObject", resource: "mybucket", resourcePath });

  test("a variable in a resource is the user's name", () => {
    expect(evaluate(david, read("David", "/David/1")).verdict).toBe("allowed");
    expect(evaluate(david, read("David", "/Maria/1")).verdict).toBe("denied");
  });

  test("a variable in a condition is the user's name", () => {
    const prefix = (value: string) => ({
      principal: "David",
      action: "s3:ListBucket",
      resource: "mybucket",
      context: { "s3:prefix": value },
    });
    expect(evaluate(david, prefix("David/2026")).verdict).toBe("allowed");
    expect(evaluate(david, prefix("Maria/2026")).verdict).toBe("denied");
  });

  test("a statement with a variable that the request doesn't have doesn't match", () => {
    expect(evaluate(merged(bucket, roleWith("app", [home])), read("app", "/app/1")).verdict).toBe("denied");
  });

  test("but with a default value it does", () => {
    const byDefault = { ...home, Resource: "arn:aws:s3:::mybucket/${aws:username, 'anonymous'}/*" };
    expect(evaluate(merged(bucket, roleWith("app", [byDefault])), read("app", "/anonymous/1")).verdict).toBe("allowed");
  });

  test("a tag of the principal is a variable", () => {
    const tagged = { ...home, Resource: "arn:aws:s3:::mybucket/${aws:PrincipalTag/department}/*" };
    const resources = merged(bucket, roleWith("app", [tagged], { tags: { department: "finance" } }));
    expect(evaluate(resources, read("app", "/finance/1")).verdict).toBe("allowed");
    expect(evaluate(resources, read("app", "/legal/1")).verdict).toBe("denied");
  });

  test("special characters stand for themselves", () => {
    const special = { ...home, Resource: "arn:aws:s3:::mybucket/${*}/${?}/${$}" };
    const resources = merged(bucket, roleWith("app", [special]));
    expect(evaluate(resources, read("app", "/*/?/$")).verdict).toBe("allowed");
    expect(evaluate(resources, read("app", "/a/b/$")).verdict).toBe("denied");
  });

  test("a wildcard in a variable's value stands for itself", () => {
    const tagged = { ...home, Resource: "arn:aws:s3:::mybucket/${aws:PrincipalTag/department}/*" };
    expect(evaluate(merged(bucket, roleWith("app", [tagged], { tags: { department: "*" } })), read("app", "/legal/1")).verdict).toBe(
      "denied",
    );
  });

  test("policies of the older version have none", () => {
    const older = JSON.stringify({ Version: "2008-10-17", Statement: [{ ...home, Resource: "arn:aws:s3:::mybucket/$${aws:username}/*" }] });
    const resources: Resources = {
      ...bucket,
      aws_iam_user: { David: { name: "David" } },
      aws_iam_user_policy: { P: { user: "David", policy: older } },
    };
    expect(evaluate(resources, read("David", "/David/1")).verdict).toBe("denied");
  });

  test("it depends on a variable that the request doesn't say", () => {
    const byId = { ...home, Resource: "arn:aws:s3:::mybucket/${aws:userid}/*" };
    expect(evaluate(merged(bucket, userWith("David", byId)), read("David", "/AIDACKCEVSQ6C2EXAMPLE/1"))).toMatchObject({
      verdict: "depends",
      explanation: expect.stringContaining("depends on aws:userid: "),
    });
    expect(evaluate(merged(bucket, userWith("David", byId)), { ...read("David", "/x"), action: "s3:PutObject" }).verdict).toBe("denied");
  });
});

describe("IAM User Guide, Controlling access to AWS resources using tags:", () => {
  const statement = {
    Effect: "Allow",
    Action: "ec2:StartInstances",
    Resource: "*",
    Condition: { StringEquals: { "aws:ResourceTag/Owner": "${aws:username}" } },
  };
  const start = (resource: string) => ({ principal: "richard", action: "ec2:StartInstances", resource });
  const resources = merged(userWith("richard", statement), {
    aws_instance: { Mine: { tags: { owner: "richard" } }, Theirs: { tags: { Owner: "maria" } }, Nobody: {} },
  });

  test("an instance's own tag decides", () => {
    expect(evaluate(resources, start("Mine")).verdict).toBe("allowed");
    expect(evaluate(resources, start("Theirs")).verdict).toBe("denied");
  });

  test("an instance without the tag doesn't match", () => {
    expect(evaluate(resources, start("Nobody")).verdict).toBe("denied");
  });

  // Amazon S3 User Guide, "Enabling ABAC in general purpose buckets": it is disabled by default, so that tags of buckets say nothing.
  test("a bucket's own tag may count, or not", () => {
    const reads = { ...statement, Action: "s3:GetObject", Condition: { StringEquals: { "aws:ResourceTag/Owner": "richard" } } };
    const tagged = merged(userWith("richard", reads), { aws_s3_bucket: { Data: { bucket: "data", tags: { Owner: "richard" } } } });
    const read = { principal: "richard", action: "s3:GetObject", resource: "Data", resourcePath: "/a" };
    expect(evaluate(tagged, read)).toMatchObject({
      verdict: "depends",
      explanation: expect.stringContaining("depends on aws:ResourceTag/Owner: "),
    });
    expect(evaluate(tagged, { ...read, context: { "aws:ResourceTag/Owner": "richard" } }).verdict).toBe("allowed");
  });

  test("a provider's default tags count", () => {
    const provider = {
      provider: {
        aws: [{ allowed_account_ids: ["111122223333"], region: "eu-central-1", default_tags: [{ tags: { Owner: "richard" } }] }],
      },
    };
    expect(evaluate(resources, start("Nobody"), provider).verdict).toBe("allowed");
  });
});
