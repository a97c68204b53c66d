/**
 * What rules of compute, network and databases say of values beside the one that their row in their service's table has. Expectations are those of the page
 * that stands with each: a control such as EC2.21 is one of AWS Security Hub's.
 */
import { Arguments, POLICY_RULES, SynthesizedStack, checkPolicies } from "../../../src/testing";

/** What one rule says of resources, by type and id. */
function said(rule: string, resource: Arguments): string[] {
  const rules = POLICY_RULES.filter(({ id }) => id === rule);
  return checkPolicies(new SynthesizedStack({ resource }), { rules, today: "2026-11-26" }).map(({ detail }) => detail);
}

describe("Auto Scaling", () => {
  test("a group with a traffic source is behind a load balancer (AutoScaling.1)", () => {
    const group = { traffic_source: [{ identifier: "${aws_lb_target_group.T.arn}", type: "elbv2" }], health_check_type: "EC2" };
    expect(said("autoscaling-elb-health-check", { aws_autoscaling_group: { G: group } })).toEqual(['health_check_type is "EC2"']);
    expect(said("autoscaling-elb-health-check", { aws_autoscaling_group: { G: { health_check_type: "EC2" } } })).toEqual([]);
  });

  test.each(["$Latest", "$Default"])(
    "%s moves without an instance refresh (provider, aws_autoscaling_group, instance_refresh)",
    (version) => {
      expect(said("autoscaling-template-version", { aws_autoscaling_group: { G: { launch_template: { id: "lt-1", version } } } })).toEqual([
        `version of the launch template is "${version}"`,
      ]);
    },
  );

  test("a resource label ends in the target group's ARN suffix (EC2 Auto Scaling API Reference, PredefinedMetricSpecification)", () => {
    const label = "${aws_lb.A.arn_suffix}/${aws_lb_target_group.T.arn}";
    const metric = { predefined_metric_type: "ALBRequestCountPerTarget", resource_label: label };
    const policy = { target_tracking_configuration: { predefined_metric_specification: metric } };
    expect(said("autoscaling-request-count", { aws_autoscaling_policy: { P: policy } })).toEqual([`resource_label is "${label}"`]);
  });
});

describe("the dimensions of an alarm (CloudWatch User Guide, CloudWatch metrics that are published by other AWS services)", () => {
  const alarm = (dimension: string, value: string): string[] =>
    said("cloudwatch-alarm-dimensions", { aws_cloudwatch_metric_alarm: { A: { dimensions: { [dimension]: value } } } });

  test.each([
    ["AutoScalingGroupName", "aws_autoscaling_group", "name"],
    ["AutoScalingGroupName", "aws_autoscaling_group", "id"],
    ["BucketName", "aws_s3_bucket", "bucket"],
    ["BucketName", "aws_s3_bucket", "id"],
    ["ClusterName", "aws_ecs_cluster", "name"],
    ["DBClusterIdentifier", "aws_rds_cluster", "cluster_identifier"],
    ["DBClusterIdentifier", "aws_rds_cluster", "id"],
    ["DBInstanceIdentifier", "aws_rds_cluster_instance", "identifier"],
    ["DBInstanceIdentifier", "aws_rds_cluster_instance", "id"],
    ["DBInstanceIdentifier", "aws_db_instance", "identifier"],
    ["DistributionId", "aws_cloudfront_distribution", "id"],
    ["FunctionName", "aws_lambda_function", "function_name"],
    ["FunctionName", "aws_lambda_function", "id"],
    ["LoadBalancer", "aws_lb", "arn_suffix"],
    ["NatGatewayId", "aws_nat_gateway", "id"],
    ["QueueName", "aws_sqs_queue", "name"],
    ["ServiceName", "aws_ecs_service", "name"],
    ["TargetGroup", "aws_lb_target_group", "arn_suffix"],
    ["TopicName", "aws_sns_topic", "name"],
  ])("%s is what %s has as its %s, and not its ARN", (dimension, type, attribute) => {
    expect(alarm(dimension, `\${${type}.R.${attribute}}`)).toEqual([]);
    expect(alarm(dimension, `\${${type}.R.arn}`)).toEqual([`the dimension ${dimension} is "\${${type}.R.arn}"`]);
  });

  test("is of what only Terraform or AWS knows, or has no form", () => {
    expect(alarm("QueueName", "${aws_sns_topic.R.name}")).toEqual([]);
    expect(alarm("InstanceId", "${aws_instance.R.arn}")).toEqual([]);
    expect(alarm("QueueName", "orders")).toEqual([]);
  });
});

