import { TerraformStack } from "cdktf";
import { Construct } from "constructs";
import { StateBucketProps } from "../../modules/state-backend";
import { EncryptionKey } from "../../src/core";
import { logBucket } from "../edge/fixture";
import { testStacks } from "../support/stacks";
import { bucket } from "./fixture";

// Terraform deploys one stack after another: the bucket needs what it is given at once, whether or not its arguments refer to it.
test.each<[string, (stack: TerraformStack) => Partial<StateBucketProps>]>([
  ["key", (stack) => ({ encryptionKey: new EncryptionKey(stack, "Key") })],
  ["log bucket", (stack) => ({ accessLogs: Object.assign(new Construct(stack, "Logs"), logBucket(stack)) })],
])("a state bucket is deployed after the stack of its %s", (_, given) => {
  const [base, states] = testStacks("base", "states") as [TerraformStack, TerraformStack];
  bucket(given(base), states);
  expect(states.dependsOn(base)).toBe(true);
});
