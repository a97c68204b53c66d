import { Testing } from "cdktf";
import { TradingEnvironment, environments } from "../../examples/trading-stack/environments";
import { TradingStack } from "../../examples/trading-stack/trading-stack";
import { RequestSimulation, SynthesizedStack, ViewerRequest, simulateRequest, synthesize } from "../../src/testing";

/** The stack of an environment, with other settings of its edge and of its load balancer. */
function stackOf(name: string, edge: object = {}, loadBalancer: object = {}): SynthesizedStack {
  const environment = environments[name]!;
  const changed: TradingEnvironment = {
    ...environment,
    edge: { ...environment.edge, ...edge },
    loadBalancer: { ...environment.loadBalancer, ...loadBalancer },
  };
  return synthesize(new TradingStack(Testing.app(), `trading-${name}`, changed));
}

const stacks = new Map(Object.keys(environments).map((name) => [name, stackOf(name)]));

/** A request to an environment's site: a path, or a whole URL. */
function ask(name: string, path: string, request: Partial<ViewerRequest> = {}): RequestSimulation {
  const url = path.startsWith("/") ? `https://${environments[name]!.domainName}${path}` : path;
  return simulateRequest(stacks.get(name)!, { url, ip: "203.0.113.7", country: "DE", ...request });
}

/** What answers: a service, a bucket, CloudFront itself. */
function endOf({ loadBalancer, origin, response }: RequestSimulation): string {
  return loadBalancer?.targets.flatMap(({ services }) => services).join(", ") || (origin?.name ?? response.from);
}

const READS = ["GET", "HEAD", "OPTIONS"];
const WRITES = ["POST", "PUT", "PATCH", "DELETE"];

