import { AwsProvider, AwsProviderConfig } from "@cdktf/provider-aws/lib/provider";
import { TerraformOutput, TerraformStack } from "cdktf";
import { Construct } from "constructs";
import {
  AwsEnvironment,
  GitHubOidcProvider,
  Role,
  StateBucket,
  StateSettings,
  githubTrust,
  stateKey,
  useRemoval,
  useStateBackend,
} from "../../src";
import { StateAccount } from "./accounts";

/** The state bucket of an account, and the roles that workflows assume to use it. */
export class StateStack extends TerraformStack {
  constructor(scope: Construct, id: string, account: StateAccount, ownState: StateSettings) {
    super(scope, id);
    const { accountId, region, provider } = account.aws;
    const settings: AwsProviderConfig = { allowedAccountIds: [accountId], ...provider };
    new AwsProvider(this, "Aws", { ...settings, region });
    new AwsEnvironment(this, { accountId, region });
    useStateBackend(this, ownState);
    useRemoval(this, account.removal);

    const { replicaRegion } = account;
    const states = new StateBucket(this, "States", {
      bucketName: account.state.bucketName,
      replica: replicaRegion
        ? { region: replicaRegion, provider: new AwsProvider(this, "AwsReplica", { ...settings, region: replicaRegion, alias: "replica" }) }
        : undefined,
    });
    if (account.github) this.createRoles(states, account.github, account.state.keyPrefix);
    new TerraformOutput(this, "state_bucket", { value: states.bucketName });
    new TerraformOutput(this, "state_key_arn", { value: states.encryptionKey.keyArn });
  }

  /** Two roles for each stack: one that deploys it, and one that plans it and changes nothing. */
  private createRoles(states: StateBucket, github: NonNullable<StateAccount["github"]>, keyPrefix?: string): void {
    const oidc = github.oidcProviderExists ? undefined : new GitHubOidcProvider(this, "GitHub");
    for (const stack of github.stacks) {
      const trust = { repository: github.repository, oidcProviderArn: oidc?.oidcProviderArn };
      const deploy = new Role(this, `Deploy-${stack}`, githubTrust(this, { ...trust, environment: stack }));
      const plan = new Role(this, `Plan-${stack}`, githubTrust(this, { ...trust, environment: `${stack}-plan` }));
      states.grantDeploy(deploy, stateKey(stack, keyPrefix));
      states.grantPlan(plan, stateKey(stack, keyPrefix));
      new TerraformOutput(this, `deploy_role_${stack.replace(/-/g, "_")}`, { value: deploy.roleArn });
      new TerraformOutput(this, `plan_role_${stack.replace(/-/g, "_")}`, { value: plan.roleArn });
    }
  }
}
