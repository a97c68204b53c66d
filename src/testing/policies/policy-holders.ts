import { Configuration, Resource } from "../configuration";
import { blocks } from "./blocks";
import { Statement, statementsOf } from "./statements";

/** The argument that holds a policy of IAM's language, by type. */
const ARGUMENTS: Readonly<Record<string, string>> = {
  aws_backup_vault_policy: "policy",
  aws_cloudwatch_event_bus_policy: "policy",
  aws_cloudwatch_log_destination_policy: "access_policy",
  aws_cloudwatch_log_resource_policy: "policy_document",
  aws_dynamodb_resource_policy: "policy",
  aws_ecr_repository_policy: "policy",
  aws_efs_file_system_policy: "policy",
  aws_iam_group_policy: "policy",
  aws_iam_policy: "policy",
  aws_iam_role: "assume_role_policy",
  aws_iam_role_policy: "policy",
  aws_iam_user_policy: "policy",
  aws_kinesis_resource_policy: "policy",
  aws_kms_external_key: "policy",
  aws_kms_key: "policy",
  aws_kms_key_policy: "policy",
  aws_kms_replica_external_key: "policy",
  aws_kms_replica_key: "policy",
  aws_s3_bucket: "policy",
  aws_s3_bucket_policy: "policy",
  aws_secretsmanager_secret: "policy",
  aws_secretsmanager_secret_policy: "policy",
  aws_sns_topic: "policy",
  aws_sns_topic_policy: "policy",
  aws_sqs_queue: "policy",
  aws_sqs_queue_policy: "policy",
  aws_vpc_endpoint: "policy",
  aws_vpc_endpoint_policy: "policy",
};

/** The types of resources with a policy. */
export const POLICY_HOLDERS: readonly string[] = Object.keys(ARGUMENTS);

/** The statements of all policies that a resource of these types holds, a role's own inline ones too. */
export function ownStatements(configuration: Configuration, resource: Resource): Statement[] {
  const { args, type } = resource;
  const policies: unknown[] = [args[ARGUMENTS[type]!], ...blocks(args.inline_policy).map(({ policy }) => policy as unknown)];
  return policies.flatMap((policy) => statementsOf(configuration, resource, policy));
}

/** `has s3:GetObjekt: write s3:GetObject`. */
export function saysMistake(name: string, meant: string | undefined): string {
  return `a policy has ${name}${meant === undefined ? ", which AWS doesn't list" : `: write ${meant}`}`;
}
