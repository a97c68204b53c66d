import { Configuration, Resource } from "../configuration";
import { answerOfBucket } from "./bucket";
import { ReceivedResponse } from "./cache-time";
import { ListenerDecision, decide } from "./listener-decision";
import { Message, isWebSocket, lowerCased, pathAndQuery } from "./message";
import { connect, protocolOf } from "./origin-connection";
import { OriginRequest, forwarded, missingForWebSocket } from "./origin-request";
import { Origin } from "./origins";
import { CachePolicy, OriginRequestPolicy } from "./policies";
import { OriginResponse, ViewerRequest } from "./request";
import { Responder, Trace } from "./trace";
import { askWebAcl } from "./web-acl-verdict";

/** What an origin does with a request. */
export interface OriginAnswer {
  readonly request: OriginRequest;
  readonly response: ReceivedResponse;
  readonly from: Responder;
  readonly decision?: ListenerDecision;
}

/** What decides what an origin sees and answers. */
export interface OriginContext {
  readonly configuration: Configuration;
  readonly distribution: Resource;
  readonly viewer: ViewerRequest;
  readonly cachePolicy: CachePolicy;
  readonly originRequestPolicy: OriginRequestPolicy | undefined;
}

const BAD_GATEWAY: ReceivedResponse = { status: 502, headers: {} };
/** What a load balancer gets of a body to inspect ("Considerations for managing body inspection"). */
const BODY_LIMIT_BYTES = 8192;

/**
 * Sends a request to an origin.
 *
 * @param given what the origin answers, once it gets the request
 */
export function askOrigin(context: OriginContext, origin: Origin, message: Message, given: OriginResponse, trace: Trace): OriginAnswer {
  const { configuration, viewer } = context;
  const { domainName, isBucket, customHeaders } = origin;
  const sees = forwarded(message, { ...context, ip: viewer.ip, country: viewer.country, domainName, isBucket, customHeaders });
  const spoken = protocolOf(origin, message.scheme);
  const name = (origin.bucket ?? origin.loadBalancer)?.name ?? domainName;
  const request: OriginRequest = {
    id: origin.id,
    name,
    domainName,
    ...spoken,
    method: message.method,
    path: `${origin.path}${message.path}`,
    ...sees,
  };
  trace.step("origin", name, inWords(request));
  if (isBucket) return askBucket(context, origin, request, received(message, given), trace);
  const connection = connect(configuration, origin, message.scheme, request.headers.host ?? domainName, trace);
  const reached = { ...request, ...(connection.certificate && { certificate: connection.certificate }) };
  if (!connection.isMade) return { request: reached, response: BAD_GATEWAY, from: "CloudFront" };
  const response = answerToHandshake(message, reached, received(message, given), trace);
  if (!origin.loadBalancer || !connection.listener) return { request: reached, response, from: "origin" };
  const blocked = inspected(context, origin.loadBalancer, message, reached, trace);
  if (blocked) return { request: reached, response: blocked, from: "web ACL" };
  const decision = decide(configuration, origin.loadBalancer, connection.listener, reached, trace);
  if (decision.response) return { request: reached, response: decision.response, from: "load balancer", decision };
  return { request: reached, response, from: "origin", decision };
}

function askBucket(context: OriginContext, origin: Origin, request: OriginRequest, response: ReceivedResponse, trace: Trace): OriginAnswer {
  const { configuration, distribution, viewer } = context;
  const asked = { missing: viewer.objectMissing ?? false, response };
  return { request, response: answerOfBucket(configuration, distribution, origin, request, asked, trace), from: "bucket" };
}

function received(message: Message, { status, headers }: OriginResponse): ReceivedResponse {
  return { status: status ?? (isWebSocket(message) ? 101 : 200), headers: lowerCased(headers ?? {}) };
}

/** A handshake without its headers is an ordinary request to the origin, which can't switch protocols (RFC 6455, section 4.2.2). */
function answerToHandshake(message: Message, request: OriginRequest, response: ReceivedResponse, trace: Trace): ReceivedResponse {
  if (!isWebSocket(message)) return response;
  const missing = missingForWebSocket(request.headers);
  trace.step(
    "origin",
    request.name,
    missing.length === 0
      ? "the WebSocket's handshake arrives with all of its headers"
      : `the WebSocket's handshake arrives without ${missing.join(", ")}: 400`,
  );
  return missing.length === 0 ? response : { status: 400, headers: {} };
}

/** The regional web ACL of a load balancer. The address that it sees is CloudFront's own. */
function inspected(
  { configuration, viewer }: OriginContext,
  loadBalancer: Resource,
  message: Message,
  { headers, path, query, cookies }: OriginRequest,
  trace: Trace,
): ReceivedResponse | undefined {
  const association = configuration
    .all("aws_wafv2_web_acl_association")
    .find((one) => configuration.key(one, one.args.resource_arn) === loadBalancer.key);
  const webAcl = association && configuration.find(configuration.key(association, association.args.web_acl_arn));
  if (!webAcl) return undefined;
  const request = {
    message: { ...message, headers, path, query, cookies },
    bodyBytes: viewer.bodyBytes ?? 0,
    bodyLimitBytes: BODY_LIMIT_BYTES,
  };
  const { response } = askWebAcl({ configuration, request, ip: undefined, country: undefined }, webAcl, "load balancer", trace);
  return response && { status: response.status, headers: response.headers };
}

function inWords(request: OriginRequest): string {
  const { protocol, domainName, port, method, headers, cookies } = request;
  const names = Object.keys(headers).sort().join(", ");
  const withCookies = cookies.length > 0 ? `, and ${cookies.length} of its cookies` : ", without cookies";
  return `${method} ${protocol}://${domainName}:${port}${pathAndQuery(request)} with Host: ${headers.host}, the headers ${names}${withCookies}`;
}
