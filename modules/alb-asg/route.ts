import { LbListenerRuleCondition } from "@cdktf/provider-aws/lib/lb-listener-rule";
import { Validator } from "../../src/core";

/** Which requests a service gets: those that fulfil every condition given. */
export interface Route {
  /** Order of evaluation, 1 (first) to 50000; each number once in a load balancer. */
  readonly priority: number;
  /** Path patterns with `*` and `?`, such as `/api/*`; one must match. @default - any path */
  readonly paths?: readonly string[];
  /** Host names, `*` and `?` allowed; one must match. @default - any host */
  readonly hosts?: readonly string[];
  /** Headers by name, each with the patterns of which one must match. @default - any headers */
  readonly headers?: Readonly<Record<string, readonly string[]>>;
  /** Methods such as `GET`; one must match. @default - any method */
  readonly methods?: readonly string[];
  /** Query parameters by name, each with the pattern that it must match. @default - any query */
  readonly queryParameters?: Readonly<Record<string, string>>;
  /** Ranges of the addresses that requests come from; behind CloudFront, those are CloudFront's own. @default - any address */
  readonly sourceCidrBlocks?: readonly string[];
}

/** Values that one rule may hold in all its conditions (Application Load Balancers guide, "Quotas"). */
const MAX_CONDITION_VALUES = 5;

/** The conditions of a listener rule. Pure. */
export function routeConditions(route: Route): LbListenerRuleCondition[] {
  const conditions: LbListenerRuleCondition[] = [];
  if (route.paths?.length) conditions.push({ pathPattern: { values: [...route.paths] } });
  if (route.hosts?.length) conditions.push({ hostHeader: { values: [...route.hosts] } });
  for (const [httpHeaderName, values] of Object.entries(route.headers ?? {})) {
    conditions.push({ httpHeader: { httpHeaderName, values: [...values] } });
  }
  if (route.methods?.length) conditions.push({ httpRequestMethod: { values: [...route.methods] } });
  const queries = Object.entries(route.queryParameters ?? {});
  // Values of one block are alternatives; every parameter given must match, so each has a block of its own.
  for (const [key, value] of queries) conditions.push({ queryString: [{ key, value }] });
  if (route.sourceCidrBlocks?.length) conditions.push({ sourceIp: { values: [...route.sourceCidrBlocks] } });
  return conditions;
}

/** Records what is wrong with a route. */
export function checkRoute(validator: Validator, route: Route, reservedValues: number): void {
  const headers = Object.entries(route.headers ?? {});
  const values = [
    ...(route.paths ?? []),
    ...(route.hosts ?? []),
    ...headers.flatMap(([, patterns]) => patterns),
    ...(route.methods ?? []),
    ...Object.values(route.queryParameters ?? {}),
    ...(route.sourceCidrBlocks ?? []),
  ];
  const most = MAX_CONDITION_VALUES - reservedValues;
  validator
    .integerBetween("route.priority", route.priority, 1, 50_000)
    .check("route", route, values.length > 0, "must hold a condition", 'Give paths: ["/*"] for everything that no other route takes.')
    .check("route", values, values.length <= most, `must hold at most ${most} values in all`, "Use wider patterns, or a second service.");
  route.paths?.forEach((path, index) =>
    validator.matches(
      `route.paths[${index}]`,
      path,
      /^\/[A-Za-z0-9_\-.$/~"'@:+*?&;=%]{0,127}$/,
      "must begin with a slash and have at most 128 characters that URLs allow",
      'Write it as "/api/*".',
    ),
  );
  route.methods?.forEach((method, index) =>
    validator.matches(`route.methods[${index}]`, method, /^[A-Z_-]{1,40}$/, "must be a method in capitals", 'Write it as "GET".'),
  );
}
