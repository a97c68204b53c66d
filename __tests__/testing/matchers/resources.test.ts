import { Vpc } from "@cdktf/provider-aws/lib/vpc";
import { SynthesizedStack } from "../../../src/testing";
import { testStack } from "../../support/synth";
import { said, webStack } from "./fixture";

const stack = webStack();

describe("toHaveResource", () => {
  test("is met by one of that type, with some of its arguments", () => {
    expect(stack).toHaveResource("aws_vpc");
    expect(stack).toHaveResource("aws_instance", { metadata_options: { http_tokens: "required" } });
    expect(stack).not.toHaveResource("aws_instance", { metadata_options: { http_tokens: "optional" } });
  });

  test("takes a block as a list of one, and a list of one as that block", () => {
    expect(stack).toHaveResource("aws_instance", { metadata_options: [{ http_tokens: "required" }] });
    expect(stack).toHaveResource("aws_instance", { vpc_security_group_ids: ["${aws_security_group.WebGroup.id}"] });
  });

  test("takes asymmetric matchers at any depth", () => {
    expect(stack).toHaveResource("aws_vpc", { tags: expect.objectContaining({ team: "trading" }) });
    expect(stack).toHaveResource("aws_instance", {
      metadata_options: { http_put_response_hop_limit: expect.any(Number) },
      vpc_security_group_ids: [expect.stringContaining("WebGroup")],
    });
    expect(stack).not.toHaveResource("aws_vpc", { cidr_block: expect.stringMatching(/^172\./) });
  });

  test("takes the value that a reference stands for", () => {
    expect(stack).toHaveResource("aws_s3_bucket_logging", { bucket: "orders" });
    expect(stack).toHaveResource("aws_s3_bucket_logging", { bucket: "${aws_s3_bucket.Orders.bucket}" });
  });

  test("is met by what isn't there, where that is expected", () => {
    expect(stack).toHaveResource("aws_instance", { associate_public_ip_address: undefined });
    expect(stack).not.toHaveResource("aws_vpc", { cidr_block: undefined });
  });

  test("looks at several stacks", () => {
    expect([stack, webStack()]).toHaveResource("aws_vpc");
  });

  test("names the nearest resource and what differs", () => {
    expect(
      said(() =>
        expect(stack).toHaveResource("aws_instance", {
          associate_public_ip_address: true,
          metadata_options: { http_tokens: expect.stringContaining("opt"), http_put_response_hop_limit: 2 },
          vpc_security_group_ids: ["one", "two"],
        }),
      ),
    ).toBe(
      [
        'expected aws_instance with {"associate_public_ip_address":true,"metadata_options":{"http_tokens":"StringContaining(\\"opt\\")","http_put_response_hop_limit":2},"vpc_security_group_ids":["one","two"]}. Of 2, the nearest is Web:',
        '  - metadata_options.http_tokens: expected "StringContaining(\\"opt\\")", received "required"',
        "  - metadata_options.http_put_response_hop_limit: expected 2, received 1",
        '  - vpc_security_group_ids: expected ["one","two"], received ["${aws_security_group.WebGroup.id}"]',
      ].join("\n"),
    );
  });

  test("says what the only one has", () => {
    expect(said(() => expect(stack).toHaveResource("aws_vpc", { tags: { team: "web", cost: 7 } }))).toBe(
      [
        'expected aws_vpc with {"tags":{"team":"web","cost":7}}. The only one, Vpc, differs:',
        '  - tags.team: expected "web", received "trading"',
        "  - tags.cost: expected 7, received nothing",
      ].join("\n"),
    );
  });

  test("names the types of the service, where there is none of that type", () => {
    expect(said(() => expect(stack).toHaveResource("aws_s3_bucket_versioning"))).toBe(
      "expected aws_s3_bucket_versioning: there is no aws_s3_bucket_versioning. There are aws_s3_bucket, aws_s3_bucket_logging.",
    );
  });

  test("names what there is, where nothing is expected", () => {
    expect(said(() => expect(stack).not.toHaveResource("aws_vpc", { cidr_block: "10.0.0.0/16" }))).toBe(
      'expected no aws_vpc with {"cidr_block":"10.0.0.0/16"}, but there is:\n  - Vpc',
    );
  });
});

test("a number or a boolean may be written as a text: Terraform takes both", () => {
  expect(stack).toHaveResource("aws_instance", {
    associate_public_ip_address: "true",
    metadata_options: { http_put_response_hop_limit: "1" },
  });
  expect(stack).not.toHaveResource("aws_instance", { associate_public_ip_address: "false" });
  expect(stack).not.toHaveResource("aws_instance", { metadata_options: { http_put_response_hop_limit: 2 } });
  expect(stack).not.toHaveResource("aws_vpc", { cidr_block: "" });
});

