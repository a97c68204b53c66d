import { matches } from "../../testing/permissions/patterns";
import { listed } from "../texts";

/**
 * What stands for the actions of a wildcard: those by which data is read, changed or lost, access is given, or protection is taken away (Service Authorization Reference). By service.
 */
const TELLING: Readonly<Record<string, string>> = {
  acm: "ExportCertificate DeleteCertificate",
  autoscaling: "SetDesiredCapacity UpdateAutoScalingGroup TerminateInstanceInAutoScalingGroup",
  backup: "StartRestoreJob DeleteRecoveryPoint PutBackupVaultAccessPolicy",
  cloudformation: "CreateStack DeleteStack",
  cloudfront: "CreateInvalidation UpdateDistribution",
  cloudtrail: "StopLogging DeleteTrail",
  cloudwatch: "PutMetricData DeleteAlarms DisableAlarmActions",
  dynamodb: "GetItem Query PutItem DeleteItem DeleteTable",
  ec2: "RunInstances TerminateInstances AuthorizeSecurityGroupIngress CreateRoute ModifySnapshotAttribute",
  ecr: "BatchGetImage PutImage SetRepositoryPolicy",
  ecs: "ExecuteCommand UpdateService RunTask",
  elasticache: "Connect DeleteReplicationGroup ModifyReplicationGroup",
  elasticloadbalancing: "ModifyListener RegisterTargets DeleteLoadBalancer",
  events: "PutEvents PutRule PutPermission",
  iam: "PassRole CreateAccessKey AttachRolePolicy PutRolePolicy UpdateAssumeRolePolicy CreateUser DeleteRolePermissionsBoundary",
  kinesis: "GetRecords PutRecord DeleteStream",
  kms: "Decrypt GenerateDataKey Encrypt CreateGrant PutKeyPolicy ScheduleKeyDeletion",
  lambda: "InvokeFunction UpdateFunctionCode AddPermission",
  logs: "PutLogEvents GetLogEvents DeleteLogGroup PutResourcePolicy",
  organizations: "LeaveOrganization DetachPolicy",
  rds: "DeleteDBCluster ModifyDBCluster ModifyDBClusterSnapshotAttribute DeleteDBInstance",
  "rds-db": "connect",
  route53: "ChangeResourceRecordSets DeleteHostedZone",
  s3: "GetObject PutObject DeleteObject ListBucket PutBucketPolicy PutBucketPublicAccessBlock DeleteBucket DeleteObjectVersion",
  secretsmanager: "GetSecretValue PutSecretValue DeleteSecret PutResourcePolicy",
  sns: "Publish Subscribe SetTopicAttributes DeleteTopic",
  sqs: "SendMessage ReceiveMessage DeleteMessage PurgeQueue SetQueueAttributes DeleteQueue",
  ssm: "GetParameter PutParameter SendCommand StartSession ModifyDocumentPermission",
  states: "StartExecution UpdateStateMachine",
  sts: "AssumeRole",
  wafv2: "UpdateWebACL DisassociateWebACL",
};

const ALL = Object.entries(TELLING).flatMap(([service, names]) => names.split(" ").map((name) => `${service}:${name}`));

/** The actions that a pattern is asked by: itself, where it has no wildcard. Pure. */
export function actionsOf(pattern: string): string[] {
  if (!/[*?]/.test(pattern)) return [pattern];
  const found = ALL.filter((action) => matches(pattern, action, false) === true);
  // A pattern of none of these is asked by a name that it matches.
  return found.length > 0 ? found : [pattern.replace(/^\*/, "ec2").replace(/[*?]/g, "x")];
}

/** The actions that stand for all but some. Pure. */
export function actionsBut(excepted: readonly string[]): string[] {
  return ALL.filter((action) => !excepted.some((pattern) => matches(pattern, action, false) === true));
}

/** How sentences have what an action does to something; others are called on it. */
const PHRASES: Readonly<Record<string, string>> = {
  "dynamodb:deleteitem": "delete items of",
  "dynamodb:getitem": "read items of",
  "dynamodb:putitem": "write items to",
  "elasticache:connect": "connect to",
  "iam:passrole": "pass",
  "kms:decrypt": "decrypt with",
  "kms:encrypt": "encrypt with",
  "kms:schedulekeydeletion": "schedule the deletion of",
  "lambda:invokefunction": "invoke",
  "lambda:updatefunctioncode": "change the code of",
  "rds-db:connect": "connect to",
  "s3:deletebucket": "delete",
  "s3:deleteobject": "delete objects in",
  "s3:deleteobjectversion": "delete versions of objects in",
  "s3:getobject": "read objects in",
  "s3:listbucket": "list objects in",
  "s3:putbucketpolicy": "change the bucket policy of",
  "s3:putobject": "write objects in",
  "secretsmanager:deletesecret": "delete",
  "secretsmanager:getsecretvalue": "read the secret",
  "secretsmanager:putsecretvalue": "change the secret",
  "sns:publish": "publish to",
  "sqs:deletemessage": "delete messages from",
  "sqs:receivemessage": "receive messages from",
  "sqs:sendmessage": "send messages to",
  "ssm:getparameter": "read",
  "ssm:putparameter": "change",
  "sts:assumerole": "assume",
  "sts:assumerolewithsaml": "assume",
  "sts:assumerolewithwebidentity": "assume",
};

/** What an action, or a pattern of actions, does to something, as "may now …" goes on: "delete objects in". Pure. */
function actionPhrase(pattern: string): string {
  if (pattern === "*") return "do everything to";
  return PHRASES[pattern.toLowerCase()] ?? `call ${pattern} on`;
}

/** What is done to one thing, as "may now …" goes on: "delete and read objects in", "call s3:* and publish to". Pure. */
export function actionPhrases(patterns: readonly string[]): string {
  const byObject = new Map<string, string[]>();
  const calls = patterns.filter((pattern) => actionPhrase(pattern).startsWith("call "));
  for (const phrase of patterns.filter((pattern) => !calls.includes(pattern)).map(actionPhrase)) {
    const [verb = "", ...object] = phrase.split(" ");
    const key = object.join(" ");
    byObject.set(key, [...new Set([...(byObject.get(key) ?? []), verb])]);
  }
  const phrases = [...byObject].map(([object, verbs]) => [listed([...verbs].sort()), object].filter((part) => part !== "").join(" "));
  return listed([...phrases, ...(calls.length > 0 ? [`call ${listed([...new Set(calls)].sort())} on`] : [])]);
}
