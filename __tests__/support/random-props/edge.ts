/** Prop sets of Edge, Distribution and WebAcl. */
import { Distribution, Edge, WebAcl } from "../../../modules/edge";
import { bool, byName, int, pick, props, ref, removal, some, someOf } from "./arbitraries";
import { Exceptions, Subjects } from "./run";

const PATHS = ["/api/*", "/api/orders", "*.json", "/static/*", "/health"];
const COUNTRIES = someOf(["DE", "US", "GB", "KP", "IR"], 1);
const CIDR_BLOCKS = someOf(["192.0.2.0/24", "198.51.100.7/32", "2001:db8::/32"], 1);
const responseHeaders = props(
  {},
  {
    strictTransportSecurity: pick(false, {}, { maxAgeDays: 365, includeSubdomains: true, preload: true }, { maxAgeDays: 0 }),
    contentSecurityPolicy: pick(false, "default-src self", {
      defaultSrc: ["self"],
      imgSrc: ["self", "https:"],
      upgradeInsecureRequests: true,
    }),
    frameOptions: pick("DENY", "SAMEORIGIN", false),
    referrerPolicy: pick("no-referrer", "same-origin", false),
    contentTypeOptions: bool,
    permissionsPolicy: pick({ camera: [] }, { geolocation: ["self"] }),
    cors: props(
      { allowedOrigins: someOf(["https://app.example.com", "https://*.example.com", "*"], 1) },
      {
        allowedMethods: someOf(["GET", "HEAD", "POST", "ALL"], 1),
        allowedHeaders: someOf(["content-type", "x-version"], 1),
        exposeHeaders: someOf(["etag"], 1),
        allowCredentials: bool,
        maxAgeSeconds: int(0, 86400),
        overrideOrigin: bool,
      },
    ),
    customHeaders: byName(pick("1", { value: "b", overrideOrigin: false }), ["x-version", "cross-origin-opener-policy"], 1),
    removedHeaders: someOf(["server", "x-powered-by"], 1),
    serverTimingSamplingPercent: pick(0, 0.0001, 50, 100),
  },
);
const cache = props(
  {},
  {
    defaultTtlSeconds: pick(0, 60, 86400),
    minTtlSeconds: pick(0, 1, 60),
    maxTtlSeconds: pick(60, 86400, 31536000),
    headers: someOf(["accept-language", "origin"], 1),
    cookies: pick("all", ["session"]),
    queryStrings: pick("all", ["v", "page"]),
  },
);
const behavior = (origins: readonly string[]) =>
  props(
    { origin: pick(...origins) },
    {
      methods: pick("read", "all"),
      cache: cache.chain((settings) => pick("disabled", settings)),
      forward: pick("everything", "everythingButHost", "cors", "nothing"),
      compress: bool,
      viewerProtocol: pick("redirect-to-https", "https-only"),
      indexDocument: pick("/index.html", "/app/index.html"),
      responseHeaders,
    },
  );
const OPTIONS = {
  priceClass: pick("PriceClass_100", "PriceClass_200", "PriceClass_All"),
  minimumTlsVersion: pick("TLSv1.2_2021"),
  geoRestriction: props({ type: pick("allow", "block"), countries: COUNTRIES }),
  responseHeaders,
  errorPages: byName(pick("/errors/403.html", "/errors/500.html"), ["403", "404", "500"], 1),
};
const partner = props(
  { domainName: pick("quotes.partner.example", "static.example.net") },
  {
    path: pick("/site"),
    headers: pick({ "x-client": "trading" }),
    responseTimeoutSeconds: int(1, 60),
    originShieldRegion: pick("eu-central-1"),
  },
);
const bucket = props({ bucket: ref("bucket") }, { path: pick("/site"), originShieldRegion: pick("eu-central-1") });
const group = props({ primary: pick("site"), secondary: pick("copy") }, { failoverStatusCodes: someOf([403, 404, 500, 502], 1) });
const ruleMode = pick("block", "count", "off");
const WEB_ACL = {
  mode: pick("block", "count"),
  managedRuleGroups: props(
    {},
    {
      ipReputation: ruleMode,
      anonymousIp: ruleMode,
      common: pick("block", { mode: "block", rules: { SizeRestrictions_BODY: "count" } }, { exceptPaths: ["/api/orders"] }),
      knownBadInputs: ruleMode,
      sqlInjection: ruleMode,
    },
  ),
  rateLimits: byName(
    props(
      { requests: pick(10, 2000, 2000000) },
      {
        windowSeconds: pick(60, 120, 300, 600),
        per: someOf(["ip", "path", "method", { header: "x-api-key" }, { cookie: "session" }], 1),
        paths: someOf(PATHS, 1),
        mode: pick("block", "count"),
      },
    ).chain((limit) => pick(limit, limit, false)),
    ["perClient", "login", "orders"],
    1,
  ),
  bodyLimits: byName(props({ paths: someOf(PATHS, 1), maxKilobytes: pick(1, 8, 16, 64) }), ["orders", "uploads"], 1),
  bodyInspectionKilobytes: pick(16, 32, 48, 64),
  allowLists: byName(props({ cidrBlocks: CIDR_BLOCKS }, { skips: pick("rateLimits", "everything") }), ["market", "office"], 1),
  blockedCidrBlocks: CIDR_BLOCKS,
  blockedCountries: COUNTRIES,
  forwardedIpHeader: pick("x-forwarded-for"),
  loggedRequests: pick("blockedAndCounted", "all"),
  redactedHeaders: someOf(["authorization", "cookie", "x-api-key"], 0),
  redactedFields: someOf(["uriPath", "queryString", "method"], 0),
  logRetentionDays: pick(7, 365, 400),
};

