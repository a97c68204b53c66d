import { DistributionProps, passThrough } from "../../modules/edge";
import { messageOf, testStack } from "../support/synth";
import { bucket, loadBalancer, makeDistribution } from "./fixture";

type WrongInput = [title: string, props: Partial<Record<keyof DistributionProps, unknown>>, lines: string[]];

const stack = testStack();
const app = { loadBalancer: loadBalancer(stack) };
const files = { bucket: bucket() };
const CERTIFICATE = { certificateArn: "arn:aws:acm:us-east-1:111122223333:certificate/1", domainNames: ["*.example.com"] };

const WRONG: WrongInput[] = [
  [
    "no origin",
    { origins: {} },
    [
      "origins: must hold at least one origin; received {}. Write it as { app: { loadBalancer } }.",
      'defaultBehavior.origin: must be the name of an origin; received "app". Add it to origins, or name another.',
    ],
  ],
  [
    "a behavior of an origin that there isn't",
    { defaultBehavior: { origin: "ap" } },
    ['defaultBehavior.origin: must be the name of an origin: app; received "ap". Add it to origins, or name another.'],
  ],
  [
    "an origin in place of its name",
    { behaviors: { "/a/*": { origin: { domainName: "news.example.net" } } } },
    [
      'behaviors["/a/*"].origin: must be the name of an origin; received {"domainName":"news.example.net"}. Add it to origins, and write its name here.',
    ],
  ],
  [
    "a name in place of an origin",
    { origins: { app: "app.example.com" } },
    [
      'origins["app"]: must be a load balancer, a bucket, a server\'s domainName, or a group of two origins; received "app.example.com". Write it as { loadBalancer }, { bucket }, { domainName } or { primary, secondary }.',
    ],
  ],
  [
    "an origin's name in place of a behavior",
    { behaviors: { "/a/*": "app" } },
    ['behaviors["/a/*"]: must be an object; received "app". Write it as { origin: "…" }, or as passThrough("…") and the like.'],
  ],
  [
    "an origin of no kind",
    { origins: { app: { lb: 1 } } },
    [
      'origins["app"]: must be a load balancer, a bucket, a server\'s domainName, or a group of two origins; received {"lb":1}. Write it as { loadBalancer }, { bucket }, { domainName } or { primary, secondary }.',
    ],
  ],
  [
    "a load balancer without a name on its certificate",
    { origins: { app: { loadBalancer: loadBalancer(stack, { originDomainName: undefined }) } } },
    [
      "origins[\"app\"].loadBalancer.originDomainName: must be a name on the load balancer's certificate, which CloudFront compares with the origin's domain name; received nothing. Give the load balancer its originDomainName.",
    ],
  ],
  [
    "a server that can't be reached, with headers that CloudFront keeps",
    {
      origins: {
        app: {
          domainName: "News.example.net",
          path: "v1/",
          headers: { Host: "x", "x-amz-a": "b" },
          responseTimeoutSeconds: 0,
          originShieldRegion: "Ireland",
        },
      },
    },
    [
      'origins["app"].domainName: must be a lower-case domain name; received "News.example.net". Write it as "trading.example.com".',
      'origins["app"].originShieldRegion: must be a region\'s code; received "Ireland". Give a code such as "eu-central-1".',
      'origins["app"].path: must begin with a slash, and end without one; received "v1/". Write it as "/site".',
      'origins["app"].responseTimeoutSeconds: must be a whole number from 1 to 60 seconds; received 0. Give a value from 1 to 60.',
      'origins["app"].headers: must be headers that CloudFront can add to requests; received "Host". Choose a name of your own.',
      'origins["app"].headers: must be headers that CloudFront can add to requests; received "x-amz-a". Choose a name of your own.',
    ],
  ],
  [
    "a group of an origin and itself, for a success",
    {
      origins: {
        app,
        both: { primary: "app", secondary: "app", failoverStatusCodes: [200] },
        none: { primary: "both", secondary: "app", failoverStatusCodes: [] },
      },
    },
    [
      'origins["both"].secondary: must be another origin than primary; received "app". Name another.',
      'origins["both"].failoverStatusCodes[0]: must be one of 400, 403, 404, 416, 429, 500, 502, 503, 504; received 200. Use one of these.',
      'origins["none"].primary: must be one of app; received "both". Use one of these.',
      'origins["none"].failoverStatusCodes: must hold at least one status code; received []. Leave it out for 500, 502, 503 and 504.',
    ],
  ],
  [
    "writing to a group and to a bucket, and a bucket that gets the viewer's headers",
    {
      origins: { app, files, both: { primary: "app", secondary: "files" } },
      behaviors: { "/a": { origin: "both", methods: "all" }, "/b": { origin: "files", methods: "all", forward: "everythingButHost" } },
    },
    [
      'behaviors["/a"].methods: must be read with an origin group: requests that write never fail over; received "all". Send the paths that are written to one origin.',
      'behaviors["/b"].methods: must be read with a bucket, which viewers can\'t write to; received "all". Leave it out.',
      'behaviors["/b"].forward: must be cors or nothing with a bucket: S3 refuses requests whose signed headers the viewer decides on; received "everythingButHost". Leave it out.',
    ],
  ],
  // Either origin of a group may be asked (CloudFront Developer Guide, "Optimize high availability with CloudFront origin failover").
  [
    "the viewer's headers for a group whose second origin is a bucket",
    {
      origins: { app, files, both: { primary: "app", secondary: "files" } },
      behaviors: { "/a": { origin: "both", forward: "everythingButHost" } },
    },
    [
      'behaviors["/a"].forward: must be cors or nothing with a bucket: S3 refuses requests whose signed headers the viewer decides on; received "everythingButHost". Leave it out.',
    ],
  ],
  [
    "a behavior that is another's",
    { behaviors: { "/api/*": { origin: "app" }, "/api/v1/*": { origin: "app" }, "/a b": { origin: "app" } } },
    [
      'behaviors["/api/v1/*"]: must not come behind /api/*, which matches all that it matches: CloudFront takes the first; received "/api/v1/*". Put it before, or leave it out.',
      `behaviors["/a b"]: must be a path pattern that begins with a slash, up to 255 letters, digits and _-.*$/~"'@:+?&; received "/a b". Write it as "/static/*".`,
    ],
  ],
  [
    "times that contradict each other, and headers that every cache key has",
    {
      domainNames: ["trading.example.com"],
      certificate: CERTIFICATE,
      defaultBehavior: {
        origin: "app",
        cache: { minTtlSeconds: 60, defaultTtlSeconds: 30, headers: ["Cookie", "Accept-Encoding", "host", "a b"] },
      },
    },
    [
      "defaultBehavior.cache.defaultTtlSeconds: must lie between minTtlSeconds, 60, and maxTtlSeconds, 31536000; received 30. Change one of the three.",
      'defaultBehavior.cache.headers[0]: must not be one that CloudFront keys by itself; received "Cookie". Leave accept-encoding out, which every cache key has, and name cookies in cookies.',
      'defaultBehavior.cache.headers[1]: must not be one that CloudFront keys by itself; received "Accept-Encoding". Leave accept-encoding out, which every cache key has, and name cookies in cookies.',
      'defaultBehavior.cache.headers[3]: must be a header\'s name; received "a b". Write it as "accept-language".',
    ],
  ],
  [
    "headers of a cache key that a bucket can't have, one of them twice, and an origin of every object's",
    {
      origins: { app, files },
      defaultBehavior: { origin: "constructor" },
      behaviors: { "/a": { origin: "files", cache: { headers: ["Host", "authorization", "accept", "Accept"] } } },
    },
    [
      'defaultBehavior.origin: must be the name of an origin: app, files; received "constructor". Add it to origins, or name another.',
      'behaviors["/a"].cache.headers[3]: must be given once, whatever its capitals; received "Accept". Remove the duplicate.',
      'behaviors["/a"].cache.headers: must not hold it with a bucket: CloudFront signs its requests to S3 by headers of its own; received "host". Leave it out.',
      'behaviors["/a"].cache.headers: must not hold it with a bucket: CloudFront signs its requests to S3 by headers of its own; received "authorization". Leave it out.',
    ],
  ],
  [
    "one header twice for a server",
    { origins: { app: { domainName: "news.example.net", headers: { "x-a": "1", "X-A": "2" } } } },
    ['origins["app"].headers: must hold each header once, whatever its capitals; received "X-A". Remove the duplicate.'],
  ],
  [
    "a cache that keeps nothing",
    { defaultBehavior: { origin: "app", cache: { maxTtlSeconds: 0 } } },
    [
      'defaultBehavior.cache.maxTtlSeconds: must be above 0: nothing would be cached; received 0. Write cache: "disabled" where that is meant.',
    ],
  ],
  [
    "a document that is no file, and more key groups than a behavior takes",
    { defaultBehavior: { origin: "app", indexDocument: "index", keyGroups: Array(5).fill({ keyGroupId: "k" }) } },
    [
      'defaultBehavior.indexDocument: must be the path of a file: a slash before each part, and an extension; received "index". Write it as "/index.html".',
      `defaultBehavior.keyGroups: must hold 1 to 4 key groups; received ${JSON.stringify(Array(5).fill({ keyGroupId: "k" }))}. Put several keys into one group.`,
    ],
  ],
  [
    "two functions on one request",
    { defaultBehavior: { origin: "app", indexDocument: "/index.html", functions: { viewerRequest: { functionArn: "arn" } } } },
    [
      'defaultBehavior.indexDocument: must be left out where functions.viewerRequest is given: one function runs on a request; received "/index.html". Rewrite the path in your function.',
    ],
  ],
  // CloudFront Developer Guide, "Requirements for using alternate domain names": a certificate that covers them.
  [
    "names without a certificate",
    { domainNames: ["trading.example.com", "trading.example.com"] },
    [
      'domainNames[1]: must be given once; received "trading.example.com". Remove the duplicate.',
      "certificate: must be given with domainNames: CloudFront's own certificate holds cloudfront.net names alone; received nothing. Give a Certificate of us-east-1 that holds every name.",
    ],
  ],
  [
    "a name that its certificate doesn't hold",
    { domainNames: ["a.b.example.com"], certificate: CERTIFICATE },
    [
      'domainNames[0]: must be held by the certificate, which holds *.example.com; received "a.b.example.com". Add it to the certificate\'s subjectAlternativeNames.',
    ],
  ],
  [
    "a forwarded Host that no certificate can hold",
    { defaultBehavior: passThrough("app") },
    [
      'domainNames: must hold a name where Host is forwarded to a load balancer: no certificate of yours holds CloudFront\'s own name; received []. Give a name and its certificate, or have the behavior forward: "everythingButHost".',
    ],
  ],
  [
    "ciphers that the bindings don't know",
    { minimumTlsVersion: "TLSv1.3_2025" },
    [
      'minimumTlsVersion: must be TLSv1.2_2021 with bindings of the AWS provider 5.100.0; received "TLSv1.3_2025". Install @cdktf/provider-aws 21 or newer.',
    ],
  ],
];

test.each(WRONG)("a distribution refuses %s", (...[, props, lines]: WrongInput) => {
  const head = lines.length === 1 ? "invalid input" : `${lines.length} invalid inputs`;
  const expected = [`trading-test/Site: ${head}`, ...lines.map((line) => `  - ${line}`)].join("\n");
  expect(messageOf(() => makeDistribution({ origins: { app }, ...props } as Partial<DistributionProps>))).toBe(expected);
});
