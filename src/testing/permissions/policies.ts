import { IdentityPolicies } from "./identity-policies";
import { ResourcePolicies } from "./resource-policies";

/** The policies of the stacks. */
export interface Policies {
  readonly identities: IdentityPolicies;
  readonly resources: ResourcePolicies;
}
