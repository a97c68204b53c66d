/** One statement of an IAM, key or resource policy, in the policy language's own terms. */
export interface PolicyStatement {
  /** Letters and digits; names the statement in a plan's diff, and orders it. */
  readonly sid: string;
  /** @default "Allow" */
  readonly effect?: "Allow" | "Deny";
  /** The principals; `*` is everybody. @default - none, as in a role's policy */
  readonly principals?: PolicyPrincipals | "*";
  /** Actions such as `s3:GetObject`, `*` allowed. */
  readonly actions: readonly string[];
  /** ARNs, `*` allowed. @default - none, as in a trust policy */
  readonly resources?: readonly string[];
  /** Conditions that must be met as well. @default - none */
  readonly conditions?: PolicyConditions;
}

/** The principals of a statement, by kind. */
export interface PolicyPrincipals {
  /** Service principals such as `logs.eu-central-1.amazonaws.com`. @default - none */
  readonly services?: readonly string[];
  /** ARNs of accounts, roles or users. @default - none */
  readonly aws?: readonly string[];
  /** ARNs of OIDC or SAML providers. @default - none */
  readonly federated?: readonly string[];
}

/** Operator → condition key → one or more values. */
export type PolicyConditions = Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
