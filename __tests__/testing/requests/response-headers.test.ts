import { Arguments, SynthesizedStack, ViewerRequest } from "../../../src/testing";
import { BEHAVIOR, Resources, sentences, simulate, simulateBehavior, stackOf } from "./fixture";

const OWN = {
  response_headers_policy_id: "${aws_cloudfront_response_headers_policy.Policy.id}",
  allowed_methods: ["GET", "HEAD", "OPTIONS"],
};
const policy = (args: Arguments): Resources => ({ aws_cloudfront_response_headers_policy: { Policy: args } });

function headersOf(args: Arguments, request: Partial<ViewerRequest> = {}): Readonly<Record<string, string>> {
  return simulateBehavior(OWN, request, policy(args)).response.headers;
}

const answering = (headers: Readonly<Record<string, string>>): Partial<ViewerRequest> => ({ response: { headers } });

/** CloudFront Developer Guide, "Understand response headers policies". */
describe("a response headers policy", () => {
  test.each([
    ["content_security_policy", { content_security_policy: "default-src 'self'" }, "content-security-policy", "default-src 'self'"],
    ["content_type_options", {}, "x-content-type-options", "nosniff"],
    ["frame_options", { frame_option: "DENY" }, "x-frame-options", "DENY"],
    ["referrer_policy", { referrer_policy: "no-referrer" }, "referrer-policy", "no-referrer"],
    ["strict_transport_security", { access_control_max_age_sec: 60 }, "strict-transport-security", "max-age=60"],
    [
      "strict_transport_security",
      { access_control_max_age_sec: 60, include_subdomains: true, preload: true },
      "strict-transport-security",
      "max-age=60; includeSubDomains; preload",
    ],
    ["xss_protection", { protection: false }, "x-xss-protection", "0"],
    ["xss_protection", { protection: true, mode_block: true }, "x-xss-protection", "1; mode=block"],
    ["xss_protection", { protection: true, report_uri: "/r" }, "x-xss-protection", "1; report=/r"],
    ["xss_protection", { protection: true }, "x-xss-protection", "1"],
  ])("adds %s %j", (name, args, header, value) => {
    const config = (override: boolean): Arguments => ({ security_headers_config: { [name]: { ...args, override } } });
    expect(headersOf(config(false))).toEqual({ [header]: value });
    expect(headersOf(config(true), answering({ [header]: "origin's" }))).toEqual({ [header]: value });
    expect(headersOf(config(false), answering({ [header]: "origin's" }))).toEqual({ [header]: "origin's" });
  });

  test("adds headers of your own, or not where the origin has them", () => {
    const items = [
      { header: "X-A", value: "1", override: true },
      { header: "X-B", value: "2", override: false },
      { header: "X-C", override: false },
    ];
    expect(headersOf({ custom_headers_config: { items } }, answering({ "x-a": "0", "x-b": "0" }))).toEqual({
      "x-a": "1",
      "x-b": "0",
      "x-c": "",
    });
  });

  // Terraform language, "Types and Values": a text "true" is a boolean where one is asked for.
  test("replaces the origin's header where its override is the text true", () => {
    const items = [{ header: "X-A", value: "1", override: "true" }];
    expect(headersOf({ custom_headers_config: { items } }, answering({ "x-a": "0" }))).toEqual({ "x-a": "1" });
  });

  test("removes headers first, so that one that it also adds is there", () => {
    const config = {
      remove_headers_config: { items: [{ header: "X-Powered-By" }, { header: "X-A" }] },
      custom_headers_config: { items: [{ header: "X-A", value: "1", override: false }] },
    };
    expect(headersOf(config, answering({ "x-powered-by": "php", "x-a": "0", vary: "*" }))).toEqual({ "x-a": "1", vary: "*" });
  });

  test("is added to a custom error page as well, and the step says what it does", () => {
    const stack = stackOf(
      {
        default_cache_behavior: { ...BEHAVIOR, ...OWN },
        custom_error_response: [{ error_code: 404, response_code: 404, response_page_path: "/404.html" }],
      },
      policy({ security_headers_config: { content_type_options: { override: true } } }),
    );
    const simulation = simulate(stack, { response: { status: 404, headers: { "x-a": "1" } } });
    expect(simulation.response).toEqual({
      status: 404,
      headers: { "x-content-type-options": "nosniff" },
      from: "CloudFront",
      errorPage: "/404.html",
    });
    expect(sentences(simulation, "response")).toEqual([
      "404 becomes 404 with the custom error page /404.html, by the cache behavior Default (*)",
      "the response headers policy adds x-content-type-options",
    ]);
  });

  test("that isn't in the stacks changes nothing, and that is said", () => {
    const { response, assumptions } = simulateBehavior({ response_headers_policy_id: "1111" }, answering({ a: "b" }));
    expect(response.headers).toEqual({ a: "b" });
    expect(assumptions).toContain("the response headers policy 1111 changes nothing: it isn't in the stacks");
  });
});

