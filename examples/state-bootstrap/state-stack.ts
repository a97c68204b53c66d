import { AwsProvider, AwsProviderConfig } from "@cdktf/provider-aws/lib/provider";
import { TerraformOutput, TerraformStack } from "cdktf";
import { Construct } from "constructs";
import { LogBucket, StateBucket, StateSettings, Tags, stateKey, useRemoval, useStateBackend } from "../../src";
import { StateAccount } from "./accounts";
import { GitHubRoles } from "./github-roles";

/** The state bucket of an account, and the roles that workflows assume to deploy the stacks whose states it has. */
export class StateStack extends TerraformStack {
  constructor(scope: Construct, id: string, account: StateAccount, ownState: StateSettings) {
    super(scope, id);
    const { accountId, region, provider } = account.aws;
    const settings: AwsProviderConfig = { allowedAccountIds: [accountId], ...provider };
    new AwsProvider(this, "Aws", { ...settings, region });
    useStateBackend(this, ownState);
    useRemoval(this, account.removal);
    // What has these tags can't be taken over by a role that deploys a stack: it may tag only what nobody has tagged.
    Tags.of(this).addAll({ platform: "state", environment: id });

    const { replicaRegion, state, github } = account;
    const states = new StateBucket(this, "States", {
      bucketName: state.bucketName,
      accessLogs: new LogBucket(this, "Logs"),
      stateKeys: [stateKey(id, state.keyPrefix)],
      deletionAllowedTo: account.stateDeletionAllowedTo,
      replica: replicaRegion
        ? { provider: new AwsProvider(this, "AwsReplica", { ...settings, region: replicaRegion, alias: "replica" }) }
        : undefined,
    });
    if (github) new GitHubRoles(this, "Roles", { states, account, github });
    new TerraformOutput(this, "state_bucket", { value: states.bucketName });
    new TerraformOutput(this, "state_key_arn", { value: states.encryptionKey.keyArn });
  }
}