test.each([
  ["aurora-postgresql", 5432],
  ["postgres", 5432],
  ["aurora", 3306],
  ["aurora-mysql", 3306],
  ["mysql", 3306],
  ["mariadb", 3306],
  ["oracle-se2", 1521],
  ["sqlserver-ex", 1433],
])("%s listens on %i by default (RDS.23)", (engine, port) => {
  const on = (given: unknown): string[] => said("rds-default-port", { aws_db_instance: { D: { engine, port: given } } });
  expect(on(undefined)).toEqual([`port is not set, which is ${port}`]);
  expect(on(port)).toEqual([`port is ${port}`]);
  expect(on(port + 1)).toEqual([]);
});

test.each(["app/orders/0123456789abcdef", "net/orders/0123456789abcdef", "gwy/orders/0123456789abcdef"])(
  "%s is a LoadBalancer dimension (User Guides for Application, Network and Gateway Load Balancers, CloudWatch metrics)",
  (name) => {
    expect(said("cloudwatch-alarm-dimensions", { aws_cloudwatch_metric_alarm: { A: { dimensions: { LoadBalancer: name } } } })).toEqual([]);
  },
);

describe("EC2", () => {
  test("a flow log of a VPC that only Terraform knows may be this one's (EC2.6)", () => {
    const log = { vpc_id: "${var.vpc}", traffic_type: "ALL" };
    expect(said("ec2-flow-logs", { aws_vpc: { V: {} }, aws_flow_log: { F: log } })).toEqual([]);
    expect(said("ec2-flow-logs", { aws_vpc: { V: {} }, aws_flow_log: { F: { ...log, vpc_id: "vpc-1" } } })).toEqual([
      "it has no aws_flow_log",
    ]);
  });

  test("one by count is no list", () => {
    expect(said("ec2-keyed-by-zone", { aws_subnet: { S: { count: 1 } } })).toEqual([]);
    expect(said("ec2-keyed-by-zone", { aws_subnet: { S: { count: 2 } } })).toEqual(["count is 2"]);
  });

  test.each([22, 3389])("a network ACL lets nobody in on port %i (EC2.21)", (port) => {
    const entry = { action: "allow", protocol: "tcp", cidr_block: "0.0.0.0/0", from_port: port, to_port: port };
    expect(said("ec2-network-acl-admin-ports", { aws_network_acl: { N: { ingress: [entry] } } })).toEqual([
      `tcp ${port} is allowed from 0.0.0.0/0`,
    ]);
  });

  test("an entry that denies opens nothing, nor one of another port (EC2.21)", () => {
    const entry = { protocol: "tcp", cidr_block: "0.0.0.0/0", from_port: 22, to_port: 22, action: "deny" };
    expect(said("ec2-network-acl-admin-ports", { aws_network_acl: { N: { ingress: [entry] } } })).toEqual([]);
    const https = { ...entry, action: "allow", from_port: 443, to_port: 443 };
    expect(said("ec2-network-acl-admin-ports", { aws_network_acl: { N: { ingress: [https] } } })).toEqual([]);
  });

  test.each([
    ["a network ACL's own rule", { network_acl_id: "${aws_network_acl.N.id}", rule_action: "allow", protocol: "6" }],
    ["a rule of all protocols", { network_acl_id: "${aws_network_acl.N.id}", rule_action: "allow", protocol: "-1" }],
  ])("%s is one of the ACL's (EC2.21; protocols by IANA's numbers)", (_, rule) => {
    const given = { ...rule, cidr_block: "0.0.0.0/0", from_port: 22, to_port: 22 };
    expect(said("ec2-network-acl-admin-ports", { aws_network_acl: { N: {} }, aws_network_acl_rule: { R: given } })).toHaveLength(1);
    const egress = { ...given, egress: true };
    expect(said("ec2-network-acl-admin-ports", { aws_network_acl: { N: {} }, aws_network_acl_rule: { R: egress } })).toEqual([]);
  });

  test.each([
    20, 21, 22, 23, 25, 110, 135, 143, 445, 1433, 1434, 3000, 3306, 3389, 4333, 5000, 5432, 5500, 5601, 8080, 8088, 8888, 9200, 9300,
  ])("port %i is one of high risk (EC2.19)", (port) => {
    const rule = { ip_protocol: "tcp", from_port: port, to_port: port, cidr_ipv6: "::/0" };
    expect(said("ec2-high-risk-ports", { aws_vpc_security_group_ingress_rule: { R: rule } })).toEqual([`tcp ${port} is allowed from ::/0`]);
  });

  test("a NAT gateway's secondary addresses are used (VPC User Guide, NAT gateway basics)", () => {
    const gateway = { allocation_id: "eipalloc-1", secondary_allocation_ids: ["${aws_eip.E.id}"], subnet_id: "subnet-1" };
    expect(said("ec2-unused-address", { aws_eip: { E: {} }, aws_nat_gateway: { N: gateway } })).toEqual([]);
  });

  test("a Network Load Balancer's addresses are used (User Guide for Network Load Balancers, Subnet mappings)", () => {
    const balancer = { load_balancer_type: "network", subnet_mapping: [{ subnet_id: "subnet-1", allocation_id: "${aws_eip.E.id}" }] };
    expect(said("ec2-unused-address", { aws_eip: { E: {} }, aws_lb: { L: balancer } })).toEqual([]);
  });
});

