import { Breakage, UNKNOWN_ID, because, wrong } from "../breakage";
import { Arguments } from "../stack-editor";

export const CLOUDFRONT: readonly Breakage[] = [
  because(
    "viewer-certificate-of-another-region",
    "The distribution's certificate is of another region than us-east-1.",
    ["aws_cloudfront_distribution", "Edge"],
    /InvalidViewerCertificate: The specified SSL certificate doesn't exist, isn't in us-east-1 region/,
    (stack) => {
      stack.resource("aws_cloudfront_distribution", "Edge").viewer_certificate.acm_certificate_arn =
        `\${${stack.address("aws_acm_certificate_validation", "LoadBalancer_Certificate_Validation")}.certificate_arn}`;
    },
  ),
  wrong(
    "alias-without-certificate",
    "A name of the distribution isn't on its certificate.",
    ["aws_cloudfront_distribution", "Edge"],
    /InvalidViewerCertificate: The certificate that is attached to your distribution doesn't cover the alternate domain name/,
    (r) => {
      r.aliases = [...r.aliases, "other.example.com"];
    },
  ),
  wrong(
    "unknown-cache-policy",
    "A behavior has a cache policy that doesn't exist.",
    ["aws_cloudfront_distribution", "Edge"],
    /NoSuchCachePolicy/,
    (r) => {
      r.default_cache_behavior.cache_policy_id = UNKNOWN_ID;
    },
  ),
  wrong(
    "unknown-origin-request-policy",
    "A behavior has an origin request policy that doesn't exist.",
    ["aws_cloudfront_distribution", "Edge"],
    /NoSuchOriginRequestPolicy/,
    (r) => {
      r.default_cache_behavior.origin_request_policy_id = UNKNOWN_ID;
    },
  ),
  wrong(
    "behavior-without-origin",
    "A behavior sends requests to an origin that there isn't.",
    ["aws_cloudfront_distribution", "Edge"],
    /NoSuchOrigin:/,
    (r) => {
      r.default_cache_behavior.target_origin_id = "nowhere";
    },
  ),
  wrong(
    "unknown-access-control",
    "The assets have an origin access control that doesn't exist.",
    ["aws_cloudfront_distribution", "Edge"],
    /InvalidOriginAccessControl/,
    (r) => {
      r.origin.find((origin: Arguments) => origin.origin_access_control_id !== undefined).origin_access_control_id = "E0000000000000";
    },
  ),
  wrong(
    "unknown-vpc-origin",
    "The load balancer has a VPC origin that doesn't exist.",
    ["aws_cloudfront_distribution", "Edge"],
    /EntityNotFound/,
    (r) => {
      r.origin.find((origin: Arguments) => origin.vpc_origin_config !== undefined).vpc_origin_config.vpc_origin_id =
        "vo_0000000000000000000000";
    },
  ),
  because(
    "web-acl-of-a-region",
    "The distribution's web ACL is a regional one.",
    ["aws_cloudfront_distribution", "Edge"],
    /InvalidWebACLId: A web ACL ID specified is not valid/,
    (stack) => {
      const acl = stack.resource("aws_wafv2_web_acl", "Edge_WebAcl");
      acl.scope = "REGIONAL";
    },
  ),
  because(
    "vpc-origin-of-public-load-balancer",
    "The VPC origin's load balancer is public.",
    ["aws_cloudfront_vpc_origin", "Edge_Distribution_Origin-loadBalancer_VpcOrigin"],
    /InvalidArgument: The parameter Arn does not name an internal load balancer/,
    (stack) => {
      stack.resource("aws_lb", "LoadBalancer").internal = false;
    },
  ),
];
