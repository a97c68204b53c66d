import { Arguments, RequestSimulation, ViewerRequest } from "../../../src/testing";
import {
  ALL_METHODS,
  ALL_VIEWER,
  BEHAVIOR,
  CACHING_OPTIMIZED,
  DISTRIBUTION,
  SERVER,
  simulate,
  simulateBehavior,
  stackOf,
  told,
} from "./fixture";
import { ARRIVED, CONNECTED, FROM_SERVER, PASSED, Row, SENT, UNCACHED } from "./told-sentences";

const at = (url: string): Partial<ViewerRequest> => ({ url });
const geo = (restriction_type: string, locations = ["DE", "AT"]): Arguments => ({
  restrictions: { geo_restriction: { restriction_type, locations } },
});
const answering = (status: number, headers: Readonly<Record<string, string>> = {}): Partial<ViewerRequest> => ({
  response: { status, headers },
});

describe.each<readonly [what: string, rows: readonly Row[]]>([
  [
    "at the edge",
    [
      ["a server's answer that isn't cached", () => simulate(stackOf()), [...PASSED, SENT, UNCACHED, CONNECTED, FROM_SERVER]],
      [
        "a handshake for another distribution",
        () =>
          simulate(stackOf({}, { aws_cloudfront_distribution: { Others: { ...DISTRIBUTION, aliases: ["*.example.com"] } } }), {
            serverName: "shop.example.com",
          }),
        [
          "distribution · Site · the TLS handshake asked for shop.example.com, which is another distribution's name",
          "GET https://www.example.com/ is answered with 421 by CloudFront.",
        ],
      ],
      [
        "a distribution that is disabled",
        () => simulate(stackOf({ enabled: false })),
        ["distribution · Site · the distribution is disabled", "GET https://www.example.com/ is answered with 403 by CloudFront."],
      ],
      [
        "a foreign host",
        () => simulate(stackOf({ aliases: ["b.example.com", "a.example.com"] }), at("http://www.example.net/")),
        [
          "distribution · CloudFront · no distribution has www.example.net among its alternate domain names: there are a.example.com, b.example.com",
          "GET http://www.example.net/ is answered with 403 by CloudFront.",
        ],
      ],
      [
        "a distribution without names",
        () => simulate(stackOf({ aliases: [] }), at("http://www.example.net/")),
        [
          "distribution · CloudFront · no distribution has www.example.net among its alternate domain names: there are none",
          "GET http://www.example.net/ is answered with 403 by CloudFront.",
        ],
      ],
      [
        "a country of the allow list",
        () => simulate(stackOf(geo("whitelist")), { country: "AT" }),
        [ARRIVED, "geo restriction · Site · AT is on the allow list: served", ...PASSED.slice(1), SENT, UNCACHED, CONNECTED, FROM_SERVER],
      ],
      [
        "a country that isn't on the block list",
        () => simulate(stackOf(geo("blacklist")), { country: "US" }),
        [
          ARRIVED,
          "geo restriction · Site · US is not on the block list: served",
          ...PASSED.slice(1),
          SENT,
          UNCACHED,
          CONNECTED,
          FROM_SERVER,
        ],
      ],
      [
        "a country of the block list, with a page for it",
        () => {
          const custom_error_response = [{ error_code: 403, response_code: 451, response_page_path: "/403.html" }];
          return simulate(stackOf({ ...geo("blacklist"), custom_error_response }), { country: "AT" });
        },
        [
          ARRIVED,
          "geo restriction · Site · AT is on the block list: refused",
          "response · Site · 403 becomes 451 with the custom error page /403.html, by the cache behavior Default (*)",
          "GET https://www.example.com/ is answered with 451 by CloudFront.",
        ],
      ],
      [
        "HTTP where HTTPS alone is served",
        () => simulateBehavior({ viewer_protocol_policy: "https-only" }, at("http://www.example.com/")),
        [
          ARRIVED,
          "cache behavior · Site · / matches no path pattern: cache behavior Default (*)",
          "cache behavior · Site · HTTP is refused: HTTPS only",
          "GET http://www.example.com/ is answered with 403 by CloudFront.",
        ],
      ],
      [
        "HTTP that is redirected",
        () => simulateBehavior({}, at("http://www.example.com/a?b=c")),
        [
          ARRIVED,
          "cache behavior · Site · /a matches no path pattern: cache behavior Default (*)",
          "cache behavior · Site · HTTP is redirected to HTTPS: 301, Location: https://www.example.com/a?b=c",
          "GET http://www.example.com/a?b=c is answered with 301 by CloudFront, Location: https://www.example.com/a?b=c.",
        ],
      ],
      [
        "a body that a GET may not have",
        () => simulateBehavior({}, { bodyBytes: 1 }),
        [
          ARRIVED,
          "cache behavior · Site · / matches no path pattern: cache behavior Default (*)",
          "cache behavior · Site · a GET request with a body is refused",
          "GET https://www.example.com/ is answered with 403 by CloudFront.",
        ],
      ],
      [
        "a signature that is missing",
        () => simulateBehavior({ trusted_key_groups: ["K1"] }),
        [
          ARRIVED,
          "cache behavior · Site · / matches no path pattern: cache behavior Default (*)",
          "cache behavior · Site · GET over HTTPS is allowed",
          "cache behavior · Site · Default (*) asks for a signature of a trusted key group: the request has neither a signed URL nor signed cookies: refused",
          "GET https://www.example.com/ is answered with 403 by CloudFront.",
        ],
      ],
      [
        "a signature",
        () => simulateBehavior({ trusted_signers: ["K1"] }, { signed: true }),
        [
          ARRIVED,
          "cache behavior · Site · / matches no path pattern: cache behavior Default (*)",
          "cache behavior · Site · GET over HTTPS is allowed",
          "cache behavior · Site · Default (*) asks for a signature of a trusted key group: the request has a signed URL or signed cookies",
          "cache · CachingDisabled · cache key: path /",
          SENT,
          UNCACHED,
          CONNECTED,
          FROM_SERVER,
        ],
      ],
    ],
  ],
  [
    "at the cache",
    [
      [
        "a method, a query, a country and cookies that are cached by",
        () => {
          const methods = ["GET", "HEAD", "OPTIONS"];
          const amplify = { allowed_methods: methods, cached_methods: methods, cache_policy_id: "2e54312d-136d-493c-8eb9-b001f22f67d2" };
          return simulate(stackOf({ ordered_cache_behavior: [{ ...BEHAVIOR, path_pattern: "/a*", ...amplify }] }), {
            url: "https://www.example.com/a?x=1&y=2",
            method: "OPTIONS",
            cookies: { a: "1", b: "2" },
            country: "DE",
            ip: "192.0.2.1",
          });
        },
        [
          ARRIVED,
          "cache behavior · Site · /a matches the path pattern /a*: cache behavior /a*",
          "cache behavior · Site · OPTIONS over HTTPS is allowed",
          "cache · Amplify · cache key: method OPTIONS, path /a, query x=1&y=2, header host: www.example.com, header cloudfront-viewer-country: DE, cookies a=1; b=2",
          "origin · origin.example.com · OPTIONS https://origin.example.com:443/a?x=1&y=2 with Host: www.example.com, the headers cloudfront-viewer-country, host, user-agent, x-forwarded-for, and 2 of its cookies",
          "cache · Amplify · the response 200 is cached for 2 seconds",
          CONNECTED,
          "assumed · origin.example.com answers with neither Cache-Control nor Expires: with them, the response is cached for 2 to 600 seconds",
          "OPTIONS https://www.example.com/a?x=1&y=2 is answered with 200 by the origin. It has the cache behavior /a* and reaches origin.example.com. It is cached for 2 seconds.",
        ],
      ],
      [
        "an answer that is cached for a second",
        () => simulateBehavior({ cache_policy_id: CACHING_OPTIMIZED }, answering(200, { "Cache-Control": "max-age=1" })),
        [
          ARRIVED,
          "cache behavior · Site · / matches no path pattern: cache behavior Default (*)",
          "cache behavior · Site · GET over HTTPS is allowed",
          "cache · CachingOptimized · cache key: path /",
          SENT,
          "cache · CachingOptimized · the response 200 is cached for 1 second",
          CONNECTED,
          "GET https://www.example.com/ is answered with 200 by the origin. It has the cache behavior Default (*) and reaches origin.example.com. It is cached for 1 second.",
        ],
      ],
      [
        "a method that isn't cached",
        () => simulateBehavior({ allowed_methods: ALL_METHODS }, { method: "POST", bodyBytes: 5 }),
        [
          ARRIVED,
          "cache behavior · Site · / matches no path pattern: cache behavior Default (*)",
          "cache behavior · Site · POST over HTTPS is allowed",
          "cache · CachingDisabled · responses to POST aren't cached",
          "origin · origin.example.com · POST https://origin.example.com:443/ with Host: origin.example.com, the headers content-length, host, user-agent, without cookies",
          CONNECTED,
          "POST https://www.example.com/ is answered with 200 by the origin. It has the cache behavior Default (*) and reaches origin.example.com. It isn't cached.",
        ],
      ],
      [
        "policies that aren't in the stacks",
        () => simulateBehavior({ cache_policy_id: "1111", origin_request_policy_id: "2222", response_headers_policy_id: "3333" }),
        [
          ARRIVED,
          "cache behavior · Site · / matches no path pattern: cache behavior Default (*)",
          "cache behavior · Site · GET over HTTPS is allowed",
          "cache · legacy cache settings · cache key: path /",
          SENT,
          "cache · legacy cache settings · the response 200 is cached for 86,400 seconds",
          "assumed · the cache policy 1111 caches by the path alone, for as long as the origin says: it isn't in the stacks",
          "assumed · the origin request policy 2222 adds nothing: it isn't in the stacks",
          CONNECTED,
          "assumed · origin.example.com answers with neither Cache-Control nor Expires: with them, the response is cached for 0 to 31,536,000 seconds",
          "assumed · the response headers policy 3333 changes nothing: it isn't in the stacks",
          "GET https://www.example.com/ is answered with 200 by the origin. It has the cache behavior Default (*) and reaches origin.example.com. It is cached for 86,400 seconds.",
        ],
      ],
      [
        "an answer without a Date to count Expires from",
        () => simulateBehavior({ cache_policy_id: CACHING_OPTIMIZED }, answering(200, { Expires: "Wed, 21 Oct 2026 07:00:00 GMT" })),
        [
          ARRIVED,
          "cache behavior · Site · / matches no path pattern: cache behavior Default (*)",
          "cache behavior · Site · GET over HTTPS is allowed",
          "cache · CachingOptimized · cache key: path /",
          SENT,
          "cache · CachingOptimized · the response 200 is cached for 31,536,000 seconds",
          CONNECTED,
          "assumed · the response's Expires is later than the maximum TTL: it has no Date to count from",
          "GET https://www.example.com/ is answered with 200 by the origin. It has the cache behavior Default (*) and reaches origin.example.com. It is cached for 31,536,000 seconds.",
        ],
      ],
    ],
  ],
  [
    "at the origin",
    [
      [
        "a WebSocket whose handshake loses its headers",
        () => simulateBehavior({}, at("wss://www.example.com/")),
        [
          ...PASSED,
          "origin · origin.example.com · GET https://origin.example.com:443/ with Host: origin.example.com, the headers connection, host, upgrade, user-agent, without cookies",
          "origin · origin.example.com · the WebSocket's handshake arrives without sec-websocket-key, sec-websocket-version: 400",
          "cache · CachingDisabled · the response 400 isn't cached",
          CONNECTED,
          "GET wss://www.example.com/ is answered with 400 by the origin. It has the cache behavior Default (*) and reaches origin.example.com. It isn't cached.",
        ],
      ],
      [
        "a WebSocket",
        () => simulateBehavior({ origin_request_policy_id: ALL_VIEWER }, at("wss://www.example.com/")),
        [
          ...PASSED,
          "origin · origin.example.com · GET https://origin.example.com:443/ with Host: www.example.com, the headers connection, host, sec-websocket-key, sec-websocket-version, upgrade, user-agent, without cookies",
          "origin · origin.example.com · the WebSocket's handshake arrives with all of its headers",
          "cache · CachingDisabled · the response 101 isn't cached",
          CONNECTED,
          "GET wss://www.example.com/ is answered with 101 by the origin. It has the cache behavior Default (*) and reaches origin.example.com. It isn't cached.",
        ],
      ],
      [
        "a second origin",
        () => {
          const second = { ...SERVER, origin_id: "second", domain_name: "second.example.com" };
          const group = {
            origin_id: "group",
            failover_criteria: { status_codes: [503] },
            member: [{ origin_id: "server" }, { origin_id: "second" }],
          };
          return simulate(
            stackOf({
              origin: [SERVER, second],
              origin_group: [group],
              default_cache_behavior: { ...BEHAVIOR, target_origin_id: "group" },
            }),
            answering(503),
          );
        },
        [
          ...PASSED,
          SENT,
          "origin · Site · 503 of server: CloudFront fails over to second",
          "origin · second.example.com · GET https://second.example.com:443/ with Host: second.example.com, the headers host, user-agent, without cookies",
          UNCACHED,
          CONNECTED,
          "assumed · second.example.com answers on port 443 over HTTPS, with a certificate for it",
          "GET https://www.example.com/ is answered with 200 by the origin. It has the cache behavior Default (*) and reaches second.example.com. It isn't cached.",
        ],
      ],
      [
        "an error's own page, which has the headers of a policy",
        () => {
          const behavior = { ...BEHAVIOR, response_headers_policy_id: "67f7725c-6f97-4210-82d7-5512b31e9d03" };
          const custom_error_response = [{ error_code: 404, response_code: 200, response_page_path: "/404.html" }];
          const pages = [{ ...BEHAVIOR, path_pattern: "/*.html" }];
          return simulate(
            stackOf({ default_cache_behavior: behavior, ordered_cache_behavior: pages, custom_error_response }),
            answering(404),
          );
        },
        [
          ...PASSED,
          SENT,
          "cache · CachingDisabled · the response 404 isn't cached",
          "response · Site · 404 becomes 200 with the custom error page /404.html, by the cache behavior /*.html",
          "response · SecurityHeadersPolicy · the response headers policy adds x-content-type-options, x-frame-options, referrer-policy, strict-transport-security, x-xss-protection",
          CONNECTED,
          "GET https://www.example.com/ is answered with 200 by CloudFront. It has the cache behavior Default (*) and reaches origin.example.com. It isn't cached.",
        ],
      ],
      [
        "headers that the origin keeps",
        () =>
          simulateBehavior(
            { response_headers_policy_id: "67f7725c-6f97-4210-82d7-5512b31e9d03" },
            answering(200, { "X-Frame-Options": "DENY", "Referrer-Policy": "no-referrer" }),
          ),
        [
          ...PASSED,
          SENT,
          UNCACHED,
          "response · SecurityHeadersPolicy · the response headers policy adds x-content-type-options, strict-transport-security, x-xss-protection; x-frame-options, referrer-policy is the origin's own",
          CONNECTED,
          FROM_SERVER,
        ],
      ],
      [
        "a policy that adds no header",
        () => simulateBehavior({ response_headers_policy_id: "60669652-455b-4ae9-85a4-c4c02393f86c" }),
        [...PASSED, SENT, UNCACHED, "response · SimpleCORS · the response headers policy adds no header", CONNECTED, FROM_SERVER],
      ],
    ],
  ],
  [
    "in functions",
    [
      [
        "that let it pass",
        () => withFunctions({ Request: ({ request }) => request, Response: ({ response }) => response }),
        [
          ARRIVED,
          "cache behavior · Site · / matches no path pattern: cache behavior Default (*)",
          "cache behavior · Site · GET over HTTPS is allowed",
          "viewer request · Request · the function lets the request pass",
          "cache · CachingDisabled · cache key: path /",
          SENT,
          UNCACHED,
          "response · Response · the function returns 200",
          CONNECTED,
          FROM_SERVER,
        ],
      ],
      [
        "that change the path",
        () => withFunctions({ Request: ({ request }) => ({ ...request, uri: "/b" }), Response: () => ({ statusCode: 204 }) }),
        [
          ARRIVED,
          "cache behavior · Site · / matches no path pattern: cache behavior Default (*)",
          "cache behavior · Site · GET over HTTPS is allowed",
          "viewer request · Request · the function changes the path to /b",
          "cache · CachingDisabled · cache key: path /b",
          "origin · origin.example.com · GET https://origin.example.com:443/b with Host: origin.example.com, the headers host, user-agent, without cookies",
          UNCACHED,
          "response · Response · the function returns 204",
          CONNECTED,
          "GET https://www.example.com/ is answered with 204 by the origin. It has the cache behavior Default (*) and reaches origin.example.com. It isn't cached.",
        ],
      ],
      [
        "that answer",
        () => withFunctions({ Request: () => ({ statusCode: 302, headers: { Location: { value: "/b" } } }) }),
        [
          ARRIVED,
          "cache behavior · Site · / matches no path pattern: cache behavior Default (*)",
          "cache behavior · Site · GET over HTTPS is allowed",
          "viewer request · Request · the function answers: 302",
          "GET https://www.example.com/ is answered with 302 by the function, Location: /b.",
        ],
      ],
      [
        "whose code isn't in the stacks",
        () => withFunctions({}),
        [
          ...PASSED,
          SENT,
          UNCACHED,
          "assumed · the function Request (viewer-request) changes nothing: give it in functions to have it run",
          CONNECTED,
          "assumed · the function Response (viewer-response) changes nothing: give it in functions to have it run",
          FROM_SERVER,
        ],
      ],
      [
        "of Lambda@Edge",
        () =>
          simulateBehavior({
            lambda_function_association: ["viewer-request", "origin-request", "origin-response", "viewer-response"].map(
              (event_type, index) => ({
                event_type,
                lambda_arn: `arn:aws:lambda:us-east-1:111122223333:function:edge:${index + 1}`,
              }),
            ),
          }),
        [
          ...PASSED,
          SENT,
          UNCACHED,
          "assumed · Lambda@Edge arn:aws:lambda:us-east-1:111122223333:function:edge:2 (origin-request) changes nothing",
          "assumed · Lambda@Edge arn:aws:lambda:us-east-1:111122223333:function:edge:3 (origin-response) changes nothing",
          "assumed · Lambda@Edge arn:aws:lambda:us-east-1:111122223333:function:edge:1 (viewer-request) changes nothing",
          CONNECTED,
          "assumed · Lambda@Edge arn:aws:lambda:us-east-1:111122223333:function:edge:4 (viewer-response) changes nothing",
          FROM_SERVER,
        ],
      ],
    ],
  ],
])("a simulation tells what happens %s:", (_, rows) => {
  test.each(rows)("%s", (__, ask, expected) => {
    expect(told(ask())).toEqual(expected);
  });
});

