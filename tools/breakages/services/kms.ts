import { Breakage, NOBODY, because, wrong } from "../breakage";
import { withoutStatement } from "../stack-editor";

export const KMS: readonly Breakage[] = [
  because(
    "key-without-logs",
    "The key's policy doesn't allow CloudWatch Logs.",
    ["aws_cloudwatch_log_group", "Network_FlowLogs_LogGroup"],
    /not allowed to be used|AccessDenied/,
    (stack) => stack.policy("aws_kms_key", "Key", withoutStatement("CloudWatchLogs")),
  ),
  because(
    "key-with-logs-of-another-region",
    "The key of us-east-1 allows CloudWatch Logs of another region.",
    ["aws_cloudwatch_log_group", "Edge_WebAcl_LogGroup"],
    /not allowed to be used|AccessDenied/,
    (stack) => stack.replaceInPolicy("aws_kms_key", "Edge_Key", "logs.us-east-1", "logs.eu-central-1"),
  ),
  because(
    "key-without-auto-scaling",
    "The key's policy doesn't allow the service-linked role that starts instances.",
    ["aws_autoscaling_group", "WebFrontend"],
    /KMS|Client\.Internal/i,
    (stack) => stack.policy("aws_kms_key", "Key", withoutStatement("AutoScaling")),
  ),
  because(
    "key-for-nobody",
    "The key's policy names a role that doesn't exist.",
    ["aws_kms_key", "Key"],
    /MalformedPolicyDocument/,
    (stack) => stack.policy("aws_kms_key", "Key", (statements) => [...statements, { ...NOBODY, Action: "kms:Decrypt", Resource: "*" }]),
  ),
  because("key-locked", "The key's policy lets nobody change it.", ["aws_kms_key", "Key"], /MalformedPolicyDocument/, (stack) =>
    stack.policy("aws_kms_key", "Key", withoutStatement("AccountAdministration")),
  ),
  wrong(
    "alias-of-aws",
    "The key's alias has a name that AWS keeps for itself.",
    ["aws_kms_alias", "Key_Alias"],
    /alias\/aws|NotAuthorized/,
    (r) => {
      r.name = "alias/aws/trading";
    },
  ),
];
