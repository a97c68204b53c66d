import { isOneOf, says } from "../blocks";
import { eachOf } from "../each";
import { PolicyRule } from "../rule";

/** Those of the control's parameter, as of 2026. */
const SUPPORTED = [
  ...["dotnet8", "dotnet10", "java25", "java21", "java17", "java11", "java8.al2", "nodejs24.x", "nodejs22.x", "nodejs20.x"],
  ...["python3.14", "python3.13", "python3.12", "python3.11", "python3.10", "ruby3.4", "ruby3.3", "ruby3.2"],
];

export const LAMBDA_RUNTIME: PolicyRule = {
  id: "lambda-runtime",
  sentence: "A function's runtime gets security fixes.",
  severity: "medium",
  fix: "Set runtime to one that isn't deprecated.",
  source: 'AWS Security Hub User Guide, "Security Hub CSPM controls for AWS Lambda", Lambda.2',
  fsbp: ["Lambda.2"],
  scanners: ["CKV_AWS_363"],
  types: ["aws_lambda_function"],
  check: eachOf(["aws_lambda_function"], ({ args }) => {
    const isKnown = /^(nodejs|python|ruby|java|dotnet|go)/.test(String(args.runtime));
    return args.package_type !== "Image" && isKnown && !isOneOf(args.runtime, SUPPORTED) && says("runtime", args.runtime);
  }),
};
