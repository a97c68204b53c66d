import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { App, TerraformStack, Testing } from "cdktf";
import { AwsEnvironment } from "../../src/core";
import { ACCOUNT_ID, Arguments, REGION, SynthesizedStack } from "./synth";

/** A stack of an app that has others, with a provider and a pinned environment. */
export function stackIn(app: App, id: string): TerraformStack {
  const stack = new TerraformStack(app, id);
  new AwsProvider(stack, "Aws", { region: REGION });
  new AwsEnvironment(stack, { accountId: ACCOUNT_ID, region: REGION });
  return stack;
}

/** Stacks of one app, in the order of their ids. */
export function testStacks(...ids: string[]): TerraformStack[] {
  const app = Testing.app();
  return ids.map((id) => stackIn(app, id));
}

/** The paths of the stacks whose states a synthesized stack reads. */
export function statesRead(stack: SynthesizedStack): string[] {
  return Object.values(stack.data("terraform_remote_state")).map(
    ({ config }: Arguments) => /terraform\.(.*)\.tfstate$/.exec(config.path)![1]!,
  );
}
