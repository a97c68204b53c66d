import { block, isExpression, says } from "../blocks";
import { eachOf } from "../each";
import { PolicyRule } from "../rule";

const YEAR = 31_536_000;

export const CLOUDFRONT_SECURITY_HEADERS: PolicyRule = {
  id: "cloudfront-security-headers",
  sentence: "A response headers policy has browsers use HTTPS for a year, no frames of others and the declared types.",
  severity: "low",
  fix: "Add strict_transport_security with 31536000 seconds or more, frame_options and content_type_options to security_headers_config.",
  source: 'Amazon CloudFront Developer Guide, "Understand response headers policies", Security headers',
  types: ["aws_cloudfront_response_headers_policy"],
  check: eachOf(["aws_cloudfront_response_headers_policy"], ({ args }) => {
    const headers = block(args.security_headers_config);
    // A policy for CORS or for headers of one's own alone is for behaviors that others add these to.
    if (!headers) return undefined;
    const seconds: unknown = block(headers.strict_transport_security)?.access_control_max_age_sec;
    if (!isExpression(seconds) && !(Number(seconds) >= YEAR)) {
      return says("strict_transport_security.access_control_max_age_sec", seconds);
    }
    const missing = ["frame_options", "content_type_options"].find((header) => !block(headers[header]));
    return missing && says(missing, undefined);
  }),
};
