import { Arguments } from "../synthesized-stack";

/**
 * AWS managed policies that the modules' examples attach, as the AWS Managed Policy Reference Guide has their default versions: any other is said to be
 * unknown.
 */
export const MANAGED_POLICIES: Readonly<Record<string, Arguments>> = {
  // Version v3 of 2024-01-05.
  "service-role/AWSLambdaVPCAccessExecutionRole": {
    Version: "2012-10-17",
    Statement: {
      Sid: "AWSLambdaVPCAccessExecutionPermissions",
      Effect: "Allow",
      Action: [
        "logs:CreateLogGroup",
        "logs:CreateLogStream",
        "logs:PutLogEvents",
        "ec2:CreateNetworkInterface",
        "ec2:DescribeNetworkInterfaces",
        "ec2:DescribeSubnets",
        "ec2:DeleteNetworkInterface",
        "ec2:AssignPrivateIpAddresses",
        "ec2:UnassignPrivateIpAddresses",
      ],
      Resource: "*",
    },
  },
  AdministratorAccess: { Version: "2012-10-17", Statement: { Sid: "AdministratorAccess", Effect: "Allow", Action: "*", Resource: "*" } },
};
