import { PropTypes, oneOf, optional, record } from "../../src/internal/prop-types";
import { Validator } from "../../src/internal/validator";
import { ErrorPages } from "./error-responses";
import { GeoRestriction, checkGeoRestriction } from "./geo-restriction";
import { ResponseHeaders, checkResponseHeaders } from "./response-headers";
import { MINIMUM_TLS_VERSIONS, MinimumTlsVersion } from "./viewer-certificate";

/** The values of `PriceClass`. */
const PRICE_CLASSES = ["PriceClass_100", "PriceClass_200", "PriceClass_All"] as const;
/**
 * Which edge locations serve, fewest first: `PriceClass_100` those of North America, Europe and Israel, `PriceClass_200` also those of Asia, the
 * Middle East and Africa, `PriceClass_All` all (CloudFront pricing).
 */
export type PriceClass = "PriceClass_100" | "PriceClass_200" | "PriceClass_All";

/** The choices that a distribution has alone as well as within an `Edge`. */
export interface DistributionOptions {
  /** Which edge locations serve. @default "PriceClass_100" */
  readonly priceClass?: PriceClass;
  /** The oldest protocol and the ciphers that viewers can connect with; without names of yours CloudFront decides. @default "TLSv1.2_2021" */
  readonly minimumTlsVersion?: MinimumTlsVersion;
  /** Which countries CloudFront serves. @default - all */
  readonly geoRestriction?: GeoRestriction;
  /** Headers of every response that its behavior doesn't say otherwise of. @default - HSTS of the host, a strict content security policy, and other security headers */
  readonly responseHeaders?: ResponseHeaders;
  /** Paths of custom error pages by status code, where every origin is a bucket. @default - none: errors are passed on */
  readonly errorPages?: ErrorPages;
}

/** The types of the props of `DistributionOptions`. */
export const DISTRIBUTION_OPTIONS: PropTypes<DistributionOptions> = {
  priceClass: optional(oneOf(PRICE_CLASSES)),
  minimumTlsVersion: optional(oneOf(MINIMUM_TLS_VERSIONS)),
  geoRestriction: optional(record()),
  responseHeaders: optional(record()),
  errorPages: optional(record()),
};

/** Records options that CloudFront refuses, as far as they depend on nothing else. */
export function checkDistributionOptions(validator: Validator, { geoRestriction, responseHeaders }: DistributionOptions): void {
  checkGeoRestriction(validator, geoRestriction);
  checkResponseHeaders(validator, responseHeaders);
}
