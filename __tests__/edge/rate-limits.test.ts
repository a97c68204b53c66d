import { RateLimit } from "../../modules/edge";
import { pathMatch, rulesOf } from "./web-acl-fixture";

function statement(limit: RateLimit): Record<string, unknown> {
  return rulesOf({ rateLimits: { mine: limit } })["RateLimit-mine"]!.statement.rate_based_statement;
}

const none = [{ priority: 0, type: "NONE" }];

describe("the rate limit of each address", () => {
  // "AWS Best Practices for DDoS Resiliency", rate-based rules: one for all requests. A fifth of the platform's 500 requests a second.
  test("is 100 requests a second over five minutes by default, with status 429 above it", () => {
    expect(rulesOf()["RateLimit-perIp"]).toMatchObject({
      action: { block: { customResponse: { responseCode: 429 } } },
      statement: { rate_based_statement: { limit: 100 * 300, aggregate_key_type: "IP", evaluation_window_sec: 300 } },
    });
  });

  test("is there beside others", () => {
    const rules = rulesOf({ rateLimits: { mine: { requests: 10 } } });
    expect(rules["RateLimit-perIp"]!.statement.rate_based_statement.limit).toBe(30_000);
  });

  test("is the one given", () => {
    const rules = rulesOf({ rateLimits: { perIp: { requests: 2000, windowSeconds: 60 } } });
    expect(rules["RateLimit-perIp"]!.statement.rate_based_statement).toMatchObject({ limit: 2000, evaluation_window_sec: 60 });
  });

  test("is left out on request", () => expect(rulesOf({ rateLimits: { perIp: false } })["RateLimit-perIp"]).toBeUndefined());
});

describe("a rate limit", () => {
  // AWS WAF API Reference, RateBasedStatement: the address alone is no custom key.
  test("counts by address where nothing else is said", () => {
    expect(statement({ requests: 100 })).toEqual({ limit: 100, evaluation_window_sec: 300, aggregate_key_type: "IP" });
  });

  test("counts by the value of a header, such as an API key", () => {
    expect(statement({ requests: 100, per: [{ header: "x-api-key" }] })).toMatchObject({
      aggregate_key_type: "CUSTOM_KEYS",
      custom_key: [{ header: { name: "x-api-key", text_transformation: none } }],
    });
  });

  test("counts by up to five keys together", () => {
    expect(statement({ requests: 100, per: ["ip", "path", "method", { cookie: "session" }, { queryArgument: "symbol" }] })).toMatchObject({
      aggregate_key_type: "CUSTOM_KEYS",
      custom_key: [
        { ip: {} },
        {
          uri_path: {
            text_transformation: [
              { priority: 0, type: "URL_DECODE" },
              { priority: 1, type: "NORMALIZE_PATH" },
            ],
          },
        },
        { http_method: {} },
        { cookie: { name: "session", text_transformation: none } },
        { query_argument: { name: "symbol", text_transformation: none } },
      ],
    });
  });

  // AWS WAF API Reference, RateBasedStatement: CONSTANT needs a scope-down statement.
  test("counts all requests to its paths together where it has no key", () => {
    expect(statement({ requests: 100, per: [], paths: ["/api/login"] })).toEqual({
      limit: 100,
      evaluation_window_sec: 300,
      aggregate_key_type: "CONSTANT",
      scope_down_statement: pathMatch("EXACTLY", "/api/login"),
    });
  });

  test("counts the requests to its paths alone", () => {
    expect(statement({ requests: 100, paths: ["/api/login", "/api/orders/*"] }).scope_down_statement).toEqual({
      or_statement: { statement: [pathMatch("STARTS_WITH", "/api/orders/"), pathMatch("EXACTLY", "/api/login")].reverse() },
    });
  });

  test("is the same rule whatever the order of its paths, and however often one is named", () => {
    const limit = (...paths: string[]) => statement({ requests: 100, paths });
    expect(limit("/b", "/a", "/b")).toEqual(limit("/a", "/b"));
    expect(limit("/a", "/a").scope_down_statement).toEqual(pathMatch("EXACTLY", "/a"));
  });

  test("only counts what exceeds it where that is said", () => {
    expect(rulesOf({ rateLimits: { mine: { requests: 10, mode: "count" } } })["RateLimit-mine"]!.action).toEqual({ count: {} });
  });

  // AWS WAF API Reference, RateBasedStatement, FORWARDED_IP; RateBasedStatementCustomKey, ForwardedIP.
  test("counts by the address in a header behind a proxy", () => {
    const limits = { both: { requests: 10, per: ["ip", "method"] }, key: { requests: 10, per: [{ header: "x-api-key" }] } } as const;
    const rules = rulesOf({ forwardedIpHeader: "x-forwarded-for", rateLimits: limits });
    expect(rules["RateLimit-perIp"]!.statement.rate_based_statement.aggregate_key_type).toBe("FORWARDED_IP");
    expect(rules["RateLimit-both"]!.statement.rate_based_statement).toMatchObject({
      custom_key: [{ forwarded_ip: {} }, { http_method: {} }],
      forwarded_ip_config: { header_name: "x-forwarded-for", fallback_behavior: "NO_MATCH" },
    });
    expect(rules["RateLimit-key"]!.statement.rate_based_statement.forwarded_ip_config).toBeUndefined();
  });
});
