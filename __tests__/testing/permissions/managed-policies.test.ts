/** Policies as the AWS Managed Policy Reference Guide has them. */
import { MANAGED_POLICIES } from "../../../src/testing/permissions/managed-policies";

test.each([
  [
    "AdministratorAccess",
    '{"Version": "2012-10-17", "Statement": [{"Sid": "AdministratorAccess", "Effect": "Allow", "Action": "*", "Resource": "*"}]}',
  ],
  [
    "service-role/AWSLambdaVPCAccessExecutionRole",
    `{"Version": "2012-10-17", "Statement": [{
      "Sid": "AWSLambdaVPCAccessExecutionPermissions", "Effect": "Allow",
      "Action": ["logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents", "ec2:CreateNetworkInterface", "ec2:DescribeNetworkInterfaces",
        "ec2:DescribeSubnets", "ec2:DeleteNetworkInterface", "ec2:AssignPrivateIpAddresses", "ec2:UnassignPrivateIpAddresses"],
      "Resource": "*"}]}`,
  ],
])("%s allows what its page says", (name, page) => {
  const { Version, Statement } = MANAGED_POLICIES[name]!;
  expect({ Version, Statement: [Statement] }).toEqual(JSON.parse(page));
});
