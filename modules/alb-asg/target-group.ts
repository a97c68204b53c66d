import { LbTargetGroup, LbTargetGroupStickiness } from "@cdktf/provider-aws/lib/lb-target-group";
import { Construct } from "constructs";
import { CREATE_BEFORE_DESTROY } from "../../src/internal/lifecycle";
import { pathFromStack } from "../../src/internal/names";
import { NUMBER, PropTypes, oneOf, optional } from "../../src/internal/prop-types";
import { Validator, isGiven } from "../../src/internal/validator";
import { HEALTH_CHECK_OPTIONS, HealthCheckOptions, checkHealthCheck, healthCheck, targetGroupHealth } from "./health-check";
import { shortNamePrefix } from "./name-prefix";

/** The values of `LoadBalancingAlgorithm`. */
export const LOAD_BALANCING_ALGORITHMS = ["round_robin", "least_outstanding_requests"] as const;
/** How a target group chooses the instance of a request (Application Load Balancers guide, "Routing algorithms"). */
export type LoadBalancingAlgorithm = "round_robin" | "least_outstanding_requests";

const TARGET_PROTOCOLS = ["HTTP", "HTTPS"] as const;
/** How a load balancer speaks to instances. */
export type TargetProtocol = "HTTP" | "HTTPS";

/** How a target group distributes requests. */
export interface TargetGroupOptions extends HealthCheckOptions {
  /**
   * With `HTTPS`, each instance makes a certificate at its first boot, whose key never leaves it, and the program answers with the two files that `TLS_CERTIFICATE_FILE`
   * and `TLS_KEY_FILE` name.
   *
   * A change replaces the target group and is an interruption: requests are forwarded to the new group at once, and the instances that it has don't answer there until they are
   * replaced. Make a second service with the new value instead, and lead requests to it by `shiftRequests`.
   *
   * @default "HTTP"
   */
  readonly targetProtocol?: TargetProtocol;
  /** The deregistration delay, for requests in flight when an instance is terminated: 0 to 3600 seconds. @default 60 */
  readonly deregistrationDelaySeconds?: number;
  /** The slow start duration, over which a new instance's share of requests grows, 30 to 900 seconds; with `round_robin` alone. @default - the full share at once */
  readonly slowStartSeconds?: number;
  /** The stickiness duration: a client stays with an instance by the load balancer's cookie, 1 to 604800 seconds. @default - no stickiness */
  readonly stickinessSeconds?: number;
  /** How the target group chooses the instance of a request. @default "round_robin" */
  readonly loadBalancingAlgorithm?: LoadBalancingAlgorithm;
}

/** The types of the props of `TargetGroupOptions`. */
export const TARGET_GROUP_OPTIONS: PropTypes<TargetGroupOptions> = {
  ...HEALTH_CHECK_OPTIONS,
  targetProtocol: optional(oneOf(TARGET_PROTOCOLS)),
  deregistrationDelaySeconds: optional(NUMBER),
  slowStartSeconds: optional(NUMBER),
  stickinessSeconds: optional(NUMBER),
  loadBalancingAlgorithm: optional(oneOf(LOAD_BALANCING_ALGORITHMS)),
};

/** What a target group is made with. */
interface TargetGroupSettings extends TargetGroupOptions {
  readonly vpcId: string;
  readonly port: number;
  readonly healthCheckPath: string;
  readonly targetProtocol: TargetProtocol;
  readonly deregistrationDelaySeconds: number;
  readonly loadBalancingAlgorithm: LoadBalancingAlgorithm;
  /** What changes when the load balancer is replaced. A target group can be behind one load balancer alone (Application Load Balancers guide, "Quotas"). */
  readonly replacedWith?: string;
}

/** Records what is wrong with the settings of a target group. */
export function checkTargetGroup(validator: Validator, settings: TargetGroupOptions): void {
  const { slowStartSeconds, loadBalancingAlgorithm } = settings;
  validator
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
  checkHealthCheck(validator, settings);
}

/** Said in any case: the provider leaves a target group as it is where nothing is said. */
function stickiness(seconds: number | undefined): LbTargetGroupStickiness {
  return isGiven(seconds) ? { enabled: true, type: "lb_cookie", cookieDuration: seconds } : { enabled: false, type: "lb_cookie" };
}

/** The target group of a service. A replacement is created before the old one is deleted. */
export function createTargetGroup(scope: Construct, settings: TargetGroupSettings): LbTargetGroup {
  const { stickinessSeconds, replacedWith } = settings;
  return new LbTargetGroup(scope, "TargetGroup", {
    namePrefix: shortNamePrefix(scope),
    vpcId: settings.vpcId,
    port: settings.port,
    protocol: settings.targetProtocol,
    targetType: "instance",
    deregistrationDelay: `${settings.deregistrationDelaySeconds}`,
    loadBalancingAlgorithmType: settings.loadBalancingAlgorithm,
    slowStart: settings.slowStartSeconds,
    stickiness: stickiness(stickinessSeconds),
    // The provider checks by HTTP unless it is told otherwise.
    healthCheck: { ...healthCheck(settings), ...(settings.targetProtocol === "HTTPS" && { protocol: "HTTPS" }) },
    targetGroupHealth: targetGroupHealth(settings.minimumHealthyTargets),
    tags: { Name: pathFromStack(scope).join("/") },
    lifecycle: { ...CREATE_BEFORE_DESTROY, ...(replacedWith && { replaceTriggeredBy: [replacedWith] }) },
  });
}
