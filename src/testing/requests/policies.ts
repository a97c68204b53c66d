import { Selection } from "./selection";

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
