import { KnownViewer, cloudFrontHeaders } from "./cloudfront-headers";
import { Message } from "./message";
import { CachePolicy } from "./policies";
import { takenPairs, takes } from "./selection";

/**
 * What tells one cached object from another: requests with the same key get the same object, whoever sends them (CloudFront Developer Guide, "Understand the
 * cache key"). The distribution's own domain name is part of each, so that its alternate names share their objects.
 */
export interface CacheKey {
  /** The cache policy that it comes from. */
  readonly policy: string;
  readonly path: string;
  /** Headers by their names in lower case, a normalized `accept-encoding` among them where compressed objects are cached. */
  readonly headers: Readonly<Record<string, string>>;
  /** `name=value` each. */
  readonly cookies: readonly string[];
  /** `name=value` each, in the request's order. */
  readonly query: readonly string[];
  /** `OPTIONS`, whose responses are cached apart; undefined for GET and HEAD. */
  readonly method?: "OPTIONS";
}

/** The cache key of a request under a policy. Pure. */
export function cacheKeyOf(policy: CachePolicy, message: Message, viewer: KnownViewer): CacheKey {
  const cachesCompressed = policy.gzip || policy.brotli;
  const headers = Object.entries(message.headers).filter(
    ([name]) => takes(policy.headers, name, false) && !(cachesCompressed && name === "accept-encoding"),
  );
  const encoding = normalizedEncoding(policy, message.headers["accept-encoding"]);
  return {
    policy: policy.name,
    path: message.path,
    headers: {
      ...Object.fromEntries(headers),
      ...cloudFrontHeaders(policy.headers.names, message, viewer),
      ...(encoding && { "accept-encoding": encoding }),
    },
    cookies: takenPairs(message.cookies, policy.cookies),
    query: takenPairs(message.query, policy.queryStrings),
    ...(message.method === "OPTIONS" && { method: "OPTIONS" }),
  };
}

/** `br,gzip`, `br` or `gzip`: what the viewer accepts of what is cached compressed; undefined for neither ("Understand cache policies", compressed objects). */
function normalizedEncoding({ gzip, brotli }: Pick<CachePolicy, "gzip" | "brotli">, accepted: string | undefined): string | undefined {
  const accepts = (format: string): boolean =>
    (accepted ?? "").split(",").some((part) => part.split(";", 1)[0]!.trim().toLowerCase() === format);
  return [...(brotli && accepts("br") ? ["br"] : []), ...(gzip && accepts("gzip") ? ["gzip"] : [])].join(",") || undefined;
}

/**
 * What the origin is asked for: the same, or uncompressed objects alone; what CloudFront knows of, by legacy cache settings; undefined where the policy has
 * nothing to say, or the viewer said nothing. Pure.
 */
export function originEncoding(policy: CachePolicy, accepted: string | undefined): string | undefined {
  if (policy.passes) return normalizedEncoding({ gzip: true, brotli: true }, accepted);
  if (accepted === undefined || !(policy.gzip || policy.brotli)) return undefined;
  return normalizedEncoding(policy, accepted) ?? "identity";
}

/** A cache key in words. Pure. */
export function cacheKeyText({ path, headers, cookies, query, method }: CacheKey): string {
  const parts = [
    ...(method ? [`method ${method}`] : []),
    `path ${path}`,
    ...(query.length > 0 ? [`query ${query.join("&")}`] : []),
    ...Object.entries(headers).map(([name, value]) => `header ${name}: ${value}`),
    ...(cookies.length > 0 ? [`cookies ${cookies.join("; ")}`] : []),
  ];
  return parts.join(", ");
}
