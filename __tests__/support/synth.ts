import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { TerraformStack, Testing } from "cdktf";
import { IConstruct } from "constructs";
import { AwsEnvironment } from "../../src/core";
import { SynthesizedStack, synthesize } from "../../src/testing";

export { type Arguments, SynthesizedStack, policyStatements as statements } from "../../src/testing";

export const ACCOUNT_ID = "111122223333";
export const REGION = "eu-central-1";
/** The longest code of a region (AWS SDKs, partitions.json). */
export const LONGEST_REGION = "us-isof-south-1";

/** A stack with a provider and a pinned environment, so that nothing in it needs a data source. */
export function testStack(id = "trading-test", region = REGION): TerraformStack {
  const stack = new TerraformStack(Testing.app(), id);
  new AwsProvider(stack, "Aws", { region });
  new AwsEnvironment(stack, { accountId: ACCOUNT_ID, region });
  return stack;
}

export function synth(stack: TerraformStack): SynthesizedStack {
  return synthesize(stack);
}

/** The message of the error that `action` must throw. */
export function messageOf(action: () => unknown): string {
  try {
    action();
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error("expected an error, got none");
}

/** The warnings that a construct gives at synthesis. */
export function warnings({ node }: IConstruct): unknown[] {
  return node.metadata.filter(({ type }) => type === "@cdktf/warn").map(({ data }) => data);
}
