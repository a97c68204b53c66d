/** What stands for a wildcard, by the Service Authorization Reference; and how a reviewer reads what actions do. */
import { actionPhrases, actionsBut, actionsOf } from "../../../src/review/security/telling-actions";
import { actionMistake } from "../../../src/testing/permissions/actions/known-actions";

/** By which data is read, changed or lost, access is given, or protection is taken away. */
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

test.each(Object.entries(TELLING))("every action of %s is asked about by those that tell: %s", (service, names) => {
  expect(actionsOf(`${service}:*`)).toEqual(names.split(" ").map((name) => `${service}:${name}`));
});

test("every action is asked about by all of them, each of which AWS has", () => {
  expect(actionsOf("*")).toEqual(ALL);
  expect(ALL.filter((action) => actionMistake(action) !== undefined)).toEqual([]);
});

test("all actions but some are asked about by the rest, whatever the case of the exceptions", () => {
  expect(actionsBut(["s3:*", "KMS:decrypt"])).toEqual(ALL.filter((action) => !/^s3:|^kms:Decrypt$/.test(action)));
});

test.each([
  ["an action", "s3:GetObject", ["s3:GetObject"]],
  ["a pattern, in any case", "S3:getob*", ["s3:GetObject"]],
  ["a pattern with one open character", "s3:GetObjec?", ["s3:GetObject"]],
  ["a pattern of none that tells, by a name that it matches", "glue:Get*Job?", ["glue:GetxJobx"]],
  ["a pattern of any service, by one of EC2", "*:DescribeFleets", ["ec2:DescribeFleets"]],
])("%s is asked about: %s", (_, pattern, actions) => {
  expect(actionsOf(pattern)).toEqual(actions);
});

test.each([
  ["*", "do everything to"],
  ["dynamodb:DeleteItem", "delete items of"],
  ["dynamodb:GetItem", "read items of"],
  ["dynamodb:PutItem", "write items to"],
  ["elasticache:Connect", "connect to"],
  ["iam:PassRole", "pass"],
  ["kms:Decrypt", "decrypt with"],
  ["kms:Encrypt", "encrypt with"],
  ["kms:ScheduleKeyDeletion", "schedule the deletion of"],
  ["lambda:InvokeFunction", "invoke"],
  ["lambda:UpdateFunctionCode", "change the code of"],
  ["rds-db:connect", "connect to"],
  ["s3:DeleteBucket", "delete"],
  ["s3:DeleteObject", "delete objects in"],
  ["s3:DeleteObjectVersion", "delete versions of objects in"],
  ["s3:GetObject", "read objects in"],
  ["s3:ListBucket", "list objects in"],
  ["s3:PutBucketPolicy", "change the bucket policy of"],
  ["s3:PutObject", "write objects in"],
  ["secretsmanager:DeleteSecret", "delete"],
  ["secretsmanager:GetSecretValue", "read the secret"],
  ["secretsmanager:PutSecretValue", "change the secret"],
  ["sns:Publish", "publish to"],
  ["sqs:DeleteMessage", "delete messages from"],
  ["sqs:ReceiveMessage", "receive messages from"],
  ["sqs:SendMessage", "send messages to"],
  ["ssm:GetParameter", "read"],
  ["ssm:PutParameter", "change"],
  ["sts:AssumeRole", "assume"],
  ["sts:AssumeRoleWithSAML", "assume"],
  ["sts:AssumeRoleWithWebIdentity", "assume"],
  ["glue:GetJob", "call glue:GetJob on"],
  ["s3:*", "call s3:* on"],
])("of %s a reviewer reads that somebody may %s something", (action, phrase) => {
  expect(actionPhrases([action])).toBe(phrase);
});

test.each([
  [
    "verbs of the same are joined, in the order of the alphabet",
    ["s3:PutObject", "s3:GetObject", "s3:DeleteObject"],
    "delete, read and write objects in",
  ],
  ["the same verb is said once", ["sts:AssumeRole", "sts:AssumeRoleWithSAML"], "assume"],
  ["a verb that needs no more has nothing behind it", ["ssm:PutParameter", "ssm:GetParameter"], "change and read"],
  ["what is called comes last, each once, sorted", ["s3:Z", "sns:Publish", "s3:A", "s3:Z"], "publish to and call s3:A and s3:Z on"],
  ["others are said one after the other", ["sns:Publish", "sqs:SendMessage"], "publish to and send messages to"],
])("%s", (_, actions, phrase) => {
  expect(actionPhrases(actions)).toBe(phrase);
});
