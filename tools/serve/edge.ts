import { once } from "node:events";
import { IncomingMessage, Server, ServerResponse, createServer } from "node:http";
import { AddressInfo, Socket } from "node:net";
import { Duplex } from "node:stream";
import { Failure } from "../support/failure";
import { Asset, readAsset } from "./assets";
import { Forwarding, forward, forwardUpgrade } from "./forwarding";
import { EdgeRequest, Route, Router } from "./routing";
import { Target, TargetGroup } from "./target-group";

/** What the edge sends requests to. */
export interface EdgeOrigins {
  readonly router: Router;
  /** By their constructs' paths. */
  readonly targetGroups: ReadonlyMap<string, TargetGroup>;
  /** The folder that stands for the assets' bucket. */
  readonly assetsFolder: string;
}

/** Only such a message tells of a browser's own cache. */
const NOT_MODIFIED = 304;
/** Connections that wait while the process is busy. One more is dropped, and tried again by its client's kernel after 1, 3 and 7 seconds; with Node.js' 511, a start under load does that. */
const BACKLOG = 4096;
const STARTING = "The platform is starting.\n";

/**
 * The local stand-in of CloudFront and the load balancer, on one port of 127.0.0.1. It speaks HTTP in place of HTTPS and caches nothing; everything else is as the stack's distribution, web ACL
 * and listener rules have it, as far as the simulation knows them.
 */
export class Edge {
  /**
   * Listens, and answers 503 until it is told what to send requests to.
   *
   * @param port 0 for a free one
   * @throws Failure for a port in use
   */
  public static async listen(port: number): Promise<Edge> {
    // A WebSocket's life has no end that is known.
    const server = createServer({ requestTimeout: 0 });
    const listening = once(server, "listening");
    server.listen({ port, host: "127.0.0.1", backlog: BACKLOG });
    try {
      await listening;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EADDRINUSE") throw error;
      throw new Failure(`Port ${port} on 127.0.0.1 is in use: stop the program that uses it, or choose another port with --port.`);
    }
    return new Edge(server);
  }

  private origins?: EdgeOrigins;
  private readonly upgraded = new Set<Duplex>();

  private constructor(private readonly server: Server) {
    server.on("request", (request, response) => {
      try {
        this.answer(request, response);
      } catch (error) {
        // One request that the simulation can't take doesn't end the others.
        send(response, 500, TEXT, `500: ${String(error)}\n`);
      }
    });
    server.on("upgrade", (request, socket, head) => {
      try {
        this.upgrade(request, socket as Socket, head);
      } catch {
        socket.destroy();
      }
    });
  }

  public get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** From now on requests are answered. */
  public open(origins: EdgeOrigins): void {
    this.origins = origins;
  }

  /** Takes no more connections; those that wait for an answer get it. */
  public close(): void {
    this.server.close();
    this.server.closeIdleConnections();
  }

  /** Ends every connection. */
  public destroy(): void {
    this.server.close();
    this.server.closeAllConnections();
    for (const socket of this.upgraded) socket.destroy();
  }

  private answer(request: IncomingMessage, response: ServerResponse): void {
    const { origins } = this;
    if (!origins) return void send(response, 503, { "retry-after": "2", ...TEXT }, STARTING);
    const asked = edgeRequest(request, false);
    const route = origins.router.route(asked);
    switch (route.to) {
      case "targets": {
        const targets = targetsOf(origins, route);
        const withPolicy: Forwarding["headers"] = (received) => origins.router.headers(asked, received);
        return forward({ request, response, targets, url: route.url, timeoutSeconds: route.timeoutSeconds, headers: withPolicy });
      }
      case "assets": {
        const asset = readAsset(origins.assetsFolder, route.key);
        return sendAsset(request, response, asset ?? route.missingStatus, (received) => origins.router.headers(asked, received));
      }
      default:
        return void send(response, route.status, { ...TEXT, ...route.headers }, refusal(route));
    }
  }

  private upgrade(request: IncomingMessage, socket: Socket, head: Buffer): void {
    this.upgraded.add(socket);
    socket.on("close", () => this.upgraded.delete(socket)).on("error", () => socket.destroy());
    const route = this.origins?.router.route(edgeRequest(request, true));
    if (route?.to === "targets") {
      const targets = targetsOf(this.origins!, route);
      forwardUpgrade({ request, socket, head, targets, url: route.url });
      return;
    }
    const status = route?.to === "nobody" ? route.status : 503;
    socket.end(`HTTP/1.1 ${status} Refused\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`);
  }
}

const TEXT = { "content-type": "text/plain; charset=utf-8" };

function edgeRequest({ method = "GET", url = "/", headers }: IncomingMessage, isUpgrade: boolean): EdgeRequest {
  const isWebSocket = isUpgrade && method === "GET" && headers.upgrade?.toLowerCase() === "websocket";
  const bodyBytes = Number(headers["content-length"] ?? 0);
  return { method, url, isWebSocket, bodyBytes, ...(headers.origin !== undefined && { origin: headers.origin }) };
}

/** The targets of one group, which is drawn by its part of the requests. */
function targetsOf({ targetGroups }: EdgeOrigins, { groups }: Extract<Route, { to: "targets" }>): readonly Target[] {
  let drawn = Math.random() * groups.reduce((sum, { percent }) => sum + percent, 0);
  const chosen = groups.find(({ percent }) => (drawn -= percent) < 0);
  return (chosen && targetGroups.get(chosen.targetGroup)?.inTurn()) ?? [];
}

function refusal({ status, from }: Extract<Route, { to: "nobody" }>): string {
  return `${status}, by the ${from === "CloudFront" ? "distribution" : from}.\n`;
}

function send(response: ServerResponse, status: number, headers: Readonly<Record<string, string>>, body: string | Buffer): void {
  response.writeHead(status, { ...headers, "content-length": `${Buffer.byteLength(body)}` });
  response.end(response.req.method === "HEAD" ? undefined : body);
}

function sendAsset(
  request: IncomingMessage,
  response: ServerResponse,
  asset: Asset | number,
  withPolicy: (received: Readonly<Record<string, string>>) => Readonly<Record<string, string>>,
): void {
  if (typeof asset === "number") return void send(response, asset, withPolicy(TEXT), `${asset}, by the bucket.\n`);
  const headers = withPolicy(asset.headers);
  if (request.headers["if-none-match"] === asset.headers.etag) {
    const { "content-length": _, ...kept } = headers;
    return void response.writeHead(NOT_MODIFIED, kept).end();
  }
  send(response, 200, headers, asset.body);
}
