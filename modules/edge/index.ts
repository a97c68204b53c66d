export { AccessLogDelivery, type AccessLogDeliveryProps, cloudFrontLogSource } from "./access-log-delivery";
export { Edge } from "./edge";
export { type EdgeAlarm } from "./edge-alarms";
export { type EdgeProps, type FailoverTarget, type GeoRestriction, type PriceClass } from "./edge-props";
export { HostedZone, type HostedZoneProps } from "./hosted-zone";
export { type ManagedRuleGroup, type RuleGroupMode, WebAcl, type WebAclProps, type WebAclSettings } from "./web-acl";