/** The same page, CORS headers: for CORS requests, and some of them for preflights. */
describe("CORS headers", () => {
  const cors = (more: Arguments = {}): Arguments => ({
    cors_config: {
      access_control_allow_credentials: true,
      access_control_allow_headers: { items: ["x-a"] },
      access_control_allow_methods: { items: ["ALL"] },
      access_control_allow_origins: { items: ["https://*.example.org", "example.net"] },
      access_control_expose_headers: { items: ["x-b"] },
      access_control_max_age_sec: 60,
      origin_override: true,
      ...more,
    },
  });
  const from = (Origin: string): Partial<ViewerRequest> => ({ headers: { Origin } });

  test("aren't added to the response to a request without Origin", () => {
    expect(headersOf(cors())).toEqual({});
  });

  test.each([
    ["https://a.example.org", true],
    ["https://example.net", true],
    ["http://example.net", true],
    ["http://a.example.org", false],
    ["https://example.com", false],
  ])("are added for an origin that is allowed: %s %s", (origin, isAllowed) => {
    expect(headersOf(cors(), from(origin))["access-control-allow-origin"]).toBe(isAllowed ? origin : undefined);
  });

  test("of a request that is no preflight are the origin, the credentials and what is exposed", () => {
    expect(headersOf(cors(), from("https://a.example.org"))).toEqual({
      "access-control-allow-origin": "https://a.example.org",
      "access-control-allow-credentials": "true",
      "access-control-expose-headers": "x-b",
    });
  });

  test("of a preflight are the origin, the credentials, methods, headers and how long it holds", () => {
    const headers = { Origin: "https://a.example.org", "Access-Control-Request-Method": "PUT" };
    expect(headersOf(cors(), { method: "OPTIONS", headers })).toEqual({
      "access-control-allow-origin": "https://a.example.org",
      "access-control-allow-credentials": "true",
      "access-control-allow-methods": "DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT",
      "access-control-allow-headers": "x-a",
      "access-control-max-age": "60",
    });
  });

  test("of the origin stay without override", () => {
    const request = { ...from("https://example.com"), ...answering({ "Access-Control-Allow-Origin": "https://example.com" }) };
    const any = { access_control_allow_origins: { items: ["*"] } };
    expect(headersOf(cors({ ...any, origin_override: false }), request)["access-control-allow-origin"]).toBe("https://example.com");
    expect(headersOf(cors(any), request)["access-control-allow-origin"]).toBe("*");
  });
});

