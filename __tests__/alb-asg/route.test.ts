import { ServiceRoute } from "../../modules/alb-asg";
import { checkRoute, routeConditions, routeKey } from "../../modules/alb-asg/route";
import { Validator } from "../../src/internal/validator";
import fc from "../support/fast-check";

function check(route: ServiceRoute, reservedValues = 0): void {
  const validator = new Validator("route");
  checkRoute(validator, route, reservedValues);
  validator.throwIfInvalid();
}

describe("the conditions of a route", () => {
  test("are one block for each kind, header and query parameter", () => {
    expect(
      routeConditions({
        priority: 1,
        paths: ["/api/*"],
        hosts: ["api.example.com"],
        headers: { "x-client": ["mobile*"] },
        methods: ["GET", "HEAD"],
        queryParameters: { version: "2", format: "json" },
        sourceCidrBlocks: ["198.51.100.0/24"],
      }),
    ).toEqual([
      { pathPattern: { values: ["/api/*"] } },
      { hostHeader: { values: ["api.example.com"] } },
      { httpHeader: { httpHeaderName: "x-client", values: ["mobile*"] } },
      { httpRequestMethod: { values: ["GET", "HEAD"] } },
      { queryString: [{ key: "version", value: "2" }] },
      { queryString: [{ key: "format", value: "json" }] },
      { sourceIp: { values: ["198.51.100.0/24"] } },
    ]);
  });
});

describe("two routes", () => {
  const words = fc.uniqueArray(fc.constantFrom("/a/*", "/b", "/c/?", "/d"), { minLength: 1, maxLength: 3 });

  test("match the same in any order of their values, whatever their priority", () => {
    fc.assert(
      fc.property(words, fc.nat(), (paths, priority) => {
        expect(routeKey({ priority, paths: [...paths].reverse() })).toBe(routeKey({ priority: 1, paths }));
      }),
    );
  });

  test("match the same where hosts and headers differ in case alone", () => {
    expect(routeKey({ priority: 1, hosts: ["API.example.com"], headers: { "X-Client": ["A"] } })).toBe(
      routeKey({ priority: 2, headers: { "x-client": ["a"] }, hosts: ["api.example.com"] }),
    );
  });

  // API reference, QueryStringConditionConfig: "The comparison is case insensitive."
  test("match the same where query parameters differ in case alone", () => {
    expect(routeKey({ priority: 1, queryParameters: { Version: "A*" } })).toBe(
      routeKey({ priority: 2, queryParameters: { version: "a*" } }),
    );
  });

  test.each<[string, ServiceRoute, ServiceRoute]>([
    ["methods differ in case", { priority: 1, methods: ["GET"] }, { priority: 1, methods: ["get"] }],
    ["paths differ in case", { priority: 1, paths: ["/a"] }, { priority: 1, paths: ["/A"] }],
    ["one has another value", { priority: 1, paths: ["/a"] }, { priority: 1, paths: ["/a", "/b"] }],
    ["one has another condition", { priority: 1, paths: ["/a"] }, { priority: 1, paths: ["/a"], methods: ["GET"] }],
    ["a parameter has another value", { priority: 1, queryParameters: { v: "1" } }, { priority: 1, queryParameters: { v: "2" } }],
  ])("match other requests where %s", (_, one, other) => {
    expect(routeKey(one)).not.toBe(routeKey(other));
  });
});

// Application Load Balancers guide, "Rule condition types": three values in a condition, five in a rule.
describe("a route", () => {
  test("may have five values in all", () => {
    expect(() => check({ priority: 50_000, paths: ["/a", "/b", "/c"], methods: ["GET", "HEAD"] })).not.toThrow();
  });

  // API reference, PathPatternConditionConfig: 128 characters and the wildcards; a path itself begins with a slash, which a wildcard stands for too.
  test("may have paths that begin with a wildcard", () => {
    expect(() => check({ priority: 1, paths: ["*.png", "?api/*"] })).not.toThrow();
  });

  // Application Load Balancers guide, "Quotas": condition wildcards per rule.
  test("may have six wildcards in all", () => {
    expect(() => check({ priority: 1, paths: ["/a/*/b/*", "/c/??"], hosts: ["*.*.com"] })).not.toThrow();
  });

  test("may have no sixth value, even one that only Terraform knows", () => {
    expect(() => check({ priority: 1, paths: ["/a", "/b", "/c"], methods: ["GET", "HEAD", "${var.method}"] })).toThrow(
      "must have at most 5 values in all",
    );
  });

  // API reference, QueryStringKeyValuePair and HttpHeaderConditionConfig: 128 characters of a key and of a value.
  test.each([
    ["the name of a query parameter", (text: string) => ({ queryParameters: { [text]: "1" } })],
    ["the value of a query parameter", (text: string) => ({ queryParameters: { v: text } })],
    ["the value of a header", (text: string) => ({ headers: { "x-client": [text] } })],
  ])("may have 128 characters in %s, not 129", (_, condition) => {
    expect(() => check({ priority: 1, ...condition("a".repeat(128)) })).not.toThrow();
    expect(() => check({ priority: 1, ...condition("a".repeat(129)) })).toThrow("must have at most 128 characters");
  });

  test("may have three where two are reserved for the secret header", () => {
    expect(() => check({ priority: 1, paths: ["/a", "/b", "/c"] }, 2)).not.toThrow();
  });

  test.each(["198.51.100.0/24", "2001:db8::/32"])("may have the source range %s", (range) => {
    expect(() => check({ priority: 1, sourceCidrBlocks: [range] })).not.toThrow();
  });
});
