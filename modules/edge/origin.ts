import { CloudfrontDistributionOrigin, CloudfrontDistributionOriginGroup } from "@cdktf/provider-aws/lib/cloudfront-distribution";
import { PropType, record } from "../../src/internal/prop-types";
import { Validator } from "../../src/internal/validator";
import { BucketOrigin, checkBucketOrigin } from "./bucket-origin";
import { HttpOrigin, checkHttpOrigin } from "./http-origin";
import { LoadBalancerOrigin, checkLoadBalancerOrigin } from "./load-balancer-origin";
import { OriginGroup, checkOriginGroup } from "./origin-group";

/** Where a distribution gets what it doesn't have in its cache. */
export type Origin = LoadBalancerOrigin | BucketOrigin | HttpOrigin | OriginGroup;

/** Origins by names of yours, which behaviors refer to. */
export type Origins = Readonly<Record<string, Origin>>;

/** What a distribution's block says of its origins. */
export interface OriginBlocks {
  readonly origins: CloudfrontDistributionOrigin[];
  readonly groups: CloudfrontDistributionOriginGroup[];
}

const ORIGIN: PropType<Origin> = {
  ...record<Origin>(),
  mayBeToken: false,
  rule: "must be a load balancer, a bucket, a server's domainName, or a group of two origins",
  fix: "Write it as { loadBalancer }, { bucket }, { domainName } or { primary, secondary }.",
};

export function isLoadBalancerOrigin(origin: Origin): origin is LoadBalancerOrigin {
  return "loadBalancer" in origin;
}

export function isBucketOrigin(origin: Origin): origin is BucketOrigin {
  return "bucket" in origin;
}

export function isOriginGroup(origin: Origin): origin is OriginGroup {
  return "primary" in origin || "secondary" in origin;
}

/** The origins that requests can end at: those of a group, or the one itself. Pure. */
export function originsBehind(origins: Origins, name: string): readonly Origin[] {
  const origin = origins[name];
  if (!origin) return [];
  if (!isOriginGroup(origin)) return [origin];
  return [origin.primary, origin.secondary].flatMap((member) => origins[member] ?? []);
}

/** Records origins that CloudFront can't use. */
export function checkOrigins(validator: Validator, origins: Origins): void {
  validator.known("origins", origins).values("origins", origins, ORIGIN);
  validator.check(
    "origins",
    origins,
    Object.keys(origins).length > 0,
    "must hold at least one origin",
    "Write it as { app: { loadBalancer } }.",
  );
  for (const [name, origin] of Object.entries(origins)) {
    const prop = `origins["${name}"]`;
    if (isOriginGroup(origin)) {
      checkOriginGroup(validator, prop, origin, singleOrigins(origins));
    } else if (isLoadBalancerOrigin(origin)) {
      checkLoadBalancerOrigin(validator, prop, origin);
    } else if (isBucketOrigin(origin)) {
      checkBucketOrigin(validator, prop, origin);
    } else if ("domainName" in origin) {
      checkHttpOrigin(validator, prop, origin);
    } else {
      validator.check(prop, origin, false, ORIGIN.rule, ORIGIN.fix);
    }
  }
}

function singleOrigins(origins: Origins): string[] {
  return Object.keys(origins).filter((name) => !isOriginGroup(origins[name]!));
}
