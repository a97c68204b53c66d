import { blocks, referringTo } from "../blocks";
import { mayHave } from "../each";
import { PolicyRule } from "../rule";

export const EC2_DEFAULT_SECURITY_GROUP: PolicyRule = {
  id: "ec2-default-security-group",
  sentence: "The default security group of a VPC allows nothing.",
  severity: "high",
  fix: "Add an aws_default_security_group of the VPC without rules.",
  source: 'AWS Security Hub User Guide, "Security Hub CSPM controls for Amazon EC2", EC2.2',
  fsbp: ["EC2.2"],
  cis: ["5.4"],
  scanners: ["CKV2_AWS_12", "AVD-AWS-0173"],
  types: ["aws_vpc", "aws_default_security_group"],
  check: (configuration) =>
    configuration.all("aws_vpc").flatMap((vpc) => {
      const [group] = referringTo(configuration, "aws_default_security_group", "vpc_id", vpc);
      if (!group && mayHave(configuration, "aws_default_security_group", "vpc_id", vpc)) return [];
      if (!group) return [{ resource: vpc, detail: "it has no aws_default_security_group" }];
      const rules = [...blocks(group.args.ingress), ...blocks(group.args.egress)];
      return rules.length === 0 ? [] : [{ resource: group, detail: `it has ${rules.length === 1 ? "a rule" : `${rules.length} rules`}` }];
    }),
};
