import { Resource } from "../../configuration";
import { blocks, isSet, referringTo, values } from "../blocks";
import { eachOf } from "../each";
import { PolicyRule } from "../rule";

const MOST = 60;
/** The maximum of the list of CloudFront's origin-facing servers. */
const CLOUDFRONT_WEIGHT = 55;
const KINDS = { ingress: "aws_vpc_security_group_ingress_rule", egress: "aws_vpc_security_group_egress_rule" } as const;

export const QUOTA_SECURITY_GROUP_RULES: PolicyRule = {
  id: "quota-security-group-rules",
  sentence:
    "A security group has no more than 60 rules each way and address family; a prefix list counts as its maximum, CloudFront's as 55.",
  severity: "high",
  fix: "Spread them over security groups, name ranges by a prefix list of yours, or have the quota raised and except this.",
  source:
    'Amazon VPC User Guide, "Amazon VPC quotas", Security groups; Amazon CloudFront Developer Guide, "Locations and IP address ranges of CloudFront edge servers"',
  types: ["aws_security_group", "aws_vpc_security_group_ingress_rule", "aws_vpc_security_group_egress_rule", "aws_vpc_endpoint"],
  check: eachOf(["aws_security_group"], (group, configuration) => {
    for (const way of ["ingress", "egress"] as const) {
      const rules = referringTo(configuration, KINDS[way], "security_group_id", group);
      const weight = (rule: Resource): number => weightOf(configuration.find(configuration.key(rule, rule.args.prefix_list_id)));
      for (const family of ["IPv4", "IPv6"] as const) {
        const standalone = rules.filter((rule) => isOf(rule, family)).reduce((sum, rule) => sum + weight(rule), 0);
        const within = blocks(group.args[way]).reduce(
          (sum, one) => sum + values(one[family === "IPv4" ? "cidr_blocks" : "ipv6_cidr_blocks"]).length,
          0,
        );
        if (standalone + within > MOST) return `it has ${standalone + within} ${way} rules for ${family}`;
      }
    }
    return undefined;
  }),
};

/** A rule that names a group or a list counts in both families. */
function isOf({ args }: Resource, family: "IPv4" | "IPv6"): boolean {
  return !isSet(family === "IPv4" ? args.cidr_ipv6 : args.cidr_ipv4);
}

/** A list counts as its maximum, of which AWS alone knows that of a list by its id: at least one. */
function weightOf(list: Resource | undefined): number {
  if (String(list?.args.name).endsWith("cloudfront.origin-facing")) return CLOUDFRONT_WEIGHT;
  const most: unknown = list?.args.max_entries;
  return typeof most === "number" ? most : 1;
}
