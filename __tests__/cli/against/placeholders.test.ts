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
const EC2_IDS: readonly (readonly [type: string, prefix: string])[] = [
  ["aws_customer_gateway", "cgw"],
  ["aws_default_network_acl", "acl"],
  ["aws_default_route_table", "rtb"],
  ["aws_default_security_group", "sg"],
  ["aws_ebs_snapshot", "snap"],
  ["aws_ebs_volume", "vol"],
  ["aws_ec2_transit_gateway", "tgw"],
  ["aws_efs_access_point", "fsap"],
  ["aws_efs_file_system", "fs"],
  ["aws_efs_mount_target", "fsmt"],
  ["aws_egress_only_internet_gateway", "eigw"],
  ["aws_eip", "eipalloc"],
  ["aws_eip_association", "eipassoc"],
  ["aws_flow_log", "fl"],
  ["aws_instance", "i"],
  ["aws_internet_gateway", "igw"],
  ["aws_launch_template", "lt"],
  ["aws_nat_gateway", "nat"],
  ["aws_network_acl", "acl"],
  ["aws_network_interface", "eni"],
  ["aws_route_table", "rtb"],
  ["aws_route_table_association", "rtbassoc"],
  ["aws_security_group", "sg"],
  ["aws_security_group_rule", "sgr"],
  ["aws_subnet", "subnet"],
  ["aws_vpc", "vpc"],
  ["aws_vpc_dhcp_options", "dopt"],
  ["aws_vpc_endpoint", "vpce"],
  ["aws_vpc_peering_connection", "pcx"],
  ["aws_vpc_security_group_egress_rule", "sgr"],
  ["aws_vpc_security_group_ingress_rule", "sgr"],
  ["aws_vpn_gateway", "vgw"],
];

test.each(EC2_IDS)("an id of %s is of EC2's form", (type, prefix) => {
  expect(placeholder(STRING, "id", owner(type))).toMatch(new RegExp(`^${prefix}-[0-9a-f]{17}$`));
});

test.each([
  ["dhcp_options_id", "dopt"],
  ["default_network_acl_id", "acl"],
  ["default_route_table_id", "rtb"],
  ["default_security_group_id", "sg"],
  ["main_route_table_id", "rtb"],
  ["primary_network_interface_id", "eni"],
  ["association_id", "rtbassoc"],
  ["vpc_security_group_ids", "sg"],
  ["placement_group_id", "placement-group"],
])("%s is an id of what it names: %s", (attribute, prefix) => {
  expect(placeholder(STRING, attribute, owner("aws_vpc"))).toMatch(new RegExp(`^${prefix}-[0-9a-f]{17}$`));
});

// AWS provider, "Attribute Reference" of each: id is the ARN.
test.each([
  "aws_acm_certificate",
  "aws_alb",
  "aws_ecs_cluster",
  "aws_ecs_task_definition",
  "aws_iam_openid_connect_provider",
  "aws_iam_policy",
  "aws_lb",
  "aws_lb_listener",
  "aws_lb_listener_rule",
  "aws_lb_target_group",
  "aws_msk_cluster",
  "aws_secretsmanager_secret",
  "aws_sfn_state_machine",
  "aws_sns_topic",
  "aws_sns_topic_subscription",
])("the id of %s is its ARN", (type) => {
  expect(placeholder(STRING, "id", owner(type))).toBe(placeholder(STRING, "arn", owner(type)));
});

// AWS provider, "Attribute Reference" of each.
test.each([
  ["aws_kms_key", /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/],
  ["aws_cloudfront_distribution", /^E[0-9A-F]{13}$/],
  ["aws_route53_zone", /^Z[0-9A-F]{19}$/],
  ["aws_backup_selection", /^backup-selection-[0-9a-f]{12}$/],
])("the id of %s, which AWS makes up, is like %s", (type, form) => {
  expect(placeholder(STRING, "id", owner(type))).toMatch(form);
});

test("the id of what has a name is its name", () => {
  expect(placeholder(STRING, "id", owner("aws_iam_role", { known: { name: "api" } }))).toBe("api");
});

