import { LbListenerRuleCondition } from "@cdktf/provider-aws/lib/lb-listener-rule";
import { Construct } from "constructs";
import { ILoadBalancerOrigin } from "../../src/core";
import { Route } from "./route";

/** A load balancer that services stand behind, made here or elsewhere. */
export interface IApplicationLoadBalancer extends ILoadBalancerOrigin {
  /** `app/<name>/<id>`: what metrics call it. */
  readonly arnSuffix: string;
  /** The HTTPS listener that services add their rules to. */
  readonly listenerArn: string;
  /** Conditions that every rule needs besides its route's: the secret header, where there is one. */
  readonly ruleConditions: readonly LbListenerRuleCondition[];
  /**
   * Notes that a service takes a route.
   *
   * @throws ValidationError if another service has the priority, or the same conditions
   */
  addRoute(service: Construct, route: Route): void;
}
