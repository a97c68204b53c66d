import { pathMatch, rulesOf } from "./web-acl-fixture";

const ipSet = (arn: string) => ({ ip_set_reference_statement: { arn } });
const not = (statement: object) => ({ not_statement: { statement } });
const BOTH_VERSIONS = ["192.0.2.0/24", "2001:db8::/48"];

describe("partners that skip everything", () => {
  test("are allowed before any rule but the blocked ranges", () => {
    const rules = rulesOf({
      allowLists: { exchange: { cidrBlocks: BOTH_VERSIONS, skips: "everything" } },
      blockedCidrBlocks: ["203.0.113.0/24"],
      blockedCountries: ["KP"],
    });
    expect(Object.keys(rules).slice(0, 3)).toEqual(["BlockedIPV4", "Allowed-exchange", "BlockedCountries"]);
    expect(rules["Allowed-exchange"]).toMatchObject({
      action: { allow: {} },
      statement: { or_statement: { statement: [ipSet("arn-allowed-exchange-4"), ipSet("arn-allowed-exchange-6")] } },
    });
  });

  test("of one IP version are one statement", () => {
    const rules = rulesOf({ allowLists: { exchange: { cidrBlocks: ["192.0.2.0/24"], skips: "everything" } } });
    expect(rules["Allowed-exchange"]!.statement).toEqual(ipSet("arn-allowed-exchange-4"));
  });
});

describe("partners that skip rate limits", () => {
  const allowLists = { partner: { cidrBlocks: BOTH_VERSIONS } };

  test("are counted by no rate limit", () => {
    const rules = rulesOf({ allowLists, rateLimits: { logins: { requests: 100, paths: ["/api/login"] } } });
    const exempt = [not(ipSet("arn-allowed-partner-4")), not(ipSet("arn-allowed-partner-6"))];
    expect(rules["RateLimit-perIp"]!.statement.rate_based_statement.scope_down_statement).toEqual({ and_statement: { statement: exempt } });
    expect(rules["RateLimit-logins"]!.statement.rate_based_statement.scope_down_statement).toEqual({
      and_statement: { statement: [pathMatch("EXACTLY", "/api/login"), ...exempt] },
    });
  });

  // AWS WAF Developer Guide, "Using forwarded IP addresses in AWS WAF": the connection's own address is the proxy's.
  test("are known by the header's address behind a proxy", () => {
    const rules = rulesOf({ allowLists, forwardedIpHeader: "x-forwarded-for" });
    const config = { header_name: "x-forwarded-for", fallback_behavior: "NO_MATCH", position: "LAST" };
    const { statement } = rules["RateLimit-perIp"]!.statement.rate_based_statement.scope_down_statement.and_statement;
    expect(statement).toEqual(
      ["arn-allowed-partner-4", "arn-allowed-partner-6"].map((arn) =>
        not({ ip_set_reference_statement: { arn, ip_set_forwarded_ip_config: config } }),
      ),
    );
  });

  test("meet every other rule", () => expect(Object.keys(rulesOf({ allowLists }))).toEqual(Object.keys(rulesOf())));
});
