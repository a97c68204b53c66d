/** Rules for load balancers: what AWS's pages ask for. A control such as ELB.1 is one of the page "Security Hub CSPM controls for Elastic Load Balancing". */
import { PolicyRow, everyRuleHasARow, findings, flipped, proves, row, rows } from "../../support/policy-rows";

const GUIDE = "User Guide for Application Load Balancers";

const BALANCER = {
  ...{ access_logs: { bucket: "orders-logs", enabled: true }, drop_invalid_header_fields: true, enable_deletion_protection: true },
  ...{ internal: true, subnets: ["${aws_subnet.A.id}", "${aws_subnet.B.id}"], load_balancer_type: "application" },
};
const ALB = {
  aws_lb: { A: BALANCER },
  aws_subnet: {
    A: { availability_zone: "eu-central-1a", cidr_block: "10.0.0.0/27" },
    B: { availability_zone: "eu-central-1b", cidr_block: "10.0.1.0/24" },
  },
};
const PUBLIC = {
  ...ALB,
  aws_lb: { A: { ...BALANCER, internal: false } },
  aws_wafv2_web_acl_association: { W: { resource_arn: "${aws_lb.A.arn}", web_acl_arn: "${aws_wafv2_web_acl.W.arn}" } },
};
const HTTPS = {
  aws_lb_listener: {
    L: {
      ...{
        certificate_arn: "arn:aws:acm:eu-central-1:111122223333:certificate/1",
        port: 443,
        protocol: "HTTPS",
        ssl_policy: "ELBSecurityPolicy-TLS13-1-2-Res-2021-06",
      },
      default_action: [{ type: "fixed-response", fixed_response: { status_code: "404" } }],
    },
  },
};
const REDIRECT = {
  aws_lb_listener: {
    L: { port: 80, protocol: "HTTP", default_action: [{ type: "redirect", redirect: { protocol: "HTTPS", status_code: "HTTP_301" } }] },
  },
};
const TARGETS = { aws_lb_target_group: { T: { protocol: "HTTPS", port: 8443, health_check: { path: "/health", protocol: "HTTPS" } } } };
const RULES = {
  aws_lb_listener_rule: {
    A: { listener_arn: "${aws_lb_listener.L.arn}", priority: 10 },
    B: { listener_arn: "${aws_lb_listener.L.arn}", priority: 20 },
    C: { listener_arn: "${aws_lb_listener.M.arn}", priority: 10 },
  },
};