/** CloudFront Developer Guide, "Use managed response headers policies". */
describe("the managed response headers policy", () => {
  const security = {
    "referrer-policy": "strict-origin-when-cross-origin",
    "strict-transport-security": "max-age=31536000",
    "x-content-type-options": "nosniff",
    "x-frame-options": "SAMEORIGIN",
    "x-xss-protection": "1; mode=block",
  };
  const simple = { "access-control-allow-origin": "*" };

  test.each([
    ["SimpleCORS", "60669652-455b-4ae9-85a4-c4c02393f86c", simple],
    ["CORS-With-Preflight", "5cc3b908-e619-4b99-88e5-2cf7f45965bd", { ...simple, "access-control-expose-headers": "*" }],
    ["SecurityHeadersPolicy", "67f7725c-6f97-4210-82d7-5512b31e9d03", security],
    ["CORS-and-SecurityHeadersPolicy", "e61eb60c-9c35-4d20-a928-2b84e02af89c", { ...simple, ...security }],
    [
      "CORS-with-preflight-and-SecurityHeadersPolicy",
      "eaab4381-ed33-4a86-88ca-d9558dc6cd63",
      { ...simple, "access-control-expose-headers": "*", ...security },
    ],
  ])("%s adds what AWS's page lists", (_, response_headers_policy_id, expected) => {
    const { response } = simulateBehavior({ response_headers_policy_id }, { headers: { Origin: "https://a.example" } });
    expect(response.headers).toEqual(expected);
  });

  test("SecurityHeadersPolicy replaces X-Content-Type-Options alone of the origin's", () => {
    const { headers } = simulateBehavior(
      { response_headers_policy_id: "67f7725c-6f97-4210-82d7-5512b31e9d03" },
      answering(Object.fromEntries(Object.keys(security).map((name) => [name, "origin's"]))),
    ).response;
    expect(headers).toEqual({
      ...Object.fromEntries(Object.keys(security).map((name) => [name, "origin's"])),
      "x-content-type-options": "nosniff",
    });
  });

  test.each(["60669652-455b-4ae9-85a4-c4c02393f86c", "5cc3b908-e619-4b99-88e5-2cf7f45965bd"])(
    "%s leaves the origin's header for CORS",
    (response_headers_policy_id) => {
      const request = { headers: { Origin: "https://a.example" }, ...answering({ "Access-Control-Allow-Origin": "https://a.example" }) };
      const { headers } = simulateBehavior({ response_headers_policy_id }, request).response;
      expect(headers["access-control-allow-origin"]).toBe("https://a.example");
    },
  );

  test.each(["5cc3b908-e619-4b99-88e5-2cf7f45965bd", "eaab4381-ed33-4a86-88ca-d9558dc6cd63"])(
    "%s answers preflights with every method",
    (response_headers_policy_id) => {
      const headers = { Origin: "https://a.example", "Access-Control-Request-Method": "PUT" };
      const behavior = { response_headers_policy_id, allowed_methods: ["GET", "HEAD", "OPTIONS"] };
      expect(simulateBehavior(behavior, { method: "OPTIONS", headers }).response.headers).toMatchObject({
        "access-control-allow-origin": "*",
        "access-control-allow-methods": "DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT",
      });
    },
  );

  test.each([
    ["SimpleCORS", "access-control-allow-origin"],
    ["CORS-With-Preflight", "access-control-expose-headers"],
    ["SecurityHeadersPolicy", "x-frame-options"],
    ["CORS-and-SecurityHeadersPolicy", "x-frame-options"],
    ["CORS-with-preflight-and-SecurityHeadersPolicy", "access-control-expose-headers"],
  ])("%s is known by its name in a data source as well, by %s", (name, header) => {
    const { json } = stackOf({
      default_cache_behavior: { ...BEHAVIOR, response_headers_policy_id: "${data.aws_cloudfront_response_headers_policy.Managed.id}" },
    });
    const data = { aws_cloudfront_response_headers_policy: { Managed: { name: `Managed-${name}` } } };
    const { response, steps } = simulate(new SynthesizedStack({ ...json, data }), { headers: { Origin: "https://a.example" } });
    expect(Object.keys(response.headers)).toContain(header);
    expect(steps.at(-1)?.resource).toBe(name);
  });
});

/** CloudFront Developer Guide, "Generate custom error responses". */
describe("a custom error response", () => {
  const errors = (...custom_error_response: Arguments[]): Arguments => ({ custom_error_response });

  test("changes the status code and the body", () => {
    const stack = stackOf(errors({ error_code: 404, response_code: 200, response_page_path: "/index.html" }));
    expect(simulate(stack, { response: { status: 404 } }).response).toEqual({
      status: 200,
      headers: {},
      from: "CloudFront",
      errorPage: "/index.html",
    });
  });

  test("without a page leaves the origin's response as it is", () => {
    const stack = stackOf(errors({ error_code: 404, error_caching_min_ttl: 0 }));
    expect(simulate(stack, { response: { status: 404, headers: { a: "b" } } }).response).toEqual({
      status: 404,
      headers: { a: "b" },
      from: "origin",
    });
  });

  test("is for its own status code alone", () => {
    const stack = stackOf(errors({ error_code: 403, response_code: 200, response_page_path: "/index.html" }));
    expect(simulate(stack, { response: { status: 404 } }).response.status).toBe(404);
  });

  test("is for errors of every behavior and method: an API's as well", () => {
    const stack = stackOf({
      ...errors({ error_code: 403, response_code: 403, response_page_path: "/static/403.html" }),
      default_cache_behavior: { ...BEHAVIOR, allowed_methods: ["GET", "HEAD", "OPTIONS", "PUT", "POST", "PATCH", "DELETE"] },
      ordered_cache_behavior: [{ ...BEHAVIOR, path_pattern: "/static/*" }],
    });
    const simulation = simulate(stack, { url: "https://www.example.com/api/orders", method: "POST", response: { status: 403 } });
    expect(simulation.response.errorPage).toBe("/static/403.html");
    expect(sentences(simulation, "response")).toEqual([
      "403 becomes 403 with the custom error page /static/403.html, by the cache behavior /static/*",
    ]);
  });
});
