import { CloudfrontDistributionOriginGroup } from "@cdktf/provider-aws/lib/cloudfront-distribution";
import { PropTypes, STRING, list, optional } from "../../src/internal/prop-types";
import { Validator } from "../../src/internal/validator";

const FAILOVER_STATUS_CODES = [400, 403, 404, 416, 429, 500, 502, 503, 504] as const;
/** The status codes that an origin group can fail over for (CloudFront Developer Guide, "Optimize high availability with CloudFront origin failover"). */
export type FailoverStatusCode = 400 | 403 | 404 | 416 | 429 | 500 | 502 | 503 | 504;

/** Two origins: where the first fails, a request for reading goes to the second. Requests that write never fail over. */
export interface OriginGroup {
  /** The name of the origin that requests go to. */
  readonly primary: string;
  /** The name of the origin that they go to if the first can't be reached or answers with one of the status codes. */
  readonly secondary: string;
  /** @default [500, 502, 503, 504] */
  readonly failoverStatusCodes?: readonly FailoverStatusCode[];
}

const ORIGIN_GROUP: PropTypes<OriginGroup> = { primary: STRING, secondary: STRING, failoverStatusCodes: optional(list()) };

/** Records a group that CloudFront refuses. @param names the origins that may be its members */
export function checkOriginGroup(validator: Validator, prop: string, group: OriginGroup, names: readonly string[]): void {
  validator
    .props(group, ORIGIN_GROUP, prop)
    .oneOf(`${prop}.primary`, group.primary, names)
    .oneOf(`${prop}.secondary`, group.secondary, names)
    .check(`${prop}.secondary`, group.secondary, group.secondary !== group.primary, "must be another origin than primary", "Name another.");
  group.failoverStatusCodes?.forEach((code, index) =>
    validator.oneOf(`${prop}.failoverStatusCodes[${index}]`, code, FAILOVER_STATUS_CODES),
  );
  validator.check(
    `${prop}.failoverStatusCodes`,
    group.failoverStatusCodes,
    group.failoverStatusCodes?.length !== 0,
    "must hold at least one status code",
    "Leave it out for 500, 502, 503 and 504.",
  );
}

/** A distribution's block. Pure. */
export function originGroupBlock(
  originId: string,
  { primary, secondary, failoverStatusCodes }: OriginGroup,
): CloudfrontDistributionOriginGroup {
  return {
    originId,
    member: [{ originId: primary }, { originId: secondary }],
    failoverCriteria: { statusCodes: [...(failoverStatusCodes ?? [500, 502, 503, 504])] },
  };
}
