import { synthEdge } from "./fixture";

describe("the health check", () => {
  const healthCheck = synthEdge().resource("aws_route53_health_check");

  test("requests the site by the name that viewers use", () => {
    expect(healthCheck).toMatchObject({ fqdn: "trading.example.com", resource_path: "/health" });
  });

  test("requests it over HTTPS, with the name in the TLS handshake", () => {
    expect(healthCheck).toMatchObject({ type: "HTTPS", port: 443, enable_sni: true });
  });

  test("fails after three requests, 30 seconds apart", () => {
    expect(healthCheck).toMatchObject({ request_interval: 30, failure_threshold: 3 });
  });

  // Route 53 can't change it later: a change replaces the health check (Route 53 API Reference, HealthCheckConfig).
  test("measures the latency between its checkers and the site", () => expect(healthCheck.measure_latency).toBe(true));

  test("is listed under the edge's path", () => expect(healthCheck.tags).toEqual({ Name: "trading-test/Edge" }));

  test("requests the path given", () => {
    expect(synthEdge({ healthCheckPath: "/api/health" }).resource("aws_route53_health_check").resource_path).toBe("/api/health");
  });
});
