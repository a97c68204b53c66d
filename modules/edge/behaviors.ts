import { CloudfrontCachePolicy } from "@cdktf/provider-aws/lib/cloudfront-cache-policy";
import { CloudfrontDistributionConfig } from "@cdktf/provider-aws/lib/cloudfront-distribution";
import { CloudfrontResponseHeadersPolicy } from "@cdktf/provider-aws/lib/cloudfront-response-headers-policy";
import { Annotations } from "cdktf";
import { Construct } from "constructs";
import { shortHash } from "../../src/internal/names";
import { PropType, record } from "../../src/internal/prop-types";
import { Validator, isKnown } from "../../src/internal/validator";
import { matchesPattern } from "../../src/internal/wildcards";
import { Behavior, cacheOf, checkBehavior, sharesAcrossViewers } from "./behavior";
import { behaviorBlock } from "./behavior-block";
import { ASSET_CACHE } from "./behavior-presets";
import { createCachePolicy } from "./cache-policy";
import { EdgeFunction } from "./edge-function";
import { Origins, isBucketOrigin, originsBehind } from "./origin";
import { checkPathPatterns } from "./path-pattern";
import { ResponseHeaders, createResponseHeadersPolicy, resolveResponseHeaders } from "./response-headers";
import { singlePageAppFunction } from "./single-page-app";

/** Behaviors by path patterns. */
export type Behaviors = Readonly<Record<string, Behavior>>;

/** The behaviors of a distribution. */
interface BehaviorSettings {
  readonly defaultBehavior: Behavior;
  readonly behaviors?: Behaviors;
  readonly responseHeaders?: ResponseHeaders;
}

/** What the behaviors of a distribution consist of. */
interface CreatedBehaviors {
  readonly cachePolicies: Readonly<Record<string, CloudfrontCachePolicy>>;
  readonly responseHeadersPolicies: Readonly<Record<string, CloudfrontResponseHeadersPolicy>>;
  readonly blocks: Pick<CloudfrontDistributionConfig, "defaultCacheBehavior" | "orderedCacheBehavior" | "defaultRootObject">;
}

/** The default behavior's name among those that have path patterns. */
const DEFAULT = "defaultBehavior";
/** A quota that AWS raises on request, for custom policies of each kind (CloudFront Developer Guide, "Quotas", policies). */
const MAX_POLICIES_PER_ACCOUNT = 20;
/** The policy of the behaviors that say nothing of headers. */
const SHARED = "shared";

const BEHAVIOR_OF_ORIGIN: PropType<Behavior> = {
  ...record<Behavior>(),
  fix: 'Write it as { origin: "…" }, or as passThrough("…") and the like.',
};

/** Records behaviors that CloudFront refuses, or that no request gets to. */
export function checkBehaviors(validator: Validator, settings: BehaviorSettings, origins: Origins): void {
  const behaviors = settings.behaviors ?? {};
  validator.known("behaviors", behaviors).values("behaviors", behaviors, BEHAVIOR_OF_ORIGIN);
  const patterns = Object.keys(behaviors);
  checkPathPatterns(validator, patterns, (index) => `behaviors["${patterns[index]}"]`);
  checkBehavior(validator, "defaultBehavior", settings.defaultBehavior, origins);
  for (const [pattern, behavior] of Object.entries(behaviors)) checkBehavior(validator, `behaviors["${pattern}"]`, behavior, origins);
}

/** The policies and functions of the behaviors, keyed by their path patterns, and the distribution's blocks. */
export function createBehaviors(scope: Construct, settings: BehaviorSettings, origins: Origins): CreatedBehaviors {
  const entries: [string, Behavior][] = [[DEFAULT, settings.defaultBehavior], ...Object.entries(settings.behaviors ?? {})];
  warnOfSharing(scope, entries);
  const cachePolicies = createCachePolicies(scope, entries);
  const responseHeadersPolicies = createResponseHeadersPolicies(scope, entries, settings.responseHeaders ?? {});
  warnOfQuota(scope, "Cache policies", cachePolicies);
  warnOfQuota(scope, "Response headers policies", responseHeadersPolicies);
  const indexFunctions = createIndexFunctions(scope, entries);
  const blocks = entries.map(([pattern, behavior]) =>
    behaviorBlock(behavior, {
      cachePolicyId: cachePolicies[cachePolicyName(pattern, behavior) ?? ""]?.id,
      responseHeadersPolicyId: (responseHeadersPolicies[pattern] ?? responseHeadersPolicies[SHARED]!).id,
      indexFunction: indexFunctions[behavior.indexDocument ?? ""],
      readsBucket: originsBehind(origins, behavior.origin).some(isBucketOrigin),
    }),
  );
  const [defaultCacheBehavior, ...others] = blocks;
  return {
    cachePolicies,
    responseHeadersPolicies,
    blocks: {
      defaultCacheBehavior: defaultCacheBehavior!,
      orderedCacheBehavior: others.map((block, index) => ({ pathPattern: entries[index + 1]![0], ...block })),
      defaultRootObject: rootObject(entries, origins),
    },
  };
}

