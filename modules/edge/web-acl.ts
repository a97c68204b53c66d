import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { Wafv2IpSet } from "@cdktf/provider-aws/lib/wafv2-ip-set";
import { Wafv2WebAcl } from "@cdktf/provider-aws/lib/wafv2-web-acl";
import { Wafv2WebAclLoggingConfiguration } from "@cdktf/provider-aws/lib/wafv2-web-acl-logging-configuration";
import { TerraformProvider } from "cdktf";
import { Construct } from "constructs";
import { IEncryptionKey, Removal } from "../../src/core";
import { checkCidr } from "../../src/internal/cidr";
import { FORMATS } from "../../src/internal/formats";
import { WIDEST_PREFIX, isOpenToEverybody } from "../../src/internal/ip-ranges";
import { createLogGroup } from "../../src/internal/log-group";
import { DEFAULT_LOG_RETENTION_DAYS, checkLogRetention } from "../../src/internal/log-retention";
import { accountWideName, pathText } from "../../src/internal/names";
import { NUMBER, PropTypes, STRINGS, oneOf, optional, record } from "../../src/internal/prop-types";
import { Validator } from "../../src/internal/validator";
import {
  IP_ADDRESS_VERSIONS,
  IpAddressVersion,
  MANAGED_RULE_GROUPS,
  ManagedRuleGroup,
  RULE_GROUP_MODES,
  RuleGroupMode,
  visibility,
  webAclRules,
} from "./web-acl-rules";

/** The choices for a distribution's web ACL. */
export interface WebAclSettings {
  /**
   * What each of AWS's managed rule groups does. `anonymousIp` also matches clients that run in clouds, as trading clients do.
   *
   * @default - all `block`, except `anonymousIp`, which is `count`
   */
  readonly managedRuleGroups?: Readonly<Partial<Record<ManagedRuleGroup, RuleGroupMode>>>;
  /** Requests that one IP address may send in five minutes, 10 to 2,000,000,000; what exceeds it gets status 429. @default 10000 */
  readonly rateLimitPerFiveMinutes?: number;
  /** IPv4 and IPv6 ranges whose requests are blocked, `/0` excepted. @default - none */
  readonly blockedCidrBlocks?: readonly string[];
  /** Countries whose requests are blocked, as ISO 3166 two-letter codes in capital letters. @default - none */
  readonly blockedCountries?: readonly string[];
  /** Headers whose values are redacted in the logs, in lower case. @default - `authorization` and `cookie` */
  readonly redactedHeaders?: readonly string[];
  /** Days that CloudWatch keeps the logs: 1, 3, 5, 7, 14, 30, 60, 90 or another of its retention periods. @default 365 */
  readonly logRetentionDays?: number;
}

const WEB_ACL: PropTypes<WebAclSettings> = {
  managedRuleGroups: optional(record()),
  rateLimitPerFiveMinutes: optional(NUMBER),
  blockedCidrBlocks: optional(STRINGS),
  blockedCountries: optional(STRINGS),
  redactedHeaders: optional(STRINGS),
  logRetentionDays: optional(NUMBER),
};

const MODE = optional(oneOf(RULE_GROUP_MODES));
const MODES: PropTypes<NonNullable<WebAclSettings["managedRuleGroups"]>> = {
  ipReputation: MODE,
  anonymousIp: MODE,
  common: MODE,
  knownBadInputs: MODE,
  sqlInjection: MODE,
};

/** A web ACL's choices with every default filled in. */
interface ResolvedWebAcl extends Required<WebAclSettings> {
  readonly managedRuleGroups: Readonly<Record<ManagedRuleGroup, RuleGroupMode>>;
}

/** What a web ACL is made from. */
interface WebAclInputs {
  readonly webAcl: ResolvedWebAcl;
  /** A key of us-east-1, for the logs. */
  readonly encryptionKey: IEncryptionKey;
  readonly globalProvider: TerraformProvider;
  readonly removal: Removal;
}

/** What a web ACL consists of. */
interface WebAclResources {
  readonly webAcl: Wafv2WebAcl;
  readonly ipSets: Readonly<Partial<Record<IpAddressVersion, Wafv2IpSet>>>;
  readonly logGroup: CloudwatchLogGroup;
  readonly logging: Wafv2WebAclLoggingConfiguration;
}

/** Records choices that AWS WAF refuses for a web ACL; choices that are left out pass. */
export function checkWebAcl(validator: Validator, webAcl: WebAclSettings | undefined): void {
  if (!webAcl) return;
  validator
    .known("webAcl", webAcl)
    .props(webAcl, WEB_ACL, "webAcl")
    .known("webAcl.blockedCidrBlocks", webAcl.blockedCidrBlocks)
    .known("webAcl.redactedHeaders", webAcl.redactedHeaders)
    .integerBetween("webAcl.rateLimitPerFiveMinutes", webAcl.rateLimitPerFiveMinutes, 10, 2_000_000_000, "requests");
  checkManagedRuleGroups(validator, webAcl.managedRuleGroups ?? {});
  webAcl.blockedCidrBlocks?.forEach((cidr, index) => checkBlockedCidrBlock(validator, `webAcl.blockedCidrBlocks[${index}]`, cidr));
  webAcl.blockedCountries?.forEach((code, index) => validator.format(`webAcl.blockedCountries[${index}]`, code, FORMATS.countryCode));
  webAcl.redactedHeaders?.forEach((header, index) =>
    validator.matches(
      `webAcl.redactedHeaders[${index}]`,
      header,
      /^[a-z0-9_-]{1,40}$/,
      "must be a header's name in lower case: 1 to 40 letters, digits, dashes and underscores",
      'Write it as "x-api-key".',
    ),
  );
  checkLogRetention(validator, "webAcl.logRetentionDays", webAcl.logRetentionDays);
}

