import {
  CloudfrontResponseHeadersPolicy,
  CloudfrontResponseHeadersPolicyCustomHeadersConfigItems,
  CloudfrontResponseHeadersPolicySecurityHeadersConfig,
} from "@cdktf/provider-aws/lib/cloudfront-response-headers-policy";
import { Annotations } from "cdktf";
import { Construct } from "constructs";
import { CREATE_BEFORE_DESTROY } from "../../src/internal/lifecycle";
import { accountWideNameOf, pathFromStack } from "../../src/internal/names";
import { BOOLEAN, NUMBER, PropTypes, STRING, STRINGS, either, oneOf, optional, record } from "../../src/internal/prop-types";
import { sortedBy } from "../../src/internal/sorted-by";
import { Validator, isGiven, isKnown } from "../../src/internal/validator";
import {
  ContentSecurityPolicy,
  DEFAULT_CONTENT_SECURITY_POLICY,
  checkContentSecurityPolicy,
  contentSecurityPolicyText,
} from "./content-security-policy";
import { PermissionsPolicy, checkPermissionsPolicy, permissionsPolicyText } from "./permissions-policy";
import { ResolvedResponseCors, ResponseCors, checkResponseCors, corsConfig, resolveResponseCors } from "./response-cors";
import { checkRemovedHeaders, checkSentHeaders } from "./response-header-names";

const FRAME_OPTIONS = ["DENY", "SAMEORIGIN"] as const;
const REFERRER_POLICIES = [
  "no-referrer",
  "no-referrer-when-downgrade",
  "origin",
  "origin-when-cross-origin",
  "same-origin",
  "strict-origin",
  "strict-origin-when-cross-origin",
  "unsafe-url",
] as const;

/** How long browsers reach a host by HTTPS alone (RFC 6797), and what else they then do. */
export interface StrictTransportSecurity {
  /** Days for which a browser remembers it, counted from its last visit, 0 to 3650; 0 has browsers forget it. @default 365 */
  readonly maxAgeDays?: number;
  /** Whether it binds every name below the host's as well, those that others run included. @default false */
  readonly includeSubdomains?: boolean;
  /**
   * Whether the domain may be built into browsers, which takes months to undo. The list demands `includeSubdomains` and a year at least
   * (hstspreload.org, "Submission Requirements").
   *
   * @default false
   */
  readonly preload?: boolean;
}

/** A header of one's own. */
export interface CustomResponseHeader {
  /** What it says. */
  readonly value: string;
  /** Whether it replaces the origin's header of this name. @default true */
  readonly overrideOrigin?: boolean;
}

/** The referrer policies of browsers. */
export type ReferrerPolicy =
  | "no-referrer"
  | "no-referrer-when-downgrade"
  | "origin"
  | "origin-when-cross-origin"
  | "same-origin"
  | "strict-origin"
  | "strict-origin-when-cross-origin"
  | "unsafe-url";

/** The headers that responses get on their way to viewers, or lose. `false` leaves a header as the origin sends it. */
export interface ResponseHeaders {
  /** Keeps browsers on HTTPS. @default - for a year, for the host itself */
  readonly strictTransportSecurity?: StrictTransportSecurity | false;
  /**
   * What browsers may load from where, as text or by its directives; the origin's own header comes before it. CloudFront allows 1,783
   * characters unless the quota has been raised.
   *
   * @default "default-src 'self'; frame-ancestors 'none'; base-uri 'self'; object-src 'none'"
   */
  readonly contentSecurityPolicy?: string | ContentSecurityPolicy | false;
  /** Which pages may show it in a frame: none, or those of its own origin. @default "DENY" */
  readonly frameOptions?: "DENY" | "SAMEORIGIN" | false;
  /** How much of the address other sites are told. @default "strict-origin-when-cross-origin" */
  readonly referrerPolicy?: ReferrerPolicy | false;
  /** Whether browsers take the content type as it is sent (`nosniff`). @default true */
  readonly contentTypeOptions?: boolean;
  /** Which features of the browser pages may use. @default - as the origin says */
  readonly permissionsPolicy?: PermissionsPolicy;
  /** What pages of other origins may do. @default - as the origin says */
  readonly cors?: ResponseCors;
  /** Further headers by name; a text alone replaces the origin's header. CloudFront allows 10 unless the quota has been raised. @default - none */
  readonly customHeaders?: Readonly<Record<string, string | CustomResponseHeader>>;
  /** Headers of the origin that viewers don't get. CloudFront allows 10 unless the quota has been raised. @default - none */
  readonly removedHeaders?: readonly string[];
  /** Which share of responses has the header `Server-Timing`, 0 to 100 percent with up to four decimal places. @default - none */
  readonly serverTimingSamplingPercent?: number;
}

