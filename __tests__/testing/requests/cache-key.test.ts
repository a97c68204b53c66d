import { Arguments, SynthesizedStack } from "../../../src/testing";
import { ALL_METHODS, ALL_VIEWER, BEHAVIOR, CACHING_OPTIMIZED, Resources, simulate, simulateBehavior, stackOf } from "./fixture";

/** A cache policy with these settings of its key. */
function policy(key: Arguments, ttl: Arguments = {}): Resources {
  const none = {
    headers_config: { header_behavior: "none" },
    cookies_config: { cookie_behavior: "none" },
    query_strings_config: { query_string_behavior: "none" },
  };
  return { aws_cloudfront_cache_policy: { Policy: { ...ttl, parameters_in_cache_key_and_forwarded_to_origin: { ...none, ...key } } } };
}

const OWN = { cache_policy_id: "${aws_cloudfront_cache_policy.Policy.id}" };
const REQUEST = {
  url: "https://www.example.com/a?x=1&split-pages=false&y=2",
  headers: {
    "Accept-Language": "en-US,en;q=0.5",
    Authorization: "Bearer a",
    Origin: "https://b.example",
    "Accept-Encoding": "gzip, deflate, br",
  },
  cookies: { session_ID: "abcd1234", theme: "dark" },
  country: "DE",
};

const keyOf = (behavior: Arguments, ...others: readonly Resources[]): unknown => simulateBehavior(behavior, REQUEST, ...others).cacheKey;

/** CloudFront Developer Guide, "Understand cache policies", cache key settings. */
describe("the cache key", () => {
  test("is the path alone where the policy takes nothing", () => {
    expect(keyOf(OWN, policy({}))).toEqual({ policy: "Policy", path: "/a", headers: {}, cookies: [], query: [] });
  });

  test.each([
    ["all", [], ["x=1", "split-pages=false", "y=2"]],
    ["whitelist", ["split-pages"], ["split-pages=false"]],
    ["whitelist", ["Split-Pages"], []],
    ["allExcept", ["split-pages"], ["x=1", "y=2"]],
    ["none", [], []],
  ])("has the query strings of %s %j: %j", (query_string_behavior, items, query) => {
    expect(keyOf(OWN, policy({ query_strings_config: { query_string_behavior, query_strings: { items } } }))).toMatchObject({ query });
  });

  test.each([
    ["all", [], ["session_ID=abcd1234", "theme=dark"]],
    ["whitelist", ["session_ID"], ["session_ID=abcd1234"]],
    ["whitelist", ["SESSION_ID"], []],
    ["allExcept", ["session_ID"], ["theme=dark"]],
  ])("has the cookies of %s %j: %j", (cookie_behavior, items, cookies) => {
    expect(keyOf(OWN, policy({ cookies_config: { cookie_behavior, cookies: { items } } }))).toMatchObject({ cookies });
  });

  test("has the headers that are listed, whatever the case of their names, with their values", () => {
    const headers_config = { header_behavior: "whitelist", headers: { items: ["accept-language"] } };
    expect(keyOf(OWN, policy({ headers_config }))).toMatchObject({ headers: { "accept-language": "en-US,en;q=0.5" } });
  });

  test("has a header that CloudFront makes (Add CloudFront request headers)", () => {
    const headers_config = { header_behavior: "whitelist", headers: { items: ["CloudFront-Viewer-Country", "CloudFront-Viewer-City"] } };
    expect(keyOf(OWN, policy({ headers_config }))).toMatchObject({
      headers: { "cloudfront-viewer-country": "DE", "cloudfront-viewer-city": "(set by CloudFront)" },
    });
  });

  test("of OPTIONS is apart from that of GET and HEAD (Cached HTTP methods)", () => {
    const cached = { ...OWN, allowed_methods: ["GET", "HEAD", "OPTIONS"], cached_methods: ["GET", "HEAD", "OPTIONS"] };
    const key = (method: string): unknown => simulateBehavior(cached, { method }, policy({})).cacheKey;
    expect(key("HEAD")).toEqual(key("GET"));
    expect(key("OPTIONS")).toMatchObject({ method: "OPTIONS" });
  });
});