/** What of the way is known where CloudFront answers by itself. */
test.each<readonly [what: string, ask: () => RequestSimulation, known: object]>([
  ["a country", () => simulate(stackOf(geo("blacklist", ["DE"])), { country: "DE" }), {}],
  ["its web ACL", () => throughAcl("block", {}), { webAcl: "blocked" }],
  ["a method", () => throughAcl("allow", { method: "POST" }), { webAcl: "allowed", behavior: "Default (*)" }],
  ["a missing signature", () => throughAcl("allow", {}, { trusted_key_groups: ["K1"] }), { webAcl: "allowed", behavior: "Default (*)" }],
  [
    "a function",
    () =>
      throughAcl(
        "allow",
        { functions: { Request: () => ({ statusCode: 204 }) } },
        {
          function_association: [{ event_type: "viewer-request", function_arn: "${aws_cloudfront_function.Request.arn}" }],
        },
      ),
    { webAcl: "allowed", behavior: "Default (*)" },
  ],
])("an answer because of %s tells how far the request has come", (_, ask, known) => {
  const { distribution, webAcl, behavior, cacheKey, origin, cachedSeconds } = ask();
  expect({ distribution, webAcl: webAcl?.verdict, behavior, cacheKey, origin, cachedSeconds }).toEqual({ distribution: "Site", ...known });
});

/** To a distribution whose web ACL does that. */
function throughAcl(action: "allow" | "block", request: Partial<ViewerRequest>, behavior: Arguments = {}): RequestSimulation {
  return simulate(
    stackOf(
      { web_acl_id: "${aws_wafv2_web_acl.Acl.arn}", default_cache_behavior: { ...BEHAVIOR, ...behavior } },
      { aws_wafv2_web_acl: { Acl: { name: "acl", default_action: { [action]: {} } } }, aws_cloudfront_function: { Request: {} } },
    ),
    request,
  );
}

/** Through functions of both events, whose code is none. */
function withFunctions(functions: ViewerRequest["functions"]): RequestSimulation {
  const ids = { "viewer-request": "Request", "viewer-response": "Response" };
  const function_association = Object.entries(ids).map(([event_type, id]) => ({
    event_type,
    function_arn: `\${aws_cloudfront_function.${id}.arn}`,
  }));
  return simulateBehavior({ function_association }, { functions }, { aws_cloudfront_function: { Request: {}, Response: {} } });
}
