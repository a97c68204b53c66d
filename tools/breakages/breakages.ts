import { Arguments, StackEditor, withoutStatement } from "./stack-editor";

type Target = readonly [type: string, prefix?: string];

/** One break of the example, which AWS refuses. */
export interface Breakage {
  readonly id: string;
  /** What is wrong with the stack. */
  readonly sentence: string;
  /** The resource that AWS refuses: its type, and the beginning of its logical id. */
  readonly target: Target;
  /** The code or the words by which it is refused. */
  readonly error: RegExp;
  break(stack: StackEditor): void;
}

/** Arguments of the resource that is refused are wrong. */
function wrong(id: string, sentence: string, target: Target, error: RegExp, change: (resource: Arguments) => void): Breakage {
  return { id, sentence, target, error, break: (stack) => change(stack.resource(...target)) };
}

/** Something elsewhere in the stack is wrong, for which the resource is refused. */
function because(id: string, sentence: string, target: Target, error: RegExp, change: (stack: StackEditor) => void): Breakage {
  return { id, sentence, target, error, break: change };
}

const ACCOUNT = "123456789012";
const UNKNOWN_KEY = `arn:aws:kms:eu-central-1:${ACCOUNT}:key/00000000-0000-0000-0000-000000000000`;
const UNKNOWN_ID = "00000000-0000-0000-0000-000000000000";
const NOBODY = { Sid: "Nobody", Effect: "Allow", Principal: { AWS: `arn:aws:iam::${ACCOUNT}:role/nobody` } };

const KEYS: readonly Breakage[] = [
  because(
    "key-without-logs",
    "The key's policy doesn't allow CloudWatch Logs.",
    ["aws_cloudwatch_log_group", "Network_FlowLogs_LogGroup"],
    /not allowed to be used|AccessDenied/,
    (stack) => stack.policy("aws_kms_key", "Key", withoutStatement("CloudWatchLogs")),
  ),
  because(
    "key-with-logs-of-another-region",
    "The key of us-east-1 allows CloudWatch Logs of another region.",
    ["aws_cloudwatch_log_group", "Edge_WebAcl_LogGroup"],
    /not allowed to be used|AccessDenied/,
    (stack) =>
      stack.policy("aws_kms_key", "Edge_Key", (statements) =>
        JSON.parse(JSON.stringify(statements).replaceAll("logs.us-east-1", "logs.eu-central-1")),
      ),
  ),
  because(
    "key-without-auto-scaling",
    "The key's policy doesn't allow the service-linked role that starts instances.",
    ["aws_autoscaling_group", "TradingApi"],
    /KMS|Client\.Internal/i,
    (stack) => stack.policy("aws_kms_key", "Key", withoutStatement("AutoScaling")),
  ),
  because(
    "key-for-nobody",
    "The key's policy names a role that doesn't exist.",
    ["aws_kms_key", "Key"],
    /MalformedPolicyDocument/,
    (stack) => stack.policy("aws_kms_key", "Key", (statements) => [...statements, { ...NOBODY, Action: "kms:Decrypt", Resource: "*" }]),
  ),
  because("key-locked", "The key's policy lets nobody change it.", ["aws_kms_key", "Key"], /MalformedPolicyDocument/, (stack) =>
    stack.policy("aws_kms_key", "Key", withoutStatement("AccountAdministration")),
  ),
  wrong(
    "alias-of-aws",
    "The key's alias has a name that AWS keeps for itself.",
    ["aws_kms_alias", "Key_Alias"],
    /alias\/aws|NotAuthorized/,
    (r) => {
      r.name = "alias/aws/trading";
    },
  ),
];

