import { CloudfrontCachePolicy } from "@cdktf/provider-aws/lib/cloudfront-cache-policy";
import {
  CloudfrontDistributionDefaultCacheBehavior,
  CloudfrontDistributionOrderedCacheBehavior,
} from "@cdktf/provider-aws/lib/cloudfront-distribution";
import { Construct } from "constructs";
import { accountWideName, pathText } from "../../src/internal/names";
import { Validator } from "../../src/internal/validator";
import { ASSETS_ORIGIN_ID } from "./assets-origin";
import { LOAD_BALANCER_ORIGIN_ID } from "./load-balancer-origin";

/**
 * Policies that every account has (CloudFront Developer Guide, "Use managed cache policies", "Use managed origin request policies"): nothing is
 * cached, and everything that a viewer sends, WebSocket's headers included, reaches the origin.
 */
const CACHING_DISABLED_POLICY_ID = "4135ea2d-6df8-44a3-9df3-4b5a84be39ad";
const ALL_VIEWER_POLICY_ID = "216adef6-5c7f-47e4-b989-5492eafa07d3";

const ALL_METHODS = ["DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"];
const READ_METHODS = ["GET", "HEAD", "OPTIONS"];
const MAX_ASSET_PATHS = 10;
const SECONDS_PER_DAY = 86_400;
const SECONDS_PER_YEAR = 31_536_000;

/** The policies that every asset is served by. */
interface AssetPolicies {
  readonly cachePolicyId: string;
  readonly responseHeadersPolicyId: string;
}

/** Records path patterns of the assets that CloudFront refuses; patterns that are left out pass. */
export function checkAssetPaths(validator: Validator, assetPaths: readonly string[] | undefined): void {
  if (!assetPaths) return;
  validator
    .known("assetPaths", assetPaths)
    .check(
      "assetPaths",
      assetPaths,
      assetPaths.length >= 1 && assetPaths.length <= MAX_ASSET_PATHS,
      `must hold 1 to ${MAX_ASSET_PATHS} path patterns`,
      'Write them as ["/static/*"].',
    );
  assetPaths.forEach((path, index) =>
    validator.matches(
      `assetPaths[${index}]`,
      path,
      /^\/\S{1,254}$/,
      "must be a path pattern that begins with a slash, of 2 to 255 characters without white space",
      'Write it as "/static/*".',
    ),
  );
}

/** Assets are cached for a day, or for as long as their own headers say; their path alone is the cache key. */
export function createAssetCachePolicy(scope: Construct): CloudfrontCachePolicy {
  return new CloudfrontCachePolicy(scope, "AssetCachePolicy", {
    name: `${accountWideName(scope, { maxLength: 121, punctuation: "-_" })}-assets`,
    comment: pathText(scope, 128, "Assets of "),
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

/** Everything but the assets goes to the load balancer, uncached. Pure. */
export function defaultBehavior(responseHeadersPolicyId: string): CloudfrontDistributionDefaultCacheBehavior {
  return {
    targetOriginId: LOAD_BALANCER_ORIGIN_ID,
    viewerProtocolPolicy: "redirect-to-https",
    allowedMethods: ALL_METHODS,
    cachedMethods: ["GET", "HEAD"],
    cachePolicyId: CACHING_DISABLED_POLICY_ID,
    originRequestPolicyId: ALL_VIEWER_POLICY_ID,
    responseHeadersPolicyId,
    compress: true,
  };
}

/** What matches a path pattern of the assets is served from the cache, compressed. Pure. */
export function assetBehavior(pathPattern: string, policies: AssetPolicies): CloudfrontDistributionOrderedCacheBehavior {
  return {
    pathPattern,
    targetOriginId: ASSETS_ORIGIN_ID,
    viewerProtocolPolicy: "redirect-to-https",
    allowedMethods: READ_METHODS,
    cachedMethods: READ_METHODS,
    ...policies,
    compress: true,
  };
}
