export { GitHubOidcProvider, type GitHubRoleTrust, type GitHubTrust, githubTrust } from "./github-trust";
export { type StateBucketAttributes } from "./imported-state-bucket";
export { type IStateBucket, StateBucket, type StateBucketProps, type StateReplicaProps } from "./state-bucket";
export {
  type StateLocation,
  type StatePlanOptions,
  stateDeployPolicyJson,
  stateDeployStatements,
  statePlanPolicyJson,
  statePlanStatements,
} from "./state-policies";
export { type LocalStateSettings, type S3StateSettings, type StateSettings, lockKey, stateKey, stateKeyAliasName } from "./state-settings";
export { useStateBackend } from "./use-state-backend";
