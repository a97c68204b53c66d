import { Arguments } from "../synthesized-stack";

/** What the constraints of a grant aren't applied to (AWS KMS API Reference, "GrantConstraints"). */
const UNCONSTRAINED = ["DescribeKey", "RetireGrant"];

/** A grant, with the texts of its arguments. */
export interface Grant {
  readonly grantee: string;
  readonly key: string;
  readonly operations: readonly string[];
  /** The block `constraints`. */
  readonly constraints?: Arguments;
}

/**
 * What a grant allows, as statements of a policy. Its constraints are on the encryption context: one that includes pairs, or one that has these and no others
 * (AWS KMS API Reference, "GrantConstraints"). Pure.
 */
export function grantStatements({ grantee, key, operations, constraints = {} }: Grant): Arguments[] {
  const { encryption_context_equals: exact, encryption_context_subset: subset } = constraints;
  const pairs = Object.entries<unknown>({ ...subset, ...exact }).map(([name, value]) => [`kms:EncryptionContext:${name}`, value]);
  const names = Object.keys(exact ?? {});
  const condition = {
    ...(pairs.length > 0 ? { StringEquals: Object.fromEntries(pairs) } : {}),
    // The names of a constraint's pairs aren't case-sensitive.
    ...(names.length > 0 ? { "ForAllValues:StringEqualsIgnoreCase": { "kms:EncryptionContextKeys": names } } : {}),
  };
  const statement = (some: readonly string[], more: object): Arguments[] =>
    some.length === 0
      ? []
      : [{ Effect: "Allow", Principal: { AWS: grantee }, Action: some.map((one) => `kms:${one}`), Resource: key, ...more }];
  return [
    ...statement(
      operations.filter((one) => !UNCONSTRAINED.includes(one)),
      { Condition: condition },
    ),
    ...statement(
      operations.filter((one) => UNCONSTRAINED.includes(one)),
      {},
    ),
  ];
}
