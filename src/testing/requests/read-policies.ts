import { Configuration, Resource } from "../configuration";
import { block, isTrue, items } from "./arguments";
import { CacheBehavior } from "./cache-behavior";
import { legacyPolicy } from "./legacy-settings";
import { MANAGED_CACHE_POLICIES, MANAGED_ORIGIN_REQUEST_POLICIES } from "./managed-policies";
import { CachePolicy, DEFAULT_TTL_SECONDS, MAX_TTL_SECONDS, OriginRequestPolicy } from "./policies";
import { selectionIn } from "./selection";

/** The cache policy of a behavior, by its id, or what its legacy settings say; undefined for a policy that isn't in the stacks. */
export function cachePolicyOf(configuration: Configuration, distribution: Resource, { args }: CacheBehavior): CachePolicy | undefined {
  if (args.cache_policy_id === undefined) return legacyPolicy(args);
  const found = policyOf(configuration, distribution, args.cache_policy_id, "aws_cloudfront_cache_policy", MANAGED_CACHE_POLICIES);
  if (found === undefined || "managed" in found) return found?.managed;
  const { args: policy, name } = found.resource;
  const key = block(policy, "parameters_in_cache_key_and_forwarded_to_origin");
  const minSeconds = Number(policy.min_ttl ?? 0);
  const defaultSeconds = Math.max(minSeconds, Number(policy.default_ttl ?? DEFAULT_TTL_SECONDS));
  return {
    name,
    managed: false,
    minSeconds,
    defaultSeconds,
    maxSeconds: Math.max(defaultSeconds, Number(policy.max_ttl ?? MAX_TTL_SECONDS)),
    headers: selectionIn(block(key, "headers_config"), "header_behavior", "headers"),
    cookies: selectionIn(block(key, "cookies_config"), "cookie_behavior", "cookies"),
    queryStrings: selectionIn(block(key, "query_strings_config"), "query_string_behavior", "query_strings"),
    gzip: isTrue(key?.enable_accept_encoding_gzip),
    brotli: isTrue(key?.enable_accept_encoding_brotli),
  };
}

/** The origin request policy of a behavior; none where it has none, undefined for one that isn't in the stacks. */
export function originRequestPolicyOf(
  configuration: Configuration,
  distribution: Resource,
  { args }: CacheBehavior,
): OriginRequestPolicy | "none" | undefined {
  const id: unknown = args.origin_request_policy_id;
  if (id === undefined) return "none";
  const found = policyOf(configuration, distribution, id, "aws_cloudfront_origin_request_policy", MANAGED_ORIGIN_REQUEST_POLICIES);
  if (found === undefined || "managed" in found) return found?.managed;
  const { args: policy, name } = found.resource;
  const headers = block(policy, "headers_config");
  return {
    name,
    managed: false,
    headers: selectionIn(headers, "header_behavior", "headers"),
    cookies: selectionIn(block(policy, "cookies_config"), "cookie_behavior", "cookies"),
    queryStrings: selectionIn(block(policy, "query_strings_config"), "query_string_behavior", "query_strings"),
    cloudFrontHeaders: headers?.header_behavior === "allExcept" ? [] : items(headers, "headers"),
  };
}

/** A policy by its id: one that every account has, or a resource of the stacks. */
export function policyOf<P>(
  configuration: Configuration,
  distribution: Resource,
  id: unknown,
  type: string,
  managed: Readonly<Record<string, P & { readonly name: string }>>,
): { readonly managed: P } | { readonly resource: Resource } | undefined {
  const key = configuration.key(distribution, id);
  const known = key === undefined ? undefined : managed[key];
  if (known) return { managed: known };
  const resource = configuration.find(key);
  if (resource?.type === type) return { resource };
  // Looked up by name: `data "aws_cloudfront_cache_policy" { name = "Managed-CachingOptimized" }`.
  const named = Object.values(managed).find(({ name }) => resource?.args.name === `Managed-${name}`);
  return named && { managed: named };
}
