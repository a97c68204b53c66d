import { isOneOf, referringTo, says } from "../blocks";
import { mayHave } from "../each";
import { PolicyRule } from "../rule";

export const EC2_FLOW_LOGS: PolicyRule = {
  id: "ec2-flow-logs",
  sentence: "A VPC logs the traffic that is rejected, at least.",
  severity: "medium",
  fix: "Add an aws_flow_log of the VPC whose traffic_type is REJECT or ALL.",
  source: 'AWS Security Hub User Guide, "Security Hub CSPM controls for Amazon EC2", EC2.6',
  fsbp: ["EC2.6"],
  cis: ["3.7"],
  scanners: ["CKV2_AWS_11", "AVD-AWS-0178"],
  types: ["aws_vpc", "aws_flow_log"],
  check: (configuration) =>
    configuration.all("aws_vpc").flatMap((vpc) => {
      const [first, ...others] = referringTo(configuration, "aws_flow_log", "vpc_id", vpc);
      if (!first && mayHave(configuration, "aws_flow_log", "vpc_id", vpc)) return [];
      if (!first) return [{ resource: vpc, detail: "it has no aws_flow_log" }];
      const isLogged = [first, ...others].some(({ args }) => isOneOf(args.traffic_type, ["REJECT", "ALL"]));
      return isLogged ? [] : [{ resource: first, detail: says("traffic_type", first.args.traffic_type) }];
    }),
};