const EXCEPTED: Exceptions = {
  "terraform-prevent-destroy": ({ removal: chosen }) => chosen === "destroy",
  // An origin group is asked for by its name.
  "cloudfront-origin-failover": () => true,
  "cloudfront-security-headers": (set) => JSON.stringify(set).includes("responseHeaders"),
  "cloudwatch-log-retention": ({ logRetentionDays, webAcl }) => logRetentionDays < 365 || webAcl?.logRetentionDays < 365,
};

export const edge: Subjects = {
  Edge: {
    props: props(
      {
        domainName: pick("trading.example.com", "example.com"),
        zone: pick({ zoneId: "Z0123456789ABC", zoneName: "example.com" }),
        globalProvider: ref("globalProvider"),
        accessLogs: ref("logs"),
        certificate: ref("certificate"),
        loadBalancer: ref("loadBalancer"),
      },
      {
        ...OPTIONS,
        alternateDomainNames: someOf(["www.example.com", "*.example.com", "api.example.com"], 1),
        assets: ref("bucket"),
        assetPaths: someOf(["/static/*", "/img/*", "/*.js"], 1),
        origins: byName(partner, ["quotes", "news"], 1),
        behaviors: byName(behavior(["loadBalancer", "assets"]), PATHS, 1),
        defaultBehavior: behavior(["loadBalancer", "assets"]),
        webAcl: pick(true, false).chain((own) =>
          own
            ? props({}, WEB_ACL)
            : props({
                webAclArn: pick("arn:aws:wafv2:us-east-1:111122223333:global/webacl/trading/1234abcd-12ab-34cd-56ef-1234567890ab"),
                webAclName: pick("trading"),
              }),
        ),
        originResponseTimeoutSeconds: int(1, 60),
        originShieldRegion: pick("eu-central-1"),
        healthCheck: pick(
          false,
          {},
          { path: "/ready", requestIntervalSeconds: 10 },
          { failureThreshold: 10, measureLatency: false, regions: ["eu-west-1", "us-east-1", "us-west-2"] },
        ),
        failover: props(
          { dnsName: pick("standby.example.net"), hostedZoneId: pick("Z215JYRZR1TBD5") },
          { primaryDomainName: pick("primary.example.com") },
        ),
        removal,
      },
    ),
    build: (scope, id, given) => new Edge(scope, id, given),
    excepted: EXCEPTED,
  },
  Distribution: {
    props: props(
      {
        globalProvider: ref("globalProvider"),
        origins: some(pick(0), 0, 1).chain(([all]) =>
          all === undefined
            ? props({ site: bucket, quotes: partner })
            : props({ site: bucket, quotes: partner, copy: partner, both: group, service: props({ loadBalancer: ref("loadBalancer") }) }),
        ),
        defaultBehavior: behavior(["site", "quotes"]),
      },
      {
        ...OPTIONS,
        behaviors: byName(behavior(["site", "quotes"]), PATHS, 1),
        domainNames: someOf(["trading.example.com", "*.example.com"], 1),
        certificate: ref("certificate"),
        webAcl: ref("webAcl"),
        accessLogs: ref("logs"),
      },
    ),
    build: (scope, id, given) => new Distribution(scope, id, given),
    excepted: {
      ...EXCEPTED,
      "cloudfront-web-acl": ({ webAcl }) => webAcl === undefined,
      "cloudfront-certificate": ({ certificate }) => certificate === undefined,
      "cloudfront-access-logs": ({ accessLogs }) => accessLogs === undefined,
    },
  },
  WebAcl: {
    props: some(pick(0), 0, 1).chain(([regional]) =>
      regional === undefined
        ? props({ scope: pick("CLOUDFRONT"), provider: ref("globalProvider") }, { ...WEB_ACL, removal })
        : props({ scope: pick("REGIONAL") }, { ...WEB_ACL, encryptionKey: ref("key"), removal }),
    ),
    build: (scope, id, given) => new WebAcl(scope, id, given),
    excepted: { ...EXCEPTED, "cloudwatch-log-encryption": ({ encryptionKey }) => encryptionKey === undefined },
  },
};
