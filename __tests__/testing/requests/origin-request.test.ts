import { Arguments, OriginRequest, SynthesizedStack, ViewerRequest } from "../../../src/testing";
import { ALL_METHODS, ALL_VIEWER, BEHAVIOR, BUCKET, Resources, SERVER, sentences, simulate, simulateBehavior, stackOf } from "./fixture";

const VIEWER: Partial<ViewerRequest> = {
  url: "https://www.example.com/a?x=1&y=2",
  headers: {
    "User-Agent": "curl/8",
    Referer: "https://b.example/",
    Origin: "https://b.example",
    "Access-Control-Request-Method": "PUT",
    "Access-Control-Request-Headers": "x-a",
    Authorization: "Bearer a",
    "X-Custom": "1",
    "X-Forwarded-Proto": "http",
    "X-Real-IP": "192.0.2.9",
    "X-Edge-Location": "FRA",
    "Proxy-Authorization": "Basic a",
    TE: "trailers",
  },
  cookies: { a: "1" },
  ip: "192.0.2.2",
  country: "DE",
};

/** What the origin sees of that request. */
function seen(behavior: Arguments, request: Partial<ViewerRequest> = {}, ...others: readonly Resources[]): OriginRequest {
  return simulateBehavior(behavior, { ...VIEWER, ...request }, ...others).origin!;
}

/** CloudFront Developer Guide, "Control origin requests with a policy", "HTTP request headers and CloudFront behavior". */
describe("without an origin request policy the origin sees", () => {
  test("its own domain name as Host, CloudFront as the user agent, and the viewer's address", () => {
    expect(seen({})).toMatchObject({
      headers: { host: "origin.example.com", "user-agent": "Amazon CloudFront", "x-forwarded-for": "192.0.2.2" },
      cookies: [],
      query: [],
    });
    expect(Object.keys(seen({}).headers).sort()).toEqual(["host", "user-agent", "x-forwarded-for"]);
  });

  test("what the cache key has", () => {
    const behavior = { cache_policy_id: "4cc15a8a-d715-48a4-82b8-cc0b614638fe" };
    expect(seen(behavior)).toMatchObject({
      headers: { host: "www.example.com", origin: "https://b.example" },
      cookies: ["a=1"],
      query: ["x=1", "y=2"],
    });
  });

  test("the address behind those that the viewer names (Client IP addresses)", () => {
    const headers = { "X-Forwarded-For": "192.0.2.4,192.0.2.3" };
    expect(seen({}, { headers }).headers["x-forwarded-for"]).toBe("192.0.2.4,192.0.2.3,192.0.2.2");
  });
});

/** CloudFront Developer Guide, "Request and response behavior for custom origins", "HTTP request headers and CloudFront behavior". */
describe("whatever policies say, an origin gets", () => {
  const headersOf = (headers: Readonly<Record<string, string>>, bodyBytes = 0): unknown => {
    const behavior = { allowed_methods: ALL_METHODS, origin_request_policy_id: bodyBytes > 0 ? undefined : ALL_VIEWER };
    return simulateBehavior(behavior, { method: "POST", bodyBytes, headers }).origin?.headers;
  };

  test("the type and the length of a body", () => {
    expect(headersOf({ "Content-Type": "application/json" }, 12)).toMatchObject({
      "content-type": "application/json",
      "content-length": "12",
    });
  });

  test.each(["Expect", "Proxy-Authorization", "Proxy-Connection", "TE", "Trailer", "X-Edge-Location", "X-Forwarded-Proto", "X-Real-IP"])(
    "no %s of the viewer's",
    (name) => expect(headersOf({ [name]: "x" })).not.toHaveProperty(name.toLowerCase()),
  );
});