const NETWORK: readonly Breakage[] = [
  wrong(
    "subnet-outside-of-vpc",
    "A subnet lies outside of its VPC.",
    ["aws_subnet", "Network_private_eu-central-1a"],
    /InvalidSubnet\.Range/,
    (r) => {
      r.cidr_block = "10.99.0.0/20";
    },
  ),
  wrong(
    "subnet-of-another-region",
    "A subnet is in an AZ of another region.",
    ["aws_subnet", "Network_public_eu-central-1a"],
    /InvalidParameterValue/,
    (r) => {
      r.availability_zone = "eu-west-1a";
    },
  ),
  wrong(
    "vpc-too-small",
    "The VPC's range is smaller than EC2 makes any.",
    ["aws_vpc", "Network"],
    /InvalidVpc\.Range|expected.*cidr/i,
    (r) => {
      r.cidr_block = "10.30.0.0/29";
    },
  ),
  wrong(
    "endpoint-of-no-service",
    "An endpoint is for a service that there isn't.",
    ["aws_vpc_endpoint", "Network_InterfaceEndpoints_kms"],
    /InvalidServiceName/,
    (r) => {
      r.service_name = "com.amazonaws.eu-central-1.kmss";
    },
  ),
  because(
    "private-dns-without-host-names",
    "An endpoint has private DNS in a VPC without DNS host names.",
    ["aws_vpc_endpoint", "Network_InterfaceEndpoints_kms"],
    /enableDnsHostnames|InvalidParameter/,
    (stack) => {
      stack.resource("aws_vpc", "Network").enable_dns_hostnames = false;
    },
  ),
  because(
    "prefix-list-twice",
    "A security group takes CloudFront's list on two ports, which together are more rules than it holds.",
    ["aws_vpc_security_group_ingress_rule", "Second"],
    /RulesPerSecurityGroupLimitExceeded/,
    (stack) => {
      const first = stack.resource("aws_vpc_security_group_ingress_rule", "LoadBalancer_SecurityGroup_IngressFrom-CloudFront-tcp-443");
      const address = stack.address("aws_vpc_security_group_ingress_rule", "LoadBalancer_SecurityGroup_IngressFrom-CloudFront-tcp-443");
      const second = { ...first, from_port: 80, to_port: 80, depends_on: [address] };
      stack.json.resource.aws_vpc_security_group_ingress_rule.Second_00000000 = second;
    },
  ),
  wrong(
    "unknown-prefix-list",
    "A rule names a prefix list that doesn't exist.",
    ["aws_vpc_security_group_ingress_rule", "LoadBalancer_SecurityGroup_IngressFrom-CloudFront-tcp-443"],
    /InvalidPrefixList/,
    (r) => {
      r.prefix_list_id = "pl-0123456789abcdef0";
    },
  ),
  wrong(
    "flow-log-interval",
    "Flow logs are aggregated over five minutes, which EC2 doesn't do.",
    ["aws_flow_log", "Network_FlowLogs"],
    /max_aggregation_interval|InvalidParameter/,
    (r) => {
      r.max_aggregation_interval = 300;
    },
  ),
];

const ACCESS: readonly Breakage[] = [
  because(
    "role-for-no-service",
    "A role trusts a service that there isn't.",
    ["aws_iam_role", "TradingApi_Role"],
    /MalformedPolicyDocument/,
    (stack) =>
      stack.policy(
        "aws_iam_role",
        "TradingApi_Role",
        (statements) => JSON.parse(JSON.stringify(statements).replaceAll("ec2.amazonaws.com", "ec3.amazonaws.com")),
        "assume_role_policy",
      ),
  ),
  because(
    "role-for-nobody",
    "A role trusts a role that doesn't exist.",
    ["aws_iam_role", "TradingApi_Role"],
    /MalformedPolicyDocument/,
    (stack) =>
      stack.policy(
        "aws_iam_role",
        "TradingApi_Role",
        (statements) => statements.map((statement) => ({ ...statement, Principal: NOBODY.Principal })),
        "assume_role_policy",
      ),
  ),
  because(
    "grant-without-resource",
    "A statement of a role's policy has no resource.",
    ["aws_iam_role_policy", "TradingApi_Role_Grants"],
    /MalformedPolicyDocument/,
    (stack) =>
      stack.policy("aws_iam_role_policy", "TradingApi_Role_Grants", ([first, ...rest]) => {
        const { Resource: _, ...without } = first!;
        return [without, ...rest];
      }),
  ),
  because(
    "grants-too-long",
    "A role's policy is longer than IAM takes.",
    ["aws_iam_role_policy", "TradingApi_Role_Grants"],
    /LimitExceeded/,
    (stack) =>
      stack.policy("aws_iam_role_policy", "TradingApi_Role_Grants", (statements) => [
        ...statements,
        ...Array.from({ length: 200 }, (_, index) => ({
          Sid: `Read${index}`,
          Effect: "Allow",
          Action: "s3:GetObject",
          Resource: `arn:aws:s3:::a-bucket-number-${index}/*`,
        })),
      ]),
  ),
  wrong(
    "role-description",
    "A role's description is longer than IAM takes.",
    ["aws_iam_role", "TradingApi_Role"],
    /description|ValidationError/i,
    (r) => {
      r.description = "x".repeat(1001);
    },
  ),
  wrong(
    "service-linked-role-of-no-service",
    "A service-linked role is for a service that has none.",
    ["aws_iam_service_linked_role", "AutoScalingServiceRole"],
    /InvalidInput|service name|invalid/i,
    (r) => {
      r.aws_service_name = "autoscale.amazonaws.com";
    },
  ),
];

