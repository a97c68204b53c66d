/** What the boxes of single resources say. */
import { Part, architecture } from "../../../src/diagram/architecture";
import { SynthesizedStack } from "../../../src/testing";
import { typeMistake } from "../../../src/testing/matchers/provider-types";

type Resources = Readonly<Record<string, Readonly<Record<string, object>>>>;

function partsOf(resource: Resources): readonly Part[] {
  return architecture(new SynthesizedStack({ resource })).parts;
}

/** Caption and details of the part that is called `one`. */
function said(type: string, args: object, others: Resources = {}): readonly string[] {
  const { caption, details } = partsOf({ ...others, [type]: { one: args } }).find(({ label }) => label === "one")!;
  return [caption, ...details];
}

// Arguments as the provider's documentation has them; names as AWS's have them.
test.each<readonly [string, object, readonly string[]]>([
  ["aws_cloudfront_distribution", { aliases: ["www.example.com", "example.com"] }, ["CloudFront", "www.example.com"]],
  ["aws_cloudfront_distribution", { web_acl_id: "arn:aws:wafv2:x" }, ["CloudFront", "with a web ACL"]],
  ["aws_cloudfront_distribution", { aliases: ["${var.name}"], web_acl_id: "x" }, ["CloudFront", "with a web ACL"]],
  ["aws_cloudfront_distribution", { aliases: ["www.${var.domain}"] }, ["CloudFront"]],
  ["aws_lb", { internal: true }, ["Application LB", "internal"]],
  ["aws_lb", { load_balancer_type: "application" }, ["Application LB", "internet-facing"]],
  ["aws_lb", { load_balancer_type: "network", internal: "true" }, ["Network LB", "internal"]],
  ["aws_lb", { load_balancer_type: "gateway", internal: false }, ["Gateway LB", "internet-facing"]],
  ["aws_autoscaling_group", { min_size: 2, max_size: 6 }, ["Auto Scaling group", "2–6"]],
  ["aws_autoscaling_group", { min_size: 3, max_size: 3 }, ["Auto Scaling group", "3"]],
  ["aws_autoscaling_group", { min_size: "${var.least}", max_size: 6 }, ["Auto Scaling group", "6"]],
  ["aws_autoscaling_group", {}, ["Auto Scaling group"]],
  ["aws_instance", { instance_type: "t4g.small" }, ["EC2 instance", "t4g.small"]],
  ["aws_instance", { instance_type: "${var.type}" }, ["EC2 instance"]],
  ["aws_instance", { instance_type: "(sensitive value)" }, ["EC2 instance"]],
  ["aws_ecs_service", { desired_count: 2 }, ["ECS service", "2 tasks"]],
  ["aws_ecs_service", { desired_count: 1 }, ["ECS service", "1 task"]],
  ["aws_ecs_service", { desired_count: 0 }, ["ECS service", "0 tasks"]],
  ["aws_ecs_service", { desired_count: "${var.count}" }, ["ECS service"]],
  ["aws_lambda_function", { runtime: "nodejs22.x" }, ["Lambda function", "nodejs22.x"]],
  ["aws_rds_cluster", { engine: "aurora-postgresql" }, ["Aurora PostgreSQL"]],
  ["aws_rds_cluster", { engine: "aurora-mysql" }, ["Aurora MySQL"]],
  ["aws_rds_cluster", { engine: "mysql" }, ["RDS mysql"]],
  ["aws_db_instance", { engine: "postgres", instance_class: "db.t4g.micro" }, ["RDS instance", "postgres, db.t4g.micro"]],
  ["aws_db_instance", { instance_class: "db.t4g.micro" }, ["RDS instance", "db.t4g.micro"]],
  ["aws_elasticache_replication_group", { engine: "redis", node_type: "cache.t4g.small" }, ["ElastiCache Redis", "cache.t4g.small"]],
  ["aws_elasticache_replication_group", { engine: "valkey", num_cache_clusters: 2 }, ["ElastiCache Valkey", "2 nodes"]],
  ["aws_elasticache_replication_group", { num_node_groups: 1, replicas_per_node_group: 0 }, ["ElastiCache", "1 node"]],
  ["aws_elasticache_replication_group", { replicas_per_node_group: 1 }, ["ElastiCache", "2 nodes"]],
  ["aws_elasticache_replication_group", { num_node_groups: 3, replicas_per_node_group: 2 }, ["ElastiCache", "3 shards × 3"]],
  ["aws_elasticache_replication_group", { num_node_groups: "${var.shards}", replicas_per_node_group: 2 }, ["ElastiCache"]],
  ["aws_elasticache_replication_group", { num_node_groups: 0, replicas_per_node_group: 2 }, ["ElastiCache"]],
  ["aws_elasticache_cluster", { engine: "memcached", node_type: "cache.t4g.micro" }, ["ElastiCache Memcached", "cache.t4g.micro"]],
  ["aws_elasticache_cluster", {}, ["ElastiCache"]],
  ["aws_elasticache_serverless_cache", { engine: "valkey" }, ["ElastiCache Serverless", "Valkey"]],
  ["aws_s3_bucket", { object_lock_enabled: true }, ["S3 bucket", "Object Lock"]],
  ["aws_s3_bucket", {}, ["S3 bucket"]],
  ["aws_route53_zone", { name: "example.com" }, ["Route 53 zone", "example.com"]],
])("%s with %j says %j", (type, args, words) => {
  expect(said(type, args)).toEqual(words);
});

