import {
  CloudfrontDistribution,
  CloudfrontDistributionCustomErrorResponse,
  CloudfrontDistributionDefaultCacheBehavior,
  CloudfrontDistributionOrderedCacheBehavior,
  CloudfrontDistributionOrigin,
  CloudfrontDistributionRestrictionsGeoRestriction,
} from "@cdktf/provider-aws/lib/cloudfront-distribution";
import { Construct } from "constructs";
import { pathText } from "../../src/internal/names";

/** The values of `PriceClass`. */
export const PRICE_CLASSES = ["PriceClass_100", "PriceClass_200", "PriceClass_All"] as const;
/**
 * Which edge locations serve, fewest first: `PriceClass_100` those of North America, Europe and Israel, `PriceClass_200` also those of Asia, the
 * Middle East and Africa, `PriceClass_All` all (CloudFront pricing).
 */
export type PriceClass = "PriceClass_100" | "PriceClass_200" | "PriceClass_All";

/** The newest minimum that the provider's oldest supported release knows. */
const MINIMUM_TLS = "TLSv1.2_2021";

/** What a distribution is put together from. */
interface DistributionSettings {
  readonly aliases: readonly string[];
  readonly priceClass: PriceClass;
  readonly certificateArn: string;
  readonly webAclArn: string;
  readonly origins: readonly CloudfrontDistributionOrigin[];
  readonly defaultBehavior: CloudfrontDistributionDefaultCacheBehavior;
  readonly orderedBehaviors: readonly CloudfrontDistributionOrderedCacheBehavior[];
  readonly customErrorResponses: readonly CloudfrontDistributionCustomErrorResponse[];
  readonly geoRestriction: CloudfrontDistributionRestrictionsGeoRestriction;
}

/** The distribution: HTTP/2 and HTTP/3, IPv4 and IPv6, TLS 1.2 or newer. */
export function createDistribution(scope: Construct, settings: DistributionSettings): CloudfrontDistribution {
  return new CloudfrontDistribution(scope, "Resource", {
    comment: pathText(scope, 128),
    enabled: true,
    aliases: [...settings.aliases],
    httpVersion: "http2and3",
    isIpv6Enabled: true,
    priceClass: settings.priceClass,
    webAclId: settings.webAclArn,
    origin: [...settings.origins],
    defaultCacheBehavior: settings.defaultBehavior,
    orderedCacheBehavior: [...settings.orderedBehaviors],
    customErrorResponse: [...settings.customErrorResponses],
    restrictions: { geoRestriction: settings.geoRestriction },
    viewerCertificate: {
      acmCertificateArn: settings.certificateArn,
      sslSupportMethod: "sni-only",
      minimumProtocolVersion: MINIMUM_TLS,
    },
  });
}
