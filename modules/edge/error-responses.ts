import { CloudfrontDistributionCustomErrorResponse } from "@cdktf/provider-aws/lib/cloudfront-distribution";
import { STRING } from "../../src/internal/prop-types";
import { Validator } from "../../src/internal/validator";
import { Behavior } from "./behavior";
import { Origins, isBucketOrigin, originsBehind } from "./origin";

const HTTP_ERROR_CODES = [400, 403, 404, 405, 414, 416, 500, 501, 502, 503, 504] as const;
/** The status codes that CloudFront caches errors of, and can return a custom error page for (CloudFront Developer Guide, "How CloudFront processes HTTP 4xx and 5xx status codes from your origin"). */
export type HttpErrorCode = 400 | 403 | 404 | 405 | 414 | 416 | 500 | 501 | 502 | 503 | 504;

/** Paths of custom error pages by the status code that they are returned with. */
export type ErrorPages = Readonly<Partial<Record<HttpErrorCode, string>>>;

/** Records status codes and paths that CloudFront refuses, and pages that would take the place of a service's own answers. */
export function checkErrorPages(
  validator: Validator,
  errorPages: ErrorPages | undefined,
  behaviors: readonly Behavior[],
  origins: Origins,
): void {
  if (!errorPages) return;
  validator.known("errorPages", errorPages).values("errorPages", errorPages as Readonly<Record<string, string>>, STRING);
  validator.check(
    "errorPages",
    errorPages,
    behaviors.every(({ origin }) => originsBehind(origins, origin).every(isBucketOrigin)),
    "must be left out where a behavior's origin isn't a bucket: CloudFront has error pages for a whole distribution, and they would replace the bodies of a service's errors",
    "Have the service answer with pages of its own, or give what reads buckets a distribution of its own.",
  );
  for (const [code, path] of Object.entries(errorPages)) {
    validator.check(
      "errorPages",
      code,
      HTTP_ERROR_CODES.some((known) => `${known}` === code),
      `must be keyed by status codes that CloudFront has error pages for: ${HTTP_ERROR_CODES.join(", ")}`,
      "Use one of these.",
    );
    validator.matches(`errorPages["${code}"]`, path, /^\/\S+$/, "must be a path", 'Write it as "/404.html".');
  }
}

/**
 * No error is cached, with or without a page: CloudFront would answer everybody with it for ten seconds, even where caching is disabled (CloudFront
 * Developer Guide, "Control how long CloudFront caches errors"). Pure.
 */
export function customErrorResponses(errorPages: ErrorPages): CloudfrontDistributionCustomErrorResponse[] {
  return HTTP_ERROR_CODES.map((errorCode) => ({
    errorCode,
    errorCachingMinTtl: 0,
    ...(errorPages[errorCode] && { responseCode: errorCode, responsePagePath: errorPages[errorCode] }),
  }));
}
