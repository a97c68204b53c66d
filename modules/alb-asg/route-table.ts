import { Construct } from "constructs";
import { pathFromStack } from "../../src/internal/names";
import { isElsewhere } from "../../src/internal/stacks";
import { Validator, validateAtSynthesis } from "../../src/internal/validator";
import { ServiceRoute, checkRoute, routeKey } from "./route";
import { covers } from "./route-coverage";

/** The routes of one load balancer: each has a priority and conditions of its own. */
export class RouteTable {
  private readonly routes: { readonly route: ServiceRoute; readonly key: string; readonly service: Construct }[] = [];

  /**
   * @param loadBalancer named in errors
   * @param reservedValues condition values that the load balancer adds to every rule
   */
  constructor(
    private readonly loadBalancer: Construct,
    private readonly reservedValues: number,
  ) {}

  /**
   * Adds the route of a service.
   *
   * @throws ValidationError if the route is invalid, or another service has its priority or its conditions; at synthesis, if an earlier rule gets all
   *   of its requests
   */
  public add(service: Construct, route: ServiceRoute): void {
    const validator = new Validator(service);
    checkRoute(validator, route, this.reservedValues);
    const key = routeKey(route);
    const owner = (matches: (other: (typeof this.routes)[number]) => boolean): string | undefined => {
      const found = this.routes.find(matches);
      return found && readablePath(found.service, service);
    };
    const samePriority = owner((other) => other.route.priority === route.priority);
    const sameConditions = owner((other) => other.key === key);
    validator
      .check(
        "route.priority",
        route.priority,
        samePriority === undefined,
        `must be unique in ${readablePath(this.loadBalancer, service)}`,
        `${samePriority} has it: use another.`,
      )
      .check(
        "route",
        route,
        sameConditions === undefined,
        "must have other conditions than every other service's route",
        `${sameConditions} has the same ones: change a condition.`,
      )
      .throwIfInvalid();
    this.routes.push({ route, key, service });
    validateAtSynthesis(service, (atSynthesis) => this.checkReachable(atSynthesis, service, route));
  }

  /** Rules are evaluated by their priority, and the first that matches gets the request (Application Load Balancers guide, "Listener rules"). */
  private checkReachable(validator: Validator, service: Construct, route: ServiceRoute): void {
    const earlier = this.routes.find((other) => other.route.priority < route.priority && covers(other.route, route));
    validator.check(
      "route",
      route,
      earlier === undefined,
      `must match a request that no route of a lower priority number matches: ${earlier && readablePath(earlier.service, service)} gets all of them`,
      `Give it a number below ${earlier?.route.priority}, or narrow that route.`,
    );
  }
}

/** A construct as the author of another one knows it: by its path, from its stack on where that is another one. */
function readablePath(construct: Construct, viewer: Construct): string {
  return isElsewhere(viewer, construct) ? construct.node.path : pathFromStack(construct).slice(1).join("/");
}
