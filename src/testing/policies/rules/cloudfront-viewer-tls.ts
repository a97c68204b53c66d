import { block, isOneOf, says } from "../blocks";
import { eachOf, isSurelyTrue } from "../each";
import { PolicyRule } from "../rule";

/** The control's `securityPolicies`. AWS provider 5.100.0 takes the first alone. */
const ACCEPTED = ["TLSv1.2_2021", "TLSv1.2_2025", "TLSv1.3_2025"];

export const CLOUDFRONT_VIEWER_TLS: PolicyRule = {
  id: "cloudfront-viewer-tls",
  sentence: "Viewers use TLS 1.2 or newer, with ciphers of forward secrecy.",
  severity: "medium",
  fix: 'Set viewer_certificate.minimum_protocol_version to "TLSv1.2_2021" or newer.',
  source: 'AWS Security Hub User Guide, "Security Hub CSPM controls for Amazon CloudFront", CloudFront.15',
  fsbp: ["CloudFront.15"],
  scanners: ["CKV_AWS_174", "AVD-AWS-0013"],
  types: ["aws_cloudfront_distribution"],
  check: eachOf(["aws_cloudfront_distribution"], ({ args }) => {
    const certificate = block(args.viewer_certificate);
    // Under CloudFront's own certificate no minimum can be set.
    if (!certificate || isSurelyTrue(certificate.cloudfront_default_certificate)) return undefined;
    // The control leaves out what supports legacy clients by dedicated IP addresses: CloudFront.8 refuses that.
    if (certificate.ssl_support_method === "vip") return undefined;
    const minimum: unknown = certificate.minimum_protocol_version;
    return isOneOf(minimum, ACCEPTED) ? undefined : says("viewer_certificate.minimum_protocol_version", minimum);
  }),
};
