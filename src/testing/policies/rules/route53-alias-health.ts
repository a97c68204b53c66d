import { block, says } from "../blocks";
import { eachOf } from "../each";
import { PolicyRule } from "../rule";

/** The hosted zone of every distribution. */
const CLOUDFRONT_ZONE = "Z2FDTNDATAQYW2";

function isDistribution(zone: unknown): boolean {
  return zone === CLOUDFRONT_ZONE || String(zone).startsWith("${aws_cloudfront_distribution.");
}

export const ROUTE53_ALIAS_HEALTH: PolicyRule = {
  id: "route53-alias-health",
  sentence: "An alias to a distribution doesn't evaluate its health.",
  severity: "high",
  fix: "Set alias.evaluate_target_health to false, and give the record a health check where it fails over.",
  source: 'Amazon Route 53 Developer Guide, "Values specific for simple alias records"',
  types: ["aws_route53_record"],
  check: eachOf(["aws_route53_record"], (record) => {
    const alias = block(record.args.alias);
    if (!alias || !isDistribution(alias.zone_id) || !(alias.evaluate_target_health === true)) return undefined;
    return says("alias.evaluate_target_health", alias.evaluate_target_health);
  }),
};
