import { eachOf, numberOf } from "../each";
import { PolicyRule } from "../rule";
import { capacityOf } from "../web-acl-capacity";

const MOST = 5000;

export const QUOTA_WEB_ACL_CAPACITY: PolicyRule = {
  id: "quota-web-acl-capacity",
  sentence:
    "A web ACL takes no more than 5,000 web ACL capacity units (WCUs), and a rule group no more than the capacity that it is made with.",
  severity: "high",
  fix: "Leave out rules or text transformations, put conditions into one regex pattern set, or use an IP set in place of several statements.",
  source: 'AWS WAF Developer Guide, "Web ACL capacity units (WCUs) in AWS WAF", and each rule statement\'s page',
  types: ["aws_wafv2_web_acl", "aws_wafv2_rule_group"],
  check: eachOf(["aws_wafv2_web_acl", "aws_wafv2_rule_group"], (resource, configuration) => {
    const units = capacityOf(configuration, resource);
    const most = Math.min(MOST, (resource.type === "aws_wafv2_rule_group" ? numberOf(resource.args.capacity) : undefined) ?? MOST);
    return units > most ? `it takes at least ${units} WCUs of ${most}` : undefined;
  }),
};
