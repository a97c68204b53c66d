import { PolicyRule } from "../rule";
import { everywhere, securityGroupRules, trafficText } from "../security-rules";

export const EC2_UNRESTRICTED_EGRESS: PolicyRule = {
  id: "ec2-unrestricted-egress",
  sentence: "A security group lets nothing out to everywhere.",
  severity: "critical",
  fix: "Name a security group, a prefix list or a range in place of 0.0.0.0/0 and ::/0, and reach AWS through endpoints.",
  source: 'AWS whitepaper "Building a Scalable and Secure Multi-VPC AWS Network Infrastructure", "Centralized egress to internet"',
  scanners: ["CKV_AWS_382", "AVD-AWS-0104"],
  types: ["aws_security_group", "aws_security_group_rule", "aws_vpc_security_group_egress_rule"],
  check: (configuration) =>
    securityGroupRules(configuration)
      .filter((rule) => !rule.isInbound && everywhere(rule) !== undefined)
      .map((rule) => ({ resource: rule.resource, detail: `${trafficText(rule)} is allowed to ${everywhere(rule)}` })),
};
