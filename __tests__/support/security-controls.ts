/**
 * Controls of AWS Security Hub's standard AWS Foundational Security Best Practices, as far as a configuration shows whether they hold: what each looks at, and what must be true of it
 * (AWS Security Hub User Guide, "Security Hub controls reference").
 */
import { Arguments, SynthesizedStack, policyStatements } from "../../src/testing";

export interface SecurityControl {
  /** What the control looks at. */
  readonly type: string;
  /** Whether one of them passes. */
  readonly holds: (resource: Arguments, stack: SynthesizedStack) => boolean;
}

const control = (type: string, holds: SecurityControl["holds"]): SecurityControl => ({ type, holds });
const isTrue = (value: unknown): boolean => value === true || value === "true";
const list = (value: unknown): Arguments[] => (value === undefined ? [] : ([value].flat() as Arguments[]));
const EVERYWHERE = ["0.0.0.0/0", "::/0"];
const isOpen = ({ cidr_ipv4: v4, cidr_ipv6: v6, cidr_block: block, ipv6_cidr_block: v6Block }: Arguments): boolean =>
  [v4, v6, block, v6Block].some((range) => EVERYWHERE.includes(range));
const covers = ({ from_port: from, to_port: to, protocol, ip_protocol: ip }: Arguments, port: number): boolean =>
  [protocol, ip].includes("-1") || ((protocol ?? ip) !== "udp" && Number(from) <= port && port <= Number(to));
/** "Security groups should not allow unrestricted access to ports with high risk". */
const HIGH_RISK = [
  20, 21, 22, 23, 25, 110, 135, 143, 445, 1433, 1434, 3000, 3306, 3389, 4333, 5000, 5432, 5500, 5601, 8080, 8088, 8888, 9200, 9300,
];

/** "Application and Network Load Balancers with listeners should use recommended security policies". */
const RECOMMENDED_TLS = /^ELBSecurityPolicy-TLS13-1-(2-Res|3)-(FIPS-)?(PQ-)?20\d\d-\d\d$/;

/** Whether a part of a bucket's configuration is there for it, and is so. */
const part = (type: string, holds: (settings: Arguments) => boolean = () => true): SecurityControl =>
  control("aws_s3_bucket", (bucket, stack) => {
    const own = Object.entries(stack.resources("aws_s3_bucket")).find(([, other]) => other === bucket)![0];
    return Object.values(stack.resources(type)).some(
      (settings) => String(settings.bucket).includes(`aws_s3_bucket.${own}.`) && holds(settings),
    );
  });

const blocked = ({
  block_public_acls: acls,
  block_public_policy: policy,
  ignore_public_acls: ignore,
  restrict_public_buckets: restrict,
}: Arguments) => [acls, policy, ignore, restrict].every(isTrue);
const deniesWithoutTls = ({ policy }: Arguments): boolean =>
  policyStatements(policy).some(({ Effect, Condition }) => Effect === "Deny" && Condition?.Bool?.["aws:SecureTransport"] === "false");

const behaviors = ({ default_cache_behavior: first, ordered_cache_behavior: others }: Arguments) => [...list(first), ...list(others)];
const customOrigins = ({ origin }: Arguments) => list(origin).flatMap(({ custom_origin_config: custom }) => list(custom));
const bucketOrigins = ({ origin }: Arguments) =>
  list(origin).filter(({ custom_origin_config: custom, vpc_origin_config: vpc }) => list(custom).length + list(vpc).length === 0);
const vpcOrigins = (stack: SynthesizedStack) =>
  Object.values(stack.resources("aws_cloudfront_vpc_origin")).flatMap(({ vpc_origin_endpoint_config: endpoint }) => list(endpoint));

const statements = ({ policy }: Arguments) => policyStatements(policy).filter(({ Effect }) => Effect === "Allow");
const actions = (statement: Arguments): string[] => list(statement.Action).map(String);
const onEverything = (statement: Arguments): boolean => list(statement.Resource).map(String).includes("*");

const exportsLog = ({ enabled_cloudwatch_logs_exports: logs }: Arguments, log: string): boolean => list(logs).map(String).includes(log);

/** An event subscription for a kind of sources, with the categories that a control asks for. */
const subscription = (sourceType: string, categories: readonly string[]): SecurityControl =>
  control("aws_rds_cluster", (_, stack) =>
    Object.values(stack.resources("aws_db_event_subscription")).some(
      ({ source_type: source, event_categories: given, enabled }) =>
        source === sourceType && enabled !== false && categories.every((category) => (given ?? categories).includes(category)),
    ),
  );