const OFF = oneOf<false>([false]);
const PROPS: PropTypes<ResponseHeaders> = {
  strictTransportSecurity: optional(either(OFF, record<StrictTransportSecurity>())),
  contentSecurityPolicy: optional(either(OFF, either(STRING, record<ContentSecurityPolicy>()))),
  frameOptions: optional(oneOf([...FRAME_OPTIONS, false] as const)),
  referrerPolicy: optional(oneOf([...REFERRER_POLICIES, false] as const)),
  contentTypeOptions: optional(BOOLEAN),
  permissionsPolicy: optional(record<PermissionsPolicy>()),
  cors: optional(record<ResponseCors>()),
  customHeaders: optional(record<NonNullable<ResponseHeaders["customHeaders"]>>()),
  removedHeaders: optional(STRINGS),
  serverTimingSamplingPercent: optional(NUMBER),
};
const STRICT_TRANSPORT_SECURITY: PropTypes<StrictTransportSecurity> = {
  maxAgeDays: optional(NUMBER),
  includeSubdomains: optional(BOOLEAN),
  preload: optional(BOOLEAN),
};
const CUSTOM_HEADER: PropTypes<CustomResponseHeader> = { value: STRING, overrideOrigin: optional(BOOLEAN) };

/** The choices with every default filled in, and texts as the headers have them. */
export interface ResolvedResponseHeaders {
  readonly strictTransportSecurity: Required<StrictTransportSecurity> | false;
  readonly contentSecurityPolicy: string | false;
  readonly frameOptions: "DENY" | "SAMEORIGIN" | false;
  readonly referrerPolicy: ReferrerPolicy | false;
  readonly contentTypeOptions: boolean;
  readonly cors?: ResolvedResponseCors;
  /** Sorted by name, the permissions policy among them. */
  readonly customHeaders: readonly (Required<CustomResponseHeader> & { readonly header: string })[];
  readonly removedHeaders: readonly string[];
  readonly serverTimingSamplingPercent?: number;
}

const DAYS_PER_YEAR = 365;
const SECONDS_PER_DAY = 86_400;
/** Quotas that AWS raises on request (CloudFront Developer Guide, "Quotas", policies). */
const MAX_CONTENT_SECURITY_POLICY_CHARACTERS = 1783;
const MAX_HEADERS = 10;

/** Records headers that CloudFront or browsers refuse; those that are left out pass. */
export function checkResponseHeaders(validator: Validator, headers: ResponseHeaders | undefined, prop = "responseHeaders"): void {
  if (!headers) return;
  validator.known(prop, headers).props(headers, PROPS, prop);
  const { contentSecurityPolicy, strictTransportSecurity, serverTimingSamplingPercent: percent } = headers;
  if (strictTransportSecurity) checkStrictTransportSecurity(validator, `${prop}.strictTransportSecurity`, strictTransportSecurity);
  checkContentSecurityPolicy(
    validator,
    `${prop}.contentSecurityPolicy`,
    contentSecurityPolicy === false ? undefined : contentSecurityPolicy,
  );
  checkPermissionsPolicy(validator, `${prop}.permissionsPolicy`, headers.permissionsPolicy);
  checkResponseCors(validator, `${prop}.cors`, headers.cors);
  checkCustomHeaders(validator, `${prop}.customHeaders`, headers.customHeaders);
  checkRemovedHeaders(validator, `${prop}.removedHeaders`, headers.removedHeaders);
  validator.check(
    `${prop}.serverTimingSamplingPercent`,
    percent,
    !isGiven(percent) || (percent >= 0 && percent <= 100 && Number.isInteger(Math.round(percent * 1e8) / 1e4)),
    "must be a number from 0 to 100 with up to four decimal places",
    "Give a value from 0 to 100.",
  );
}

function checkStrictTransportSecurity(validator: Validator, prop: string, settings: StrictTransportSecurity): void {
  validator
    .known(prop, settings)
    .props(settings, STRICT_TRANSPORT_SECURITY, prop)
    .integerBetween(`${prop}.maxAgeDays`, settings.maxAgeDays, 0, 3650, "days");
  if (settings.preload !== true) return;
  const days = settings.maxAgeDays ?? DAYS_PER_YEAR;
  validator
    .check(
      `${prop}.preload`,
      true,
      settings.includeSubdomains === true,
      "must be given with includeSubdomains: the preload list takes no others",
      "Set includeSubdomains if every name below the domain has HTTPS, or leave preload out.",
    )
    .check(`${prop}.maxAgeDays`, days, days >= DAYS_PER_YEAR, "must be 365 or more with preload", "Leave it out, or leave preload out.");
}

function checkCustomHeaders(validator: Validator, prop: string, headers: ResponseHeaders["customHeaders"]): void {
  if (!headers) return;
  validator.known(prop, headers).values<string | CustomResponseHeader>(prop, headers, either(STRING, record<CustomResponseHeader>()));
  for (const [name, header] of Object.entries(headers)) {
    if (typeof header !== "string") validator.props(header, CUSTOM_HEADER, `${prop}["${name}"]`);
  }
  checkSentHeaders(
    validator,
    prop,
    Object.entries(headers).map(([name, header]) => [name, valueOf(header)]),
  );
}

function valueOf(header: string | CustomResponseHeader): string {
  return typeof header === "string" ? header : header.value;
}

