import { CloudfrontResponseHeadersPolicy } from "@cdktf/provider-aws/lib/cloudfront-response-headers-policy";
import { Construct } from "constructs";
import { accountWideName, pathText } from "../../src/internal/names";

/** Scripts, styles and connections of the site itself, and no page that shows it in a frame. */
export const DEFAULT_CONTENT_SECURITY_POLICY = "default-src 'self'; frame-ancestors 'none'; base-uri 'self'; object-src 'none'";

const SECONDS_PER_YEAR = 31_536_000;

/** Security headers that every response gets; an origin's own ones are overridden, except its content security policy. */
export function createSecurityHeadersPolicy(scope: Construct, contentSecurityPolicy: string): CloudfrontResponseHeadersPolicy {
  return new CloudfrontResponseHeadersPolicy(scope, "ResponseHeadersPolicy", {
    name: `${accountWideName(scope, { maxLength: 119, punctuation: "-_" })}-security`,
    comment: pathText(scope, 128, "Security headers of "),
    securityHeadersConfig: {
      strictTransportSecurity: { accessControlMaxAgeSec: SECONDS_PER_YEAR, includeSubdomains: true, preload: true, override: true },
      contentSecurityPolicy: { contentSecurityPolicy, override: false },
      contentTypeOptions: { override: true },
      frameOptions: { frameOption: "DENY", override: true },
      referrerPolicy: { referrerPolicy: "strict-origin-when-cross-origin", override: true },
    },
  });
}
