import { Configuration, Resource } from "../../configuration";
import { block } from "../blocks";
import { eachOf } from "../each";
import { regionOf } from "../places";
import { PolicyRule } from "../rule";

/** The certificate that a validation is of, or the resource itself. */
function certificateOf(configuration: Configuration, resource: Resource | undefined): Resource | undefined {
  if (resource?.type !== "aws_acm_certificate_validation") return resource;
  return configuration.find(configuration.key(resource, resource.args.certificate_arn)) ?? resource;
}

export const CLOUDFRONT_GLOBAL_REGION: PolicyRule = {
  id: "cloudfront-global-region",
  sentence: "Certificates and web ACLs of a distribution are in us-east-1.",
  severity: "high",
  fix: "Make them with a provider whose region is us-east-1.",
  source:
    'Amazon CloudFront Developer Guide, "Requirements for using SSL/TLS certificates with CloudFront"; AWS WAF Developer Guide, "How AWS WAF works with Amazon CloudFront features"',
  types: ["aws_cloudfront_distribution", "aws_acm_certificate", "aws_wafv2_web_acl", "aws_acm_certificate_validation"],
  check: eachOf(["aws_cloudfront_distribution"], (distribution, configuration) => {
    const certificate: unknown = block(distribution.args.viewer_certificate)?.acm_certificate_arn;
    for (const value of [certificate, distribution.args.web_acl_id]) {
      const used = certificateOf(configuration, configuration.find(configuration.key(distribution, value)));
      const region = used && regionOf(used);
      if (region !== undefined && region !== "us-east-1") return `${used!.name} is in ${region}`;
    }
    return undefined;
  }),
};