/** Which cache policy a behavior has; undefined where nothing is cached. */
function cachePolicyName(pattern: string, behavior: Behavior): string | undefined {
  const cache = cacheOf(behavior);
  return cache && (cache === ASSET_CACHE ? "assets" : pattern);
}

function createCachePolicies(scope: Construct, entries: readonly (readonly [string, Behavior])[]): Record<string, CloudfrontCachePolicy> {
  const policies: Record<string, CloudfrontCachePolicy> = {};
  for (const [pattern, behavior] of entries) {
    const name = cachePolicyName(pattern, behavior);
    const cache = cacheOf(behavior);
    if (name === undefined || policies[name] || !cache) continue;
    policies[name] = createCachePolicy(scope, `CachePolicy-${distinct(name)}`, cache, name === "assets" ? "Assets" : `Cache of ${pattern}`);
  }
  return policies;
}

function createResponseHeadersPolicies(
  scope: Construct,
  entries: readonly (readonly [string, Behavior])[],
  shared: ResponseHeaders,
): Record<string, CloudfrontResponseHeadersPolicy> {
  const policies: Record<string, CloudfrontResponseHeadersPolicy> = {};
  if (entries.some(([, behavior]) => !behavior.responseHeaders)) {
    policies[SHARED] = createResponseHeadersPolicy(scope, "ResponseHeadersPolicy", resolveResponseHeaders(shared));
  }
  for (const [pattern, { responseHeaders }] of entries) {
    if (!responseHeaders) continue;
    policies[pattern] = createResponseHeadersPolicy(
      scope,
      `ResponseHeadersPolicy-${distinct(pattern)}`,
      resolveResponseHeaders(responseHeaders),
    );
  }
  return policies;
}

/** One function for each document, whichever behaviors read it. */
function createIndexFunctions(scope: Construct, entries: readonly (readonly [string, Behavior])[]): Record<string, EdgeFunction> {
  const functions: Record<string, EdgeFunction> = {};
  for (const [, { indexDocument }] of entries) {
    if (!indexDocument) continue;
    functions[indexDocument] ??= singlePageAppFunction(scope, `IndexDocument-${distinct(indexDocument)}`, { indexDocument });
  }
  return functions;
}

/** Physical names have no room for the slashes and asterisks that tell one path from another. */
function distinct(path: string): string {
  return path.startsWith("/") ? `${path}-${shortHash(path)}` : path;
}

/** What a bucket is asked for at `/`, where it would otherwise answer with the list of its objects. */
function rootObject(entries: readonly (readonly [string, Behavior])[], origins: Origins): string | undefined {
  const behavior = (entries.slice(1).find(([pattern]) => isKnown(pattern) && matchesPattern(pattern, "/")) ?? entries[0]!)[1];
  if (!originsBehind(origins, behavior.origin).some(isBucketOrigin)) return undefined;
  return (behavior.indexDocument ?? "/index.html").slice(1);
}

function warnOfSharing(scope: Construct, entries: readonly (readonly [string, Behavior])[]): void {
  for (const [pattern, behavior] of entries) {
    if (!sharesAcrossViewers(behavior)) continue;
    Annotations.of(scope).addWarning(
      `The behavior ${pattern} caches responses to requests whose cookies and headers reach the origin, but aren't in the cache key: one viewer gets what ` +
        'was made for another, unless every such response says Cache-Control: private. Name what tells them apart in cache, or forward: "nothing".',
    );
  }
}

function warnOfQuota(scope: Construct, what: string, policies: Readonly<Record<string, unknown>>): void {
  const count = Object.keys(policies).length;
  if (count <= MAX_POLICIES_PER_ACCOUNT) return;
  Annotations.of(scope).addWarning(
    `${what} of the distribution: ${count}. CloudFront allows ${MAX_POLICIES_PER_ACCOUNT} in an account unless the quota has been raised.`,
  );
}