const instance = (instance_class: string): object => ({ cluster_identifier: "${aws_rds_cluster.one.id}", instance_class });

// Amazon Aurora User Guide: a cluster has a writer, and readers; Aurora Serverless v2 is sized in Aurora capacity units.
test.each<readonly [Readonly<Record<string, object>>, readonly string[]]>([
  [{ a: instance("db.r7g.large") }, ["writer", "db.r7g.large"]],
  [{ a: instance("db.r7g.large"), b: instance("db.r7g.large") }, ["writer, 1 reader", "db.r7g.large"]],
  [
    { a: instance("db.r7g.xlarge"), b: instance("db.serverless"), c: instance("db.r7g.large") },
    ["writer, 2 readers", "db.r7g.large, db.r7g.xlarge, 0.5–8 ACU"],
  ],
  [{ other: { cluster_identifier: "other", instance_class: "db.r7g.large" } }, []],
])("a cluster with the instances %j says %j", (instances, words) => {
  const args = { engine: "aurora-postgresql", serverlessv2_scaling_configuration: { min_capacity: 0.5, max_capacity: 8 } };
  expect(said("aws_rds_cluster", args, { aws_rds_cluster_instance: instances })).toEqual(["Aurora PostgreSQL", ...words]);
});

test("a serverless instance of a cluster that says no capacity has its class", () => {
  const instances = { a: instance("db.serverless") };
  expect(said("aws_rds_cluster", { engine: "aurora-mysql" }, { aws_rds_cluster_instance: instances })).toEqual([
    "Aurora MySQL",
    "writer",
    "db.serverless",
  ]);
});

test.each(["launch_template", "mixed_instances_policy"])("a group's instance type is that of its launch template, by %s", (argument) => {
  const reference =
    argument === "launch_template"
      ? { id: "${aws_launch_template.it.id}" }
      : [{ launch_template: [{ launch_template_specification: [{ launch_template_id: "${aws_launch_template.it.id}" }] }] }];
  const template = { aws_launch_template: { it: { instance_type: "c7g.large" } } };
  expect(said("aws_autoscaling_group", { min_size: 1, max_size: 2, [argument]: reference }, template)).toEqual([
    "Auto Scaling group",
    "1–2 × c7g.large",
  ]);
});

test("a bucket that is replicated says so", () => {
  const replication = { aws_s3_bucket_replication_configuration: { one: { bucket: "${aws_s3_bucket.one.id}" } } };
  expect(said("aws_s3_bucket", {}, replication)).toEqual(["S3 bucket", "replicated"]);
});

