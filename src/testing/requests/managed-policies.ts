import { CachePolicy, OriginRequestPolicy } from "./policies";
import { ALL, NONE, these } from "./selection";

/** What every account has, by id: CloudFront Developer Guide, "Use managed cache policies", "Use managed origin request policies". */

const DAY = 86_400;
const YEAR = 31_536_000;

const BOTH = { gzip: true, brotli: true };
const NEITHER = { gzip: false, brotli: false };
const METHOD_HEADERS = ["Host", "Origin", "X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override"];

/** The policy with which CloudFront caches no errors either ("How CloudFront processes HTTP 4xx and 5xx status codes from your origin"). */
export const CACHING_DISABLED = "CachingDisabled";

function cachePolicy(
  name: string,
  [minSeconds, defaultSeconds, maxSeconds]: readonly [number, number, number],
  key: Partial<Pick<CachePolicy, "headers" | "cookies" | "queryStrings">>,
  encodings: Pick<CachePolicy, "gzip" | "brotli">,
): CachePolicy {
  return {
    name,
    managed: true,
    minSeconds,
    defaultSeconds,
    maxSeconds,
    headers: NONE,
    cookies: NONE,
    queryStrings: NONE,
    ...key,
    ...encodings,
  };
}

export const MANAGED_CACHE_POLICIES: Readonly<Record<string, CachePolicy>> = {
  "4135ea2d-6df8-44a3-9df3-4b5a84be39ad": cachePolicy(CACHING_DISABLED, [0, 0, 0], {}, NEITHER),
  "658327ea-f89d-4fab-a63d-7e88639e58f6": cachePolicy("CachingOptimized", [1, DAY, YEAR], {}, BOTH),
  "b2884449-e4de-46a7-ac36-70bc7f1ddd6d": cachePolicy("CachingOptimizedForUncompressedObjects", [1, DAY, YEAR], {}, NEITHER),
  "2e54312d-136d-493c-8eb9-b001f22f67d2": cachePolicy(
    "Amplify",
    [2, 2, 600],
    { headers: these("Authorization", "CloudFront-Viewer-Country", "Host"), cookies: ALL, queryStrings: ALL },
    BOTH,
  ),
  "08627262-05a9-4f76-9ded-b50ca2e3a84f": cachePolicy(
    "Elemental-MediaPackage",
    [0, DAY, YEAR],
    { headers: these("Origin"), queryStrings: these("aws.manifestfilter", "start", "end", "m") },
    { gzip: true, brotli: false },
  ),
  "83da9c7e-98b4-4e11-a168-04f0df8e2c65": cachePolicy(
    "UseOriginCacheControlHeaders",
    [0, 0, YEAR],
    { headers: these(...METHOD_HEADERS), cookies: ALL },
    BOTH,
  ),
  "4cc15a8a-d715-48a4-82b8-cc0b614638fe": cachePolicy(
    "UseOriginCacheControlHeaders-QueryStrings",
    [0, 0, YEAR],
    { headers: these(...METHOD_HEADERS), cookies: ALL, queryStrings: ALL },
    BOTH,
  ),
};

const CORS_S3 = ["Origin", "Access-Control-Request-Headers", "Access-Control-Request-Method"];

/** What "AllViewerAndCloudFrontHeaders-2022-06" adds to the viewer's headers. */
const CLOUDFRONT_HEADERS = [
  "CloudFront-Forwarded-Proto",
  "CloudFront-Is-Android-Viewer",
  "CloudFront-Is-Desktop-Viewer",
  "CloudFront-Is-IOS-Viewer",
  "CloudFront-Is-Mobile-Viewer",
  "CloudFront-Is-SmartTV-Viewer",
  "CloudFront-Is-Tablet-Viewer",
  "CloudFront-Viewer-Address",
  "CloudFront-Viewer-ASN",
  "CloudFront-Viewer-City",
  "CloudFront-Viewer-Country",
  "CloudFront-Viewer-Country-Name",
  "CloudFront-Viewer-Country-Region",
  "CloudFront-Viewer-Country-Region-Name",
  "CloudFront-Viewer-Http-Version",
  "CloudFront-Viewer-Latitude",
  "CloudFront-Viewer-Longitude",
  "CloudFront-Viewer-Metro-Code",
  "CloudFront-Viewer-Postal-Code",
  "CloudFront-Viewer-Time-Zone",
  "CloudFront-Viewer-TLS",
];

function originRequestPolicy(name: string, taken: Partial<OriginRequestPolicy>): OriginRequestPolicy {
  return { name, managed: true, headers: NONE, cookies: NONE, queryStrings: NONE, cloudFrontHeaders: [], ...taken };
}

export const MANAGED_ORIGIN_REQUEST_POLICIES: Readonly<Record<string, OriginRequestPolicy>> = {
  "216adef6-5c7f-47e4-b989-5492eafa07d3": originRequestPolicy("AllViewer", { headers: ALL, cookies: ALL, queryStrings: ALL }),
  "33f36d7e-f396-46d9-90e0-52428a34d9dc": originRequestPolicy("AllViewerAndCloudFrontHeaders-2022-06", {
    headers: ALL,
    cookies: ALL,
    queryStrings: ALL,
    cloudFrontHeaders: CLOUDFRONT_HEADERS,
  }),
  "b689b0a8-53d0-40ab-baf2-68738e2966ac": originRequestPolicy("AllViewerExceptHostHeader", {
    headers: { which: "allExcept", names: ["Host"] },
    cookies: ALL,
    queryStrings: ALL,
  }),
  "59781a5b-3903-41f3-afcb-af62929ccde1": originRequestPolicy("CORS-CustomOrigin", { headers: these("Origin") }),
  "88a5eaf4-2fd4-4709-b370-b4c650ea3fcf": originRequestPolicy("CORS-S3Origin", { headers: these(...CORS_S3) }),
  "775133bc-15f2-49f9-abea-afb2e0bf67d2": originRequestPolicy("Elemental-MediaTailor-PersonalizedManifests", {
    headers: these(...CORS_S3, "User-Agent", "X-Forwarded-For"),
    queryStrings: ALL,
  }),
  "bf0718e1-ba1e-49d1-88b1-f726733018ae": originRequestPolicy("HostHeaderOnly", { headers: these("Host") }),
  "acba4595-bd28-49b8-b9fe-13317c0390fa": originRequestPolicy("UserAgentRefererHeaders", { headers: these("User-Agent", "Referer") }),
};
