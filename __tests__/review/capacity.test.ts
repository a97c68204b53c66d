import { reviewPlan } from "../../src/review/build";
import { ResourceChangeJson, Values } from "../../src/review/changes/plan-json";
import { nested, plan, resource } from "./plan-fixture";

const sentences = (...changes: ResourceChangeJson[]): string[] =>
  reviewPlan({ plan: plan(changes), today: "2026-11-26" }).capacity.map(({ path, sentence }) => `${path}: ${sentence}`);
const updated = (type: string, before: Values, after: Values): string[] => sentences(resource(`${type}.it`, "update", { before, after }));

const VOLUME = { volume_size: "storage of each node in GiB", volume_type: "volume type" };
const SEARCH = {
  "cluster_config.instance_type": "instance type",
  "cluster_config.instance_count": "instances",
  "cluster_config.dedicated_master_type": "type of the dedicated masters",
  "cluster_config.dedicated_master_count": "dedicated masters",
  "cluster_config.zone_awareness_config.availability_zone_count": "Availability Zones",
  "ebs_options.volume_size": VOLUME.volume_size,
  "ebs_options.volume_type": VOLUME.volume_type,
};

/** How a reviewer reads what changes of each type, by the argument that says it. */
const SIZES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  aws_appautoscaling_scheduled_action: {
    "scalable_target_action.min_capacity": "scheduled minimum",
    "scalable_target_action.max_capacity": "scheduled maximum",
  },
  aws_appautoscaling_target: { min_capacity: "minimum of auto scaling", max_capacity: "maximum of auto scaling" },
  aws_autoscaling_group: {
    min_size: "minimum of instances",
    max_size: "maximum of instances",
    desired_capacity: "desired instances",
    "warm_pool.min_size": "minimum of the warm pool",
    "mixed_instances_policy.instances_distribution.on_demand_base_capacity": "On-Demand base",
    "mixed_instances_policy.instances_distribution.on_demand_percentage_above_base_capacity": "percentage of On-Demand Instances",
    "mixed_instances_policy.launch_template.override.instance_type": "instance type",
  },
  aws_autoscaling_schedule: { min_size: "scheduled minimum", max_size: "scheduled maximum", desired_capacity: "scheduled instances" },
  aws_cloudfront_distribution: { price_class: "price class" },
  aws_cloudwatch_log_group: { retention_in_days: "retention of logs in days", log_group_class: "log class" },
  aws_db_instance: {
    instance_class: "instance class",
    allocated_storage: "storage in GiB",
    max_allocated_storage: "maximum of storage in GiB",
    storage_type: "storage type",
    iops: "IOPS",
    storage_throughput: "throughput in MiB/s",
    multi_az: "Multi-AZ",
  },
  aws_docdb_cluster: { storage_type: "storage type" },
  aws_docdb_cluster_instance: { instance_class: "instance class" },
  aws_dynamodb_table: {
    billing_mode: "billing mode",
    read_capacity: "read capacity units",
    write_capacity: "write capacity units",
    "on_demand_throughput.max_read_request_units": "maximum of read request units",
    "on_demand_throughput.max_write_request_units": "maximum of write request units",
    table_class: "table class",
  },
  aws_ebs_volume: { size: "size in GiB", type: "volume type", iops: "IOPS", throughput: "throughput in MiB/s" },
  aws_ecs_service: { desired_count: "tasks" },
  aws_ecs_task_definition: { cpu: "CPU units", memory: "memory in MiB" },
  aws_efs_file_system: { throughput_mode: "throughput mode", provisioned_throughput_in_mibps: "throughput in MiB/s" },
  aws_eks_node_group: {
    instance_types: "instance types",
    "scaling_config.min_size": "minimum of nodes",
    "scaling_config.max_size": "maximum of nodes",
    "scaling_config.desired_size": "desired nodes",
  },
  aws_elasticache_cluster: { node_type: "node type", num_cache_nodes: "nodes" },
  aws_elasticache_replication_group: {
    node_type: "node type",
    num_node_groups: "shards",
    replicas_per_node_group: "replicas per shard",
    num_cache_clusters: "nodes",
    multi_az_enabled: "Multi-AZ",
    automatic_failover_enabled: "automatic failover",
  },
  aws_elasticache_serverless_cache: {
    "cache_usage_limits.data_storage.minimum": "minimum of storage",
    "cache_usage_limits.data_storage.maximum": "maximum of storage",
    "cache_usage_limits.ecpu_per_second.minimum": "minimum of ECPUs per second",
    "cache_usage_limits.ecpu_per_second.maximum": "maximum of ECPUs per second",
  },
  aws_elasticsearch_domain: SEARCH,
  aws_instance: {
    instance_type: "instance type",
    "root_block_device.volume_size": "root volume in GiB",
    "root_block_device.volume_type": "type of the root volume",
    "root_block_device.iops": "IOPS of the root volume",
  },
  aws_kinesis_stream: { shard_count: "shards", "stream_mode_details.stream_mode": "stream mode", retention_period: "retention in hours" },
  aws_lambda_function: {
    memory_size: "memory in MiB",
    reserved_concurrent_executions: "reserved concurrency",
    "ephemeral_storage.size": "ephemeral storage in MiB",
  },
  aws_lambda_provisioned_concurrency_config: { provisioned_concurrent_executions: "provisioned concurrency" },
  aws_launch_configuration: { instance_type: "instance type" },
  aws_launch_template: {
    instance_type: "instance type",
    "block_device_mappings.ebs.volume_size": "volume in GiB",
    "block_device_mappings.ebs.volume_type": "volume type",
    "block_device_mappings.ebs.iops": "IOPS",
    "block_device_mappings.ebs.throughput": "throughput in MiB/s",
  },
  aws_lb: { "minimum_load_balancer_capacity.capacity_units": "reserved capacity units" },
  aws_memorydb_cluster: { node_type: "node type", num_shards: "shards", num_replicas_per_shard: "replicas per shard" },
  aws_mq_broker: { host_instance_type: "instance type", deployment_mode: "deployment mode" },
  aws_msk_cluster: {
    number_of_broker_nodes: "brokers",
    "broker_node_group_info.instance_type": "instance type",
    "broker_node_group_info.storage_info.ebs_storage_info.volume_size": "storage of each broker in GiB",
  },
  aws_neptune_cluster_instance: { instance_class: "instance class" },
  aws_opensearch_domain: SEARCH,
  aws_rds_cluster: {
    "serverlessv2_scaling_configuration.min_capacity": "minimum of ACUs",
    "serverlessv2_scaling_configuration.max_capacity": "maximum of ACUs",
    storage_type: "storage type",
    allocated_storage: "storage in GiB",
    iops: "IOPS",
    db_cluster_instance_class: "instance class",
  },
  aws_rds_cluster_instance: { instance_class: "instance class", promotion_tier: "promotion tier" },
  aws_redshift_cluster: { node_type: "node type", number_of_nodes: "nodes" },
};