const BUCKETS: readonly Breakage[] = [
  because(
    "public-bucket",
    "A bucket's policy lets everybody read, though public access is blocked.",
    ["aws_s3_bucket_policy", "Assets_Policy"],
    /AccessDenied/,
    (stack) =>
      stack.policy("aws_s3_bucket_policy", "Assets_Policy", (statements) => [
        ...statements,
        { Sid: "Public", Effect: "Allow", Principal: "*", Action: "s3:GetObject", Resource: statements[0]!.Resource[1] },
      ]),
  ),
  because(
    "bucket-policy-for-nobody",
    "A bucket's policy names a role that doesn't exist.",
    ["aws_s3_bucket_policy", "Assets_Policy"],
    /MalformedPolicy/,
    (stack) =>
      stack.policy("aws_s3_bucket_policy", "Assets_Policy", (statements) => [
        ...statements,
        { ...NOBODY, Action: "s3:GetObject", Resource: statements[0]!.Resource[1] },
      ]),
  ),
  because(
    "bucket-policy-of-another-bucket",
    "A bucket's policy is about another bucket.",
    ["aws_s3_bucket_policy", "Releases_Policy"],
    /MalformedPolicy/,
    (stack) =>
      stack.policy("aws_s3_bucket_policy", "Releases_Policy", (statements) =>
        JSON.parse(JSON.stringify(statements).replaceAll("trading-local-releases", "trading-local-others")),
      ),
  ),
  wrong(
    "early-infrequent-access",
    "Logs move to infrequent access after ten days.",
    ["aws_s3_bucket_lifecycle_configuration", "Logs_Lifecycle"],
    /InvalidArgument/,
    (r) => {
      r.rule[0].transition.find((transition: Arguments) => transition.storage_class === "STANDARD_IA").days = 10;
    },
  ),
  wrong(
    "lifecycle-backwards",
    "Records move back to a class that is read more.",
    ["aws_s3_bucket_lifecycle_configuration", "TradeRecords_Lifecycle"],
    /InvalidArgument|InvalidRequest/,
    (r) => {
      for (const transition of r.rule[0].transition) transition.days = transition.storage_class === "DEEP_ARCHIVE" ? 30 : 365;
    },
  ),
  because(
    "archive-without-object-lock",
    "Retention is asked of a bucket without Object Lock.",
    ["aws_s3_bucket_object_lock_configuration", "TradeRecords_ObjectLock"],
    /InvalidBucketState|ObjectLockConfigurationNotFound|InvalidRequest/,
    (stack) => {
      stack.resource("aws_s3_bucket", "TradeRecords").object_lock_enabled = false;
      stack.resource("aws_s3_bucket_versioning", "TradeRecords_Versioning").versioning_configuration.status = "Suspended";
    },
  ),
  wrong(
    "retention-too-long",
    "Records are kept for longer than S3 keeps any.",
    ["aws_s3_bucket_object_lock_configuration", "TradeRecords_ObjectLock"],
    /InvalidRetentionPeriod|InvalidArgument|MalformedXML/,
    (r) => {
      r.rule.default_retention.years = 101;
    },
  ),
  wrong(
    "logs-to-no-bucket",
    "A bucket logs to one that doesn't exist.",
    ["aws_s3_bucket_logging", "Assets_Logging"],
    /InvalidTargetBucketForLogging|NoSuchBucket/,
    (r) => {
      r.target_bucket = "trading-local-nowhere";
    },
  ),
  wrong("bucket-name", "A bucket's name has capital letters.", ["aws_s3_bucket", "Assets"], /InvalidBucketName|bucket.*name/i, (r) => {
    r.bucket = "Trading_Local_Assets";
  }),
  wrong(
    "bucket-under-unknown-key",
    "An object is written under a key that doesn't exist.",
    ["aws_s3_object", "Releases_Object-Service"],
    /KMS\.NotFoundException|NotFound/,
    (r) => {
      r.kms_key_id = UNKNOWN_KEY;
    },
  ),
];

