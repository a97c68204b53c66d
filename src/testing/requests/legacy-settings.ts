import { Arguments } from "../synthesized-stack";
import { block, isTrue, texts } from "./arguments";
import { CachePolicy, DEFAULT_TTL_SECONDS, MAX_TTL_SECONDS } from "./policies";
import { ALL, NONE, Selection, these } from "./selection";

/**
 * Headers that an origin gets just where they are cached by: CloudFront removes these, or says something of its own in their place. It forwards every other one
 * (CloudFront Developer Guide, "HTTP request headers and CloudFront behavior", legacy cache settings).
 */
const REMOVED = [
  "accept",
  "accept-charset",
  "accept-encoding",
  "accept-language",
  "host",
  "referer",
  "user-agent",
  "x-http-method-override",
];

/** The legacy cache settings of a behavior: what they forward is what they cache by, besides the headers that every origin gets. Pure. */
export function legacyPolicy(args: Arguments): CachePolicy {
  const forwarded = block(args, "forwarded_values");
  const cookies = block(forwarded, "cookies");
  const headers = texts(forwarded?.headers);
  const cachesOptions = texts(args.cached_methods).includes("OPTIONS");
  return {
    name: "legacy cache settings",
    managed: false,
    minSeconds: Number(args.min_ttl ?? 0),
    defaultSeconds: Number(args.default_ttl ?? DEFAULT_TTL_SECONDS),
    maxSeconds: Number(args.max_ttl ?? MAX_TTL_SECONDS),
    headers: headers.includes("*") ? ALL : these(...headers),
    cookies: legacyCookies(cookies),
    queryStrings: legacyQueryStrings(forwarded),
    gzip: false,
    brotli: false,
    passes: (name, method) => !(name === "authorization" ? losesAuthorization(method, cachesOptions) : REMOVED.includes(name)),
  };
}

/** Credentials stay with requests whose responses aren't cached. */
function losesAuthorization(method: string, cachesOptions: boolean): boolean {
  return method === "GET" || method === "HEAD" || (method === "OPTIONS" && cachesOptions);
}

function legacyCookies(cookies: Arguments | undefined): Selection {
  if (cookies?.forward === "all") return ALL;
  return cookies?.forward === "whitelist" ? these(...texts(cookies.whitelisted_names)) : NONE;
}

function legacyQueryStrings(forwarded: Arguments | undefined): Selection {
  if (!isTrue(forwarded?.query_string)) return NONE;
  const keys = texts(forwarded?.query_string_cache_keys);
  return keys.length > 0 ? these(...keys) : ALL;
}
