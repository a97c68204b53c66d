import { says } from "../blocks";
import { eachOf } from "../each";
import { PolicyRule } from "../rule";

export const LAMBDA_URL_AUTHENTICATION: PolicyRule = {
  id: "lambda-url-authentication",
  sentence: "A function's URL asks for IAM credentials.",
  severity: "high",
  fix: 'Set authorization_type to "AWS_IAM".',
  source: 'AWS Lambda Developer Guide, "Control access to Lambda function URLs"',
  scanners: ["CKV_AWS_258"],
  types: ["aws_lambda_function_url"],
  check: eachOf(
    ["aws_lambda_function_url"],
    ({ args }) => args.authorization_type === "NONE" && says("authorization_type", args.authorization_type),
  ),
};
