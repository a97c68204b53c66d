import { ErrorPages } from "../../modules/edge";
import { bucket, makeDistribution, synthDistribution, synthEdge } from "./fixture";

/** CloudFront Developer Guide, "Create a custom error page for specific HTTP status codes": those whose caching can be set. */
const CODES = [400, 403, 404, 405, 414, 416, 500, 501, 502, 503, 504];

describe("an error", () => {
  // CloudFront Developer Guide, "Control how long CloudFront caches errors": 10 seconds unless the minimum TTL says otherwise, whatever the cache policy.
  test("is nobody else's: none is cached, with whatever status code", () => {
    const { custom_error_response } = synthEdge().resource("aws_cloudfront_distribution");
    expect(custom_error_response).toEqual(CODES.map((error_code) => ({ error_code, error_caching_min_ttl: 0 })));
  });
});

describe("error pages", () => {
  const responses = (errorPages: ErrorPages) =>
    synthDistribution({ origins: { site: { bucket: bucket() } }, defaultBehavior: { origin: "site" }, errorPages }).resource(
      "aws_cloudfront_distribution",
    ).custom_error_response;

  test("are returned with the status code of the error", () => {
    expect(responses({ 404: "/404.html" })).toContainEqual({
      error_code: 404,
      response_code: 404,
      response_page_path: "/404.html",
      error_caching_min_ttl: 0,
    });
  });

  // A page stands for the errors of every origin, those that a group fails over to among them.
  test.each(["api", "group"])("can't be where one of several behaviors has another origin than a bucket: %s", (origin) => {
    const make = () =>
      makeDistribution({
        origins: { site: { bucket: bucket() }, api: { domainName: "api.example.net" }, group: { primary: "site", secondary: "api" } },
        defaultBehavior: { origin: "site" },
        behaviors: { "/api/*": { origin } },
        errorPages: { 404: "/404.html" },
      });
    expect(make).toThrow("errorPages: must be left out where a behavior's origin isn't a bucket");
  });

  test("leave the other errors as they are", () => {
    expect(responses({ 404: "/404.html" })).toContainEqual({ error_code: 403, error_caching_min_ttl: 0 });
  });
});
