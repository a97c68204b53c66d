import { CloudfrontDistributionOrigin } from "@cdktf/provider-aws/lib/cloudfront-distribution";
import { FORMATS } from "../../src/internal/formats";
import { NUMBER, PropTypes, STRING, STRING_RECORD, optional } from "../../src/internal/prop-types";
import { Validator } from "../../src/internal/validator";
import { checkOriginPath } from "./bucket-origin";
import { checkResponseTimeout, tlsOrigin } from "./load-balancer-origin";

/** An HTTPS server that is reached over the internet, by its own name and certificate. */
export interface HttpOrigin {
  /** The name that it is reached by, which its certificate holds. */
  readonly domainName: string;
  /** What comes before the path of every request, such as `/site`. @default - nothing */
  readonly path?: string;
  /** Headers that CloudFront adds to each request, in place of the viewer's of that name. They are in the state: no secrets. @default - none */
  readonly headers?: Readonly<Record<string, string>>;
  /** CloudFront's response timeout, 1 to 60 seconds. @default 30 */
  readonly responseTimeoutSeconds?: number;
  /** The region of CloudFront's Origin Shield, one near the origin. @default - no Origin Shield */
  readonly originShieldRegion?: string;
}

const HTTP_ORIGIN: PropTypes<HttpOrigin> = {
  domainName: STRING,
  path: optional(STRING),
  headers: optional(STRING_RECORD),
  responseTimeoutSeconds: optional(NUMBER),
  originShieldRegion: optional(STRING),
};

/** CloudFront Developer Guide, "Custom headers that CloudFront can't add to origin requests". */
const CLOUDFRONT_KEEPS =
  /^(cache-control|connection|content-length|cookie|host|if-match|if-modified-since|if-none-match|if-range|if-unmodified-since|max-forwards|pragma|proxy-authenticate|proxy-authorization|proxy-connection|range|request-range|te|trailer|transfer-encoding|upgrade|via|x-amz-.*|x-edge-.*|x-real-ip)$/i;

/** Records an origin that CloudFront can't reach. */
export function checkHttpOrigin(validator: Validator, prop: string, origin: HttpOrigin): void {
  validator.props(origin, HTTP_ORIGIN, prop).format(`${prop}.domainName`, origin.domainName, FORMATS.domainName);
  validator.format(`${prop}.originShieldRegion`, origin.originShieldRegion, FORMATS.region);
  checkOriginPath(validator, prop, origin.path);
  checkResponseTimeout(validator, `${prop}.responseTimeoutSeconds`, origin.responseTimeoutSeconds);
  const names = Object.keys(origin.headers ?? {});
  for (const [index, name] of names.entries()) {
    validator.check(
      `${prop}.headers`,
      name,
      names.findIndex((other) => other.toLowerCase() === name.toLowerCase()) === index,
      "must hold each header once, whatever its capitals",
      "Remove the duplicate.",
    );
    validator.check(
      `${prop}.headers`,
      name,
      /^[\w!#$%&'*+.^`|~-]+$/.test(name) && !CLOUDFRONT_KEEPS.test(name),
      "must be headers that CloudFront can add to requests",
      "Choose a name of your own.",
    );
  }
}

/** A distribution's block. Pure. */
export function httpOriginBlock(originId: string, origin: HttpOrigin): CloudfrontDistributionOrigin {
  const { originShieldRegion } = origin;
  return {
    originId,
    domainName: origin.domainName,
    originPath: origin.path,
    customHeader: origin.headers && Object.entries(origin.headers).map(([name, value]) => ({ name, value })),
    customOriginConfig: tlsOrigin(origin.responseTimeoutSeconds),
    originShield: originShieldRegion ? { enabled: true, originShieldRegion } : undefined,
  };
}
