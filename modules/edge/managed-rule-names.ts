/** The rules of AWSManagedRulesAmazonIpReputationList. */
export type IpReputationRule = "AWSManagedIPReputationList" | "AWSManagedReconnaissanceList" | "AWSManagedIPDDoSList";

/** The rules of AWSManagedRulesAnonymousIpList. */
export type AnonymousIpRule = "AnonymousIPList" | "HostingProviderIPList";

/** The rules of AWSManagedRulesCommonRuleSet. */
export type CommonRule =
  | "NoUserAgent_HEADER"
  | "UserAgent_BadBots_HEADER"
  | "SizeRestrictions_QUERYSTRING"
  | "SizeRestrictions_Cookie_HEADER"
  | "SizeRestrictions_BODY"
  | "SizeRestrictions_URIPATH"
  | "EC2MetaDataSSRF_BODY"
  | "EC2MetaDataSSRF_COOKIE"
  | "EC2MetaDataSSRF_URIPATH"
  | "EC2MetaDataSSRF_QUERYARGUMENTS"
  | "GenericLFI_QUERYARGUMENTS"
  | "GenericLFI_URIPATH"
  | "GenericLFI_BODY"
  | "RestrictedExtensions_URIPATH"
  | "RestrictedExtensions_QUERYARGUMENTS"
  | "GenericRFI_QUERYARGUMENTS"
  | "GenericRFI_BODY"
  | "GenericRFI_URIPATH"
  | "CrossSiteScripting_COOKIE"
  | "CrossSiteScripting_QUERYARGUMENTS"
  | "CrossSiteScripting_BODY"
  | "CrossSiteScripting_URIPATH";

/** The rules of AWSManagedRulesKnownBadInputsRuleSet. */
export type KnownBadInputsRule =
  | "JavaDeserializationRCE_HEADER"
  | "JavaDeserializationRCE_BODY"
  | "JavaDeserializationRCE_URIPATH"
  | "JavaDeserializationRCE_QUERYSTRING"
  | "Host_localhost_HEADER"
  | "PROPFIND_METHOD"
  | "ExploitablePaths_URIPATH"
  | "Log4JRCE_HEADER"
  | "Log4JRCE_QUERYSTRING"
  | "Log4JRCE_BODY"
  | "Log4JRCE_URIPATH"
  | "ReactJSRCE_BODY";

/** The rules of AWSManagedRulesSQLiRuleSet. */
export type SqlInjectionRule =
  | "SQLi_QUERYARGUMENTS"
  | "SQLiExtendedPatterns_QUERYARGUMENTS"
  | "SQLi_BODY"
  | "SQLiExtendedPatterns_BODY"
  | "SQLiExtendedPatterns_HEADER"
  | "SQLi_COOKIE"
  | "SQLi_URIPATH";

/** AWS's managed rule groups, by what they look for (AWS WAF Developer Guide, "AWS Managed Rules rule groups list"). */
export type ManagedRuleGroup = "ipReputation" | "anonymousIp" | "common" | "knownBadInputs" | "sqlInjection";

/** A managed rule group as AWS WAF knows it. */
interface ManagedGroup<Rule extends string> {
  /** The group's name. */
  readonly name: string;
  /** The web ACL capacity units that it takes. */
  readonly capacityUnits: number;
  /** What the labels of its rules begin with. */
  readonly labelNamespace: string;
  /** What the label of each rule ends with. A rule's place decides its priority in the web ACL: new ones come last. */
  readonly labels: Readonly<Record<Rule, string>>;
}

const IP_REPUTATION: ManagedGroup<IpReputationRule> = {
  name: "AWSManagedRulesAmazonIpReputationList",
  capacityUnits: 25,
  labelNamespace: "awswaf:managed:aws:amazon-ip-list:",
  labels: {
    AWSManagedIPReputationList: "AWSManagedIPReputationList",
    AWSManagedReconnaissanceList: "AWSManagedReconnaissanceList",
    AWSManagedIPDDoSList: "AWSManagedIPDDoSList",
  },
};

const ANONYMOUS_IP: ManagedGroup<AnonymousIpRule> = {
  name: "AWSManagedRulesAnonymousIpList",
  capacityUnits: 50,
  labelNamespace: "awswaf:managed:aws:anonymous-ip-list:",
  labels: { AnonymousIPList: "AnonymousIPList", HostingProviderIPList: "HostingProviderIPList" },
};

