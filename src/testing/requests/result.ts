import { CacheKey } from "./cache-key";
import { ListenerDecision } from "./listener-decision";
import { OriginRequest } from "./origin-request";
import { RequestStep, ViewerResponse } from "./trace";
import { WebAclVerdict } from "./web-acl-verdict";

/** What happens to a request. */
export interface RequestSimulation {
  /** What the viewer gets. */
  readonly response: ViewerResponse;
  /** The distribution, by its construct's path below the stack; undefined where there is none for the host. */
  readonly distribution?: string;
  /** What the web ACL does, rule by rule; undefined where there is none, or the request doesn't reach it. */
  readonly webAcl?: WebAclVerdict;
  /** The path pattern of the cache behavior; `Default (*)` for the default one. */
  readonly behavior?: string;
  /** What the response is cached by; undefined where the request doesn't get so far. */
  readonly cacheKey?: CacheKey;
  /**
   * How long the response is cached at the edge, in seconds; 0 where the next request goes to the origin again; undefined where the request doesn't get so far: no connection is made, or
   * the edge answers by itself.
   */
  readonly cachedSeconds?: number;
  /** What the origin sees; that of the second origin after a failover. */
  readonly origin?: OriginRequest;
  /** Where the load balancer sends it. */
  readonly loadBalancer?: ListenerDecision;
  /** Each thing that happens, in order. */
  readonly steps: readonly RequestStep[];
  /** The result in a sentence or two. */
  readonly explanation: string;
  /** What isn't in the stacks or the request and was taken for granted, in a sentence each; empty where the answer is complete. */
  readonly assumptions: readonly string[];
}
