import { isSet, says } from "../blocks";
import { PolicyRule } from "../rule";
import { securityGroupRules, trafficText } from "../security-rules";

export const EC2_DESCRIPTIONS: PolicyRule = {
  id: "ec2-descriptions",
  sentence: "Security groups and their rules say what they are for.",
  severity: "low",
  fix: "Set description.",
  source: 'Amazon VPC User Guide, "Security group rules"',
  scanners: ["CKV_AWS_23", "AVD-AWS-0099", "AVD-AWS-0124"],
  types: ["aws_security_group", "aws_security_group_rule", "aws_vpc_security_group_ingress_rule", "aws_vpc_security_group_egress_rule"],
  check: (configuration) => [
    ...configuration
      .all("aws_security_group")
      .filter(({ args }) => !isSet(args.description) || args.description === "Managed by Terraform")
      .map((resource) => ({ resource, detail: says("description", resource.args.description) })),
    ...securityGroupRules(configuration)
      .filter(({ description }) => !isSet(description))
      .map((rule) => ({ resource: rule.resource, detail: `the description of ${trafficText(rule)} is not set` })),
  ],
};
