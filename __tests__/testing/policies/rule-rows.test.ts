/** What a rule says of the smallest configuration in which just one thing decides. Expectations are those of the page that the rule names as its source. */
import { Arguments, POLICY_RULES, SynthesizedStack, checkPolicies } from "../../../src/testing";

type Row = readonly [rule: string, why: string, resource: Arguments, details: readonly string[]];

/** What one rule says of some resources. */
function said(rule: string, resource: Arguments): string[] {
  const rules = POLICY_RULES.filter(({ id }) => id === rule);
  return checkPolicies(new SynthesizedStack({ resource }), { rules }).map(({ detail }) => detail);
}

/** The resource of a rule that looks at each by itself. */
const one = (type: string, args: Arguments): Arguments => ({ [type]: { One: args } });
const CLUSTER = "${aws_rds_cluster.C.cluster_identifier}";

const policyOf = (length: number): string => `{"Id":"${"x".repeat(length - 9)}"}`;
const inline = (...lengths: readonly number[]): Arguments => ({
  aws_iam_role: { One: { name: "one" } },
  aws_iam_role_policy: Object.fromEntries(
    lengths.map((length, index) => [`P${index}`, { role: "${aws_iam_role.One.name}", policy: policyOf(length) }]),
  ),
});

const endpoint = (service: string, args: Arguments = {}): Arguments =>
  one("aws_vpc_endpoint", { service_name: service, vpc_endpoint_type: "Interface", ...args });

const member = (args: Arguments, cluster: Arguments = {}): Arguments => ({
  aws_rds_cluster: { C: { cluster_identifier: "orders", ...cluster } },
  aws_rds_cluster_instance: { A: args },
});

const group = (user: Arguments, user_ids: unknown): Arguments => ({
  aws_elasticache_user_group: { One: { engine: "redis", user_ids } },
  aws_elasticache_user: { U: user },
});

const rule = (way: "ingress" | "egress", count: number, args: Arguments): Arguments => ({
  aws_security_group: { One: {} },
  [`aws_vpc_security_group_${way}_rule`]: Object.fromEntries(
    Array.from({ length: count }, (_, index) => [`R${index}`, { security_group_id: "${aws_security_group.One.id}", ...args }]),
  ),
});
const ranges = (argument: string, count: number): Arguments =>
  one("aws_security_group", { ingress: [{ [argument]: Array.from({ length: count }, (_, index) => `range-${index}`) }] });

const standalone = (within: number, count: number, egress: boolean): Arguments => ({
  aws_network_acl: { One: { [egress ? "egress" : "ingress"]: Array.from({ length: within }, () => ({})) } },
  aws_network_acl_rule: Object.fromEntries(
    Array.from({ length: count }, (_, index) => [`R${index}`, { network_acl_id: "${aws_network_acl.One.id}", egress }]),
  ),
});

const rotated = (days: number): Arguments => ({
  aws_secretsmanager_secret: { One: {} },
  aws_secretsmanager_secret_rotation: {
    R: { secret_id: "${aws_secretsmanager_secret.One.id}", rotation_rules: { automatically_after_days: days } },
  },
});

const attached = (type: string): Arguments => ({
  aws_autoscaling_group: { One: { health_check_type: "EC2" } },
  [type]: { A: { autoscaling_group_name: "${aws_autoscaling_group.One.name}" } },
});

/** A cache of burstable nodes, and something that is scaled. */
const scaled = (service_namespace: string, resource_id: string): Arguments => ({
  aws_appautoscaling_target: { One: { service_namespace, resource_id } },
  aws_elasticache_replication_group: { C: { replication_group_id: "orders", node_type: "cache.t4g.micro" } },
});

/** A network ACL that lets nothing else through. */
const letsIn = (args: Arguments): Arguments =>
  one("aws_network_acl", { ingress: [{ action: "allow", protocol: "tcp", cidr_block: "10.0.0.0/8", ...args }] });