/** CloudFront Developer Guide, "HTTP request headers and CloudFront behavior": behavior without caching based on header values, legacy cache settings. */
describe("with legacy cache settings an origin", () => {
  const legacy = (more: Arguments = {}): Arguments => ({
    cache_policy_id: undefined,
    allowed_methods: ALL_METHODS,
    forwarded_values: { query_string: false, cookies: { forward: "none" } },
    ...more,
  });
  const headersOf = (name: string, method = "GET", more: Arguments = {}): unknown =>
    simulateBehavior(legacy(more), { method, headers: { [name]: "x" } }).origin?.headers[name.toLowerCase()];

  test.each(["X-Custom", "Cache-Control", "From", "If-None-Match", "Origin", "Pragma", "Range", "Via", "Access-Control-Request-Method"])(
    "gets %s",
    (name) => expect(headersOf(name)).toBe("x"),
  );

  test.each(["Accept", "Accept-Charset", "Accept-Language", "Referer", "X-HTTP-Method-Override", "X-Forwarded-Proto", "TE"])(
    "doesn't get %s",
    (name) => expect(headersOf(name)).toBeUndefined(),
  );

  test("gets its own domain name as Host, and CloudFront as the user agent", () => {
    expect(seen(legacy()).headers).toMatchObject({ host: "origin.example.com", "user-agent": "Amazon CloudFront" });
  });

  test.each([
    ["gzip, deflate, br", "br,gzip"],
    ["gzip", "gzip"],
    ["deflate", undefined],
  ])("is told of compressed formats that CloudFront knows: of %s, %s", (accepted, expected) => {
    expect(simulateBehavior(legacy(), { headers: { "Accept-Encoding": accepted } }).origin?.headers["accept-encoding"]).toBe(expected);
  });

  test.each([
    ["GET", ["GET", "HEAD"], undefined],
    ["HEAD", ["GET", "HEAD"], undefined],
    ["OPTIONS", ["GET", "HEAD", "OPTIONS"], undefined],
    ["OPTIONS", ["GET", "HEAD"], "x"],
    ["POST", ["GET", "HEAD"], "x"],
  ])("gets the credentials of %s where %j are cached: %s", (method, cached_methods, expected) => {
    expect(headersOf("Authorization", method, { cached_methods })).toBe(expected);
  });

  test("gets headers that are cached by, whatever they are", () => {
    const forwarded_values = { headers: ["Accept", "Authorization"], query_string: false, cookies: { forward: "none" } };
    expect(["Accept", "Authorization"].map((name) => headersOf(name, "GET", { forwarded_values }))).toEqual(["x", "x"]);
  });

  test("gets headers that aren't cached by", () => {
    expect(simulateBehavior(legacy(), VIEWER).cacheKey?.headers).toEqual({});
  });
});