const ROWS: readonly PolicyRow[] = [
  ...rows(REDIRECT, "aws_lb_listener.L", [
    ["elb-http-redirect", "ELB.1", "default_action", [{ type: "forward" }], 'its default_action is "forward"'],
    ["elb-http-redirect", "ELB.1", "default_action.0.redirect.protocol", "HTTP", 'its default_action is "redirect"'],
  ]),
  ...rows(ALB, "aws_lb.A", [
    ["elb-drop-invalid-headers", "ELB.4", "drop_invalid_header_fields", false, "drop_invalid_header_fields is false"],
    ["elb-access-logs", "ELB.5", "access_logs", undefined, "access_logs.enabled is not set"],
    ["elb-access-logs", "ELB.5", "access_logs.enabled", false, "access_logs.enabled is false"],
    ["elb-deletion-protection", "ELB.6", "enable_deletion_protection", undefined, "enable_deletion_protection is not set"],
    ["elb-desync-mitigation", "ELB.12", "desync_mitigation_mode", "monitor", 'desync_mitigation_mode is "monitor"'],
    ["elb-several-zones", "ELB.13", "subnets", ["${aws_subnet.A.id}"], "its subnets are in one Availability Zone"],
    ["elb-web-acl", "ELB.16", "internal", undefined, "it has no aws_wafv2_web_acl_association"],
  ]),
  ...rows(ALB, "aws_subnet.B", [
    ["elb-several-zones", "ELB.13", "availability_zone", "eu-central-1a", "its subnets are in one Availability Zone"],
  ]),
  ...rows(ALB, "aws_subnet.A", [["elb-subnet-size", `${GUIDE}, Availability Zone subnets`, "cidr_block", "10.0.0.0/28", "A is a /28"]]),
  ...rows(HTTPS, "aws_lb_listener.L", [
    ["elb-listener-certificate", `${GUIDE}, Create an HTTPS listener`, "certificate_arn", undefined, "certificate_arn is not set"],
    [
      "elb-tls-policy",
      "ELB.17",
      "ssl_policy",
      "ELBSecurityPolicy-TLS13-1-2-2021-06",
      'ssl_policy is "ELBSecurityPolicy-TLS13-1-2-2021-06"',
    ],
  ]),
  ...rows(PUBLIC, "aws_wafv2_web_acl_association.W", [
    [
      "elb-web-acl",
      "ELB.16",
      "resource_arn",
      "arn:aws:elasticloadbalancing:eu-central-1:111122223333:loadbalancer/app/other/1",
      "it has no aws_wafv2_web_acl_association",
    ],
  ]),
  ...rows(TARGETS, "aws_lb_target_group.T", [
    ["elb-target-encryption", "ELB.22", "protocol", "HTTP", 'protocol is "HTTP"'],
    ["elb-health-check-encryption", "ELB.21", "health_check.protocol", undefined, "health_check.protocol is not set"],
    ["elb-health-check", `${GUIDE}, Health checks for target groups`, "health_check.path", undefined, "health_check.path is not set"],
  ]),
  ...rows(RULES, "aws_lb_listener_rule.B", [
    ["elb-listener-priorities", `${GUIDE}, Listener rules, Rule priority`, "priority", 10, "priority is 10, as of a rule before it"],
  ]),
  row(
    "elb-listener-encryption",
    "ELB.18",
    { aws_lb_listener: { L: { protocol: "TLS", ssl_policy: "ELBSecurityPolicy-TLS13-1-2-Res-2021-06" } } },
    "aws_lb_listener.L.protocol",
    "TCP",
    'protocol is "TCP"',
  ),
  row(
    "elb-tls-version",
    `${GUIDE}, Security policies`,
    { aws_lb_listener: { L: { protocol: "HTTPS", ssl_policy: "ELBSecurityPolicy-FS-1-2-2019-08" } } },
    "aws_lb_listener.L.ssl_policy",
    "ELBSecurityPolicy-2016-08",
    'ssl_policy is "ELBSecurityPolicy-2016-08"',
  ),
];
proves(ROWS);
everyRuleHasARow("elb", ROWS);

test.each([
  [
    "a Network Load Balancer has no headers to drop",
    ALB,
    "aws_lb.A",
    { ...BALANCER, load_balancer_type: "network", drop_invalid_header_fields: false },
  ],
  ["a subnet that isn't in the stacks is in a zone of its own", ALB, "aws_lb.A.subnets", ["subnet-1", "subnet-2"]],
  [
    "a redirect keeps the protocol's place for what is known later",
    REDIRECT,
    "aws_lb_listener.L.default_action.0.redirect.protocol",
    "${var.protocol}",
  ],
  [
    "logs of a list that Terraform alone knows pass",
    ALB,
    "aws_lb.A",
    { ...BALANCER, access_logs: undefined, dynamic: { access_logs: {} } },
  ],
  ["subnets that are made by count may be in several zones", counted(), "aws_subnet.A.count", 2],
  ["a function gets no protocol", TARGETS, "aws_lb_target_group.T", { target_type: "lambda" }],
  ["a listener of a plain-text protocol has no policy", REDIRECT, "aws_lb_listener.L.ssl_policy", undefined],
])("%s", (_, passes, path, value) => {
  const found = findings(flipped(passes, [path, value])).filter((one) => /^elb-(access|drop|several|http|target|health|tls)/.test(one));
  expect(found).toEqual([]);
});

function counted() {
  return { ...ALB, aws_lb: { A: { ...BALANCER, subnets: ["${aws_subnet.A[*].id}"] } } };
}
