import { VpcBlockPublicAccessExclusion } from "@cdktf/provider-aws/lib/vpc-block-public-access-exclusion";
import { VpcBlockPublicAccessOptions } from "@cdktf/provider-aws/lib/vpc-block-public-access-options";
import { Construct } from "constructs";
import { pathFromStack } from "../../src/internal/names";
import { Validator } from "../../src/internal/validator";
import { NatPlacement } from "./nat-gateways";

/** The values of `VpcPublicAccessBlock`. */
export const PUBLIC_ACCESS_BLOCKS = ["bidirectional", "ingress"] as const;
/** Which traffic of internet gateways is blocked: in both directions, or in alone (VPC User Guide, "VPC BPA basics"). */
export type VpcPublicAccessBlock = "bidirectional" | "ingress";

/** The values of `VpcPublicAccessExclusion`. */
export const PUBLIC_ACCESS_EXCLUSIONS = ["bidirectional", "egress"] as const;
/** Which traffic of internet gateways a VPC is allowed in spite of a block: in both directions, or out alone. */
export type VpcPublicAccessExclusion = "bidirectional" | "egress";

/** What is said of VPC Block Public Access. */
interface PublicAccessSettings {
  readonly blockPublicAccess?: VpcPublicAccessBlock;
  readonly publicAccessExclusion?: VpcPublicAccessExclusion;
}

/** Records a block that stops the network's own NAT gateways. */
export function checkPublicAccess(validator: Validator, settings: PublicAccessSettings & { readonly natGateways: NatPlacement }): void {
  const { blockPublicAccess, publicAccessExclusion, natGateways } = settings;
  validator.check(
    "blockPublicAccess",
    blockPublicAccess,
    blockPublicAccess !== "bidirectional" || Boolean(publicAccessExclusion) || natGateways === "none",
    "must not block the traffic of NAT gateways",
    'Use "ingress", exclude the VPC by publicAccessExclusion, or leave natGateways out.',
  );
}

/** The account's block and the VPC's exclusion, each where it is asked for. */
export function createPublicAccess(
  scope: Construct,
  values: PublicAccessSettings & { readonly vpcId: string },
): { readonly block?: VpcBlockPublicAccessOptions; readonly exclusion?: VpcBlockPublicAccessExclusion } {
  const { blockPublicAccess, publicAccessExclusion } = values;
  const exclusion = publicAccessExclusion
    ? new VpcBlockPublicAccessExclusion(scope, "PublicAccessExclusion", {
        vpcId: values.vpcId,
        internetGatewayExclusionMode: `allow-${publicAccessExclusion}`,
        tags: { Name: pathFromStack(scope).join("/") },
      })
    : undefined;
  const block = blockPublicAccess
    ? new VpcBlockPublicAccessOptions(scope, "BlockPublicAccess", {
        internetGatewayBlockMode: `block-${blockPublicAccess}`,
        // First the exclusion, so that there is no moment without traffic.
        dependsOn: exclusion && [exclusion],
      })
    : undefined;
  return { block, exclusion };
}
