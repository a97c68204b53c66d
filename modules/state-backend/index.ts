export { StateBucket, type StateBucketProps } from "./state-bucket";
export {
  type GitHubTrust,
  type StateLocation,
  type StatePlanOptions,
  githubTrust,
  stateDeployPolicyJson,
  stateDeployStatements,
  statePlanPolicyJson,
  statePlanStatements,
} from "./state-policies";
export { type LocalStateSettings, type S3StateSettings, type StateSettings, lockKey, stateKey } from "./state-settings";
export { useStateBackend } from "./use-state-backend";
