import { synth, testStack } from "../support/synth";
import { loadBalancer, network } from "./fixture";

describe("the subnets of a load balancer", () => {
  test("may be as small as /27", () => {
    const stack = testStack();
    expect(() => loadBalancer(stack, { network: network(stack, { prefixLength: 27 }) })).not.toThrow();
  });

  test("may have ranges that nobody has given", () => {
    const stack = testStack();
    const { subnets, ...rest } = network(stack);
    const unknown = { ...rest, subnets: (tier: string) => subnets(tier).map((subnet) => ({ ...subnet, cidrBlock: undefined })) };
    loadBalancer(stack, { network: unknown });
    expect(synth(stack).resource("aws_lb").subnets).toHaveLength(3);
  });
});
