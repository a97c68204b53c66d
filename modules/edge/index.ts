export { type AccessLogDelivery, cloudFrontLogSource } from "./access-logs";
export { type AllowList, type AllowListScope } from "./allow-lists";
export { type Behavior } from "./behavior";
export { type BehaviorChanges, cachedApi, passThrough, singlePageApp, staticAssets } from "./behavior-presets";
export { type Behaviors } from "./behaviors";
export { type BodyInspectionKilobytes, type BodyLimit } from "./body-limits";
export { type BucketOrigin } from "./bucket-origin";
export { type CacheSettings } from "./cache-policy";
export {
  type ContentSecurityPolicy,
  type ContentSecurityPolicySandboxFlag,
  type ContentSecurityPolicySource,
} from "./content-security-policy";
export { Distribution, type DistributionProps } from "./distribution";
export { type DistributionAlarm } from "./distribution-alarms";
export { type DistributionOptions, type PriceClass } from "./distribution-options";
export { type QueryLogSettings, type QueryLogs } from "./dns-query-logs";
export { Edge, type EdgeProps } from "./edge";
export { type EdgeAlarm } from "./edge-alarms";
export { EdgeFunction, type EdgeFunctionProps, type IEdgeFunction, type ImportedEdgeFunction } from "./edge-function";
export { type ErrorPages, type HttpErrorCode } from "./error-responses";
export { type FailoverTarget } from "./failover";
export { type EdgeFunctions } from "./function-associations";
export { type GeoRestriction } from "./geo-restriction";
export { type HealthCheckRegion, type HealthCheckSettings } from "./health-check";
export { HostedZone, type HostedZoneProps } from "./hosted-zone";
export { type HttpOrigin } from "./http-origin";
export { type IKeyGroup, type ImportedKeyGroup, KeyGroup, type KeyGroupProps } from "./key-group";
export { type IKeyValueStore, type ImportedKeyValueStore, KeyValueStore, type KeyValueStoreProps } from "./key-value-store";
export { type LoadBalancerOrigin } from "./load-balancer-origin";
export {
  type ManagedRuleException,
  type ManagedRuleGroupSettings,
  type ManagedRuleGroups,
  type RuleGroupMode,
  type ResolvedManagedGroup,
} from "./managed-rule-groups";
export {
  type AnonymousIpRule,
  type CommonRule,
  type IpReputationRule,
  type KnownBadInputsRule,
  type ManagedRuleGroup,
  type SqlInjectionRule,
} from "./managed-rule-names";
export { type Origin, type Origins } from "./origin";
export { type FailoverStatusCode, type OriginGroup } from "./origin-group";
export { type PermissionsPolicy } from "./permissions-policy";
export { type RateLimit, type RateLimitKey } from "./rate-limits";
export { type IRealTimeLog, RealTimeLog, type RealTimeLogField, type RealTimeLogProps } from "./real-time-log";
export { type ResponseCors } from "./response-cors";
export { type CustomResponseHeader, type ReferrerPolicy, type ResponseHeaders, type StrictTransportSecurity } from "./response-headers";
export { singlePageAppFunction, type SinglePageAppFunctionProps } from "./single-page-app";
export { type MinimumTlsVersion } from "./viewer-certificate";
export { type IWebAcl, type ImportedWebAcl, WebAcl, type WebAclProps } from "./web-acl";
export { type IpAddressVersion } from "./web-acl-ip-sets";
export { type LoggedRequests, type RedactedField } from "./web-acl-logging";
export { type WebAclMode } from "./web-acl-rule";
export { type ResolvedWebAcl, type WebAclSettings } from "./web-acl-settings";
export { type DelegatedZone, ZoneDelegation, type ZoneDelegationProps } from "./zone-delegation";
export { type ZoneSigning } from "./zone-signing";
