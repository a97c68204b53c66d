import { CloudfrontDistribution } from "@cdktf/provider-aws/lib/cloudfront-distribution";
import { Lb } from "@cdktf/provider-aws/lib/lb";
import { TerraformStack, Token } from "cdktf";
import { FailoverTarget } from "../../modules/edge";
import { createRecords } from "../../modules/edge/dns-records";
import { checkFailover, primaryDomainNameOf } from "../../modules/edge/failover";
import { Validator } from "../../src/internal/validator";
import { messageOf, synth, testStack } from "../support/synth";
import { ZONE } from "./fixture";

const STANDBY = { dnsName: "Standby-1234567890.eu-west-1.elb.amazonaws.com", hostedZoneId: "Z32O12XQLNTSW2" };
const SITE = { domainName: "trading.example.com", alternateDomainNames: ["*.trading.example.com"], zone: ZONE };
const FIX =
  "Name what answers HTTPS under these names by itself: an internet-facing load balancer of a second region, with the names on its certificate.";
const CLOUDFRONT =
  "must not be a CloudFront distribution, nor what is behind one: CloudFront answers by the name requested, which is this distribution's, wherever the DNS points";
const OWN = "must be a name of its own: the health check would request a name whose records it decides on";

function check(failover: Partial<FailoverTarget>, site: typeof SITE = SITE): void {
  const validator = new Validator("edge");
  checkFailover(validator, { ...site, failover: { ...STANDBY, ...failover } });
  validator.throwIfInvalid();
}

