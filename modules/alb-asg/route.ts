import { LbListenerRuleCondition } from "@cdktf/provider-aws/lib/lb-listener-rule";
import { Construct } from "constructs";
import { pathFromStack } from "../../src/internal/names";
import { Validator } from "../../src/internal/validator";

/** Which requests a service gets: those that fulfil every condition given. */
export interface Route {
  /** Order of evaluation, 1 (first) to 50000; each number once in a load balancer. */
  readonly priority: number;
  /** Up to three path patterns with `*` and `?`, such as `/api/*`; one must match. @default - any path */
  readonly paths?: readonly string[];
  /** Up to three host names, `*` and `?` allowed; one must match. @default - any host */
  readonly hosts?: readonly string[];
  /** Headers by name, each with up to three patterns of which one must match. @default - any headers */
  readonly headers?: Readonly<Record<string, readonly string[]>>;
  /** Up to three methods such as `GET`; one must match. @default - any method */
  readonly methods?: readonly string[];
  /** Query parameters by name, each with the pattern that it must match. @default - any query */
  readonly queryParameters?: Readonly<Record<string, string>>;
  /** Up to three ranges of the addresses that requests come from; behind CloudFront, those are CloudFront's own. @default - any address */
  readonly sourceCidrBlocks?: readonly string[];
}

/** Values that one condition, and all conditions of one rule together, may hold (Application Load Balancers guide, "Rule condition types"). */
const MAX_VALUES_PER_CONDITION = 3;
const MAX_VALUES_PER_RULE = 5;

/** One condition, with the prop that it comes from. */
interface Condition {
  readonly prop: string;
  readonly values: readonly string[];
  readonly block: LbListenerRuleCondition;
}

function conditionsOf(route: Route): Condition[] {
  const { paths = [], hosts = [], headers = {}, methods = [], queryParameters = {}, sourceCidrBlocks = [] } = route;
  const all: Condition[] = [
    { prop: "route.paths", values: paths, block: { pathPattern: { values: [...paths] } } },
    { prop: "route.hosts", values: hosts, block: { hostHeader: { values: [...hosts] } } },
    ...Object.entries(headers).map(([name, values]) => ({
      prop: `route.headers.${name}`,
      values,
      block: { httpHeader: { httpHeaderName: name, values: [...values] } },
    })),
    { prop: "route.methods", values: methods, block: { httpRequestMethod: { values: [...methods] } } },
    // Values of one block are alternatives; every parameter given must match, so each has a block of its own.
    ...Object.entries(queryParameters).map(([key, value]) => ({
      prop: `route.queryParameters.${key}`,
      values: [value],
      block: { queryString: [{ key, value }] },
    })),
    { prop: "route.sourceCidrBlocks", values: sourceCidrBlocks, block: { sourceIp: { values: [...sourceCidrBlocks] } } },
  ];
  return all.filter(({ values }) => values.length > 0);
}

/** The conditions of a listener rule. Pure. */
export function routeConditions(route: Route): LbListenerRuleCondition[] {
  return conditionsOf(route).map(({ block }) => block);
}

/**
 * What a route matches, as text: the same for two routes that take the same requests, however they are written. Pure.
 */
export function routeKey(route: Route): string {
  const ignoresCase = (prop: string): boolean => prop === "route.hosts" || prop.startsWith("route.headers.");
  const parts = conditionsOf(route).map(({ prop, values }) => {
    const written = [...new Set(values)].sort();
    return ignoresCase(prop) ? [prop.toLowerCase(), written.map((value) => value.toLowerCase())] : [prop, written];
  });
  return JSON.stringify(parts.map((part) => JSON.stringify(part)).sort());
}

/**
 * Records what is wrong with a route.
 *
 * @param reservedValues condition values that the load balancer adds to every rule
 */
export function checkRoute(validator: Validator, route: Route, reservedValues: number): void {
  const conditions = conditionsOf(route);
  const values = conditions.flatMap((condition) => condition.values);
  const most = MAX_VALUES_PER_RULE - reservedValues;
  validator
    .integerBetween("route.priority", route.priority, 1, 50_000)
    .check("route", route, values.length > 0, "must hold a condition", 'Give paths: ["/*"] for everything that no other route takes.')
    .check("route", values, values.length <= most, `must hold at most ${most} values in all`, "Use wider patterns, or a second service.");
  for (const { prop, values: ofOne } of conditions) {
    validator.check(
      prop,
      ofOne,
      ofOne.length <= MAX_VALUES_PER_CONDITION,
      `must hold at most ${MAX_VALUES_PER_CONDITION} values`,
      "Use wider patterns, or a second service.",
    );
  }
  route.paths?.forEach((path, index) =>
    validator.matches(
      `route.paths[${index}]`,
      path,
      /^\/[A-Za-z0-9_\-.$/~"'@:+*?&;=%]{0,127}$/,
      "must begin with a slash and have at most 128 characters that URLs allow",
      'Write it as "/api/*".',
    ),
  );
  route.hosts?.forEach((host, index) =>
    validator.matches(
      `route.hosts[${index}]`,
      host,
      /^(?=.{1,128}$)[A-Za-z0-9*?.-]*\.[A-Za-z*?]+$/,
      "must be a host name, * and ? allowed, of at most 128 characters",
      'Write it as "*.example.com".',
    ),
  );
  for (const name of Object.keys(route.headers ?? {})) {
    validator.matches(
      `route.headers.${name}`,
      name,
      /^[A-Za-z0-9!#$%&'*+.^_`|~-]{1,40}$/,
      "must have a header's name of at most 40 characters, without wildcards in it",
      'Write it as "x-client-version".',
    );
  }
  route.methods?.forEach((method, index) =>
    validator.matches(`route.methods[${index}]`, method, /^[A-Z_-]{1,40}$/, "must be a method in capitals", 'Write it as "GET".'),
  );
  route.sourceCidrBlocks?.forEach((cidr, index) =>
    validator.matches(
      `route.sourceCidrBlocks[${index}]`,
      cidr,
      /^(\d{1,3}(\.\d{1,3}){3}\/\d{1,2}|[0-9a-fA-F:]*:[0-9a-fA-F:]*\/\d{1,3})$/,
      "must be an IPv4 or IPv6 range",
      'Write it as "198.51.100.0/24".',
    ),
  );
}

/** The routes of one load balancer, each taken once. */
export class RouteTable {
  private readonly taken: { readonly priority: number; readonly key: string; readonly owner: string }[] = [];

  constructor(private readonly loadBalancer: Construct) {}

  /**
   * Notes that a service takes a route.
   *
   * @throws ValidationError if another service has the priority, or the same conditions
   */
  public add(service: Construct, route: Route): void {
    const key = routeKey(route);
    const samePriority = this.taken.find((other) => other.priority === route.priority);
    const sameConditions = this.taken.find((other) => other.key === key);
    new Validator(service)
      .check(
        "route.priority",
        route.priority,
        samePriority === undefined,
        `must be free in ${readablePath(this.loadBalancer)}`,
        `${samePriority?.owner} has it: use another.`,
      )
      .check(
        "route",
        route,
        sameConditions === undefined,
        "must differ from every other service's",
        `${sameConditions?.owner} takes the same requests: change a condition.`,
      )
      .throwIfInvalid();
    this.taken.push({ priority: route.priority, key, owner: readablePath(service) });
  }
}

function readablePath(construct: Construct): string {
  return pathFromStack(construct).slice(1).join("/");
}
