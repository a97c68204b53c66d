import { Breakage, NOBODY, because, wrong } from "../breakage";
import { withoutStatement } from "../stack-editor";

export const KMS: readonly Breakage[] = [
  because(
    "key-without-logs",
    "The key's policy doesn't allow CloudWatch Logs.",
    ["aws_cloudwatch_log_group", "Network_FlowLogs_LogGroup"],
    /AccessDeniedException: The specified KMS key does not exist or is not allowed to be used/,
    (stack) => stack.policy("aws_kms_key", "Key", withoutStatement("CloudWatchLogs")),
  ),
  because(
    "key-with-logs-of-another-region",
    "The key of us-east-1 allows CloudWatch Logs of another region.",
    ["aws_cloudwatch_log_group", "Edge_WebAcl_LogGroup"],
    /AccessDeniedException: The specified KMS key does not exist or is not allowed to be used/,
    (stack) => stack.replaceInPolicy("aws_kms_key", "Edge_Key", "logs.us-east-1", "logs.eu-central-1"),
  ),
  because(
    "key-without-auto-scaling",
    "The key's policy doesn't allow the service-linked role that starts instances.",
    ["aws_autoscaling_group", "WebFrontend"],
    /Client\.InternalError: Client error on launch/,
    (stack) => stack.policy("aws_kms_key", "Key", withoutStatement("AutoScaling")),
  ),
  because(
    "key-for-nobody",
    "The key's policy names a role that doesn't exist.",
    ["aws_kms_key", "Key"],
    /MalformedPolicyDocumentException: Policy contains a statement with one or more invalid principals/,
    (stack) => stack.policy("aws_kms_key", "Key", (statements) => [...statements, { ...NOBODY, Action: "kms:Decrypt", Resource: "*" }]),
  ),
  because(
    "key-locked",
    "The key's policy lets nobody change it.",
    ["aws_kms_key", "Key"],
    /MalformedPolicyDocumentException: The new key policy will not allow you to update the key policy in the future/,
    (stack) => stack.policy("aws_kms_key", "Key", withoutStatement("AccountAdministration")),
  ),
  wrong(
    "alias-of-aws",
    "The key's alias has a name that AWS keeps for itself.",
    ["aws_kms_alias", "Key_Alias"],
    /cannot begin with reserved AWS CMK prefix 'alias\/aws\/'/,
    (r) => {
      r.name = "alias/aws/trading";
    },
  ),
];