test.each(Object.entries(SIZES).flatMap(([type, labels]) => Object.entries(labels).map(([path, label]) => [type, path, label])))(
  "another %s.%s is said as %j, with both values",
  (type, path, label) => {
    expect(updated(type, nested(path, 2), nested(path, 3))).toEqual([`${type}.it: ${label} 2 → 3`]);
  },
);

test("which of several volumes changes is said by its name", () => {
  const volumes = (size: number): Values => ({
    block_device_mappings: ["/dev/xvda", "/dev/xvdb"].map((device_name, index) => ({ device_name, ebs: [{ volume_size: index * size }] })),
  });
  expect(updated("aws_launch_template", volumes(8), volumes(20))).toEqual(["aws_launch_template.it: volume in GiB of /dev/xvdb 8 → 20"]);
});

test("a size that a replacement changes is said as well", () => {
  const change = { before: { instance_type: "c7g.large" }, after: { instance_type: "c7g.xlarge" }, replace_paths: [["instance_type"]] };
  expect(sentences(resource("aws_instance.it", "delete create", change))).toEqual([
    "aws_instance.it: instance type c7g.large → c7g.xlarge",
  ]);
});

const CLASS = { instance_class: "db.r7g.large" };
const NODE = { node_type: "cache.r7g.large" };

