import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { TerraformStack } from "cdktf";
import { Construct } from "constructs";
import { GitHubOidcProvider, LogBucket, Role, StateBucket, githubTrust, stateKey, useStateBackend } from "../../src";

/** What every stack of the account says of its state, first in its constructor: `useStateBackend(this, STATE)`. */
export const STATE = { type: "s3", bucketName: "state-111122223333-eu-central-1", region: "eu-central-1" } as const;

/**
 * The state bucket of an account, and two roles for the workflow of one stack: one that deploys it, one that plans it.
 *
 * Use it once in each account, before any other stack. Its own state goes into the bucket that it makes, which is there only after the first apply:
 * `examples/state-bootstrap` does that by one command.
 */
export class State extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new AwsProvider(this, "Aws", { region: STATE.region, allowedAccountIds: ["111122223333"] });
    useStateBackend(this, STATE);

    const states = new StateBucket(this, "States", {
      bucketName: STATE.bucketName,
      accessLogs: new LogBucket(this, "Logs"),
      stateKeys: [stateKey(id)],
    });
    new GitHubOidcProvider(this, "GitHub");
    // With the ids that `gh api repos/acme/orders --jq '.owner.id, .id'` prints. A repository from before 15 July 2026 has none in its tokens: "acme/orders".
    const repository = "acme@123456/orders@456789";
    const deploy = new Role(this, "Deploy", githubTrust(this, { repository, environment: "prod" }));
    states.grantDeploy(deploy, stateKey("orders-prod"));
    const plan = new Role(this, "Plan", githubTrust(this, { repository, environment: "prod-plan" }));
    states.grantPlan(plan, stateKey("orders-prod"));
  }
}
