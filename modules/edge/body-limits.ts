import { Wafv2WebAclAssociationConfig, Wafv2WebAclRule } from "@cdktf/provider-aws/lib/wafv2-web-acl";
import { NUMBER, PropTypes, STRINGS } from "../../src/internal/prop-types";
import { Validator, isGiven, isKnown } from "../../src/internal/validator";
import { checkRuleName } from "./web-acl-names";
import { PRIORITIES, WebAclMode, blockRule, namedPriorities } from "./web-acl-rule";
import { allOf, checkPathPatterns, largerBodyStatement, pathsStatement } from "./web-acl-statements";

/** How large the bodies of requests to some paths may be; of two limits that a path matches, both apply. */
export interface BodyLimit {
  /** The requests that it is for: `/api/orders`, `/api/*` or `*.json`. */
  readonly paths: readonly string[];
  /** The largest body, in kilobytes of 1,024 bytes: 1 to what AWS WAF inspects, 64 for CloudFront and 8 for load balancers. */
  readonly maxKilobytes: number;
}

/** The values of `BodyInspectionKilobytes`. */
export const BODY_INSPECTION_KILOBYTES = [16, 32, 48, 64] as const;
/** How much of a body CloudFront hands to AWS WAF, in kilobytes. */
export type BodyInspectionKilobytes = 16 | 32 | 48 | 64;

/** What the managed rule `SizeRestrictions_BODY` lets through (AWS WAF Developer Guide, "Baseline rule groups"). */
const MANAGED_LIMIT_KILOBYTES = 8;
/** What Application Load Balancers hand to AWS WAF (AWS WAF Developer Guide, "Oversize web request components in AWS WAF"). */
const REGIONAL_INSPECTION_KILOBYTES = 8;
const KILOBYTE = 1024;

const BODY_LIMIT: PropTypes<BodyLimit> = { paths: STRINGS, maxKilobytes: NUMBER };

/** Which bodies a web ACL inspects. */
interface BodySettings {
  readonly bodyLimits?: Readonly<Record<string, BodyLimit>>;
  readonly bodyInspectionKilobytes?: BodyInspectionKilobytes;
}

/** Records limits that AWS WAF can't measure: of a larger body, it sees no more than the part that it inspects. */
export function checkBodyLimits(validator: Validator, prefix: string, settings: BodySettings, scope: "CLOUDFRONT" | "REGIONAL"): void {
  const { bodyLimits, bodyInspectionKilobytes } = settings;
  validator.known(`${prefix}bodyInspectionKilobytes`, bodyInspectionKilobytes);
  validator.check(
    `${prefix}bodyInspectionKilobytes`,
    bodyInspectionKilobytes,
    scope === "CLOUDFRONT" || !isGiven(bodyInspectionKilobytes),
    "must be left out of a regional web ACL: load balancers hand 8 kB of a body to AWS WAF, and no more",
    "Leave it out.",
  );
  if (!isGiven(bodyLimits)) return;
  validator.known(`${prefix}bodyLimits`, bodyLimits);
  if (!isKnown(bodyLimits)) return;
  const most = scope === "REGIONAL" ? REGIONAL_INSPECTION_KILOBYTES : (bodyInspectionKilobytes ?? 64);
  for (const [name, limit] of Object.entries(bodyLimits)) {
    const within = `${prefix}bodyLimits.${name}`;
    checkRuleName(validator, within, name);
    validator.known(within, limit).props(limit, BODY_LIMIT, within);
    checkPathPatterns(validator, `${within}.paths`, limit.paths);
    validator
      .check(`${within}.paths`, limit.paths, limit.paths.length > 0, "must name a path", 'Write it as ["/api/*"].')
      .known(`${within}.maxKilobytes`, limit.maxKilobytes)
      .check(
        `${within}.maxKilobytes`,
        limit.maxKilobytes,
        Number.isInteger(limit.maxKilobytes) && limit.maxKilobytes >= 1 && limit.maxKilobytes <= most,
        `must be a whole number from 1 to ${most}, the kilobytes of a body that AWS WAF inspects`,
        "For larger bodies, except the paths from the rule SizeRestrictions_BODY, and limit them in the service.",
      );
  }
}

/** How much is inspected where nothing is said: enough for the largest limit, since more costs more. Pure. */
export function inspectionFor(bodyLimits: Readonly<Record<string, BodyLimit>>): BodyInspectionKilobytes {
  const largest = Math.max(0, ...Object.values(bodyLimits).map(({ maxKilobytes }) => maxKilobytes));
  return BODY_INSPECTION_KILOBYTES.find((kilobytes) => kilobytes >= largest) ?? 64;
}

/** The paths whose bodies may be larger than the managed rule lets through. Pure. */
export function largerBodyPaths(bodyLimits: Readonly<Record<string, BodyLimit>>): string[] {
  return Object.values(bodyLimits)
    .filter(({ maxKilobytes }) => maxKilobytes > MANAGED_LIMIT_KILOBYTES)
    .flatMap(({ paths }) => [...paths]);
}

/** The rules of the limits. Pure. */
export function bodyLimitRules(bodyLimits: Readonly<Record<string, BodyLimit>>, mode: WebAclMode): Wafv2WebAclRule[] {
  const names = Object.keys(bodyLimits).sort();
  const priorities = namedPriorities(PRIORITIES.bodyLimits, names);
  return names.map((name) => {
    const { paths, maxKilobytes } = bodyLimits[name]!;
    const statement = allOf([pathsStatement(paths), largerBodyStatement(maxKilobytes * KILOBYTE)]);
    return blockRule(`BodyLimit-${name}`, priorities[name]!, mode, statement);
  });
}

/** How much of a body CloudFront hands to AWS WAF; undefined where that can't be chosen. Pure. */
export function bodyInspection(
  kilobytes: BodyInspectionKilobytes,
  scope: "CLOUDFRONT" | "REGIONAL",
): Wafv2WebAclAssociationConfig | undefined {
  if (scope === "REGIONAL") return undefined;
  return { requestBody: [{ cloudfront: { defaultSizeInspectionLimit: `KB_${kilobytes}` } }] };
}
