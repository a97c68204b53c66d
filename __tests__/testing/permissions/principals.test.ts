/** Who is meant by the principal of a request, and what a name that nobody has is told. */
import { messageOf } from "../../support/synth";
import { ACCOUNT, ALLOW, Resources, evaluate, merged, policy, roleWith, userWith } from "./fixture";

const ROLES: Resources = merged(
  roleWith("app", [ALLOW("s3:ListAllMyBuckets")]),
  roleWith("api", []),
  userWith("zhang", ALLOW("s3:ListAllMyBuckets")),
  {
    aws_iam_openid_connect_provider: { GitHub: { url: "https://token.actions.githubusercontent.com" } },
    aws_iam_saml_provider: { Company: { name: "company" } },
  },
);

const asked = (principal: string, more: Resources = {}) =>
  evaluate(merged(ROLES, more), { principal, action: "s3:ListAllMyBuckets", resource: "*" });

// IAM User Guide, "IAM identifiers" and "AWS JSON policy elements: Principal".
test.each<readonly [principal: string, whom: string, verdict: string]>([
  ["app", "Role app", "allowed"],
  [`arn:aws:iam::${ACCOUNT}:role/app`, "Role app", "allowed"],
  [`arn:aws:sts::${ACCOUNT}:assumed-role/app/one`, "Session one of role app", "allowed"],
  [`arn:aws:sts::${ACCOUNT}:assumed-role/api/one`, "Session one of role api", "denied"],
  ["arn:aws:sts::444455556666:assumed-role/app/one", "session one of role app", "depends"],
  ["zhang", "User zhang", "allowed"],
  [`arn:aws:iam::${ACCOUNT}:user/zhang`, "User zhang", "allowed"],
  [`arn:aws:iam::${ACCOUNT}:user/other`, `arn:aws:iam::${ACCOUNT}:user/other`, "depends"],
  [`arn:aws:iam::${ACCOUNT}:role/other`, `arn:aws:iam::${ACCOUNT}:role/other`, "depends"],
  [`arn:aws:iam::${ACCOUNT}:root`, `The root user of account ${ACCOUNT}`, "allowed"],
  ["GitHub", "Identity provider GitHub", "denied"],
  ["Company", "Identity provider Company", "denied"],
  [`arn:aws:iam::${ACCOUNT}:oidc-provider/example.com`, "oidc-provider/example.com", "denied"],
  [`arn:aws:iam::${ACCOUNT}:saml-provider/company`, "saml-provider/company", "denied"],
  ["cognito-identity.amazonaws.com", "cognito-identity.amazonaws.com", "denied"],
  ["www.amazon.com", "www.amazon.com", "denied"],
  ["graph.facebook.com", "graph.facebook.com", "denied"],
  ["accounts.google.com", "accounts.google.com", "denied"],
  ["ec2.amazonaws.com", "ec2.amazonaws.com", "denied"],
  ["ec2.amazonaws.com.cn", "ec2.amazonaws.com.cn", "denied"],
  ["anonymous", "An anonymous user", "denied"],
])("%s is %s", (principal, whom, verdict) => {
  const access = asked(principal);
  expect(access.verdict).toBe(verdict);
  expect(access.explanation.replace(/^Whether /, "").slice(0, whom.length + 4)).toBe(`${whom} is `);
});

test.each<readonly [type: string, args: object]>([
  ["aws_iam_service_linked_role", { aws_service_name: "autoscaling.amazonaws.com" }],
  ["data.aws_iam_role", { name: "looked" }],
])("a role of %s may be asked about by its path", (type, args) => {
  const resources: Resources = { aws_sqs_queue: { Q: { name: "q" } } };
  const own = type.startsWith("data.") ? {} : { [type]: { Own: args } };
  const more = type.startsWith("data.") ? { data: { aws_iam_role: { Own: args } } } : {};
  const { explanation } = evaluate(
    merged(resources, own as Resources),
    { principal: "Own", action: "sqs:SendMessage", resource: "Q" },
    more,
  );
  expect(explanation).toMatch(/^Whether role Own is authorized/);
});

test.each<readonly [principal: string, more: Resources, message: string]>([
  [
    "nobody",
    {},
    'principal: "nobody" has no role in the stacks: name one of Company, GitHub, api, app, zhang; an ARN; an AWS service such as "delivery.logs.amazonaws.com"; or "anonymous"',
  ],
  [
    "ap",
    {},
    'principal: "ap" has no role in the stacks: write app, or name one of Company, GitHub, api, app, zhang; an ARN; an AWS service such as "delivery.logs.amazonaws.com"; or "anonymous"',
  ],
  [
    "Service",
    { aws_lambda_function: { Service_A_0123ABCD: { role: "app" }, Service_B_0123ABCD: { role: "api" } } },
    'principal: "Service" has several roles: name one of api, app',
  ],
])("%s is told what there is", (principal, more, message) => {
  expect(messageOf(() => asked(principal, more))).toBe(message);
});

test("what has one role twice has that one", () => {
  const functions = { aws_lambda_function: { Service_A_0123ABCD: { role: "app" }, Service_B_0123ABCD: { role: "app" } } };
  expect(asked("Service", functions).verdict).toBe("allowed");
});

test("a path stands for its own role before those that it holds", () => {
  const holder: Resources = {
    aws_iam_role: { Service: { name: "service", assume_role_policy: policy() } },
    aws_lambda_function: { Service: { role: "app" } },
  };
  expect(asked("Service", holder).explanation).toMatch(/^Role Service is not authorized/);
});
