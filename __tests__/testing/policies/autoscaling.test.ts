/** Rules for Auto Scaling groups and for alarms' dimensions: a control such as AutoScaling.1 is one of "Security Hub CSPM controls for Amazon EC2 Auto Scaling". */
import { PolicyRow, everyRuleHasARow, findings, flipped, proves, row, rows } from "../../support/policy-rows";

const LABEL = "EC2 Auto Scaling API Reference, PredefinedMetricSpecification, ResourceLabel";
const METRICS = "User Guide for Application Load Balancers, CloudWatch metrics for your Application Load Balancer";

const GROUP = {
  aws_autoscaling_group: {
    G: {
      ...{ health_check_type: "ELB", target_group_arns: ["${aws_lb_target_group.T.arn}"] },
      ...{
        vpc_zone_identifier: ["${aws_subnet.A.id}", "${aws_subnet.B.id}"],
        tag: [{ key: "Name", value: "api", propagate_at_launch: true }],
      },
      mixed_instances_policy: {
        launch_template: {
          launch_template_specification: { launch_template_id: "lt-1", version: "${aws_launch_template.T.latest_version}" },
          override: [{ instance_type: "c7g.large" }, { instance_type: "c6g.large" }],
        },
      },
    },
  },
  aws_subnet: { A: { availability_zone: "eu-central-1a" }, B: { availability_zone: "eu-central-1b" } },
};
const label = (balancer: string, group = "arn_suffix") => `\${aws_lb.A.${balancer}}/\${aws_lb_target_group.T.${group}}`;
const TRACKING = {
  aws_autoscaling_policy: {
    P: {
      depends_on: ["aws_lb_listener_rule.R"],
      target_tracking_configuration: {
        predefined_metric_specification: { predefined_metric_type: "ALBRequestCountPerTarget", resource_label: label("arn_suffix") },
      },
    },
  },
  aws_lb_target_group: { T: { protocol: "HTTPS", health_check: { path: "/", protocol: "HTTPS" } } },
  aws_lb_listener_rule: { R: { action: [{ type: "forward", target_group_arn: "${aws_lb_target_group.T.arn}" }], priority: 1 } },
};
const TRACKED = "aws_autoscaling_policy.P.target_tracking_configuration.predefined_metric_specification.resource_label";
const ALARM = {
  aws_cloudwatch_metric_alarm: {
    A: {
      ...{ alarm_actions: ["arn:aws:sns:eu-central-1:111122223333:alarms"], treat_missing_data: "notBreaching" },
      dimensions: { LoadBalancer: "${aws_lb.A.arn_suffix}", TargetGroup: "targetgroup/api/0123456789abcdef" },
    },
  },
};
const QUERY = {
  aws_cloudwatch_metric_alarm: {
    A: {
      ...{ alarm_actions: ["arn:aws:sns:eu-central-1:111122223333:alarms"], treat_missing_data: "notBreaching" },
      metric_query: [{ id: "m", metric: { dimensions: { DBInstanceIdentifier: "${aws_db_instance.D.identifier}" } } }],
    },
  },
};

const READERS = {
  aws_rds_cluster_instance: {
    A: {
      cluster_identifier: "${aws_rds_cluster.C.cluster_identifier}",
      monitoring_interval: 60,
      performance_insights_enabled: "${var.insights}",
    },
  },
  aws_appautoscaling_target: { T: { resource_id: "cluster:${aws_rds_cluster.C.cluster_identifier}", service_namespace: "rds" } },
  aws_rds_cluster: { C: {} },
  aws_cloudwatch_metric_alarm: {
    A: {
      ...{ alarm_actions: ["arn:aws:sns:eu-central-1:111122223333:alarms"], treat_missing_data: "notBreaching" },
      dimensions: { DBClusterIdentifier: "${aws_rds_cluster.C.cluster_identifier}", Role: "READER" },
    },
  },
};

const ROLE = "arn:aws:iam::111122223333:role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling_Orders";
const keyPolicyWith = (...actions: readonly string[]) =>
  JSON.stringify({
    Statement: [
      { Effect: "Allow", Principal: { AWS: "arn:aws:iam::111122223333:root" }, Action: "kms:*", Resource: "*" },
      { Effect: "Allow", Principal: { AWS: ROLE }, Action: actions, Resource: "*" },
    ],
  });
const USES = ["kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:DescribeKey"];
const VOLUMES = {
  aws_autoscaling_group: {
    G: { launch_template: { id: "${aws_launch_template.T.id}", version: "1" }, depends_on: ["aws_s3_object.Artifact"] },
  },
  aws_launch_template: {
    T: {
      block_device_mappings: [{ ebs: { encrypted: "true", kms_key_id: "${aws_kms_key.K.arn}" } }],
      metadata_options: { http_tokens: "required" },
      user_data: Buffer.from("aws s3 cp s3://orders-artifacts/orders.tar.gz .").toString("base64"),
    },
  },
  aws_kms_key: { K: { policy: keyPolicyWith(...USES, "kms:CreateGrant") } },
  aws_s3_object: { Artifact: { bucket: "orders-artifacts", key: "orders.tar.gz" } },
};

