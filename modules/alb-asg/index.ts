export {
  ApplicationLoadBalancer,
  type ApplicationLoadBalancerProps,
  type LoadBalancerAlarm,
  type OriginSecretHeader,
} from "./application-load-balancer";
export { AutoScalingService, type AutoScalingServiceProps, type ScheduledScaling, type ServiceAlarm } from "./auto-scaling-service";
export { AutoScalingServiceRole } from "./auto-scaling-service-role";
export { type CapacityPlan, type CapacityPlanProps, planCapacity } from "./capacity-plan";
export { type Architecture } from "./instance-type";
export { type Route } from "./route";
export { type TlsPolicy } from "./tls-policy";
