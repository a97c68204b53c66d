import { Configuration, Resource } from "../../configuration";
import { blocks, isTrue, referringTo } from "../blocks";
import { eachOf } from "../each";
import { PolicyRule } from "../rule";

const MOST = 20;

export const QUOTA_NETWORK_ACL_RULES: PolicyRule = {
  id: "quota-network-acl-rules",
  sentence: "A network ACL has no more than 20 rules each way, which AWS raises to 40 on request.",
  severity: "high",
  fix: "Merge ranges, or have the quota raised and except this.",
  source: 'Amazon VPC User Guide, "Amazon VPC quotas", Network ACLs',
  types: ["aws_network_acl", "aws_default_network_acl", "aws_network_acl_rule"],
  check: eachOf(["aws_network_acl", "aws_default_network_acl"], (acl, configuration) => {
    const [way, count] = [inbound(configuration, acl), outbound(configuration, acl)].find(([, number]) => number > MOST) ?? [];
    return way && `it has ${count} ${way} rules`;
  }),
};

function inbound(configuration: Configuration, acl: Resource): [string, number] {
  return ["ingress", blocks(acl.args.ingress).length + standalone(configuration, acl).filter(({ args }) => !isTrue(args.egress)).length];
}

function outbound(configuration: Configuration, acl: Resource): [string, number] {
  return ["egress", blocks(acl.args.egress).length + standalone(configuration, acl).filter(({ args }) => isTrue(args.egress)).length];
}

function standalone(configuration: Configuration, acl: Resource): Resource[] {
  return referringTo(configuration, "aws_network_acl_rule", "network_acl_id", acl);
}
