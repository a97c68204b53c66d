/** The services whose actions and condition keys are listed: a name of theirs that AWS's Service Authorization Reference doesn't have is a mistake; of others, nobody can say. */
import { actionMistake, actionPatternMistake } from "../../../../src/testing/permissions/actions/known-actions";
import { conditionKeyMistake } from "../../../../src/testing/permissions/actions/known-condition-keys";

const UNLISTED = { rule: "must be an action that the Service Authorization Reference lists" };

// An action and a condition key of each that its page has ("Actions, resources, and condition keys"); none for a service without keys of its own.
test.each<readonly [service: string, action: string, key: string]>([
  ["acm", "UpdateCertificateOptions", "ValidationMethod"],
  ["application-autoscaling", "UntagResource", "service-namespace"],
  ["autoscaling", "TerminateInstanceInAutoScalingGroup", "VPCZoneIdentifiers"],
  ["backup", "UpdateRecoveryPointLifecycle", "MpaApprovalTeamArn"],
  ["cloudfront", "VerifyDnsConfiguration", ""],
  ["cloudfront-keyvaluestore", "UpdateKeys", ""],
  ["cloudtrail", "StopLogging", ""],
  ["cloudwatch", "UntagResource", "requestManagedResourceARNs"],
  ["dynamodb", "UpdateGlobalTableVersion", "ThirdPartitionKeyValues"],
  ["ec2", "ValidateSecurityGroupQuotasForInterface", "transitGatewayRouteTableId"],
  ["ecr", "UploadLayerPart", "ResourceTag/team"],
  ["ecs", "UpdateServicePrimaryTaskSet", "task-memory"],
  ["elasticache", "TestFailover", "UserAuthenticationMode"],
  ["elasticfilesystem", "UpdateFileSystemProtection", "Encrypted"],
  ["elasticloadbalancing", "SetWebAcl", "Subnet"],
  ["events", "TestEventPattern", "source"],
  ["execute-api", "ManageConnections", "viaDomainArn"],
  ["firehose", "UpdateDestination", ""],
  ["iam", "UpdateRoleDescription", "TemplateArn"],
  ["kinesis", "UpdateStreamWarmThroughput", "FisTargetArns"],
  ["kms", "UpdatePrimaryRegion", "WrappingKeySpec"],
  ["lambda", "UpdateFunctionCode", "VpcIds"],
  ["logs", "UpdateDeliveryConfiguration", "data_source_type"],
  ["rds", "StopDBInstanceAutomatedBackupsReplication", "subgrp-tag/team"],
  ["rds-data", "ExecuteStatement", ""],
  ["rds-db", "connect", ""],
  ["route53", "UpdateTrafficPolicyComment", "VPCs"],
  ["s3", "UpdateObjectEncryption", "x-amz-website-redirect-location"],
  ["scheduler", "UntagResource", ""],
  ["secretsmanager", "UpdateSecretVersionStage", "resource/Type"],
  ["sns", "UntagResource", "Protocol"],
  ["sqs", "ListQueues", ""],
  ["ssm", "UpdateManagedInstanceRole", "resourceTag/aws:ssmmessages:target-id"],
  ["ssmmessages", "OpenDataChannel", ""],
  ["states", "ValidateStateMachineDefinition", "StateMachineQualifier"],
  ["sts", "TagSession", "TransitiveTagKeys"],
  ["tag", "ListRequiredTags", ""],
  ["wafv2", "ValidateNetworkSecurityManagerWebACLConfiguration", "LogScope"],
])("of %s, %s and the key %j are known, and others aren't", (service, action, key) => {
  expect(actionMistake(`${service}:${action}`)).toBeUndefined();
  expect(actionMistake(`${service}:Frobnicate`)).toEqual({ ...UNLISTED, meant: undefined });
  expect(actionPatternMistake(`${service}:${action.slice(0, -1)}*`)).toBeUndefined();
  expect(actionPatternMistake(`${service}:Frobnicat*`)).toEqual({
    rule: "must stand for an action that the Service Authorization Reference lists",
  });
  if (key !== "") expect(conditionKeyMistake(`${service}:${key}`)).toBeUndefined();
  expect(conditionKeyMistake(`${service}:Frobnicated`)).toMatchObject({
    rule: "must be a condition key that the Service Authorization Reference or the IAM User Guide lists",
  });
});

test.each(["aws:username", "saml:x500UniqueIdentifier"])("%s, of no service, is known", (key) => {
  expect(conditionKeyMistake(key)).toBeUndefined();
  expect(conditionKeyMistake(`${key}x`)).toBeDefined();
});

// What policies name by wildcards, and services that nobody has listed.
test.each(["*", "*:Describe*", "ec?:Describe*", "appconfig:Frobnicate*", "S3:getobj*", "appconfig:Frobnicate"])(
  "%s is no mistake",
  (pattern) => {
    expect(actionPatternMistake(pattern)).toBeUndefined();
  },
);

test.each(["frobnicate:Describe*", "s3", "s3:GetObjekt"])("%s is a mistake", (pattern) => {
  expect(actionPatternMistake(pattern)).toBeDefined();
});
