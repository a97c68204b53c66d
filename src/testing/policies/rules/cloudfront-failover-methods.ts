import { blocks, says, values } from "../blocks";
import { behaviorsOf, nameOfBehavior } from "../distributions";
import { eachOf } from "../each";
import { PolicyRule } from "../rule";

const WRITING: readonly unknown[] = ["DELETE", "PATCH", "POST", "PUT"];

export const CLOUDFRONT_FAILOVER_METHODS: PolicyRule = {
  id: "cloudfront-failover-methods",
  sentence: "A behavior with origin failover takes GET, HEAD and OPTIONS alone.",
  severity: "high",
  fix: 'Make allowed_methods ["GET", "HEAD", "OPTIONS"], or name one origin.',
  source: 'Amazon CloudFront Developer Guide, "Optimize high availability with CloudFront origin failover"',
  types: ["aws_cloudfront_distribution"],
  check: eachOf(["aws_cloudfront_distribution"], (distribution) => {
    const groups = blocks(distribution.args.origin_group).map(({ origin_id: id }) => id as unknown);
    const behavior = behaviorsOf(distribution).find(
      ({ target_origin_id: id, allowed_methods: methods }) =>
        groups.includes(id) && values(methods).some((method) => WRITING.includes(method)),
    );
    return behavior && `${nameOfBehavior(behavior)}: ${says("allowed_methods", behavior.allowed_methods)}`;
  }),
};