/** Each default in one place. Pure. */
export function resolveResponseHeaders(headers: ResponseHeaders = {}): ResolvedResponseHeaders {
  const { strictTransportSecurity: hsts, contentSecurityPolicy: csp } = headers;
  return {
    strictTransportSecurity: hsts !== false && {
      maxAgeDays: hsts?.maxAgeDays ?? DAYS_PER_YEAR,
      includeSubdomains: hsts?.includeSubdomains ?? false,
      preload: hsts?.preload ?? false,
    },
    contentSecurityPolicy: typeof csp === "object" && csp ? contentSecurityPolicyText(csp) : (csp ?? DEFAULT_CONTENT_SECURITY_POLICY),
    frameOptions: headers.frameOptions ?? "DENY",
    referrerPolicy: headers.referrerPolicy ?? "strict-origin-when-cross-origin",
    contentTypeOptions: headers.contentTypeOptions ?? true,
    cors: headers.cors && resolveResponseCors(headers.cors),
    customHeaders: customHeaders(headers),
    removedHeaders: headers.removedHeaders ?? [],
    serverTimingSamplingPercent: headers.serverTimingSamplingPercent,
  };
}

function customHeaders({ customHeaders: given, permissionsPolicy }: ResponseHeaders): ResolvedResponseHeaders["customHeaders"] {
  const headers = Object.entries(given ?? {}).map(([header, setting]) => ({
    header,
    value: valueOf(setting),
    overrideOrigin: typeof setting === "string" ? true : (setting.overrideOrigin ?? true),
  }));
  if (permissionsPolicy) {
    headers.push({ header: "Permissions-Policy", value: permissionsPolicyText(permissionsPolicy), overrideOrigin: true });
  }
  return sortedBy(headers, ({ header }) => header);
}

/** A response headers policy of the account; its name is its path and the region. */
export function createResponseHeadersPolicy(
  scope: Construct,
  id: string,
  headers: ResolvedResponseHeaders,
): CloudfrontResponseHeadersPolicy {
  const path = [...pathFromStack(scope), id];
  warnOfQuotas(scope, headers);
  const { customHeaders: custom, removedHeaders: removed, serverTimingSamplingPercent: percent } = headers;
  return new CloudfrontResponseHeadersPolicy(scope, id, {
    name: accountWideNameOf(path, scope, { maxLength: 128, punctuation: "-_" }),
    comment: `Headers of ${path.join("/")}`.slice(0, 128),
    securityHeadersConfig: securityHeadersConfig(headers),
    corsConfig: headers.cors && corsConfig(headers.cors),
    customHeadersConfig: custom.length > 0 ? { items: custom.map(customHeaderItem) } : undefined,
    removeHeadersConfig: removed.length > 0 ? { items: removed.map((header) => ({ header })) } : undefined,
    serverTimingHeadersConfig: isGiven(percent) ? { enabled: true, samplingRate: percent } : undefined,
    // What a behavior still names can't be deleted: its replacement comes first, and it goes last.
    lifecycle: CREATE_BEFORE_DESTROY,
  });
}

function customHeaderItem({
  header,
  value,
  overrideOrigin,
}: ResolvedResponseHeaders["customHeaders"][number]): CloudfrontResponseHeadersPolicyCustomHeadersConfigItems {
  return { header, value, override: overrideOrigin };
}

function securityHeadersConfig(headers: ResolvedResponseHeaders): CloudfrontResponseHeadersPolicySecurityHeadersConfig | undefined {
  const { strictTransportSecurity: hsts, contentSecurityPolicy, frameOptions, referrerPolicy, contentTypeOptions } = headers;
  if (!hsts && !contentSecurityPolicy && !frameOptions && !referrerPolicy && !contentTypeOptions) return undefined;
  return {
    strictTransportSecurity: hsts
      ? {
          accessControlMaxAgeSec: hsts.maxAgeDays * SECONDS_PER_DAY,
          includeSubdomains: hsts.includeSubdomains,
          preload: hsts.preload,
          override: true,
        }
      : undefined,
    contentSecurityPolicy: contentSecurityPolicy ? { contentSecurityPolicy, override: false } : undefined,
    contentTypeOptions: contentTypeOptions ? { override: true } : undefined,
    frameOptions: frameOptions ? { frameOption: frameOptions, override: true } : undefined,
    referrerPolicy: referrerPolicy ? { referrerPolicy, override: true } : undefined,
  };
}

function warnOfQuotas(scope: Construct, headers: ResolvedResponseHeaders): void {
  const { contentSecurityPolicy: policy } = headers;
  const warn = (what: string, count: number, most: number): void => {
    if (count > most) {
      Annotations.of(scope).addWarning(`${what}: ${count}. CloudFront allows ${most} unless the quota of the account has been raised.`);
    }
  };
  warn("Characters of the content security policy", policy && isKnown(policy) ? policy.length : 0, MAX_CONTENT_SECURITY_POLICY_CHARACTERS);
  warn("Custom headers of a response headers policy", headers.customHeaders.length, MAX_HEADERS);
  warn("Removed headers of a response headers policy", headers.removedHeaders.length, MAX_HEADERS);
}
