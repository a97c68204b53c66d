import { GeoRestriction, HealthCheckSettings } from "../../modules/edge";
import { checkCheckersAreServed, checkHealthCheck, createHealthCheck, resolveHealthCheck } from "../../modules/edge/health-check";
import { Validator } from "../../src/internal/validator";
import { messageOf, synth, testStack } from "../support/synth";

function healthCheckOf(settings: HealthCheckSettings = {}) {
  const stack = testStack();
  createHealthCheck(stack, "trading.example.com", resolveHealthCheck(settings));
  return synth(stack).resource("aws_route53_health_check");
}

/** What is wrong with the settings, or nothing. */
function problemsOf(settings: unknown, geoRestriction?: GeoRestriction): string | undefined {
  const check = (): void => {
    const validator = new Validator("edge");
    checkHealthCheck(validator, settings as HealthCheckSettings);
    checkCheckersAreServed(validator, settings as HealthCheckSettings, geoRestriction);
    validator.throwIfInvalid();
  };
  try {
    check();
  } catch {
    return messageOf(check);
  }
  return undefined;
}

/** Route 53 API Reference, HealthCheckConfig, "Regions". */
const ALL = ["us-east-1", "us-west-1", "us-west-2", "eu-west-1", "ap-southeast-1", "ap-southeast-2", "ap-northeast-1", "sa-east-1"];
const CHOICE = `Choose from ${ALL.join(", ")}, or leave it out for all of them.`;

describe("the health check", () => {
  const healthCheck = healthCheckOf();

  test("requests the name given", () => expect(healthCheck).toMatchObject({ fqdn: "trading.example.com", resource_path: "/health" }));

  test("requests it over HTTPS, with the name in the TLS handshake", () => {
    expect(healthCheck).toMatchObject({ type: "HTTPS", port: 443, enable_sni: true });
  });

  test("fails after three requests, 30 seconds apart", () => {
    expect(healthCheck).toMatchObject({ request_interval: 30, failure_threshold: 3 });
  });

  // Route 53 can't change it later: a change replaces the health check (Route 53 API Reference, HealthCheckConfig).
  test("measures the latency between its checkers and the site", () => expect(healthCheck.measure_latency).toBe(true));

  // Route 53 API Reference, UpdateHealthCheck: what isn't named stays as it is, so that a choice taken away must say all of them.
  test("names all regions that Route 53 has checkers in", () => expect(healthCheck.regions).toEqual(ALL));

  // Route 53 API Reference, DeleteHealthCheck: records still name it, and what becomes of them can't be predicted.
  test("is there before the one that it replaces is deleted", () => {
    expect(healthCheck.lifecycle).toEqual({ create_before_destroy: true });
  });

  test("is listed under the construct's path", () => expect(healthCheck.tags).toEqual({ Name: "trading-test" }));

  test("requests the path given, as often and from where it is told", () => {
    const regions = ["us-east-1", "us-west-1", "us-west-2"] as const;
    const settings = { path: "/api/health", requestIntervalSeconds: 10, failureThreshold: 1, regions, measureLatency: false } as const;
    expect(healthCheckOf(settings)).toMatchObject({
      resource_path: "/api/health",
      request_interval: 10,
      failure_threshold: 1,
      measure_latency: false,
      regions,
    });
  });

  test.each<[string, unknown, string[]]>([
    ["a path that isn't one", { path: "health" }, ['healthCheck.path: must be a path; received "health". Write it as "/health".']],
    [
      "another interval than Route 53 has",
      { requestIntervalSeconds: 20 },
      ["healthCheck.requestIntervalSeconds: must be one of 10, 30; received 20. Use one of these."],
    ],
    [
      "a threshold of more requests than Route 53 counts",
      { failureThreshold: 11 },
      ["healthCheck.failureThreshold: must be a whole number from 1 to 10 requests; received 11. Give a value from 1 to 10."],
    ],
    [
      "two regions",
      { regions: ["us-east-1", "eu-west-1"] },
      [`healthCheck.regions: must be 3 regions or more, each once; received ["us-east-1","eu-west-1"]. ${CHOICE}`],
    ],
    [
      "a region twice",
      { regions: ["us-east-1", "us-west-1", "us-west-2", "us-east-1"] },
      [`healthCheck.regions: must be 3 regions or more, each once; received ["us-east-1","us-west-1","us-west-2","us-east-1"]. ${CHOICE}`],
    ],
    [
      "a region without checkers",
      { regions: ["us-east-1", "eu-west-1", "eu-central-1"] },
      [`healthCheck.regions[2]: must be one of ${ALL.join(", ")}; received "eu-central-1". Use one of these.`],
    ],
    [
      "a prop that there isn't",
      { interval: 10 },
      ["healthCheck.interval: must be a prop that there is; received 10. Did you mean requestIntervalSeconds?"],
    ],
  ])("is refused with %s", (_, settings, lines) => {
    expect(problemsOf(settings)).toBe(["edge: invalid input", ...lines.map((line) => `  - ${line}`)].join("\n"));
  });
});

// AWS Regions and Availability Zones, "AWS Regions": Ireland, Singapore, Australia (Sydney), Japan (Tokyo), Brazil (São Paulo), and the United States.
describe("checkers where geoRestriction shuts out countries", () => {
  const US = ["us-east-1", "us-west-1", "us-west-2"] as const;

  test.each<[string, HealthCheckSettings | undefined, GeoRestriction]>([
    ["all of them, where none of their countries is blocked", undefined, { type: "block", countries: ["KP", "DE"] }],
    [
      "all of them, where all of their countries are allowed",
      undefined,
      { type: "allow", countries: ["US", "IE", "SG", "AU", "JP", "BR", "DE"] },
    ],
    ["those chosen, where their country is allowed", { regions: US }, { type: "allow", countries: ["DE", "US"] }],
    [
      "those chosen, where theirs aren't blocked",
      { regions: ["eu-west-1", "ap-southeast-1", "sa-east-1"] },
      { type: "block", countries: ["US"] },
    ],
  ])("are accepted: %s", (_, settings, geoRestriction) => expect(problemsOf(settings, geoRestriction)).toBeUndefined());

  test("are refused with the regions that would do", () => {
    expect(problemsOf({ regions: ["us-east-1", "us-west-1", "eu-west-1"] }, { type: "allow", countries: ["US", "DE"] })).toBe(
      "edge: invalid input\n  - healthCheck.regions: must be in countries that geoRestriction lets through, which eu-west-1 isn't; received " +
        '"us-east-1 (US), us-west-1 (US), eu-west-1 (IE)". Write it as ["us-east-1","us-west-1","us-west-2"], or some of them.',
    );
  });

  test("are refused where too few regions are left", () => {
    expect(problemsOf(undefined, { type: "allow", countries: ["DE", "IE"] })).toBe(
      "edge: invalid input\n  - healthCheck.regions: must be in countries that geoRestriction lets through, which us-east-1, us-west-1, us-west-2, " +
        "ap-southeast-1, ap-southeast-2, ap-northeast-1, sa-east-1 aren't; received \"us-east-1 (US), us-west-1 (US), us-west-2 (US), eu-west-1 (IE), " +
        'ap-southeast-1 (SG), ap-southeast-2 (AU), ap-northeast-1 (JP), sa-east-1 (BR)". Serve the countries of three regions at least, as US, or do without: ' +
        "healthCheck: false.",
    );
  });
});