const LOAD_BALANCER: readonly Breakage[] = [
  because(
    "log-bucket-without-load-balancers",
    "The log bucket's policy names another principal for the load balancer's logs.",
    ["aws_lb", "LoadBalancer"],
    /InvalidConfigurationRequest/,
    (stack) =>
      stack.policy("aws_s3_bucket_policy", "Logs_Policy", (statements) =>
        JSON.parse(JSON.stringify(statements).replaceAll("logdelivery.elasticloadbalancing.amazonaws.com", "delivery.logs.amazonaws.com")),
      ),
  ),
  because(
    "log-bucket-with-another-prefix",
    "The log bucket's policy allows the load balancer's logs under another prefix.",
    ["aws_lb", "LoadBalancer"],
    /InvalidConfigurationRequest/,
    (stack) =>
      stack.policy("aws_s3_bucket_policy", "Logs_Policy", (statements) =>
        JSON.parse(JSON.stringify(statements).replaceAll("/load-balancer/", "/balancer/")),
      ),
  ),
  because(
    "load-balancer-before-the-policy",
    "The load balancer doesn't wait for the log bucket's policy.",
    ["aws_lb", "LoadBalancer"],
    /InvalidConfigurationRequest/,
    (stack) => stack.dropDependency("aws_lb", "LoadBalancer", "aws_s3_bucket_policy.Logs_Policy"),
  ),
  because(
    "load-balancer-logs-under-a-key",
    "The log bucket is under a customer-managed key, which load balancers don't deliver to.",
    ["aws_lb", "LoadBalancer"],
    /InvalidConfigurationRequest/,
    (stack) => {
      stack.resource("aws_s3_bucket_server_side_encryption_configuration", "Logs_Encryption").rule = [
        {
          apply_server_side_encryption_by_default: {
            sse_algorithm: "aws:kms",
            kms_master_key_id: `\${${stack.address("aws_kms_key", "Key")}.arn}`,
          },
        },
      ];
      stack
        .resource("aws_lb", "LoadBalancer")
        .depends_on.push(stack.address("aws_s3_bucket_server_side_encryption_configuration", "Logs_Encryption"));
    },
  ),
  wrong(
    "load-balancer-in-one-zone",
    "The load balancer is in one AZ.",
    ["aws_lb", "LoadBalancer"],
    /two (different )?(subnets|Availability Zones)|ValidationError/i,
    (r) => {
      r.subnets = r.subnets.slice(0, 1);
    },
  ),
  wrong("load-balancer-name", "The load balancer's name begins with internal-.", ["aws_lb", "LoadBalancer"], /internal-/, (r) => {
    r.name = "internal-trading";
  }),
  wrong(
    "tls-policy",
    "The listener has a TLS policy that there isn't.",
    ["aws_lb_listener", "LoadBalancer_Https"],
    /SSLPolicyNotFound/,
    (r) => {
      r.ssl_policy = "ELBSecurityPolicy-TLS13-1-4-2026-01";
    },
  ),
  because(
    "certificate-of-another-region",
    "The listener's certificate is of us-east-1.",
    ["aws_lb_listener", "LoadBalancer_Https"],
    /CertificateNotFound/,
    (stack) => {
      stack.resource("aws_lb_listener", "LoadBalancer_Https").certificate_arn =
        `\${${stack.address("aws_acm_certificate_validation", "Edge_Certificate_Validation")}.certificate_arn}`;
    },
  ),
  because(
    "certificate-before-its-validation",
    "The listener takes the certificate before it has been validated.",
    ["aws_lb_listener", "LoadBalancer_Https"],
    /UnsupportedCertificate|CertificateNotFound|not.*issued/i,
    (stack) => {
      stack.resource("aws_lb_listener", "LoadBalancer_Https").certificate_arn =
        `\${${stack.address("aws_acm_certificate", "LoadBalancer_Certificate")}.arn}`;
    },
  ),
  because(
    "priority-twice",
    "Two rules have one priority.",
    ["aws_lb_listener_rule", "WebFrontend_ListenerRule"],
    /PriorityInUse/,
    (stack) => {
      const other = stack.address("aws_lb_listener_rule", "TradingApi_ListenerRule");
      const rule = stack.resource("aws_lb_listener_rule", "WebFrontend_ListenerRule");
      rule.priority = stack.resource("aws_lb_listener_rule", "TradingApi_ListenerRule").priority;
      rule.depends_on = [other];
    },
  ),
  wrong(
    "too-many-conditions",
    "A rule has more values in its conditions than a load balancer takes.",
    ["aws_lb_listener_rule", "TradingApi_ListenerRule"],
    /TooMany|condition values|ValidationError/i,
    (r) => {
      r.condition = [{ path_pattern: { values: ["/a", "/b", "/c", "/d", "/e", "/f"] } }];
    },
  ),
  wrong(
    "idle-timeout",
    "The idle timeout is longer than a load balancer's longest.",
    ["aws_lb", "LoadBalancer"],
    /idle_timeout|ValidationError/,
    (r) => {
      r.idle_timeout = 4001;
    },
  ),
];

