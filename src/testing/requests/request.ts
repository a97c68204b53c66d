import { BOOLEAN, NUMBER, PropTypes, STRING, STRING_RECORD, oneOf, optional, record } from "../../internal/prop-types";
import { Validator } from "../../internal/validator";

/** What an origin answers. */
export interface OriginResponse {
  /** The HTTP status code, 100 to 599. @default 200; 101 for a WebSocket handshake */
  readonly status?: number;
  /** Its headers, such as `{ "Cache-Control": "max-age=60" }`. @default - none */
  readonly headers?: Readonly<Record<string, string>>;
}

/**
 * What a function of an event type does with its event, as CloudFront Functions have it (CloudFront Developer Guide, "CloudFront Functions event structure"):
 * it returns the request, or a response with a `statusCode`.
 */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type EdgeFunction = (event: any) => any;

/** What a viewer sends, and what is known of the world beside the stack. */
export interface ViewerRequest {
  /** The URL, with its scheme: `https://trading.example.com/api/orders?open=true`. `wss` is a WebSocket's. */
  readonly url: string;
  /** The method, in capitals. @default "GET" */
  readonly method?: string;
  /**
   * Headers that the viewer sends; a `Host` that differs from the URL's is sent as it is, and one that is empty isn't sent.
   *
   * @default - Host, User-Agent, and those of a WebSocket's handshake
   */
  readonly headers?: Readonly<Record<string, string>>;
  /** Cookies by name. @default - those of the header `Cookie` */
  readonly cookies?: Readonly<Record<string, string>>;
  /** The viewer's address, IPv4 or IPv6. @default - not known: what asks for it depends on it */
  readonly ip?: string;
  /** The viewer's country, as an ISO 3166 two-letter code. @default - not known: what asks for it depends on it */
  readonly country?: string;
  /** The size of the body in bytes. @default 0 */
  readonly bodyBytes?: number;
  /** The name that the viewer's TLS handshake asks for (SNI). @default - the URL's host */
  readonly serverName?: string;
  /** Whether the request has a signature that CloudFront accepts, in its URL or its cookies. @default false */
  readonly signed?: boolean;
  /** What the origin answers once the request reaches it. @default - 200 without headers */
  readonly response?: OriginResponse;
  /** What the second origin of an origin group answers, if CloudFront fails over to it. @default - 200 without headers */
  readonly failoverResponse?: OriginResponse;
  /** Whether there is no object in the bucket under the key that an S3 origin is asked for. @default false */
  readonly objectMissing?: boolean;
  /**
   * What CloudFront functions do, by their construct's path below the stack.
   *
   * @default - what their code in the stack does; one that is asynchronous, reads a key value store or isn't in the stack changes nothing
   */
  readonly functions?: Readonly<Record<string, EdgeFunction>>;
}

const METHODS = ["GET", "HEAD", "OPTIONS", "PUT", "POST", "PATCH", "DELETE"] as const;

const REQUEST: PropTypes<ViewerRequest> = {
  url: STRING,
  method: optional(oneOf<string>(METHODS)),
  headers: optional(STRING_RECORD),
  cookies: optional(STRING_RECORD),
  ip: optional(STRING),
  country: optional(STRING),
  bodyBytes: optional(NUMBER),
  serverName: optional(STRING),
  signed: optional(BOOLEAN),
  response: optional(record<OriginResponse>()),
  failoverResponse: optional(record<OriginResponse>()),
  objectMissing: optional(BOOLEAN),
  functions: optional(record<Readonly<Record<string, EdgeFunction>>>()),
};

const RESPONSE: PropTypes<OriginResponse> = { status: optional(NUMBER), headers: optional(STRING_RECORD) };

/** Scheme, authority, path and query. */
export const URL_PARTS = /^(https?|wss?):\/\/([^/?#\s]+)(\/[^?#\s]*)?(?:\?([^#\s]*))?$/i;
const COUNTRY = /^[A-Z]{2}$/;

/**
 * What would be answered by a refusal, as what was meant might be: a member written wrongly, a URL without its scheme.
 *
 * @throws ValidationError with every rule that the request breaks
 */
export function checkRequest(request: ViewerRequest): void {
  const validator = new Validator("simulateRequest").props(request, REQUEST);
  for (const name of ["response", "failoverResponse"] as const) {
    const response = request[name];
    if (response) validator.props(response, RESPONSE, name).integerBetween(`${name}.status`, response.status, 100, 599);
  }
  validator
    .matches(
      "url",
      request.url,
      URL_PARTS,
      "must be a URL with its scheme and host, without a fragment",
      'Write it as "https://trading.example.com/api/orders".',
    )
    .matches("country", request.country, COUNTRY, "must be an ISO 3166 two-letter code in capitals", 'Write it as "DE".')
    .check(
      "bodyBytes",
      request.bodyBytes,
      Number.isInteger(request.bodyBytes ?? 0) && (request.bodyBytes ?? 0) >= 0,
      "must be a whole number of bytes",
      "Give 0 or more.",
    )
    .throwIfInvalid();
}