describe("ECS", () => {
  test.each([
    ["enabled", []],
    ["enhanced", []],
    ["disabled", ['containerInsights is "disabled"']],
  ])("Container Insights %s (ECS.12)", (value, details) => {
    const cluster = { setting: [{ name: "containerInsights", value }] };
    expect(said("ecs-container-insights", { aws_ecs_cluster: { C: cluster } })).toEqual(details);
  });

  test.each(["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "ECS_ENGINE_AUTH_DATA"])("%s is a secret (ECS.8)", (name) => {
    const definitions = JSON.stringify([{ name: "api", environment: [{ name, value: "x" }] }]);
    expect(said("ecs-environment-secrets", { aws_ecs_task_definition: { D: { container_definitions: definitions } } })).toEqual([
      `environment has ${name}`,
    ]);
  });
});

describe("ElastiCache", () => {
  test("a token authenticates as well (ElastiCache.6)", () => {
    const cache = { engine: "redis", auth_token: "${var.token}" };
    expect(said("elasticache-authentication", { aws_elasticache_replication_group: { C: cache } })).toEqual([]);
  });

  test("the engine of a user group is taken in capitals too (provider, aws_elasticache_user_group)", () => {
    const users = { A: { user_id: "api", user_name: "api" } };
    const group = { engine: "REDIS", user_ids: ["${aws_elasticache_user.A.user_id}"] };
    expect(said("elasticache-default-user", { aws_elasticache_user: users, aws_elasticache_user_group: { U: group } })).toEqual([
      'it has "api"',
    ]);
  });

  test("a cache that moves to cluster mode has the endpoints of both (ElastiCache User Guide, Modifying cluster mode)", () => {
    const cache = (mode: string, endpoint: string) => ({
      aws_elasticache_replication_group: { C: { num_node_groups: 1, cluster_mode: mode } },
      aws_ssm_parameter: { P: { value: `\${aws_elasticache_replication_group.C.${endpoint}}` } },
    });
    for (const endpoint of ["primary_endpoint_address", "configuration_endpoint_address"]) {
      expect(said("elasticache-endpoints", cache("compatible", endpoint))).toEqual([]);
    }
    expect(said("elasticache-endpoints", cache("enabled", "primary_endpoint_address"))).toEqual([
      "primary_endpoint_address is read, which it doesn't have",
    ]);
  });
});

describe("Elastic Load Balancing", () => {
  test("a redirect that names no protocol keeps HTTP (provider, aws_lb_listener, redirect)", () => {
    const listener = { protocol: "HTTP", default_action: [{ type: "redirect", redirect: { port: "443", status_code: "HTTP_301" } }] };
    expect(said("elb-http-redirect", { aws_lb_listener: { L: listener } })).toEqual(['its default_action is "redirect"']);
  });

  test.each(["TCP", "UDP", "TCP_UDP"])("a listener of %s encrypts nothing (ELB.18)", (protocol) => {
    expect(said("elb-listener-encryption", { aws_lb_listener: { L: { protocol } } })).toEqual([`protocol is "${protocol}"`]);
  });

  test.each(["HTTPS", "TLS", "HTTP"])("a listener of %s does, or is asked to redirect (ELB.18, ELB.1)", (protocol) => {
    expect(said("elb-listener-encryption", { aws_lb_listener: { L: { protocol } } })).toEqual([]);
  });

  test.each(["lambda", "alb"])("targets of the type %s aren't looked at (ELB.22)", (type) => {
    expect(said("elb-target-encryption", { aws_lb_target_group: { T: { target_type: type, protocol: "TCP" } } })).toEqual([]);
  });

  test.each([
    "ELBSecurityPolicy-TLS13-1-2-Res-2021-06",
    "ELBSecurityPolicy-TLS13-1-2-Res-FIPS-2023-04",
    "ELBSecurityPolicy-TLS13-1-3-2021-06",
    "ELBSecurityPolicy-TLS13-1-3-FIPS-2023-04",
    "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09",
    "ELBSecurityPolicy-TLS13-1-2-Res-FIPS-PQ-2025-09",
    "ELBSecurityPolicy-TLS13-1-3-PQ-2025-09",
    "ELBSecurityPolicy-TLS13-1-3-FIPS-PQ-2025-09",
  ])("%s is a policy that AWS recommends (ELB.17)", (policy) => {
    expect(said("elb-tls-policy", { aws_lb_listener: { L: { protocol: "HTTPS", ssl_policy: policy } } })).toEqual([]);
  });
});

