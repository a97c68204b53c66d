import { originEncoding } from "./cache-key";
import { Certificate } from "./certificates";
import { KnownViewer, cloudFrontHeaders } from "./cloudfront-headers";
import { Message, isWebSocket } from "./message";
import { CachePolicy, OriginRequestPolicy } from "./policies";
import { Selection, takenPairs, takes } from "./selection";

/** What an origin sees of a request. */
export interface OriginRequest {
  /** The origin's id in the distribution. */
  readonly id: string;
  /** What answers there, by its construct's path below the stack; the domain name for what isn't in the stacks. */
  readonly name: string;
  /** The domain name that CloudFront connects to. */
  readonly domainName: string;
  readonly protocol: "http" | "https";
  readonly port: number;
  readonly method: string;
  /** The path, the origin's own in front. */
  readonly path: string;
  /** `name=value` each. */
  readonly query: readonly string[];
  /** By names in lower case, `host` among them; without `cookie`. */
  readonly headers: Readonly<Record<string, string>>;
  /** `name=value` each. */
  readonly cookies: readonly string[];
  /** The certificate that answers; undefined over HTTP, and for one that isn't in the stacks. */
  readonly certificate?: Certificate;
}

/** The host that an origin is asked for, without a port. */
export function hostOf({ headers }: OriginRequest): string {
  return headers.host.replace(/:\d+$/, "");
}

/** What decides which parts of a request an origin sees. */
export interface Forwarding extends KnownViewer {
  readonly cachePolicy: CachePolicy;
  readonly originRequestPolicy: OriginRequestPolicy | undefined;
  /** The origin's own headers, which replace the viewer's. */
  readonly customHeaders: Readonly<Record<string, string>>;
  /** Whether the origin is an S3 bucket, which never gets the viewer's Host. */
  readonly isBucket: boolean;
  readonly domainName: string;
}

/** Headers that CloudFront sets or removes whatever policies say ("HTTP request headers and CloudFront behavior"). */
const NEVER_FORWARDED = [
  "connection",
  "expect",
  "proxy-authenticate",
  "proxy-authorization",
  "proxy-connection",
  "te",
  "trailer",
  "upgrade",
  "x-forwarded-proto",
  "x-real-ip",
];
/** Of a request with a body. */
const BODY_HEADERS = ["content-length", "content-type"];
const USER_AGENT = "Amazon CloudFront";
/** What managed policies keep from an S3 origin ("Use managed origin request policies"). */
const S3_RESPONSE_PARAMETERS = ["response-content-type", "response-content-disposition", "response-content-encoding"];

/**
 * Headers, cookies and query that an origin sees: what the cache key has, what the origin request policy adds, what CloudFront puts in every request, and the
 * origin's custom headers over all (CloudFront Developer Guide, "Control origin requests with a policy", "Add custom headers to origin requests"). Pure.
 */
export function forwarded(message: Message, forwarding: Forwarding): Pick<OriginRequest, "headers" | "cookies" | "query"> {
  const { cachePolicy, originRequestPolicy: added, isBucket, customHeaders } = forwarding;
  const both = <K extends "cookies" | "queryStrings">(what: K): readonly Selection[] => [
    cachePolicy[what],
    ...(added ? [added[what]] : []),
  ];
  const query = takenPairs(message.query, ...both("queryStrings"));
  const hidden = isBucket && added?.managed ? S3_RESPONSE_PARAMETERS : [];
  return {
    headers: { ...headersFor(message, forwarding), ...customHeaders },
    cookies: takenPairs(message.cookies, ...both("cookies")),
    query: query.filter((pair) => !hidden.some((name) => pair.startsWith(`${name}=`))),
  };
}

function headersFor(message: Message, forwarding: Forwarding): Record<string, string> {
  const { cachePolicy, originRequestPolicy: added, isBucket, domainName, ip } = forwarding;
  const isTaken = (name: string): boolean =>
    [cachePolicy, ...(added ? [added] : [])].some(({ headers }) => takes(headers, name, false)) ||
    cachePolicy.passes?.(name, message.method) === true;
  const viewers = Object.entries(message.headers).filter(
    ([name]) => !NEVER_FORWARDED.includes(name) && !name.startsWith("x-edge-") && (isTaken(name) || BODY_HEADERS.includes(name)),
  );
  const { host, "accept-encoding": accepted, ...others } = Object.fromEntries(viewers) as Record<string, string>;
  const encoding = originEncoding(cachePolicy, message.headers["accept-encoding"]) ?? accepted;
  return {
    host: isBucket ? domainName : (host ?? domainName),
    "user-agent": USER_AGENT,
    ...others,
    ...(encoding !== undefined && { "accept-encoding": encoding }),
    ...(ip !== undefined && { "x-forwarded-for": [message.headers["x-forwarded-for"], ip].filter(Boolean).join(",") }),
    ...(isWebSocket(message) && !isBucket && { connection: "Upgrade", upgrade: "websocket" }),
    ...cloudFrontHeaders([...cachePolicy.headers.names, ...(added?.cloudFrontHeaders ?? [])], message, forwarding),
  };
}

/** What a WebSocket's handshake needs at the origin and doesn't get; empty where it gets all (RFC 6455, section 4.2.1). Pure. */
export function missingForWebSocket(headers: Readonly<Record<string, string>>): readonly string[] {
  return ["upgrade", "connection", "sec-websocket-key", "sec-websocket-version"].filter((name) => headers[name] === undefined);
}
