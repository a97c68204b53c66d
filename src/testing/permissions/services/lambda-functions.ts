import { Resource } from "../../configuration";
import { block } from "../../requests/arguments";
import { ServiceNeed, ServiceRequest } from "./need";
import { asRole, assumes, through, withKey } from "./requests";
import { ServiceView, Target } from "./view";

const INTERFACES = ["ec2:CreateNetworkInterface", "ec2:DescribeNetworkInterfaces", "ec2:DescribeSubnets", "ec2:DeleteNetworkInterface"];

/** What AWS Lambda does with a function's role. */
export const LAMBDA_FUNCTIONS: ServiceNeed = {
  id: "lambda-functions",
  page: 'AWS Lambda Developer Guide, "Defining Lambda function permissions with an execution role", "Sending Lambda function logs to CloudWatch Logs" and "Giving Lambda functions access to resources in an Amazon VPC"',
  types: ["aws_lambda_function"],
  requests: (view, lambda) => {
    const role = view.role(lambda, lambda.args.role);
    const purpose = `AWS Lambda runs ${lambda.name}`;
    if (role === undefined) return [];
    const isInVpc = block(lambda.args, "vpc_config") !== undefined;
    return [
      ...assumes(role, "lambda", purpose),
      ...logs(view, lambda, role),
      ...(isInVpc ? asRole(role, INTERFACES, "*", `AWS Lambda connects ${lambda.name} to its VPC`) : []),
      ...withKey(
        role.arn,
        view.key(lambda, lambda.args.kms_key_arn),
        ["kms:Decrypt"],
        `AWS Lambda decrypts the environment variables of ${lambda.name}`,
        through("lambda", view.place(lambda)),
      ),
      ...deadLetters(view, lambda, role),
    ];
  },
};

function logs(view: ServiceView, lambda: Resource, role: Target): ServiceRequest[] {
  const name = block(lambda.args, "logging_config")?.log_group as unknown;
  const group = view.configuration.named(lambda, "aws_cloudwatch_log_group", name);
  const { partition, region, accountId } = view.place(lambda);
  const own = `/aws/lambda/${view.text(lambda, lambda.args.function_name) ?? "x"}`;
  const arn =
    group?.type === "aws_cloudwatch_log_group"
      ? view.arnOf(group)
      : `arn:${partition}:logs:${region}:${accountId}:log-group:${view.text(lambda, name) ?? own}`;
  return asRole(role, ["logs:CreateLogStream", "logs:PutLogEvents"], arn, `AWS Lambda writes the logs of ${lambda.name}`, {
    resourcePath: ":log-stream:2026/01/01/[$LATEST]0123456789abcdef0123456789abcdef",
  });
}

function deadLetters(view: ServiceView, lambda: Resource, role: Target): ServiceRequest[] {
  const target = view.target(lambda, block(lambda.args, "dead_letter_config")?.target_arn, "aws_sqs_queue", "aws_sns_topic");
  if (target === undefined) return [];
  const isTopic = target.resource?.type === "aws_sns_topic" || target.arn.includes(":sns:");
  return asRole(
    role,
    [isTopic ? "sns:Publish" : "sqs:SendMessage"],
    target.arn,
    `AWS Lambda sends the events that ${lambda.name} failed to process`,
  );
}
