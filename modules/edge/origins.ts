import { CloudfrontDistributionConfig } from "@cdktf/provider-aws/lib/cloudfront-distribution";
import { CloudfrontOriginAccessControl } from "@cdktf/provider-aws/lib/cloudfront-origin-access-control";
import { CloudfrontVpcOrigin } from "@cdktf/provider-aws/lib/cloudfront-vpc-origin";
import { Construct } from "constructs";
import { IBucket, ILoadBalancerOrigin } from "../../src/core";
import { allowDistributionRead } from "./asset-access";
import { Behavior, readsVersions } from "./behavior";
import { bucketOriginBlock, createOriginAccessControl } from "./bucket-origin";
import { httpOriginBlock } from "./http-origin";
import { createVpcOrigin, loadBalancerOriginBlock } from "./load-balancer-origin";
import { Origins, isBucketOrigin, isLoadBalancerOrigin, isOriginGroup, originsBehind } from "./origin";
import { originGroupBlock } from "./origin-group";

/** What the origins of a distribution consist of. */
interface CreatedOrigins {
  readonly vpcOrigins: Readonly<Record<string, CloudfrontVpcOrigin>>;
  readonly originAccessControl?: CloudfrontOriginAccessControl;
  readonly blocks: Pick<CloudfrontDistributionConfig, "origin" | "originGroup">;
}

/** The load balancers among the origins, each once. */
export function loadBalancersOf(origins: Origins): ILoadBalancerOrigin[] {
  return [
    ...new Set(
      Object.values(origins)
        .filter(isLoadBalancerOrigin)
        .map(({ loadBalancer }) => loadBalancer),
    ),
  ];
}

/** The buckets among the origins, each once. */
export function bucketsOf(origins: Origins): IBucket[] {
  return [
    ...new Set(
      Object.values(origins)
        .filter(isBucketOrigin)
        .map(({ bucket }) => bucket),
    ),
  ];
}

/** What CloudFront reaches the origins by, and the distribution's blocks. */
export function createOrigins(scope: Construct, origins: Origins): CreatedOrigins {
  const vpcOrigins: Record<string, CloudfrontVpcOrigin> = {};
  const entries = Object.entries(origins);
  for (const [name, origin] of entries) {
    if (!isLoadBalancerOrigin(origin) || !origin.loadBalancer.internal) continue;
    vpcOrigins[name] = createVpcOrigin(new Construct(scope, `Origin-${name}`), origin.loadBalancer);
  }
  const originAccessControl = entries.some(([, origin]) => isBucketOrigin(origin)) ? createOriginAccessControl(scope) : undefined;
  const groups = entries.flatMap(([name, origin]) => (isOriginGroup(origin) ? [originGroupBlock(name, origin)] : []));
  const single = entries.flatMap(([name, origin]) => {
    if (isOriginGroup(origin)) return [];
    if (isLoadBalancerOrigin(origin)) return [loadBalancerOriginBlock(name, origin, vpcOrigins[name]?.id)];
    if (isBucketOrigin(origin)) return [bucketOriginBlock(name, origin, originAccessControl!.id)];
    return [httpOriginBlock(name, origin)];
  });
  return { vpcOrigins, originAccessControl, blocks: { origin: single, originGroup: groups.length > 0 ? groups : undefined } };
}

/** Lets a distribution read each of its buckets, and versions of their objects where a behavior asks for them. */
export function allowBucketReads(scope: Construct, origins: Origins, behaviors: readonly Behavior[], distributionArn: string): void {
  const versioned = behaviors.filter(readsVersions).flatMap(({ origin }) => originsBehind(origins, origin));
  const buckets = versioned.filter(isBucketOrigin).map(({ bucket }) => bucket);
  for (const bucket of bucketsOf(origins)) allowDistributionRead(scope, bucket, { distributionArn, versions: buckets.includes(bucket) });
}
