import { PolicyRule } from "../rule";
import { HIGH_RISK_PORTS, coversPort, everywhere, securityGroupRules, trafficText } from "../security-rules";

export const EC2_HIGH_RISK_PORTS: PolicyRule = {
  id: "ec2-high-risk-ports",
  sentence: "A security group lets nobody in from everywhere to ports such as SSH's, RDP's and those of databases.",
  severity: "critical",
  fix: "Name a security group, a prefix list or a range in place of 0.0.0.0/0 and ::/0.",
  source: 'AWS Security Hub User Guide, "Security Hub CSPM controls for Amazon EC2", EC2.18 and EC2.19',
  fsbp: ["EC2.18", "EC2.19"],
  cis: ["5.2", "5.3"],
  scanners: ["CKV_AWS_24", "CKV_AWS_25", "CKV_AWS_277", "AVD-AWS-0107"],
  types: ["aws_security_group", "aws_security_group_rule", "aws_vpc_security_group_ingress_rule"],
  check: (configuration) =>
    securityGroupRules(configuration)
      .filter((rule) => rule.isInbound && everywhere(rule) !== undefined && HIGH_RISK_PORTS.some((port) => coversPort(rule, port)))
      .map((rule) => ({ resource: rule.resource, detail: `${trafficText(rule)} is allowed from ${everywhere(rule)}` })),
};
