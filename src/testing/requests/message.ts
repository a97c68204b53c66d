import { URL_PARTS, ViewerRequest } from "./request";

/** A request as it travels: the viewer's first, the origin's later. */
export interface Message {
  readonly method: string;
  readonly scheme: "http" | "https";
  /** The host that is asked for, without a port. */
  readonly host: string;
  /** The path as it was sent, percent-encoded. */
  readonly path: string;
  /** `name=value` or `name` each, as they were sent. */
  readonly query: readonly string[];
  /** By names in lower case, without `cookie`. */
  readonly headers: Readonly<Record<string, string>>;
  /** `name=value` each. */
  readonly cookies: readonly string[];
}

/** The headers of a WebSocket's handshake (RFC 6455, section 4.1). */
const HANDSHAKE = {
  connection: "Upgrade",
  upgrade: "websocket",
  "sec-websocket-key": "dGhlIHNhbXBsZSBub25jZQ==",
  "sec-websocket-version": "13",
};

/** Every client has one: AWS WAF's core rule set blocks requests without. */
const USER_AGENT = "viewer";

/** The request that a viewer sends. */
export function messageOf(request: ViewerRequest): Message {
  const [, scheme = "", authority = "", path = "/", query = ""] = URL_PARTS.exec(request.url)!;
  const handshake = scheme.toLowerCase().startsWith("ws") ? HANDSHAKE : {};
  const given = { "user-agent": USER_AGENT, ...handshake, ...lowerCased(request.headers ?? {}) };
  const sentHeaders = Object.entries(given).filter(([, value]) => value !== "");
  const { cookie, host, ...headers } = Object.fromEntries(sentHeaders) as Readonly<Record<string, string>>;
  const named = Object.entries(request.cookies ?? {}).map(([name, value]) => `${name}=${value}`);
  const sent = host ?? authority.toLowerCase();
  return {
    method: request.method ?? "GET",
    scheme: /^(https|wss)$/i.test(scheme) ? "https" : "http",
    host: withoutPort(sent),
    path,
    query: query === "" ? [] : query.split("&"),
    headers: { host: sent, ...headers, ...((request.bodyBytes ?? 0) > 0 && { "content-length": `${request.bodyBytes}` }) },
    cookies: request.cookies === undefined ? cookiesIn(cookie) : named,
  };
}

/** The host of a request's URL, which the TLS handshake asks for where nothing else is said. */
export function serverNameOf(request: ViewerRequest): string {
  const [, , authority = ""] = URL_PARTS.exec(request.url)!;
  return (request.serverName ?? withoutPort(authority)).toLowerCase();
}

/** Whether a request is the handshake of a WebSocket (CloudFront Developer Guide, "Use WebSockets with CloudFront distributions"). */
export function isWebSocket({ method, headers }: Message): boolean {
  return method === "GET" && headers.upgrade?.toLowerCase() === "websocket";
}

/** A path with its query. */
export function pathAndQuery({ path, query }: Pick<Message, "path" | "query">): string {
  return query.length === 0 ? path : `${path}?${query.join("&")}`;
}

/** What stands before the equals sign of a cookie or a query parameter. */
export function nameOf(pair: string): string {
  return pair.split("=", 1)[0]!;
}

/** What stands after it; the empty text where there is none. */
export function valueOf(pair: string): string {
  return pair.slice(nameOf(pair).length + 1);
}

/** Headers by their names in lower case. */
export function lowerCased(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}

function cookiesIn(header: string | undefined): string[] {
  return (header ?? "").split(";").flatMap((pair) => pair.trim() || []);
}

function withoutPort(authority: string): string {
  return authority.replace(/:\d+$/, "").toLowerCase();
}
