import { VpcBlockPublicAccessOptions } from "@cdktf/provider-aws/lib/vpc-block-public-access-options";
import { ITerraformDependable, TerraformProvider } from "cdktf";
import { Construct } from "constructs";
import { Removal } from "../../src/core";
import { PropTypes, list, oneOf, optional } from "../../src/internal/prop-types";
import { PROVIDER, checkAccount } from "../../src/internal/region";
import { REMOVAL, removalLifecycle, removalOf } from "../../src/internal/removal";
import { dependenciesIn } from "../../src/internal/stacks";
import { Validator } from "../../src/internal/validator";
import { noteBlock } from "./public-access-check";

const BLOCKS = ["bidirectional", "ingress"] as const;
/** Which traffic of internet gateways is blocked: in both directions, or in alone (VPC User Guide, "VPC BPA basics"). */
export type VpcPublicAccessBlock = "bidirectional" | "ingress";

/** The choices for VPC Block Public Access. */
export interface VpcBlockPublicAccessProps {
  /**
   * Which traffic of internet gateways is blocked. `bidirectional` stops that of NAT gateways and CloudFront's VPC origins as well, in every VPC that
   * isn't excluded.
   */
  readonly block: VpcPublicAccessBlock;
  /** What must be created first, such as the exclusions of VPCs in the same stack: `network.publicAccessExclusionResource`. @default - nothing */
  readonly dependsOn?: readonly ITerraformDependable[];
  /** The provider of another region. @default - the stack's default provider */
  readonly provider?: TerraformProvider;
  /** What happens to the block when it leaves the configuration: `protect` is `prevent_destroy`. @default - as set by `useRemoval`, else "protect" */
  readonly removal?: Removal;
}

const PROPS: PropTypes<VpcBlockPublicAccessProps> = {
  block: oneOf(BLOCKS),
  dependsOn: optional(list()),
  provider: optional(PROVIDER),
  removal: REMOVAL,
};

/**
 * VPC Block Public Access of the account in a region: one setting for every VPC there, whatever routes and security groups say. Make it in the one stack
 * that owns it; a network says by `publicAccessExclusion` what it is still allowed. Without it everything is allowed again: under another id it is created
 * and deleted in no certain order, so keep its address (`resource.moveFromId`).
 */
export class VpcBlockPublicAccess extends Construct {
  /** Which traffic of internet gateways is blocked. */
  public readonly block: VpcPublicAccessBlock;
  /** What happens to the block when it leaves the configuration. */
  public readonly removal: Removal;
  /** The account's setting. */
  public readonly resource: VpcBlockPublicAccessOptions;

  /** @throws ValidationError for another word, or for props of another type */
  constructor(scope: Construct, id: string, props: VpcBlockPublicAccessProps) {
    super(scope, id);
    const validator = new Validator(this).props(props, PROPS);
    checkAccount(validator, props.provider);
    validator.throwIfInvalid();
    this.block = props.block;
    this.removal = removalOf(this, props.removal);
    this.resource = new VpcBlockPublicAccessOptions(this, "Resource", {
      internetGatewayBlockMode: `block-${this.block}`,
      provider: props.provider,
      dependsOn: props.dependsOn && dependenciesIn(this, props.dependsOn),
      lifecycle: removalLifecycle(this.removal),
    });
    noteBlock(this.resource);
  }
}
