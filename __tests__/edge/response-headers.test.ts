import { CloudfrontResponseHeadersPolicy } from "@cdktf/provider-aws/lib/cloudfront-response-headers-policy";
import { TerraformStack } from "cdktf";
import { ResponseHeaders } from "../../modules/edge";
import { checkResponseHeaders, createResponseHeadersPolicy, resolveResponseHeaders } from "../../modules/edge/response-headers";
import { Validator } from "../../src/internal/validator";
import { Arguments, LONGEST_REGION, messageOf, synth, testStack, warnings } from "../support/synth";
import { makeEdge, synthEdge } from "./fixture";

const TYPE = "aws_cloudfront_response_headers_policy";

function create(stack: TerraformStack, headers?: ResponseHeaders, id = "Headers"): CloudfrontResponseHeadersPolicy {
  return createResponseHeadersPolicy(stack, id, resolveResponseHeaders(headers));
}

function policyOf(headers?: ResponseHeaders): Arguments {
  const stack = testStack();
  create(stack, headers);
  return synth(stack).resource(TYPE);
}

describe("by default, every response", () => {
  const headers = policyOf().security_headers_config;

  test("keeps browsers on HTTPS for a year, this host alone and not preloaded", () => {
    expect(headers.strict_transport_security).toEqual({
      access_control_max_age_sec: 31_536_000,
      include_subdomains: false,
      preload: false,
      override: true,
    });
  });

  test("has a content security policy, unless the origin has its own", () => {
    expect(headers.content_security_policy).toEqual({
      content_security_policy: "default-src 'self'; frame-ancestors 'none'; base-uri 'self'; object-src 'none'",
      override: false,
    });
  });

  test("can't be shown in a frame", () => expect(headers.frame_options).toEqual({ frame_option: "DENY", override: true }));
  test("keeps the content type that it has", () => expect(headers.content_type_options).toEqual({ override: true }));

  test("tells other sites no path", () => {
    expect(headers.referrer_policy).toEqual({ referrer_policy: "strict-origin-when-cross-origin", override: true });
  });

  test("has no further header, and keeps the origin's", () => {
    const policy = policyOf();
    for (const part of ["cors_config", "custom_headers_config", "remove_headers_config", "server_timing_headers_config"]) {
      expect(policy[part]).toBeUndefined();
    }
  });
});

