import { Construct } from "constructs";
import { Validator, isKnown } from "../../src/internal/validator";
import type { EdgeProps } from "./edge-props";

const PRICE_CLASSES = ["PriceClass_100", "PriceClass_200", "PriceClass_All"] as const;
const ERROR_STATUSES = [400, 403, 404, 405, 414, 416, 500, 501, 502, 503, 504];

/** @throws ValidationError with everything that is wrong with an edge's props */
export function validateEdge(scope: Construct, props: EdgeProps): void {
  const validator = new Validator(scope);
  const { zoneName } = props.zone;
  [props.domainName, ...(props.alternativeNames ?? [])].forEach((name, index) => {
    validator.check(
      index === 0 ? "domainName" : `alternativeNames[${index - 1}]`,
      name,
      !isKnown(zoneName) || name === zoneName || name.endsWith(`.${zoneName}`),
      `must be in the zone ${zoneName}`,
      `Write it as "trading.${zoneName}", or give the zone that it is in.`,
    );
  });
  const assetPaths = props.assetPaths ?? ["/static/*"];
  validator
    .check(
      "assetPaths",
      assetPaths,
      assetPaths.length >= 1 && assetPaths.length <= 10 && assetPaths.every((path) => /^\/\S{1,254}$/.test(path)),
      "must be 1 to 10 path patterns that begin with a slash",
      'Write them as ["/static/*"].',
    )
    .oneOf("priceClass", props.priceClass, PRICE_CLASSES)
    .integerBetween("originReadTimeoutSeconds", props.originReadTimeoutSeconds, 1, 60, "seconds")
    .matches(
      "originShieldRegion",
      props.originShieldRegion,
      /^[a-z]{2,}(-[a-z]+)+-\d$/,
      "must be a region's code",
      'Give a code such as "eu-central-1".',
    )
    .matches("healthCheckPath", props.healthCheckPath, /^\/\S{0,254}$/, "must be a path", 'Write it as "/health".')
    .check(
      "geoRestriction.countries",
      props.geoRestriction?.countries,
      props.geoRestriction === undefined ||
        (props.geoRestriction.countries.length > 0 && props.geoRestriction.countries.every((code) => /^[A-Z]{2}$/.test(code))),
      "must be two capital letters each, at least one",
      'Write them as ["DE", "AT"].',
    )
    .check(
      "loadBalancer",
      props.loadBalancer.originDomainName,
      props.loadBalancer.originDomainName !== undefined,
      "must have a name on its certificate: CloudFront accepts no load balancer's own",
      "Give originDomainName, a name of the zone.",
    );
  for (const [status, path] of Object.entries(props.errorPages ?? {})) {
    validator
      .oneOf("errorPages", Number(status), ERROR_STATUSES)
      .matches(`errorPages.${status}`, path, /^\/\S+$/, "must be a path of the assets", 'Write it as "/static/404.html".');
  }
  validator.throwIfInvalid();
}
