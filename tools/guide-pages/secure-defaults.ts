/** The secure defaults of the modules, each with a value that would undo it: a rule must mind. */
import { Testing } from "cdktf";
import { environments } from "../../examples/trading-stack/environments";
import { TradingStack } from "../../examples/trading-stack/trading-stack";
import {
  AlarmTopic,
  AuroraBackupPlan,
  AuroraCluster,
  BackupVault,
  Bucket,
  BucketAuditTrail,
  EncryptionKey,
  LogBucket,
  NotificationQueue,
  RealTimeLog,
} from "../../src";
import { Arguments, SynthesizedStack, checkPolicies, synthesize } from "../../src/testing";

export interface SecureDefault {
  readonly module: string;
  readonly type: string;
  /** Where it stands, its names with a slash between: of every resource of the type that has it; all of them go where it is empty. */
  readonly path: string;
  /** What undoes it; undefined takes it away. */
  readonly undone: unknown;
}

const ANYBODY = [{ cidr_blocks: ["0.0.0.0/0"], from_port: 0, to_port: 0, protocol: "-1" }];

function of(module: string, type: string, ...ways: readonly (readonly [path: string, undone: unknown])[]): SecureDefault[] {
  return ways.map(([path, value]) => ({ module, type, path, undone: value }));
}