describe.each(Object.keys(environments))("in %s", (name) => {
  const site = environments[name]!.domainName;

  test.each([
    ["a static asset", "/static/app.js", {}, "/static/*", 200, "Assets"],
    ["the API that is read", "/api/orders?open=true", {}, "Default (*)", 200, "TradingApi"],
    [
      "the API that is written to",
      "/api/orders",
      { method: "POST", bodyBytes: 512, response: { status: 201 } },
      "Default (*)",
      201,
      "TradingApi",
    ],
    ["a WebSocket", `wss://${site}/ws/book`, {}, "Default (*)", 101, "TradingApi"],
    ["an error of the API", "/api/orders", { response: { status: 503 } }, "Default (*)", 503, "TradingApi"],
    ["a page", "/portfolio", {}, "Default (*)", 200, "WebFrontend"],
    ["a path that there isn't", "/wp-login.php", { response: { status: 404 } }, "Default (*)", 404, "WebFrontend"],
    ["the site's root", "/", {}, "Default (*)", 200, "WebFrontend"],
  ] as const)("%s (%s) ends where it belongs", (_, path, request, behavior, status, end) => {
    const simulation = ask(name, path, request);
    expect(simulation).toMatchObject({ distribution: "Edge/Distribution", behavior, response: { status } });
    expect(endOf(simulation)).toBe(end);
  });

  // AWS WAF Developer Guide, "Baseline rule groups": SizeRestrictions_BODY blocks bodies over 8 KB; CloudFront hands 16 KB to AWS WAF by default.
  test("an order of 16 kB reaches the API, and a larger one doesn't; elsewhere 8 kB are the most", () => {
    const post = (path: string, bodyBytes: number) =>
      ask(name, path, { method: "POST", bodyBytes, response: { status: 201 } }).response.status;
    expect([post("/api/orders", 16_384), post("/api/orders", 16_385)]).toEqual([201, 403]);
    expect([post("/feedback", 8_192), post("/feedback", 8_193)]).toEqual([201, 403]);
  });

  test("plain HTTP is redirected to HTTPS, with path and query", () => {
    expect(ask(name, `http://${site}/portfolio?id=7`).response).toMatchObject({
      status: 301,
      headers: { location: `https://${site}/portfolio?id=7` },
      from: "CloudFront",
    });
  });

  test.each(["https://trading.example.net/", "https://www.trading.example.net/api/orders"])("a foreign host isn't served: %s", (url) => {
    const { distribution, response } = ask(name, url);
    expect([distribution, response.status]).toEqual([undefined, undefined]);
  });

  test("a foreign Host behind the site's own name is refused", () => {
    expect(ask(name, "/", { headers: { Host: "trading.example.net" } }).response).toMatchObject({ status: 403, from: "CloudFront" });
  });

  test("an asset is cached under its path alone, compressed or not, whoever asks for it", () => {
    const request = { headers: { "Accept-Encoding": "gzip, deflate, br", Authorization: "Bearer a" }, cookies: { session: "a" } };
    const { cacheKey, cachedSeconds } = ask(name, "/static/app.js?v=3", request);
    expect(cacheKey).toMatchObject({ path: "/static/app.js", headers: { "accept-encoding": "br,gzip" }, cookies: [], query: [] });
    expect(cachedSeconds).toBe(86_400);
    expect(ask(name, "/static/app.js", { response: { headers: { "Cache-Control": "max-age=60" } } }).cachedSeconds).toBe(60);
  });

  test.each([200, 403, 404, 429, 500, 503])("nothing of the API is cached: %s", (status) => {
    for (const method of READS) {
      const headers: Record<string, string> = status < 400 ? { "Cache-Control": "max-age=60" } : {};
      expect(ask(name, "/api/orders", { method, response: { status, headers } }).cachedSeconds).toBe(0);
    }
  });

  test.each([400, 401, 403, 404, 409, 429, 500, 503])("an error of the API keeps its status and its body: %s", (status) => {
    const { response } = ask(name, "/api/orders", {
      method: "POST",
      response: { status, headers: { "Content-Type": "application/json" } },
    });
    expect(response).toMatchObject({ status, from: "origin", headers: { "content-type": "application/json" } });
    expect(response.errorPage).toBeUndefined();
  });

  test("the API sees the viewer's headers, cookies, query and address", () => {
    const headers = { Authorization: "Bearer a", "Content-Type": "application/json", "X-Idempotency-Key": "1" };
    const { origin } = ask(name, "/api/orders?a=1&b=2", { method: "POST", headers, cookies: { session: "a" } });
    expect(origin).toMatchObject({
      method: "POST",
      protocol: "https",
      port: 443,
      path: "/api/orders",
      query: ["a=1", "b=2"],
      cookies: ["session=a"],
      headers: {
        authorization: "Bearer a",
        "content-type": "application/json",
        "x-idempotency-key": "1",
        "x-forwarded-for": "203.0.113.7",
      },
    });
  });

  test("the load balancer's certificate is for the name that CloudFront connects to, and for the Host that it forwards", () => {
    const { origin } = ask(name, "/api/orders");
    expect(origin).toMatchObject({ domainName: `origin.${site}`, headers: { host: site } });
    expect(origin?.certificate?.names).toEqual(expect.arrayContaining([`origin.${site}`, site]));
  });

  test.each(WRITES)("an asset isn't written: %s", (method) => {
    expect(ask(name, "/static/app.js", { method }).response).toMatchObject({ status: 403, from: "CloudFront" });
  });

  test.each(WRITES)("the API is: %s", (method) => {
    expect(ask(name, "/api/orders", { method }).response.status).toBe(200);
  });

  test("an asset that isn't there is 404, never reaches the services, and isn't remembered as missing", () => {
    const simulation = ask(name, "/static/none.js", { objectMissing: true });
    expect(simulation).toMatchObject({ response: { status: 404 }, cachedSeconds: 0 });
    expect(endOf(simulation)).toBe("Assets");
  });

  test.each([404, 500, 502, 503, 504])("no error is cached, so that it is over when it is over: %s", (status) => {
    expect(ask(name, "/static/app.js", { response: { status } }).cachedSeconds).toBe(0);
  });

  test("every response over HTTPS has the security headers, errors as well", () => {
    for (const [path, request] of [
      ["/static/app.js", {}],
      ["/api/orders", {}],
      ["/api/orders", { response: { status: 503 } }],
      ["/static/none.js", { objectMissing: true }],
    ] as const) {
      expect(Object.keys(ask(name, path, request).response.headers)).toEqual(
        expect.arrayContaining(["strict-transport-security", "x-content-type-options", "x-frame-options", "referrer-policy"]),
      );
    }
  });

  test("what is taken for granted is what the web ACL's rates and managed rules find, and nothing of the stack", () => {
    for (const path of ["/static/app.js", "/api/orders", `wss://${site}/ws/book`]) {
      expect(ask(name, path, { response: {} }).assumptions).toEqual([
        expect.stringMatching(/^Edge\/WebAcl isn't made to decide otherwise by /),
      ]);
    }
  });
});

test("an alternate name is served as the site's own is, from the same cache", () => {
  const alternateDomainNames = ["www.trading.example.com"];
  const stack = stackOf("prod", { alternateDomainNames }, { viewerDomainNames: ["trading.example.com", ...alternateDomainNames] });
  const [own, alternate] = ["trading.example.com", "www.trading.example.com"].map((host) =>
    simulateRequest(stack, { url: `https://${host}/static/app.js` }),
  );
  expect(alternate).toMatchObject({ distribution: "Edge/Distribution", response: { status: 200 } });
  expect(alternate!.cacheKey).toEqual(own!.cacheKey);
});

test("a blocked address is refused, and no other", () => {
  const stack = stackOf("prod", { webAcl: { blockedCidrBlocks: ["203.0.113.0/24"] } });
  const verdictFor = (ip: string): unknown => simulateRequest(stack, { url: "https://trading.example.com/", ip }).webAcl?.otherwise;
  expect([verdictFor("203.0.113.7"), verdictFor("198.51.100.7")]).toEqual(["blocked", "allowed"]);
});
