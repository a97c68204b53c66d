import { SynthesizedStack } from "../../../src/testing";
import { DISTRIBUTION, sentences, simulate, stackOf } from "./fixture";

/** Two distributions: one for a name, one for all names beside it. */
const TWO = stackOf({}, { aws_cloudfront_distribution: { Others: { ...DISTRIBUTION, aliases: ["*.example.com"] } } });

/** CloudFront Developer Guide, "Use custom URLs by adding alternate domain names (CNAMEs)". */
describe("a request is for the distribution that", () => {
  test("has its host among the alternate domain names", () => {
    expect(simulate(stackOf())).toMatchObject({ distribution: "Site", response: { status: 200 } });
  });

  test("has exactly its host rather than a wildcard for it", () => {
    expect(simulate(TWO).distribution).toBe("Site");
    expect(simulate(TWO, { url: "https://shop.example.com/" }).distribution).toBe("Others");
  });

  test("has the longest wildcard for its host, in whichever order they are", () => {
    const other = (alias: string): object => ({
      ...DISTRIBUTION,
      aliases: [alias],
      viewer_certificate: { acm_certificate_arn: "arn:aws:acm:x" },
    });
    for (const [A, B] of [
      ["*.example.com", "*.shop.example.com"],
      ["*.shop.example.com", "*.example.com"],
    ] as const) {
      const stack = stackOf({}, { aws_cloudfront_distribution: { A: other(A), B: other(B) } });
      const { distribution } = simulate(stack, { url: "https://de.shop.example.com/" });
      expect(distribution).toBe(A === "*.shop.example.com" ? "A" : "B");
    }
  });

  test("has a wildcard for its host, but no certificate covers two labels", () => {
    const { response } = simulate(TWO, { url: "https://a.b.example.com/" });
    expect(response).toEqual({ status: undefined, headers: {}, from: "CloudFront" });
  });

  test("CloudFront has assigned its name to, where there is just one", () => {
    const simulation = simulate(stackOf(), { url: "https://d111111abcdef8.cloudfront.net/" });
    expect(simulation.distribution).toBe("Site");
    expect(simulation.assumptions).toContain("d111111abcdef8.cloudfront.net is the domain name of Site, which CloudFront assigns");
    expect(simulate(TWO, { url: "https://d111111abcdef8.cloudfront.net/" }).distribution).toBeUndefined();
  });

  test("has it without regard to case or port", () => {
    expect(simulate(stackOf(), { url: "https://WWW.example.com:443/" }).distribution).toBe("Site");
  });
});

describe("a request is refused", () => {
  test("over HTTPS without an answer for a host that no distribution has: there is no certificate for it", () => {
    const simulation = simulate(stackOf(), { url: "https://foreign.example.net/" });
    expect(simulation.response).toEqual({ status: undefined, headers: {}, from: "CloudFront" });
    expect(simulation.explanation).toBe(
      "GET https://foreign.example.net/ isn't answered: no connection is made, since no distribution has foreign.example.net among its alternate domain names, so CloudFront has no certificate for it.",
    );
    expect(sentences(simulation, "distribution")).toEqual([
      "no distribution has foreign.example.net among its alternate domain names, so CloudFront has no certificate for it",
    ]);
  });

  test("over HTTP with 403", () => {
    const simulation = simulate(stackOf(), { url: "http://foreign.example.net/" });
    expect(simulation.response.status).toBe(403);
    expect(sentences(simulation, "distribution")).toEqual([
      "no distribution has foreign.example.net among its alternate domain names: there are www.example.com",
    ]);
  });

  test.each(["http", "https"])("over %s where there is no distribution", (scheme) => {
    const simulation = simulate(new SynthesizedStack({}), { url: `${scheme}://www.example.com/` });
    expect(sentences(simulation, "distribution")).toEqual(["there is no distribution in the stacks"]);
  });

  test("with 403 for a foreign Host behind a handshake for the distribution's own name", () => {
    expect(simulate(stackOf(), { headers: { Host: "foreign.example.net" } }).response.status).toBe(403);
  });

  test("with 421 (Misdirected Request, RFC 9110) for the Host of another distribution than the handshake's", () => {
    expect(simulate(TWO, { serverName: "shop.example.com" }).response.status).toBe(421);
  });

  test("with 403 by a distribution that is disabled", () => {
    expect(simulate(stackOf({ enabled: false })).response.status).toBe(403);
  });

  test("where a certificate isn't for the name that the handshake asks for", () => {
    const stack = stackOf({ aliases: ["www.example.org"] });
    const simulation = simulate(stack, { url: "https://www.example.org/" });
    expect(simulation.response.status).toBeUndefined();
    expect(sentences(simulation, "distribution")).toEqual(["Site isn't a certificate for www.example.org: viewers end the TLS handshake"]);
  });

  test("not where the certificate isn't in the stacks: it is taken to be the right one, and that is said", () => {
    const stack = stackOf({ viewer_certificate: { acm_certificate_arn: "arn:aws:acm:us-east-1:111122223333:certificate/1" } });
    expect(simulate(stack)).toMatchObject({
      response: { status: 200 },
      assumptions: expect.arrayContaining(["the certificate of Site is for www.example.com"]),
    });
  });
});

/** CloudFront Developer Guide, "Restrict the geographic distribution of your content". */
describe("a geo restriction", () => {
  const restricted = (type: string, ...locations: string[]): SynthesizedStack =>
    stackOf({ restrictions: { geo_restriction: { restriction_type: type, locations } } });

  test.each([
    ["whitelist", "DE", 200],
    ["whitelist", "US", 403],
    ["blacklist", "DE", 403],
    ["blacklist", "US", 200],
  ])("of type %s with DE answers %s with %s", (type, country, status) => {
    expect(simulate(restricted(type, "DE"), { country }).response.status).toBe(status);
  });

  test("is taken to serve a viewer whose country isn't given, and that is said", () => {
    expect(simulate(restricted("whitelist", "DE", "AT"))).toMatchObject({
      response: { status: 200 },
      assumptions: expect.arrayContaining(["the geo restriction of Site (allow list: DE, AT) serves the viewer's country"]),
    });
  });

  test("comes before the web ACL, which doesn't get what it refuses (AWS WAF, Geographic match rule statement)", () => {
    const stack = stackOf(
      {
        restrictions: { geo_restriction: { restriction_type: "blacklist", locations: ["DE"] } },
        web_acl_id: "${aws_wafv2_web_acl.Acl.arn}",
      },
      { aws_wafv2_web_acl: { Acl: { name: "acl", default_action: { allow: {} } } } },
    );
    const { response, webAcl } = simulate(stack, { country: "DE" });
    expect([response.status, webAcl]).toEqual([403, undefined]);
  });

  test("may have a custom error page for its 403 (CloudFront, Restrict the geographic distribution of your content)", () => {
    const stack = stackOf({
      restrictions: { geo_restriction: { restriction_type: "blacklist", locations: ["DE"] } },
      custom_error_response: [{ error_code: 403, response_code: 451, response_page_path: "/not-here.html" }],
    });
    expect(simulate(stack, { country: "DE" }).response).toMatchObject({ status: 451, errorPage: "/not-here.html" });
  });
});
