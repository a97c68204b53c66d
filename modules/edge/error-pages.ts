import { CloudfrontDistributionCustomErrorResponse } from "@cdktf/provider-aws/lib/cloudfront-distribution";
import { PropTypes, STRING } from "../../src/internal/prop-types";
import { Validator } from "../../src/internal/validator";

const HTTP_ERROR_CODES = [400, 403, 404, 405, 414, 416, 500, 501, 502, 503, 504] as const;
/** The status codes that CloudFront can return a custom error page for (CloudFront Developer Guide, "Create a custom error page for specific HTTP status codes"). */
export type HttpErrorCode = 400 | 403 | 404 | 405 | 414 | 416 | 500 | 501 | 502 | 503 | 504;

/** Paths of custom error pages by the status code that they are returned with. */
export type ErrorPages = Readonly<Partial<Record<HttpErrorCode, string>>>;

/** CloudFront's own default: how long it answers with an error before it asks the origin again. */
const ERROR_CACHING_MIN_SECONDS = 10;

/** Records status codes and paths that CloudFront refuses for custom error pages; pages that are left out pass. */
export function checkErrorPages(validator: Validator, errorPages: ErrorPages | undefined): void {
  if (!errorPages) return;
  const types = Object.fromEntries(Object.keys(errorPages).map((code) => [code, STRING]));
  validator.known("errorPages", errorPages).props(errorPages, types as PropTypes<ErrorPages>, "errorPages");
  for (const [code, path] of Object.entries(errorPages)) {
    validator.check(
      "errorPages",
      code,
      HTTP_ERROR_CODES.some((known) => `${known}` === code),
      `must be keyed by status codes that CloudFront has error pages for: ${HTTP_ERROR_CODES.join(", ")}`,
      "Use one of these.",
    );
    validator.matches(`errorPages.${code}`, path, /^\/\S+$/, "must be a path of the assets", 'Write it as "/static/404.html".');
  }
}

/** The distribution's blocks, by status code. Pure. */
export function customErrorResponses(errorPages: ErrorPages): CloudfrontDistributionCustomErrorResponse[] {
  return Object.entries(errorPages).map(([code, path]) => ({
    errorCode: Number(code),
    responseCode: Number(code),
    responsePagePath: path,
    errorCachingMinTtl: ERROR_CACHING_MIN_SECONDS,
  }));
}