describe("a failover", () => {
  test.each([
    ["an internet-facing load balancer", STANDBY],
    ["the dual-stack name that Route 53's console gives it", { dnsName: `dualstack.${STANDBY.dnsName}` }],
    ["a Network Load Balancer", { dnsName: "standby-1.elb.eu-west-1.amazonaws.com", hostedZoneId: "Z2IFOLAFXWLO4F" }],
    ["a load balancer of a region that isn't known here", { dnsName: "standby-1.eu-moon-1.elb.amazonaws.com", hostedZoneId: "Z0MOON" }],
    ["a load balancer whose zone only Terraform knows", { hostedZoneId: Token.asString("${var.zone}") }],
    ["an accelerator", { dnsName: "a1234567890abcdef.awsglobalaccelerator.com", hostedZoneId: "Z2BJ6XQ5FK7U4H" }],
    ["a regional API", { dnsName: "d-abcdef1234.execute-api.eu-west-1.amazonaws.com", hostedZoneId: "ZLY8HYME6SFDD" }],
    ["another record of the zone", { dnsName: "standby.example.com", hostedZoneId: ZONE.zoneId }],
    ["what only Terraform knows", { dnsName: Token.asString("${var.name}"), hostedZoneId: Token.asString("${var.zone}") }],
  ])("to %s is accepted", (_, failover) => expect(() => check(failover)).not.toThrow());

  test.each<[string, Partial<FailoverTarget>, string]>([
    // CloudFront Developer Guide, "Restrictions on using alternate domain names": the more specific name's distribution gets the request, whatever the DNS says.
    ["a distribution", { dnsName: "d111111abcdef8.cloudfront.net" }, CLOUDFRONT],
    // API Gateway, "Edge-optimized custom domain names": they are in CloudFront's zone.
    ["what is in CloudFront's hosted zone", { dnsName: "standby.example.org", hostedZoneId: "Z2FDTNDATAQYW2" }, CLOUDFRONT],
    // Amazon S3 User Guide, "Website endpoints": both forms of them, neither with HTTPS.
    [
      "an S3 website of Ireland",
      { dnsName: "s3-website-eu-west-1.amazonaws.com" },
      "must not be the endpoint of an S3 website, which has no HTTPS",
    ],
    [
      "an S3 website of Frankfurt",
      { dnsName: "sorry.s3-website.eu-central-1.amazonaws.com" },
      "must not be the endpoint of an S3 website, which has no HTTPS",
    ],
    // Elastic Load Balancing API Reference, CreateLoadBalancer, "Scheme": the DNS name of an internal one resolves to private addresses.
    [
      "an internal load balancer",
      { dnsName: "internal-standby-1234567890.eu-west-1.elb.amazonaws.com" },
      "must not be an internal load balancer, which viewers can't connect to",
    ],
    // Route 53 Developer Guide, "Values specific for simple alias records": the console puts dualstack. in front of a load balancer's name.
    [
      "an internal load balancer by its dual-stack name",
      { dnsName: "dualstack.internal-standby-1234567890.eu-west-1.elb.amazonaws.com" },
      "must not be an internal load balancer, which viewers can't connect to",
    ],
    // Amazon CloudFront in China: the names of its distributions and their hosted zone.
    ["a distribution of China", { dnsName: "d111111abcdef8.cloudfront.cn", hostedZoneId: "Z3RFFRIM2A3IF5" }, CLOUDFRONT],
    ["the site itself", { dnsName: "trading.example.com" }, "must not be one of the names that fail over"],
    ["a name of the site's wildcard", { dnsName: "standby.trading.example.com" }, "must not be one of the names that fail over"],
  ])("to %s is refused with what works", (_, failover, rule) => {
    const { dnsName } = { ...STANDBY, ...failover };
    expect(messageOf(() => check(failover))).toBe(`edge: invalid input\n  - failover: ${rule}; received "${dnsName}". ${FIX}`);
  });

  // AWS General Reference, "Elastic Load Balancing endpoints and quotas": Route 53 hosted zone IDs by region, of Application and Network Load Balancers.
  test.each([
    ["of another region", { hostedZoneId: "Z215JYRZR1TBD5" }, "Z32O12XQLNTSW2"],
    ["of a Network Load Balancer", { hostedZoneId: "Z2IFOLAFXWLO4F" }, "Z32O12XQLNTSW2"],
    [
      "of an Application Load Balancer",
      { dnsName: "standby-1.elb.eu-central-1.amazonaws.com", hostedZoneId: "Z215JYRZR1TBD5" },
      "Z3F0SRJ5LGBH90",
    ],
    ["of the site itself", { dnsName: "dualstack.standby-1.us-east-1.elb.amazonaws.com", hostedZoneId: ZONE.zoneId }, "Z35SXDOTRQ7X7K"],
  ])("to a load balancer by the hosted zone %s is refused with its own", (_, failover, zone) => {
    const { dnsName, hostedZoneId } = { ...STANDBY, ...failover };
    expect(messageOf(() => check(failover))).toBe(
      `edge: invalid input\n  - failover.hostedZoneId: must be the hosted zone that ${dnsName} is in, that of its region and kind of load balancer; received "${hostedZoneId}". Write it as "${zone}".`,
    );
  });

  test("to a distribution of the app is refused by what its name is an attribute of", () => {
    const distribution = new CloudfrontDistribution(testStack(), "Site", {
      enabled: true,
      origin: [],
      defaultCacheBehavior: {
        allowedMethods: ["GET", "HEAD"],
        cachedMethods: ["GET"],
        targetOriginId: "x",
        viewerProtocolPolicy: "https-only",
      },
      restrictions: { geoRestriction: { restrictionType: "none" } },
      viewerCertificate: {},
    });
    expect(messageOf(() => check({ dnsName: distribution.domainName, hostedZoneId: distribution.hostedZoneId }))).toBe(
      `edge: invalid input\n  - failover: ${CLOUDFRONT}; received "an attribute of trading-test/Site". ${FIX}`,
    );
    expect(messageOf(() => check({ dnsName: "standby.example.org", hostedZoneId: distribution.hostedZoneId }))).toBe(
      `edge: invalid input\n  - failover: ${CLOUDFRONT}; received "standby.example.org". ${FIX}`,
    );
  });

  test("to an internal load balancer of the app is refused, and to an internet-facing one isn't", () => {
    const balancer = (internal: boolean) => new Lb(testStack(), "Balancer", { internal });
    expect(messageOf(() => check({ dnsName: balancer(true).dnsName }))).toBe(
      `edge: invalid input\n  - failover: must not be an internal load balancer, which viewers can't connect to; received "an attribute of trading-test/Balancer". ${FIX}`,
    );
    expect(() => check({ dnsName: balancer(false).dnsName })).not.toThrow();
  });

  test.each<[string, string, string, string]>([
    ["the domain name itself", "trading.example.com", OWN, 'Write it as "primary-site.example.com".'],
    ["a wildcard", "*.example.com", "must be a lower-case domain name without a dot at its end", 'Write it as "example.com".'],
    [
      "a name of another zone",
      "primary.example.org",
      "must be in the zone example.com",
      'Write it as "trading.example.com", or give the zone that it is in.',
    ],
  ])("isn't probed by %s", (_, primaryDomainName, rule, fix) => {
    expect(messageOf(() => check({ primaryDomainName }))).toBe(
      `edge: invalid input\n  - failover.primaryDomainName: ${rule}; received "${primaryDomainName}". ${fix}`,
    );
  });

  test("isn't probed by a default name that fails over as well", () => {
    expect(messageOf(() => check({}, { ...SITE, alternateDomainNames: ["primary.trading.example.com"] }))).toBe(
      `edge: invalid input\n  - failover.primaryDomainName: ${OWN}; received "primary.trading.example.com". Write it as "primary-site.example.com".`,
    );
  });

  test("is probed by a name below the site's, or the one given; without one there is no further name", () => {
    const { domainName } = SITE;
    expect(primaryDomainNameOf({ domainName, failover: STANDBY })).toBe("primary.trading.example.com");
    expect(primaryDomainNameOf({ domainName, failover: { ...STANDBY, primaryDomainName: "a.example.com" } })).toBe("a.example.com");
    expect(primaryDomainNameOf({ domainName })).toBeUndefined();
  });
});

