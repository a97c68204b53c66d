import { TerraformResource, TerraformStack } from "cdktf";
import { Construct, IConstruct } from "constructs";
import { AppWide } from "../../src/internal/app-wide";
import { regionOf } from "../../src/internal/region";
import { StackEnvironment } from "../../src/internal/stack-environment";
import { isAttributeOf } from "../../src/internal/stacks";
import { validateAtSynthesis } from "../../src/internal/validator";
import { NatPlacement } from "./nat-gateways";
import { VpcPublicAccessExclusion } from "./public-access-exclusion";

/** What the resources that decide on public access say of themselves. */
interface Exposed extends TerraformResource {
  readonly internetGatewayBlockModeInput?: string;
  readonly subnetsInput?: readonly string[];
  readonly internalInput?: unknown;
  readonly vpcOriginEndpointConfigInput?: readonly { readonly arn: string }[];
}

/** What a network has that VPC Block Public Access blocks. */
interface BlockedNetwork {
  readonly publicAccessExclusion?: VpcPublicAccessExclusion;
  readonly natGateways: NatPlacement;
  readonly subnetIds: readonly string[];
}

/** The blocks of an app, by its root: to look for them in all of an app, for each network, would take too long. */
const BLOCKS = new WeakMap<IConstruct, Exposed[]>();

/** The resources of an app. */
const RESOURCES = new AppWide((app) => app.node.findAll().filter(TerraformResource.isTerraformResource) as Exposed[]);

/** Has a block known to the networks of its app. */
export function noteBlock(block: TerraformResource): void {
  const { root } = block.node;
  BLOCKS.set(root, [...(BLOCKS.get(root) ?? []), block as Exposed]);
}

/**
 * Records at synthesis an exclusion that leaves blocked what the app has in the network: internet-facing load balancers and VPC origins, whose traffic is blocked in
 * both directions, and NAT gateways (VPC User Guide, "VPC BPA basics"). A block that another app sets isn't known.
 */
export function checkPublicAccess(network: Construct, { publicAccessExclusion, natGateways, subnetIds }: BlockedNetwork): void {
  if (publicAccessExclusion === "bidirectional") return;
  validateAtSynthesis(network, (validator) => {
    const block = BLOCKS.get(network.node.root)?.find((each) => isSamePlace(network, each));
    if (block === undefined) return;
    const resources = RESOURCES.for(network);
    const blocker = block.node.scope?.node.path;
    const loadBalancers = resources.filter((resource) => isOf(resource, "aws_lb") && isIn(resource, subnetIds));
    for (const loadBalancer of loadBalancers) {
      const origin = resources.find((resource) => isOf(resource, "aws_cloudfront_vpc_origin") && leadsTo(resource, loadBalancer));
      const what = loadBalancer.internalInput === true ? origin : loadBalancer;
      validator.check(
        "publicAccessExclusion",
        publicAccessExclusion,
        what === undefined,
        `must be bidirectional for ${what?.node.path}, whose traffic ${blocker} blocks`,
        'Set it to "bidirectional", and deploy it before the block.',
      );
    }
    validator.check(
      "publicAccessExclusion",
      publicAccessExclusion,
      natGateways === "none" || publicAccessExclusion === "egress" || block.internetGatewayBlockModeInput !== "block-bidirectional",
      `must be given for NAT gateways, whose traffic ${blocker} blocks`,
      'Set it to "egress" or "bidirectional", and deploy it before the block.',
    );
  });
}

function isOf({ terraformResourceType }: TerraformResource, type: string): boolean {
  return terraformResourceType === type;
}

/** Whether a block is in the network's account and region, as far as both are known. */
function isSamePlace(network: IConstruct, block: TerraformResource): boolean {
  const [own, other] = [network, block].map((node) => StackEnvironment.of(TerraformStack.of(node)).settled);
  const isSameStack = TerraformStack.of(network) === TerraformStack.of(block);
  const otherRegion = block.provider ? regionOf(block.provider) : other!.region;
  const isSameRegion = isSameStack && !block.provider ? true : own!.region !== undefined && own!.region === otherRegion;
  return isSameRegion && (isSameStack || own!.accountId === other!.accountId);
}

function isIn({ subnetsInput }: Exposed, subnetIds: readonly string[]): boolean {
  return Array.isArray(subnetsInput) && subnetsInput.some((subnetId: string) => subnetIds.includes(subnetId));
}

function leadsTo({ vpcOriginEndpointConfigInput: configs }: Exposed, loadBalancer: TerraformResource): boolean {
  return Array.isArray(configs) && configs.some(({ arn }: { readonly arn: string }) => isAttributeOf(arn, loadBalancer));
}
