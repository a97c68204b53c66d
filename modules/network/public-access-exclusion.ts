import { VpcBlockPublicAccessExclusion } from "@cdktf/provider-aws/lib/vpc-block-public-access-exclusion";
import { Construct } from "constructs";
import { pathFromStack } from "../../src/internal/names";

/** The values of `VpcPublicAccessExclusion`. */
export const PUBLIC_ACCESS_EXCLUSIONS = ["bidirectional", "egress"] as const;
/** Which traffic of internet gateways a VPC is allowed in spite of the account's block: in both directions, or out alone. */
export type VpcPublicAccessExclusion = "bidirectional" | "egress";

/** The VPC's exclusion from VPC Block Public Access; undefined where none is asked for. */
export function createPublicAccessExclusion(
  scope: Construct,
  { vpcId, publicAccessExclusion }: { readonly vpcId: string; readonly publicAccessExclusion?: VpcPublicAccessExclusion },
): VpcBlockPublicAccessExclusion | undefined {
  if (!publicAccessExclusion) return undefined;
  return new VpcBlockPublicAccessExclusion(scope, "PublicAccessExclusion", {
    vpcId,
    internetGatewayExclusionMode: `allow-${publicAccessExclusion}`,
    tags: { Name: pathFromStack(scope).join("/") },
  });
}
