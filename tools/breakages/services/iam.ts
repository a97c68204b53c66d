import { Breakage, NOBODY, because, wrong } from "../breakage";

export const IAM: readonly Breakage[] = [
  because(
    "role-for-no-service",
    "A role trusts a service that there isn't.",
    ["aws_iam_role", "WebFrontend_Role"],
    /MalformedPolicyDocument: Invalid principal in policy: "SERVICE":"ec3\.amazonaws\.com"/,
    (stack) => stack.replaceInPolicy("aws_iam_role", "WebFrontend_Role", "ec2.amazonaws.com", "ec3.amazonaws.com", "assume_role_policy"),
  ),
  because(
    "role-for-nobody",
    "A role trusts a role that doesn't exist.",
    ["aws_iam_role", "WebFrontend_Role"],
    /MalformedPolicyDocument: Invalid principal in policy: "AWS"/,
    (stack) =>
      stack.policy(
        "aws_iam_role",
        "WebFrontend_Role",
        (statements) => statements.map((statement) => ({ ...statement, Principal: NOBODY.Principal })),
        "assume_role_policy",
      ),
  ),
  because(
    "grant-without-resource",
    "A statement of a role's policy has no resource.",
    ["aws_iam_role_policy", "WebFrontend_Role_Grants"],
    /MalformedPolicyDocument: Policy statement must contain resources/,
    (stack) =>
      stack.policy("aws_iam_role_policy", "WebFrontend_Role_Grants", ([first, ...rest]) => {
        const { Resource: _, ...without } = first!;
        return [without, ...rest];
      }),
  ),
  because(
    "grants-too-long",
    "A role's policy is longer than IAM takes.",
    ["aws_iam_role_policy", "WebFrontend_Role_Grants"],
    /LimitExceeded: Maximum policy size of 10240 bytes exceeded/,
    (stack) =>
      stack.policy("aws_iam_role_policy", "WebFrontend_Role_Grants", (statements) => [
        ...statements,
        ...Array.from({ length: 200 }, (_, index) => ({
          Sid: `Read${index}`,
          Effect: "Allow",
          Action: "s3:GetObject",
          Resource: `arn:aws:s3:::a-bucket-number-${index}/*`,
        })),
      ]),
  ),
  wrong(
    "role-description",
    "A role's description is longer than IAM takes.",
    ["aws_iam_role", "WebFrontend_Role"],
    /expected length of description to be in the range \(0 - 1000\)/,
    (r) => {
      r.description = "x".repeat(1001);
    },
  ),
  wrong(
    "service-linked-role-of-no-service",
    "A service-linked role is for a service that has none.",
    ["aws_iam_service_linked_role", "AutoScalingServiceRole"],
    /InvalidInput: .*autoscale\.amazonaws\.com/,
    (r) => {
      r.aws_service_name = "autoscale.amazonaws.com";
    },
  ),
];