const COMMON: ManagedGroup<CommonRule> = {
  name: "AWSManagedRulesCommonRuleSet",
  capacityUnits: 700,
  labelNamespace: "awswaf:managed:aws:core-rule-set:",
  labels: {
    NoUserAgent_HEADER: "NoUserAgent_Header",
    UserAgent_BadBots_HEADER: "BadBots_Header",
    SizeRestrictions_QUERYSTRING: "SizeRestrictions_QueryString",
    SizeRestrictions_Cookie_HEADER: "SizeRestrictions_Cookie_Header",
    SizeRestrictions_BODY: "SizeRestrictions_Body",
    SizeRestrictions_URIPATH: "SizeRestrictions_URIPath",
    EC2MetaDataSSRF_BODY: "EC2MetaDataSSRF_Body",
    EC2MetaDataSSRF_COOKIE: "EC2MetaDataSSRF_Cookie",
    EC2MetaDataSSRF_URIPATH: "EC2MetaDataSSRF_URIPath",
    EC2MetaDataSSRF_QUERYARGUMENTS: "EC2MetaDataSSRF_QueryArguments",
    GenericLFI_QUERYARGUMENTS: "GenericLFI_QueryArguments",
    GenericLFI_URIPATH: "GenericLFI_URIPath",
    GenericLFI_BODY: "GenericLFI_Body",
    RestrictedExtensions_URIPATH: "RestrictedExtensions_URIPath",
    RestrictedExtensions_QUERYARGUMENTS: "RestrictedExtensions_QueryArguments",
    GenericRFI_QUERYARGUMENTS: "GenericRFI_QueryArguments",
    GenericRFI_BODY: "GenericRFI_Body",
    GenericRFI_URIPATH: "GenericRFI_URIPath",
    CrossSiteScripting_COOKIE: "CrossSiteScripting_Cookie",
    CrossSiteScripting_QUERYARGUMENTS: "CrossSiteScripting_QueryArguments",
    CrossSiteScripting_BODY: "CrossSiteScripting_Body",
    CrossSiteScripting_URIPATH: "CrossSiteScripting_URIPath",
  },
};

const KNOWN_BAD_INPUTS: ManagedGroup<KnownBadInputsRule> = {
  name: "AWSManagedRulesKnownBadInputsRuleSet",
  capacityUnits: 200,
  labelNamespace: "awswaf:managed:aws:known-bad-inputs:",
  labels: {
    JavaDeserializationRCE_HEADER: "JavaDeserializationRCE_Header",
    JavaDeserializationRCE_BODY: "JavaDeserializationRCE_Body",
    JavaDeserializationRCE_URIPATH: "JavaDeserializationRCE_URIPath",
    JavaDeserializationRCE_QUERYSTRING: "JavaDeserializationRCE_QueryString",
    Host_localhost_HEADER: "Host_Localhost_Header",
    PROPFIND_METHOD: "Propfind_Method",
    ExploitablePaths_URIPATH: "ExploitablePaths_URIPath",
    Log4JRCE_HEADER: "Log4JRCE_Header",
    Log4JRCE_QUERYSTRING: "Log4JRCE_QueryString",
    Log4JRCE_BODY: "Log4JRCE_Body",
    Log4JRCE_URIPATH: "Log4JRCE_URIPath",
    ReactJSRCE_BODY: "ReactJSRCE_Body",
  },
};

const SQL_INJECTION: ManagedGroup<SqlInjectionRule> = {
  name: "AWSManagedRulesSQLiRuleSet",
  capacityUnits: 200,
  labelNamespace: "awswaf:managed:aws:sql-database:",
  labels: {
    SQLi_QUERYARGUMENTS: "SQLi_QueryArguments",
    SQLiExtendedPatterns_QUERYARGUMENTS: "SQLiExtendedPatterns_QueryArguments",
    SQLi_BODY: "SQLi_Body",
    SQLiExtendedPatterns_BODY: "SQLiExtendedPatterns_Body",
    SQLiExtendedPatterns_HEADER: "SQLiExtendedPatterns_Header",
    SQLi_COOKIE: "SQLi_Cookie",
    SQLi_URIPATH: "SQLi_URIPath",
  },
};

/**
 * The groups with their rules and labels as of their latest static versions, in the order in which AWS WAF evaluates them here (AWS WAF Developer Guide,
 * "Baseline rule groups", "Use-case specific rule groups", "IP reputation rule groups").
 */
export const MANAGED_GROUPS: Readonly<Record<ManagedRuleGroup, ManagedGroup<string>>> = {
  ipReputation: IP_REPUTATION,
  anonymousIp: ANONYMOUS_IP,
  common: COMMON,
  knownBadInputs: KNOWN_BAD_INPUTS,
  sqlInjection: SQL_INJECTION,
};

/** The label that a managed rule gives to what it matches. Pure. */
export function labelOf(group: ManagedRuleGroup, rule: string): string {
  const { labelNamespace, labels } = MANAGED_GROUPS[group];
  return `${labelNamespace}${labels[rule]}`;
}
