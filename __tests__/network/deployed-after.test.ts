import { TerraformStack } from "cdktf";
import { Construct } from "constructs";
import { NetworkProps } from "../../modules/network";
import { EncryptionKey } from "../../src/core";
import { logBucket } from "../edge/fixture";
import { testStacks } from "../support/stacks";
import { make } from "./fixture";

const logs = (stack: TerraformStack) => Object.assign(new Construct(stack, "Logs"), logBucket(stack));

// Terraform deploys one stack after another: the network needs what it is given at once, whether or not its arguments refer to it.
test.each<[string, (stack: TerraformStack) => Partial<NetworkProps>]>([
  ["its key", (stack) => ({ encryptionKey: new EncryptionKey(stack, "BaseKey") })],
  ["the bucket of its flow logs", (stack) => ({ flowLogs: logs(stack) })],
  ["the bucket of its Resolver query logs", (stack) => ({ resolverQueryLogs: logs(stack) })],
])("a network is deployed after the stack of %s", (_, given) => {
  const [base, connectivity] = testStacks("base", "connectivity") as [TerraformStack, TerraformStack];
  make(given(base), connectivity);
  expect(connectivity.dependsOn(base)).toBe(true);
});