const SERVICES: readonly Breakage[] = [
  because(
    "label-before-the-rule",
    "Scaling counts requests of a target group that no listener forwards to yet.",
    ["aws_autoscaling_policy", "TradingApi_ScaleOnRequests"],
    /ValidationError/,
    (stack) => {
      delete stack.resource("aws_autoscaling_policy", "TradingApi_ScaleOnRequests").depends_on;
      const group = stack.resource("aws_autoscaling_group", "TradingApi");
      group.depends_on = group.depends_on.filter((address: string) => !address.startsWith("aws_lb_listener_rule"));
    },
  ),
  wrong(
    "unknown-image",
    "Instances start from an image that doesn't exist.",
    ["aws_launch_template", "TradingApi_LaunchTemplate"],
    /InvalidAMI|image|AMI/i,
    (r) => {
      r.image_id = "ami-0123456789abcdef0";
    },
  ),
  wrong(
    "unknown-instance-type",
    "Instances are of a type that there isn't.",
    ["aws_launch_template", "TradingApi_LaunchTemplate"],
    /InstanceType|instance type/i,
    (r) => {
      r.instance_type = "c7z.large";
    },
  ),
  wrong(
    "scaling-bounds",
    "A group's minimum is above its maximum.",
    ["aws_autoscaling_group", "TradingApi"],
    /ValidationError|max_size|min/i,
    (r) => {
      r.min_size = r.max_size + 1;
    },
  ),
  wrong(
    "hook-too-short",
    "A lifecycle hook waits for less than Auto Scaling's least.",
    ["aws_autoscaling_lifecycle_hook", "TradingApi_TerminationHook"],
    /heartbeat|ValidationError/i,
    (r) => {
      r.heartbeat_timeout = 29;
    },
  ),
  wrong(
    "user-data-too-long",
    "User data is longer than EC2 takes.",
    ["aws_launch_template", "TradingApi_LaunchTemplate"],
    /user.?data|16384|InvalidUserData/i,
    (r) => {
      r.user_data = `\${base64encode("${"x".repeat(17_000)}")}`;
    },
  ),
  wrong(
    "reader-scaling-of-another-metric",
    "Readers are scaled by a metric of caches.",
    ["aws_appautoscaling_policy", "Database_ReaderAutoScaling_Policy"],
    /ValidationException|PredefinedMetric/i,
    (r) => {
      r.target_tracking_scaling_policy_configuration.predefined_metric_specification.predefined_metric_type =
        "ElastiCachePrimaryEngineCPUUtilization";
    },
  ),
  wrong(
    "too-many-readers",
    "Readers may grow past Aurora's fifteen.",
    ["aws_appautoscaling_target", "Database_ReaderAutoScaling_Target"],
    /ValidationException/,
    (r) => {
      r.max_capacity = 16;
    },
  ),
];