// What the provider would take for an attribute of that name.
test.each([
  ["target_arn", /^arn:aws:thing:eu-central-1:123456789012:thing\/[0-9a-f]{12}-[0-9a-f]{8}$/],
  ["resource_record_type", /^CNAME$/],
  ["key_id", /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/],
  ["unique_id", /^[0-9a-f]{8}-/],
  ["zone_id", /^Z[0-9A-F]{19}$/],
  ["hosted_zone_id", /^Z[0-9A-F]{19}$/],
  ["account_id", /^123456789012$/],
  ["owner_id", /^123456789012$/],
  ["registry_id", /^123456789012$/],
  ["bucket_region", /^eu-central-1$/],
  ["availability_zone", /^eu-central-1a$/],
  ["ipv6_cidr_block_association", /^2001:db8:[0-9a-f]{4}:[0-9a-f]{2}00::\/56$/],
  ["cidr_block", /^10\.(?:[1-9]\d?|1\d\d|2[0-4]\d|250)\.(?:[1-9]\d?|1\d\d|2[0-4]\d|250)\.0\/24$/],
  ["ipv6_address", /^2001:db8::[0-9a-f]{4}$/],
  ["public_ip", /^203\.0\.113\.(?:[1-9]\d?|1\d\d|2[0-4]\d|250)$/],
  ["ip_address", /^203\.0\.113\.\d+$/],
  ["invoke_url", /^https:\/\/[0-9a-f]{12}\.example\.com\/$/],
  ["repository_uri", /^https:\/\//],
  ["assume_role_policy", /^\{"Statement":\[\],"Version":"2012-10-17"\}$/],
  ["created_at", /^2020-01-01T00:00:00Z$/],
  ["not_after", /^2020-01-01T00:00:00Z$/],
  ["last_updated_date", /^2020-01-01T00:00:00Z$/],
  ["reader_endpoint", /^[0-9a-f]{12}\.example\.com$/],
  ["dns_name", /^[0-9a-f]{12}\.example\.com$/],
  ["bucket_domain_name", /^[0-9a-f]{12}\.example\.com$/],
] as const)("what AWS decides of %s is like %s", (attribute, form) => {
  expect(placeholder(STRING, attribute, owner("aws_thing"))).toMatch(form);
});

// The default ports of the engines: Amazon Aurora and ElastiCache User Guides.
test.each([
  ["aws_elasticache_replication_group", {}, 6379],
  ["aws_rds_cluster", { engine: "aurora-postgresql" }, 5432],
  ["aws_rds_cluster", { engine: "aurora-mysql" }, 3306],
  ["aws_lb_target_group", {}, 443],
])("the port of %s with %j is %i", (type, known, port) => {
  const referenced = owner(type, { known, isReferenced: (attribute) => attribute === "port" });
  expect(placeholder({ kind: "number" }, "port", referenced)).toBe(port);
});

test.each([
  [{}, 1],
  [{ isRenewed: true }, 2],
])("a number that something refers to, of a resource with %j, is %i", (options, value) => {
  const referenced = owner("aws_launch_template", { ...options, isReferenced: () => true });
  expect(placeholder({ kind: "number" }, "latest_version", referenced)).toBe(value);
});

test.each([
  ["number", 1],
  ["bool", false],
  ["map", {}],
] as const)("what AWS decides of a %s is %j where something refers to it", (kind, value) => {
  expect(placeholder({ kind }, "thing", owner("aws_thing", { isReferenced: () => true }))).toEqual(value);
});

test.each(["number", "bool"] as const)("a %s that nothing refers to is empty", (kind) => {
  expect(placeholder({ kind }, "thing", owner("aws_thing"))).toBeNull();
});

test("a value of any type is a text", () => {
  expect(placeholder({ kind: "dynamic" }, "thing", owner("aws_thing"))).toMatch(/^placeholder-[0-9a-f]{8}$/);
});

test("what is made anew has another id", () => {
  const ids = [{}, { isRenewed: true }].map((options) => placeholder(STRING, "id", owner("aws_vpc", options)));
  expect(new Set(ids).size).toBe(2);
});

describe("what AWS chooses from few values", () => {
  const state: Shape = { kind: "string", settable: true };

  test("is empty, since a placeholder can't know them", () => {
    expect(placeholder(state, "delivery_destination_type", owner("aws_cloudwatch_log_delivery_destination"))).toBeNull();
  });

  test("has a value where something refers to it", () => {
    const referenced = owner("aws_ssm_document", { isReferenced: (attribute) => attribute === "name" });
    expect(placeholder(state, "name", referenced)).toMatch(/^name-[0-9a-f]{8}$/);
    const typed = owner("aws_thing", { isReferenced: (attribute) => attribute === "delivery_type" });
    expect(placeholder(state, "delivery_type", typed)).toMatch(/^delivery-type-[0-9a-f]{8}$/);
  });
});

test("a block that nobody has written is empty", () => {
  expect(placeholder({ kind: "set", element: STRING, settable: true }, "ingress", owner("aws_security_group"))).toEqual([]);
});

test("a list of AWS's answers has elements where others refer to them, by their place", () => {
  const zone = owner("aws_route53_zone", { isReferenced: () => true });
  const names = placeholder({ kind: "list", element: STRING }, "name_servers", zone) as string[];
  // Route 53 gives a zone four name servers: Amazon Route 53 Developer Guide, "Getting the name servers for a public hosted zone".
  expect(names).toEqual(Array(4).fill(expect.stringMatching(/^[0-9a-f]{12}\.example\.com$/)));
  expect(new Set(names).size).toBe(4);
});

test("a list of AWS's answers that nobody refers to is empty", () => {
  expect(placeholder({ kind: "list", element: STRING }, "name_servers", owner("aws_route53_zone"))).toEqual([]);
});

test.each<readonly [string, Shape, unknown]>([
  ["a set has one element, since none has a place", { kind: "set", element: STRING }, [expect.stringMatching(/^thing-[0-9a-f]{8}$/)]],
  ["a block that nobody has written is empty", { kind: "list", element: STRING, settable: true }, []],
  ["a list whose elements nobody knows is empty", { kind: "list" }, []],
])("where others refer to it, %s", (_, shape, value) => {
  expect(placeholder(shape, "thing", owner("aws_thing", { isReferenced: () => true }))).toEqual(value);
});

test("an element of a list is never empty", () => {
  expect(placeholder(STRING, "thing.0", owner("aws_thing"))).toMatch(/^thing-[0-9a-f]{8}$/);
  expect(placeholder({ kind: "number" }, "thing.10", owner("aws_thing"))).toBe(1);
});

test("numbers in an address reach from 1 to 250, and differ", () => {
  const blocks = Array.from({ length: 2000 }, (_, index) => {
    const block = placeholder(STRING, "cidr_block", owner("aws_thing", { address: `aws_thing.a[${index}]` })) as string;
    return /^10\.(\d+)\.(\d+)\.0\/24$/.exec(block)!.slice(1).map(Number);
  });
  for (const place of [0, 1]) {
    const numbers = blocks.map((each) => each[place]!);
    expect([Math.min(...numbers), Math.max(...numbers), new Set(numbers).size]).toEqual([1, 250, 250]);
  }
  expect(blocks.filter(([one, other]) => one === other).length).toBeLessThan(50);
});

test("a list of objects that others refer to has one with all its members", () => {
  const endpoint = owner("aws_vpc_endpoint", { isReferenced: (attribute) => attribute === "dns_entry" });
  const element: Shape = { kind: "object", members: { dns_name: STRING, hosted_zone_id: STRING } };
  expect(placeholder({ kind: "list", element }, "dns_entry", endpoint)).toEqual([
    { dns_name: expect.stringMatching(/\.example\.com$/), hosted_zone_id: expect.stringMatching(/^Z[0-9A-F]+$/) },
  ]);
});

test("an IPv6 block is one of documentation, of the size that a VPC gets", () => {
  expect(placeholder(STRING, "ipv6_cidr_block", owner("aws_vpc"))).toMatch(/^2001:db8:[0-9a-f]{4}:[0-9a-f]{4}::\/56$/);
});

test.each([
  [{ engine_version: "16.6" }, "16.6"],
  [{ engine_version: 16 }, null],
  [{}, null],
])("the version that runs, where %j was asked for, is %j", (known, value) => {
  expect(placeholder(STRING, "engine_version_actual", owner("aws_rds_cluster", { known }))).toBe(value);
});
