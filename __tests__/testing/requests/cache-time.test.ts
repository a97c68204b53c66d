import { Arguments } from "../../../src/testing";
import { ALL_METHODS, BEHAVIOR, CACHING_OPTIMIZED, Resources, simulate, simulateBehavior, stackOf } from "./fixture";

const OWN = { cache_policy_id: "${aws_cloudfront_cache_policy.Policy.id}" };
const ttl = (min_ttl: number, default_ttl: number, max_ttl: number): Resources => ({
  aws_cloudfront_cache_policy: { Policy: { min_ttl, default_ttl, max_ttl, parameters_in_cache_key_and_forwarded_to_origin: {} } },
});

/** How long an object with these headers is cached. */
function seconds(
  ttls: readonly [number, number, number],
  headers: Readonly<Record<string, string>>,
  more: object = {},
): number | undefined {
  return simulateBehavior(OWN, { response: { headers, ...more } }, ttl(...ttls)).cachedSeconds;
}

const DATE = "Wed, 21 Oct 2026 07:00:00 GMT";
const IN_A_MINUTE = "Wed, 21 Oct 2026 07:01:00 GMT";

/** CloudFront Developer Guide, "Manage how long content stays in the cache (expiration)", the table of origin headers and TTLs. */
describe("an object is cached", () => {
  test.each([
    ["max-age, minimum 0: the lesser of it and the maximum TTL", [0, 100, 300], { "Cache-Control": "max-age=60" }, 60],
    ["max-age above the maximum TTL", [0, 100, 300], { "Cache-Control": "max-age=600" }, 300],
    ["max-age below a minimum TTL", [120, 200, 300], { "Cache-Control": "max-age=60" }, 120],
    ["max-age between both", [30, 200, 300], { "Cache-Control": "max-age=60" }, 60],
    ["no max-age, minimum 0: the default TTL", [0, 100, 300], {}, 100],
    ["no max-age, minimum above 0: the greater of minimum and default", [200, 100, 300], {}, 200],
    ["s-maxage rather than max-age", [0, 100, 300], { "Cache-Control": "max-age=60, s-maxage=90" }, 90],
    ["s-maxage above the maximum TTL", [0, 100, 300], { "Cache-Control": "max-age=60, s-maxage=900" }, 300],
    ["Expires, counted from Date", [0, 100, 300], { Date: DATE, Expires: IN_A_MINUTE }, 60],
    ["max-age rather than Expires", [0, 100, 300], { Date: DATE, Expires: IN_A_MINUTE, "Cache-Control": "max-age=30" }, 30],
    ["Expires that has passed, minimum 0", [0, 100, 300], { Date: IN_A_MINUTE, Expires: DATE }, 0],
    ["Expires that is no date: it has passed (RFC 9111)", [0, 100, 300], { Expires: "0" }, 0],
    ["no-cache, minimum 0: not at all", [0, 100, 300], { "Cache-Control": "no-cache" }, 0],
    ["no-store, minimum 0: not at all", [0, 100, 300], { "Cache-Control": "no-store" }, 0],
    ["private with max-age, minimum 0: not at all", [0, 100, 300], { "Cache-Control": "private, max-age=60" }, 0],
    ["private, minimum above 0: the minimum TTL", [5, 100, 300], { "Cache-Control": "private" }, 5],
    ["max-age=0, minimum 0: not at all", [0, 100, 300], { "Cache-Control": "max-age=0" }, 0],
    ["another directive alone: the default TTL", [0, 100, 300], { "Cache-Control": "public" }, 100],
    ["a header in capitals", [0, 100, 300], { "CACHE-CONTROL": "Max-Age=60" }, 60],
  ] as const)("by %s", (_, ttls, headers, expected) => {
    expect(seconds(ttls, headers)).toBe(expected);
  });

  test("by a policy without TTLs for a day, and for a year at most (provider, aws_cloudfront_cache_policy)", () => {
    const policy = { aws_cloudfront_cache_policy: { Policy: { parameters_in_cache_key_and_forwarded_to_origin: {} } } };
    const cachedWith = (headers: Readonly<Record<string, string>>): number | undefined =>
      simulateBehavior(OWN, { response: { headers } }, policy).cachedSeconds;
    expect([cachedWith({}), cachedWith({ "Cache-Control": "max-age=99999999" })]).toEqual([86_400, 31_536_000]);
  });

  test("up to the maximum TTL where Expires has no Date to count from, and that is said", () => {
    const simulation = simulateBehavior(OWN, { response: { headers: { Expires: IN_A_MINUTE } } }, ttl(0, 100, 300));
    expect(simulation.cachedSeconds).toBe(300);
    expect(simulation.assumptions).toContain("the response's Expires is later than the maximum TTL: it has no Date to count from");
  });

  test("as a redirect of the origin is as well (How CloudFront processes HTTP 3xx status codes)", () => {
    expect(seconds([0, 100, 300], {}, { status: 302 })).toBe(100);
  });

  test.each([
    [1, "It is cached for 1 second."],
    [3600, "It is cached for 3,600 seconds."],
    [0, "It isn't cached."],
  ])("for %s seconds, and the explanation says so", (age, sentence) => {
    const response = { headers: { "Cache-Control": `max-age=${age}` } };
    const { explanation } = simulateBehavior(OWN, { response }, ttl(0, 100, 86_400));
    expect(explanation).toBe(
      `GET https://www.example.com/ is answered with 200 by the origin. It has the cache behavior Default (*) and reaches origin.example.com. ${sentence}`,
    );
  });

  test("not as a WebSocket", () => {
    const { cachedSeconds } = simulateBehavior(
      { ...OWN, origin_request_policy_id: "216adef6-5c7f-47e4-b989-5492eafa07d3" },
      { url: "wss://www.example.com/" },
      ttl(0, 100, 300),
    );
    expect(cachedSeconds).toBe(0);
  });

  test("for OPTIONS only where the behavior caches it (Cached HTTP methods)", () => {
    const options = (cached_methods: readonly string[]): number | undefined =>
      simulateBehavior({ ...OWN, allowed_methods: ["GET", "HEAD", "OPTIONS"], cached_methods }, { method: "OPTIONS" }, ttl(0, 100, 300))
        .cachedSeconds;
    expect([options(["GET", "HEAD"]), options(["GET", "HEAD", "OPTIONS"])]).toEqual([0, 100]);
  });
});

