import { eachOf } from "../each";
import { accountOf } from "../places";
import { PolicyRule } from "../rule";
import { coversAction, statementsOf } from "../statements";

const ACTIONS = ["s3:DeleteBucketPolicy", "s3:PutBucketAcl", "s3:PutBucketPolicy", "s3:PutEncryptionConfiguration", "s3:PutObjectAcl"];

function accountIn(principal: string): string | undefined {
  return /^(?:arn:aws[\w-]*:(?:iam|sts)::)?(\d{12})(?::|$)/.exec(principal)?.[1];
}

export const S3_BUCKET_POLICY_OF_OWN_ACCOUNT: PolicyRule = {
  id: "s3-bucket-policy-of-own-account",
  sentence: "A bucket policy lets no other account change the bucket's policy, ACLs or encryption.",
  severity: "high",
  fix: "Take these actions out of the statement, or make the principal one of the bucket's account.",
  source: 'AWS Security Hub User Guide, "Security Hub CSPM controls for Amazon S3", S3.6',
  fsbp: ["S3.6"],
  types: ["aws_s3_bucket_policy"],
  check: eachOf(["aws_s3_bucket_policy"], (policy, configuration) => {
    const own = accountOf(policy);
    for (const statement of statementsOf(configuration, policy, policy.args.policy).filter(({ allows }) => allows)) {
      const action = ACTIONS.find((one) => coversAction(statement, one));
      const foreign = statement.principals.map(accountIn).find((account) => account !== undefined && own !== undefined && account !== own);
      if (action !== undefined && foreign !== undefined) return `account ${foreign} may call ${action}`;
    }
    return undefined;
  }),
};
