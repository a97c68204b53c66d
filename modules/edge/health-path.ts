import { LbListener } from "@cdktf/provider-aws/lib/lb-listener";
import { LbListenerRule } from "@cdktf/provider-aws/lib/lb-listener-rule";
import { TerraformResource } from "cdktf";
import { Construct, IConstruct } from "constructs";
import { ILoadBalancerOrigin } from "../../src/core";
import { AppWide } from "../../src/internal/app-wide";
import { constructPath } from "../../src/internal/construct-path";
import { isAttributeOf } from "../../src/internal/stacks";
import { isKnown, validateAtSynthesis } from "../../src/internal/validator";
import { warnOnce } from "../../src/internal/warn-once";
import { matchesPattern } from "../../src/internal/wildcards";

/** What Route 53's checkers request of a load balancer. */
export interface HealthRequest {
  readonly loadBalancer: ILoadBalancerOrigin;
  /** The Host that the load balancer sees. */
  readonly host: string;
  readonly path: string;
}

/** The listeners of an app, and their rules. */
interface Listeners {
  readonly listeners: readonly LbListener[];
  readonly rules: readonly LbListenerRule[];
}

const LISTENERS = new AppWide(listenersIn);

/**
 * Warns at synthesis of a health check that no listener rule matches: what the load balancer answers by itself is an error, and the site is unhealthy however healthy its
 * services are. A load balancer without rules in the app has them elsewhere.
 */
export function warnOfUnservedHealthPath(scope: Construct, request: HealthRequest): void {
  validateAtSynthesis(scope, () => {
    const { resource } = request.loadBalancer;
    const rules = resource ? rulesOf(resource, LISTENERS.for(scope)) : [];
    if (!resource || rules.length === 0 || rules.some((rule) => mayMatch(rule, request))) return;
    const warning =
      `The health check's GET ${request.path} for the host ${request.host} matches no route of ${constructPath(resource)}, which answers it with an error: the site is ` +
      "unhealthy whatever its services do. Have a service serve it, or name a path that one serves in healthCheck.path.";
    warnOnce(scope, warning);
  });
}

function listenersIn(app: IConstruct): Listeners {
  const resources = app.node.findAll().filter((node): node is TerraformResource => TerraformResource.isTerraformResource(node));
  const ofType = (type: string): TerraformResource[] => resources.filter(({ terraformResourceType }) => terraformResourceType === type);
  return {
    listeners: ofType(LbListener.tfResourceType) as LbListener[],
    rules: ofType(LbListenerRule.tfResourceType) as LbListenerRule[],
  };
}

/** The rules of a load balancer that answers all other requests by itself; none where it may forward them. */
function rulesOf(loadBalancer: TerraformResource, { listeners, rules }: Listeners): readonly LbListenerRule[] {
  const own = listeners.filter(({ loadBalancerArnInput }) => isAttributeOf(loadBalancerArnInput, loadBalancer));
  const answersItself = own.every(
    ({ defaultActionInput: actions }) =>
      Array.isArray(actions) && actions.every(({ type }) => ["fixed-response", "redirect"].includes(type)),
  );
  return answersItself ? rules.filter(({ listenerArnInput }) => own.some((listener) => isAttributeOf(listenerArnInput, listener))) : [];
}

/** Whether a rule matches, as far as that can be told from its methods, hosts and paths. */
function mayMatch({ conditionInput: conditions }: LbListenerRule, { host, path }: HealthRequest): boolean {
  if (!Array.isArray(conditions)) return true;
  const [pathAlone] = path.split("?") as [string];
  return conditions.every(
    ({ httpRequestMethod, hostHeader, pathPattern }) =>
      holdsAny(httpRequestMethod?.values, (method) => method === "GET") &&
      holdsAny(hostHeader?.values, (pattern) => matchesPattern(pattern.toLowerCase(), host.toLowerCase())) &&
      holdsAny(pathPattern?.values, (pattern) => matchesPattern(pattern, pathAlone)),
  );
}

/** A condition that isn't there, or that only Terraform knows, may hold. */
function holdsAny(values: readonly string[] | undefined, holds: (value: string) => boolean): boolean {
  return values === undefined || values.some((value) => !isKnown(value) || holds(value));
}
