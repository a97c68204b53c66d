import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { Wafv2IpSet } from "@cdktf/provider-aws/lib/wafv2-ip-set";
import { Wafv2WebAcl, Wafv2WebAclRule } from "@cdktf/provider-aws/lib/wafv2-web-acl";
import { Wafv2WebAclLoggingConfiguration } from "@cdktf/provider-aws/lib/wafv2-web-acl-logging-configuration";
import { TerraformProvider } from "cdktf";
import { Construct } from "constructs";
import { IEncryptionKey, Removal } from "../../src/core";
import { createLogGroup } from "../../src/internal/log-group";
import { DEFAULT_LOG_RETENTION_DAYS, checkLogRetention } from "../../src/internal/log-retention";
import { pathFromStack, physicalName } from "../../src/internal/names";
import { Validator } from "../../src/internal/validator";

/** AWS's rule groups, by what they know. */
export const MANAGED_RULE_GROUPS = {
  ipReputation: "AWSManagedRulesAmazonIpReputationList",
  anonymousIp: "AWSManagedRulesAnonymousIpList",
  common: "AWSManagedRulesCommonRuleSet",
  knownBadInputs: "AWSManagedRulesKnownBadInputsRuleSet",
  sqlInjection: "AWSManagedRulesSQLiRuleSet",
} as const;

export type ManagedRuleGroup = keyof typeof MANAGED_RULE_GROUPS;
/** `block` as the group decides, `count` to watch it first. */
export type RuleGroupMode = "block" | "count" | "off";

export interface WebAclProps {
  /**
   * What each group may do. `anonymousIp` also blocks clients that run in clouds, as trading clients do.
   *
   * @default - all block but `anonymousIp`, which counts
   */
  readonly managedRuleGroups?: Partial<Record<ManagedRuleGroup, RuleGroupMode>>;
  /** Requests that one address may send in five minutes, 10 to 2,000,000,000. @default 10000 */
  readonly requestsPerFiveMinutes?: number;
  /** IPv4 and IPv6 ranges that are refused. @default - none */
  readonly blockedCidrBlocks?: readonly string[];
  /** Countries that are refused, as ISO 3166 two-letter codes. @default - none */
  readonly blockedCountries?: readonly string[];
  /** Headers, in lower case, whose values are kept out of the logs. @default - `authorization` and `cookie` */
  readonly redactedHeaders?: readonly string[];
  /** Days that CloudWatch keeps the logs. @default 365 */
  readonly logRetentionDays?: number;
}

export interface WebAclSettings extends WebAclProps {
  /** Encrypts the logs, in us-east-1. */
  readonly encryptionKey: IEncryptionKey;
  /** The provider for us-east-1, where everything of CloudFront's lives. */
  readonly globalProvider: TerraformProvider;
  readonly removal: Removal;
}

const DEFAULT_MODES: Readonly<Record<ManagedRuleGroup, RuleGroupMode>> = {
  ipReputation: "block",
  anonymousIp: "count",
  common: "block",
  knownBadInputs: "block",
  sqlInjection: "block",
};

/** The web ACL of a distribution, with logs that hold no credentials. */
export class WebAcl extends Construct {
  public readonly webAclArn: string;
  public readonly webAclName: string;
  public readonly resource: Wafv2WebAcl;
  public readonly logGroup: CloudwatchLogGroup;
  public readonly logging: Wafv2WebAclLoggingConfiguration;
  public readonly managedRuleGroups: Readonly<Record<ManagedRuleGroup, RuleGroupMode>>;
  public readonly requestsPerFiveMinutes: number;
  public readonly logRetentionDays: number;

  constructor(scope: Construct, id: string, props: WebAclSettings) {
    super(scope, id);
    const modes = props.managedRuleGroups ?? {};
    this.managedRuleGroups = {
      ipReputation: modes.ipReputation ?? DEFAULT_MODES.ipReputation,
      anonymousIp: modes.anonymousIp ?? DEFAULT_MODES.anonymousIp,
      common: modes.common ?? DEFAULT_MODES.common,
      knownBadInputs: modes.knownBadInputs ?? DEFAULT_MODES.knownBadInputs,
      sqlInjection: modes.sqlInjection ?? DEFAULT_MODES.sqlInjection,
    };
    this.requestsPerFiveMinutes = props.requestsPerFiveMinutes ?? 10_000;
    this.logRetentionDays = props.logRetentionDays ?? DEFAULT_LOG_RETENTION_DAYS;
    this.validate(props);
    const provider = props.globalProvider;
    const name = physicalName(this, { maxLength: 128, punctuation: "-_" });
    this.resource = new Wafv2WebAcl(this, "Resource", {
      name,
      description: pathFromStack(this).join("/"),
      scope: "CLOUDFRONT",
      defaultAction: { allow: {} },
      rule: this.rules(props),
      visibilityConfig: visibility(name),
      provider,
    });
    this.webAclArn = this.resource.arn;
    this.webAclName = this.resource.name;
    this.logGroup = createLogGroup(this, "LogGroup", {
      // WAF takes no other names (AWS WAF Developer Guide, "Sending web ACL traffic logs to a CloudWatch Logs log group").
      name: `aws-waf-logs-${physicalName(this, { maxLength: 400, punctuation: "-_" })}`,
      retentionDays: this.logRetentionDays,
      encryptionKey: props.encryptionKey,
      provider,
      removal: props.removal,
    });
    this.logging = new Wafv2WebAclLoggingConfiguration(this, "Logging", {
      resourceArn: this.webAclArn,
      logDestinationConfigs: [this.logGroup.arn],
      redactedFields: (props.redactedHeaders ?? ["authorization", "cookie"]).map((header) => ({ singleHeader: { name: header } })),
      provider,
    });
  }