describe("the records of a failover", () => {
  function recordsOf(failover?: FailoverTarget): { stack: TerraformStack; keys: string[] } {
    const stack = testStack();
    const distribution = { dnsName: "d111111abcdef8.cloudfront.net", hostedZoneId: "Z2FDTNDATAQYW2" };
    const { domainName } = SITE;
    const primaryDomainName = primaryDomainNameOf({ domainName, failover });
    const settings = { domainNames: [domainName], zoneId: ZONE.zoneId, distribution, failover, primaryDomainName, healthCheckId: "hc" };
    return { stack, keys: Object.keys(createRecords(stack, settings).records) };
  }

  test("have the name that the health check requests point at the distribution, whatever it finds", () => {
    const records = Object.values(synth(recordsOf(STANDBY).stack).resources("aws_route53_record"));
    const probed = records.filter(({ name }) => name === "primary.trading.example.com");
    expect(probed.map(({ type }) => type).sort()).toEqual(["A", "AAAA"]);
    for (const record of probed) {
      expect(record.alias.name).toBe("d111111abcdef8.cloudfront.net");
      expect(record).not.toHaveProperty("health_check_id");
      expect(record).not.toHaveProperty("failover_routing_policy");
    }
  });

  test("are reachable by type and name", () => {
    expect(recordsOf(STANDBY).keys).toEqual([
      "A trading.example.com",
      "A primary.trading.example.com",
      "AAAA trading.example.com",
      "AAAA primary.trading.example.com",
    ]);
    expect(recordsOf().keys).toEqual(["A trading.example.com", "AAAA trading.example.com"]);
  });

  // Route 53 API Reference, ChangeResourceRecordSets: no record with a routing policy beside one of simple routing.
  test("have the secondary record written after the primary one is no simple one any more", () => {
    const stack = synth(recordsOf(STANDBY).stack);
    const secondary = Object.values(stack.resources("aws_route53_record")).filter(({ set_identifier }) => set_identifier === "secondary");
    expect(secondary.map(({ depends_on }) => depends_on)).toEqual([
      [expect.stringMatching(/^aws_route53_record\.Record-tradingexamplecom-A$/)],
      [expect.stringMatching(/^aws_route53_record\.Record-tradingexamplecom-AAAA$/)],
    ]);
  });
});
