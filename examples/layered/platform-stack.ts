import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { TerraformOutput, TerraformStack } from "cdktf";
import { Construct } from "constructs";
import { Tags, useRemoval, useStateBackend } from "../../src";
import { awsProviders } from "../trading-stack/aws-providers";
import { TradingEnvironment } from "../trading-stack/environments";

/** What each of the stacks has: providers that are held to one account, a state of its own, tags, and what happens to what leaves the code. */
export abstract class PlatformStack extends TerraformStack {
  /** The provider of us-east-1, for CloudFront. */
  protected readonly globalProvider: AwsProvider;

  constructor(scope: Construct, id: string, env: TradingEnvironment) {
    super(scope, id);
    this.globalProvider = awsProviders(this, env.aws).global;
    useStateBackend(this, env.state);
    useRemoval(this, env.removal);
    Tags.of(this).addAll(env.tags);
  }

  protected addOutputs(outputs: Readonly<Record<string, string>>): void {
    for (const [name, value] of Object.entries(outputs)) new TerraformOutput(this, name, { value });
  }
}