/** What costs by being there, as a reviewer reads that it comes or goes. */
test.each<[string, Values, string]>([
  ["aws_autoscaling_group", { min_size: 2, max_size: 6 }, "an Auto Scaling group, minimum of instances 2, maximum of instances 6"],
  ["aws_appautoscaling_target", { min_capacity: 1, max_capacity: 4 }, "auto scaling, minimum of auto scaling 1, maximum of auto scaling 4"],
  ["aws_cloudfront_distribution", { price_class: "PriceClass_100" }, "a CloudFront distribution, PriceClass_100"],
  ["aws_cloudtrail", {}, "a trail"],
  ["aws_db_instance", { ...CLASS, allocated_storage: 100 }, "a database instance, db.r7g.large, storage in GiB 100"],
  ["aws_db_proxy", {}, "an RDS Proxy"],
  ["aws_docdb_cluster_instance", CLASS, "a DocumentDB instance, db.r7g.large"],
  [
    "aws_dynamodb_table",
    { billing_mode: "PROVISIONED", read_capacity: 5, write_capacity: 6 },
    "a DynamoDB table, PROVISIONED, read capacity units 5, write capacity units 6",
  ],
  ["aws_ebs_volume", { type: "gp3", size: 20 }, "an EBS volume, gp3, size in GiB 20"],
  ["aws_ec2_transit_gateway_vpc_attachment", {}, "a transit gateway attachment"],
  ["aws_ecs_service", { desired_count: 2 }, "an ECS service, tasks 2"],
  ["aws_efs_file_system", {}, "an EFS file system"],
  ["aws_eip", {}, "an Elastic IP address"],
  ["aws_eks_cluster", {}, "an EKS cluster"],
  ["aws_eks_node_group", { instance_types: ["m7g.large", "m7g.xlarge"] }, "an EKS node group, m7g.large, m7g.xlarge"],
  ["aws_elasticache_cluster", { ...NODE, num_cache_nodes: 2 }, "a cache, cache.r7g.large, nodes 2"],
  [
    "aws_elasticache_replication_group",
    { ...NODE, num_node_groups: 3, replicas_per_node_group: 1, num_cache_clusters: 6 },
    "a cache, cache.r7g.large, shards 3, replicas per shard 1, nodes 6",
  ],
  ["aws_elasticache_serverless_cache", {}, "a serverless cache"],
  ["aws_elasticsearch_domain", {}, "a search domain"],
  ["aws_globalaccelerator_accelerator", {}, "a Global Accelerator"],
  ["aws_instance", { instance_type: "c7g.large" }, "an instance, c7g.large"],
  ["aws_kinesis_stream", { shard_count: 4 }, "a Kinesis stream, shards 4"],
  ["aws_kms_key", {}, "a customer managed key"],
  [
    "aws_lambda_provisioned_concurrency_config",
    { provisioned_concurrent_executions: 5 },
    "provisioned concurrency, provisioned concurrency 5",
  ],
  ["aws_lb", { load_balancer_type: "application" }, "a load balancer, application"],
  ["aws_memorydb_cluster", { node_type: "db.r7g.large", num_shards: 2 }, "a MemoryDB cluster, db.r7g.large, shards 2"],
  ["aws_mq_broker", { host_instance_type: "mq.m5.large" }, "a broker, mq.m5.large"],
  ["aws_msk_cluster", { number_of_broker_nodes: 3 }, "an MSK cluster, brokers 3"],
  ["aws_nat_gateway", {}, "a NAT gateway"],
  ["aws_neptune_cluster_instance", CLASS, "a Neptune instance, db.r7g.large"],
  ["aws_networkfirewall_firewall", {}, "a Network Firewall"],
  ["aws_opensearch_domain", {}, "a search domain"],
  ["aws_rds_cluster_instance", CLASS, "an Aurora instance, db.r7g.large"],
  ["aws_redshift_cluster", { node_type: "ra3.xlplus", number_of_nodes: 2 }, "a Redshift cluster, ra3.xlplus, nodes 2"],
  ["aws_route53_health_check", {}, "a health check"],
  ["aws_secretsmanager_secret", {}, "a secret"],
  ["aws_shield_protection", {}, "a Shield Advanced protection"],
  [
    "aws_vpc_endpoint",
    { vpc_endpoint_type: "Interface", service_name: "com.amazonaws.eu-central-1.kms" },
    "an interface endpoint, com.amazonaws.eu-central-1.kms",
  ],
  ["aws_vpn_connection", {}, "a VPN connection"],
  ["aws_wafv2_web_acl", {}, "a web ACL"],
])("%s with %j is said to come and to go", (type, values, said) => {
  const [name, ...details] = said.split(", ");
  const detail = details.length === 0 ? "" : ` (${details.join(", ")})`;
  expect(sentences(resource(`${type}.it`, "create", { after: values }))).toEqual([`${type}.it: ${name} is created${detail}`]);
  expect(sentences(resource(`${type}.it`, "delete", { before: values }))).toEqual([`${type}.it: ${name} is deleted${detail}`]);
});

