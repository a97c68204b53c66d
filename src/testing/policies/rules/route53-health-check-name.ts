import { isExpression, isSet, referringTo, says } from "../blocks";
import { eachOf } from "../each";
import { PolicyRule } from "../rule";

export const ROUTE53_HEALTH_CHECK_NAME: PolicyRule = {
  id: "route53-health-check-name",
  sentence: "A health check probes no name whose records it decides on.",
  severity: "high",
  fix: "Give it a name of its own, such as that of the primary's origin.",
  source: 'Amazon Route 53 Developer Guide, "How Route 53 avoids failover problems"',
  types: ["aws_route53_health_check", "aws_route53_record"],
  check: eachOf(["aws_route53_health_check"], (check, configuration) => {
    const decided = referringTo(configuration, "aws_route53_record", "health_check_id", check).map(({ args }) => args.name as unknown);
    const { fqdn } = check.args;
    return isSet(fqdn) && !isExpression(fqdn) && decided.includes(fqdn)
      ? `${says("fqdn", fqdn)}, and so is a record that it decides on`
      : undefined;
  }),
};
