import { WrongInput, expectRefused } from "./edge-messages-fixture";

const WRONG_TYPES: WrongInput[] = [
  ["no domain name", { domainName: undefined }, ["domainName: must be a string; received nothing. It is required."]],
  [
    "one alternate domain name in place of a list",
    { alternateDomainNames: "www.example.com" },
    ['alternateDomainNames: must be a list of strings; received "www.example.com". Write it as ["…", "…"].'],
  ],
  [
    "a zone's name in place of the zone",
    { zone: "example.com" },
    ['zone: must be a HostedZone, or its zoneId and zoneName; received "example.com". Give a HostedZone, or its zoneId and zoneName.'],
  ],
  [
    "a region in place of its provider",
    { globalProvider: "us-east-1" },
    [
      'globalProvider: must be a provider; received "us-east-1". Give an AwsProvider, such as new AwsProvider(this, "Global", { region: "us-east-1", alias: "global" }).',
    ],
  ],
  [
    "a load balancer's name in place of the load balancer",
    { loadBalancer: "trading" },
    [
      'loadBalancer: must be an ApplicationLoadBalancer; received "trading". Give an ApplicationLoadBalancer; for one that exists, ApplicationLoadBalancer.fromAttributes(…).',
    ],
  ],
  [
    "a bucket's name in place of the bucket",
    { assets: "assets" },
    ['assets: must be a Bucket; received "assets". Give a Bucket; for one that exists, Bucket.fromAttributes(…).'],
  ],
  [
    "one asset path in place of a list",
    { assetPaths: "/static/*" },
    ['assetPaths: must be a list of strings; received "/static/*". Write it as ["…", "…"].'],
  ],
  [
    "a bucket that no service can deliver logs to",
    { accessLogs: { bucketArn: "arn:aws:s3:::logs" } },
    ['accessLogs: must be a LogBucket; received {"bucketArn":"arn:aws:s3:::logs"}. Give a LogBucket.'],
  ],
  [
    "a certificate's ARN in place of the certificate",
    { certificate: "arn:aws:acm:us-east-1:111122223333:certificate/1" },
    [
      'certificate: must be a Certificate; received "arn:aws:acm:us-east-1:111122223333:certificate/1". Give a Certificate; for one that exists, Certificate.fromArn(…).',
    ],
  ],
  ["a web ACL's ARN in place of choices", { webAcl: "arn" }, ['webAcl: must be an object; received "arn". Write it as { … }.']],
  [
    "a response timeout in quotes",
    { originResponseTimeoutSeconds: "30" },
    ['originResponseTimeoutSeconds: must be a number; received "30". Write it without quotes.'],
  ],
  [
    "a true Origin Shield in place of its region",
    { originShieldRegion: true },
    ["originShieldRegion: must be a string; received true. Put it in quotes."],
  ],
  [
    "a list of countries in place of a geo restriction",
    { geoRestriction: ["DE"] },
    ['geoRestriction: must be an object; received ["DE"]. Write it as { … }.'],
  ],
  [
    "a geo restriction without its type, and with one country in place of a list",
    { geoRestriction: { countries: "DE" } },
    [
      "geoRestriction.type: must be one of allow, block; received nothing. Use one of these.",
      'geoRestriction.countries: must be a list of strings; received "DE". Write it as ["…", "…"].',
    ],
  ],
  [
    "a content security policy in place of the responses' headers",
    { responseHeaders: "default-src 'self'" },
    ["responseHeaders: must be an object; received \"default-src 'self'\". Write it as { … }."],
  ],
  [
    "a list of error pages",
    { errorPages: ["/static/404.html"] },
    ['errorPages: must be an object; received ["/static/404.html"]. Write it as { … }.'],
  ],
  [
    "an error page without its path",
    { errorPages: { 404: null } },
    ['errorPages["404"]: must be a string; received nothing. It is required.'],
  ],
  [
    "a number as the health check's path",
    { healthCheck: { path: 1 } },
    ["healthCheck.path: must be a string; received 1. Put it in quotes."],
  ],
  [
    "a name in place of a failover's target",
    { failover: "standby.example.org" },
    ['failover: must be an object; received "standby.example.org". Write it as { … }.'],
  ],
  [
    "a failover without its hosted zone",
    { failover: { dnsName: "standby.example.org" } },
    ["failover.hostedZoneId: must be a string; received nothing. It is required."],
  ],
  [
    "a web ACL whose parts are of other types",
    {
      webAcl: {
        managedRuleGroups: ["common"],
        rateLimits: "2000",
        bodyLimits: 64,
        allowLists: ["192.0.2.0/24"],
        forwardedIpHeader: true,
        redactedFields: "uriPath",
        blockedCidrBlocks: "192.0.2.0/24",
        blockedCountries: "KP",
        redactedHeaders: "cookie",
        logRetentionDays: "30",
      },
    },
    [
      'webAcl.managedRuleGroups: must be an object; received ["common"]. Write it as { … }.',
      'webAcl.rateLimits: must be an object; received "2000". Write it as { … }.',
      "webAcl.bodyLimits: must be an object; received 64. Write it as { … }.",
      'webAcl.allowLists: must be an object; received ["192.0.2.0/24"]. Write it as { … }.',
      'webAcl.blockedCidrBlocks: must be a list of strings; received "192.0.2.0/24". Write it as ["…", "…"].',
      'webAcl.blockedCountries: must be a list of strings; received "KP". Write it as ["…", "…"].',
      "webAcl.forwardedIpHeader: must be a string; received true. Put it in quotes.",
      'webAcl.redactedHeaders: must be a list of strings; received "cookie". Write it as ["…", "…"].',
      'webAcl.redactedFields: must be a list; received "uriPath". Put it in brackets: […].',
      'webAcl.logRetentionDays: must be a number; received "30". Write it without quotes.',
    ],
  ],
];

test.each(WRONG_TYPES)("an edge refuses %s", (...input: WrongInput) => expectRefused(...input));
