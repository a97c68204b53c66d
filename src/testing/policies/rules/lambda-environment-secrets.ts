import { block } from "../blocks";
import { eachOf } from "../each";
import { PolicyRule } from "../rule";

/** Ids of access keys of users and of sessions (IAM User Guide, "IAM identifiers", "Unique identifiers"). */
const ACCESS_KEY = /\b(AKIA|ASIA)[A-Z0-9]{16}\b/;

export const LAMBDA_ENVIRONMENT_SECRETS: PolicyRule = {
  id: "lambda-environment-secrets",
  sentence: "A function's environment has no access key.",
  severity: "critical",
  fix: "Give the function a role, and take the key back.",
  source: 'AWS Lambda Developer Guide, "Working with Lambda environment variables"',
  scanners: ["CKV_AWS_45"],
  types: ["aws_lambda_function"],
  check: eachOf(["aws_lambda_function"], ({ args }) => {
    const variables: unknown = block(args.environment)?.variables;
    const found = Object.entries<unknown>(block(variables) ?? {}).find(([, value]) => ACCESS_KEY.test(String(value)));
    return found && `${found[0]} has the id of an access key`;
  }),
};
