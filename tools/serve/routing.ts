import { SynthesizedStack, ViewerRequest, simulateRequest } from "../../src/testing";
import { Configuration, Resource } from "../../src/testing/configuration";
import { block, blocks, texts } from "../../src/testing/requests/arguments";
import { CacheBehavior, behaviorFor, normalizedPath } from "../../src/testing/requests/cache-behavior";
import { messageOf } from "../../src/testing/requests/message";
import { percentDecoded } from "../../src/testing/requests/percent-encoding";
import { responseHeaders } from "../../src/testing/requests/response-headers";
import { Trace } from "../../src/testing/requests/trace";
import { Failure } from "../support/failure";

/** A request as it reaches the edge. */
export interface EdgeRequest {
  readonly method: string;
  /** Path and query as they were sent. */
  readonly url: string;
  readonly isWebSocket: boolean;
  readonly bodyBytes: number;
  /** The header `Origin`, which responses of CORS depend on. */
  readonly origin?: string;
}

type Headers = Readonly<Record<string, string>>;

/** What is done with a request. */
export type Route =
  /** A process of one of these target groups answers. `url` is what it is asked for. */
  | { readonly to: "targets"; readonly groups: readonly WeightedGroup[]; readonly url: string; readonly timeoutSeconds: number }
  /** An object of the assets' bucket, or this status where there is none. */
  | { readonly to: "assets"; readonly key: string; readonly missingStatus: number }
  /** Nobody is asked. */
  | { readonly to: "nobody"; readonly status: number; readonly headers: Headers; readonly from: string };

export interface WeightedGroup {
  readonly targetGroup: string;
  readonly percent: number;
}

/** How many decisions are kept: each takes the simulation a millisecond or two. */
const KEPT = 5000;
/** Limits of bodies are in kilobytes. */
const KILOBYTE = 1024;
const METHODS = ["GET", "HEAD", "OPTIONS", "PUT", "POST", "PATCH", "DELETE"];
/** What CloudFront waits for an origin where nothing is said (CloudFront API reference, `OriginReadTimeout`). */
const READ_TIMEOUT_SECONDS = 30;

/**
 * Where requests go, by the simulation of the synthesized distribution, web ACL and listener rules. It is asked with method, path, query and size of a request, not with its headers: rules that
 * compare those see none.
 */
export class Router {
  /** The name that people trade at. */
  public readonly host: string;
  private readonly configuration: Configuration;
  private readonly distribution: Resource;
  private readonly routes = new Map<string, Route>();

  /** @throws Failure for a stack without a distribution with a name */
  public constructor(private readonly stack: SynthesizedStack) {
    this.configuration = new Configuration([stack]);
    const [distribution] = this.configuration.all("aws_cloudfront_distribution");
    const [host] = texts(distribution?.args.aliases);
    if (!distribution || host === undefined) throw new Failure("The stack has no distribution with an alternate domain name.");
    this.distribution = distribution;
    this.host = host;
  }

  public route(request: EdgeRequest): Route {
    const key = [request.method, request.isWebSocket, Math.ceil(request.bodyBytes / KILOBYTE), request.url].join(" ");
    const known = this.routes.get(key);
    if (known) return known;
    const route = this.simulated(request);
    if (this.routes.size >= KEPT) this.routes.delete(this.routes.keys().next().value!);
    this.routes.set(key, route);
    return route;
  }

  /** The headers that the viewer gets, by the response headers policy of the request's cache behavior. */
  public headers(request: EdgeRequest, received: Headers): Headers {
    const message = messageOf(this.viewerRequest(request));
    return responseHeaders(this.configuration, this.distribution, this.behavior(request.url), message, received, new Trace());
  }

  private behavior(url: string): CacheBehavior {
    return behaviorFor(this.distribution, normalizedPath(url.split("?", 1)[0]!));
  }

  private viewerRequest({ method, url, isWebSocket, bodyBytes, origin }: EdgeRequest): ViewerRequest {
    return {
      method,
      url: `${isWebSocket ? "wss" : "https"}://${this.host}${url}`,
      bodyBytes,
      ip: "127.0.0.1",
      ...(origin !== undefined && { headers: { Origin: origin } }),
    };
  }

  private simulated(request: EdgeRequest): Route {
    const nobody = (status: number, headers: Headers = {}, from = "CloudFront"): Route => ({ to: "nobody", status, headers, from });
    if (!METHODS.includes(request.method)) return nobody(403);
    // An absolute URL, a fragment or a space is no path.
    if (!/^\/[^#\s]*$/.test(request.url)) return nobody(400);
    const viewer = this.viewerRequest(request);
    const { response, origin, loadBalancer } = simulateRequest(this.stack, viewer);
    if (loadBalancer?.action === "forward" && response.from === "origin") {
      const query = origin!.query.length === 0 ? "" : `?${origin!.query.join("&")}`;
      return { to: "targets", groups: loadBalancer.targets, url: `${origin!.path}${query}`, timeoutSeconds: this.readTimeout(origin!.id) };
    }
    if (response.from === "bucket") {
      const missing = simulateRequest(this.stack, { ...viewer, objectMissing: true });
      return { to: "assets", key: percentDecoded(origin!.path.slice(1)), missingStatus: missing.response.status ?? 403 };
    }
    return nobody(response.status ?? 502, response.headers, response.from);
  }

  private readTimeout(originId: string): number {
    const origin = blocks(this.distribution.args, "origin").find(({ origin_id: id }) => id === originId);
    const config = block(origin, "vpc_origin_config") ?? block(origin, "custom_origin_config");
    return Number(config?.origin_read_timeout ?? READ_TIMEOUT_SECONDS);
  }
}
