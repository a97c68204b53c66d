export {
  ApplicationLoadBalancer,
  type ApplicationLoadBalancerProps,
  type LoadBalancerAlarm,
  type OriginSecretHeader,
} from "./application-load-balancer";
export { type IApplicationLoadBalancer } from "./application-load-balancer-interface";
export { AutoScalingService } from "./auto-scaling-service";
export { type AutoScalingServiceProps, type Balancing, type ScheduledScaling } from "./auto-scaling-service-props";
export { AutoScalingServiceRole } from "./auto-scaling-service-role";
export { type CapacityPlan, type CapacityPlanProps, planCapacity } from "./capacity-plan";
export { type ApplicationLoadBalancerAttributes } from "./imported-load-balancer";
export { loadBalancerLogSource } from "./load-balancer-logs";
export { type Architecture } from "./instance-type";
export { type Route } from "./route";
export { type ServiceAlarm } from "./service-monitoring";
export { type TlsPolicy } from "./tls-policy";
export { type CloudInitPart } from "./user-data";
