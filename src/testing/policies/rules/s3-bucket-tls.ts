import { block, referringTo } from "../blocks";
import { eachOf } from "../each";
import { PolicyRule } from "../rule";
import { Statement, coversAction, statementsOf } from "../statements";

function deniesWithoutTls(statement: Statement): boolean {
  const secure: unknown = block(statement.conditions.Bool)?.["aws:SecureTransport"];
  return !statement.allows && statement.principals.includes("*") && coversAction(statement, "s3:GetObject") && String(secure) === "false";
}

export const S3_BUCKET_TLS: PolicyRule = {
  id: "s3-bucket-tls",
  sentence: "A bucket refuses requests without TLS.",
  severity: "medium",
  fix: "Deny s3:* to everybody in the bucket policy where aws:SecureTransport is false.",
  source: 'AWS Security Hub User Guide, "Security Hub CSPM controls for Amazon S3", S3.5',
  fsbp: ["S3.5"],
  cis: ["2.1.1"],
  types: ["aws_s3_bucket", "aws_s3_bucket_policy"],
  check: eachOf(["aws_s3_bucket"], (bucket, configuration) => {
    const policies = referringTo(configuration, "aws_s3_bucket_policy", "bucket", bucket);
    // A policy that only Terraform can read may deny it.
    if (policies.some((policy) => statementsOf(configuration, policy, policy.args.policy).length === 0)) return undefined;
    const statements = policies.flatMap((policy) => statementsOf(configuration, policy, policy.args.policy));
    return statements.some(deniesWithoutTls) ? undefined : "no statement of its policy denies requests without TLS";
  }),
};