/** CloudFront Developer Guide, "How CloudFront processes HTTP 4xx and 5xx status codes from your origin", "Control how long CloudFront caches errors". */
describe("an error is cached", () => {
  const errors = (...custom_error_response: Arguments[]): Arguments => ({
    default_cache_behavior: { ...BEHAVIOR, cache_policy_id: CACHING_OPTIMIZED },
    custom_error_response,
  });
  const error = (distribution: Arguments, status: number, headers: Readonly<Record<string, string>> = {}): number | undefined =>
    simulate(stackOf(distribution), { response: { status, headers } }).cachedSeconds;

  test.each([404, 414, 500, 501, 502, 503, 504])("for 10 seconds by default: %s", (status) => {
    expect(error(errors(), status)).toBe(10);
  });

  test.each([400, 403, 405, 412, 415])("only with max-age or s-maxage: %s", (status) => {
    expect(error(errors(), status)).toBe(0);
    expect(error(errors(), status, { "Cache-Control": "max-age=60" })).toBe(60);
    expect(error(errors(), status, { "Cache-Control": "max-age=5" })).toBe(10);
    expect(error(errors(), status, { "Cache-Control": "no-cache" })).toBe(0);
  });

  test.each([401, 409, 410, 422, 429])("not where its status code isn't listed: %s", (status) => {
    expect(error(errors(), status, { "Cache-Control": "max-age=60" })).toBe(0);
  });

  test("for its error caching minimum TTL", () => {
    expect(error(errors({ error_code: 404, error_caching_min_ttl: 0 }), 404)).toBe(0);
    expect(error(errors({ error_code: 404, error_caching_min_ttl: 300 }), 404)).toBe(300);
    expect(error(errors({ error_code: 404, error_caching_min_ttl: 300 }), 500)).toBe(10);
  });

  test("for the greater of max-age, s-maxage or Expires and its minimum TTL, up to the behavior's maximum TTL", () => {
    const longest = 31_536_000;
    expect(error(errors({ error_code: 503, error_caching_min_ttl: 0 }), 503, { "Cache-Control": "s-maxage=60" })).toBe(60);
    expect(error(errors(), 503, { "Cache-Control": "max-age=5" })).toBe(10);
    expect(error(errors(), 503, { Date: DATE, Expires: IN_A_MINUTE })).toBe(60);
    expect(error(errors(), 503, { "Cache-Control": `max-age=${longest + 1}` })).toBe(longest);
  });

  test.each([404, 414, 501])("not with no-store, no-cache or private: %s", (status) => {
    for (const directive of ["no-store", "no-cache", "private"]) expect(error(errors(), status, { "Cache-Control": directive })).toBe(0);
  });

  test.each([500, 502, 503, 504])("in spite of no-store, which only 404, 410, 414 and 501 respect: %s", (status) => {
    expect(error(errors(), status, { "Cache-Control": "no-store" })).toBe(10);
  });

  test("not under the managed policy CachingDisabled, but under one of your own without TTLs", () => {
    expect(simulate(stackOf(), { response: { status: 503 } }).cachedSeconds).toBe(0);
    expect(simulateBehavior(OWN, { response: { status: 503 } }, ttl(0, 0, 0)).cachedSeconds).toBe(10);
  });

  test("not as the response to a method that isn't cached", () => {
    const stack = stackOf({
      default_cache_behavior: { ...BEHAVIOR, cache_policy_id: CACHING_OPTIMIZED, allowed_methods: ["GET", "HEAD", "POST"] },
    });
    expect(simulate(stack, { method: "POST", response: { status: 503 } }).cachedSeconds).toBe(0);
  });
});

describe("how long is not said", () => {
  test("of a request that no distribution takes", () => {
    expect(simulate(stackOf(), { url: "https://www.exmaple.com/" }).cachedSeconds).toBeUndefined();
  });

  test("of what the edge answers by itself: a redirect to HTTPS", () => {
    const simulation = simulate(stackOf(), { url: "http://www.example.com/" });
    expect(simulation).toMatchObject({ response: { status: 301, from: "CloudFront" } });
    expect(simulation.cachedSeconds).toBeUndefined();
  });
});

describe("headers of an answer that nobody has given", () => {
  test("are assumed to be none, and what they may change is said", () => {
    expect(simulateBehavior(OWN, {}, ttl(0, 100, 86_400)).assumptions).toContain(
      "origin.example.com answers with neither Cache-Control nor Expires: with them, the response is cached for 0 to 86,400 seconds",
    );
  });

  test.each([
    ["where the answer is given", { response: {} }, [0, 100, 300]],
    ["where they change nothing", {}, [100, 100, 100]],
    ["of a method that isn't cached", { method: "POST" }, [0, 100, 300]],
  ] as const)("are not assumed %s", (_, request, ttls) => {
    const behavior = { ...OWN, allowed_methods: ALL_METHODS };
    expect(simulateBehavior(behavior, request, ttl(ttls[0], ttls[1], ttls[2])).assumptions.join()).not.toContain("Cache-Control");
  });
});