describe("RDS", () => {
  test("a cluster keeps backups for a day unless it says otherwise, a DB instance none (RDS.11, RDS.50)", () => {
    expect(said("rds-backup-retention", { aws_rds_cluster: { C: {} }, aws_db_instance: { D: {} } })).toEqual([
      "backup_retention_period is not set",
      "backup_retention_period is not set",
    ]);
  });

  test.each(["rds-ca-2015", "rds-ca-2019"])("the authority %s has expired (RDS User Guide, Certificate authorities)", (authority) => {
    expect(said("rds-certificate-authority", { aws_db_instance: { D: { ca_cert_identifier: authority } } })).toEqual([
      `ca_cert_identifier is "${authority}"`,
    ]);
  });

  test.each(["cluster-ABCDEFGHIJKL01234", "db-ABCDEFGHIJKL01234", "prx-ABCDEFGHIJKL01234", "*"])(
    "%s is what connections name (Aurora User Guide, Creating and using an IAM policy for IAM database access)",
    (id) => {
      const Resource = `arn:aws:rds-db:eu-central-1:111122223333:dbuser:${id}/app`;
      const policy = JSON.stringify({ Statement: { Effect: "Allow", Action: "rds-db:connect", Resource } });
      expect(said("rds-connect-resource", { aws_iam_policy: { P: { policy } } })).toEqual([]);
    },
  );

  test("a global database that is made from a cluster has its encryption (provider, aws_rds_global_cluster)", () => {
    const made = { source_db_cluster_identifier: "${aws_rds_cluster.C.arn}" };
    expect(said("rds-encryption-at-rest", { aws_rds_global_cluster: { G: made } })).toEqual([]);
  });

  test.each([
    ["db-instance", "maintenance", "RDS.20"],
    ["db-instance", "configuration change", "RDS.20"],
    ["db-instance", "failure", "RDS.20"],
    ["db-cluster", "maintenance", "RDS.19"],
    ["db-cluster", "failure", "RDS.19"],
  ])("a subscription of a %s has %s among its events (%s)", (source, category) => {
    const others = ["maintenance", "configuration change", "failure"].filter((one) => one !== category);
    expect(said("rds-event-categories", { aws_db_event_subscription: { E: { source_type: source, event_categories: others } } })).toEqual([
      `event_categories lacks "${category}"`,
    ]);
  });

  test.each([
    ["mariadb", ["audit", "error"], "RDS.42"],
    ["mysql", ["audit", "error", "general", "slowquery"], "RDS.9"],
    ["sqlserver-ee", ["agent", "error"], "RDS.40"],
    ["postgres", ["postgresql"], "RDS.36"],
  ])("%s publishes %j (%s)", (engine, logs) => {
    const instance = (exports: readonly string[]) => ({ aws_db_instance: { D: { engine, enabled_cloudwatch_logs_exports: exports } } });
    expect(said("rds-log-exports", instance(logs))).toEqual([]);
    for (const log of logs) {
      expect(said("rds-log-exports", instance(logs.filter((one) => one !== log)))).toEqual([
        `enabled_cloudwatch_logs_exports lacks "${log}"`,
      ]);
    }
  });

  test("a parameter group may be named by its name written out (Aurora User Guide, Requiring SSL/TLS for connections)", () => {
    const resources = (name: string) => ({
      aws_rds_cluster: { C: { engine: "aurora-postgresql", db_cluster_parameter_group_name: name } },
      aws_rds_cluster_parameter_group: { P: { name: "orders", family: "aurora-postgresql16" } },
    });
    expect(said("rds-tls-required", resources("orders"))).toEqual(["the parameter rds.force_ssl is not set"]);
    expect(said("rds-tls-required", resources("elsewhere"))).toEqual([]);
  });

  test("what ECS scales is no reader, though it has the cluster's name (RDS.15)", () => {
    const target = { resource_id: "service/orders/api", service_namespace: "ecs", min_capacity: 2 };
    const resources = {
      aws_rds_cluster: { C: { cluster_identifier: "orders" } },
      aws_rds_cluster_instance: { A: { cluster_identifier: "${aws_rds_cluster.C.id}" } },
      aws_appautoscaling_target: { T: target },
    };
    expect(said("rds-several-zones", resources)).toEqual(["it has one instance"]);
  });
});