describe("a response headers policy", () => {
  test("binds subdomains and the preload list where it is told so", () => {
    const given = { maxAgeDays: 730, includeSubdomains: true, preload: true };
    expect(policyOf({ strictTransportSecurity: given }).security_headers_config.strict_transport_security).toEqual({
      access_control_max_age_sec: 63_072_000,
      include_subdomains: true,
      preload: true,
      override: true,
    });
  });

  test("has browsers forget HTTPS with an age of zero", () => {
    const { strict_transport_security: hsts } = policyOf({ strictTransportSecurity: { maxAgeDays: 0 } }).security_headers_config;
    expect(hsts.access_control_max_age_sec).toBe(0);
  });

  test("has the content security policy given, as text and by its directives", () => {
    const textOf = (contentSecurityPolicy: ResponseHeaders["contentSecurityPolicy"]): unknown =>
      policyOf({ contentSecurityPolicy }).security_headers_config.content_security_policy.content_security_policy;
    expect(textOf("default-src 'none'")).toBe("default-src 'none'");
    expect(textOf({ defaultSrc: ["none"] })).toBe("default-src 'none'");
  });

  test("leaves out each security header that is turned off", () => {
    const off = { strictTransportSecurity: false, contentSecurityPolicy: false, frameOptions: false, referrerPolicy: false } as const;
    expect(policyOf(off).security_headers_config).toEqual({ content_type_options: { override: true } });
    expect(policyOf({ ...off, contentTypeOptions: false }).security_headers_config).toBeUndefined();
  });

  test("replaces the origin's header by a custom one unless it is said otherwise, however the value is written", () => {
    const { custom_headers_config: headers } = policyOf({ customHeaders: { "X-A": "1", "X-B": { value: "2" } } });
    expect(headers.items).toEqual([
      { header: "X-A", value: "1", override: true },
      { header: "X-B", value: "2", override: true },
    ]);
  });

  test("sends the permissions policy among the custom headers, which stand by their names", () => {
    const { custom_headers_config: headers } = policyOf({
      permissionsPolicy: { payment: ["self", "https://pay.example.com"], camera: [], fullscreen: ["*"] },
      customHeaders: { "X-Robots-Tag": "noindex", "Cache-Control": { value: "max-age=60", overrideOrigin: false } },
    });
    expect(headers.items).toEqual([
      { header: "Cache-Control", value: "max-age=60", override: false },
      { header: "Permissions-Policy", value: 'camera=(), fullscreen=*, payment=(self "https://pay.example.com")', override: true },
      { header: "X-Robots-Tag", value: "noindex", override: true },
    ]);
  });

  test("removes headers of the origin", () => {
    expect(policyOf({ removedHeaders: ["X-Powered-By", "Vary"] }).remove_headers_config).toEqual({
      items: [{ header: "X-Powered-By" }, { header: "Vary" }],
    });
  });

  test("adds Server-Timing to a share of the responses", () => {
    for (const percent of [0, 0.0001, 99.9999, 100]) expect(() => policyOf({ serverTimingSamplingPercent: percent })).not.toThrow();
    expect(policyOf({ serverTimingSamplingPercent: 12.3456 }).server_timing_headers_config).toEqual({
      enabled: true,
      sampling_rate: 12.3456,
    });
  });

  test("answers other origins in place of the origin", () => {
    expect(policyOf({ cors: { allowedOrigins: ["https://*.example.com"] } }).cors_config).toEqual({
      access_control_allow_origins: { items: ["https://*.example.com"] },
      access_control_allow_methods: { items: ["GET", "HEAD", "OPTIONS"] },
      access_control_allow_headers: { items: ["content-type"] },
      access_control_allow_credentials: false,
      access_control_max_age_sec: 3600,
      origin_override: true,
    });
  });

  test("allows credentials, methods and headers of other origins where they are named", () => {
    const cors = {
      allowedOrigins: ["https://app.example.com"],
      allowedMethods: ["GET", "POST"],
      allowedHeaders: ["authorization"],
      exposeHeaders: ["x-request-id"],
      allowCredentials: true,
      maxAgeSeconds: 60,
      overrideOrigin: false,
    } as const;
    expect(policyOf({ cors }).cors_config).toEqual({
      access_control_allow_origins: { items: ["https://app.example.com"] },
      access_control_allow_methods: { items: ["GET", "POST"] },
      access_control_allow_headers: { items: ["authorization"] },
      access_control_expose_headers: { items: ["x-request-id"] },
      access_control_allow_credentials: true,
      access_control_max_age_sec: 60,
      origin_override: false,
    });
  });

  test("has a name of its own in the account, with the region, and says whose it is", () => {
    const stack = testStack("trading-test", LONGEST_REGION);
    create(stack, {}, "Api");
    create(stack, {}, "Assets");
    const policies = Object.values(synth(stack).resources(TYPE));
    expect(policies.map(({ name, comment }) => [name, comment])).toEqual([
      [`trading-test-Api-${LONGEST_REGION}`, "Headers of trading-test/Api"],
      [`trading-test-Assets-${LONGEST_REGION}`, "Headers of trading-test/Assets"],
    ]);
  });

  test("is replaced before the old one is deleted, which a behavior may still name", () => {
    expect(policyOf().lifecycle).toEqual({ create_before_destroy: true });
  });

  test("warns of what only a raised quota allows", () => {
    const names = Array.from({ length: 11 }, (_, index) => `x-header-${index}`);
    const policy = create(testStack(), {
      contentSecurityPolicy: `img-src ${"a".repeat(1776)}`,
      customHeaders: Object.fromEntries(names.map((name) => [name, "1"])),
      removedHeaders: names,
    });
    expect(warnings(policy.node.scope!)).toEqual([
      "Characters of the content security policy: 1784. CloudFront allows 1783 unless the quota of the account has been raised.",
      "Custom headers of a response headers policy: 11. CloudFront allows 10 unless the quota of the account has been raised.",
      "Removed headers of a response headers policy: 11. CloudFront allows 10 unless the quota of the account has been raised.",
    ]);
  });

  test("warns of nothing that every account has", () => {
    const names = Array.from({ length: 10 }, (_, index) => `x-header-${index}`);
    const custom = { contentSecurityPolicy: `img-src ${"a".repeat(1775)}`, removedHeaders: names };
    expect(warnings(create(testStack(), custom).node.scope!)).toEqual([]);
  });
});

