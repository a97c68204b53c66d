import { CloudfrontDistributionRestrictionsGeoRestriction } from "@cdktf/provider-aws/lib/cloudfront-distribution";
import { FORMATS } from "../../src/internal/formats";
import { PropTypes, STRINGS, oneOf } from "../../src/internal/prop-types";
import { Validator } from "../../src/internal/validator";

const TYPES = ["allow", "block"] as const;

/** Which countries CloudFront serves (CloudFront Developer Guide, "Restrict the geographic distribution of your content"). */
export interface GeoRestriction {
  /** An allow list serves these countries alone, a block list all others. */
  readonly type: "allow" | "block";
  /** ISO 3166 two-letter codes in capital letters, at least one. */
  readonly countries: readonly string[];
}

const GEO_RESTRICTION: PropTypes<GeoRestriction> = { type: oneOf(TYPES), countries: STRINGS };

/** What CloudFront's API calls the lists. */
const RESTRICTION_TYPES = { allow: "whitelist", block: "blacklist" } as const;

/** Records a list of countries that CloudFront refuses; one that is left out passes. */
export function checkGeoRestriction(validator: Validator, geoRestriction: GeoRestriction | undefined): void {
  if (!geoRestriction) return;
  validator
    .known("geoRestriction", geoRestriction)
    .props(geoRestriction, GEO_RESTRICTION, "geoRestriction")
    .known("geoRestriction.type", geoRestriction.type);
  const { countries } = geoRestriction;
  validator.check(
    "geoRestriction.countries",
    countries,
    countries.length > 0,
    "must name at least one country",
    'Write them as ["DE", "AT"].',
  );
  countries.forEach((code, index) => validator.format(`geoRestriction.countries[${index}]`, code, FORMATS.countryCode));
}

/** The distribution's block; without a list every country is served, and Terraform would keep the countries of one that was there. Pure. */
export function geoRestrictionBlock(geoRestriction: GeoRestriction | undefined): CloudfrontDistributionRestrictionsGeoRestriction {
  if (!geoRestriction) return { restrictionType: "none", locations: [] };
  return { restrictionType: RESTRICTION_TYPES[geoRestriction.type], locations: [...geoRestriction.countries] };
}