export const SECURE_DEFAULTS: readonly SecureDefault[] = [
  ...of("core", "aws_kms_key", ["enable_key_rotation", false], ["deletion_window_in_days", 7], ["lifecycle/prevent_destroy", false]),
  ...of("core", "aws_sns_topic", ["kms_master_key_id", undefined], ["kms_master_key_id", "alias/aws/sns"]),
  ...of("core", "aws_cloudwatch_log_group", ["retention_in_days", 30], ["kms_key_id", undefined]),
  ...of("core", "aws_cloudwatch_metric_alarm", ["alarm_actions", []], ["treat_missing_data", undefined]),
  ...of("network", "aws_default_security_group", ["ingress", ANYBODY]),
  ...of("network", "aws_subnet", ["map_public_ip_on_launch", true]),
  ...of("network", "aws_flow_log", ["", undefined], ["traffic_type", "REJECT"]),
  ...of("network", "aws_vpc_endpoint", ["private_dns_enabled", false]),
  ...of("network", "aws_network_acl", [
    "ingress",
    [{ action: "allow", cidr_block: "0.0.0.0/0", from_port: 22, to_port: 22, protocol: "tcp", rule_no: 1 }],
  ]),
  ...of("network", "aws_vpc_security_group_ingress_rule", ["cidr_ipv4", "0.0.0.0/0"]),
  ...of("network", "aws_vpc_security_group_egress_rule", ["cidr_ipv4", "0.0.0.0/0"]),
  ...of(
    "storage",
    "aws_s3_bucket_public_access_block",
    ...["block_public_acls", "block_public_policy", "ignore_public_acls", "restrict_public_buckets"].map((name) => [name, false] as const),
  ),
  ...of("storage", "aws_s3_bucket", ["force_destroy", true], ["lifecycle/prevent_destroy", false]),
  ...of("storage", "aws_s3_bucket_versioning", ["versioning_configuration/status", "Suspended"]),
  ...of("storage", "aws_s3_bucket_ownership_controls", ["rule/0/object_ownership", "ObjectWriter"]),
  ...of("storage", "aws_s3_bucket_server_side_encryption_configuration", ["", undefined]),
  ...of("storage", "aws_s3_bucket_policy", [
    "policy",
    JSON.stringify({ Statement: [{ Effect: "Allow", Principal: { AWS: "1" }, Action: "s3:GetObject", Resource: "*" }] }),
  ]),
  ...of("storage", "aws_s3_bucket_lifecycle_configuration", ["", undefined], ["rule/0/abort_incomplete_multipart_upload", undefined]),
  ...of("storage", "aws_s3_bucket_logging", ["", undefined]),
  ...of("storage", "aws_s3_bucket_object_lock_configuration", ["", undefined]),
  ...of("storage", "aws_sqs_queue_policy", [
    "policy",
    JSON.stringify({ Statement: { Effect: "Allow", Principal: "*", Action: "*", Resource: "*" } }),
  ]),
  ...of("storage", "aws_cloudtrail", ["kms_key_id", undefined], ["enable_log_file_validation", false]),
  ...of(
    "alb-asg",
    "aws_lb",
    ["drop_invalid_header_fields", false],
    ["desync_mitigation_mode", "monitor"],
    ["enable_deletion_protection", false],
  ),
  ...of("alb-asg", "aws_lb", ["access_logs/enabled", false], ["internal", false]),
  ...of("alb-asg", "aws_lb_listener", ["protocol", "HTTP"], ["ssl_policy", "ELBSecurityPolicy-2016-08"]),
  ...of(
    "alb-asg",
    "aws_launch_template",
    ["metadata_options/http_tokens", "optional"],
    ["metadata_options/http_put_response_hop_limit", 2],
  ),
  ...of(
    "alb-asg",
    "aws_launch_template",
    ["block_device_mappings/0/ebs/encrypted", "false"],
    ["network_interfaces/0/associate_public_ip_address", "true"],
  ),
  ...of("alb-asg", "aws_autoscaling_group", ["health_check_type", "EC2"], ["vpc_zone_identifier", ["subnet-0123456789abcdef0"]]),
  ...of("aurora-cluster", "aws_rds_cluster", ["storage_encrypted", false], ["kms_key_id", undefined], ["deletion_protection", false]),
  ...of("aurora-cluster", "aws_rds_cluster", ["skip_final_snapshot", true], ["iam_database_authentication_enabled", false]),
  ...of(
    "aurora-cluster",
    "aws_rds_cluster",
    ["manage_master_user_password", false],
    ["backup_retention_period", 1],
    ["master_username", "postgres"],
  ),
  ...of(
    "aurora-cluster",
    "aws_rds_cluster",
    ["copy_tags_to_snapshot", false],
    ["enabled_cloudwatch_logs_exports", []],
    ["lifecycle/prevent_destroy", false],
  ),
  ...of("aurora-cluster", "aws_rds_cluster_instance", ["publicly_accessible", true], ["monitoring_interval", 0]),
  ...of("aurora-cluster", "aws_rds_cluster_instance", ["auto_minor_version_upgrade", false], ["ca_cert_identifier", "rds-ca-2019"]),
  ...of("aurora-cluster", "aws_backup_vault", ["kms_key_arn", undefined], ["lifecycle/prevent_destroy", false]),
  ...of("redis-cache", "aws_elasticache_replication_group", ["at_rest_encryption_enabled", false], ["transit_encryption_enabled", false]),
  ...of(
    "redis-cache",
    "aws_elasticache_replication_group",
    ["kms_key_id", undefined],
    ["automatic_failover_enabled", false],
    ["multi_az_enabled", false],
  ),
  ...of(
    "redis-cache",
    "aws_elasticache_replication_group",
    ["snapshot_retention_limit", 0],
    ["auto_minor_version_upgrade", false],
    ["user_group_ids", []],
  ),
  ...of("redis-cache", "aws_elasticache_replication_group", ["final_snapshot_identifier", undefined], ["lifecycle/prevent_destroy", false]),
  ...of("edge", "aws_cloudfront_distribution", ["default_cache_behavior/viewer_protocol_policy", "allow-all"], ["web_acl_id", undefined]),
  ...of(
    "edge",
    "aws_cloudfront_distribution",
    ["viewer_certificate/minimum_protocol_version", "TLSv1"],
    ["viewer_certificate/ssl_support_method", "vip"],
  ),
  ...of(
    "edge",
    "aws_cloudfront_distribution",
    ["default_cache_behavior/response_headers_policy_id", undefined],
    ["custom_error_response", []],
  ),
  ...of("edge", "aws_cloudfront_response_headers_policy", ["security_headers_config/strict_transport_security", undefined]),
  ...of("edge", "aws_cloudfront_vpc_origin", ["vpc_origin_endpoint_config/0/origin_protocol_policy", "http-only"]),
  ...of(
    "edge",
    "aws_cloudfront_vpc_origin",
    ["vpc_origin_endpoint_config/0/origin_ssl_protocols/0/items", ["TLSv1"]],
    ["lifecycle/create_before_destroy", false],
  ),
  ...of("edge", "aws_cloudfront_origin_access_control", ["signing_behavior", "never"]),
  ...of("edge", "aws_cloudwatch_log_delivery", ["", undefined]),
  ...of("edge", "aws_wafv2_web_acl", ["rule", []], ["rule/0/visibility_config/cloudwatch_metrics_enabled", false]),
  ...of("edge", "aws_wafv2_web_acl_logging_configuration", ["", undefined]),
  ...of("edge", "aws_acm_certificate", ["validation_method", "EMAIL"], ["lifecycle/create_before_destroy", false]),
  ...of("edge", "aws_kinesis_stream", ["encryption_type", "NONE"]),
  ...of("state-backend", "terraform", ["backend/s3/encrypt", false], ["backend/s3/use_lockfile", false]),
];

