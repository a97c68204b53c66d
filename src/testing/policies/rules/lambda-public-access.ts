import { isSet, says } from "../blocks";
import { eachOf } from "../each";
import { PolicyRule } from "../rule";

export const LAMBDA_PUBLIC_ACCESS: PolicyRule = {
  id: "lambda-public-access",
  sentence: "A function's policy lets nobody in whom it doesn't name.",
  severity: "critical",
  fix: "Name the account or the service in principal, and source_arn or source_account; S3 needs source_account, since a bucket's ARN has none.",
  source: 'AWS Security Hub User Guide, "Security Hub CSPM controls for AWS Lambda", Lambda.1',
  fsbp: ["Lambda.1"],
  scanners: ["CKV_AWS_301"],
  types: ["aws_lambda_permission"],
  check: eachOf(["aws_lambda_permission"], ({ args }) => {
    const isLimited = [args.source_account, args.principal_org_id].some(isSet);
    if (args.principal === "*") return !isLimited && !isSet(args.source_arn) && says("principal", args.principal);
    return args.principal === "s3.amazonaws.com" && !isSet(args.source_account) && says("source_account", args.source_account);
  }),
};