  /** Priorities leave gaps, and every rule keeps its own whatever else is turned on: a changed one would renumber the others. */
  private rules(props: WebAclSettings): Wafv2WebAclRule[] {
    const blocked = [...this.ipSets(props), ...countryStatements(props)];
    const rules: Wafv2WebAclRule[] = blocked.map(({ name, priority, statement }) => ({
      name,
      priority,
      action: { block: {} },
      statement,
      visibilityConfig: visibility(name),
    }));
    rules.push({
      name: "RateLimit",
      priority: 20,
      action: { block: { customResponse: { responseCode: 429 } } },
      statement: { rate_based_statement: { limit: this.requestsPerFiveMinutes, aggregate_key_type: "IP", evaluation_window_sec: 300 } },
      visibilityConfig: visibility("RateLimit"),
    });
    (Object.keys(MANAGED_RULE_GROUPS) as ManagedRuleGroup[]).forEach((group, index) => {
      const mode = this.managedRuleGroups[group];
      if (mode === "off") return;
      const name = MANAGED_RULE_GROUPS[group];
      rules.push({
        name,
        priority: 30 + index * 10,
        overrideAction: mode === "count" ? { count: {} } : { none: {} },
        statement: { managed_rule_group_statement: { vendor_name: "AWS", name } },
        visibilityConfig: visibility(name),
      });
    });
    return rules;
  }

  private ipSets(props: WebAclSettings) {
    const families = [
      { family: "IPV4", priority: 0, addresses: (props.blockedCidrBlocks ?? []).filter((cidr) => !cidr.includes(":")) },
      { family: "IPV6", priority: 1, addresses: (props.blockedCidrBlocks ?? []).filter((cidr) => cidr.includes(":")) },
    ];
    return families
      .filter(({ addresses }) => addresses.length > 0)
      .map(({ family, priority, addresses }) => {
        const set = new Wafv2IpSet(this, `Blocked-${family}`, {
          name: physicalName(this, { maxLength: 120, punctuation: "-_" }) + `-${family.toLowerCase()}`,
          scope: "CLOUDFRONT",
          ipAddressVersion: family,
          addresses: [...addresses],
          provider: props.globalProvider,
        });
        return { name: `Blocked${family}`, priority, statement: { ip_set_reference_statement: { arn: set.arn } } };
      });
  }

  private validate(props: WebAclSettings): void {
    const validator = new Validator(this)
      .integerBetween("requestsPerFiveMinutes", this.requestsPerFiveMinutes, 10, 2_000_000_000, "requests")
      .check(
        "blockedCountries",
        props.blockedCountries,
        (props.blockedCountries ?? []).every((code) => /^[A-Z]{2}$/.test(code)),
        "must be two capital letters each",
        'Write them as ["KP"].',
      )
      .check(
        "blockedCidrBlocks",
        props.blockedCidrBlocks,
        (props.blockedCidrBlocks ?? []).every((cidr) => /^[0-9a-fA-F.:]+\/(?!0$)\d{1,3}$/.test(cidr)),
        "must be ranges, none of them everybody",
        'Write them as ["192.0.2.0/24"].',
      );
    for (const [group, mode] of Object.entries(props.managedRuleGroups ?? {})) {
      validator
        .oneOf("managedRuleGroups", group, Object.keys(MANAGED_RULE_GROUPS))
        .oneOf(`managedRuleGroups.${group}`, mode, ["block", "count", "off"]);
    }
    checkLogRetention(validator, "logRetentionDays", props.logRetentionDays);
    validator.throwIfInvalid();
  }
}

function countryStatements(props: WebAclProps) {
  if (!props.blockedCountries?.length) return [];
  return [{ name: "BlockedCountries", priority: 10, statement: { geo_match_statement: { country_codes: [...props.blockedCountries] } } }];
}

function visibility(metricName: string) {
  return { metricName, cloudwatchMetricsEnabled: true, sampledRequestsEnabled: true };
}