function checkManagedRuleGroups(validator: Validator, modes: NonNullable<WebAclSettings["managedRuleGroups"]>): void {
  validator.known("webAcl.managedRuleGroups", modes).props(modes, MODES, "webAcl.managedRuleGroups");
  for (const [group, mode] of Object.entries(modes)) {
    const prop = `webAcl.managedRuleGroups.${group}`;
    validator.oneOf(prop, group, Object.keys(MANAGED_RULE_GROUPS)).known(prop, mode);
  }
}

/** An IP set accepts every range but /0 (AWS WAF API reference, IPSet): two halves of everybody would pass. */
function checkBlockedCidrBlock(validator: Validator, prop: string, cidr: string): void {
  checkCidr(validator.known(prop, cidr), prop, cidr, FORMATS.cidr).check(
    prop,
    cidr,
    !isOpenToEverybody(cidr),
    "must not be everybody",
    `Name the range that is meant, a /${WIDEST_PREFIX.ipv4} of IPv4 or a /${WIDEST_PREFIX.ipv6} of IPv6 or narrower.`,
  );
}

/** Each default in one place. Pure. */
export function resolveWebAcl(webAcl: WebAclSettings = {}): ResolvedWebAcl {
  const modes = webAcl.managedRuleGroups ?? {};
  return {
    managedRuleGroups: {
      ipReputation: modes.ipReputation ?? "block",
      anonymousIp: modes.anonymousIp ?? "count",
      common: modes.common ?? "block",
      knownBadInputs: modes.knownBadInputs ?? "block",
      sqlInjection: modes.sqlInjection ?? "block",
    },
    rateLimitPerFiveMinutes: webAcl.rateLimitPerFiveMinutes ?? 10_000,
    blockedCidrBlocks: webAcl.blockedCidrBlocks ?? [],
    blockedCountries: webAcl.blockedCountries ?? [],
    redactedHeaders: webAcl.redactedHeaders ?? ["authorization", "cookie"],
    logRetentionDays: webAcl.logRetentionDays ?? DEFAULT_LOG_RETENTION_DAYS,
  };
}

/** A web ACL for CloudFront, and its logs without credentials. */
export function createWebAcl(parent: Construct, settings: WebAclInputs): WebAclResources {
  const scope = new Construct(parent, "WebAcl");
  const { webAcl: choices, globalProvider: provider } = settings;
  const ipSets = createIpSets(scope, choices.blockedCidrBlocks, provider);
  const name = accountWideName(scope, { maxLength: 128, punctuation: "-_" });
  const webAcl = new Wafv2WebAcl(scope, "Resource", {
    name,
    // The characters that AWS WAF accepts (AWS WAF API Reference, CreateWebACL).
    description: pathText(scope, 256).replace(/[^\w+=:#@/,.-]/g, "-"),
    scope: "CLOUDFRONT",
    defaultAction: { allow: {} },
    rule: webAclRules({ ...choices, blockedIpSetArns: { IPV4: ipSets.IPV4?.arn, IPV6: ipSets.IPV6?.arn } }),
    visibilityConfig: visibility(name),
    provider,
  });
  return { webAcl, ipSets, ...createLogging(scope, webAcl.arn, settings) };
}

function createIpSets(scope: Construct, cidrBlocks: readonly string[], provider: TerraformProvider): WebAclResources["ipSets"] {
  const ipSets: Partial<Record<IpAddressVersion, Wafv2IpSet>> = {};
  for (const version of IP_ADDRESS_VERSIONS) {
    const addresses = cidrBlocks.filter((cidr) => cidr.includes(":") === (version === "IPV6"));
    if (addresses.length === 0) continue;
    ipSets[version] = new Wafv2IpSet(scope, `Blocked-${version}`, {
      name: `${accountWideName(scope, { maxLength: 123, punctuation: "-_" })}-${version.toLowerCase()}`,
      scope: "CLOUDFRONT",
      ipAddressVersion: version,
      addresses,
      provider,
    });
  }
  return ipSets;
}

function createLogging(scope: Construct, webAclArn: string, settings: WebAclInputs): Pick<WebAclResources, "logGroup" | "logging"> {
  const { webAcl: choices, encryptionKey, globalProvider: provider, removal } = settings;
  const logGroup = createLogGroup(scope, "LogGroup", {
    // AWS WAF accepts no other names (AWS WAF Developer Guide, "Sending web ACL traffic logs to an Amazon CloudWatch Logs log group").
    name: `aws-waf-logs-${accountWideName(scope, { maxLength: 499, punctuation: "-_" })}`,
    retentionDays: choices.logRetentionDays,
    encryptionKey,
    provider,
    removal,
  });
  const logging = new Wafv2WebAclLoggingConfiguration(scope, "Logging", {
    resourceArn: webAclArn,
    logDestinationConfigs: [logGroup.arn],
    redactedFields: choices.redactedHeaders.map((name) => ({ singleHeader: { name } })),
    provider,
  });
  return { logGroup, logging };
}
