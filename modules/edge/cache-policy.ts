import { CloudfrontCachePolicy } from "@cdktf/provider-aws/lib/cloudfront-cache-policy";
import { Fn, Token } from "cdktf";
import { Construct } from "constructs";
import { CREATE_BEFORE_DESTROY } from "../../src/internal/lifecycle";
import { accountWideName, pathText } from "../../src/internal/names";
import { NUMBER, PropTypes, STRINGS, either, oneOf, optional } from "../../src/internal/prop-types";
import { Validator, isKnown } from "../../src/internal/validator";

const SECONDS_PER_DAY = 86_400;
const SECONDS_PER_YEAR = 31_536_000;

/** Every account has it: nothing is cached (CloudFront Developer Guide, "Use managed cache policies"). */
export const CACHING_DISABLED_POLICY_ID = "4135ea2d-6df8-44a3-9df3-4b5a84be39ad";

/** How long responses are cached, and what tells one from another (CloudFront Developer Guide, "Control the cache key"). */
export interface CacheSettings {
  /** How long a response is cached that doesn't say so itself, in seconds, 0 to 31,536,000. @default 86400, or what `maxTtlSeconds` or `minTtlSeconds` allow */
  readonly defaultTtlSeconds?: number;
  /** The shortest time, in seconds; above 0 also for responses that say `no-store` or `private`. @default 0 */
  readonly minTtlSeconds?: number;
  /** The longest time that a response's own headers can say, in seconds. @default 31536000 */
  readonly maxTtlSeconds?: number;
  /** Headers of the cache key, which the origin gets as well. @default - none */
  readonly headers?: readonly string[];
  /** Cookies of the cache key, which the origin gets as well. @default - none */
  readonly cookies?: readonly string[] | "all";
  /**
   * Query strings of the cache key, which the origin gets as well. With `versionId` among them, viewers can ask for each version of a bucket's objects, and the bucket's policy allows it: a
   * page that names versions keeps its assets while newer ones are uploaded.
   *
   * @default - none
   */
  readonly queryStrings?: readonly string[] | "all";
}

const SOME_OR_ALL = optional(either<readonly string[], "all">(STRINGS, oneOf(["all"] as const)));

/** The types of the props of `CacheSettings`. */
const CACHE_SETTINGS: PropTypes<CacheSettings> = {
  defaultTtlSeconds: optional(NUMBER),
  minTtlSeconds: optional(NUMBER),
  maxTtlSeconds: optional(NUMBER),
  headers: optional(STRINGS),
  cookies: SOME_OR_ALL,
  queryStrings: SOME_OR_ALL,
};

interface ResolvedTtls {
  readonly minTtl: number;
  readonly defaultTtl: number;
  readonly maxTtl: number;
}

/** Records settings that CloudFront refuses. */
export function checkCacheSettings(validator: Validator, prop: string, cache: CacheSettings): void {
  validator.props(cache, CACHE_SETTINGS, prop);
  for (const ttl of ["defaultTtlSeconds", "minTtlSeconds", "maxTtlSeconds"] as const) {
    validator.integerBetween(`${prop}.${ttl}`, cache[ttl] ?? undefined, 0, SECONDS_PER_YEAR, "seconds");
  }
  const { minTtl, defaultTtl, maxTtl } = resolveTtls(cache);
  validator
    .check(
      `${prop}.defaultTtlSeconds`,
      defaultTtl,
      ![minTtl, maxTtl].every(isKnown) || (minTtl <= defaultTtl && defaultTtl <= maxTtl),
      `must lie between minTtlSeconds, ${minTtl}, and maxTtlSeconds, ${maxTtl}`,
      "Change one of the three.",
    )
    .check(
      `${prop}.maxTtlSeconds`,
      maxTtl,
      maxTtl !== 0,
      "must be above 0: nothing would be cached",
      'Write cache: "disabled" where that is meant.',
    );
  const lowerCase = cache.headers?.map((header) => header.toLowerCase()) ?? [];
  cache.headers?.forEach((header, index) =>
    validator
      .check(
        `${prop}.headers[${index}]`,
        header,
        lowerCase.indexOf(header.toLowerCase()) === index,
        "must be given once, whatever its capitals",
        "Remove the duplicate.",
      )
      .matches(`${prop}.headers[${index}]`, header, /^[\w!#$%&'*+.^`|~-]+$/, "must be a header's name", 'Write it as "accept-language".')
      .check(
        `${prop}.headers[${index}]`,
        header,
        !["accept-encoding", "cookie"].includes(header.toLowerCase()),
        "must not be one that CloudFront keys by itself",
        "Leave accept-encoding out, which every cache key has, and name cookies in cookies.",
      ),
  );
}

/** A default between the least and the most, whichever of the three were given. */
function resolveTtls({ defaultTtlSeconds, minTtlSeconds, maxTtlSeconds }: CacheSettings): ResolvedTtls {
  const minTtl = minTtlSeconds ?? 0;
  const maxTtl = maxTtlSeconds ?? SECONDS_PER_YEAR;
  const between = [minTtl, maxTtl].every(isKnown) ? Math.max(minTtl, Math.min(SECONDS_PER_DAY, maxTtl)) : maxTtl;
  return { minTtl, defaultTtl: defaultTtlSeconds ?? between, maxTtl };
}

/**
 * A cache policy of the settings.
 *
 * @param use what it is for, in its name and comment
 */
export function createCachePolicy(scope: Construct, id: string, cache: CacheSettings, use: string): CloudfrontCachePolicy {
  const policyScope = new Construct(scope, id);
  const cookies = someOrAll(cache.cookies);
  const queryStrings = someOrAll(cache.queryStrings);
  return new CloudfrontCachePolicy(policyScope, "Resource", {
    name: accountWideName(policyScope, { maxLength: 128, punctuation: "-_" }),
    comment: pathText(scope, 128, `${use} of `),
    ...resolveTtls(cache),
    lifecycle: CREATE_BEFORE_DESTROY,
    parametersInCacheKeyAndForwardedToOrigin: {
      enableAcceptEncodingBrotli: true,
      enableAcceptEncodingGzip: true,
      cookiesConfig: { cookieBehavior: cookies.behavior, cookies: cookies.list },
      headersConfig: cache.headers?.length
        ? { headerBehavior: "whitelist", headers: { items: [...cache.headers] } }
        : { headerBehavior: "none" },
      queryStringsConfig: { queryStringBehavior: queryStrings.behavior, queryStrings: queryStrings.list },
    },
  });
}

/** Whether a header is a part of the cache key, whatever its capitals. Pure. */
export function keyedByHeader(cache: "disabled" | CacheSettings | undefined, header: string): boolean {
  const headers = typeof cache === "object" ? (cache.headers ?? []) : [];
  return headers.some((name) => isKnown(name) && name.toLowerCase() === header);
}

/** The settings with a header in the cache key, which it may be in already. Pure. */
export function withHeader(cache: CacheSettings, header: string): CacheSettings {
  if (keyedByHeader(cache, header)) return cache;
  const headers = cache.headers ?? [];
  return { ...cache, headers: Token.isUnresolved(headers) ? Token.asList(Fn.concat([headers, [header]])) : [...headers, header] };
}

/** What CloudFront's API calls none, some and all of something. */
function someOrAll(names: readonly string[] | "all" | undefined) {
  if (names === "all") return { behavior: "all" };
  return names?.length ? { behavior: "whitelist", list: { items: [...names] } } : { behavior: "none" };
}