/** The reference stack as it is in production, with what the example doesn't use beside it. */
function everyModule(): SynthesizedStack {
  const environment = environments.prod!;
  const stack = new TradingStack(Testing.app(), "trading-prod", { ...environment, network: { ...environment.network, networkAcls: true } });
  const child = (id: string) => stack.node.findChild(id);
  const encryptionKey = new EncryptionKey(stack, "FurtherKey");
  (child("Database") as AuroraCluster).addEventNotifications(child("Alarms") as AlarmTopic);
  new NotificationQueue(stack, "Arrivals", { encryptionKey });
  new RealTimeLog(stack, "Requests", { encryptionKey });
  new BucketAuditTrail(stack, "Audit", { buckets: [child("Assets") as Bucket], destination: child("Logs") as LogBucket, encryptionKey });
  const vault = new BackupVault(stack, "Vault", { encryptionKey });
  new AuroraBackupPlan(stack, "Backups", { database: child("Database") as AuroraCluster, vault });
  return synthesize(stack);
}

interface DefaultAndRules {
  readonly secure: SecureDefault;
  readonly rules: readonly string[];
}

let known: readonly DefaultAndRules[] | undefined;

/** Each default with the rules that mind when it is undone. */
export function defaultsAndRules(): readonly DefaultAndRules[] {
  return (known ??= computed());
}

function computed(): DefaultAndRules[] {
  const stack = everyModule();
  const before = new Set(findings(stack.json));
  return SECURE_DEFAULTS.map((secure) => {
    const after = findings(undone(stack.json, secure));
    return { secure, rules: [...new Set(after.filter((found) => !before.has(found)).map((found) => found.split(" ", 1)[0]!))] };
  });
}

function findings(json: Arguments): string[] {
  return checkPolicies(new SynthesizedStack(json)).map(({ rule, address, detail }) => `${rule} ${address} ${detail}`);
}

/** The document with a default undone. Pure. */
function undone(json: Arguments, { type, path, undone: value }: SecureDefault): Arguments {
  const { [type]: ofType = {}, ...others } = json.resource as Arguments;
  if (path === "") {
    if (Object.keys(ofType as Arguments).length === 0) throw new Error(`there is no ${type}`);
    return { ...json, resource: others };
  }
  const isTerraform = type === "terraform";
  const changed = JSON.parse(JSON.stringify(isTerraform ? json.terraform : ofType)) as Arguments;
  const owners = isTerraform ? [changed] : Object.values<Arguments>(changed);
  const names = path.split("/");
  const last = names.pop()!;
  const places = owners
    .map((owner) => names.reduce<Arguments | undefined>((within, name) => part(within, name), owner))
    .filter((place): place is Arguments => place !== undefined && place[last] !== value);
  if (places.length === 0) throw new Error(`no ${type} has ${path}`);
  for (const place of places) {
    if (value === undefined) delete place[last];
    else place[last] = value;
  }
  return isTerraform ? { ...json, terraform: changed } : { ...json, resource: { ...others, [type]: changed } };
}

/** A part of a block; of the first where there are several, as Terraform's JSON may have one in a list. */
function part(within: Arguments | undefined, name: string): Arguments | undefined {
  const found: unknown = within?.[name] ?? (Array.isArray(within) ? undefined : within?.[0]?.[name]);
  if (Array.isArray(found) && !/^\d+$/.test(name)) return found as unknown as Arguments;
  return typeof found === "object" && found !== null ? (found as Arguments) : name === "0" ? within : undefined;
}
