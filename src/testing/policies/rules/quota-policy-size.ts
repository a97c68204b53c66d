import { Configuration, Resource } from "../../configuration";
import { isExpression, referringTo } from "../blocks";
import { eachOf } from "../each";
import { PolicyRule } from "../rule";

/** How long a policy may be at most, in characters; IAM counts no white space. */
const MOST: Readonly<Record<string, readonly [argument: string, most: number]>> = {
  aws_iam_policy: ["policy", 6144],
  aws_kms_key: ["policy", 32768],
  aws_kms_key_policy: ["policy", 32768],
  aws_s3_bucket_policy: ["policy", 20480],
};
/** All inline policies of a role together. */
const MOST_INLINE = 10240;
/** More on request, up to 8,192: a quota. */
const MOST_TRUST = 2048;

export const QUOTA_POLICY_SIZE: PolicyRule = {
  id: "quota-policy-size",
  sentence:
    "A policy is no longer than AWS takes it: 10,240 characters for all inline policies of a role, 6,144 for a managed one, 20 KB for a bucket's, 32 KB for a key's, 2,048 for a role's trust.",
  severity: "high",
  fix: "Merge statements, put what they name under a common prefix, or spread them over managed policies.",
  source:
    'AWS Identity and Access Management User Guide, "IAM and AWS STS quotas"; AWS Key Management Service Developer Guide, "Resource quotas"; Amazon S3 User Guide, "Bucket policies for Amazon S3"',
  types: [...Object.keys(MOST), "aws_iam_role", "aws_iam_role_policy"],
  check: (configuration) => [
    ...eachOf(Object.keys(MOST), ({ args, type }) => {
      const [argument, most] = MOST[type]!;
      return tooLong(argument, lengthOf(args[argument]), most);
    })(configuration),
    ...eachOf(["aws_iam_role"], (role) => {
      const inline = inlinePolicies(configuration, role).reduce((sum: number, policy) => sum + lengthOf(policy), 0);
      return (
        tooLong("assume_role_policy", lengthOf(role.args.assume_role_policy), MOST_TRUST) ??
        tooLong("its inline policies", inline, MOST_INLINE)
      );
    })(configuration),
  ],
};

function inlinePolicies(configuration: Configuration, role: Resource): unknown[] {
  return referringTo(configuration, "aws_iam_role_policy", "role", role).map(({ args }) => args.policy as unknown);
}

/** Without white space; a policy that is one expression has no length yet, and each expression within counts as what it is written as. */
function lengthOf(policy: unknown): number {
  return typeof policy !== "string" || (isExpression(policy) && !policy.startsWith("{")) ? 0 : policy.replace(/\s+/g, "").length;
}

function tooLong(what: string, length: number, most: number): string | undefined {
  return length > most ? `${what} has ${length} characters of ${most}` : undefined;
}
