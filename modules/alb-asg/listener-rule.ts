import { LbListenerRule, LbListenerRuleAction, LbListenerRuleCondition } from "@cdktf/provider-aws/lib/lb-listener-rule";
import { Construct } from "constructs";
import { CREATE_BEFORE_DESTROY } from "../../src/internal/lifecycle";
import { PropTypes, optional, record } from "../../src/internal/prop-types";
import { APPLICATION_LOAD_BALANCER, IApplicationLoadBalancer } from "./application-load-balancer";
import { ServiceRoute, routeConditions } from "./route";
import { UserAuthentication, authenticateAction } from "./user-authentication";

/** Which requests a service gets, and from where. */
export interface ServiceRequests {
  /** The load balancer that forwards the route's requests. */
  readonly loadBalancer: IApplicationLoadBalancer;
  /** Which requests the service gets. */
  readonly route: ServiceRoute;
  /**
   * Has users log in before their requests are forwarded. A load balancer that exists already must be allowed by its security group to reach the identity provider. @default - requests of anybody are forwarded
   */
  readonly authentication?: UserAuthentication;
}

/** The types of the props of `ServiceRequests`. */
export const SERVICE_REQUESTS: PropTypes<ServiceRequests> = {
  loadBalancer: APPLICATION_LOAD_BALANCER,
  route: record(),
  authentication: optional(record()),
};

/** What a listener rule is made with. */
interface ListenerRuleSettings {
  readonly listenerArn: string;
  readonly route: ServiceRoute;
  /** The load balancer's own conditions. */
  readonly ruleConditions: readonly LbListenerRuleCondition[];
  readonly targetGroupArn: string;
  readonly authentication?: UserAuthentication;
}

/** Forwards the requests of a route to a target group, those of authenticated users alone where that is asked for. */
export function createListenerRule(scope: Construct, settings: ListenerRuleSettings): LbListenerRule {
  const { listenerArn, route, ruleConditions, targetGroupArn, authentication } = settings;
  return new LbListenerRule(scope, "ListenerRule", {
    listenerArn,
    priority: route.priority,
    condition: [...routeConditions(route), ...ruleConditions],
    action: ruleActions({ type: "forward", targetGroupArn }, authentication),
    // Those of a new load balancer are there before the old one's go.
    lifecycle: CREATE_BEFORE_DESTROY,
  });
}

function ruleActions(forward: LbListenerRuleAction, authentication: UserAuthentication | undefined): LbListenerRuleAction[] {
  if (!authentication) return [forward];
  return [
    { ...authenticateAction(authentication), order: 1 },
    { ...forward, order: 2 },
  ];
}
