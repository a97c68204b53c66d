/** Rules for Lambda: a control such as Lambda.1 is one of the page "Security Hub CSPM controls for AWS Lambda". */
import { PolicyRow, everyRuleHasARow, findings, flipped, proves, row, rows } from "../../support/policy-rows";

const FUNCTION = {
  aws_lambda_function: {
    F: {
      ...{ environment: { variables: { STAGE: "prod" } }, runtime: "nodejs22.x" },
      vpc_config: { subnet_ids: ["${aws_subnet.A.id}", "${aws_subnet.B.id}"] },
    },
  },
  aws_subnet: { A: { availability_zone: "eu-central-1a" }, B: { availability_zone: "eu-central-1b" } },
};
const permission = (principal: string, source: object) => ({
  aws_lambda_permission: { P: { action: "lambda:InvokeFunction", principal, ...source } },
});
const ACCOUNT = { source_account: "111122223333" };
const TOPIC = { source_arn: "arn:aws:sns:eu-central-1:111122223333:orders" };

const ROWS: readonly PolicyRow[] = [
  ...rows(FUNCTION, "aws_lambda_function.F", [
    ["lambda-runtime", "Lambda.2", "runtime", "nodejs18.x", 'runtime is "nodejs18.x"'],
    ["lambda-several-zones", "Lambda.5", "vpc_config.subnet_ids", ["${aws_subnet.A.id}"], "its subnets are in one Availability Zone"],
    [
      "lambda-environment-secrets",
      "Lambda Developer Guide, Working with Lambda environment variables",
      "environment.variables.KEY",
      "AKIAIOSFODNN7EXAMPLE",
      "KEY has the id of an access key",
    ],
  ]),
  row(
    "lambda-public-access",
    "Lambda.1",
    permission("*", { principal_org_id: "o-1" }),
    "aws_lambda_permission.P.principal_org_id",
    undefined,
    'principal is "*"',
  ),
  row(
    "lambda-public-access",
    "Lambda.1",
    permission("s3.amazonaws.com", ACCOUNT),
    "aws_lambda_permission.P.source_account",
    undefined,
    "source_account is not set",
  ),
  row(
    "lambda-permission-source",
    "Lambda Developer Guide, Granting Lambda function access to AWS services",
    permission("sns.amazonaws.com", TOPIC),
    "aws_lambda_permission.P.source_arn",
    undefined,
    "source_arn is not set",
  ),
  row(
    "lambda-url-authentication",
    "Lambda Developer Guide, Control access to Lambda function URLs",
    { aws_lambda_function_url: { U: { authorization_type: "AWS_IAM" } } },
    "aws_lambda_function_url.U.authorization_type",
    "NONE",
    'authorization_type is "NONE"',
  ),
];
proves(ROWS);
everyRuleHasARow("lambda", ROWS);

test.each([
  ["a function outside of a VPC runs in several zones by itself", FUNCTION, "aws_lambda_function.F.vpc_config", undefined],
  ["an image has a runtime of its own", FUNCTION, "aws_lambda_function.F", { package_type: "Image" }],
  ["a runtime of one's own is one's own business", FUNCTION, "aws_lambda_function.F.runtime", "provided.al2023"],
])("%s", (_, passes, path, value) => {
  expect(findings(flipped(passes, [path, value]))).toEqual([]);
});

// Security Hub's control Lambda.2, its parameter.
test.each([
  ...["dotnet8", "dotnet10", "java25", "java21", "java17", "java11", "java8.al2", "nodejs24.x", "nodejs22.x", "nodejs20.x"],
  ...["python3.14", "python3.13", "python3.12", "python3.11", "python3.10", "ruby3.4", "ruby3.3", "ruby3.2"],
])("%s is a runtime that gets security fixes", (runtime) => {
  expect(findings(flipped(FUNCTION, ["aws_lambda_function.F.runtime", runtime]))).toEqual([]);
});

// Lambda Developer Guide, "Lambda runtimes", deprecated runtimes.
test.each(["dotnet6", "java8", "nodejs18.x", "python3.9", "ruby2.7", "go1.x"])("%s is a runtime that gets none", (runtime) => {
  expect(findings(flipped(FUNCTION, ["aws_lambda_function.F.runtime", runtime]))).toEqual([`lambda-runtime: runtime is "${runtime}"`]);
});
