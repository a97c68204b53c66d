export { type AccessLogDelivery, cloudFrontLogSource } from "./access-logs";
export {
  type ContentSecurityPolicy,
  type ContentSecurityPolicySandboxFlag,
  type ContentSecurityPolicySource,
} from "./content-security-policy";
export { type PriceClass } from "./distribution";
export { Edge, type EdgeProps } from "./edge";
export { type EdgeAlarm } from "./edge-alarms";
export { EdgeFunction, type EdgeFunctionProps, type IEdgeFunction, type ImportedEdgeFunction } from "./edge-function";
export { type ErrorPages, type HttpErrorCode } from "./error-pages";
export { type EdgeFunctions } from "./function-associations";
export { type FailoverTarget } from "./failover";
export { type GeoRestriction } from "./geo-restriction";
export { type HealthCheckRegion, type HealthCheckSettings } from "./health-check";
export { type QueryLogSettings, type QueryLogs } from "./dns-query-logs";
export { HostedZone, type HostedZoneProps } from "./hosted-zone";
export { type IKeyGroup, type ImportedKeyGroup, KeyGroup, type KeyGroupProps } from "./key-group";
export { type IKeyValueStore, type ImportedKeyValueStore, KeyValueStore, type KeyValueStoreProps } from "./key-value-store";
export { type PermissionsPolicy } from "./permissions-policy";
export { type IRealTimeLog, RealTimeLog, type RealTimeLogField, type RealTimeLogProps } from "./real-time-log";
export { type ResponseCors } from "./response-cors";
export { type CustomResponseHeader, type ReferrerPolicy, type ResponseHeaders, type StrictTransportSecurity } from "./response-headers";
export { singlePageAppFunction, type SinglePageAppFunctionProps } from "./single-page-app";
export { type AllowList, type AllowListScope } from "./allow-lists";
export { type BodyInspectionKilobytes, type BodyLimit } from "./body-limits";
export {
  type AnonymousIpRule,
  type CommonRule,
  type IpReputationRule,
  type KnownBadInputsRule,
  type ManagedRuleGroup,
  type SqlInjectionRule,
} from "./managed-rule-names";
export {
  type ManagedRuleException,
  type ManagedRuleGroupSettings,
  type ManagedRuleGroups,
  type ResolvedManagedGroup,
  type RuleGroupMode,
} from "./managed-rule-groups";
export { type RateLimit, type RateLimitKey } from "./rate-limits";
export { type IWebAcl, type ImportedWebAcl, WebAcl, type WebAclProps } from "./web-acl";
export { type IpAddressVersion } from "./web-acl-ip-sets";
export { type LoggedRequests, type RedactedField } from "./web-acl-logging";
export { type WebAclMode } from "./web-acl-rule";
export { type ResolvedWebAcl, type WebAclSettings } from "./web-acl-settings";
export { type DelegatedZone, ZoneDelegation, type ZoneDelegationProps } from "./zone-delegation";
export { type ZoneSigning } from "./zone-signing";