describe("of a VPC", () => {
  const vpc = {
    aws_vpc: { main: { cidr_block: "10.0.0.0/16" } },
    aws_subnet: { a: { vpc_id: "${aws_vpc.main.id}", cidr_block: "10.0.0.0/24" } },
  };
  const folded = (type: string, args: readonly object[]): unknown[] =>
    partsOf({ ...vpc, [type]: Object.fromEntries(args.map((each, index) => [`it${index}`, each])) }).map(({ label, caption, details }) => [
      label,
      caption,
      ...details,
    ]);
  const endpoint = (service: string): object => ({ vpc_id: "${aws_vpc.main.id}", service_name: `com.amazonaws.eu-central-1.${service}` });

  test.each([
    [1, "NAT gateway"],
    [3, "3 NAT gateways"],
  ])("%i NAT gateways are one box: %s", (count, caption) => {
    const gateways = Array.from({ length: count }, () => ({ subnet_id: "${aws_subnet.a.id}" }));
    expect(folded("aws_nat_gateway", gateways)).toEqual([["NAT", caption]]);
  });

  test.each([
    [["s3"], "to S3"],
    [["s3", "dynamodb"], "to DynamoDB and S3"],
    [["logs"], "to 1 service"],
    [["s3", "logs", "ssm"], "to S3 and 2 services"],
  ])("the endpoints of %j are one box: %s", (services, caption) => {
    expect(folded("aws_vpc_endpoint", services.map(endpoint))).toEqual([["VPC endpoints", caption]]);
  });
});

// Shape and place: what AWS's architecture icons group as compute, storage, database, networking, and what runs within a VPC.
test.each([
  ["aws_cloudfront_distribution", "CloudFront", "edge", "edge"],
  ["aws_globalaccelerator_accelerator", "Global Accelerator", "edge", "edge"],
  ["aws_route53_zone", "Route 53 zone", "name", "edge"],
  ["aws_api_gateway_rest_api", "API Gateway", "balancer", "edge"],
  ["aws_apigatewayv2_api", "API Gateway", "balancer", "edge"],
  ["aws_alb", "Load balancer", "balancer", "vpc"],
  ["aws_elb", "Classic load balancer", "balancer", "vpc"],
  ["aws_autoscaling_group", "Auto Scaling group", "servers", "vpc"],
  ["aws_instance", "EC2 instance", "servers", "vpc"],
  ["aws_ecs_service", "ECS service", "servers", "vpc"],
  ["aws_eks_cluster", "EKS cluster", "servers", "vpc"],
  ["aws_lambda_function", "Lambda function", "function", "regional"],
  ["aws_db_instance", "RDS instance", "database", "vpc"],
  ["aws_db_proxy", "RDS Proxy", "balancer", "vpc"],
  ["aws_rds_global_cluster", "Aurora global database", "database", "regional"],
  ["aws_elasticache_replication_group", "ElastiCache", "cache", "vpc"],
  ["aws_elasticache_cluster", "ElastiCache", "cache", "vpc"],
  ["aws_elasticache_serverless_cache", "ElastiCache Serverless", "cache", "vpc"],
  ["aws_elasticache_global_replication_group", "Global Datastore", "cache", "regional"],
  ["aws_s3_bucket", "S3 bucket", "bucket", "regional"],
  ["aws_dynamodb_table", "DynamoDB table", "database", "regional"],
  ["aws_sqs_queue", "SQS queue", "queue", "regional"],
  ["aws_kinesis_stream", "Kinesis stream", "queue", "regional"],
  ["aws_efs_file_system", "EFS file system", "bucket", "regional"],
  ["aws_opensearch_domain", "OpenSearch domain", "database", "regional"],
  ["aws_msk_cluster", "MSK cluster", "queue", "regional"],
  ["aws_kinesis_firehose_delivery_stream", "Firehose stream", "queue", "regional"],
  ["aws_mq_broker", "Amazon MQ broker", "queue", "regional"],
  ["aws_docdb_cluster", "DocumentDB", "database", "regional"],
  ["aws_neptune_cluster", "Neptune", "database", "regional"],
  ["aws_redshift_cluster", "Redshift", "database", "regional"],
  ["aws_memorydb_cluster", "MemoryDB", "cache", "regional"],
  ["aws_sfn_state_machine", "Step Functions", "function", "regional"],
  ["aws_ecr_repository", "ECR repository", "bucket", "regional"],
  ["aws_cognito_user_pool", "Cognito user pool", "key", "regional"],
])("%s is drawn as %s, with the symbol of %s, in the tier %s", (type, caption, shape, tier) => {
  expect(typeMistake(type, [])).toBeUndefined();
  expect(partsOf({ [type]: { one: {} } }).find(({ label }) => label === "one")).toMatchObject({ caption, shape, tier, supporting: false });
});