test("null is an argument that isn't set", () => {
  expect(stack).toHaveResource("aws_vpc", { instance_tenancy: null });
  expect(stack).not.toHaveResource("aws_vpc", { instance_tenancy: "null" });
  expect(stack).not.toHaveResource("aws_vpc", { cidr_block: null });
});

describe("toHaveResourceCount", () => {
  test("counts resources of a type, over several stacks", () => {
    expect(stack).toHaveResourceCount("aws_instance", 2);
    expect([stack, webStack()]).toHaveResourceCount("aws_instance", 4);
    expect(stack).toHaveResourceCount("aws_nat_gateway", 0);
    expect(stack).not.toHaveResourceCount("aws_instance", 3);
  });

  test("says how many there are, and which", () => {
    expect(said(() => expect(stack).toHaveResourceCount("aws_instance", 3))).toBe(
      "expected 3 of aws_instance, found 2:\n  - Web\n  - Database",
    );
    expect(said(() => expect(stack).toHaveResourceCount("aws_s3_object", 1))).toBe(
      "expected 1 of aws_s3_object, found none. There are aws_s3_bucket, aws_s3_bucket_logging.",
    );
    expect(said(() => expect(stack).not.toHaveResourceCount("aws_vpc", 1))).toBe("expected another number of aws_vpc than 1:\n  - Vpc");
  });
});

test.each([-1, 1.5, NaN, Infinity])("nothing is there %d times", (count) => {
  expect(said(() => expect(stack).not.toHaveResourceCount("aws_instance", count))).toBe(
    `toHaveResourceCount: invalid input\n  - count: must be a whole number, 0 or more; received ${count}. Nothing can be there so many times.`,
  );
});

test("what is no type and no number is refused, as nothing would be equal to it", () => {
  expect(said(() => expect(stack).not.toHaveResourceCount("aws_instance", "2" as never))).toBe(
    'toHaveResourceCount: invalid input\n  - count: must be a number; received "2". Write it without quotes.',
  );
  expect(said(() => expect(stack).not.toHaveResource(undefined as never))).toBe(
    "toHaveResource: invalid input\n  - type: must be a string; received nothing. It is required.",
  );
});

test("a regular expression is named by itself", () => {
  expect(said(() => expect(stack).toHaveResource("aws_vpc", { cidr_block: expect.stringMatching(/^172\./) }))).toContain(
    'cidr_block: expected "StringMatching(/^172\\\\./)", received',
  );
});

test("what isn't synthesized has no resources", () => {
  expect(said(() => expect({}).toHaveResource("aws_vpc"))).toBe(
    "toHaveResource takes what synthesize returns, of a stack or of each in a list: expect(synthesize(stack)).toHaveResource(…)",
  );
});

test("an argument has Terraform's name, as no resource would have another", () => {
  expect(said(() => expect(stack).not.toHaveResource("aws_instance", { metadataOptions: {} }))).toBe(
    'toHaveResource: invalid input\n  - properties: must have Terraform\'s names of arguments, which have no capitals; received "metadataOptions". ' +
      "Write metadata_options.",
  );
  expect(stack).not.toHaveResource("aws_vpc", { tags: { Name: "Vpc" } });
});

test("no token is expected, as a synthesized stack has none", () => {
  const { id, tagsAll } = new Vpc(testStack(), "Vpc", { cidrBlock: "10.0.0.0/16" });
  expect(said(() => expect(stack).toHaveResource("aws_subnet", { vpc_id: id }))).toBe(
    'toHaveResource: invalid input\n  - properties.vpc_id: must be no token: the synthesized stack has none; received "a token". ' +
      'Expect what resolve says: stack.resolve(stack.resource("aws_subnet").vpc_id).',
  );
  for (const value of [[id], { name: id }, expect.stringContaining(id), tagsAll]) {
    expect(said(() => expect(stack).toHaveResource("aws_subnet", { vpc_id: value }))).toContain("must be no token");
  }
});

