export { type IpFamily, type IpRange } from "../internal/ip-ranges";
export { type Configuration, type Resource } from "./configuration";
export { type StackMatchers, matchers } from "./matchers";
export { type MatcherContext, type MatcherResult, type StackMatcher } from "./matchers/result";
export { Permissions, permissions } from "./permissions";
export { type Access, type AccessRequest, type AccessStep, type AccessVerdict, type PermissionsOptions } from "./permissions/request";
export { type ServiceAccess } from "./permissions/services/need";
export { type PolicyOptions, checkPolicies } from "./policies";
export { type EnforcementOptions, Policies } from "./policies/enforcement";
export { type PolicyException } from "./policies/exceptions";
export { type PolicyFinding, findingSentence } from "./policies/finding";
export { type PolicyRule, type RuleSeverity, type RuleViolation } from "./policies/rule";
export { POLICY_RULES } from "./policies/rules";
export { fromPlan } from "./plan";
export { Reachability, type ReachabilityOptions, reachability } from "./reachability";
export { type Connection, type ConnectionQuestion } from "./reachability/question";
export { type ConnectionStep, type Verdict } from "./reachability/verdict";
export { type CacheKey } from "./requests/cache-key";
export { type Certificate } from "./requests/certificates";
export { type ListenerDecision, type RequestTarget } from "./requests/listener-decision";
export { type OriginRequest } from "./requests/origin-request";
export { type EdgeFunction, type OriginResponse, type ViewerRequest } from "./requests/request";
export { type RequestSimulation } from "./requests/result";
export { simulateRequest } from "./requests/simulation";
export { type RequestStage, type RequestStep, type Responder, type ViewerResponse } from "./requests/trace";
export { type WebAclRule, type WebAclVerdict } from "./requests/web-acl-verdict";
export { type StackResource } from "./stack-resources";
export { type Arguments, SynthesizedStack, policyStatements, synthesize } from "./synthesized-stack";
export { scalingService } from "./scaling/read-service";
export {
  type ScalingActivity,
  type ScalingSimulation,
  type ScalingStep,
  type UnservedReason,
  type UnservedTraffic,
} from "./scaling/result";
export {
  type InstanceMeasurements,
  type ReplacementSettings,
  type ScalingService,
  type ScheduledAction,
  type TargetTrackingPolicy,
  type WarmPoolSettings,
} from "./scaling/service";
export { simulateScaling } from "./scaling/simulation";
export { type LostZone, type Traffic, type TrafficStretch, flashCrowd, openingAuction, steadyGrowth, trafficOf } from "./scaling/traffic";
