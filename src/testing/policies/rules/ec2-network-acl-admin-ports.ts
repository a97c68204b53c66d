import { PolicyRule } from "../rule";
import { allowingAclRules, coversPort, everywhere, trafficText } from "../security-rules";

export const EC2_NETWORK_ACL_ADMIN_PORTS: PolicyRule = {
  id: "ec2-network-acl-admin-ports",
  sentence: "A network ACL lets nobody in from everywhere to the ports of SSH and RDP.",
  severity: "medium",
  fix: "Allow ranges of your own, or ports from 1024 to 65535 without 3389.",
  source:
    'AWS Security Hub User Guide, "Security Hub CSPM controls for Amazon EC2", EC2.21, which makes no findings for default network ACLs',
  fsbp: ["EC2.21"],
  cis: ["5.1"],
  scanners: ["CKV_AWS_231", "CKV_AWS_232", "CKV_AWS_352", "AVD-AWS-0102", "AVD-AWS-0105"],
  types: ["aws_network_acl", "aws_network_acl_rule"],
  check: (configuration) =>
    configuration.all("aws_network_acl").flatMap((acl) => {
      const rules = allowingAclRules(configuration, acl).filter(
        (rule) => rule.isInbound && [22, 3389].some((port) => coversPort(rule, port)),
      );
      const found = rules.find((rule) => everywhere(rule) !== undefined);
      return found ? [{ resource: found.resource, detail: `${trafficText(found)} is allowed from ${everywhere(found)}` }] : [];
    }),
};
