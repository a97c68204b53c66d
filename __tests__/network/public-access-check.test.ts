import { CloudfrontVpcOrigin } from "@cdktf/provider-aws/lib/cloudfront-vpc-origin";
import { Lb } from "@cdktf/provider-aws/lib/lb";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { TerraformStack } from "cdktf";
import { Network, NetworkProps, VpcBlockPublicAccess } from "../../modules/network";
import { AwsEnvironment } from "../../src/core";
import { testStacks } from "../support/stacks";
import { ACCOUNT_ID, messageOf, synth } from "../support/synth";
import { make } from "./fixture";

interface Blocked {
  readonly network: Network;
  /** The stack that comes after the network's. */
  readonly later: TerraformStack;
}

/** An app whose account blocks public access in a second stack, with something more in it. */
function synthesizing(props: Partial<NetworkProps>, add: (blocked: Blocked) => unknown, block: "bidirectional" | "ingress" = "ingress") {
  const [networks, later] = testStacks("networks", "later") as [TerraformStack, TerraformStack];
  const { network } = make(props, networks);
  new VpcBlockPublicAccess(later, "BlockPublicAccess", { block });
  add({ network, later });
  return () => synth(networks);
}

const ids = (network: Network, tier: string) => network.subnets(tier).map(({ subnetId }) => subnetId);

const publicLoadBalancer = ({ network, later }: Blocked): Lb =>
  new Lb(later, "Public", { internal: false, subnets: ids(network, "public") });

function behindCloudFront({ network, later }: Blocked): CloudfrontVpcOrigin {
  const { arn } = new Lb(later, "Internal", { internal: true, subnets: ids(network, "private") });
  const origin = { name: "api", arn, httpPort: 80, httpsPort: 443, originProtocolPolicy: "https-only" };
  const originSslProtocols = [{ items: ["TLSv1.2"], quantity: 1 }];
  return new CloudfrontVpcOrigin(later, "VpcOrigin", { vpcOriginEndpointConfig: [{ ...origin, originSslProtocols }] });
}

const FIX = 'Set it to "bidirectional", and deploy it before the block.';

// VPC User Guide, "VPC BPA basics": internet-facing Application Load Balancers and CloudFront VPC origins, all inbound and outbound traffic is blocked.
describe("a network that VPC Block Public Access holds for", () => {
  test.each([
    ["without an exclusion", undefined, "nothing"],
    ["with one for outbound traffic", "egress", '"egress"'],
  ] as const)("%s is refused with an internet-facing load balancer", (_, publicAccessExclusion, received) => {
    expect(messageOf(synthesizing({ publicAccessExclusion }, publicLoadBalancer))).toContain(
      `networks/Network: invalid input\n  - publicAccessExclusion: must be bidirectional for later/Public, whose traffic later/BlockPublicAccess blocks; received ${received}. ${FIX}`,
    );
  });

  test("is refused with a VPC origin", () => {
    expect(messageOf(synthesizing({}, behindCloudFront))).toContain(
      `publicAccessExclusion: must be bidirectional for later/VpcOrigin, whose traffic later/BlockPublicAccess blocks; received nothing. ${FIX}`,
    );
  });

  // The same page: NAT gateways require an internet gateway for internet connectivity. In the ingress-only mode they are allowed.
  test("is refused with NAT gateways where both directions are blocked", () => {
    expect(messageOf(synthesizing({ natGateways: "single" }, () => undefined, "bidirectional"))).toContain(
      'publicAccessExclusion: must be given for NAT gateways, whose traffic later/BlockPublicAccess blocks; received nothing. Set it to "egress" or "bidirectional", and deploy it before the block.',
    );
  });

  test.each<[string, Partial<NetworkProps>, (blocked: Blocked) => unknown, "bidirectional" | "ingress"]>([
    ["an internet-facing load balancer, where it is excluded", { publicAccessExclusion: "bidirectional" }, publicLoadBalancer, "ingress"],
    ["a VPC origin, where it is excluded", { publicAccessExclusion: "bidirectional" }, behindCloudFront, "bidirectional"],
    ["NAT gateways, where traffic in alone is blocked", { natGateways: "single" }, () => undefined, "ingress"],
    [
      "NAT gateways, where it is excluded for them",
      { natGateways: "single", publicAccessExclusion: "egress" },
      () => undefined,
      "bidirectional",
    ],
    [
      "an internal load balancer that no VPC origin leads to",
      {},
      ({ network, later }) => new Lb(later, "Internal", { internal: true, subnets: ids(network, "private") }),
      "bidirectional",
    ],
    [
      "a load balancer of another VPC",
      {},
      ({ later }) => new Lb(later, "Other", { internal: false, subnets: ["subnet-1"] }),
      "bidirectional",
    ],
    [
      "a VPC origin of another VPC's load balancer",
      {},
      (blocked) => {
        new Lb(blocked.later, "Own", { internal: true, subnets: ids(blocked.network, "private") });
        const { later } = blocked;
        behindCloudFront({ network: make({ publicAccessExclusion: "bidirectional" }, testStackBeside(later)).network, later });
      },
      "bidirectional",
    ],
  ])("may have %s", (_, props, add, block) => expect(synthesizing(props, add, block)).not.toThrow());

  test("of another region than the block is left alone", () => {
    const [networks, later] = testStacks("networks", "later") as [TerraformStack, TerraformStack];
    const { network } = make({}, networks);
    publicLoadBalancer({ network, later });
    const provider = new AwsProvider(later, "West", { region: "us-west-2", alias: "west" });
    new VpcBlockPublicAccess(later, "BlockPublicAccess", { block: "bidirectional", provider });
    expect(() => synth(networks)).not.toThrow();
  });
});

test("a network is left alone by the block of another region's stack", () => {
  const [networks] = testStacks("networks") as [TerraformStack];
  const { network } = make({}, networks);
  new Lb(networks, "Public", { internal: false, subnets: ids(network, "public") });
  const west = new TerraformStack(networks.node.root, "west");
  new AwsProvider(west, "Aws", { region: "us-west-2" });
  new AwsEnvironment(west, { accountId: ACCOUNT_ID, region: "us-west-2" });
  new VpcBlockPublicAccess(west, "BlockPublicAccess", { block: "bidirectional" });
  expect(() => synth(networks)).not.toThrow();
});

/** A stack of the same app, with a network of its own. */
function testStackBeside({ node }: TerraformStack): TerraformStack {
  const stack = new TerraformStack(node.root, "other-networks");
  new AwsProvider(stack, "Aws", { region: "eu-central-1" });
  return stack;
}