const answered = (from_port: number, to_port: number): Arguments => {
  const ranged = { action: "allow", protocol: "tcp", cidr_block: "10.0.0.0/8" };
  return one("aws_network_acl", { ingress: [{ ...ranged, from_port: 443, to_port: 443 }], egress: [{ ...ranged, from_port, to_port }] });
};
const UNANSWERED = "is allowed from 10.0.0.0/8, and tcp 1024 to 65535 isn't to there";

const ROWS: readonly Row[] = [
  [
    "autoscaling-elb-health-check",
    "a Classic Load Balancer",
    one("aws_autoscaling_group", { load_balancers: ["a"] }),
    ["health_check_type is not set"],
  ],
  [
    "autoscaling-elb-health-check",
    "target groups",
    one("aws_autoscaling_group", { target_group_arns: ["a"] }),
    ["health_check_type is not set"],
  ],
  [
    "autoscaling-elb-health-check",
    "a traffic source",
    one("aws_autoscaling_group", { traffic_source: [{}] }),
    ["health_check_type is not set"],
  ],
  ["autoscaling-elb-health-check", "an attachment", attached("aws_autoscaling_attachment"), ['health_check_type is "EC2"']],
  [
    "autoscaling-elb-health-check",
    "an attached source",
    attached("aws_autoscaling_traffic_source_attachment"),
    ['health_check_type is "EC2"'],
  ],
  ["autoscaling-elb-health-check", "behind nothing", one("aws_autoscaling_group", { health_check_type: "EC2" }), []],
  // AWS PrivateLink Guide, "Access an AWS service using an interface VPC endpoint": without a group it has the VPC's default one.
  ["ec2-endpoint-https", "the VPC's default group", endpoint("com.amazonaws.eu-central-1.logs"), []],
  [
    "ec2-endpoint-https",
    "neither of two groups",
    {
      ...endpoint("com.amazonaws.eu-central-1.logs", { security_group_ids: ["${aws_security_group.A.id}", "${aws_security_group.B.id}"] }),
      aws_security_group: { A: {}, B: {} },
    },
    ["A and B let no HTTPS in"],
  ],
  ["ec2-endpoint-private-dns", "an AWS service", endpoint("com.amazonaws.eu-central-1.logs"), ["private_dns_enabled is not set"]],
  ["ec2-endpoint-private-dns", "somebody's service", endpoint("com.amazonaws.vpce.eu-central-1.vpce-svc-1"), []],
  ["ec2-endpoint-private-dns", "a name that isn't Amazon's", endpoint("com.example.orders"), []],
  ["ec2-endpoint-private-dns", "S3 has a gateway's name", endpoint("com.amazonaws.eu-central-1.s3"), []],
  ["ec2-endpoint-private-dns", "a gateway", endpoint("com.amazonaws.eu-central-1.logs", { vpc_endpoint_type: "Gateway" }), []],
  ["ec2-endpoint-private-dns", "it has one", endpoint("com.amazonaws.eu-central-1.logs", { private_dns_enabled: true }), []],
  // VPC User Guide, "Network ACLs", ephemeral ports: Linux chooses from 32768 on, load balancers and NAT gateways from 1024 on.
  ["ec2-network-acl-return-ports", "ICMP has no ports", letsIn({ protocol: "icmp", from_port: 0, to_port: 0 }), []],
  ["ec2-network-acl-return-ports", "a range for answers itself", letsIn({ from_port: 1024, to_port: 65535 }), []],
  ["ec2-network-acl-return-ports", "the first port that Linux chooses", letsIn({ from_port: 32768, to_port: 32768 }), []],
  ["ec2-network-acl-return-ports", "the port before", letsIn({ from_port: 32767, to_port: 32767 }), [`tcp 32767 ${UNANSWERED}`]],
  ["ec2-network-acl-return-ports", "what Terraform alone knows", letsIn({ from_port: 443, to_port: 443, cidr_block: "${var.range}" }), []],
  ["ec2-network-acl-return-ports", "answers to every port that clients choose", answered(1024, 65535), []],
  ["ec2-network-acl-return-ports", "answers to all but the first port", answered(1025, 65535), [`tcp 443 ${UNANSWERED}`]],
  // The arguments of aws_eip and aws_eip_association (provider).
  ["ec2-unused-address", "an instance's", one("aws_eip", { instance: "${aws_instance.I.id}" }), []],
  ["ec2-unused-address", "a network interface's", one("aws_eip", { network_interface: "${aws_network_interface.I.id}" }), []],
  [
    "ec2-unused-address",
    "associated",
    { ...one("aws_eip", {}), aws_eip_association: { A: { allocation_id: "${aws_eip.One.id}", instance_id: "i-0123456789abcdef0" } } },
    [],
  ],
  ["ec2-unused-address", "nobody's", one("aws_eip", {}), ["nothing of the stacks uses it"]],
  ["ec2-user-data-secrets", "no user data", one("aws_instance", {}), []],
  [
    "elasticache-auto-scaling",
    "the cache, by its name",
    scaled("elasticache", "replication-group/orders"),
    ['C has nodes of "cache.t4g.micro"'],
  ],
  ["elasticache-auto-scaling", "tasks, though their cluster has the cache's name", scaled("ecs", "service/orders/api"), []],
  ["elasticache-default-user", "a user in the stacks", group({ user_name: "default", user_id: "first" }, ["first"]), []],
  ["elasticache-default-user", "another user", group({ user_name: "app", user_id: "first" }, ["first"]), ['it has "app"']],
  [
    "elasticache-default-user",
    "a user that isn't in the stacks",
    group({ user_name: "app", user_id: "first" }, ["first", "elsewhere"]),
    [],
  ],
  [
    "elasticache-default-user",
    "a user that isn't in the stacks, whose id is the name of another",
    group({ user_name: "app", user_id: "first" }, ["app"]),
    [],
  ],
  ["elasticache-default-user", "no user at all", group({ user_name: "default" }, []), ["it has no user"]],
  ["elasticache-default-user", "no list of users", group({ user_name: "default" }, undefined), ["it has no user"]],
  [
    "elasticache-minor-version-upgrades",
    "a cluster",
    one("aws_elasticache_cluster", { auto_minor_version_upgrade: false }),
    ["auto_minor_version_upgrade is false"],
  ],
  [
    "elasticache-minor-version-upgrades",
    "Memcached has none",
    one("aws_elasticache_cluster", { engine: "memcached", auto_minor_version_upgrade: false }),
    [],
  ],
  ["elasticache-authentication", "Memcached has none", one("aws_elasticache_serverless_cache", { engine: "memcached" }), []],
  ["elb-access-logs", "a Gateway Load Balancer has none", one("aws_lb", { load_balancer_type: "gateway" }), []],
  [
    "elb-access-logs",
    "a Network Load Balancer has some",
    one("aws_lb", { load_balancer_type: "network" }),
    ["access_logs.enabled is not set"],
  ],
  ["elb-drop-invalid-headers", "application is the default", one("aws_lb", {}), ["drop_invalid_header_fields is not set"]],
  ["elb-drop-invalid-headers", "a Network Load Balancer", one("aws_lb", { load_balancer_type: "network" }), []],
  [
    "elb-http-redirect",
    "to the protocol it had",
    one("aws_lb_listener", { protocol: "HTTP", default_action: [{ type: "redirect", redirect: { port: "8080" } }] }),
    ['its default_action is "redirect"'],
  ],
  [
    "elb-http-redirect",
    "two actions",
    one("aws_lb_listener", { protocol: "HTTP", default_action: [{ type: "authenticate-oidc" }, { type: "forward" }] }),
    ['its default_action is "authenticate-oidc" and "forward"'],
  ],
  ["elb-http-redirect", "no action is written", one("aws_lb_listener", { protocol: "HTTP" }), []],
  [
    "elb-listener-certificate",
    "TLS of a Network Load Balancer",
    one("aws_lb_listener", { protocol: "TLS" }),
    ["certificate_arn is not set"],
  ],
  ["elb-listener-certificate", "TCP", one("aws_lb_listener", { protocol: "TCP" }), []],
  [
    "elb-tls-version",
    "TLS of a Network Load Balancer",
    one("aws_lb_listener", { protocol: "TLS", ssl_policy: "ELBSecurityPolicy-TLS-1-0-2015-04" }),
    ['ssl_policy is "ELBSecurityPolicy-TLS-1-0-2015-04"'],
  ],
  [
    "elb-tls-policy",
    "TLS of a Network Load Balancer",
    one("aws_lb_listener", { protocol: "TLS", ssl_policy: "ELBSecurityPolicy-TLS-1-2-2017-01" }),
    ['ssl_policy is "ELBSecurityPolicy-TLS-1-2-2017-01"'],
  ],
  ...["HTTP", "TCP", "UDP", "TCP_UDP"].map((protocol): Row => [
    "elb-target-encryption",
    protocol,
    one("aws_lb_target_group", { protocol }),
    [`protocol is "${protocol}"`],
  ]),
  ...["HTTPS", "TLS"].map((protocol): Row => ["elb-target-encryption", protocol, one("aws_lb_target_group", { protocol }), []]),
  ...["lambda", "alb"].map((target_type): Row => [
    "elb-target-encryption",
    target_type,
    one("aws_lb_target_group", { protocol: "TCP", target_type }),
    [],
  ]),
  ["quota-network-acl-rules", "20 rules in", standalone(8, 12, false), []],
  ["quota-network-acl-rules", "21 rules in", standalone(8, 13, false), ["it has 21 ingress rules"]],
  ["quota-network-acl-rules", "20 rules out", standalone(8, 12, true), []],
  ["quota-network-acl-rules", "21 rules out", standalone(8, 13, true), ["it has 21 egress rules"]],
  ["quota-policy-size", "a key's, 32 KB", one("aws_kms_key", { policy: policyOf(32768) }), []],
  ["quota-policy-size", "a key's, longer", one("aws_kms_key", { policy: policyOf(32769) }), ["policy has 32769 characters of 32768"]],
  ["quota-policy-size", "a key's own resource, 32 KB", one("aws_kms_key_policy", { policy: policyOf(32768) }), []],
  [
    "quota-policy-size",
    "a key's own resource, longer",
    one("aws_kms_key_policy", { policy: policyOf(32769) }),
    ["policy has 32769 characters of 32768"],
  ],
  ["quota-policy-size", "a bucket's, 20 KB", one("aws_s3_bucket_policy", { policy: policyOf(20480) }), []],
  [
    "quota-policy-size",
    "a bucket's, longer",
    one("aws_s3_bucket_policy", { policy: policyOf(20481) }),
    ["policy has 20481 characters of 20480"],
  ],
  ["quota-policy-size", "a role's inline ones together", inline(10000, 240), []],
  ["quota-policy-size", "a role's inline ones together, longer", inline(10000, 241), ["its inline policies has 10241 characters of 10240"]],
  ["quota-policy-size", "what Terraform alone knows", one("aws_iam_policy", { policy: `\${file("${"x".repeat(7000)}")}` }), []],
  [
    "quota-policy-size",
    "an expression within",
    one("aws_iam_policy", { policy: `{"Id":"\${var.id}${"x".repeat(6200)}"}` }),
    ["policy has 6218 characters of 6144"],
  ],
  ["quota-security-group-rules", "60 for IPv4", rule("egress", 60, { cidr_ipv4: "10.0.0.0/8" }), []],
  ["quota-security-group-rules", "61 for IPv4", rule("egress", 61, { cidr_ipv4: "10.0.0.0/8" }), ["it has 61 egress rules for IPv4"]],
  ["quota-security-group-rules", "61 for IPv6", rule("ingress", 61, { cidr_ipv6: "::/0" }), ["it has 61 ingress rules for IPv6"]],
  ["quota-security-group-rules", "60 within for IPv6", ranges("ipv6_cidr_blocks", 60), []],
  ["quota-security-group-rules", "61 within for IPv6", ranges("ipv6_cidr_blocks", 61), ["it has 61 ingress rules for IPv6"]],
  ["rds-backup-retention", "less than a week", one("aws_rds_cluster", { backup_retention_period: 6 }), ["backup_retention_period is 6"]],
  ["rds-default-port", "another engine", one("aws_db_instance", { engine: "db2-se" }), []],
  ["rds-default-port", "what Terraform alone knows", one("aws_rds_cluster", { engine: "aurora-mysql", port: "${var.port}" }), []],
  ["rds-default-port", "left out", one("aws_rds_cluster", { engine: "aurora-mysql" }), ["port is not set, which is 3306"]],
  ["rds-default-port", "written out", one("aws_rds_cluster", { engine: "aurora-mysql", port: 3306 }), ["port is 3306"]],
  ["rds-default-port", "another", one("aws_rds_cluster", { engine: "aurora-mysql", port: 3307 }), []],
  [
    "rds-log-exports",
    "Aurora Serverless v1 has them by itself",
    one("aws_rds_cluster", { engine: "aurora-mysql", engine_mode: "serverless" }),
    [],
  ],
  [
    "rds-log-exports",
    "what Terraform alone knows",
    one("aws_rds_cluster", { engine: "aurora-mysql", enabled_cloudwatch_logs_exports: ["${var.log}"] }),
    [],
  ],
  [
    "rds-log-exports",
    "several",
    one("aws_db_instance", { engine: "mariadb" }),
    ['enabled_cloudwatch_logs_exports lacks "audit" and "error"'],
  ],
  ["rds-managed-password", "a DB instance", one("aws_db_instance", { username: "keeper" }), ["manage_master_user_password is not set"]],
  ["rds-managed-password", "a DB instance's write-only one", one("aws_db_instance", { username: "keeper", password_wo: "x" }), []],
  [
    "rds-managed-password",
    "a cluster's write-only one",
    one("aws_rds_cluster", { master_username: "keeper", master_password_wo: "x" }),
    [],
  ],
  ["rds-managed-password", "a cluster", one("aws_rds_cluster", { master_username: "keeper" }), ["manage_master_user_password is not set"]],
  ["rds-performance-insights", "an instance", member({ cluster_identifier: CLUSTER }), ["performance_insights_enabled is not set"]],
  ["rds-performance-insights", "its cluster has it", member({ cluster_identifier: CLUSTER }, { performance_insights_enabled: true }), []],
  [
    "rds-performance-insights",
    "its cluster by name has it",
    member({ cluster_identifier: "orders" }, { performance_insights_enabled: true }),
    [],
  ],
  [
    "rds-performance-insights",
    "another cluster has it",
    member({ cluster_identifier: "others" }, { performance_insights_enabled: true }),
    ["performance_insights_enabled is not set"],
  ],
  ["rds-several-zones", "one instance", member({ cluster_identifier: CLUSTER }), ["it has one instance"]],
  ["rds-several-zones", "two by count", member({ cluster_identifier: CLUSTER, count: 2 }), []],
  ["rds-several-zones", "one for each", member({ cluster_identifier: CLUSTER, for_each: "${var.zones}" }), []],
  ["secretsmanager-rotation", "never", one("aws_secretsmanager_secret", {}), ["it has no aws_secretsmanager_secret_rotation"]],
  ["secretsmanager-rotation", "each 90 days", rotated(90), []],
  ["secretsmanager-rotation", "each 91 days", rotated(91), ["rotation_rules.automatically_after_days is 91"]],
  ["ssm-document-not-public", "for nobody else", one("aws_ssm_document", {}), []],
  ["terraform-no-secrets", "a random password", one("random_password", {}), ["its result is in the state"]],
  [
    "terraform-no-secrets",
    "a secret parameter",
    one("aws_ssm_parameter", { type: "SecureString", value: "correct-horse" }),
    ["value is set"],
  ],
  ["terraform-no-secrets", "a parameter for all to read", one("aws_ssm_parameter", { type: "String", value: "eu-central-1" }), []],
  [
    "terraform-no-secrets",
    "a secret parameter that is write-only",
    one("aws_ssm_parameter", { type: "SecureString", value_wo: "correct-horse" }),
    [],
  ],
  [
    "cloudfront-error-caching",
    "nothing that isn't cached otherwise",
    one("aws_cloudfront_distribution", { default_cache_behavior: {} }),
    [],
  ],
  [
    "autoscaling-several-zones",
    "a zone by its name",
    one("aws_autoscaling_group", { availability_zones: ["eu-central-1a"] }),
    ["it is in one Availability Zone"],
  ],
  [
    "autoscaling-several-zones",
    "zones that Terraform alone knows",
    one("aws_autoscaling_group", { availability_zones: "${var.zones}" }),
    [],
  ],
  ["ecs-platform-version", "LATEST", one("aws_ecs_service", { platform_version: "LATEST" }), []],
  ["ecs-platform-version", "1.4.0", one("aws_ecs_service", { platform_version: "1.4.0" }), []],
  ["ecs-platform-version", "1.3.0", one("aws_ecs_service", { platform_version: "1.3.0" }), ['platform_version is "1.3.0"']],
  ["elb-health-check", "HTTP", one("aws_lb_target_group", { protocol: "HTTP" }), ["health_check.path is not set"]],
  ["elb-health-check", "HTTPS", one("aws_lb_target_group", { protocol: "HTTPS" }), ["health_check.path is not set"]],
  ["elb-health-check", "TCP has no path", one("aws_lb_target_group", { protocol: "TCP" }), []],
  [
    "elb-health-check",
    "a block that Terraform alone knows",
    one("aws_lb_target_group", { protocol: "HTTP", dynamic: { health_check: { content: {} } } }),
    [],
  ],
  ["elb-health-check-encryption", "HTTP is the default", one("aws_lb_target_group", {}), ["health_check.protocol is not set"]],
  [
    "elb-health-check-encryption",
    "a block that Terraform alone knows",
    one("aws_lb_target_group", { dynamic: { health_check: { content: {} } } }),
    [],
  ],
  ["elb-web-acl", "application is the default", one("aws_lb", {}), ["it has no aws_wafv2_web_acl_association"]],
  ["elb-web-acl", "a Network Load Balancer takes none", one("aws_lb", { load_balancer_type: "network" }), []],
  ["iam-no-policies-of-users", "attached", one("aws_iam_user_policy_attachment", { user: "alice" }), ['user is "alice"']],
  ["lambda-permission-source", "a service", one("aws_lambda_permission", { principal: "sns.amazonaws.com" }), ["source_arn is not set"]],
  ["lambda-permission-source", "S3 has a rule of its own", one("aws_lambda_permission", { principal: "s3.amazonaws.com" }), []],
  ["lambda-permission-source", "an account", one("aws_lambda_permission", { principal: "111122223333" }), []],
  [
    "lambda-permission-source",
    "a service of an account",
    one("aws_lambda_permission", { principal: "sns.amazonaws.com", source_account: "111122223333" }),
    [],
  ],
  [
    "rds-event-categories",
    "another kind of source",
    one("aws_db_event_subscription", { source_type: "db-snapshot", event_categories: ["creation"] }),
    [],
  ],
  ["rds-event-categories", "all categories", one("aws_db_event_subscription", { source_type: "db-cluster" }), []],
  [
    "rds-event-categories",
    "what Terraform alone knows",
    one("aws_db_event_subscription", { source_type: "db-cluster", event_categories: ["${var.one}"] }),
    [],
  ],
  [
    "rds-audit-parameters",
    "a parameter group elsewhere",
    one("aws_rds_cluster", { engine: "aurora-mysql", db_cluster_parameter_group_name: "elsewhere" }),
    [],
  ],
];

test.each(ROWS)("%s: %s", (id, _, resource, details) => {
  expect(said(id, resource)).toEqual(details);
});
