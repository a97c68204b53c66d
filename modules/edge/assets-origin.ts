import { CloudfrontDistributionOrigin } from "@cdktf/provider-aws/lib/cloudfront-distribution";
import { CloudfrontOriginAccessControl } from "@cdktf/provider-aws/lib/cloudfront-origin-access-control";
import { Construct } from "constructs";
import { FORMATS } from "../../src/internal/formats";
import { accountWideName, pathFromStack } from "../../src/internal/names";
import { Validator } from "../../src/internal/validator";

/** What the distribution calls the bucket of the assets. */
export const ASSETS_ORIGIN_ID = "assets";

/** What the origin of the assets is made from. */
interface AssetsOriginSettings {
  readonly bucketRegionalDomainName: string;
  readonly originAccessControlId: string;
  /** @default - no origin shield */
  readonly originShieldRegion?: string;
}

/** Records what isn't a region for Origin Shield. */
export function checkAssetsOrigin(validator: Validator, props: { readonly originShieldRegion?: string }): void {
  validator.format("originShieldRegion", props.originShieldRegion, FORMATS.region);
}

/** What signs every request to the bucket of the assets. */
export function createOriginAccessControl(scope: Construct): CloudfrontOriginAccessControl {
  return new CloudfrontOriginAccessControl(scope, "OriginAccessControl", {
    name: accountWideName(scope, { maxLength: 64, punctuation: "-_" }),
    description: `Assets of ${pathFromStack(scope).join("/")}`,
    originAccessControlOriginType: "s3",
    signingBehavior: "always",
    signingProtocol: "sigv4",
  });
}

/** The bucket of the assets as an origin. Pure. */
export function assetsOrigin({ originShieldRegion, ...settings }: AssetsOriginSettings): CloudfrontDistributionOrigin {
  return {
    originId: ASSETS_ORIGIN_ID,
    domainName: settings.bucketRegionalDomainName,
    originAccessControlId: settings.originAccessControlId,
    originShield: originShieldRegion ? { enabled: true, originShieldRegion } : undefined,
  };
}
