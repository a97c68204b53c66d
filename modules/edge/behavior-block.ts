import { CloudfrontDistributionDefaultCacheBehavior } from "@cdktf/provider-aws/lib/cloudfront-distribution";
import { Behavior } from "./behavior";
import { CACHING_DISABLED_POLICY_ID } from "./cache-policy";
import { IEdgeFunction } from "./edge-function";
import { functionAssociations } from "./function-associations";

const READ_METHODS = ["GET", "HEAD", "OPTIONS"];
const ALL_METHODS = ["DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"];

/** Policies that every account has (CloudFront Developer Guide, "Use managed origin request policies"). */
const ALL_VIEWER_POLICY_ID = "216adef6-5c7f-47e4-b989-5492eafa07d3";
const ALL_VIEWER_EXCEPT_HOST_HEADER_POLICY_ID = "b689b0a8-53d0-40ab-baf2-68738e2966ac";
const CORS_S3_ORIGIN_POLICY_ID = "88a5eaf4-2fd4-4709-b370-b4c650ea3fcf";
const CORS_CUSTOM_ORIGIN_POLICY_ID = "59781a5b-3903-41f3-afcb-af62929ccde1";

/** What a behavior's block refers to. */
export interface BehaviorResources {
  /** Undefined where nothing is cached. */
  readonly cachePolicyId?: string;
  readonly responseHeadersPolicyId: string;
  /** What has paths without a file extension read the index document. */
  readonly indexFunction?: IEdgeFunction;
  /** Whether the origin is S3. */
  readonly readsBucket: boolean;
}

/** A distribution's block, the default one; others have a path pattern besides. Pure. */
export function behaviorBlock(behavior: Behavior, resources: BehaviorResources): CloudfrontDistributionDefaultCacheBehavior {
  return {
    targetOriginId: behavior.origin,
    viewerProtocolPolicy: behavior.viewerProtocol ?? "redirect-to-https",
    allowedMethods: behavior.methods === "all" ? ALL_METHODS : READ_METHODS,
    // Not OPTIONS: the answer depends on who asks.
    cachedMethods: ["GET", "HEAD"],
    cachePolicyId: resources.cachePolicyId ?? CACHING_DISABLED_POLICY_ID,
    originRequestPolicyId: originRequestPolicyId(behavior.forward ?? "nothing", resources.readsBucket),
    responseHeadersPolicyId: resources.responseHeadersPolicyId,
    compress: behavior.compress ?? true,
    // An empty list as well: Terraform would keep the groups that were there.
    trustedKeyGroups: (behavior.keyGroups ?? []).map(({ keyGroupId }) => keyGroupId),
    realtimeLogConfigArn: behavior.realTimeLog?.realTimeLogConfigArn,
    functionAssociation: functionAssociations({
      viewerRequest: behavior.functions?.viewerRequest ?? resources.indexFunction,
      viewerResponse: behavior.functions?.viewerResponse,
    }),
  };
}

function originRequestPolicyId(forward: NonNullable<Behavior["forward"]>, readsBucket: boolean): string | undefined {
  switch (forward) {
    case "everything":
      return ALL_VIEWER_POLICY_ID;
    case "everythingButHost":
      return ALL_VIEWER_EXCEPT_HOST_HEADER_POLICY_ID;
    case "cors":
      return readsBucket ? CORS_S3_ORIGIN_POLICY_ID : CORS_CUSTOM_ORIGIN_POLICY_ID;
    case "nothing":
      return undefined;
  }
}
