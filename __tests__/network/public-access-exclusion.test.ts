import { synth } from "../support/synth";
import { make, reference, synthesized } from "./fixture";

const OPTIONS = "aws_vpc_block_public_access_options";
const EXCLUSION = "aws_vpc_block_public_access_exclusion";

describe("A network", () => {
  test("leaves VPC Block Public Access as the account has it", () => {
    const { types } = synthesized();
    expect(types).not.toContain(OPTIONS);
    expect(types).not.toContain(EXCLUSION);
    expect(make().network.publicAccessExclusionResource).toBeUndefined();
  });

  // EC2 API Reference, VpcBlockPublicAccessExclusion.
  test.each(["bidirectional", "egress"] as const)("is excluded from it: %s", (publicAccessExclusion) => {
    const { network, stack } = make({ publicAccessExclusion });
    expect(synth(stack).resource(EXCLUSION)).toMatchObject({
      vpc_id: reference(stack, network.vpcId),
      internet_gateway_exclusion_mode: `allow-${publicAccessExclusion}`,
    });
  });

  test("that is excluded makes no setting of the account's", () => {
    expect(synthesized({ publicAccessExclusion: "egress" }).types).not.toContain(OPTIONS);
  });

  test("echoes the exclusion, beside its resource", () => {
    const { network } = make({ publicAccessExclusion: "egress" });
    expect(network.publicAccessExclusion).toBe("egress");
    expect(network.publicAccessExclusionResource!.terraformResourceType).toBe(EXCLUSION);
  });
});
