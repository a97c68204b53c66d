import { CloudfrontResponseHeadersPolicyCorsConfig } from "@cdktf/provider-aws/lib/cloudfront-response-headers-policy";
import { BOOLEAN, NUMBER, PropType, PropTypes, STRINGS, optional } from "../../src/internal/prop-types";
import { Validator } from "../../src/internal/validator";

const METHODS = ["GET", "HEAD", "OPTIONS", "PUT", "POST", "PATCH", "DELETE", "ALL"] as const;

/** What browsers let pages of other origins do (CloudFront Developer Guide, "Understand response headers policies", CORS headers). */
export interface ResponseCors {
  /** Origins such as `https://app.example.com` or `https://*.example.com`, or `*` for every origin. */
  readonly allowedOrigins: readonly string[];
  /** Methods of requests that pages of these origins may send; `ALL` is every one. @default ["GET", "HEAD", "OPTIONS"] */
  readonly allowedMethods?: readonly ("GET" | "HEAD" | "OPTIONS" | "PUT" | "POST" | "PATCH" | "DELETE" | "ALL")[];
  /** Request headers that pages may set, or `*` for all but `Authorization`. @default ["content-type"] */
  readonly allowedHeaders?: readonly string[];
  /** Response headers that pages may read, or `*`. @default - those that browsers always expose */
  readonly exposeHeaders?: readonly string[];
  /** Whether pages may send cookies and other credentials; then nothing may be `*` or `ALL`. @default false */
  readonly allowCredentials?: boolean;
  /** How long a browser may cache the response to a preflight request, 0 to 86400 seconds. @default 3600 */
  readonly maxAgeSeconds?: number;
  /** Whether these headers replace those of the origin. @default true */
  readonly overrideOrigin?: boolean;
}

const PROPS: PropTypes<ResponseCors> = {
  allowedOrigins: STRINGS,
  allowedMethods: optional(STRINGS) as PropType<ResponseCors["allowedMethods"]>,
  allowedHeaders: optional(STRINGS),
  exposeHeaders: optional(STRINGS),
  allowCredentials: optional(BOOLEAN),
  maxAgeSeconds: optional(NUMBER),
  overrideOrigin: optional(BOOLEAN),
};

/** The choices with every default filled in. */
export type ResolvedResponseCors = Required<ResponseCors>;

/** A scheme and a host; a `*` is allowed as the leftmost part of the domain alone. */
const ORIGIN = /^(\*|https?:\/\/(\*\.)?[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*(:(\d{1,5}|\*))?)$/;
const HEADER = /^(\*|[A-Za-z0-9!#$%&'+.^_`|~-]+)$/;
const ONE_HEADER = "must be a header's name, or *";

/** Records what CloudFront or browsers refuse; settings that are left out pass. */
export function checkResponseCors(validator: Validator, prop: string, cors: ResponseCors | undefined): void {
  if (!cors) return;
  validator.known(prop, cors).props(cors, PROPS, prop);
  for (const name of ["allowedOrigins", "allowedMethods", "allowedHeaders"] as const) {
    validator.check(`${prop}.${name}`, cors[name], cors[name]?.length !== 0, "must not be empty", "Name at least one.");
  }
  cors.allowedOrigins.forEach((origin, index) =>
    validator.matches(
      `${prop}.allowedOrigins[${index}]`,
      origin,
      ORIGIN,
      "must be a scheme and a host, with nothing behind them but a port; * stands for the leftmost part of the host, or for every origin",
      'Write it as "https://app.example.com".',
    ),
  );
  cors.allowedMethods?.forEach((method, index) => validator.oneOf(`${prop}.allowedMethods[${index}]`, method, METHODS));
  for (const name of ["allowedHeaders", "exposeHeaders"] as const) {
    cors[name]?.forEach((header, index) =>
      validator.matches(`${prop}.${name}[${index}]`, header, HEADER, ONE_HEADER, 'Write it as "x-request-id".'),
    );
  }
  if (cors.allowCredentials === true) checkCredentials(validator, prop, cors);
  validator.integerBetween(`${prop}.maxAgeSeconds`, cors.maxAgeSeconds, 0, 86_400, "seconds");
}

/** Browsers take no `*` where credentials are sent (Fetch, "CORS protocol and credentials"), and CloudFront refuses such a policy. */
function checkCredentials(validator: Validator, prop: string, cors: ResponseCors): void {
  for (const name of ["allowedOrigins", "allowedMethods", "allowedHeaders", "exposeHeaders"] as const) {
    const every = name === "allowedMethods" ? "ALL" : "*";
    validator.check(
      `${prop}.${name}`,
      cors[name],
      !(cors[name] as readonly string[] | undefined)?.includes(every),
      `must not hold ${every} where credentials are allowed`,
      "Name each, or leave allowCredentials out.",
    );
  }
}

/** Each default in one place. Pure. */
export function resolveResponseCors(cors: ResponseCors): ResolvedResponseCors {
  return {
    allowedOrigins: cors.allowedOrigins,
    allowedMethods: cors.allowedMethods ?? ["GET", "HEAD", "OPTIONS"],
    allowedHeaders: cors.allowedHeaders ?? ["content-type"],
    exposeHeaders: cors.exposeHeaders ?? [],
    allowCredentials: cors.allowCredentials ?? false,
    maxAgeSeconds: cors.maxAgeSeconds ?? 3600,
    overrideOrigin: cors.overrideOrigin ?? true,
  };
}

/** The policy's block. Pure. */
export function corsConfig(cors: ResolvedResponseCors): CloudfrontResponseHeadersPolicyCorsConfig {
  return {
    accessControlAllowOrigins: { items: [...cors.allowedOrigins] },
    accessControlAllowMethods: { items: [...cors.allowedMethods] },
    accessControlAllowHeaders: { items: [...cors.allowedHeaders] },
    accessControlExposeHeaders: cors.exposeHeaders.length > 0 ? { items: [...cors.exposeHeaders] } : undefined,
    accessControlAllowCredentials: cors.allowCredentials,
    accessControlMaxAgeSec: cors.maxAgeSeconds,
    originOverride: cors.overrideOrigin,
  };
}