/** By the controls' ids. */
export const SECURITY_CONTROLS: Readonly<Record<string, SecurityControl>> = {
  "ACM.1": control("aws_acm_certificate", ({ validation_method: method }) => method === "DNS"),
  "AutoScaling.1": control("aws_autoscaling_group", ({ health_check_type: type }) => type === "ELB"),
  "AutoScaling.2": control("aws_autoscaling_group", ({ vpc_zone_identifier: subnets }) => new Set(subnets).size > 1),
  "AutoScaling.9": control("aws_autoscaling_group", (group) => list(group.launch_template ?? group.mixed_instances_policy).length === 1),
  "CloudFront.3": control("aws_cloudfront_distribution", (distribution) =>
    behaviors(distribution).every(({ viewer_protocol_policy: policy }) => policy !== "allow-all"),
  ),
  "CloudFront.6": control("aws_cloudfront_distribution", ({ web_acl_id: webAcl }) => Boolean(webAcl)),
  "CloudFront.7": control("aws_cloudfront_distribution", ({ viewer_certificate: certificate }) =>
    Boolean(certificate?.acm_certificate_arn),
  ),
  "CloudFront.8": control(
    "aws_cloudfront_distribution",
    ({ viewer_certificate: certificate }) => certificate?.ssl_support_method === "sni-only",
  ),
  "CloudFront.9": control("aws_cloudfront_distribution", (distribution, stack) =>
    [...customOrigins(distribution), ...vpcOrigins(stack)].every(({ origin_protocol_policy: policy }) => policy === "https-only"),
  ),
  "CloudFront.10": control("aws_cloudfront_distribution", (distribution, stack) => {
    const protocols = [...customOrigins(distribution), ...vpcOrigins(stack)].map((origin) => JSON.stringify(origin.origin_ssl_protocols));
    return protocols.length > 0 && protocols.every((names) => names.includes("TLSv1.2") && !names.includes("SSLv3"));
  }),
  "CloudFront.13": control("aws_cloudfront_distribution", (distribution) =>
    bucketOrigins(distribution).every(({ origin_access_control_id: access }) => Boolean(access)),
  ),
  "CloudFront.15": control("aws_cloudfront_distribution", ({ viewer_certificate: certificate }) =>
    ["TLSv1.2_2021", "TLSv1.2_2025", "TLSv1.3_2025"].includes(list(certificate)[0]?.minimum_protocol_version),
  ),
  "CloudTrail.2": control("aws_cloudtrail", ({ kms_key_id: key }) => Boolean(key)),
  "CloudTrail.4": control("aws_cloudtrail", ({ enable_log_file_validation: validated }) => isTrue(validated)),
  "EC2.2": control("aws_default_security_group", ({ ingress, egress }) => list(ingress).length + list(egress).length === 0),
  "EC2.3": control("aws_launch_template", ({ block_device_mappings: devices }) =>
    list(devices).every(({ ebs }) => isTrue(ebs.encrypted) && Boolean(ebs.kms_key_id)),
  ),
  "EC2.6": control("aws_vpc", (_, stack) =>
    Object.values(stack.resources("aws_flow_log")).some(({ traffic_type: type }) => type === "ALL"),
  ),
  "EC2.8": control("aws_launch_template", ({ metadata_options: options }) => options.http_tokens === "required"),
  "EC2.9": control("aws_launch_template", ({ network_interfaces: interfaces }) =>
    list(interfaces).every(({ associate_public_ip_address: address }) => String(address) === "false"),
  ),
  "EC2.15": control("aws_subnet", ({ map_public_ip_on_launch: mapped }) => !isTrue(mapped)),
  "EC2.18": control("aws_vpc_security_group_ingress_rule", (rule) => !isOpen(rule) || [80, 443].includes(rule.from_port)),
  "EC2.19": control("aws_vpc_security_group_ingress_rule", (rule) => !isOpen(rule) || !HIGH_RISK.some((port) => covers(rule, port))),
  "EC2.21": control("aws_network_acl", ({ ingress }) =>
    list(ingress).every((rule) => rule.action !== "allow" || !isOpen(rule) || ![22, 3389].some((port) => covers(rule, port))),
  ),
  "EC2.25": control("aws_launch_template", ({ network_interfaces: interfaces }) =>
    list(interfaces).every(({ associate_public_ip_address: address }) => String(address) === "false"),
  ),
  "EC2.170": control("aws_launch_template", ({ metadata_options: options }) => options.http_tokens === "required"),
  "EC2.181": control("aws_launch_template", ({ block_device_mappings: devices }) =>
    list(devices).every(({ ebs }) => list(ebs).every(({ encrypted }) => isTrue(encrypted))),
  ),
  "ELB.1": control(
    "aws_lb_listener",
    ({ protocol, default_action: action }) => protocol !== "HTTP" || list(action).every(({ redirect }) => redirect?.protocol === "HTTPS"),
  ),
  "ELB.4": control("aws_lb", ({ drop_invalid_header_fields: dropped }) => isTrue(dropped)),
  "ELB.5": control("aws_lb", ({ access_logs: logs }) => isTrue(logs?.enabled)),
  "ELB.6": control("aws_lb", ({ enable_deletion_protection: enabled }) => isTrue(enabled)),
  "ELB.12": control("aws_lb", ({ desync_mitigation_mode: mode }) => ["defensive", "strictest"].includes(mode)),
  "ELB.13": control("aws_lb", ({ subnets }) => new Set(subnets).size > 1),
  "ELB.17": control(
    "aws_lb_listener",
    ({ ssl_policy: policy, default_action: action }) => RECOMMENDED_TLS.test(policy) || list(action).every(({ redirect }) => redirect),
  ),
  "ElastiCache.1": control("aws_elasticache_replication_group", ({ snapshot_retention_limit: days }) => days >= 1),
  "ElastiCache.2": control("aws_elasticache_replication_group", ({ auto_minor_version_upgrade: upgraded }) => isTrue(upgraded)),
  "ElastiCache.3": control("aws_elasticache_replication_group", ({ automatic_failover_enabled: enabled }) => isTrue(enabled)),
  "ElastiCache.4": control("aws_elasticache_replication_group", ({ at_rest_encryption_enabled: enabled }) => isTrue(enabled)),
  "ElastiCache.5": control("aws_elasticache_replication_group", ({ transit_encryption_enabled: enabled }) => isTrue(enabled)),
  "ElastiCache.7": control("aws_elasticache_replication_group", ({ subnet_group_name: name }) => Boolean(name) && name !== "default"),
  "IAM.1": control("aws_iam_role_policy", (policy) => !statements(policy).some((one) => actions(one).includes("*") && onEverything(one))),
  "KMS.2": control(
    "aws_iam_role_policy",
    (policy) =>
      !statements(policy).some((one) => actions(one).some((action) => /^kms:(\*|Decrypt|ReEncrypt)/.test(action)) && onEverything(one)),
  ),
  "KMS.3": control("aws_kms_key", ({ lifecycle }) => isTrue(lifecycle?.prevent_destroy)),
  "Kinesis.1": control("aws_kinesis_stream", ({ encryption_type: type }) => type === "KMS"),
  "RDS.2": control("aws_rds_cluster_instance", ({ publicly_accessible: accessible }) => !isTrue(accessible)),
  "RDS.3": control("aws_rds_cluster", ({ storage_encrypted: encrypted }) => isTrue(encrypted)),
  "RDS.4": control("aws_rds_cluster", ({ storage_encrypted: encrypted, kms_key_id: key }) => isTrue(encrypted) && Boolean(key)),
  "RDS.6": control("aws_rds_cluster_instance", ({ monitoring_interval: seconds }) => seconds > 0),
  "RDS.7": control("aws_rds_cluster", ({ deletion_protection: enabled }) => isTrue(enabled)),
  "RDS.12": control("aws_rds_cluster", ({ iam_database_authentication_enabled: enabled }) => isTrue(enabled)),
  "RDS.13": control("aws_rds_cluster_instance", ({ auto_minor_version_upgrade: upgraded }) => isTrue(upgraded)),
  "RDS.15": control("aws_rds_cluster", (_, stack) => Object.keys(stack.resources("aws_rds_cluster_instance")).length > 1),
  "RDS.16": control("aws_rds_cluster", ({ copy_tags_to_snapshot: copied }) => isTrue(copied)),
  "RDS.18": control("aws_rds_cluster", ({ db_subnet_group_name: name }) => Boolean(name)),
  "RDS.19": subscription("db-cluster", ["maintenance", "failure"]),
  "RDS.20": subscription("db-instance", ["maintenance", "configuration change", "failure"]),
  "RDS.21": subscription("db-parameter-group", ["configuration change"]),
  "RDS.22": subscription("db-security-group", ["configuration change", "failure"]),
  "RDS.24": control("aws_rds_cluster", ({ master_username: name }) => !["admin", "postgres"].includes(name)),
  "RDS.27": control("aws_rds_cluster", ({ storage_encrypted: encrypted }) => isTrue(encrypted)),
  "RDS.34": control("aws_rds_cluster", (cluster) => cluster.engine === "aurora-postgresql" || exportsLog(cluster, "audit")),
  "RDS.37": control("aws_rds_cluster", (cluster) => cluster.engine === "aurora-mysql" || exportsLog(cluster, "postgresql")),
  "S3.2": part("aws_s3_bucket_public_access_block", blocked),
  "S3.3": part("aws_s3_bucket_public_access_block", blocked),
  "S3.4": part("aws_s3_bucket_server_side_encryption_configuration"),
  "S3.5": part("aws_s3_bucket_policy", deniesWithoutTls),
  "S3.8": part("aws_s3_bucket_public_access_block", blocked),
  "S3.10": part("aws_s3_bucket_lifecycle_configuration"),
  "S3.12": part("aws_s3_bucket_ownership_controls", ({ rule }) => list(rule)[0]!.object_ownership === "BucketOwnerEnforced"),
  "S3.13": part("aws_s3_bucket_lifecycle_configuration"),
  "SNS.1": control("aws_sns_topic", ({ kms_master_key_id: key }) => Boolean(key)),
  "SQS.1": control("aws_sqs_queue", ({ kms_master_key_id: key }) => Boolean(key)),
  "SecretsManager.1": control("aws_rds_cluster", ({ manage_master_user_password: managed }) => isTrue(managed)),
  "WAF.10": control("aws_wafv2_web_acl", ({ rule }) => list(rule).length > 0),
};