/** The same page, "When caching compressed objects is enabled", scenario by scenario. */
describe("Accept-Encoding in the cache key, and in the request to the origin, is", () => {
  test.each([
    [true, true, "gzip, deflate, br", "br,gzip", "br,gzip"],
    [true, true, "gzip, deflate", "gzip", "gzip"],
    [true, true, "br", "br", "br"],
    [true, true, "gzip;q=0.8, br;q=1.0", "br,gzip", "br,gzip"],
    [true, true, "deflate", undefined, "identity"],
    [true, true, undefined, undefined, undefined],
    [true, false, "gzip, br", "gzip", "gzip"],
    [true, false, "br", undefined, "identity"],
    [false, true, "gzip, br", "br", "br"],
    [false, false, "gzip, br", undefined, undefined],
  ])("with gzip %s, Brotli %s and %s from the viewer: %s, %s", (gzip, brotli, accepted, inKey, atOrigin) => {
    const simulation = simulateBehavior(
      OWN,
      { headers: accepted === undefined ? {} : { "Accept-Encoding": accepted } },
      policy({ enable_accept_encoding_gzip: gzip, enable_accept_encoding_brotli: brotli }),
    );
    expect([simulation.cacheKey?.headers["accept-encoding"], simulation.origin?.headers["accept-encoding"]]).toEqual([inKey, atOrigin]);
  });

  test.each([
    [true, false, "br", undefined],
    [false, true, "gzip", undefined],
    [false, false, "br", "br"],
  ])("with gzip %s, Brotli %s and %s from the viewer, in the key just where it isn't normalized: %s", (gzip, brotli, accepted, inKey) => {
    const key = {
      enable_accept_encoding_gzip: gzip,
      enable_accept_encoding_brotli: brotli,
      headers_config: { header_behavior: "whitelist", headers: { items: ["Accept-Encoding"] } },
    };
    const { cacheKey } = simulateBehavior(OWN, { headers: { "Accept-Encoding": accepted } }, policy(key));
    expect(cacheKey?.headers["accept-encoding"]).toBe(inKey);
  });

  test("as the viewer sent it where nothing is cached compressed and all headers are forwarded", () => {
    const { origin } = simulateBehavior({ origin_request_policy_id: ALL_VIEWER }, { headers: { "Accept-Encoding": "gzip;q=1" } });
    expect(origin?.headers["accept-encoding"]).toBe("gzip;q=1");
  });
});

/** CloudFront Developer Guide, "Use managed cache policies". */
describe("the managed cache policy", () => {
  const encoding = { "accept-encoding": "br,gzip" };
  const methodHeaders = { ...encoding, host: "www.example.com", origin: "https://b.example" };
  const allCookies = ["session_ID=abcd1234", "theme=dark"];
  const allQuery = ["x=1", "split-pages=false", "y=2"];

  test.each([
    ["CachingOptimized", CACHING_OPTIMIZED, { headers: encoding, cookies: [], query: [] }, 86_400],
    ["CachingDisabled", "4135ea2d-6df8-44a3-9df3-4b5a84be39ad", { headers: {}, cookies: [], query: [] }, 0],
    ["CachingOptimizedForUncompressedObjects", "b2884449-e4de-46a7-ac36-70bc7f1ddd6d", { headers: {}, cookies: [], query: [] }, 86_400],
    [
      "Amplify",
      "2e54312d-136d-493c-8eb9-b001f22f67d2",
      {
        headers: { ...encoding, authorization: "Bearer a", "cloudfront-viewer-country": "DE", host: "www.example.com" },
        cookies: allCookies,
        query: allQuery,
      },
      2,
    ],
    [
      "Elemental-MediaPackage",
      "08627262-05a9-4f76-9ded-b50ca2e3a84f",
      { headers: { "accept-encoding": "gzip", origin: "https://b.example" }, cookies: [], query: [] },
      86_400,
    ],
    ["UseOriginCacheControlHeaders", "83da9c7e-98b4-4e11-a168-04f0df8e2c65", { headers: methodHeaders, cookies: allCookies, query: [] }, 0],
    [
      "UseOriginCacheControlHeaders-QueryStrings",
      "4cc15a8a-d715-48a4-82b8-cc0b614638fe",
      { headers: methodHeaders, cookies: allCookies, query: allQuery },
      0,
    ],
  ])("%s has its cache key and its default TTL", (name, cache_policy_id, key, seconds) => {
    const { cacheKey, cachedSeconds } = simulateBehavior({ cache_policy_id }, REQUEST);
    expect(cacheKey).toEqual({ policy: name, path: "/a", ...key });
    expect(cachedSeconds).toBe(seconds);
  });

  test.each([
    ["CachingOptimized", CACHING_OPTIMIZED, 1, 31_536_000],
    ["CachingDisabled", "4135ea2d-6df8-44a3-9df3-4b5a84be39ad", 0, 0],
    ["CachingOptimizedForUncompressedObjects", "b2884449-e4de-46a7-ac36-70bc7f1ddd6d", 1, 31_536_000],
    ["Amplify", "2e54312d-136d-493c-8eb9-b001f22f67d2", 2, 600],
    ["Elemental-MediaPackage", "08627262-05a9-4f76-9ded-b50ca2e3a84f", 0, 31_536_000],
    ["UseOriginCacheControlHeaders", "83da9c7e-98b4-4e11-a168-04f0df8e2c65", 0, 31_536_000],
    ["UseOriginCacheControlHeaders-QueryStrings", "4cc15a8a-d715-48a4-82b8-cc0b614638fe", 0, 31_536_000],
  ])("%s has its minimum and its maximum TTL", (_, cache_policy_id, least, most) => {
    const seconds = (control: string): number | undefined =>
      simulateBehavior({ cache_policy_id }, { response: { headers: { "Cache-Control": control } } }).cachedSeconds;
    expect([seconds("no-store"), seconds("max-age=99999999")]).toEqual([least, most]);
  });

  test.each([
    ...["CachingOptimized", "CachingDisabled", "CachingOptimizedForUncompressedObjects", "Amplify", "Elemental-MediaPackage"],
    ...["UseOriginCacheControlHeaders", "UseOriginCacheControlHeaders-QueryStrings"],
  ])("%s is known by its name in a data source as well", (name) => {
    const { json } = stackOf({
      default_cache_behavior: { ...BEHAVIOR, cache_policy_id: "${data.aws_cloudfront_cache_policy.Managed.id}" },
    });
    const data = { aws_cloudfront_cache_policy: { Managed: { name: `Managed-${name}` } } };
    expect(simulate(new SynthesizedStack({ ...json, data })).cacheKey?.policy).toBe(name);
  });
});

