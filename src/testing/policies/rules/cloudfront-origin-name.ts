import { block, says } from "../blocks";
import { originsOf } from "../distributions";
import { eachOf } from "../each";
import { PolicyRule } from "../rule";

const OF_AWS = /\.elb\.amazonaws\.com$|^\$\{aws_lb\.[\w-]+\.dns_name\}$/;

export const CLOUDFRONT_ORIGIN_NAME: PolicyRule = {
  id: "cloudfront-origin-name",
  sentence: "An origin that is reached by HTTPS has a name that a certificate can have.",
  severity: "high",
  fix: "Give the load balancer a record in your zone and a certificate for it, and use that name as domain_name.",
  source: 'Amazon CloudFront Developer Guide, "Require HTTPS for communication between CloudFront and your custom origin"',
  types: ["aws_cloudfront_distribution"],
  check: eachOf(["aws_cloudfront_distribution"], (distribution) => {
    const wrong = originsOf(distribution).find(({ domain_name: name, custom_origin_config: custom, vpc_origin_config: vpc }) => {
      const isHttps = block(vpc) !== undefined || block(custom)?.origin_protocol_policy !== "http-only";
      return (block(custom) ?? block(vpc)) !== undefined && isHttps && OF_AWS.test(String(name));
    });
    return wrong && `origin ${wrong.origin_id}: ${says("domain_name", wrong.domain_name)}`;
  }),
};
