import { Agent, ClientRequest, IncomingMessage, OutgoingHttpHeaders, ServerResponse, request as ask } from "node:http";
import { Socket } from "node:net";
import { Target } from "./target-group";

type Headers = Readonly<Record<string, string>>;

/** A request on its way to a process. */
export interface Forwarding {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  /** Who may answer, in this order. */
  readonly targets: readonly Target[];
  /** Path and query that the process is asked for. */
  readonly url: string;
  readonly timeoutSeconds: number;
  /** What the edge makes of the response's headers. */
  readonly headers: (received: Headers) => Headers;
}

/** The handshake of a WebSocket on its way. */
export interface UpgradeForwarding {
  readonly request: IncomingMessage;
  readonly socket: Socket;
  readonly head: Buffer;
  readonly targets: readonly Target[];
  readonly url: string;
}

/** Headers of one connection (RFC 9110, section 7.6.1). */
const HOP_BY_HOP = [
  "connection",
  "keep-alive",
  "proxy-authenticate",
  "proxy-authorization",
  "proxy-connection",
  "te",
  "transfer-encoding",
  "upgrade",
];
const REPEATABLE = ["GET", "HEAD"];

const agent = new Agent({ keepAlive: true, maxSockets: 256 });

/**
 * Sends a request to the first target that takes it. A target that refuses the connection hasn't seen the request, and the next one gets it: a load balancer would answer 502 until a health check
 * fails, which tells nobody on one machine anything. A target that ends while it answers is a 502.
 */
export function forward(forwarding: Forwarding): void {
  const { request, response, targets, url, timeoutSeconds } = forwarding;
  const [target, ...others] = targets;
  if (!target) return void refuse(forwarding, 503, "No process is there to answer.");
  const outgoing = ask({
    agent,
    host: "127.0.0.1",
    port: target.port,
    method: request.method,
    path: url,
    headers: forwardedHeaders(request),
    timeout: timeoutSeconds * 1000,
  });
  let isSent = false;
  const sendBody = (): void => {
    isSent = true;
    request.pipe(outgoing);
  };
  outgoing.on("socket", (socket) => (socket.connecting ? socket.once("connect", sendBody) : sendBody()));
  outgoing.on("timeout", () => outgoing.destroy(new Error("timeout")));
  response.on("close", () => outgoing.destroy());
  outgoing.on("response", (answer) => {
    const { "set-cookie": cookies, ...received } = plainHeaders(answer);
    const headers: OutgoingHttpHeaders = { ...forwarding.headers(received) };
    if (answer.headers["set-cookie"]) headers["set-cookie"] = answer.headers["set-cookie"];
    response.writeHead(answer.statusCode!, headers);
    answer.on("error", () => response.destroy());
    answer.pipe(response);
  });
  outgoing.on("error", (error) => {
    if (response.headersSent || response.destroyed) return void response.destroy();
    if (!isSent || isStale(outgoing, request)) return void forward({ ...forwarding, targets: isSent ? targets : others });
    if (error.message === "timeout") return void refuse(forwarding, 504, "The process didn't answer in time.");
    refuse(forwarding, 502, "The process ended before it answered.");
  });
}

/** An idle connection that the process had closed when the request was written: it may be repeated where that harms nothing. */
function isStale({ reusedSocket }: ClientRequest, { method = "" }: IncomingMessage): boolean {
  return reusedSocket && REPEATABLE.includes(method);
}

function refuse({ response, headers, request }: Forwarding, status: number, sentence: string): void {
  request.unpipe();
  request.resume();
  if (response.headersSent) return;
  response.writeHead(status, { ...headers({ "content-type": "text/plain; charset=utf-8" }) });
  response.end(`${status}: ${sentence}\n`);
}

function forwardedHeaders({ headers, socket }: IncomingMessage): OutgoingHttpHeaders {
  const kept = Object.fromEntries(Object.entries(headers).filter(([name]) => !HOP_BY_HOP.includes(name)));
  const before = headers["x-forwarded-for"];
  return {
    ...kept,
    "x-forwarded-for": [before ?? [], socket.remoteAddress ?? "127.0.0.1"].flat().join(", "),
    "x-forwarded-proto": "https",
    "x-forwarded-port": "443",
    // A body of unknown length has it again.
    ...(headers["transfer-encoding"] !== undefined && { "transfer-encoding": headers["transfer-encoding"] }),
  };
}

function plainHeaders({ headers }: IncomingMessage): Record<string, string> {
  const plain = Object.entries(headers).filter(([name]) => !HOP_BY_HOP.includes(name));
  return Object.fromEntries(plain.map(([name, value]) => [name, [value ?? []].flat().join(", ")]));
}

/** Sends the handshake of a WebSocket to the first target that takes it, and then everything both ways. */
export function forwardUpgrade(forwarding: UpgradeForwarding): void {
  const { request, socket, head, targets, url } = forwarding;
  const [target, ...others] = targets;
  if (!target) return void socket.end("HTTP/1.1 503 Service Unavailable\r\nconnection: close\r\ncontent-length: 0\r\n\r\n");
  const headers = { ...forwardedHeaders(request), connection: "Upgrade", upgrade: request.headers.upgrade };
  const outgoing = ask({ agent: false, host: "127.0.0.1", port: target.port, path: url, headers });
  let isAnswered = false;
  outgoing.on("upgrade", (answer, upstream: Socket, first) => {
    isAnswered = true;
    socket.write(head101(answer));
    socket.write(first);
    upstream.write(head);
    for (const [from, to] of [
      [socket, upstream],
      [upstream, socket],
    ] as const) {
      from.on("error", () => to.destroy()).on("close", () => to.destroy());
      from.setNoDelay(true);
    }
    upstream.pipe(socket);
    socket.pipe(upstream);
  });
  outgoing.on("response", (answer) => {
    isAnswered = true;
    const lines = Object.entries(plainHeaders(answer)).map(([name, value]) => `${name}: ${value}\r\n`);
    socket.write(`HTTP/1.1 ${answer.statusCode} ${answer.statusMessage}\r\n${lines.join("")}connection: close\r\n\r\n`);
    answer.pipe(socket);
  });
  outgoing.on("error", () => {
    if (isAnswered || socket.destroyed) socket.destroy();
    else forwardUpgrade({ ...forwarding, targets: others });
  });
  socket.on("close", () => outgoing.destroy());
  outgoing.end();
}

/** The answer that switches protocols, as the process wrote it. */
function head101({ rawHeaders }: IncomingMessage): string {
  const lines = rawHeaders.flatMap((name, index) => (index % 2 === 0 ? `${name}: ${rawHeaders[index + 1]}\r\n` : []));
  return `HTTP/1.1 101 Switching Protocols\r\n${lines.join("")}\r\n`;
}
