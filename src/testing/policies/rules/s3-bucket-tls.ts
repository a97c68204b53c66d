import { Configuration, Resource } from "../../configuration";
import { matchesPattern } from "../../requests/wildcards";
import { Arguments } from "../../synthesized-stack";
import { isExpression, referringTo, values } from "../blocks";
import { eachOf } from "../each";
import { PolicyRule } from "../rule";
import { Statement, coversAction, statementsOf } from "../statements";

export const S3_BUCKET_TLS: PolicyRule = {
  id: "s3-bucket-tls",
  sentence: "A bucket refuses requests without TLS.",
  severity: "medium",
  fix: "Deny s3:* on the bucket and its objects to everybody in the bucket policy where aws:SecureTransport is false.",
  source: 'AWS Security Hub User Guide, "Security Hub CSPM controls for Amazon S3", S3.5',
  fsbp: ["S3.5"],
  cis: ["2.1.1"],
  types: ["aws_s3_bucket", "aws_s3_bucket_policy"],
  check: eachOf(["aws_s3_bucket"], (bucket, configuration) => {
    const policies = referringTo(configuration, "aws_s3_bucket_policy", "bucket", bucket);
    // A policy that only Terraform can read may deny it.
    if (policies.some((policy) => statementsOf(configuration, policy, policy.args.policy).length === 0)) return undefined;
    const isRefused = policies.some((policy) =>
      statementsOf(configuration, policy, policy.args.policy).some(
        (statement) => deniesWithoutTls(statement) && coversObjects(statement, configuration, policy, bucket),
      ),
    );
    return isRefused ? undefined : "no statement of its policy denies requests without TLS";
  }),
};

function deniesWithoutTls(statement: Statement): boolean {
  const isForEverybody = !statement.allows && statement.principals.includes("*") && coversAction(statement, "s3:GetObject");
  return isForEverybody && Object.entries<Arguments>(statement.conditions).some(([operator, keys]) => isWithoutTls(operator, keys));
}

/** Requests always have the key. Names of keys have no case (IAM User Guide, "IAM JSON policy elements: Condition"). */
function isWithoutTls(operator: string, keys: Arguments): boolean {
  return (
    /^Bool(IfExists)?$/i.test(operator) &&
    Object.entries<unknown>(keys).some(
      ([key, value]) => key.toLowerCase() === "aws:securetransport" && values(value).map(String).includes("false"),
    )
  );
}

/** Whether the resources of a statement are the bucket's objects, or may be. One with `NotResource` names none. */
function coversObjects({ resources }: Statement, configuration: Configuration, policy: Resource, bucket: Resource): boolean {
  const own = nameOf(bucket);
  const filled = (text: string): string =>
    text
      .replace(/\$\{[^{}]+\}/g, (reference) => {
        const target = configuration.find(configuration.key(policy, reference));
        // What only Terraform knows may be anything.
        if (target?.type !== "aws_s3_bucket") return "*";
        return reference.endsWith(".arn}") ? `arn:aws:s3:::${nameOf(target)}` : nameOf(target);
      })
      .replace(/^arn:[^:]*:/, "arn:aws:");
  const isNamed = own === bucket.args.bucket;
  return (
    resources.length === 0 ||
    resources.some((text) => (!isNamed && !isExpression(text)) || matchesPattern(filled(text), `arn:aws:s3:::${own}/object`))
  );
}

/** A bucket's name, or what stands for it where only Terraform knows it. */
function nameOf({ key, args }: Resource): string {
  const name: unknown = args.bucket;
  return typeof name === "string" && !isExpression(name) ? name : key;
}