test.each([
  ["aws_kms_key", "KMS key", "key"],
  ["aws_sns_topic", "SNS topic", "bell"],
  ["aws_cloudwatch_dashboard", "Dashboard", "chart"],
  ["aws_secretsmanager_secret", "Secret", "key"],
  ["aws_backup_plan", "Backup plan", "bucket"],
])("%s is drawn small, as %s with the symbol of %s, unless it is of something that is drawn", (type, caption, shape) => {
  expect(typeMistake(type, [])).toBeUndefined();
  expect(partsOf({ [type]: { one: {} } })).toMatchObject([{ caption, shape, tier: "regional", supporting: true }]);
  const at = (path: string): object => ({ "//": { metadata: { path: `prod/${path}` } } });
  const withQueue: Record<string, Record<string, object>> = {
    [type]: { Orders_It_0A1B2C3D: at("Orders/It") },
    aws_sqs_queue: { Orders_Queue_0A1B2C3D: at("Orders/Queue") },
  };
  expect(partsOf(withQueue).map((each) => each.caption)).toEqual(["SQS queue"]);
});

describe("what has no symbol", () => {
  // Registry pages of the providers: they make values and files, and wait.
  test.each(["random", "null", "time", "local", "tls", "archive", "terraform", "template", "cloudinit", "external", "http"])(
    "isn't drawn of the provider %s",
    (provider) => {
      expect(partsOf({ [`${provider}_thing`]: { one: {} } })).toEqual([]);
    },
  );

  test.each([
    "aws_acm_certificate",
    "aws_appautoscaling_target",
    "aws_config_config_rule",
    "aws_customer_gateway",
    "aws_default_vpc",
    "aws_ebs_volume",
    "aws_ec2_transit_gateway",
    "aws_egress_only_internet_gateway",
    "aws_eip",
    "aws_guardduty_detector",
    "aws_internet_gateway",
    "aws_key_pair",
    "aws_launch_template",
    "aws_network_interface",
    "aws_placement_group",
    "aws_ram_resource_share",
    "aws_resourcegroups_group",
    "aws_route_table",
    "aws_security_group",
    "aws_securityhub_account",
    "aws_service_discovery_service",
    "aws_servicequotas_service_quota",
    "aws_ssm_document",
    "aws_subnet",
    "aws_wafv2_web_acl",
  ])("isn't drawn where it makes or connects others, or is about the account: %s", (type) => {
    expect(typeMistake(type, [])).toBeUndefined();
    expect(partsOf({ [type]: { one: {} } })).toEqual([]);
  });

  test.each([
    "aws_iot_policy_attachment",
    "aws_licensemanager_association",
    "aws_glue_resource_policy",
    "aws_lambda_permission",
    "aws_xray_sampling_rule",
    "aws_gamelift_alias",
    "aws_dax_subnet_group",
    "aws_dax_parameter_group",
  ])("isn't drawn where its type says that it is of another: %s", (type) => {
    expect(typeMistake(type, [])).toBeUndefined();
    expect(partsOf({ [type]: { one: {} } })).toEqual([]);
  });

  test.each<readonly [Resources, readonly string[]]>([
    [{ aws_glue_job: { one: {} } }, ["glue job"]],
    [{ aws_glue_job: { one: {} }, aws_glue_trigger: { one: {} } }, ["glue job", "glue trigger"]],
    [
      { aws_glue_crawler: { one: {} }, aws_glue_job: { one: {} }, aws_glue_trigger: { one: {} } },
      ["glue crawler", "glue job", "and 1 more type"],
    ],
    [
      { aws_glue_crawler: { one: {} }, aws_glue_job: { one: {} }, aws_glue_trigger: { one: {} }, aws_glue_workflow: { one: {} } },
      ["glue crawler", "glue job", "and 2 more types"],
    ],
  ])("names its types: %j", (resource, words) => {
    expect(partsOf(resource).map(({ caption, details }) => [caption, ...details])).toEqual([words]);
  });
});
