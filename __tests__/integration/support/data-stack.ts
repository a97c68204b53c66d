import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { App, TerraformStack } from "cdktf";
import { Network } from "../../../modules/network";
import { AwsEnvironment, EncryptionKey, useRemoval } from "../../../src/core";
import { EMULATOR_ACCOUNT_ID } from "../../../tools/support/terraform/aws-settings";

/** A stack with what every database and cache is made in. */
export interface DataStack {
  readonly stack: TerraformStack;
  readonly encryptionKey: EncryptionKey;
  readonly network: Network;
}

/** A stack of the emulator's account with a key and a network in two AZs; what is made in it may be destroyed. */
export function dataStack(app: App, id: string, region = "eu-central-1"): DataStack {
  const stack = new TerraformStack(app, id);
  new AwsProvider(stack, "Aws", { region, allowedAccountIds: [EMULATOR_ACCOUNT_ID] });
  new AwsEnvironment(stack, { accountId: EMULATOR_ACCOUNT_ID, region });
  useRemoval(stack, "destroy");
  const encryptionKey = new EncryptionKey(stack, "Key");
  const network = new Network(stack, "Network", {
    cidrBlock: "10.60.0.0/16",
    availabilityZones: [`${region}a`, `${region}b`],
    natGateways: "none",
    encryptionKey,
  });
  return { stack, encryptionKey, network };
}
