import { synth } from "../support/synth";
import { make, reference, synthesized } from "./fixture";

const OPTIONS = "aws_vpc_block_public_access_options";
const EXCLUSION = "aws_vpc_block_public_access_exclusion";

describe("VPC Block Public Access", () => {
  test("stays as the account has it by default", () => {
    expect(synthesized().types).not.toEqual(expect.arrayContaining([OPTIONS]));
    expect(make().network.blockPublicAccessResource).toBeUndefined();
  });

  test.each(["bidirectional", "ingress"] as const)("blocks the internet gateways of the account's VPCs: %s", (blockPublicAccess) => {
    expect(synthesized({ blockPublicAccess }).resource(OPTIONS)).toEqual({ internet_gateway_block_mode: `block-${blockPublicAccess}` });
  });

  test("with ingress alone goes with NAT gateways", () => {
    expect(synthesized({ blockPublicAccess: "ingress", natGateways: "single" }).types).toContain(OPTIONS);
  });

  test("is echoed, beside the resource", () => {
    const { network } = make({ blockPublicAccess: "ingress", publicAccessExclusion: "egress" });
    expect([network.blockPublicAccess, network.publicAccessExclusion]).toEqual(["ingress", "egress"]);
    expect(network.blockPublicAccessResource!.terraformResourceType).toBe(OPTIONS);
    expect(network.publicAccessExclusionResource!.terraformResourceType).toBe(EXCLUSION);
  });
});

describe("a VPC that is excluded from it", () => {
  test.each(["bidirectional", "egress"] as const)("is allowed: %s", (publicAccessExclusion) => {
    const { network, stack } = make({ publicAccessExclusion });
    expect(synth(stack).resource(EXCLUSION)).toMatchObject({
      vpc_id: reference(stack, network.vpcId),
      internet_gateway_exclusion_mode: `allow-${publicAccessExclusion}`,
    });
  });

  test("is excluded before the block holds", () => {
    const { network, stack } = make({
      blockPublicAccess: "bidirectional",
      publicAccessExclusion: "bidirectional",
      natGateways: "perAz",
    });
    expect(synth(stack).resource(OPTIONS).depends_on).toEqual([`${EXCLUSION}.${network.publicAccessExclusionResource!.friendlyUniqueId}`]);
  });

  test("leaves a block that the account has already as it is", () => {
    expect(synthesized({ publicAccessExclusion: "egress" }).types).not.toContain(OPTIONS);
  });
});