/** CloudFront Developer Guide, "Use managed origin request policies". */
describe("the managed origin request policy", () => {
  const all = { cookies: ["a=1"], query: ["x=1", "y=2"] };
  const nothing = { cookies: [], query: [] };

  test.each([
    [
      "AllViewer",
      ALL_VIEWER,
      { ...all, headers: { host: "www.example.com", "user-agent": "curl/8", authorization: "Bearer a", "x-custom": "1" } },
    ],
    [
      "AllViewerAndCloudFrontHeaders-2022-06",
      "33f36d7e-f396-46d9-90e0-52428a34d9dc",
      {
        ...all,
        headers: {
          host: "www.example.com",
          "x-custom": "1",
          "cloudfront-forwarded-proto": "https",
          "cloudfront-viewer-country": "DE",
          "cloudfront-viewer-address": "192.0.2.2:(port)",
          "cloudfront-viewer-tls": "(set by CloudFront)",
        },
      },
    ],
    [
      "AllViewerExceptHostHeader",
      "b689b0a8-53d0-40ab-baf2-68738e2966ac",
      { ...all, headers: { host: "origin.example.com", authorization: "Bearer a", "x-custom": "1" } },
    ],
    [
      "CORS-CustomOrigin",
      "59781a5b-3903-41f3-afcb-af62929ccde1",
      { ...nothing, headers: { host: "origin.example.com", origin: "https://b.example" } },
    ],
    [
      "CORS-S3Origin",
      "88a5eaf4-2fd4-4709-b370-b4c650ea3fcf",
      {
        ...nothing,
        headers: { origin: "https://b.example", "access-control-request-method": "PUT", "access-control-request-headers": "x-a" },
      },
    ],
    [
      "Elemental-MediaTailor-PersonalizedManifests",
      "775133bc-15f2-49f9-abea-afb2e0bf67d2",
      { cookies: [], query: ["x=1", "y=2"], headers: { "user-agent": "curl/8", origin: "https://b.example" } },
    ],
    [
      "HostHeaderOnly",
      "bf0718e1-ba1e-49d1-88b1-f726733018ae",
      { ...nothing, headers: { host: "www.example.com", "user-agent": "Amazon CloudFront" } },
    ],
    [
      "UserAgentRefererHeaders",
      "acba4595-bd28-49b8-b9fe-13317c0390fa",
      { ...nothing, headers: { "user-agent": "curl/8", referer: "https://b.example/" } },
    ],
  ])("%s adds what AWS's page lists", (_, origin_request_policy_id, expected) => {
    expect(seen({ origin_request_policy_id })).toMatchObject(expected);
  });

  test.each([
    ...["Forwarded-Proto", "Is-Android-Viewer", "Is-Desktop-Viewer", "Is-IOS-Viewer", "Is-Mobile-Viewer", "Is-SmartTV-Viewer"],
    ...[
      "Is-Tablet-Viewer",
      "Viewer-Address",
      "Viewer-ASN",
      "Viewer-City",
      "Viewer-Country",
      "Viewer-Country-Name",
      "Viewer-Country-Region",
    ],
    ...["Viewer-Country-Region-Name", "Viewer-Http-Version", "Viewer-Latitude", "Viewer-Longitude", "Viewer-Metro-Code"],
    ...["Viewer-Postal-Code", "Viewer-Time-Zone", "Viewer-TLS"],
  ])("AllViewerAndCloudFrontHeaders-2022-06 adds CloudFront-%s", (name) => {
    const { headers } = seen({ origin_request_policy_id: "33f36d7e-f396-46d9-90e0-52428a34d9dc" });
    expect(headers).toHaveProperty(`cloudfront-${name.toLowerCase()}`);
  });

  test.each([
    ["AllViewer", "www.example.com", "x-custom"],
    ["AllViewerAndCloudFrontHeaders-2022-06", "www.example.com", "cloudfront-viewer-tls"],
    ["AllViewerExceptHostHeader", "origin.example.com", "x-custom"],
    ["CORS-CustomOrigin", "origin.example.com", "origin"],
    ["CORS-S3Origin", "origin.example.com", "access-control-request-method"],
    ["Elemental-MediaTailor-PersonalizedManifests", "origin.example.com", "access-control-request-headers"],
    ["HostHeaderOnly", "www.example.com", "host"],
    ["UserAgentRefererHeaders", "origin.example.com", "referer"],
  ])("%s is known by its name in a data source as well", (name, host, header) => {
    const { json } = stackOf({
      default_cache_behavior: { ...BEHAVIOR, origin_request_policy_id: "${data.aws_cloudfront_origin_request_policy.Managed.id}" },
    });
    const data = { aws_cloudfront_origin_request_policy: { Managed: { name: `Managed-${name}` } } };
    const { headers } = simulate(new SynthesizedStack({ ...json, data }), VIEWER).origin!;
    expect(headers.host).toBe(host);
    expect(headers).toHaveProperty(header);
  });

  test.each([
    ...["connection", "expect", "te", "trailer", "upgrade", "x-forwarded-proto", "x-real-ip", "x-edge-location"],
    ...["proxy-authenticate", "proxy-authorization", "proxy-connection"],
  ])("AllViewer doesn't forward %s, which CloudFront removes or sets itself", (name) => {
    const viewer = { headers: { ...VIEWER.headers, [name]: "x" } };
    expect(seen({ origin_request_policy_id: ALL_VIEWER }, viewer).headers[name]).toBeUndefined();
  });

  test.each([
    ["AllViewerExceptHostHeader", "b689b0a8-53d0-40ab-baf2-68738e2966ac", ["x=1"]],
    ["a policy of your own", "${aws_cloudfront_origin_request_policy.Own.id}", ["x=1", "response-content-type=text/html"]],
  ])("keeps parameters that change S3's response headers from a bucket: %s", (_, origin_request_policy_id, query) => {
    const all_query = { query_strings_config: { query_string_behavior: "all" } };
    const stack = stackOf(
      {
        origin: [BUCKET],
        default_cache_behavior: {
          ...stackOf().resource("aws_cloudfront_distribution").default_cache_behavior,
          target_origin_id: "bucket",
          origin_request_policy_id,
        },
      },
      { aws_s3_bucket: { Assets: { bucket: "assets" } }, aws_cloudfront_origin_request_policy: { Own: all_query } },
    );
    expect(simulate(stack, { url: "https://www.example.com/a?x=1&response-content-type=text/html" }).origin?.query).toEqual(query);
  });
});

