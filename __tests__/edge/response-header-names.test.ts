import { ResponseHeaders } from "../../modules/edge";
import { checkResponseHeaders } from "../../modules/edge/response-headers";
import { Validator } from "../../src/internal/validator";
import { messageOf } from "../support/synth";

function check(headers: ResponseHeaders): void {
  const validator = new Validator("trading-test/Edge");
  checkResponseHeaders(validator, headers);
  validator.throwIfInvalid();
}

describe("a custom header", () => {
  // CloudFront answers: "The parameter CustomHeaders contains … that is a security header and cannot be set as custom header". The names are those of
  // ResponseHeadersPolicyCorsConfig, ResponseHeadersPolicySecurityHeadersConfig and ResponseHeadersPolicyServerTimingHeadersConfig (CloudFront API Reference).
  test.each([
    ["Access-Control-Allow-Credentials", "cors"],
    ["Access-Control-Allow-Headers", "cors"],
    ["Access-Control-Allow-Methods", "cors"],
    ["Access-Control-Allow-Origin", "cors"],
    ["Access-Control-Expose-Headers", "cors"],
    ["Access-Control-Max-Age", "cors"],
    ["Content-Security-Policy", "contentSecurityPolicy"],
    ["Permissions-Policy", "permissionsPolicy"],
    ["Referrer-Policy", "referrerPolicy"],
    ["Server-Timing", "serverTimingSamplingPercent"],
    ["Strict-Transport-Security", "strictTransportSecurity"],
    ["X-Content-Type-Options", "contentTypeOptions"],
    ["X-Frame-Options", "frameOptions"],
  ])("can't be %s, which is given by %s", (header, setting) => {
    expect(messageOf(() => check({ customHeaders: { [header]: "x" } }))).toBe(
      `trading-test/Edge: invalid input\n  - responseHeaders.customHeaders: must leave this header to ${setting}; received "${header}". Give it by ${setting}.`,
    );
  });

  // ResponseHeadersPolicySecurityHeadersConfig has XSSProtection too; MDN, "X-XSS-Protection": deprecated, and unsafe in old browsers.
  test.each(["X-XSS-Protection", "x-xss-protection"])("can't be %s, which nothing gives", (header) => {
    expect(messageOf(() => check({ customHeaders: { [header]: "0" } }))).toBe(
      `trading-test/Edge: invalid input\n  - responseHeaders.customHeaders: must not be a security header, which CloudFront refuses here; received "${header}". Leave it out: browsers have dropped what it sets, and contentSecurityPolicy takes its place.`,
    );
  });

  test.each(["X-Robots-Tag", "Cache-Control", "Cross-Origin-Opener-Policy", "Reporting-Endpoints", "Server"])("may be %s", (header) =>
    expect(() => check({ customHeaders: { [header]: "x" } })).not.toThrow(),
  );
});

describe("a header that viewers don't get", () => {
  // CloudFront Developer Guide, "Understand response headers policies", "Headers that you can't remove".
  test.each([
    ...["Connection", "Content-Encoding", "Content-Length", "Expect", "Host", "Keep-Alive", "Proxy-Authenticate", "Proxy-Authorization"],
    ...["Proxy-Connection", "Trailer", "Transfer-Encoding", "Upgrade", "Via", "Warning", "X-Accel-Buffering", "X-Accel-Charset"],
    ...["X-Accel-Limit-Rate", "X-Accel-Redirect", "X-Amz-Cf-Id", "X-Amzn-Auth", "X-Amzn-Cf-Billing", "X-Amzn-Cf-Id", "X-Amzn-Cf-Xff"],
    ...["X-Amzn-ErrorType", "X-Amzn-Fle-Profile", "X-Amzn-Header-Count", "X-Amzn-Header-Order", "X-Amzn-Lambda-Integration-Tag"],
    ...["X-Amzn-RequestId", "X-Cache", "X-Edge-Location", "X-Forwarded-Proto", "X-Real-Ip"],
  ])("can't be %s", (header) => {
    expect(messageOf(() => check({ removedHeaders: [header] }))).toBe(
      `trading-test/Edge: invalid input\n  - responseHeaders.removedHeaders[0]: must not be a header that CloudFront keeps; received "${header}". Leave it out.`,
    );
  });

  // The same page: these are removed, Server and Date in favor of CloudFront's own.
  test.each(["X-Powered-By", "Vary", "Server", "Date", "ETag"])("may be %s", (header) =>
    expect(() => check({ removedHeaders: [header] })).not.toThrow(),
  );
});
