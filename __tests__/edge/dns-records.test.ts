import { EdgeProps } from "../../modules/edge";
import { makeEdge, synthEdge } from "./fixture";

const FAILOVER = { dnsName: "Standby-1234567890.eu-west-1.elb.amazonaws.com", hostedZoneId: "Z32O12XQLNTSW2" };

function aliases(props: Partial<EdgeProps> = {}): Record<string, any>[] {
  return Object.values(synthEdge(props).resources("aws_route53_record")).filter(({ alias }) => alias);
}

describe("alias records", () => {
  test("are for IPv4 and IPv6", () => {
    expect(
      aliases()
        .map(({ type, name }) => [type, name])
        .sort(),
    ).toEqual([
      ["A", "trading.example.com"],
      ["AAAA", "trading.example.com"],
    ]);
  });

  test("are for each alternate domain name as well", () => {
    const names = aliases({ alternateDomainNames: ["*.example.com"] }).map(({ type, name }) => `${type} ${name}`);
    expect(names.sort()).toEqual(["A *.example.com", "A trading.example.com", "AAAA *.example.com", "AAAA trading.example.com"]);
  });

  test("are in the zone, and point at the distribution", () => {
    for (const { zone_id, alias } of aliases()) {
      expect(zone_id).toBe("Z0123456789ABC");
      expect(alias.name).toContain("aws_cloudfront_distribution.Edge");
      expect(alias.zone_id).toMatch(/aws_cloudfront_distribution\.Edge.*\.hosted_zone_id/);
    }
  });

  test("don't evaluate the distribution's health, which Route 53 can't", () => {
    for (const { alias } of aliases()) expect(alias.evaluate_target_health).toBe(false);
  });

  test("are reachable by type and name", () => {
    const { edge } = makeEdge({ failover: FAILOVER });
    expect(Object.keys(edge.records).sort()).toEqual([
      "A primary.trading.example.com",
      "A trading.example.com",
      "AAAA primary.trading.example.com",
      "AAAA trading.example.com",
    ]);
    expect(Object.keys(edge.failoverRecords)).toEqual(["A trading.example.com", "AAAA trading.example.com"]);
  });
});

describe("failover", () => {
  const records = aliases({ failover: FAILOVER });
  const of = (routing: string) => records.filter(({ failover_routing_policy }) => failover_routing_policy?.type === routing);

  // Route 53 would find the secondary healthy, and answer with the primary again: the name that is requested can't be one that fails over.
  test("is decided by requests for a name that always points at the distribution, which holds it", () => {
    const synthesized = synthEdge({ failover: FAILOVER });
    const { fqdn } = synthesized.resource("aws_route53_health_check");
    expect(fqdn).toBe("primary.trading.example.com");
    const own = records.filter(({ name }) => name === fqdn);
    expect(own.map(({ type, failover_routing_policy }) => [type, failover_routing_policy]).sort()).toEqual([
      ["A", undefined],
      ["AAAA", undefined],
    ]);
    expect(synthesized.resource("aws_cloudfront_distribution").aliases).toEqual(["trading.example.com", fqdn]);
    expect(synthesized.resource("aws_acm_certificate").subject_alternative_names).toEqual([fqdn]);
  });

  test("makes the distribution's records primary, as long as the health check succeeds", () => {
    expect(of("PRIMARY")).toHaveLength(2);
    for (const record of of("PRIMARY")) {
      expect(record).toMatchObject({
        set_identifier: "primary",
        health_check_id: expect.stringContaining("aws_route53_health_check.Edge"),
        alias: { name: expect.stringContaining("aws_cloudfront_distribution.Edge") },
      });
    }
  });

  test("adds secondary records, which point at the target given", () => {
    expect(
      of("SECONDARY")
        .map(({ type }) => type)
        .sort(),
    ).toEqual(["A", "AAAA"]);
    for (const record of of("SECONDARY")) {
      expect(record).toMatchObject({ set_identifier: "secondary", alias: { name: FAILOVER.dnsName, zone_id: FAILOVER.hostedZoneId } });
    }
  });

  test("is none by default", () => {
    expect(aliases().map(({ failover_routing_policy }) => failover_routing_policy)).toEqual([undefined, undefined]);
  });
});