test.each<[string, unknown]>([
  ["has no value", null],
  ["nobody says", undefined],
  ["is empty", ""],
  ["is a list of nothing", []],
  ["is a list of blocks", [{ name: "t" }]],
  ["is a list in which something isn't known", ["c7g.large", null]],
])("what %s says nothing of what comes", (_, value) => {
  expect(sentences(resource("aws_instance.it", "create", { after: { instance_type: value } }))).toEqual([
    "aws_instance.it: an instance is created",
  ]);
});

test("a sensitive argument isn't said of what comes", () => {
  const change = { after: { instance_type: "c7g.large" }, after_sensitive: { instance_type: true } };
  expect(sentences(resource("aws_instance.it", "create", change))).toEqual(["aws_instance.it: an instance is created"]);
});

test("gateway endpoints cost nothing, as do those whose type nobody has said, which are gateway endpoints", () => {
  for (const after of [{ vpc_endpoint_type: "Gateway", service_name: "s3" }, { service_name: "s3" }]) {
    expect(sentences(resource("aws_vpc_endpoint.it", "create", { after }))).toEqual([]);
  }
});

test("what a data source reads costs nothing", () => {
  expect(sentences(resource("data.aws_eip.it", "create", { after: {} }))).toEqual([]);
});

test("neither a change of tags, nor what is moved or forgotten, is one of capacity", () => {
  expect(updated("aws_rds_cluster_instance", { ...CLASS, tags: { A: "1" } }, { ...CLASS, tags: { A: "2" } })).toEqual([]);
  expect(
    sentences(resource("aws_nat_gateway.it", "no-op", { before: {}, after: {} }, { previous_address: "aws_nat_gateway.was" })),
  ).toEqual([]);
  expect(sentences(resource("aws_nat_gateway.it", "forget", { before: {} }))).toEqual([]);
});

test("what has no sizes, as a queue, is none", () => {
  expect(updated("aws_sqs_queue", { delay_seconds: 1 }, { delay_seconds: 2 })).toEqual([]);
  expect(sentences(resource("aws_sqs_queue.it", "create", { after: {} }))).toEqual([]);
});
