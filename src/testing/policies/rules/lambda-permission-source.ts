import { isSet, says } from "../blocks";
import { eachOf } from "../each";
import { PolicyRule } from "../rule";

export const LAMBDA_PERMISSION_SOURCE: PolicyRule = {
  id: "lambda-permission-source",
  sentence: "A function's policy says which resource a service may call it for.",
  severity: "high",
  fix: "Set source_arn, or source_account: any account's resource could call it by that service otherwise.",
  source: 'AWS Lambda Developer Guide, "Granting Lambda function access to AWS services"',
  scanners: ["CKV_AWS_364", "AVD-AWS-0067"],
  types: ["aws_lambda_permission"],
  check: eachOf(["aws_lambda_permission"], ({ args }) => {
    const isService = String(args.principal).endsWith(".amazonaws.com") && args.principal !== "s3.amazonaws.com";
    return isService && ![args.source_arn, args.source_account].some(isSet) && says("source_arn", args.source_arn);
  }),
};