describe("an edge", () => {
  test("has its headers on every response, of assets and of the load balancer alike", () => {
    const distribution = synthEdge({ responseHeaders: { contentSecurityPolicy: "default-src 'none'" } }).resource(
      "aws_cloudfront_distribution",
    );
    const policy = expect.stringContaining("aws_cloudfront_response_headers_policy.Edge");
    expect(distribution.default_cache_behavior.response_headers_policy_id).toEqual(policy);
    expect(distribution.ordered_cache_behavior).toMatchObject([{ response_headers_policy_id: policy }]);
  });

  test("has the content security policy given, and refuses one that no header can have", () => {
    const { security_headers_config: headers } = synthEdge({ responseHeaders: { contentSecurityPolicy: "default-src 'none'" } }).resource(
      TYPE,
    );
    expect(headers.content_security_policy.content_security_policy).toBe("default-src 'none'");
    expect(messageOf(() => makeEdge({ responseHeaders: { contentSecurityPolicy: "default-src 'none';\nimg-src *" } }))).toContain(
      "contentSecurityPolicy: must be one line of ASCII characters",
    );
  });
});

type WrongInput = [title: string, headers: unknown, lines: string[]];
const H = "responseHeaders";

test.each<WrongInput>([
  ["a text in place of headers", "nosniff", [`${H}: must be an object; received "nosniff". Write it as { … }.`]],
  [
    "headers of other types",
    {
      strictTransportSecurity: true,
      contentSecurityPolicy: 1,
      permissionsPolicy: "camera=()",
      customHeaders: ["a"],
      removedHeaders: "Vary",
    },
    [
      `${H}.strictTransportSecurity: must be one of false, or an object; received true. Use one of these.`,
      `${H}.contentSecurityPolicy: must be one of false, or a string, or an object; received 1. Use one of these.`,
      `${H}.permissionsPolicy: must be an object; received "camera=()". Write it as { … }.`,
      `${H}.customHeaders: must be an object; received ["a"]. Write it as { … }.`,
      `${H}.removedHeaders: must be a list of strings; received "Vary". Write it as ["…", "…"].`,
    ],
  ],
  [
    "a frame option and a referrer policy that there aren't",
    { frameOptions: "ALLOW-FROM", referrerPolicy: "never" },
    [
      `${H}.frameOptions: must be one of DENY, SAMEORIGIN, false; received "ALLOW-FROM". Use one of these.`,
      `${H}.referrerPolicy: must be one of no-referrer, no-referrer-when-downgrade, origin, origin-when-cross-origin, same-origin, strict-origin, strict-origin-when-cross-origin, unsafe-url, false; received "never". Use one of these.`,
    ],
  ],
  [
    "a preload that the list doesn't take",
    { strictTransportSecurity: { preload: true, maxAgeDays: 364 } },
    [
      `${H}.strictTransportSecurity.preload: must be given with includeSubdomains: the preload list takes no others; received true. Set includeSubdomains if every name below the domain has HTTPS, or leave preload out.`,
      `${H}.strictTransportSecurity.maxAgeDays: must be 365 or more with preload; received 364. Leave it out, or leave preload out.`,
    ],
  ],
  [
    "an age of more than ten years",
    { strictTransportSecurity: { maxAgeDays: 3651 } },
    [`${H}.strictTransportSecurity.maxAgeDays: must be a whole number from 0 to 3650 days; received 3651. Give a value from 0 to 3650.`],
  ],
  [
    "a permissions policy of features and origins that there aren't",
    { permissionsPolicy: { Camera: [], geolocation: ["https://example.com/maps"] } },
    [
      `${H}.permissionsPolicy: must be keyed by features: lower-case letters, digits and dashes; received "Camera". Write it as { "display-capture": [] }.`,
      `${H}.permissionsPolicy.geolocation[0]: must be self, src, * or an origin of HTTPS; received "https://example.com/maps". Write it as "https://pay.example.com".`,
    ],
  ],
  [
    "an empty permissions policy",
    { permissionsPolicy: {} },
    [`${H}.permissionsPolicy: must name a feature at least; received {}. Write it as { geolocation: [] }.`],
  ],
  [
    "custom headers that can't be sent",
    {
      customHeaders: {
        "x robots": "noindex",
        "x-frame-options": "DENY",
        "X-Cache": "no",
        "x-note": "a\nb",
        "X-Note": { value: "1", override: true },
      },
    },
    [
      `${H}.customHeaders: must be keyed by headers' names; received "x robots". Write it as { "x-robots-tag": "noindex" }.`,
      `${H}.customHeaders: must leave this header to frameOptions; received "x-frame-options". Give it by frameOptions.`,
      `${H}.customHeaders: must not be a header that CloudFront writes itself; received "X-Cache". Choose another name.`,
      `${H}.customHeaders["x-note"]: must be one line of ASCII characters; received "a\\nb". Encode other characters.`,
      `${H}.customHeaders: must have each header once, capitals or not; received "X-Note". Remove one of them.`,
      `${H}.customHeaders["X-Note"].override: must be a prop that there is; received true. Did you mean overrideOrigin?`,
    ],
  ],
  [
    "removed headers that CloudFront keeps",
    { removedHeaders: ["Via", "X-Amz-Cf-Pop", "vary", "Vary", "x powered"] },
    [
      `${H}.removedHeaders[0]: must not be a header that CloudFront keeps; received "Via". Leave it out.`,
      `${H}.removedHeaders[1]: must not be a header that CloudFront keeps; received "X-Amz-Cf-Pop". Leave it out.`,
      `${H}.removedHeaders[3]: must be given once; received "Vary". Remove the duplicate.`,
      `${H}.removedHeaders[4]: must be a header's name; received "x powered". Write it as "x-powered-by".`,
    ],
  ],
  [
    "a share of responses that isn't one",
    { serverTimingSamplingPercent: 0.00001 },
    [
      `${H}.serverTimingSamplingPercent: must be a number from 0 to 100 with up to four decimal places; received 0.00001. Give a value from 0 to 100.`,
    ],
  ],
  [
    "a share of more than all responses",
    { serverTimingSamplingPercent: 101 },
    [
      `${H}.serverTimingSamplingPercent: must be a number from 0 to 100 with up to four decimal places; received 101. Give a value from 0 to 100.`,
    ],
  ],
  [
    // CloudFront answers: The parameter Access-Control-Allow-Headers cannot contain * when allowCredentials is true.
    "credentials for everybody",
    { cors: { allowedOrigins: ["*"], allowedMethods: ["ALL"], allowedHeaders: ["*"], exposeHeaders: ["*"], allowCredentials: true } },
    [
      `${H}.cors.allowedOrigins: must not hold * where credentials are allowed; received ["*"]. Name each, or leave allowCredentials out.`,
      `${H}.cors.allowedMethods: must not hold ALL where credentials are allowed; received ["ALL"]. Name each, or leave allowCredentials out.`,
      `${H}.cors.allowedHeaders: must not hold * where credentials are allowed; received ["*"]. Name each, or leave allowCredentials out.`,
      `${H}.cors.exposeHeaders: must not hold * where credentials are allowed; received ["*"]. Name each, or leave allowCredentials out.`,
    ],
  ],
  [
    "origins, methods and headers that there aren't",
    {
      cors: {
        allowedOrigins: ["https://test.*.example.org", "example.org"],
        allowedMethods: ["TRACE"],
        allowedHeaders: [],
        exposeHeaders: ["a b"],
        maxAgeSeconds: -1,
      },
    },
    [
      `${H}.cors.allowedHeaders: must not be empty; received []. Name at least one.`,
      `${H}.cors.allowedOrigins[0]: must be a scheme and a host, with nothing behind them but a port; * stands for the leftmost part of the host, or for every origin; received "https://test.*.example.org". Write it as "https://app.example.com".`,
      `${H}.cors.allowedOrigins[1]: must be a scheme and a host, with nothing behind them but a port; * stands for the leftmost part of the host, or for every origin; received "example.org". Write it as "https://app.example.com".`,
      `${H}.cors.allowedMethods[0]: must be one of GET, HEAD, OPTIONS, PUT, POST, PATCH, DELETE, ALL; received "TRACE". Use one of these.`,
      `${H}.cors.exposeHeaders[0]: must be a header's name, or *; received "a b". Write it as "x-request-id".`,
      `${H}.cors.maxAgeSeconds: must be a whole number from 0 to 86400 seconds; received -1. Give a value from 0 to 86400.`,
    ],
  ],
])("response headers refuse %s", (_, headers, lines) => {
  const head = lines.length === 1 ? "invalid input" : `${lines.length} invalid inputs`;
  const validator = new Validator("trading-test/Edge");
  const action = (): void => {
    checkResponseHeaders(validator, headers as ResponseHeaders);
    validator.throwIfInvalid();
  };
  expect(messageOf(action)).toBe([`trading-test/Edge: ${head}`, ...lines.map((line) => `  - ${line}`)].join("\n"));
});
