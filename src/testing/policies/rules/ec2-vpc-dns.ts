import { isFalse, referringTo, says } from "../blocks";
import { eachOf, isSurelyFalse, isSurelyTrue } from "../each";
import { PolicyRule } from "../rule";

export const EC2_VPC_DNS: PolicyRule = {
  id: "ec2-vpc-dns",
  sentence: "A VPC with private names of endpoints resolves names, and gives names to addresses.",
  severity: "high",
  fix: "Set enable_dns_support and enable_dns_hostnames of the VPC: private_dns_enabled is refused otherwise.",
  source: 'Amazon VPC User Guide, "DNS attributes for your VPC"',
  types: ["aws_vpc", "aws_vpc_endpoint"],
  check: eachOf(["aws_vpc"], (vpc, configuration) => {
    const endpoints = referringTo(configuration, "aws_vpc_endpoint", "vpc_id", vpc);
    if (!endpoints.some(({ args }) => isSurelyTrue(args.private_dns_enabled))) return undefined;
    if (isSurelyFalse(vpc.args.enable_dns_support)) return says("enable_dns_support", vpc.args.enable_dns_support);
    return isFalse(vpc.args.enable_dns_hostnames) && says("enable_dns_hostnames", vpc.args.enable_dns_hostnames);
  }),
};