/** CloudFront Developer Guide, "Cache behavior settings", legacy cache settings: what is forwarded is what is cached by. */
describe("legacy cache settings", () => {
  const legacy = (forwarded_values: Arguments, more: Arguments = {}): Arguments => ({
    cache_policy_id: undefined,
    forwarded_values,
    ...more,
  });

  test("cache by the headers, cookies and query strings that they forward", () => {
    const forwarded = {
      headers: ["Origin"],
      query_string: true,
      query_string_cache_keys: ["x"],
      cookies: { forward: "whitelist", whitelisted_names: ["theme"] },
    };
    expect(keyOf(legacy(forwarded))).toEqual({
      policy: "legacy cache settings",
      path: "/a",
      headers: { origin: "https://b.example" },
      cookies: ["theme=dark"],
      query: ["x=1"],
    });
  });

  test("cache nothing where they forward all headers (Cache content based on request headers)", () => {
    const all = legacy({ headers: ["*"], query_string: false, cookies: { forward: "none" } }, { default_ttl: 3600 });
    expect(simulateBehavior(all, { response: { headers: { "Cache-Control": "max-age=60" } } }).cachedSeconds).toBe(0);
  });

  test("have TTLs of their own", () => {
    const hour = legacy({ query_string: false, cookies: { forward: "none" } }, { default_ttl: 3600 });
    expect(simulateBehavior(hour).cachedSeconds).toBe(3600);
    const longer = legacy({ query_string: false, cookies: { forward: "none" } }, { min_ttl: 100, default_ttl: 50 });
    expect(simulateBehavior(longer).cachedSeconds).toBe(100);
  });
});

test("a cache policy that isn't in the stacks is taken to cache by the path, and that is said", () => {
  const { assumptions, cacheKey } = simulateBehavior({ cache_policy_id: "11111111-2222-3333-4444-555555555555" }, REQUEST);
  expect(cacheKey).toMatchObject({ headers: {}, cookies: [], query: [] });
  expect(assumptions).toContain(
    "the cache policy 11111111-2222-3333-4444-555555555555 caches by the path alone, for as long as the origin says: it isn't in the stacks",
  );
});

test("responses to other methods than GET, HEAD and OPTIONS aren't cached", () => {
  const { cachedSeconds } = simulateBehavior({ cache_policy_id: CACHING_OPTIMIZED, allowed_methods: ALL_METHODS }, { method: "POST" });
  expect(cachedSeconds).toBe(0);
});
