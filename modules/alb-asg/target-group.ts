import { LbListenerRule, LbListenerRuleCondition } from "@cdktf/provider-aws/lib/lb-listener-rule";
import { LbTargetGroup } from "@cdktf/provider-aws/lib/lb-target-group";
import { Construct } from "constructs";
import { FORMATS } from "../../src/internal/formats";
import { pathFromStack } from "../../src/internal/names";
import { Validator } from "../../src/internal/validator";
import { shortNamePrefix } from "./name-prefix";
import { ServiceRoute, routeConditions } from "./route";

/** The values of `LoadBalancingAlgorithm`. */
export const LOAD_BALANCING_ALGORITHMS = ["round_robin", "least_outstanding_requests"] as const;
/** How a target group chooses the instance of a request (Application Load Balancers guide, "Routing algorithms"). */
export type LoadBalancingAlgorithm = "round_robin" | "least_outstanding_requests";

/** What a target group is made with. */
interface TargetGroupSettings {
  readonly vpcId: string;
  readonly port: number;
  readonly healthCheckPath: string;
  readonly deregistrationDelaySeconds: number;
  readonly loadBalancingAlgorithm: LoadBalancingAlgorithm;
  readonly slowStartSeconds?: number;
  readonly stickinessSeconds?: number;
  /** What changes when the load balancer is replaced. A target group can be behind one load balancer alone (Application Load Balancers guide, "Quotas"). */
  readonly replacedWith?: string;
}

/** Records what is wrong with the settings of a target group. */
export function checkTargetGroup(validator: Validator, settings: Partial<TargetGroupSettings>): void {
  const { slowStartSeconds, loadBalancingAlgorithm } = settings;
  validator
    .format("healthCheckPath", settings.healthCheckPath, FORMATS.healthCheckPath)
    .integerBetween("deregistrationDelaySeconds", settings.deregistrationDelaySeconds, 0, 3600, "seconds")
    .integerBetween("slowStartSeconds", slowStartSeconds, 30, 900, "seconds")
    .check(
      "slowStartSeconds",
      slowStartSeconds,
      slowStartSeconds === undefined || loadBalancingAlgorithm !== "least_outstanding_requests",
      "must be left out with least_outstanding_requests, which supports no slow start",
      'Use loadBalancingAlgorithm: "round_robin", or no slow start.',
    )
    .integerBetween("stickinessSeconds", settings.stickinessSeconds, 1, 604_800, "seconds");
}

/** The target group of a service. A replacement is created before the old one is deleted. */
export function createTargetGroup(scope: Construct, settings: TargetGroupSettings): LbTargetGroup {
  const { stickinessSeconds, replacedWith } = settings;
  return new LbTargetGroup(scope, "TargetGroup", {
    namePrefix: shortNamePrefix(scope),
    vpcId: settings.vpcId,
    port: settings.port,
    protocol: "HTTP",
    targetType: "instance",
    deregistrationDelay: `${settings.deregistrationDelaySeconds}`,
    loadBalancingAlgorithmType: settings.loadBalancingAlgorithm,
    slowStart: settings.slowStartSeconds,
    stickiness: stickinessSeconds === undefined ? undefined : { enabled: true, type: "lb_cookie", cookieDuration: stickinessSeconds },
    healthCheck: {
      path: settings.healthCheckPath,
      matcher: "200",
      interval: 10,
      timeout: 5,
      healthyThreshold: 2,
      unhealthyThreshold: 3,
    },
    tags: { Name: pathFromStack(scope).join("/") },
    lifecycle: { createBeforeDestroy: true, ...(replacedWith && { replaceTriggeredBy: [replacedWith] }) },
  });
}

/** What a listener rule is made with. */
interface ListenerRuleSettings {
  readonly listenerArn: string;
  readonly route: ServiceRoute;
  /** The load balancer's own conditions. */
  readonly ruleConditions: readonly LbListenerRuleCondition[];
  readonly targetGroupArn: string;
}

/** Forwards the requests of a route to a target group. */
export function createListenerRule(scope: Construct, settings: ListenerRuleSettings): LbListenerRule {
  const { listenerArn, route, ruleConditions, targetGroupArn } = settings;
  return new LbListenerRule(scope, "ListenerRule", {
    listenerArn,
    priority: route.priority,
    condition: [...routeConditions(route), ...ruleConditions],
    action: [{ type: "forward", targetGroupArn }],
    // Those of a new load balancer are there before the old one's go.
    lifecycle: { createBeforeDestroy: true },
  });
}
