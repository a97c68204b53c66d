import { Lb } from "@cdktf/provider-aws/lib/lb";
import { Subnet } from "@cdktf/provider-aws/lib/subnet";
import { TerraformResource, TerraformStack } from "cdktf";
import { Construct, IConstruct } from "constructs";
import { ILoadBalancerOrigin } from "../../src/core";
import { AppWide } from "../../src/internal/app-wide";
import { regionOf } from "../../src/internal/region";
import { StackEnvironment } from "../../src/internal/stack-environment";
import { isAttributeOf } from "../../src/internal/stacks";
import { isKnown, validateAtSynthesis } from "../../src/internal/validator";
import { warnOnce } from "../../src/internal/warn-once";

/** Where VPC origins are, and the AZs of these regions where they aren't (CloudFront Developer Guide, "Supported AWS Regions for VPC origins"). */
const REGIONS = [
  ...["us-east-1", "us-east-2", "us-west-1", "us-west-2", "ca-central-1", "ca-west-1", "mx-central-1", "sa-east-1"],
  ...["eu-central-1", "eu-central-2", "eu-north-1", "eu-south-1", "eu-south-2", "eu-west-1", "eu-west-2", "eu-west-3"],
  ...["af-south-1", "il-central-1", "me-central-1", "me-south-1", "ap-east-1", "ap-east-2", "ap-south-1", "ap-south-2"],
  ...["ap-northeast-1", "ap-northeast-2", "ap-northeast-3"],
  ...["ap-southeast-1", "ap-southeast-2", "ap-southeast-3", "ap-southeast-4", "ap-southeast-5", "ap-southeast-7"],
];
const EXCLUDED_AZ_IDS = ["use1-az3", "usw1-az2", "apne1-az3", "cac1-az3"];

const SUBNETS = new AppWide(subnetsIn);

/**
 * Warns at synthesis of a load balancer in a region or an AZ that AWS doesn't list for VPC origins: the list grows, so that it is no error. AZs are known by their ids
 * alone, since their names are the account's, and in subnets of the app.
 */
export function warnOfVpcOriginPlace(scope: Construct, loadBalancer: ILoadBalancerOrigin): void {
  validateAtSynthesis(scope, () => {
    const region = regionOfLoadBalancer(loadBalancer);
    if (region !== undefined && !REGIONS.includes(region)) {
      warn(scope, `the region ${region}`, "Have the load balancer internet-facing, by its scheme, if CloudFront refuses the VPC origin.");
    }
    for (const id of zoneIdsOf(loadBalancer, SUBNETS.for(scope)).filter((zone) => EXCLUDED_AZ_IDS.includes(zone))) {
      warn(scope, `the AZ ${id}`, "Have the network in other AZs, by its availabilityZoneIds.");
    }
  });
}

function warn(scope: Construct, place: string, fix: string): void {
  const warning = `The load balancer is in ${place}, which AWS doesn't list for VPC origins (CloudFront Developer Guide, "Restrict access with VPC origins"). ${fix}`;
  warnOnce(scope, warning);
}

/** The region in the ARN, or that of the stack or provider that makes it; undefined where nobody says it. */
function regionOfLoadBalancer({ loadBalancerArn, resource }: ILoadBalancerOrigin): string | undefined {
  if (isKnown(loadBalancerArn)) return loadBalancerArn.split(":")[3];
  if (!resource) return undefined;
  const region = resource.provider ? regionOf(resource.provider) : StackEnvironment.of(TerraformStack.of(resource)).settled.region;
  return isKnown(region) ? region : undefined;
}

/** The ids of the AZs that it has subnets in, as far as they are written out. */
function zoneIdsOf({ resource }: ILoadBalancerOrigin, subnets: readonly Subnet[]): readonly string[] {
  const own = (resource as Lb | undefined)?.subnetsInput ?? [];
  const placed = subnets.filter((subnet) => own.some((id) => isAttributeOf(id, subnet)));
  return placed.flatMap(({ availabilityZoneIdInput: id }) => id ?? []).sort();
}

function subnetsIn(app: IConstruct): readonly Subnet[] {
  const resources = app.node.findAll().filter((node): node is TerraformResource => TerraformResource.isTerraformResource(node));
  return resources.filter(({ terraformResourceType }) => terraformResourceType === Subnet.tfResourceType) as Subnet[];
}
