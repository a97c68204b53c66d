export {
  ApplicationLoadBalancer,
  type ApplicationLoadBalancerProps,
  type IApplicationLoadBalancer,
} from "./application-load-balancer";
export { AutoScalingService, type AutoScalingServiceProps } from "./auto-scaling-service";
export { type CapacityPlan, type ServiceLoad, planCapacity } from "./capacity-plan";
export { type CapacitySchedules } from "./capacity-schedules";
export { type TlsPolicy } from "./https-listener";
export { type ApplicationLoadBalancerAttributes, type ImportedApplicationLoadBalancer } from "./imported-application-load-balancer";
export { type Architecture } from "./instance-type";
export { loadBalancerLogSource } from "./load-balancer-logs";
export { type LoadBalancerExposure, type LoadBalancerScheme, type RequestAdmission } from "./load-balancer-exposure";
export { type LoadBalancerAlarm } from "./load-balancer-alarms";
export { type OriginSecretHeader } from "./origin-secret-header";
export { type ServiceRoute } from "./route";
export { type ScalingPolicies } from "./scaling";
export { type ScheduledScaling } from "./scheduled-scaling";
export { type AutoScalingServiceLinkedRole } from "./service-linked-role";
export { type ServiceAlarm } from "./service-alarms";
export { type LoadBalancingAlgorithm } from "./target-group";
export { type TradingCalendar, type Weekday, type WeeklySession } from "./trading-calendar";
export { isMarketOpen, nextMarketClosing, nextMarketOpening } from "./trading-hours";
export { type TradingSession } from "./trading-session";
export { type CloudInitPart } from "./user-data";