/** CloudFront Developer Guide, "Understand origin request policies". */
describe("an origin request policy of your own adds", () => {
  const own = { origin_request_policy_id: "${aws_cloudfront_origin_request_policy.Own.id}" };
  const policy = (args: Arguments): Resources => ({ aws_cloudfront_origin_request_policy: { Own: args } });
  const headers = (header_behavior: string, ...items: string[]): Resources =>
    policy({ headers_config: { header_behavior, headers: { items } } });

  test.each([
    ["none", [], ["host", "user-agent", "x-forwarded-for"]],
    ["whitelist", ["x-custom"], ["host", "user-agent", "x-custom", "x-forwarded-for"]],
    ["whitelist", ["CloudFront-Viewer-Country"], ["cloudfront-viewer-country", "host", "user-agent", "x-forwarded-for"]],
  ])("the headers of %s %j: %j", (behavior, items, names) => {
    expect(Object.keys(seen(own, {}, headers(behavior, ...items)).headers).sort()).toEqual(names);
  });

  test("all headers of the viewer and these of CloudFront's", () => {
    const received = seen(own, {}, headers("allViewerAndWhitelistCloudFront", "CloudFront-Viewer-Country")).headers;
    expect(received).toMatchObject({ host: "www.example.com", "x-custom": "1", "cloudfront-viewer-country": "DE" });
  });

  test("all headers of the viewer but these", () => {
    const received = seen(own, {}, headers("allExcept", "host", "X-Custom")).headers;
    expect(received).toMatchObject({ host: "origin.example.com", authorization: "Bearer a" });
    expect(received["x-custom"]).toBeUndefined();
  });

  test("none of CloudFront's headers that are kept from the origin", () => {
    expect(seen(own, {}, headers("allExcept", "CloudFront-Viewer-Country")).headers).not.toHaveProperty("cloudfront-viewer-country");
  });

  test("cookies and query strings", () => {
    const both = policy({
      cookies_config: { cookie_behavior: "whitelist", cookies: { items: ["a"] } },
      query_strings_config: { query_string_behavior: "whitelist", query_strings: { items: ["y"] } },
    });
    expect(seen(own, {}, both)).toMatchObject({ cookies: ["a=1"], query: ["y=2"] });
  });

  test("nothing where the policy isn't in the stacks, and that is said", () => {
    const { assumptions } = simulateBehavior({ origin_request_policy_id: "11111111-2222-3333-4444-555555555555" }, VIEWER);
    expect(assumptions).toContain("the origin request policy 11111111-2222-3333-4444-555555555555 adds nothing: it isn't in the stacks");
  });
});

describe("the origin's custom headers", () => {
  test("are added, and replace the viewer's (Add custom headers to origin requests)", () => {
    const custom_header = [
      { name: "X-Custom", value: "origin" },
      { name: "X-Verify", value: "${var.secret}" },
    ];
    const behavior = { ...stackOf().resource("aws_cloudfront_distribution").default_cache_behavior, origin_request_policy_id: ALL_VIEWER };
    const stack = stackOf({ origin: [{ ...SERVER, custom_header }], default_cache_behavior: behavior });
    expect(simulate(stack, VIEWER).origin?.headers).toMatchObject({ "x-custom": "origin", "x-verify": "${var.secret}" });
  });
});

/** CloudFront Developer Guide, "Use WebSockets with CloudFront distributions"; RFC 6455, section 4.2. */
describe("a WebSocket's handshake", () => {
  test("reaches the origin with all viewer headers, and switches protocols", () => {
    const simulation = simulateBehavior({ origin_request_policy_id: ALL_VIEWER }, { url: "wss://www.example.com/" });
    expect(simulation.response.status).toBe(101);
    expect(simulation.origin?.headers).toMatchObject({ connection: "Upgrade", upgrade: "websocket", "sec-websocket-version": "13" });
    expect(sentences(simulation, "origin")).toContain("the WebSocket's handshake arrives with all of its headers");
  });

  test("fails where the policies don't forward its headers", () => {
    const simulation = simulateBehavior({}, { url: "wss://www.example.com/" });
    expect(simulation.response.status).toBe(400);
    expect(sentences(simulation, "origin")).toContain(
      "the WebSocket's handshake arrives without sec-websocket-key, sec-websocket-version: 400",
    );
  });

  // RFC 6455, section 4.1: the method of the request must be GET.
  test("is no request by another method", () => {
    const behavior = { origin_request_policy_id: ALL_VIEWER, allowed_methods: ALL_METHODS };
    const simulation = simulateBehavior(behavior, { url: "wss://www.example.com/", method: "POST" });
    expect(simulation.response.status).toBe(200);
    expect(simulation.origin?.headers.upgrade).toBeUndefined();
  });

  test("over HTTP is redirected as any request is", () => {
    expect(simulateBehavior({}, { url: "ws://www.example.com/" }).response.status).toBe(301);
  });
});

test("what the origin sees is explained in one sentence", () => {
  const simulation = simulateBehavior(
    { origin_request_policy_id: ALL_VIEWER },
    { url: "https://www.example.com/a?b=c", cookies: { d: "e" } },
  );
  expect(sentences(simulation, "origin")[0]).toBe(
    "GET https://origin.example.com:443/a?b=c with Host: www.example.com, the headers host, user-agent, and 1 of its cookies",
  );
});
