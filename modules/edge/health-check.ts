import { Route53HealthCheck } from "@cdktf/provider-aws/lib/route53-health-check";
import { Construct } from "constructs";
import { FORMATS } from "../../src/internal/formats";
import { CREATE_BEFORE_DESTROY } from "../../src/internal/lifecycle";
import { pathFromStack } from "../../src/internal/names";
import { BOOLEAN, NUMBER, PropTypes, STRING, list, oneOf, optional } from "../../src/internal/prop-types";
import { Validator, isKnown } from "../../src/internal/validator";
import { GeoRestriction } from "./geo-restriction";

/** The regions that Route 53's checkers are in (Route 53 API Reference, HealthCheckConfig), with their countries (AWS Regions and Availability Zones, "AWS Regions"). */
const CHECKER_COUNTRIES = {
  "us-east-1": "US",
  "us-west-1": "US",
  "us-west-2": "US",
  "eu-west-1": "IE",
  "ap-southeast-1": "SG",
  "ap-southeast-2": "AU",
  "ap-northeast-1": "JP",
  "sa-east-1": "BR",
} as const;

/** A region that Route 53 checks endpoints from. */
export type HealthCheckRegion =
  "us-east-1" | "us-west-1" | "us-west-2" | "eu-west-1" | "ap-southeast-1" | "ap-southeast-2" | "ap-northeast-1" | "sa-east-1";

const REGIONS = Object.keys(CHECKER_COUNTRIES) as readonly HealthCheckRegion[];
/** Fewer Route 53 refuses. */
const FEWEST_REGIONS = 3;
const INTERVALS = [10, 30] as const;

/** How Route 53 checks the health of the site, over HTTPS. */
export interface HealthCheckSettings {
  /** The path that is requested, 1 to 255 characters. A status of 200 to 399 is healthy. @default "/health" */
  readonly path?: string;
  /** Seconds between two requests of one checker, 10 or 30; 10 is charged for. A change replaces the health check. @default 30 */
  readonly requestIntervalSeconds?: 10 | 30;
  /** How many requests in a row must fail, or succeed, until a checker changes its mind, 1 to 10. @default 3 */
  readonly failureThreshold?: number;
  /** Where the checkers are, three regions at least: in countries that `geoRestriction` allows. @default - all eight regions, those of countries that `geoRestriction` shuts out excepted */
  readonly regions?: readonly HealthCheckRegion[];
  /** Whether CloudWatch gets the latency between the checkers and the site; it is charged for. A change replaces the health check. @default true */
  readonly measureLatency?: boolean;
}

/** The prop types of a health check. */
export const HEALTH_CHECK: PropTypes<HealthCheckSettings> = {
  path: optional(STRING),
  requestIntervalSeconds: optional(oneOf(INTERVALS)),
  failureThreshold: optional(NUMBER),
  regions: optional(list<readonly HealthCheckRegion[]>()),
  measureLatency: optional(BOOLEAN),
};

/** Records settings that Route 53 refuses; those that are left out pass. */
export function checkHealthCheck(validator: Validator, healthCheck: HealthCheckSettings | undefined): void {
  if (!healthCheck) return;
  validator
    .known("healthCheck", healthCheck)
    .props(healthCheck, HEALTH_CHECK, "healthCheck")
    .format("healthCheck.path", healthCheck.path, FORMATS.urlPath)
    .integerBetween("healthCheck.failureThreshold", healthCheck.failureThreshold, 1, 10, "requests")
    .known("healthCheck.regions", healthCheck.regions);
  const regions = healthCheck.regions ?? REGIONS;
  regions.forEach((region, index) => {
    const prop = `healthCheck.regions[${index}]`;
    validator.known(prop, region).oneOf(prop, region, REGIONS);
  });
  validator.check(
    "healthCheck.regions",
    regions,
    new Set(regions).size >= FEWEST_REGIONS && new Set(regions).size === regions.length,
    `must be ${FEWEST_REGIONS} regions or more, each once`,
    `Choose from ${REGIONS.join(", ")}, or leave it out for all of them.`,
  );
}

/**
 * Records a restriction that shuts out checkers: CloudFront answers them with 403 as it does anybody of their country, and the site is unhealthy for them
 * (CloudFront Developer Guide, "Restrict the geographic distribution of your content").
 */
export function checkCheckersAreServed(
  validator: Validator,
  healthCheck: HealthCheckSettings | undefined,
  geoRestriction: GeoRestriction | undefined,
): void {
  const served = servedRegions(geoRestriction);
  if (!healthCheck?.regions && served.length >= FEWEST_REGIONS) return;
  const known = (healthCheck?.regions ?? REGIONS).filter((region) => REGIONS.includes(region));
  const shutOut = known.filter((region) => !served.includes(region));
  const fix =
    served.length >= FEWEST_REGIONS
      ? `Write it as ${JSON.stringify(served)}, or some of them.`
      : "Serve the countries of three regions at least, as US, or do without: healthCheck: false.";
  validator.check(
    "healthCheck.regions",
    known.map((region) => `${region} (${CHECKER_COUNTRIES[region]})`).join(", "),
    shutOut.length === 0,
    `must be in countries that geoRestriction lets through, which ${shutOut.join(", ")} ${shutOut.length === 1 ? "isn't" : "aren't"}`,
    fix,
  );
}

/** The regions whose countries a restriction lets through; all of them where Terraform alone knows it. Pure. */
function servedRegions(geoRestriction: GeoRestriction | undefined): readonly HealthCheckRegion[] {
  if (
    !geoRestriction?.countries ||
    !isKnown(geoRestriction.type) ||
    !isKnown(geoRestriction.countries) ||
    !Array.isArray(geoRestriction.countries)
  ) {
    return REGIONS;
  }
  const { type, countries } = geoRestriction;
  return REGIONS.filter((region) => countries.includes(CHECKER_COUNTRIES[region]) === (type === "allow"));
}

/** Each default in one place. Pure. */
export function resolveHealthCheck(healthCheck: HealthCheckSettings = {}, geoRestriction?: GeoRestriction): Required<HealthCheckSettings> {
  return {
    path: healthCheck.path ?? "/health",
    requestIntervalSeconds: healthCheck.requestIntervalSeconds ?? 30,
    failureThreshold: healthCheck.failureThreshold ?? 3,
    regions: healthCheck.regions ?? servedRegions(geoRestriction),
    measureLatency: healthCheck.measureLatency ?? true,
  };
}

/**
 * Route 53's health check of the site, by a name of its own: by CloudFront's it would miss an alias that is broken. Route 53 doesn't look at the certificate (Route 53
 * Developer Guide, "How Route 53 determines whether a health check is healthy").
 *
 * @param domainName a name that points at the distribution whatever the health check says: it would flap otherwise
 */
export function createHealthCheck(scope: Construct, domainName: string, settings: Required<HealthCheckSettings>): Route53HealthCheck {
  return new Route53HealthCheck(scope, "HealthCheck", {
    type: "HTTPS",
    fqdn: domainName,
    port: 443,
    resourcePath: settings.path,
    enableSni: true,
    requestInterval: settings.requestIntervalSeconds,
    failureThreshold: settings.failureThreshold,
    measureLatency: settings.measureLatency,
    // Also where they are all of them: Route 53 leaves regions as they are that an update doesn't name.
    regions: [...settings.regions],
    tags: { Name: pathFromStack(scope).join("/") },
    // The records name the new one before the old one goes: what they answer without one can't be predicted (Route 53 API Reference, DeleteHealthCheck).
    lifecycle: CREATE_BEFORE_DESTROY,
  });
}
