import { simulateRequest } from "../../../src/testing";
import { messageOf } from "../../support/synth";
import { simulate, stackOf } from "./fixture";

describe("what is no request is refused with every rule that it breaks", () => {
  test("by the values of its members", () => {
    const wrong = (): unknown =>
      simulate(stackOf(), { url: "www.example.com/", method: "get", country: "de", bodyBytes: -1, response: { status: 99 } });
    expect(messageOf(wrong)).toBe(
      [
        "simulateRequest: 5 invalid inputs",
        '  - method: must be one of GET, HEAD, OPTIONS, PUT, POST, PATCH, DELETE; received "get". Use one of these.',
        "  - response.status: must be a whole number from 100 to 599; received 99. Give a value from 100 to 599.",
        '  - url: must be a URL with its scheme and host, without a fragment; received "www.example.com/". Write it as "https://trading.example.com/api/orders".',
        '  - country: must be an ISO 3166 two-letter code in capitals; received "de". Write it as "DE".',
        "  - bodyBytes: must be a whole number of bytes; received -1. Give 0 or more.",
      ].join("\n"),
    );
  });

  // ISO 3166-1: alpha-2 codes, as CloudFront and AWS WAF have them.
  test.each(["DEU", "D", "Germany", ""])("by a country that isn't two letters: %j", (country) => {
    expect(messageOf(() => simulate(stackOf(), { country }))).toContain(
      `country: must be an ISO 3166 two-letter code in capitals; received "${country}"`,
    );
  });

  test("by a member that there isn't, of it or of a response", () => {
    expect(() => simulate(stackOf(), { verb: "GET" } as never)).toThrow("verb");
    expect(() => simulate(stackOf(), { failoverResponse: { code: 500 } } as never)).toThrow("failoverResponse.code");
  });

  test.each([
    [{ response: { status: 100 } }, { response: { status: 99 } }],
    [{ response: { status: 599 } }, { response: { status: 600 } }],
    [{ failoverResponse: { status: 100 } }, { failoverResponse: { status: 99 } }],
    [{ failoverResponse: { status: 599 } }, { failoverResponse: { status: 600 } }],
    [{ bodyBytes: 0 }, { bodyBytes: -1 }],
    [{ bodyBytes: 0 }, { bodyBytes: 0.5 }],
  ])("%j isn't, %j is", (right, wrong) => {
    expect(() => simulate(stackOf(), right)).not.toThrow();
    expect(messageOf(() => simulate(stackOf(), wrong))).toContain("simulateRequest: invalid input");
  });

  test.each<readonly [member: string, wrong: unknown, rule: string]>([
    ["headers", { a: 1 }, "string"],
    ["cookies", "a=1", "object"],
    ["ip", 1, "string"],
    ["serverName", 1, "string"],
    ["signed", "yes", "true or false"],
    ["objectMissing", "yes", "true or false"],
    ["bodyBytes", "1", "number"],
    ["functions", "Rewrite", "object"],
    ["response", "200", "object"],
    ["failoverResponse", "200", "object"],
  ])("by the type of its %s", (member, wrong, rule) => {
    const message = messageOf(() => simulate(stackOf(), { [member]: wrong }));
    expect(message).toContain(member);
    expect(message).toContain(rule);
  });

  test.each(["response", "failoverResponse"])("by the types of a %s's members", (member) => {
    expect(messageOf(() => simulate(stackOf(), { [member]: { status: "200" } }))).toContain(`${member}.status`);
    expect(messageOf(() => simulate(stackOf(), { [member]: { headers: { a: 1 } } }))).toContain(`${member}.headers`);
  });

  test("and what is no synthesized stack as well", () => {
    expect(() => simulateRequest({} as never, { url: "https://www.example.com/" })).toThrow(
      new TypeError(
        "simulateRequest takes what synthesize returns, of a stack or of each in a list: simulateRequest(synthesize(stack), …)",
      ),
    );
  });
});

describe("a request is simulated as it is sent", () => {
  test("with the cookies of its Cookie header, or those by name", () => {
    const cookies = { cookies: ["a=1", "b=2"] };
    const behavior = { cache_policy_id: "83da9c7e-98b4-4e11-a168-04f0df8e2c65" };
    const stack = stackOf({
      default_cache_behavior: { ...stackOf().resource("aws_cloudfront_distribution").default_cache_behavior, ...behavior },
    });
    expect(simulate(stack, { headers: { Cookie: "a=1; b=2" } }).cacheKey).toMatchObject(cookies);
    expect(simulate(stack, { cookies: { a: "1", b: "2" } }).cacheKey).toMatchObject(cookies);
  });

  test("to a stack that is changed by nothing: twice the same", () => {
    const stack = stackOf();
    const before = JSON.stringify(stack.json);
    expect(simulate(stack)).toEqual(simulate(stack));
    expect(JSON.stringify(stack.json)).toBe(before);
  });
});
