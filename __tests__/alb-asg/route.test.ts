import * as fc from "fast-check";
import { Route } from "../../modules/alb-asg";
import { checkRoute, routeConditions, routeKey } from "../../modules/alb-asg/route";
import { Validator } from "../../src/internal/validator";
import { messageOf, testStack } from "../support/synth";

function check(route: Route, reservedValues = 0): void {
  const validator = new Validator(testStack());
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

  test("are the same in any order of their values, whatever their priority", () => {
    fc.assert(
      fc.property(words, fc.nat(), (paths, priority) => {
        expect(routeKey({ priority, paths: [...paths].reverse() })).toBe(routeKey({ priority: 1, paths }));
      }),
    );
  });

  test("are the same when hosts and headers differ in case alone", () => {
    expect(routeKey({ priority: 1, hosts: ["API.example.com"], headers: { "X-Client": ["A"] } })).toBe(
      routeKey({ priority: 2, headers: { "x-client": ["a"] }, hosts: ["api.example.com"] }),
    );
  });

  test.each<[string, Route, Route]>([
    ["paths differ in case", { priority: 1, paths: ["/a"] }, { priority: 1, paths: ["/A"] }],
    ["one has a further value", { priority: 1, paths: ["/a"] }, { priority: 1, paths: ["/a", "/b"] }],
    ["one has a further condition", { priority: 1, paths: ["/a"] }, { priority: 1, paths: ["/a"], methods: ["GET"] }],
    ["a parameter has another value", { priority: 1, queryParameters: { v: "1" } }, { priority: 1, queryParameters: { v: "2" } }],
  ])("are not the same when %s", (_, one, other) => {
    expect(routeKey(one)).not.toBe(routeKey(other));
  });
});

describe("a route is refused", () => {
  test.each<[string, Route, string]>([
    [
      "without a condition",
      { priority: 1, paths: [] },
      'route: must hold a condition; received {"priority":1,"paths":[]}. Give paths: ["/*"] for everything that no other route takes.',
    ],
    [
      "with a priority that listeners don't have",
      { priority: 50_001, paths: ["/*"] },
      "route.priority: must be a whole number from 1 to 50000; received 50001. Give a value from 1 to 50000.",
    ],
    [
      "with a fourth value in one condition",
      { priority: 1, methods: ["GET", "HEAD", "POST", "PUT"] },
      'route.methods: must hold at most 3 values; received ["GET","HEAD","POST","PUT"]. Use wider patterns, or a second service.',
    ],
    [
      "with a sixth value in all",
      { priority: 1, paths: ["/a", "/b", "/c"], methods: ["GET", "HEAD", "PUT"] },
      'route: must hold at most 5 values in all; received ["/a","/b","/c","GET","HEAD","PUT"]. Use wider patterns, or a second service.',
    ],
    [
      "with a path that begins without a slash",
      { priority: 1, paths: ["api/*"] },
      'route.paths[0]: must begin with a slash and have at most 128 characters that URLs allow; received "api/*". Write it as "/api/*".',
    ],
    [
      "with a host without a dot",
      { priority: 1, hosts: ["localhost"] },
      'route.hosts[0]: must be a host name, * and ? allowed, of at most 128 characters; received "localhost". Write it as "*.example.com".',
    ],
    [
      "with a wildcard in a header's name",
      { priority: 1, headers: { "x client": ["a"] } },
      'route.headers.x client: must have a header\'s name of at most 40 characters, without wildcards in it; received "x client". Write it as "x-client-version".',
    ],
    [
      "with a method in small letters",
      { priority: 1, methods: ["get"] },
      'route.methods[0]: must be a method in capitals; received "get". Write it as "GET".',
    ],
    [
      "with an address for a range",
      { priority: 1, sourceCidrBlocks: ["198.51.100.7"] },
      'route.sourceCidrBlocks[0]: must be an IPv4 or IPv6 range; received "198.51.100.7". Write it as "198.51.100.0/24".',
    ],
  ])("%s", (_, route, message) => {
    expect(messageOf(() => check(route))).toBe(`trading-test: invalid input\n  - ${message}`);
  });

  test("for the values that the load balancer's own condition leaves no room for", () => {
    expect(messageOf(() => check({ priority: 1, paths: ["/a", "/b"], methods: ["GET", "HEAD"] }, 2))).toBe(
      'trading-test: invalid input\n  - route: must hold at most 3 values in all; received ["/a","/b","GET","HEAD"]. Use wider patterns, or a second service.',
    );
  });
});