describe("what no stack could have is refused: it would be absent from each", () => {
  const refusal = (type: string, properties?: object): string => said(() => expect(stack).not.toHaveResource(type, properties));

  test.each([
    ["aws_vcp", "must be a type that the AWS provider has", "Write aws_vpc."],
    ["aws_rds_clusters", "must be a type that the AWS provider has", "Write aws_rds_cluster."],
    ["data.aws_regoin", "must be a type that the AWS provider has", "Write data.aws_region."],
    ["aws_absolutely_nothing", "must be a type that the AWS provider has", "Look its name up in the provider's documentation."],
    ["data.aws_vcp", "must be a type that the AWS provider has", "Write data.aws_vpc."],
    [
      "awz_vpc",
      "must be a type of a provider that the stacks have",
      "They have none of the name awz: everything of it would be absent. Write aws_….",
    ],
    [
      "cloudflare_record",
      "must be a type of a provider that the stacks have",
      "They have none of the name cloudflare: everything of it would be absent. Write aws_….",
    ],
    [
      "randon_password",
      "must be a type of a provider that the stacks have",
      "They have none of the name randon: everything of it would be absent. Write random_….",
    ],
    ["AWS::EC2::VPC", "must be Terraform's type of a resource", "Write it as aws_vpc, of a data source as data.aws_vpc."],
  ])("the type %s", (type, rule, fix) => {
    expect(refusal(type)).toBe(`toHaveResource: invalid input\n  - type: ${rule}; received "${type}". ${fix}`);
    expect(said(() => expect(stack).toHaveResourceCount(type, 0))).toBe(
      `toHaveResourceCount: invalid input\n  - type: ${rule}; received "${type}". ${fix}`,
    );
  });

  test.each([
    ["aws_vpc", "cidr", "cidr_block"],
    ["aws_rds_cluster", "storage_encryptd", "storage_encrypted"],
    ["aws_s3_bucket_versioning", "versioning_config", "versioning_configuration"],
  ])("of %s the argument %s", (type, argument, meant) => {
    expect(refusal(type, { [argument]: "x" })).toBe(
      `toHaveResource: invalid input\n  - properties: must have arguments of ${type}; received "${argument}". Write ${meant}.`,
    );
  });

  test("of an argument that nothing is like", () => {
    expect(refusal("aws_vpc", { price: 1 })).toBe(
      'toHaveResource: invalid input\n  - properties: must have arguments of aws_vpc; received "price". Look its name up in the provider\'s documentation.',
    );
  });

  test.each([
    ["a block", "aws_s3_bucket_versioning", { versioning_configuration: { statu: "Enabled" } }, "versioning_configuration", "status"],
    ["a list of blocks", "aws_security_group", { ingress: [{ from_port: 22 }, { from_prot: 22 }] }, "ingress", "from_port"],
    [
      "a block within a block",
      "aws_s3_bucket_server_side_encryption_configuration",
      { rule: { apply_server_side_encryption_by_default: { sse_algoritm: "aws:kms" } } },
      "rule.apply_server_side_encryption_by_default",
      "sse_algorithm",
    ],
    ["a block, of which it is the beginning", "aws_lambda_function", { vpc_config: { subnets: [] } }, "vpc_config", "subnet_ids"],
    ["a list of one block", "aws_lambda_function", { vpc_config: [{ subnets: [] }] }, "vpc_config", "subnet_ids"],
    [
      "a block of the third depth",
      "aws_ecs_service",
      { service_connect_configuration: [{ service: { tls: { role: "Orders" } } }] },
      "service_connect_configuration.service.tls",
      "role_arn",
    ],
    [
      "expect.objectContaining",
      "aws_cloudfront_distribution",
      { viewer_certificate: expect.objectContaining({ ssl_suport_method: "sni-only" }) },
      "viewer_certificate",
      "ssl_support_method",
    ],
  ])("within %s of %s", (_, type, properties, within, meant) => {
    expect(refusal(type, properties)).toMatch(
      new RegExp(
        `^toHaveResource: invalid input\n  - properties\\.${within}: must have arguments of ${type}; received "\\w+"\\. Write ${meant}\\.$`,
      ),
    );
  });

  test.each([
    ["a block", { vpc_config: { subnets: [] } }],
    ["a list of one block", { vpc_config: [{ subnets: [] }] }],
  ])("within %s that is expected to be there, too", (_, properties) => {
    expect(said(() => expect(stack).toHaveResource("aws_lambda_function", properties))).toBe(
      'toHaveResource: invalid input\n  - properties.vpc_config: must have arguments of aws_lambda_function; received "subnets". Write subnet_ids.',
    );
  });

  test("but not what users name themselves, nor what a stack has whatever the bindings say", () => {
    expect(stack).not.toHaveResource("aws_vpc", { tags: { price: "7" } });
    const newer = new SynthesizedStack({ resource: { aws_vpc: { Vpc: { newer: { newest: 1 } } } } });
    expect(newer).not.toHaveResource("aws_vpc", { newer: { newest: 2 } });
    expect(newer).not.toHaveResource("aws_vpc", { timeouts: { newest: 2 } });
  });

  test("nor a type of a provider that a stack has", () => {
    const others = new SynthesizedStack({
      provider: { datadog: [{}] },
      terraform: { required_providers: { cloudflare: { source: "cloudflare/cloudflare" } } },
      resource: { github_repository: { R: {} } },
    });
    for (const type of ["datadog_monitor", "cloudflare_record", "github_team", "data.github_team"]) {
      expect(others).toHaveResourceCount(type, 0);
    }
  });

  test.each(["aws_db_instance", "data.aws_region", "random_password"])("but not %s, which there is", (type) => {
    expect(stack).not.toHaveResource(type);
  });

  test("nor an argument that each resource has", () => {
    expect(stack).not.toHaveResource("aws_vpc", { lifecycle: { prevent_destroy: true } });
  });
});
