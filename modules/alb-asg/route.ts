import { LbListenerRuleCondition } from "@cdktf/provider-aws/lib/lb-listener-rule";
import { checkCidr } from "../../src/internal/cidr";
import { FORMATS } from "../../src/internal/formats";
import { NUMBER, PropTypes, STRINGS, STRING_RECORD, optional, record } from "../../src/internal/prop-types";
import { Validator, isKnown } from "../../src/internal/validator";

/** Which requests a service gets: those that match every condition given. At most five values in all conditions together, and six wildcards in them. */
export interface ServiceRoute {
  /** The rule's priority, evaluated from 1 to 50000; must be unique in a load balancer. */
  readonly priority: number;
  /** Up to three path patterns with `*` and `?`, such as `/api/*` or `*.png`; one must match. @default - any path */
  readonly paths?: readonly string[];
  /** Up to three host names, `*` and `?` allowed; one must match. @default - any host */
  readonly hosts?: readonly string[];
  /** Headers by name, each with up to three patterns of which one must match. @default - any headers */
  readonly headers?: Readonly<Record<string, readonly string[]>>;
  /** Up to three methods such as `GET`; one must match. @default - any method */
  readonly methods?: readonly string[];
  /** Query parameters by name, each with the pattern that it must match. @default - any query */
  readonly queryParameters?: Readonly<Record<string, string>>;
  /** Up to three IPv4 or IPv6 ranges of source addresses; behind CloudFront, those are CloudFront's own. @default - any address */
  readonly sourceCidrBlocks?: readonly string[];
}

const ROUTE: PropTypes<ServiceRoute> = {
  priority: NUMBER,
  paths: optional(STRINGS),
  hosts: optional(STRINGS),
  headers: optional(record()),
  methods: optional(STRINGS),
  queryParameters: optional(STRING_RECORD),
  sourceCidrBlocks: optional(STRINGS),
};

/** Values that one condition, and all conditions of one rule together, may hold (Application Load Balancers guide, "Rule condition types"). */
const MAX_VALUES_PER_CONDITION = 3;
const MAX_VALUES_PER_RULE = 5;
/** Wildcards that all conditions of one rule together may hold, which can't be raised (Application Load Balancers guide, "Quotas", rules). */
const MAX_WILDCARDS_PER_RULE = 6;
/** Longest name or value of a header or a query parameter (Elastic Load Balancing API reference, HttpHeaderConditionConfig and QueryStringConditionConfig). */
const MAX_VALUE_CHARACTERS = 128;

/** One condition, with the prop that it comes from. */
interface Condition {
  readonly prop: string;
  readonly values: readonly string[];
  readonly block: LbListenerRuleCondition;
}

function condition(prop: string, values: readonly string[] | undefined, block: (values: string[]) => LbListenerRuleCondition): Condition {
  return { prop, values: values ?? [], block: block([...(values ?? [])]) };
}

function conditionsOf(route: ServiceRoute): Condition[] {
  const all = [
    condition("route.paths", route.paths, (values) => ({ pathPattern: { values } })),
    condition("route.hosts", route.hosts, (values) => ({ hostHeader: { values } })),
    ...Object.entries(route.headers ?? {}).map(([httpHeaderName, patterns]) =>
      condition(headerProp(httpHeaderName), patterns, (values) => ({ httpHeader: { httpHeaderName, values } })),
    ),
    condition("route.methods", route.methods, (values) => ({ httpRequestMethod: { values } })),
    // Values of one block are alternatives; every parameter given must match, so each has a block of its own.
    ...Object.entries(route.queryParameters ?? {}).map(([key, value]) =>
      condition(`route.queryParameters["${key}"]`, [value], () => ({ queryString: [{ key, value }] })),
    ),
    condition("route.sourceCidrBlocks", route.sourceCidrBlocks, (values) => ({ sourceIp: { values } })),
  ];
  return all.filter(({ values }) => values.length > 0);
}

/** The conditions of a listener rule. Pure. */
export function routeConditions(route: ServiceRoute): LbListenerRuleCondition[] {
  return conditionsOf(route).map(({ block }) => block);
}

function headerProp(name: string): string {
  return `route.headers["${name}"]`;
}

