import { Validator } from "../../src/internal/validator";
import { Behavior } from "./behavior";
import { Behaviors, checkBehaviors } from "./behaviors";
import { ErrorPages, checkErrorPages } from "./error-responses";
import { checkForwardedHosts } from "./forwarded-host";
import { Origins } from "./origin";

/** What a distribution is told of its requests. */
export interface DistributionRequests {
  readonly origins: Origins;
  readonly defaultBehavior: Behavior;
  readonly behaviors?: Behaviors;
  readonly errorPages?: ErrorPages;
}

/**
 * Records behaviors that CloudFront refuses, error pages that can't be shown, and names that a load balancer's certificate doesn't hold; origins are taken as they are.
 *
 * @param names the prop that has the names that viewers use, and the names
 */
export function checkDistributionRequests(
  validator: Validator,
  requests: DistributionRequests,
  names: { readonly prop: string; readonly domainNames: readonly string[] },
): void {
  const { origins, defaultBehavior, errorPages } = requests;
  const behaviors = [defaultBehavior, ...Object.values(requests.behaviors ?? {})];
  checkBehaviors(validator, requests, origins);
  checkErrorPages(validator, errorPages, behaviors, origins);
  checkForwardedHosts(validator, names.prop, names.domainNames, behaviors, origins);
}
