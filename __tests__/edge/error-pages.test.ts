import { ErrorPages } from "../../modules/edge";
import { synthEdge } from "./fixture";

describe("error pages", () => {
  const responses = (errorPages?: ErrorPages) => synthEdge({ errorPages }).resource("aws_cloudfront_distribution").custom_error_response;

  test("are none by default: errors are passed on", () => expect(responses()).toEqual([]));

  test("are returned with the status code of the error", () => {
    expect(responses({ 404: "/static/404.html" })).toEqual([
      { error_code: 404, response_code: 404, response_page_path: "/static/404.html", error_caching_min_ttl: 10 },
    ]);
  });

  test("are sorted by their status codes, in whatever order they are given", () => {
    const given = { 503: "/static/503.html", 403: "/static/403.html" };
    expect(responses(given)).toMatchObject([{ error_code: 403 }, { error_code: 503 }]);
  });
});
