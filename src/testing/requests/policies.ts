import { Selection } from "./selection";

/** The TTLs of a cache policy that says nothing else (CloudFront API Reference, `CachePolicyConfig`). */
export const DEFAULT_TTL_SECONDS = 86_400;
export const MAX_TTL_SECONDS = 31_536_000;

/** What a response is cached by, and for how long: a cache policy, or the legacy settings of a cache behavior. */
export interface CachePolicy {
  readonly name: string;
  /** Whether it is one of CloudFront's own. */
  readonly managed: boolean;
  /** The minimum, default and maximum TTL. */
  readonly minSeconds: number;
  readonly defaultSeconds: number;
  readonly maxSeconds: number;
  readonly headers: Selection;
  readonly cookies: Selection;
  readonly queryStrings: Selection;
  /** Whether compressed objects are cached, by format. */
  readonly gzip: boolean;
  readonly brotli: boolean;
  /** Whether the origin gets a header of the viewer's, in lower case, that isn't cached by. @default - it doesn't */
  readonly passes?: (name: string, method: string) => boolean;
}

/** What the origin gets beside what the cache key has. */
export interface OriginRequestPolicy {
  readonly name: string;
  /** Whether it is one of CloudFront's own. */
  readonly managed: boolean;
  /** Of the viewer's headers. */
  readonly headers: Selection;
  readonly cookies: Selection;
  readonly queryStrings: Selection;
  /** What CloudFront adds of its own. */
  readonly cloudFrontHeaders: readonly string[];
}
