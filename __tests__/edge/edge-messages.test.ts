import { Token } from "cdktf";
import { WrongInput, expectRefused } from "./edge-messages-fixture";

const notKnown = (prop: string): string =>
  `${prop}: must be known at synthesis; received "a value that only Terraform knows". Write the value itself: it decides what is created.`;
const COUNTRY = "must be a country's ISO 3166 code of two capital letters";
const IN_ZONE = "or give the zone that it is in.";

const BROKEN_RULES: WrongInput[] = [
  [
    "a provider of another region",
    { globalProvider: { terraformProviderSource: "aws", fqn: "aws.second", region: "eu-west-1" } },
    [
      'globalProvider: must be a provider of us-east-1; received "eu-west-1". Write it as new AwsProvider(stack, "AwsGlobal", { region: "us-east-1", alias: "global" }).',
    ],
  ],
  [
    "a certificate of another region",
    { certificate: { certificateArn: "arn:aws:acm:eu-central-1:111122223333:certificate/01234567-89ab-cdef-0123-456789abcdef" } },
    [
      'certificate: must be a certificate of us-east-1; received "arn:aws:acm:eu-central-1:111122223333:certificate/01234567-89ab-cdef-0123-456789abcdef". CloudFront uses no others: leave it out, or issue one there.',
    ],
  ],
  [
    "a certificate that is made in another region",
    { certificate: { certificateArn: "${aws_acm_certificate.c.arn}", region: "eu-central-1" } },
    [
      'certificate: must be a certificate of us-east-1; received "a certificate of eu-central-1". Give the Certificate provider: globalProvider.',
    ],
  ],
  [
    "names outside of the zone",
    { domainName: "trading.example.org", alternateDomainNames: ["example.net"] },
    [
      `domainName: must be in the zone example.com; received "trading.example.org". Write it as "trading.example.com", ${IN_ZONE}`,
      `alternateDomainNames[0]: must be in the zone example.com; received "example.net". Write it as "trading.example.com", ${IN_ZONE}`,
    ],
  ],
  [
    "a name with a capital",
    { domainName: "Trading.example.com" },
    ['domainName: must be a lower-case domain name; received "Trading.example.com". Write it as "trading.example.com".'],
  ],
  [
    "a wildcard as the name that the health check requests",
    { domainName: "*.example.com" },
    ['domainName: must be one name: the health check requests it; received "*.example.com". Give a wildcard in alternateDomainNames.'],
  ],
  [
    "a name that is given twice",
    { alternateDomainNames: ["trading.example.com"] },
    ['alternateDomainNames[0]: must be given once; received "trading.example.com". Remove the duplicate.'],
  ],
  [
    "values that only Terraform knows, where they decide what is created",
    {
      domainName: "${var.name}.example.com",
      alternateDomainNames: ["${var.name}.example.com"],
      assetPaths: Token.asList("${var.paths}"),
      geoRestriction: { type: "${var.type}", countries: ["DE"] },
      webAcl: {
        managedRuleGroups: { common: "${var.mode}" },
        blockedCidrBlocks: ["${var.cidr}"],
        redactedHeaders: Token.asList("${var.headers}"),
      },
    },
    [
      "domainName",
      "alternateDomainNames[0]",
      "webAcl.managedRuleGroups.common",
      "webAcl.blockedCidrBlocks[0]",
      "webAcl.redactedHeaders",
      "assetPaths",
      "geoRestriction.type",
    ].map(notKnown),
  ],
  [
    "lists that only Terraform knows, where they decide what is created",
    {
      alternateDomainNames: Token.asList("${var.names}"),
      webAcl: { blockedCidrBlocks: Token.asList("${var.cidrs}") },
    },
    ["alternateDomainNames", "alternateDomainNames[0]", "webAcl.blockedCidrBlocks", "webAcl.blockedCidrBlocks[0]"].map(notKnown),
  ],
  ...["failover", "geoRestriction", "errorPages", "webAcl"].map((prop): WrongInput => [
    `a ${prop} that only Terraform knows`,
    { [prop]: Token.asAny(`\${var.${prop}}`) },
    [notKnown(prop)],
  ]),
  [
    "managed rule groups that only Terraform knows",
    { webAcl: { managedRuleGroups: Token.asAny("${var.groups}") } },
    [notKnown("webAcl.managedRuleGroups")],
  ],
  [
    "a load balancer without a name on its certificate",
    {},
    [
      "loadBalancer.originDomainName: must be a name on the load balancer's certificate, which CloudFront compares with the origin's domain name; received nothing. Give the load balancer its originDomainName.",
    ],
    { originDomainName: undefined },
  ],
  // CloudFront Developer Guide, "Origin mutual TLS with CloudFront": it can't be used with VPC origins.
  [
    "a load balancer that CloudFront would have to show a certificate to",
    {},
    [
      'loadBalancer: must let clients without a certificate connect: CloudFront shows none; received "client certificates that are verified". ' +
        "Leave clientCertificates of the load balancer out, and have viewers authenticated otherwise.",
    ],
    { requiresClientCertificates: true },
  ],
  [
    "an asset path that is given twice, and one that an earlier one covers",
    { assetPaths: ["/static/*", "/static/*", "/static/img/*"] },
    [
      'assetPaths[1]: must not come behind /static/*, which matches all that it matches: CloudFront takes the first; received "/static/*". Put it before, or leave it out.',
      'assetPaths[2]: must not come behind /static/*, which matches all that it matches: CloudFront takes the first; received "/static/img/*". Put it before, or leave it out.',
    ],
  ],
  [
    "an asset path without a slash",
    { assetPaths: ["/img/*", "static/*"] },
    [
      `assetPaths[1]: must be a path pattern that begins with a slash, up to 255 letters, digits and _-.*$/~"'@:+?&; received "static/*". Write it as "/static/*".`,
    ],
  ],
  ["another removal", { removal: "keep" }, ['removal: must be one of protect, destroy; received "keep". Use one of these.']],
  [
    "a geo restriction of another type, and without a country",
    { geoRestriction: { type: "deny", countries: [] } },
    [
      'geoRestriction.type: must be one of allow, block; received "deny". Use one of these.',
      'geoRestriction.countries: must name at least one country; received []. Write them as ["DE", "AT"].',
    ],
  ],
  [
    "a country that isn't a code",
    { geoRestriction: { type: "allow", countries: ["DE", "Austria"] }, healthCheck: false },
    [`geoRestriction.countries[1]: ${COUNTRY}; received "Austria". Write it as "DE".`],
  ],
  // CloudFront Developer Guide, "Generate custom error responses": they are a distribution's, not a behavior's.
  [
    "error pages, which would replace the bodies of the API's errors",
    { errorPages: { 404: "/static/404.html" } },
    [
      "errorPages: must be left out where a behavior's origin isn't a bucket: CloudFront has error pages for a whole distribution, and they would replace the bodies of a service's errors; " +
        'received {"404":"/static/404.html"}. Have the service answer with pages of its own, or give what reads buckets a distribution of its own.',
    ],
  ],
  [
    "an error page of a status code that CloudFront has none for, and one that is no path",
    { loadBalancer: undefined, errorPages: { 402: "/static/402.html", 404: "404.html" } },
    [
      'errorPages: must be keyed by status codes that CloudFront has error pages for: 400, 403, 404, 405, 414, 416, 500, 501, 502, 503, 504; received "402". Use one of these.',
      'errorPages["404"]: must be a path; received "404.html". Write it as "/404.html".',
    ],
  ],
  [
    "a failover without what decides on it",
    { healthCheck: false, failover: { dnsName: "standby.eu-west-1.elb.amazonaws.com", hostedZoneId: "Z32O12XQLNTSW2" } },
    [
      'failover: must be left out without a health check, which decides where the names point; received {"dnsName":"standby.eu-west-1.elb.amazonaws.com","hostedZoneId":"Z32O12XQLNTSW2"}. Leave healthCheck: false out.',
    ],
  ],
  [
    "a restriction that shuts out Route 53's checkers",
    { geoRestriction: { type: "allow", countries: ["DE", "US"] }, healthCheck: { regions: ["us-east-1", "us-west-2", "eu-west-1"] } },
    [
      "healthCheck.regions: must be in countries that geoRestriction lets through, which eu-west-1 isn't; " +
        'received "us-east-1 (US), us-west-2 (US), eu-west-1 (IE)". Write it as ["us-east-1","us-west-1","us-west-2"], or some of them.',
    ],
  ],
  [
    "an asset path that behaviors have as well",
    { assetPaths: ["/static/*"], behaviors: { "/static/*": { origin: "assets" } } },
    [
      'assetPaths[0]: must not be a pattern of behaviors as well, which says what happens to its requests; received "/static/*". Leave it out here.',
    ],
  ],
  // Route 53 Developer Guide, "How Route 53 determines whether a health check is healthy": a status of 2xx or 3xx; CloudFront answers unsigned requests with 403.
  [
    "a health check of what only signed requests reach",
    { behaviors: { "/health": { origin: "loadBalancer", keyGroups: [{ keyGroupId: "k" }] } } },
    [
      'healthCheck.path: must be a path without key groups, which /health has: Route 53 signs no requests; received "/health". Name a path that everybody may read, or do without: healthCheck: false.',
    ],
  ],
  [
    "a Host in the cache key that the load balancer's certificate doesn't hold",
    { defaultBehavior: { origin: "loadBalancer", cache: { headers: ["Host"] } } },
    [
      "domainName: must be on the load balancer's certificate, which holds origin.trading.example.com: CloudFront forwards the viewer's Host and compares the two; " +
        'received ["trading.example.com"]. Give the ApplicationLoadBalancer viewerDomainNames: ["trading.example.com"].',
    ],
    { certificateDomainNames: ["origin.trading.example.com"] },
  ],
  [
    "nothing to serve",
    { loadBalancer: undefined, assets: undefined },
    ['loadBalancer: must be given, or assets, or a defaultBehavior with its origins; received "neither". Give what serves the requests.'],
  ],
  [
    "asset paths without assets",
    { assets: undefined, assetPaths: ["/static/*"] },
    ['assetPaths: must be left out without assets; received ["/static/*"]. Give the bucket as assets.'],
  ],
  [
    "further origins under the names of its own",
    { origins: { assets: { domainName: "cdn.example.net" }, loadBalancer: { domainName: "app.example.net" } } },
    [
      'origins: must not hold the edge\'s own origin loadBalancer; received "loadBalancer". Choose another name.',
      'origins: must not hold the edge\'s own origin assets; received "assets". Choose another name.',
    ],
  ],
  [
    "the load balancer's own name as the viewers'",
    { domainName: "origin.trading.example.com" },
    [
      'domainName: must be another name than the load balancer\'s originDomainName: CloudFront would ask itself; received "origin.trading.example.com". ' +
        'Give the load balancer a name of its own, such as "origin.trading.example.com".',
    ],
  ],
  // CloudFront Developer Guide, "HTTP 502 status code (Bad Gateway)": the certificate is compared with the origin's domain name and the forwarded Host.
  [
    "a load balancer whose certificate doesn't hold the Host that is forwarded",
    { alternateDomainNames: ["www.example.com"] },
    [
      "domainName: must be on the load balancer's certificate, which holds origin.trading.example.com, trading.example.com: CloudFront forwards the viewer's Host and compares the two; " +
        'received ["www.example.com"]. Give the ApplicationLoadBalancer viewerDomainNames: ["trading.example.com","www.example.com"].',
    ],
    { certificateDomainNames: ["origin.trading.example.com", "trading.example.com"] },
  ],
  [
    "a failover to something that is no name, in no hosted zone",
    { failover: { dnsName: "192.0.2.1", hostedZoneId: "example.org" } },
    [
      'failover.dnsName: must be a domain name; received "192.0.2.1". Write it as "standby.eu-west-1.elb.amazonaws.com".',
      'failover.hostedZoneId: must be a hosted zone\'s id; received "example.org". Copy the one that begins with "Z".',
    ],
  ],
  [
    "a web ACL that AWS WAF refuses",
    { webAcl: { mode: "allow", blockedCidrBlocks: ["192.0.2.1/24"] } },
    [
      'webAcl.mode: must be one of block, count; received "allow". Use one of these.',
      'webAcl.blockedCidrBlocks[0]: must be written in its canonical form; received "192.0.2.1/24". Write it as "192.0.2.0/24".',
    ],
  ],
  [
    "several wrong values, all in one error",
    {
      priceClass: "PriceClass_300",
      domainName: "trading.example.org",
      originResponseTimeoutSeconds: 90,
      originShieldRegion: "Frankfurt",
      healthCheck: { path: "health" },
    },
    [
      'priceClass: must be one of PriceClass_100, PriceClass_200, PriceClass_All; received "PriceClass_300". Use one of these.',
      `domainName: must be in the zone example.com; received "trading.example.org". Write it as "trading.example.com", ${IN_ZONE}`,
      'healthCheck.path: must be a path; received "health". Write it as "/health".',
      'originShieldRegion: must be a region\'s code; received "Frankfurt". Give a code such as "eu-central-1".',
      "originResponseTimeoutSeconds: must be a whole number from 1 to 60 seconds; received 90. Give a value from 1 to 60.",
    ],
  ],
];

test.each(BROKEN_RULES)("an edge refuses %s", (...input: WrongInput) => expectRefused(...input));

test("countries that are no list are refused as such, before their health checkers are looked at", () => {
  expectRefused("", { geoRestriction: { type: "allow", countries: true } }, [
    'geoRestriction.countries: must be a list of strings; received true. Write it as ["…", "…"].',
  ]);
});

test("an origin that only Terraform knows is refused: what kind it is decides what is created", () => {
  expectRefused("", { origins: { partner: "${var.partner}" } }, [
    'origins["partner"]: must be a load balancer, a bucket, a server\'s domainName, or a group of two origins; received "${var.partner}". Write it as { loadBalancer }, { bucket }, { domainName } or { primary, secondary }.',
  ]);
});

test("an index document that only Terraform knows is refused: it is part of a function's code", () => {
  const behavior = { origin: "loadBalancer", indexDocument: Token.asString("${var.page}") };
  expectRefused("", { behaviors: { "/app/*": behavior } }, [notKnown('behaviors["/app/*"].indexDocument')]);
});
