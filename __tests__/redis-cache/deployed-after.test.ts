import { TerraformStack } from "cdktf";
import { Network } from "../../modules/network";
import { RedisCache, ServerlessRedisCache } from "../../modules/redis-cache";
import { EncryptionKey, INetwork } from "../../src/core";
import { network } from "../support/network";
import { testStacks } from "../support/stacks";

const limits = { maxDataGb: 1, maxEcpuPerSecond: 1000 };

// Terraform deploys one stack after another: a cache needs the network and the key at once, whether or not its arguments refer to them.
describe.each<[string, (stack: TerraformStack, props: { network: INetwork; encryptionKey: EncryptionKey }) => unknown]>([
  ["a cache", (stack, props) => new RedisCache(stack, "Cache", props)],
  ["a serverless cache", (stack, props) => new ServerlessRedisCache(stack, "Cache", { ...props, ...limits })],
])("%s is deployed after the stack of", (_, make) => {
  test("its key", () => {
    const [security, data] = testStacks("security", "data") as [TerraformStack, TerraformStack];
    make(data, { network, encryptionKey: new EncryptionKey(security, "Key") });
    expect(data.dependsOn(security)).toBe(true);
  });

  test("its network", () => {
    const [base, data] = testStacks("base", "data") as [TerraformStack, TerraformStack];
    const vpc = {
      cidrBlock: "10.0.0.0/16",
      availabilityZones: ["eu-central-1a", "eu-central-1b"],
      encryptionKey: new EncryptionKey(base, "Key"),
    };
    make(data, { network: new Network(base, "Network", vpc), encryptionKey: new EncryptionKey(data, "Key") });
    expect(data.dependsOn(base)).toBe(true);
  });
});
