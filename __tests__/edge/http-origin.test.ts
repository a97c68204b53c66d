import { checkHttpOrigin } from "../../modules/edge/http-origin";
import { Validator } from "../../src/internal/validator";
import { messageOf } from "../support/synth";

function checkHeader(name: string): void {
  const validator = new Validator("trading-test/Site");
  checkHttpOrigin(validator, "origin", { domainName: "news.example.net", headers: { [name]: "x" } });
  validator.throwIfInvalid();
}

describe("a server that is an origin", () => {
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
