import { IBucket, ILoadBalancerOrigin } from "../../src/core";
import { FORMATS } from "../../src/internal/formats";
import { Validator, isGiven, isKnown } from "../../src/internal/validator";
import { matchesPattern } from "../../src/internal/wildcards";
import { Behavior } from "./behavior";
import { passThrough, staticAssets } from "./behavior-presets";
import { Behaviors } from "./behaviors";
import { DistributionOptions, checkDistributionOptions } from "./distribution-options";
import { DistributionRequests, checkDistributionRequests } from "./distribution-requests";
import { forwardsHost } from "./forwarded-host";
import { HealthRequest } from "./health-path";
import { checkLoadBalancer, checkResponseTimeout } from "./load-balancer-origin";
import { Origins, checkOrigins, isLoadBalancerOrigin } from "./origin";
import { checkPathPatterns } from "./path-pattern";

/** What an edge says of its distribution's requests. */
interface EdgeRequestProps extends DistributionOptions {
  readonly loadBalancer?: ILoadBalancerOrigin;
  readonly assets?: IBucket;
  readonly assetPaths?: readonly string[];
  readonly origins?: Origins;
  readonly behaviors?: Behaviors;
  readonly defaultBehavior?: Behavior;
  readonly originResponseTimeoutSeconds?: number;
  readonly originShieldRegion?: string;
}

/** The origins and behaviors of an edge's distribution: those of its load balancer and assets, and further ones. Pure. */
export function edgeRequests(props: EdgeRequestProps): DistributionRequests {
  const { loadBalancer, assets, originShieldRegion, behaviors = {} } = props;
  const assetPaths = (props.assetPaths ?? (assets ? ["/static/*"] : [])).filter((path) => !(path in behaviors));
  return {
    origins: {
      ...(loadBalancer && { loadBalancer: { loadBalancer, responseTimeoutSeconds: props.originResponseTimeoutSeconds } }),
      ...(assets && { assets: { bucket: assets, originShieldRegion } }),
      ...props.origins,
    },
    behaviors: { ...behaviors, ...Object.fromEntries(assetPaths.map((path) => [path, staticAssets("assets")])) },
    defaultBehavior: props.defaultBehavior ?? (loadBalancer ? passThrough("loadBalancer") : staticAssets("assets")),
  };
}

/**
 * Records a path that Route 53's checkers can't request: they sign nothing.
 *
 * @param path the one that they request
 */
export function checkHealthPathIsOpen(validator: Validator, props: EdgeRequestProps, path: string): void {
  const [pattern, behavior] = behaviorFor(path, edgeRequests(props));
  validator.check(
    "healthCheck.path",
    path,
    !behavior.keyGroups?.length,
    `must be a path without key groups, which ${pattern} has: Route 53 signs no requests`,
    "Name a path that everybody may read, or do without: healthCheck: false.",
  );
}

/** Where Route 53's checkers end up that request a name and a path, if at a load balancer, and with which Host; undefined for what isn't known. Pure. */
export function healthRequest(props: EdgeRequestProps, domainName: string, path: string): HealthRequest | undefined {
  const requests = edgeRequests(props);
  const [, behavior] = behaviorFor(path, requests);
  const origin = requests.origins[behavior.origin];
  if (!isKnown(path) || !origin || !isLoadBalancerOrigin(origin)) return undefined;
  const { loadBalancer } = origin;
  return { loadBalancer, path, host: forwardsHost(behavior) ? domainName : loadBalancer.originDomainName! };
}

/** The behavior of a path, with its pattern. */
function behaviorFor(path: string, { behaviors = {}, defaultBehavior }: DistributionRequests): readonly [string, Behavior] {
  const matching = Object.entries(behaviors).find(([known]) => isKnown(path) && isKnown(known) && matchesPattern(known, path));
  return matching ?? ["defaultBehavior", defaultBehavior];
}

/**
 * Records what the distribution would refuse, in the terms of the edge.
 *
 * @param names those that the distribution answers to
 */
export function checkEdgeRequests(validator: Validator, props: EdgeRequestProps, names: readonly string[]): void {
  const { loadBalancer, assets } = props;
  const further = props.origins ?? {};
  validator
    .check(
      "loadBalancer",
      "neither",
      isGiven(loadBalancer) || isGiven(assets) || isGiven(props.defaultBehavior),
      "must be given, or assets, or a defaultBehavior with its origins",
      "Give what serves the requests.",
    )
    .check(
      "assetPaths",
      props.assetPaths,
      isGiven(assets) || !isGiven(props.assetPaths),
      "must be left out without assets",
      "Give the bucket as assets.",
    )
    .format("originShieldRegion", props.originShieldRegion, FORMATS.region);
  for (const name of ["loadBalancer", "assets"]) {
    validator.check("origins", name, !(name in further), `must not hold the edge's own origin ${name}`, "Choose another name.");
  }
  if (loadBalancer) checkLoadBalancer(validator, "loadBalancer", loadBalancer);
  checkResponseTimeout(validator, "originResponseTimeoutSeconds", props.originResponseTimeoutSeconds);
  validator.known("assetPaths", props.assetPaths);
  checkPathPatterns(validator, props.assetPaths ?? [], (index) => `assetPaths[${index}]`);
  props.assetPaths?.forEach((path, index) =>
    validator.check(
      `assetPaths[${index}]`,
      path,
      !(path in (props.behaviors ?? {})),
      "must not be a pattern of behaviors as well, which says what happens to its requests",
      "Leave it out here.",
    ),
  );
  checkDistributionOptions(validator, props);
  validator.throwIfInvalid();

  if (props.origins) checkOrigins(validator, props.origins);
  checkDistributionRequests(
    validator,
    { ...edgeRequests(props), errorPages: props.errorPages },
    { prop: "domainName", domainNames: names },
  );
  const originName = loadBalancer?.originDomainName;
  validator.check(
    "domainName",
    originName,
    !isGiven(originName) || !names.includes(originName),
    "must be another name than the load balancer's originDomainName: CloudFront would ask itself",
    'Give the load balancer a name of its own, such as "origin.trading.example.com".',
  );
}
