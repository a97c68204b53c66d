/** Which types a stack may be asked about, and which arguments a type has, by the provider's bindings and Terraform's documentation. */
import { argumentMistakes, providersOf, typeMistake } from "../../../src/testing/matchers/provider-types";

// https://registry.terraform.io/namespaces/hashicorp: a stack that has nothing of these may be expected to have none.
test.each([
  ...["archive", "awscc", "cloudinit", "consul", "dns", "external", "helm", "http", "kubernetes", "local", "nomad", "null"],
  ...["random", "template", "terraform", "tfe", "time", "tls", "vault", "aws"],
])("a type of the provider %s may be asked about", (provider) => {
  expect(typeMistake(provider === "aws" ? "aws_vpc" : `${provider}_thing`, [])).toBeUndefined();
  expect(typeMistake(`${provider}x_thing`, [])).toMatchObject({ rule: "must be a type of a provider that the stacks have" });
});

test("a type of a provider that the stacks have may be asked about, and of no other", () => {
  expect(typeMistake("datadog_monitor", ["datadog"])).toBeUndefined();
  expect(typeMistake("datadog_monitor", [])).toEqual({
    rule: "must be a type of a provider that the stacks have",
    fix: "They have none of the name datadog: everything of it would be absent. Write aws_….",
  });
  expect(typeMistake("datadg_monitor", ["datadog"])?.fix).toContain("Write datadog_….");
});

test.each(["vpc", "AWS_VPC", "aws-vpc", "data.vpc", ""])("%j is written as no type is", (type) => {
  expect(typeMistake(type, [])).toEqual({
    rule: "must be Terraform's type of a resource",
    fix: "Write it as aws_vpc, of a data source as data.aws_vpc.",
  });
});

test.each([
  ["aws_s3_buckett", "Write aws_s3_bucket."],
  ["aws_s3_bukcet", "Write aws_s3_bucket."],
  ["data.aws_iam_policy_documnet", "Write data.aws_iam_policy_document."],
  ["data.aws_vpcc", "Write data.aws_vpc."],
  ["aws_frobnicated_thingummy", "Look its name up in the provider's documentation."],
])("%s isn't one of the AWS provider's: %s", (type, fix) => {
  expect(typeMistake(type, [])).toEqual({ rule: "must be a type that the AWS provider has", fix });
});

test("the providers of a stack are those of its types, and those that it configures or requires", () => {
  const json = {
    resource: { aws_vpc: { V: {} }, random_id: { R: {} } },
    data: { http: { H: {} }, tls_certificate: { T: {} } },
    provider: { datadog: [{}] },
    terraform: { required_providers: { vault: {} } },
  };
  expect(new Set(providersOf(json))).toEqual(new Set(["aws", "random", "http", "tls", "datadog", "vault"]));
  expect(providersOf({})).toEqual([]);
});

const mistakes = (type: string, properties: object, known: readonly string[] = []): unknown =>
  argumentMistakes(type, properties, (name) => known.includes(name));

// Terraform language, "Meta-arguments"; `//` is what CDKTF writes of the construct.
test.each(["//", "connection", "count", "depends_on", "for_each", "lifecycle", "provider", "provisioner", "timeouts"])(
  "every resource may have %s, and no block",
  (name) => {
    expect(mistakes("aws_s3_bucket_versioning", { [name]: {} })).toEqual([]);
    expect(mistakes("aws_s3_bucket_versioning", { [`${name}x`]: {} })).toHaveLength(1);
    expect(mistakes("aws_s3_bucket_versioning", { versioning_configuration: { [name]: {} } })).toHaveLength(1);
  },
);

test.each<readonly [type: string, properties: object, mistakes: readonly object[]]>([
  ["aws_s3_bucket", { bucket: "a", tags: { Own: "x" } }, []],
  ["aws_s3_bucket", { buckett: "a" }, [{ within: "", name: "buckett", fix: "Write bucket." }]],
  ["aws_s3_bucket", { frobnicated: 1 }, [{ within: "", name: "frobnicated", fix: "Look its name up in the provider's documentation." }]],
  ["aws_lb", { subnet: [] }, [{ within: "", name: "subnet", fix: "Write subnets." }]],
  ["aws_rds_cluster", { subnets: [] }, [{ within: "", name: "subnets", fix: "Look its name up in the provider's documentation." }]],
  [
    "aws_s3_bucket_versioning",
    { versioning_configuration: [{ statuss: "Enabled" }, { status: "Enabled" }] },
    [{ within: "versioning_configuration", name: "statuss", fix: "Write status." }],
  ],
  [
    "aws_s3_bucket_server_side_encryption_configuration",
    { rule: [{ apply_server_side_encryption_by_default: { sse_algorithmm: "aws:kms" } }] },
    [{ within: "rule.apply_server_side_encryption_by_default", name: "sse_algorithmm", fix: "Write sse_algorithm." }],
  ],
  [
    "aws_s3_bucket_versioning",
    { versioning_configuration: expect.objectContaining({ statuss: "Enabled" }) },
    [{ within: "versioning_configuration", name: "statuss", fix: "Write status." }],
  ],
  [
    "aws_s3_bucket_versioning",
    { versioning_configuration: expect.arrayContaining([{ statuss: "Enabled" }]) },
    [{ within: "versioning_configuration", name: "statuss", fix: "Write status." }],
  ],
  ["aws_s3_bucket_versioning", { versioning_configuration: null }, []],
  ["data.aws_vpc", { cidr_blockk: "10.0.0.0/16" }, [{ within: "", name: "cidr_blockk", fix: "Write cidr_block." }]],
  ["random_id", { frobnicated: 1 }, []],
  ["aws_frobnicated", { frobnicated: 1 }, []],
])("of %s, %j has these mistakes: %j", (type, properties, expected) => {
  expect(mistakes(type, properties)).toEqual(expected);
});

test("an argument that the stacks have is none, whatever the bindings say", () => {
  expect(mistakes("aws_s3_bucket", { newer: 1 }, ["newer"])).toEqual([]);
  expect(mistakes("aws_s3_bucket_versioning", { versioning_configuration: { newer: 1 } }, ["newer"])).toEqual([]);
});