const ROWS: readonly PolicyRow[] = [
  row(
    "autoscaling-artifact-first",
    "Terraform, The depends_on meta-argument",
    VOLUMES,
    "aws_autoscaling_group.G.depends_on",
    undefined,
    "it doesn't wait for Artifact, which its user data fetches",
  ),
  row(
    "autoscaling-volume-key",
    "EC2 Auto Scaling User Guide, Required AWS KMS key policy for use with encrypted volumes",
    VOLUMES,
    "aws_kms_key.K.policy",
    keyPolicyWith(...USES),
    "the policy of K doesn't allow kms:CreateGrant to its service-linked role",
  ),
  row(
    "autoscaling-request-count-order",
    LABEL,
    TRACKING,
    "aws_autoscaling_policy.P.depends_on",
    undefined,
    "it doesn't wait for a listener that forwards to T",
  ),
  ...rows(GROUP, "aws_autoscaling_group.G", [
    ["autoscaling-elb-health-check", "AutoScaling.1", "health_check_type", "EC2", 'health_check_type is "EC2"'],
    [
      "autoscaling-several-types",
      "AutoScaling.6",
      "mixed_instances_policy.launch_template.override",
      [{ instance_type: "c7g.large" }],
      "it has one instance type",
    ],
    [
      "autoscaling-template-version",
      "provider, aws_autoscaling_group, instance_refresh",
      "mixed_instances_policy.launch_template.launch_template_specification.version",
      "$Latest",
      'version of the launch template is "$Latest"',
    ],
    [
      "autoscaling-tags-propagated",
      "EC2 Auto Scaling User Guide, Tag Auto Scaling groups and instances",
      "tag.0.propagate_at_launch",
      false,
      "no tag of it is propagated at launch",
    ],
    [
      "autoscaling-tags-propagated",
      "EC2 Auto Scaling User Guide, Tag Auto Scaling groups and instances",
      "tag",
      undefined,
      "it has no tag",
    ],
  ]),
  ...rows(GROUP, "aws_subnet.B", [
    ["autoscaling-several-zones", "AutoScaling.2", "availability_zone", "eu-central-1a", "it is in one Availability Zone"],
  ]),
  ...rows(ALARM, "aws_cloudwatch_metric_alarm.A", [
    [
      "cloudwatch-alarm-dimensions",
      METRICS,
      "dimensions.LoadBalancer",
      "${aws_lb.A.name}",
      'the dimension LoadBalancer is "${aws_lb.A.name}"',
    ],
    ["cloudwatch-alarm-dimensions", METRICS, "dimensions.TargetGroup", "api", 'the dimension TargetGroup is "api"'],
  ]),
  ...rows(QUERY, "aws_cloudwatch_metric_alarm.A", [
    [
      "cloudwatch-alarm-dimensions",
      "provider, aws_db_instance: id is the resource id",
      "metric_query.0.metric.dimensions.DBInstanceIdentifier",
      "${aws_db_instance.D.id}",
      'the dimension DBInstanceIdentifier is "${aws_db_instance.D.id}"',
    ],
  ]),
  row(
    "autoscaling-launch-template",
    "AutoScaling.9",
    plain(),
    "aws_autoscaling_group.G.launch_template",
    undefined,
    "launch_template is not set",
  ),
  row(
    "autoscaling-template-version",
    "provider, aws_autoscaling_group, instance_refresh",
    plain(),
    "aws_autoscaling_group.G.launch_template.version",
    undefined,
    "version of the launch template is not set",
  ),
  row("autoscaling-request-count", LABEL, TRACKING, TRACKED, label("arn"), `resource_label is "${label("arn")}"`),
  row("autoscaling-request-count", LABEL, TRACKING, TRACKED, "api", 'resource_label is "api"'),
  row("autoscaling-request-count", LABEL, TRACKING, "aws_lb_listener_rule", {}, "no listener forwards to T"),
];
proves([
  ...ROWS,
  row(
    "cloudwatch-alarm-scaled-members",
    "Amazon Aurora User Guide, CloudWatch metrics for Amazon Aurora",
    READERS,
    "aws_cloudwatch_metric_alarm.A.dimensions",
    { DBInstanceIdentifier: "${aws_rds_cluster_instance.A.identifier}" },
    "it is on A, and not on the readers that auto scaling adds to C",
  ),
]);
everyRuleHasARow(
  "autoscaling",
  ROWS.filter(({ rule }) => rule !== "cloudwatch-alarm-dimensions"),
);

function plain() {
  const { mixed_instances_policy: _, ...group } = GROUP.aws_autoscaling_group.G;
  const template = { id: "lt-1", version: "3" };
  return { ...GROUP, aws_autoscaling_group: { G: { ...group, launch_template: template } } };
}

test.each([
  [
    "types by attributes aren't counted",
    GROUP,
    "aws_autoscaling_group.G.mixed_instances_policy.launch_template.override",
    [{ instance_requirements: {} }],
  ],
  [
    "both kinds of health checks replace what the load balancer finds unhealthy",
    GROUP,
    "aws_autoscaling_group.G.health_check_type",
    "EC2,ELB",
  ],
  ["a dimension of metrics of one's own may be anything", ALARM, "aws_cloudwatch_metric_alarm.A.dimensions.Queue", "api"],
])("%s", (_, passes, path, value) => {
  const before = findings(passes);
  expect(findings(flipped(passes, [path, value])).filter((found) => !before.includes(found))).toEqual([]);
});