const DATABASE: readonly Breakage[] = [
  wrong(
    "engine-version",
    "The database has a version that Aurora doesn't have.",
    ["aws_rds_cluster", "Database"],
    /InvalidParameterCombination|Cannot find version/,
    (r) => {
      r.engine_version = "16.99";
    },
  ),
  because(
    "parameter-family",
    "The parameters are of another major version.",
    ["aws_rds_cluster", "Database"],
    /InvalidParameterCombination|InvalidParameterValue/,
    (stack) => {
      stack.resource("aws_rds_cluster_parameter_group", "Database_ClusterParameterGroup").family = "aurora-postgresql15";
    },
  ),
  wrong(
    "unknown-parameter",
    "A parameter is set that the engine doesn't have.",
    ["aws_rds_cluster_parameter_group", "Database_ClusterParameterGroup"],
    /InvalidParameterValue|Could not find parameter/,
    (r) => {
      r.parameter[0].name = "rds.force_tls";
    },
  ),
  wrong(
    "overlapping-windows",
    "Backup and maintenance windows overlap.",
    ["aws_rds_cluster", "Database"],
    /InvalidParameterValue|overlap/i,
    (r) => {
      r.preferred_maintenance_window = "sun:02:15-sun:03:15";
    },
  ),
  wrong(
    "backup-days",
    "Backups are kept for longer than RDS keeps any.",
    ["aws_rds_cluster", "Database"],
    /InvalidParameterValue|backup_retention_period/,
    (r) => {
      r.backup_retention_period = 36;
    },
  ),
  wrong(
    "database-under-unknown-key",
    "The database is under a key that doesn't exist.",
    ["aws_rds_cluster", "Database"],
    /KMSKeyNotAccessible/,
    (r) => {
      r.kms_key_id = UNKNOWN_KEY;
    },
  ),
  wrong(
    "instance-class",
    "An instance is of a class that Aurora doesn't have.",
    ["aws_rds_cluster_instance", "Database_Writer"],
    /InvalidParameter/,
    (r) => {
      r.instance_class = "db.r7z.large";
    },
  ),
  because(
    "data-in-one-zone",
    "The database's subnets are in one AZ.",
    ["aws_db_subnet_group", "Network_DatabaseSubnetGroup"],
    /DBSubnetGroupDoesNotCoverEnoughAZs/,
    (stack) => {
      const group = stack.resource("aws_db_subnet_group", "Network_DatabaseSubnetGroup");
      group.subnet_ids = group.subnet_ids.slice(0, 1);
    },
  ),
  wrong(
    "log-type",
    "The database exports a log of another engine.",
    ["aws_rds_cluster", "Database"],
    /InvalidParameter|enabled_cloudwatch_logs_exports/,
    (r) => {
      r.enabled_cloudwatch_logs_exports = ["slowquery"];
    },
  ),
  because(
    "monitoring-role",
    "Enhanced monitoring has a role that trusts another service.",
    ["aws_rds_cluster_instance", "Database_Writer"],
    /InvalidParameter|IAM role|monitoring/i,
    (stack) =>
      stack.policy(
        "aws_iam_role",
        "Database_MonitoringRole",
        (statements) => JSON.parse(JSON.stringify(statements).replaceAll("monitoring.rds.amazonaws.com", "ec2.amazonaws.com")),
        "assume_role_policy",
      ),
  ),
];

const CACHE: readonly Breakage[] = [
  wrong(
    "cache-version",
    "The cache has a version that ElastiCache doesn't have.",
    ["aws_elasticache_replication_group", "Cache"],
    /InvalidParameter|version/i,
    (r) => {
      r.engine_version = "8.9";
    },
  ),
  wrong(
    "node-type",
    "The cache has nodes of a type that there isn't.",
    ["aws_elasticache_replication_group", "Cache"],
    /InvalidParameterValue|node type/i,
    (r) => {
      r.node_type = "cache.r7z.large";
    },
  ),
  wrong(
    "too-many-replicas",
    "A shard has more replicas than ElastiCache makes.",
    ["aws_elasticache_replication_group", "Cache"],
    /replicas|InvalidParameter/i,
    (r) => {
      r.replicas_per_node_group = 6;
    },
  ),
  wrong(
    "user-without-its-name",
    "A user that logs in by IAM has another id than its name.",
    ["aws_elasticache_user", "Cache_Users_trading-api"],
    /InvalidParameter/,
    (r) => {
      r.user_name = "trading_api_2";
    },
  ),
  wrong(
    "access-string",
    "A user has permissions that no ACL knows.",
    ["aws_elasticache_user", "Cache_Users_trading-api"],
    /InvalidParameter/,
    (r) => {
      r.access_string = "on ~* +@everything";
    },
  ),
  because(
    "cache-parameter-family",
    "The cache's parameters are of another engine.",
    ["aws_elasticache_replication_group", "Cache"],
    /InvalidParameter|family/i,
    (stack) => {
      const group = stack.resource("aws_elasticache_parameter_group", "Cache_ParameterGroup");
      group.family = "redis7";
    },
  ),
  wrong(
    "unencrypted-users",
    "A cache with users isn't encrypted in transit.",
    ["aws_elasticache_replication_group", "Cache"],
    /transit|InvalidParameter/i,
    (r) => {
      r.transit_encryption_enabled = false;
      delete r.transit_encryption_mode;
    },
  ),
];

