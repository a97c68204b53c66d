import { Owner, placeholder } from "../../../src/cli/against/placeholders";
import { Shape } from "../../../src/cli/against/schema";

const STRING: Shape = { kind: "string" };

function owner(type: string, options: Partial<Owner> = {}): Owner {
  const [region, accountId] = ["eu-central-1", "123456789012"];
  return { address: `${type}.orders`, type, region, accountId, known: {}, isReferenced: () => false, ...options };
}

test("the same attribute of the same resource always has the same value", () => {
  expect(placeholder(STRING, "id", owner("aws_vpc"))).toBe(placeholder(STRING, "id", owner("aws_vpc")));
});

test("two resources have different ids", () => {
  const ids = ["aws_vpc.a", "aws_vpc.b"].map((address) => placeholder(STRING, "id", owner("aws_vpc", { address })));
  expect(new Set(ids).size).toBe(2);
});

// https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/resource-ids.html: a prefix, a hyphen and 17 hexadecimal digits.
test.each([
  ["aws_security_group", "sg"],
  ["aws_subnet", "subnet"],
  ["aws_vpc", "vpc"],
  ["aws_route_table", "rtb"],
  ["aws_launch_template", "lt"],
])("an id of %s is of EC2's form", (type, prefix) => {
  expect(placeholder(STRING, "id", owner(type))).toMatch(new RegExp(`^${prefix}-[0-9a-f]{17}$`));
});

// https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
test.each([
  ["aws_s3_bucket", { bucket: "releases" }, "arn:aws:s3:::releases"],
  ["aws_iam_role", { name: "api" }, "arn:aws:iam::123456789012:role/api"],
  ["aws_rds_cluster", { cluster_identifier: "orders" }, "arn:aws:rds:eu-central-1:123456789012:cluster:orders"],
  ["aws_sns_topic", { name: "alarms" }, "arn:aws:sns:eu-central-1:123456789012:alarms"],
  ["aws_lambda_function", { function_name: "f" }, "arn:aws:lambda:eu-central-1:123456789012:function:f"],
])("the ARN of %s has its service's form", (type, known, arn) => {
  expect(placeholder(STRING, "arn", owner(type, { known }))).toBe(arn);
});

test("an ARN is of the partition of its region", () => {
  expect(placeholder(STRING, "arn", owner("aws_sns_topic", { region: "cn-north-1", known: { name: "a" } }))).toBe(
    "arn:aws-cn:sns:cn-north-1:123456789012:a",
  );
});

// AWS provider, aws_lb and aws_sns_topic, "Attribute Reference": id is the ARN.
test.each(["aws_lb", "aws_sns_topic"])("the id of %s is its ARN", (type) => {
  expect(placeholder(STRING, "id", owner(type))).toBe(placeholder(STRING, "arn", owner(type)));
});

describe("what AWS chooses from few values", () => {
  const state: Shape = { kind: "string", settable: true };

  test("is empty, since a placeholder can't know them", () => {
    expect(placeholder(state, "delivery_destination_type", owner("aws_cloudwatch_log_delivery_destination"))).toBeNull();
  });

  test("has a value where something refers to it", () => {
    const referenced = owner("aws_ssm_document", { isReferenced: (attribute) => attribute === "name" });
    expect(placeholder(state, "name", referenced)).toMatch(/^name-[0-9a-f]{8}$/);
  });
});

test("a block that nobody has written is empty", () => {
  expect(placeholder({ kind: "set", element: STRING, settable: true }, "ingress", owner("aws_security_group"))).toEqual([]);
});

test("a list of AWS's answers has elements where others refer to them, by their place", () => {
  const zone = owner("aws_route53_zone", { isReferenced: () => true });
  const names = placeholder({ kind: "list", element: STRING }, "name_servers", zone) as string[];
  expect(names[3]).toMatch(/\.example\.com$/);
});

test("a list of AWS's answers that nobody refers to is empty", () => {
  expect(placeholder({ kind: "list", element: STRING }, "name_servers", owner("aws_route53_zone"))).toEqual([]);
});

test("a list of objects that others refer to has one with all its members", () => {
  const endpoint = owner("aws_vpc_endpoint", { isReferenced: () => true });
  const element: Shape = { kind: "object", members: { dns_name: STRING, hosted_zone_id: STRING } };
  expect(placeholder({ kind: "list", element }, "dns_entry", endpoint)).toEqual([
    { dns_name: expect.stringMatching(/\.example\.com$/), hosted_zone_id: expect.stringMatching(/^Z[0-9A-F]+$/) },
  ]);
});

test("an IPv6 block is one of documentation, of the size that a VPC gets", () => {
  expect(placeholder(STRING, "ipv6_cidr_block", owner("aws_vpc"))).toMatch(/^2001:db8:[0-9a-f]{4}:[0-9a-f]{4}::\/56$/);
});

test("the version that runs is the one that was asked for", () => {
  expect(placeholder(STRING, "engine_version_actual", owner("aws_rds_cluster", { known: { engine_version: "16.6" } }))).toBe("16.6");
});