/** The conditions of a route as text: the same for two routes that match the same requests, however they are written. Pure. */
export function routeKey(route: ServiceRoute): string {
  // Paths and methods alone are matched with regard to case (API reference, RuleCondition and the types of its members).
  const ignoresCase = (prop: string): boolean => prop === "route.hosts" || /^route\.(headers|queryParameters)\[/.test(prop);
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
 * @throws ValidationError for a value of another type
 */
export function checkRoute(validator: Validator, route: ServiceRoute, reservedValues: number): void {
  validator.props({ route }, { route: record<ServiceRoute>() }).props(route, ROUTE, "route");
  for (const [name, values] of Object.entries(route.headers ?? {})) {
    validator.props({ [headerProp(name)]: values }, { [headerProp(name)]: STRINGS });
  }
  checkValueCounts(validator, route, reservedValues);
  validator.integerBetween("route.priority", route.priority, 1, 50_000);
  checkPaths(validator, route.paths ?? []);
  checkHosts(validator, route.hosts ?? []);
  checkHeaders(validator, route.headers ?? {});
  checkMethods(validator, route.methods ?? []);
  checkQueryParameters(validator, route.queryParameters ?? {});
  (route.sourceCidrBlocks ?? []).forEach((cidr, index) => checkCidr(validator, `route.sourceCidrBlocks[${index}]`, cidr, FORMATS.cidr));
}

function checkValueCounts(validator: Validator, route: ServiceRoute, reservedValues: number): void {
  const conditions = conditionsOf(route);
  const all = conditions.flatMap(({ values }) => values);
  // What only Terraform knows counts, and isn't shown.
  const known = all.filter(isKnown);
  const wildcards = known.join("").replace(/[^*?]/g, "").length;
  const most = MAX_VALUES_PER_RULE - reservedValues;
  validator
    .check("route", route, all.length > 0, "must have a condition", 'Give paths: ["/*"] for everything that no other route matches.')
    .check("route", known, all.length <= most, `must have at most ${most} values in all`, "Use wider patterns, or a second service.")
    .check(
      "route",
      known,
      wildcards <= MAX_WILDCARDS_PER_RULE,
      `must have at most ${MAX_WILDCARDS_PER_RULE} of the wildcards * and ? in all`,
      "Use wider patterns, or a second service.",
    );
  for (const { prop, values } of conditions) {
    validator.check(
      prop,
      values.filter(isKnown),
      values.length <= MAX_VALUES_PER_CONDITION,
      `must have at most ${MAX_VALUES_PER_CONDITION} values`,
      "Use wider patterns, or a second service.",
    );
  }
}

function checkPaths(validator: Validator, paths: readonly string[]): void {
  paths.forEach((path, index) =>
    validator.matches(
      `route.paths[${index}]`,
      path,
      /^[/*?][A-Za-z0-9_\-.$/~"'@:+*?&;=%]{0,127}$/,
      "must begin with a slash or a wildcard, and have at most 128 characters that URLs allow",
      'Write it as "/api/*".',
    ),
  );
}

function checkHosts(validator: Validator, hosts: readonly string[]): void {
  hosts.forEach((host, index) =>
    validator.matches(
      `route.hosts[${index}]`,
      host,
      /^(?=.{1,128}$)[A-Za-z0-9*?.-]*\.[A-Za-z*?]+$/,
      "must be a host name, * and ? allowed, of at most 128 characters",
      'Write it as "*.example.com".',
    ),
  );
}

function checkHeaders(validator: Validator, headers: Readonly<Record<string, readonly string[]>>): void {
  for (const [name, values] of Object.entries(headers)) {
    validator.matches(
      headerProp(name),
      name,
      /^[A-Za-z0-9!#$%&'*+.^_`|~-]{1,40}$/,
      "must have a header's name of at most 40 characters, without wildcards in it",
      'Write it as "x-client-version".',
    );
    values.forEach((value) => checkLength(validator, headerProp(name), value));
  }
}

function checkMethods(validator: Validator, methods: readonly string[]): void {
  methods.forEach((method, index) =>
    validator.matches(`route.methods[${index}]`, method, /^[A-Z_-]{1,40}$/, "must be a method in capitals", 'Write it as "GET".'),
  );
}

function checkQueryParameters(validator: Validator, queryParameters: Readonly<Record<string, string>>): void {
  for (const [key, value] of Object.entries(queryParameters)) {
    checkLength(validator, `route.queryParameters["${key}"]`, key);
    checkLength(validator, `route.queryParameters["${key}"]`, value);
  }
}

function checkLength(validator: Validator, prop: string, text: string): void {
  validator.check(
    prop,
    text,
    text.length <= MAX_VALUE_CHARACTERS,
    `must have at most ${MAX_VALUE_CHARACTERS} characters`,
    'Use a pattern such as "mobile*".',
  );
}
