import { FORMATS } from "../../src/internal/formats";
import { DEFAULT_LOG_RETENTION_DAYS } from "../../src/internal/log-retention";
import { NUMBER, PropTypes, STRING, STRINGS, list, oneOf, optional, record } from "../../src/internal/prop-types";
import { Validator, isGiven } from "../../src/internal/validator";
import { AllowList, checkAllowLists } from "./allow-lists";
import { BODY_INSPECTION_KILOBYTES, BodyInspectionKilobytes, BodyLimit, checkBodyLimits, inspectionFor } from "./body-limits";
import { ManagedRuleGroups, ResolvedManagedGroup, checkManagedRuleGroups, resolveManagedRuleGroups } from "./managed-rule-groups";
import { ManagedRuleGroup } from "./managed-rule-names";
import { DEFAULT_RATE_LIMIT, DEFAULT_RATE_LIMIT_NAME, RateLimit, checkRateLimits } from "./rate-limits";
import { checkIpRanges } from "./web-acl-ip-sets";
import { LOGGED_REQUESTS, LoggedRequests, RedactedField, checkWebAclLogging } from "./web-acl-logging";
import { WEB_ACL_MODE, WebAclMode } from "./web-acl-rule";

/** What a web ACL blocks, and how it logs. */
export interface WebAclSettings {
  /** `count` turns every rule that would block into one that counts, to see what would be blocked. @default "block" */
  readonly mode?: WebAclMode;
  /** What each of AWS's managed rule groups does. @default - all `block`, except `anonymousIp`, which is `count` */
  readonly managedRuleGroups?: ManagedRuleGroups;
  /**
   * Rate limits by name. `perIp` is there by default, and `false` leaves it out: 30,000 requests of one address in five minutes, 100 a second. A regional web ACL
   * has it only with `forwardedIpHeader`: behind CloudFront, all requests come from CloudFront's addresses.
   *
   * @default { perIp: { requests: 30000 } } - none for a regional web ACL without `forwardedIpHeader`
   */
  readonly rateLimits?: Readonly<Record<string, RateLimit | false>>;
  /**
   * How large bodies may be, by name. The managed rule `SizeRestrictions_BODY` blocks bodies over 8 kB on all paths but those that have a larger limit here.
   *
   * @default - none: 8 kB on all paths
   */
  readonly bodyLimits?: Readonly<Record<string, BodyLimit>>;
  /** How much of a body CloudFront hands to AWS WAF, in kilobytes: 16, 32, 48 or 64, for a price above 16. @default - as much as the largest of `bodyLimits`, at least 16 */
  readonly bodyInspectionKilobytes?: BodyInspectionKilobytes;
  /** Partners by name, whose requests the rate limits or all rules leave alone. @default - none */
  readonly allowLists?: Readonly<Record<string, AllowList>>;
  /** IPv4 and IPv6 ranges whose requests are blocked, `/0` excepted. @default - none */
  readonly blockedCidrBlocks?: readonly string[];
  /** Countries whose requests are blocked, as ISO 3166 two-letter codes in capital letters. @default - none */
  readonly blockedCountries?: readonly string[];
  /**
   * The header that a proxy before this writes the client's address to, such as `x-forwarded-for`. IP sets ask its last address, which the nearest proxy has
   * added; rate limits and countries can only ask its first, which a client may forge (AWS WAF Developer Guide, "Using forwarded IP addresses in AWS WAF").
   *
   * @default - the address that connects
   */
  readonly forwardedIpHeader?: string;
  /** Which requests are logged. @default "blockedAndCounted" */
  readonly loggedRequests?: LoggedRequests;
  /** Headers whose values are redacted in the logs, in lower case; samples of requests in the console show them. @default - `authorization` and `cookie` */
  readonly redactedHeaders?: readonly string[];
  /** What else is redacted in the logs: `uriPath`, `queryString`, `method`. @default - nothing */
  readonly redactedFields?: readonly RedactedField[];
  /** Days that CloudWatch keeps the logs: 1, 3, 5, 7, 14, 30, 60, 90 or another of its retention periods. @default 365 */
  readonly logRetentionDays?: number;
}

