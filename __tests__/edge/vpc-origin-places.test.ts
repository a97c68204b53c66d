import { Lb } from "@cdktf/provider-aws/lib/lb";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { Subnet, SubnetConfig } from "@cdktf/provider-aws/lib/subnet";
import { TerraformStack } from "cdktf";
import { Construct } from "constructs";
import { Edge } from "../../modules/edge";
import { warnOfVpcOriginPlace } from "../../modules/edge/vpc-origin-places";
import { ILoadBalancerOrigin } from "../../src/core";
import { synth, testStack, warnings } from "../support/synth";
import { required } from "./fixture";

/** What is said of the VPC origin of an edge in front of a load balancer. */
function warningsOf(stack: TerraformStack, loadBalancer: Partial<ILoadBalancerOrigin>): unknown[] {
  const edge = new Edge(stack, "Edge", required(stack, loadBalancer));
  synth(stack);
  return warnings(edge.distribution.node.findChild("Origin-loadBalancer"));
}

/** A load balancer with subnets in these AZs. */
function balancer(
  stack: TerraformStack,
  ...zones: Pick<SubnetConfig, "availabilityZone" | "availabilityZoneId">[]
): Partial<ILoadBalancerOrigin> {
  const subnets = zones.map((zone, index) => new Subnet(stack, `Subnet${index}`, { vpcId: "vpc-1", ...zone }).id);
  const resource = new Lb(stack, "Balancer", { subnets });
  return { resource, loadBalancerArn: resource.arn };
}

const unlisted = (place: string, fix: string): string =>
  `The load balancer is in ${place}, which AWS doesn't list for VPC origins (CloudFront Developer Guide, "Restrict access with VPC origins"). ${fix}`;
const OTHER_AZS = "Have the network in other AZs, by its availabilityZoneIds.";
const PUBLIC = "Have the load balancer internet-facing, by its scheme, if CloudFront refuses the VPC origin.";
const arnIn = (region: string) => ({
  loadBalancerArn: `arn:aws:elasticloadbalancing:${region}:111122223333:loadbalancer/app/trading/50dc6c495c0c9188`,
});

// CloudFront Developer Guide, "Supported AWS Regions for VPC origins": the regions, and the AZs of theirs that are excepted.
describe("a VPC origin", () => {
  test.each([
    ["us-east-1", "use1-az3"],
    ["us-west-1", "usw1-az2"],
    ["ap-northeast-1", "apne1-az3"],
    ["ca-central-1", "cac1-az3"],
  ])("in %s is warned of in %s, and in no other AZ", (region, excluded) => {
    const stack = testStack("trading-test", region);
    const ids = ["1", "2", "3", "4"].map((zone) => ({ availabilityZoneId: `${excluded.slice(0, -1)}${zone}` }));
    expect(warningsOf(stack, balancer(stack, ...ids))).toEqual([unlisted(`the AZ ${excluded}`, OTHER_AZS)]);
  });

  test("is said nothing of in any of the regions that are listed", () => {
    const regions = [
      ...["us-east-1", "us-east-2", "us-west-1", "us-west-2", "ca-central-1", "ca-west-1", "mx-central-1", "sa-east-1", "af-south-1"],
      ...["ap-east-1", "ap-east-2", "ap-south-1", "ap-south-2", "ap-northeast-1", "ap-northeast-2", "ap-northeast-3", "ap-southeast-1"],
      ...["ap-southeast-2", "ap-southeast-3", "ap-southeast-4", "ap-southeast-5", "ap-southeast-7", "eu-central-1", "eu-central-2"],
      ...["eu-north-1", "eu-south-1", "eu-south-2", "eu-west-1", "eu-west-2", "eu-west-3", "il-central-1", "me-central-1", "me-south-1"],
    ];
    const stack = testStack();
    const origins = regions.map((region) => new Construct(stack, region));
    origins.forEach((origin) => warnOfVpcOriginPlace(origin, arnIn(origin.node.id) as ILoadBalancerOrigin));
    synth(stack);
    expect(origins.filter((origin) => warnings(origin).length > 0).map(({ node }) => node.id)).toEqual([]);
  });

  // EC2 User Guide, "AZ IDs": a name is another AZ in each account.
  test("is said nothing of where AZs are known by name alone", () => {
    const stack = testStack("trading-test", "us-east-1");
    expect(warningsOf(stack, balancer(stack, { availabilityZone: "us-east-1c" }))).toEqual([]);
  });

  test("is warned of in a region that isn't listed, as that of the stack or of the load balancer's ARN", () => {
    const stack = testStack("trading-test", "ap-southeast-6");
    expect(warningsOf(stack, balancer(stack))).toEqual([unlisted("the region ap-southeast-6", PUBLIC)]);
    expect(warningsOf(testStack(), arnIn("ap-southeast-6"))).toEqual([unlisted("the region ap-southeast-6", PUBLIC)]);
  });

  test("is said nothing of in one that is, as that of the load balancer's provider", () => {
    expect(warningsOf(testStack(), arnIn("ap-southeast-7"))).toEqual([]);
    const stack = testStack("trading-test", "ap-southeast-6");
    const provider = new AwsProvider(stack, "Ireland", { region: "eu-west-1", alias: "ireland" });
    const resource = new Lb(stack, "Balancer", { provider });
    expect(warningsOf(stack, { resource, loadBalancerArn: resource.arn })).toEqual([]);
  });
});
