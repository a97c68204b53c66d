import { HttpOrigin } from "../../modules/edge";
import { checkHttpOrigin } from "../../modules/edge/http-origin";
import { Validator } from "../../src/internal/validator";
import { messageOf } from "../support/synth";
import { synthDistribution } from "./fixture";

function blockOf(origin: Partial<HttpOrigin> = {}) {
  const origins = { news: { domainName: "news.example.net", ...origin } };
  return synthDistribution({ origins, defaultBehavior: { origin: "news" } }).resource("aws_cloudfront_distribution").origin[0];
}

function checkHeader(name: string): void {
  const validator = new Validator("trading-test/Site");
  checkHttpOrigin(validator, "origin", { domainName: "news.example.net", headers: { [name]: "x" } });
  validator.throwIfInvalid();
}

describe("a server that is an origin", () => {
  test("is reached by HTTPS alone, without anything in front of it", () => {
    expect(blockOf()).toEqual({
      origin_id: "news",
      domain_name: "news.example.net",
      custom_origin_config: expect.objectContaining({
        origin_protocol_policy: "https-only",
        origin_ssl_protocols: ["TLSv1.2"],
        https_port: 443,
      }),
    });
  });

  // CloudFront API Reference, Origin and OriginShield.
  test("may have a path, headers, a response timeout and an Origin Shield near it", () => {
    const origin = { path: "/v1", headers: { "x-a": "1" }, responseTimeoutSeconds: 5, originShieldRegion: "eu-west-1" };
    expect(blockOf(origin)).toMatchObject({
      origin_path: "/v1",
      custom_header: [{ name: "x-a", value: "1" }],
      custom_origin_config: { origin_read_timeout: 5 },
      origin_shield: { enabled: true, origin_shield_region: "eu-west-1" },
    });
  });

  // CloudFront Developer Guide, "Custom headers that CloudFront can't add to origin requests".
  test.each([
    ...["Cache-Control", "Connection", "Content-Length", "Cookie", "Host", "If-Match", "If-Modified-Since", "If-None-Match", "If-Range"],
    ...[
      "If-Unmodified-Since",
      "Max-Forwards",
      "Pragma",
      "Proxy-Authorization",
      "Proxy-Connection",
      "Range",
      "Request-Range",
      "TE",
      "Trailer",
    ],
    ...["Transfer-Encoding", "Upgrade", "Via", "X-Amz-Meta", "X-Edge-Location", "X-Real-Ip"],
  ])("can't get %s as a header of its own", (name) => {
    expect(messageOf(() => checkHeader(name))).toBe(
      `trading-test/Site: invalid input\n  - origin.headers: must be headers that CloudFront can add to requests; received "${name}". Choose a name of your own.`,
    );
  });

  test.each(["X-Origin-Verify", "Authorization", "Origin", "X-Forwarded-Prefix", "X-Amzn-Note", "X-Range"])("may get %s", (name) =>
    expect(() => checkHeader(name)).not.toThrow(),
  );
});
