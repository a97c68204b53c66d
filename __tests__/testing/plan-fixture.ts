/**
 * A small plan as `terraform show -json` writes it, of a configuration by hand: a module with subnets by `for_each`, instances by `count`, a database.
 * https://developer.hashicorp.com/terraform/internals/json-format
 */
export function plan() {
  return {
    format_version: "1.2",
    variables: { password: { value: "correct-horse" }, region: { value: "eu-central-1" } },
    planned_values: {
      outputs: { vpc: { sensitive: false }, login: { sensitive: true, value: "app:correct-horse" } },
      root_module: {
        resources: [
          managed("aws_db_instance", "orders", {
            values: {
              identifier: "orders",
              password: "correct-horse",
              publicly_accessible: false,
              tags: { note: "is correct-horse" },
              tags_all: {},
            },
            sensitive_values: { password: true, tags: {}, tags_all: {}, vpc_security_group_ids: [] },
          }),
          managed("aws_instance", "web", { index: 0, values: { ...webValues }, sensitive_values: webLists }),
          managed("aws_instance", "web", { index: 1, values: { ...webValues }, sensitive_values: webLists }),
          managed("aws_security_group", "orders", {
            values: { name: "orders", timeouts: null },
            sensitive_values: { ingress: [], egress: [] },
          }),
          managed("aws_security_group", "web", {
            values: {
              name: "web",
              ingress: [{ protocol: "udp", from_port: 443, to_port: 443, cidr_blocks: ["10.0.0.0/16"], security_groups: [] }],
            },
            sensitive_values: { ingress: [{ cidr_blocks: [false], security_groups: [] }], egress: [] },
          }),
          managed("aws_vpc_security_group_ingress_rule", "orders", { values: { from_port: 5432, to_port: 5432, ip_protocol: "tcp" } }),
          managed("aws_s3_bucket", "files", { index: "in", values: { bucket: "files-in" } }),
          managed("aws_s3_bucket", "files", { index: "out", values: { bucket: "files-out" } }),
          managed("aws_s3_bucket_policy", "files", { index: "in" }),
          managed("aws_s3_bucket_policy", "files", { index: "out" }),
        ],
        child_modules: [
          {
            address: "module.network",
            resources: [
              managed("aws_subnet", "private", { module: "network", index: "a", values: { cidr_block: "10.0.0.0/24" } }),
              managed("aws_subnet", "private", { module: "network", index: "b", values: { cidr_block: "10.0.1.0/24" } }),
              managed("aws_vpc", "main", { module: "network", values: { cidr_block: "10.0.0.0/16" } }),
            ],
          },
        ],
      },
    },
    resource_changes: [
      unknown("aws_db_instance.orders", { id: true, arn: true, tags: {}, vpc_security_group_ids: true }),
      ...[0, 1].map((index) => unknown(`aws_instance.web[${index}]`, { id: true, subnet_id: true, vpc_security_group_ids: true })),
      unknown("aws_security_group.orders", { id: true, vpc_id: true, ingress: true }),
      unknown("aws_security_group.web", { id: true, vpc_id: true, ingress: [{ cidr_blocks: [false], security_groups: [] }] }),
      unknown("aws_vpc_security_group_ingress_rule.orders", { id: true, security_group_id: true, referenced_security_group_id: true }),
      ...["in", "out"].map((key) => unknown(`aws_s3_bucket.files["${key}"]`, { id: true, arn: true })),
      ...["in", "out"].map((key) => unknown(`aws_s3_bucket_policy.files["${key}"]`, { id: true, bucket: true, policy: true })),
      ...["a", "b"].map((key) => unknown(`module.network.aws_subnet.private["${key}"]`, { id: true, vpc_id: true })),
      unknown("module.network.aws_vpc.main", { id: true }),
    ],
    prior_state: {
      values: {
        root_module: {
          resources: [{ ...managed("aws_ami", "linux", { values: { id: "ami-0123456789abcdef0", most_recent: true } }), mode: "data" }],
        },
      },
    },
    configuration: {
      provider_config: {
        aws: { name: "aws", expressions: { region: { references: ["var.region"] }, secret_key: { constant_value: "also-a-secret" } } },
        "aws.global": { name: "aws", alias: "global", expressions: { region: { constant_value: "us-east-1" } } },
      },
      root_module: {
        variables: { password: { sensitive: true }, region: {} },
        outputs: {
          vpc: { expression: { references: ["module.network.vpc_id", "module.network"] } },
          login: { sensitive: true, expression: { references: ["var.password"] } },
        },
        resources: [
          configured("aws_db_instance", "orders", {
            identifier: { constant_value: "orders" },
            password: { references: ["var.password"] },
            tags: { references: ["var.password"] },
            vpc_security_group_ids: { references: ["aws_security_group.orders.id", "aws_security_group.orders"] },
          }),
          {
            ...configured("aws_instance", "web", {
              ami: { references: ["data.aws_ami.linux.id", "data.aws_ami.linux"] },
              instance_type: { constant_value: "t4g.small" },
              subnet_id: { references: ["module.network.subnet_ids", "module.network", "count.index"] },
              vpc_security_group_ids: { references: ["aws_security_group.web.id", "aws_security_group.web"] },
            }),
            count_expression: { constant_value: 2 },
          },
          configured("aws_security_group", "orders", {
            name: { constant_value: "orders" },
            vpc_id: { references: ["module.network.vpc_id", "module.network"] },
          }),
          // Its `ingress` is a dynamic block, which no plan's configuration has.
          configured("aws_security_group", "web", { name: { constant_value: "web" }, vpc_id: { references: ["local.vpc_id"] } }),
          configured("aws_vpc_security_group_ingress_rule", "orders", {
            from_port: { constant_value: 5432 },
            to_port: { constant_value: 5432 },
            ip_protocol: { constant_value: "tcp" },
            security_group_id: { references: ["aws_security_group.orders.id", "aws_security_group.orders"] },
            referenced_security_group_id: { references: ["aws_security_group.web.id", "aws_security_group.web"] },
          }),
          { ...configured("aws_s3_bucket", "files", { bucket: { references: ["each.key"] } }), provider_config_key: "aws.global" },
          {
            ...configured("aws_s3_bucket_policy", "files", {
              bucket: { references: ["each.value.id", "each.value"] },
              policy: { references: ["each.value.arn", "each.value"] },
            }),
            for_each_expression: { references: ["aws_s3_bucket.files"] },
          },
          { ...configured("aws_ami", "linux", { most_recent: { constant_value: true } }), mode: "data" },
        ],
        module_calls: {
          network: {
            expressions: { cidr: { constant_value: "10.0.0.0/16" } },
            module: {
              outputs: {
                vpc_id: { expression: { references: ["aws_vpc.main.id", "aws_vpc.main"] } },
                subnet_ids: { expression: { references: ["aws_subnet.private"] } },
              },
              resources: [
                configured("aws_subnet", "private", {
                  cidr_block: { references: ["var.cidr", "each.key"] },
                  vpc_id: { references: ["aws_vpc.main.id", "aws_vpc.main"] },
                }),
                configured("aws_vpc", "main", { cidr_block: { references: ["var.cidr"] } }),
              ],
            },
          },
        },
      },
    },
  };
}

const webValues = { ami: "ami-0123456789abcdef0", instance_type: "t4g.small", key_name: null };
const webLists = { vpc_security_group_ids: [] };

function managed(
  type: string,
  name: string,
  { module, index, ...planned }: { module?: string; index?: string | number; values?: object; sensitive_values?: object },
) {
  const key = index === undefined ? "" : `[${JSON.stringify(index)}]`;
  const address = `${module === undefined ? "" : `module.${module}.`}${type}.${name}${key}`;
  return { address, mode: "managed", type, name, ...(index !== undefined && { index }), ...planned };
}

function configured(type: string, name: string, expressions: object) {
  return { mode: "managed", type, name, provider_config_key: "aws", expressions };
}

function unknown(address: string, afterUnknown: object) {
  return { address, change: { actions: ["create"], after_unknown: afterUnknown } };
}
