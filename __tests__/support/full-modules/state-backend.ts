/** Everything that the module state-backend creates. */
import { TerraformStack } from "cdktf";
import { GitHubOidcProvider, githubTrust } from "../../../modules/state-backend";
import { AlarmTopic, EncryptionKey, Role } from "../../../src/core";
import { logBucket } from "../../edge/fixture";
import { STATE, bucket, secondRegion } from "../../state-backend/fixture";
import { testStack } from "../synth";

export function fullStateBackend(): TerraformStack {
  const stack = testStack();
  const { states } = bucket({ accessLogs: logBucket(stack), replica: secondRegion(stack) }, stack);
  states.addAlarms(new AlarmTopic(stack, "Topic", { encryptionKey: new EncryptionKey(stack, "TopicKey") }));
  const oidc = new GitHubOidcProvider(stack, "GitHub");
  const trust = githubTrust(stack, {
    repository: "acme@123456/platform@456789",
    environment: "prod",
    oidcProviderArn: oidc.oidcProviderArn,
  });
  const role = new Role(stack, "Deploy", trust);
  states.grantDeploy(role, STATE);
  return stack;
}
