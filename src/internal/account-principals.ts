import { PolicyConditions, PolicyPrincipals } from "../core/policy-statement";
import { isKnown } from "./validator";

/** Whom a statement allows: accounts, and which of their principals. */
interface AccountPrincipals {
  readonly principals: PolicyPrincipals;
  /** To be merged with the statement's own. */
  readonly conditions?: PolicyConditions;
}

const WHOLE_ACCOUNT = /:root$/;

/**
 * Roles, users and whole accounts as a policy of a resource names them so that it stays valid: the accounts are its principals, and roles and users
 * a condition on `aws:PrincipalArn`. What only Terraform knows is a principal itself: it is made before the policy.
 *
 * A role that is a principal itself must exist when the policy is written. Once it is deleted, the policy has its id in place of its ARN, and every
 * later change of the policy that still has the ARN is refused (IAM User Guide, "AWS JSON policy elements: Principal", "IAM role principals").
 * An account's principal lets its own policies decide, which those of other accounts need in any case. Pure.
 */
export function accountPrincipals(arns: readonly string[]): AccountPrincipals {
  const principals = { aws: [...new Set(arns.map((arn) => (isKnown(arn) ? accountRoot(arn) : arn)))] };
  if (arns.every((arn) => WHOLE_ACCOUNT.test(arn))) return { principals };
  // A whole account beside roles of another: whoever is of it.
  const patterns = arns.map((arn) => arn.replace(WHOLE_ACCOUNT, ":*"));
  return { principals, conditions: { ArnLike: { "aws:PrincipalArn": patterns } } };
}

function accountRoot(arn: string): string {
  const [, partition, , , accountId] = arn.split(":");
  return `arn:${partition}:iam::${accountId}:root`;
}