const EDGE: readonly Breakage[] = [
  because(
    "viewer-certificate-of-another-region",
    "The distribution's certificate is of another region than us-east-1.",
    ["aws_cloudfront_distribution", "Edge"],
    /InvalidViewerCertificate/,
    (stack) => {
      stack.resource("aws_cloudfront_distribution", "Edge").viewer_certificate.acm_certificate_arn =
        `\${${stack.address("aws_acm_certificate_validation", "LoadBalancer_Certificate_Validation")}.certificate_arn}`;
    },
  ),
  wrong(
    "alias-without-certificate",
    "A name of the distribution isn't on its certificate.",
    ["aws_cloudfront_distribution", "Edge"],
    /InvalidViewerCertificate/,
    (r) => {
      r.aliases = [...r.aliases, "other.example.com"];
    },
  ),
  wrong(
    "unknown-cache-policy",
    "A behaviour has a cache policy that doesn't exist.",
    ["aws_cloudfront_distribution", "Edge"],
    /NoSuchCachePolicy/,
    (r) => {
      r.default_cache_behavior.cache_policy_id = UNKNOWN_ID;
    },
  ),
  wrong(
    "unknown-origin-request-policy",
    "A behaviour has an origin request policy that doesn't exist.",
    ["aws_cloudfront_distribution", "Edge"],
    /NoSuchOriginRequestPolicy/,
    (r) => {
      r.default_cache_behavior.origin_request_policy_id = UNKNOWN_ID;
    },
  ),
  wrong(
    "behaviour-without-origin",
    "A behaviour sends requests to an origin that there isn't.",
    ["aws_cloudfront_distribution", "Edge"],
    /NoSuchOrigin/,
    (r) => {
      r.default_cache_behavior.target_origin_id = "nowhere";
    },
  ),
  wrong(
    "unknown-access-control",
    "The assets have an origin access control that doesn't exist.",
    ["aws_cloudfront_distribution", "Edge"],
    /OriginAccessControl/,
    (r) => {
      r.origin.find((origin: Arguments) => origin.origin_access_control_id !== undefined).origin_access_control_id = "E0000000000000";
    },
  ),
  wrong(
    "unknown-vpc-origin",
    "The load balancer has a VPC origin that doesn't exist.",
    ["aws_cloudfront_distribution", "Edge"],
    /VpcOrigin|EntityNotFound/,
    (r) => {
      r.origin.find((origin: Arguments) => origin.vpc_origin_config !== undefined).vpc_origin_config.vpc_origin_id =
        "vo_0000000000000000000000";
    },
  ),
  because(
    "web-acl-of-a-region",
    "The distribution's web ACL is a regional one.",
    ["aws_cloudfront_distribution", "Edge"],
    /InvalidWebACLId|scope/i,
    (stack) => {
      const acl = stack.resource("aws_wafv2_web_acl", "Edge_WebAcl");
      acl.scope = "REGIONAL";
    },
  ),
  because(
    "web-acl-log-name",
    "The web ACL's log group has a name that WAF doesn't take.",
    ["aws_wafv2_web_acl_logging_configuration", "Edge_WebAcl_Logging"],
    /WAFInvalidParameter|WAFLogDestination|log_destination_configs/,
    (stack) => {
      stack.resource("aws_cloudwatch_log_group", "Edge_WebAcl_LogGroup").name = "waf-logs-trading";
    },
  ),
  wrong(
    "managed-rules",
    "The web ACL has a managed rule group that there isn't.",
    ["aws_wafv2_web_acl", "Edge_WebAcl"],
    /WAFNonexistentItem|WAFInvalidParameter/,
    (r) => {
      const rule = r.rule.find((candidate: Arguments) => candidate.statement.managed_rule_group_statement !== undefined);
      rule.statement.managed_rule_group_statement.name = "AWSManagedRulesEverything";
    },
  ),
  because(
    "vpc-origin-of-public-load-balancer",
    "The VPC origin's load balancer is public.",
    ["aws_cloudfront_vpc_origin", "Edge_VpcOrigin"],
    /InvalidArgument|internal|internet/i,
    (stack) => {
      stack.resource("aws_lb", "LoadBalancer").internal = false;
    },
  ),
  wrong(
    "record-outside-of-zone",
    "A record is outside of its zone.",
    ["aws_route53_record", "Edge_Record-tradingexamplecom-A"],
    /InvalidChangeBatch|not permitted in zone/,
    (r) => {
      r.name = "trading.example.org.";
    },
  ),
  wrong(
    "alias-to-another-service",
    "An alias record names a distribution in another service's zone.",
    ["aws_route53_record", "Edge_Record-tradingexamplecom-A"],
    /InvalidChangeBatch|alias/i,
    (r) => {
      r.alias.zone_id = "Z215JYRZR1TBD5";
    },
  ),
  because(
    "log-delivery-without-policy",
    "The log bucket's policy doesn't allow the delivery of CloudFront's logs.",
    ["aws_cloudwatch_log_delivery", "Edge_AccessLogs"],
    /AccessDenied|not authorized|policy/i,
    (stack) => stack.policy("aws_s3_bucket_policy", "Logs_Policy", withoutStatement("CloudFrontLogs")),
  ),
];

