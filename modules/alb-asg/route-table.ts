import { Construct } from "constructs";
import { pathFromStack } from "../../src/internal/names";
import { Validator } from "../../src/internal/validator";
import { ServiceRoute, checkRoute, routeKey } from "./route";

/** The routes of one load balancer: each has a priority and conditions of its own. */
export class RouteTable {
  private readonly routes: { readonly priority: number; readonly key: string; readonly owner: string }[] = [];

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
   * @throws ValidationError if the route is invalid, or another service has its priority or its conditions
   */
  public add(service: Construct, route: ServiceRoute): void {
    const validator = new Validator(service);
    checkRoute(validator, route, this.reservedValues);
    const key = routeKey(route);
    const samePriority = this.routes.find((other) => other.priority === route.priority);
    const sameConditions = this.routes.find((other) => other.key === key);
    validator
      .check(
        "route.priority",
        route.priority,
        samePriority === undefined,
        `must be unique in ${readablePath(this.loadBalancer)}`,
        `${samePriority?.owner} has it: use another.`,
      )
      .check(
        "route",
        route,
        sameConditions === undefined,
        "must have other conditions than every other service's route",
        `${sameConditions?.owner} has the same ones: change a condition.`,
      )
      .throwIfInvalid();
    this.routes.push({ priority: route.priority, key, owner: readablePath(service) });
  }
}

function readablePath(construct: Construct): string {
  return pathFromStack(construct).slice(1).join("/");
}
