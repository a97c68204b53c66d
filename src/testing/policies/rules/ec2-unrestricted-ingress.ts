import { isExpression } from "../blocks";
import { PolicyRule } from "../rule";
import { HIGH_RISK_PORTS, TrafficRule, coversPort, everywhere, securityGroupRules, trafficText } from "../security-rules";

/** Ports of web servers; what only Terraform knows may be one of them. */
function isAuthorized({ protocol, ports }: TrafficRule): boolean {
  if (protocol === "tcp") return ports === undefined || (ports[0] === ports[1] && [80, 443].includes(ports[0]));
  return protocol.startsWith("icmp") || isExpression(protocol);
}

export const EC2_UNRESTRICTED_INGRESS: PolicyRule = {
  id: "ec2-unrestricted-ingress",
  sentence: "A security group allows everybody in to ports 80 and 443 alone.",
  severity: "high",
  fix: "Name a security group, a prefix list or a range in place of 0.0.0.0/0 and ::/0.",
  source: 'AWS Security Hub User Guide, "Security Hub CSPM controls for Amazon EC2", EC2.18',
  fsbp: ["EC2.18"],
  types: ["aws_security_group", "aws_security_group_rule", "aws_vpc_security_group_ingress_rule"],
  check: (configuration) =>
    securityGroupRules(configuration)
      .filter((rule) => rule.isInbound && everywhere(rule) !== undefined)
      .filter((rule) => !isAuthorized(rule) && !HIGH_RISK_PORTS.some((port) => coversPort(rule, port)))
      .map((rule) => ({ resource: rule.resource, detail: `${trafficText(rule)} is allowed from ${everywhere(rule)}` })),
};