const MONITORING: readonly Breakage[] = [
  wrong(
    "alarm-statistic",
    "An alarm has a statistic that there isn't.",
    ["aws_cloudwatch_metric_alarm", "Database_Alarms_cpu"],
    /statistic/i,
    (r) => {
      r.statistic = "Median";
    },
  ),
  wrong(
    "alarm-period",
    "An alarm looks at more than a day.",
    ["aws_cloudwatch_metric_alarm", "Database_Alarms_cpu"],
    /ValidationError|period/i,
    (r) => {
      r.period = 3600;
      r.evaluation_periods = 200;
      r.datapoints_to_alarm = 200;
    },
  ),
  because(
    "topic-under-unknown-key",
    "A topic is under a key that doesn't exist.",
    ["aws_sns_topic", "Alarms"],
    /KMS|NotFound/i,
    (stack) => {
      stack.resource("aws_sns_topic", "Alarms").kms_master_key_id = UNKNOWN_KEY;
    },
  ),
  because(
    "topic-policy",
    "A topic's policy names an action that SNS doesn't have.",
    ["aws_sns_topic_policy", "Alarms_Policy"],
    /InvalidParameter|action/i,
    (stack) =>
      stack.policy("aws_sns_topic_policy", "Alarms_Policy", (statements) =>
        JSON.parse(JSON.stringify(statements).replaceAll("sns:Publish", "sns:Send")),
      ),
  ),
  wrong(
    "retention",
    "Logs are kept for a period that CloudWatch doesn't know.",
    ["aws_cloudwatch_log_group", "Cache_LogGroup-slow-log"],
    /retention_in_days|InvalidParameter/,
    (r) => {
      r.retention_in_days = 100;
    },
  ),
  wrong(
    "dashboard",
    "The dashboard's body is no JSON that CloudWatch reads.",
    ["aws_cloudwatch_dashboard", "Dashboard"],
    /InvalidParameterInput|dashboard/i,
    (r) => {
      r.dashboard_body = '{"widgets":[{"type":"chart"}]}';
    },
  ),
];

export const BREAKAGES: readonly Breakage[] = [
  ...KEYS,
  ...NETWORK,
  ...ACCESS,
  ...BUCKETS,
  ...LOAD_BALANCER,
  ...SERVICES,
  ...DATABASE,
  ...CACHE,
  ...EDGE,
  ...MONITORING,
];
