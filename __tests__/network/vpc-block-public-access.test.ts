import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { TerraformStack } from "cdktf";
import { VpcBlockPublicAccess, VpcBlockPublicAccessProps } from "../../modules/network";
import { testStacks } from "../support/stacks";
import { messageOf, synth, testStack } from "../support/synth";
import { make } from "./fixture";

const OPTIONS = "aws_vpc_block_public_access_options";

describe("VPC Block Public Access", () => {
  // EC2 API Reference, ModifyVpcBlockPublicAccessOptions.
  test.each(["bidirectional", "ingress"] as const)("blocks the internet gateways of every VPC in the region: %s", (block) => {
    const stack = testStack();
    const blocked = new VpcBlockPublicAccess(stack, "BlockPublicAccess", { block, removal: "destroy" });
    expect(synth(stack).resource(OPTIONS)).toEqual({ internet_gateway_block_mode: `block-${block}` });
    expect([blocked.block, blocked.resource.terraformResourceType]).toEqual([block, OPTIONS]);
  });

  test("is protected by default: without it, every VPC of the region is open again", () => {
    const stack = testStack();
    expect(new VpcBlockPublicAccess(stack, "BlockPublicAccess", { block: "ingress" }).removal).toBe("protect");
    expect(synth(stack).resource(OPTIONS).lifecycle).toEqual({ prevent_destroy: true });
  });

  test("waits for exclusions of an earlier stack by the stacks' order", () => {
    const [networks, account] = testStacks("networks", "account") as [TerraformStack, TerraformStack];
    const { network } = make({ publicAccessExclusion: "bidirectional" }, networks);
    new VpcBlockPublicAccess(account, "BlockPublicAccess", { block: "ingress", dependsOn: [network.publicAccessExclusionResource!] });
    expect(synth(account).resource(OPTIONS).depends_on ?? []).toEqual([]);
    expect(account.dependsOn(networks)).toBe(true);
  });

  test("is set in another region by its provider", () => {
    const stack = testStack();
    const provider = new AwsProvider(stack, "West", { region: "us-west-2", alias: "west" });
    new VpcBlockPublicAccess(stack, "BlockPublicAccess", { block: "ingress", provider });
    expect(synth(stack).resource(OPTIONS).provider).toBe("aws.west");
  });

  test("holds only once the VPCs of its stack are excluded, so that there is no moment without traffic", () => {
    const { network, stack } = make({ publicAccessExclusion: "bidirectional", natGateways: "perAz" });
    const exclusion = network.publicAccessExclusionResource!;
    new VpcBlockPublicAccess(stack, "BlockPublicAccess", { block: "bidirectional", dependsOn: [exclusion] });
    expect(synth(stack).resource(OPTIONS).depends_on).toEqual([`aws_vpc_block_public_access_exclusion.${exclusion.friendlyUniqueId}`]);
  });

  test.each<[string, unknown, string]>([
    ["another word", { block: "egress" }, 'block: must be one of bidirectional, ingress; received "egress". Use one of these.'],
    ["none", {}, "block: must be one of bidirectional, ingress; received nothing. Use one of these."],
    ["one dependency", { block: "ingress", dependsOn: "x" }, 'dependsOn: must be a list; received "x". Put it in brackets: […].'],
  ])("refuses %s", (_, props, line) => {
    expect(messageOf(() => new VpcBlockPublicAccess(testStack(), "BlockPublicAccess", props as VpcBlockPublicAccessProps))).toBe(
      `trading-test/BlockPublicAccess: invalid input\n  - ${line}`,
    );
  });
});
