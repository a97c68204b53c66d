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
export { HostedZone, type HostedZoneProps } from "./hosted-zone";
export { type IKeyGroup, type ImportedKeyGroup, KeyGroup, type KeyGroupProps } from "./key-group";
export { type IKeyValueStore, type ImportedKeyValueStore, KeyValueStore, type KeyValueStoreProps } from "./key-value-store";
export { type PermissionsPolicy } from "./permissions-policy";
export { type ResponseCors } from "./response-cors";
export { type CustomResponseHeader, type ReferrerPolicy, type ResponseHeaders, type StrictTransportSecurity } from "./response-headers";
export { singlePageAppFunction, type SinglePageAppFunctionProps } from "./single-page-app";
export { type WebAclSettings } from "./web-acl";
export { type ManagedRuleGroup, type RuleGroupMode } from "./web-acl-rules";
