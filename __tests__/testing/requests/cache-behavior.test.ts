import { BEHAVIOR, SERVER, sentences, simulate, simulateBehavior, stackOf } from "./fixture";

const behavior = (path_pattern: string, more: object = {}): object => ({ ...BEHAVIOR, path_pattern, ...more });

/** CloudFront Developer Guide, "Cache behavior settings", path pattern. */
describe("the cache behavior", () => {
  const stack = stackOf({ ordered_cache_behavior: [behavior("images/*.jpg"), behavior("images/*"), behavior("*.gif")] });

  test.each([
    ["/images/sample.gif", "images/*"],
    ["/images/a.jpg", "images/*.jpg"],
    ["/sample.gif", "*.gif"],
    ["/index.html", "Default (*)"],
    ["/IMAGES/a.jpg", "Default (*)"],
  ])("of %s is the first whose path pattern matches: %s", (path, pattern) => {
    expect(simulate(stack, { url: `https://www.example.com${path}` }).behavior).toBe(pattern);
  });

  test("isn't chosen by the query string", () => {
    expect(simulate(stack, { url: "https://www.example.com/a?b=images/c.gif" }).behavior).toBe("Default (*)");
  });

  test("is chosen by the normalized path, and the origin gets the path as it was sent", () => {
    const simulation = simulate(stack, { url: "https://www.example.com/a/..//images/b" });
    expect([simulation.behavior, simulation.origin?.path]).toEqual(["images/*", "/a/..//images/b"]);
    expect(sentences(simulation, "cache behavior")[0]).toBe(
      "/a/..//images/b, normalized to /images/b, matches the path pattern images/*: cache behavior images/*",
    );
  });

  test.each([
    [[SERVER], "server"],
    [[SERVER, { ...SERVER, origin_id: "second" }], "server, second"],
    [[], "none"],
  ])("may name an origin that isn't there: the error lists what there is", (origin, listed) => {
    const other = stackOf({ origin, default_cache_behavior: { ...BEHAVIOR, target_origin_id: "other" } });
    expect(() => simulate(other)).toThrow(new Error(`Site has no origin "other"; it has ${listed}`));
  });
});

/** CloudFront Developer Guide, "Require HTTPS for communication between viewers and CloudFront". */
describe("a request over HTTP", () => {
  const http = "http://www.example.com/a?b=c";

  test.each([
    ["GET", 301],
    ["HEAD", 301],
    ["POST", 307],
    ["DELETE", 307],
    ["OPTIONS", 307],
  ])("of method %s is redirected to HTTPS with %s", (method, status) => {
    expect(simulate(stackOf(), { url: http, method }).response).toEqual({
      status,
      headers: { location: "https://www.example.com/a?b=c" },
      from: "CloudFront",
    });
  });

  test("is refused with 403 where the behavior is HTTPS only", () => {
    expect(simulateBehavior({ viewer_protocol_policy: "https-only" }, { url: http }).response.status).toBe(403);
  });

  test("passes where the behavior allows all", () => {
    expect(simulateBehavior({ viewer_protocol_policy: "allow-all" }, { url: http }).response.status).toBe(200);
  });

  test("is explained with where it is redirected to", () => {
    expect(simulate(stackOf(), { url: http }).explanation).toBe(
      "GET http://www.example.com/a?b=c is answered with 301 by CloudFront, Location: https://www.example.com/a?b=c.",
    );
  });
});

/** CloudFront Developer Guide, "Request and response behavior for custom origins". */
describe("CloudFront itself answers", () => {
  test("a method that isn't allowed with 403", () => {
    const simulation = simulate(stackOf(), { method: "POST" });
    expect(simulation.response.status).toBe(403);
    expect(sentences(simulation, "cache behavior")).toContain("POST isn't among the allowed methods of Default (*): GET, HEAD");
  });

  test("a GET request with a body with 403", () => {
    expect(simulate(stackOf(), { bodyBytes: 1 }).response.status).toBe(403);
  });

  test("a URL of more than 8,192 bytes with 413", () => {
    const url = (length: number): string => "https://www.example.com/".padEnd(length, "a");
    expect(simulate(stackOf(), { url: url(8193) }).response.status).toBe(413);
    expect(simulate(stackOf(), { url: url(8192) }).response.status).toBe(200);
  });

  test.each(["trusted_key_groups", "trusted_signers"])("a request without a signature with 403, where the behavior has %s", (trusted) => {
    const signers = { [trusted]: ["K1"] };
    expect(simulateBehavior(signers).response).toMatchObject({ status: 403, from: "CloudFront" });
    expect(simulateBehavior(signers, { signed: true }).response.status).toBe(200);
  });
});

describe("the origin gets", () => {
  test("the default root object for the root alone (Specify a default root object)", () => {
    const stack = stackOf({ default_root_object: "index.html" });
    expect(simulate(stack).origin?.path).toBe("/index.html");
    expect(simulate(stack, { url: "https://www.example.com" }).origin?.path).toBe("/index.html");
    expect(simulate(stack, { url: "https://www.example.com/docs/" }).origin?.path).toBe("/docs/");
  });

  test("the origin's path in front of the request's (Origin settings, origin path)", () => {
    const stack = stackOf({ origin: [{ ...SERVER, origin_path: "/production" }] });
    expect(simulate(stack, { url: "https://www.example.com/acme/index.html" }).origin?.path).toBe("/production/acme/index.html");
  });
});
