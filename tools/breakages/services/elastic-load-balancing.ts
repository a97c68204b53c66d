import { Breakage, because, wrong } from "../breakage";

export const ELASTIC_LOAD_BALANCING: readonly Breakage[] = [
  because(
    "log-bucket-without-load-balancers",
    "The log bucket's policy names another principal for the load balancer's logs.",
    ["aws_lb", "LoadBalancer"],
    /InvalidConfigurationRequest: Access Denied for bucket: trading-local-logs/,
    (stack) =>
      stack.replaceInPolicy(
        "aws_s3_bucket_policy",
        "Logs_Policy",
        "logdelivery.elasticloadbalancing.amazonaws.com",
        "delivery.logs.amazonaws.com",
      ),
  ),
  because(
    "log-bucket-with-another-prefix",
    "The log bucket's policy allows the load balancer's logs under another prefix.",
    ["aws_lb", "LoadBalancer"],
    /InvalidConfigurationRequest: Access Denied for bucket: trading-local-logs/,
    (stack) => stack.replaceInPolicy("aws_s3_bucket_policy", "Logs_Policy", "/load-balancer/", "/balancer/"),
  ),
  because(
    "load-balancer-before-the-policy",
    "The load balancer doesn't wait for the log bucket's policy.",
    ["aws_lb", "LoadBalancer"],
    /InvalidConfigurationRequest: Access Denied for bucket: trading-local-logs/,
    (stack) => stack.dropDependency("aws_lb", "LoadBalancer", "aws_s3_bucket_policy.Logs_Policy"),
  ),
  because(
    "load-balancer-logs-under-a-key",
    "The log bucket is under a customer-managed key, which load balancers don't deliver to.",
    ["aws_lb", "LoadBalancer"],
    /InvalidConfigurationRequest: Access Denied for bucket: trading-local-logs/,
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
    /ValidationError: At least two subnets in two different Availability Zones must be specified/,
    (r) => {
      r.subnets = r.subnets.slice(0, 1);
    },
  ),
  wrong(
    "load-balancer-name",
    "The load balancer's name begins with internal-.",
    ["aws_lb", "LoadBalancer"],
    /"name" cannot begin with "internal-"/,
    (r) => {
      delete r.name_prefix;
      r.name = "internal-trading";
    },
  ),
  wrong(
    "tls-policy",
    "The listener has a TLS policy that there isn't.",
    ["aws_lb_listener", "LoadBalancer_Https"],
    /SSLPolicyNotFound: SSL policy 'ELBSecurityPolicy-TLS13-1-4-2026-01' not found/,
    (r) => {
      r.ssl_policy = "ELBSecurityPolicy-TLS13-1-4-2026-01";
    },
  ),
  because(
    "certificate-of-another-region",
    "The listener's certificate is of us-east-1.",
    ["aws_lb_listener", "LoadBalancer_Https"],
    /ValidationError: Certificate ARN 'arn:aws:acm:us-east-1:.*' is not valid/,
    (stack) => {
      stack.resource("aws_lb_listener", "LoadBalancer_Https").certificate_arn =
        `\${${stack.address("aws_acm_certificate_validation", "Edge_Certificate_Validation")}.certificate_arn}`;
    },
  ),
  because(
    "certificate-before-its-validation",
    "The listener takes the certificate before it has been validated.",
    ["aws_lb_listener", "LoadBalancer_Https"],
    /UnsupportedCertificate: The certificate '.*' must have a fully-qualified domain name/,
    (stack) => {
      stack.resource("aws_lb_listener", "LoadBalancer_Https").certificate_arn =
        `\${${stack.address("aws_acm_certificate", "LoadBalancer_Certificate")}.arn}`;
    },
  ),
  because(
    "priority-twice",
    "Two rules have one priority.",
    ["aws_lb_listener_rule", "WebFrontend_ListenerRule"],
    /PriorityInUse: Priority '10' is currently in use/,
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
    /ValidationError: A rule can only have '5' condition values/,
    (r) => {
      r.condition = [{ path_pattern: { values: ["/a", "/b", "/c", "/d", "/e", "/f"] } }];
    },
  ),
  wrong(
    "idle-timeout",
    "The idle timeout is longer than a load balancer's longest.",
    ["aws_lb", "LoadBalancer"],
    /ValidationError: 'idle_timeout\.timeout_seconds' value '4001' must be between '1-4000' inclusive/,
    (r) => {
      r.idle_timeout = 4001;
    },
  ),
];