/** The props of a web ACL's settings. */
export const WEB_ACL_SETTINGS: PropTypes<WebAclSettings> = {
  mode: optional(WEB_ACL_MODE),
  managedRuleGroups: optional(record()),
  rateLimits: optional(record()),
  bodyLimits: optional(record()),
  bodyInspectionKilobytes: optional(oneOf(BODY_INSPECTION_KILOBYTES)),
  allowLists: optional(record()),
  blockedCidrBlocks: optional(STRINGS),
  blockedCountries: optional(STRINGS),
  forwardedIpHeader: optional(STRING),
  loggedRequests: optional(oneOf(LOGGED_REQUESTS)),
  redactedHeaders: optional(STRINGS),
  redactedFields: optional(list()),
  logRetentionDays: optional(NUMBER),
};

/** A web ACL's choices with every default filled in. */
export interface ResolvedWebAcl extends Required<Omit<WebAclSettings, "managedRuleGroups" | "forwardedIpHeader">> {
  /** What each of AWS's managed rule groups does. */
  readonly managedRuleGroups: Readonly<Record<ManagedRuleGroup, ResolvedManagedGroup>>;
  /** The header that a proxy writes the client's address to; undefined where the address that connects is asked. */
  readonly forwardedIpHeader: string | undefined;
}

/** Records settings that AWS WAF refuses for a web ACL; `prefix` is what stands before their names: `webAcl.`. */
export function checkWebAclSettings(
  validator: Validator,
  settings: WebAclSettings,
  scope: "CLOUDFRONT" | "REGIONAL" = "CLOUDFRONT",
  prefix = "",
): void {
  validator.known(`${prefix}mode`, settings.mode).known(`${prefix}forwardedIpHeader`, settings.forwardedIpHeader);
  checkManagedRuleGroups(validator, `${prefix}managedRuleGroups`, settings.managedRuleGroups);
  checkRateLimits(validator, `${prefix}rateLimits`, settings.rateLimits);
  checkBodyLimits(validator, prefix, settings, scope);
  checkAllowLists(validator, `${prefix}allowLists`, settings.allowLists, settings.blockedCidrBlocks);
  checkIpRanges(validator, `${prefix}blockedCidrBlocks`, settings.blockedCidrBlocks);
  settings.blockedCountries?.forEach((code, index) => validator.format(`${prefix}blockedCountries[${index}]`, code, FORMATS.countryCode));
  validator.matches(
    `${prefix}forwardedIpHeader`,
    settings.forwardedIpHeader,
    /^[a-z0-9-]{1,255}$/,
    "must be a header's name in lower case: letters, digits and dashes",
    'Write it as "x-forwarded-for".',
  );
  checkWebAclLogging(validator, prefix, settings);
}

/** Each default in one place. Pure. */
export function resolveWebAclSettings(settings: WebAclSettings = {}, scope: "CLOUDFRONT" | "REGIONAL" = "CLOUDFRONT"): ResolvedWebAcl {
  const bodyLimits = settings.bodyLimits ?? {};
  const forwardedIpHeader = settings.forwardedIpHeader ?? undefined;
  return {
    mode: settings.mode ?? "block",
    managedRuleGroups: resolveManagedRuleGroups(settings.managedRuleGroups ?? undefined),
    rateLimits: resolveRateLimits(settings.rateLimits ?? {}, scope === "CLOUDFRONT" || isGiven(forwardedIpHeader)),
    bodyLimits,
    bodyInspectionKilobytes: settings.bodyInspectionKilobytes ?? inspectionFor(bodyLimits),
    allowLists: settings.allowLists ?? {},
    blockedCidrBlocks: settings.blockedCidrBlocks ?? [],
    blockedCountries: settings.blockedCountries ?? [],
    forwardedIpHeader,
    loggedRequests: settings.loggedRequests ?? "blockedAndCounted",
    redactedHeaders: settings.redactedHeaders ?? ["authorization", "cookie"],
    redactedFields: settings.redactedFields ?? [],
    logRetentionDays: settings.logRetentionDays ?? DEFAULT_LOG_RETENTION_DAYS,
  };
}

function resolveRateLimits(
  given: NonNullable<WebAclSettings["rateLimits"]>,
  byDefault: boolean,
): Readonly<Record<string, RateLimit | false>> {
  const perIp = given[DEFAULT_RATE_LIMIT_NAME] ?? (byDefault ? DEFAULT_RATE_LIMIT : false);
  return { ...given, [DEFAULT_RATE_LIMIT_NAME]: perIp };
}
