/** The policies of resources: where Terraform has them (the provider's documentation of each type), and how an explanation calls them. */
import { Arguments } from "../../../src/testing";
import { Resources, evaluate, merged, policy, roleWith } from "./fixture";

const ALLOWED = roleWith("app", [{ Effect: "Allow", Action: "*", Resource: "*" }]);
const DENIED = policy({ Sid: "Never", Effect: "Deny", Principal: "*", Action: "*", Resource: "*" });

/** The resource `Own`, and the separate resource with its policy, which names it by an argument. */
const ROWS: readonly (readonly [called: string, action: string, own: string, policyOf: string, owner: string])[] = [
  ["bucket policy", "s3:GetObject", "aws_s3_bucket", "aws_s3_bucket_policy", "bucket"],
  ["key policy", "kms:Decrypt", "aws_kms_key", "aws_kms_key_policy", "key_id"],
  ["queue policy", "sqs:SendMessage", "aws_sqs_queue", "aws_sqs_queue_policy", "queue_url"],
  ["topic policy", "sns:Publish", "aws_sns_topic", "aws_sns_topic_policy", "arn"],
  ["resource policy", "secretsmanager:GetSecretValue", "aws_secretsmanager_secret", "aws_secretsmanager_secret_policy", "secret_arn"],
  ["event bus policy", "events:PutEvents", "aws_cloudwatch_event_bus", "aws_cloudwatch_event_bus_policy", "event_bus_name"],
  ["access policy", "backup:StartBackupJob", "aws_backup_vault", "aws_backup_vault_policy", "backup_vault_name"],
  ["repository policy", "ecr:PutImage", "aws_ecr_repository", "aws_ecr_repository_policy", "repository"],
  ["file system policy", "elasticfilesystem:ClientMount", "aws_efs_file_system", "aws_efs_file_system_policy", "file_system_id"],
  ["resource policy", "kinesis:PutRecord", "aws_kinesis_stream", "aws_kinesis_resource_policy", "resource_arn"],
  ["resource policy", "dynamodb:GetItem", "aws_dynamodb_table", "aws_dynamodb_resource_policy", "resource_arn"],
];
/** The attribute that the argument is given, where it isn't the id. */
const ATTRIBUTES: Readonly<Record<string, string>> = {
  arn: "arn",
  secret_arn: "arn",
  resource_arn: "arn",
  event_bus_name: "name",
  repository: "name",
};
const NAMES: Arguments = { bucket: "own", name: "own" };

function explanation(action: string, resource: Resources): string {
  const path = action.startsWith("s3:") ? "/x" : undefined;
  return evaluate(merged(ALLOWED, resource), { principal: "app", action, resource: "Own", resourcePath: path }).explanation;
}

test.each(ROWS)("the %s denies %s on %s by %s, which names it by %s", (called, action, own, policyOf, owner) => {
  const named = `\${${own}.Own.${ATTRIBUTES[owner] ?? "id"}}`;
  const resource: Resources = { [own]: { Own: NAMES }, [policyOf]: { Policy: { [owner]: named, policy: DENIED } } };
  expect(explanation(action, resource)).toContain(`the ${called} of Own denies ${action} to role app (statement Never)`);
});

test.each([
  ...ROWS.map(([called, action, own]) => [called, action, own] as const).filter(([, , own]) =>
    ["aws_s3_bucket", "aws_kms_key", "aws_sqs_queue", "aws_sns_topic", "aws_secretsmanager_secret"].includes(own),
  ),
  ...["aws_kms_external_key", "aws_kms_replica_key", "aws_kms_replica_external_key"].map(
    (own) => ["key policy", "kms:Decrypt", own] as const,
  ),
])("the %s denies %s on %s by the resource's own argument", (called, action, own) => {
  expect(explanation(action, { [own]: { Own: { ...NAMES, policy: DENIED } } })).toContain(
    `the ${called} of Own denies ${action} to role app (statement Never)`,
  );
});

test.each([null, ""])("a policy of %j is none", (none) => {
  const queue = { aws_sqs_queue: { Own: { ...NAMES, policy: none } } };
  expect(evaluate(merged(ALLOWED, queue), { principal: "app", action: "sqs:SendMessage", resource: "Own" }).verdict).toBe("allowed");
});

test("an endpoint without a policy allows everything (AWS PrivateLink Guide, Control access to VPC endpoints using endpoint policies)", () => {
  const through = (endpoint: Arguments) =>
    evaluate(merged(ALLOWED, { aws_s3_bucket: { Own: NAMES }, aws_vpc_endpoint: { Endpoint: { service_name: "s3", ...endpoint } } }), {
      principal: "app",
      action: "s3:GetObject",
      resource: "Own",
      resourcePath: "/x",
      context: { "aws:SourceVpce": "Endpoint" },
    });
  expect(through({}).verdict).toBe("allowed");
  expect(through({ policy: DENIED }).verdict).toBe("denied");
});

test.each([
  ["acm:DescribeCertificate", "aws_acm_certificate", {}],
  ["iam:GetOpenIDConnectProvider", "aws_iam_openid_connect_provider", { url: "https://token.actions.githubusercontent.com" }],
  ["iam:GetPolicy", "aws_iam_policy", { name: "own" }],
  ["iam:GetSAMLProvider", "aws_iam_saml_provider", { name: "own" }],
  ["iam:GetRole", "aws_iam_service_linked_role", { aws_service_name: "autoscaling.amazonaws.com" }],
  ["elasticloadbalancing:SetSecurityGroups", "aws_lb", { name: "own" }],
  ["elasticloadbalancing:RegisterTargets", "aws_lb_target_group", { name: "own" }],
  ["secretsmanager:GetSecretValue", "aws_secretsmanager_secret", { name: "own" }],
  ["states:StartExecution", "aws_sfn_state_machine", { name: "own" }],
  ["sns:Publish", "aws_sns_topic", { name: "own" }],
] as const)("%s is allowed on the id of %s, which is its ARN (the provider's documentation, Attribute Reference)", (action, type, args) => {
  const role = roleWith("app", [{ Effect: "Allow", Action: action, Resource: `\${${type}.Own.id}` }]);
  expect(evaluate(merged(role, { [type]: { Own: args } }), { principal: "app", action, resource: "Own" }).verdict).toBe("allowed");
});
