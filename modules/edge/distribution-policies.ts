import { CloudfrontCachePolicy } from "@cdktf/provider-aws/lib/cloudfront-cache-policy";
import { CloudfrontResponseHeadersPolicy } from "@cdktf/provider-aws/lib/cloudfront-response-headers-policy";
import { Construct } from "constructs";
import { pathFromStack, physicalName } from "../../src/internal/names";

/**
 * Policies that every account has (CloudFront guide, "Use managed cache policies", "Use managed origin request policies").
 * Nothing is cached; everything that a viewer sends, WebSocket's headers included, reaches the origin.
 */
export const CACHING_DISABLED_POLICY_ID = "4135ea2d-6df8-44a3-9df3-4b5a84be39ad";
export const ALL_VIEWER_POLICY_ID = "216adef6-5c7f-47e4-b989-5492eafa07d3";

const SECONDS_PER_DAY = 86_400;
const SECONDS_PER_YEAR = 31_536_000;

/** Assets stay at the edge for a day, or for as long as their own headers say; nothing of a request tells them apart but the path. */
export function createAssetCachePolicy(scope: Construct, id: string): CloudfrontCachePolicy {
  return new CloudfrontCachePolicy(scope, id, {
    name: `${physicalName(scope, { maxLength: 120, punctuation: "-_" })}-assets`,
    comment: `Assets of ${pathFromStack(scope).join("/")}`,
    minTtl: 0,
    defaultTtl: SECONDS_PER_DAY,
    maxTtl: SECONDS_PER_YEAR,
    parametersInCacheKeyAndForwardedToOrigin: {
      enableAcceptEncodingBrotli: true,
      enableAcceptEncodingGzip: true,
      cookiesConfig: { cookieBehavior: "none" },
      headersConfig: { headerBehavior: "none" },
      queryStringsConfig: { queryStringBehavior: "none" },
    },
  });
}

/** What browsers are told with every answer; an origin's own headers are replaced, but for its content security policy. */
export function createSecurityHeadersPolicy(scope: Construct, id: string, contentSecurityPolicy: string): CloudfrontResponseHeadersPolicy {
  return new CloudfrontResponseHeadersPolicy(scope, id, {
    name: `${physicalName(scope, { maxLength: 120, punctuation: "-_" })}-security`,
    comment: `Security headers of ${pathFromStack(scope).join("/")}`,
    securityHeadersConfig: {
      strictTransportSecurity: { accessControlMaxAgeSec: SECONDS_PER_YEAR, includeSubdomains: true, preload: true, override: true },
      contentSecurityPolicy: { contentSecurityPolicy, override: false },
      contentTypeOptions: { override: true },
      frameOptions: { frameOption: "DENY", override: true },
      referrerPolicy: { referrerPolicy: "strict-origin-when-cross-origin", override: true },
    },
  });
}
