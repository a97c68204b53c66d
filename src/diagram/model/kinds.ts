import { Shape, Tier } from "../types";

/** What a type of resource is to a picture. */
export interface Kind {
  readonly shape: Shape;
  /** In AWS's words. */
  readonly caption: string;
  /** Where it is when it is in no subnet. */
  readonly tier: Tier;
  /** Whether all of a VPC are one box. */
  readonly folded?: boolean;
  /** Whether the others stand on it: drawn small, and not at all where it belongs to something else that is drawn. */
  readonly supporting?: boolean;
}

const regional = (shape: Shape, caption: string): Kind => ({ shape, caption, tier: "regional" });
const supporting = (shape: Shape, caption: string): Kind => ({ shape, caption, tier: "regional", supporting: true });

/** What a role is called. */
export const ROLE = "IAM role";

/** The types that have a symbol; all others belong to one, or are drawn without one. */
export const KINDS: Readonly<Record<string, Kind>> = {
  aws_cloudfront_distribution: { shape: "edge", caption: "CloudFront", tier: "edge" },
  aws_globalaccelerator_accelerator: { shape: "edge", caption: "Global Accelerator", tier: "edge" },
  aws_route53_zone: { shape: "name", caption: "Route 53 zone", tier: "edge" },
  aws_api_gateway_rest_api: { shape: "balancer", caption: "API Gateway", tier: "edge" },
  aws_apigatewayv2_api: { shape: "balancer", caption: "API Gateway", tier: "edge" },
  aws_lb: { shape: "balancer", caption: "Load balancer", tier: "vpc" },
  aws_alb: { shape: "balancer", caption: "Load balancer", tier: "vpc" },
  aws_elb: { shape: "balancer", caption: "Classic load balancer", tier: "vpc" },
  aws_nat_gateway: { shape: "gate", caption: "NAT", tier: "public", folded: true },
  aws_vpc_endpoint: { shape: "gate", caption: "VPC endpoints", tier: "private", folded: true },
  aws_autoscaling_group: { shape: "servers", caption: "Auto Scaling group", tier: "vpc" },
  aws_instance: { shape: "servers", caption: "EC2 instance", tier: "vpc" },
  aws_ecs_service: { shape: "servers", caption: "ECS service", tier: "vpc" },
  aws_eks_cluster: { shape: "servers", caption: "EKS cluster", tier: "vpc" },
  aws_lambda_function: { shape: "function", caption: "Lambda function", tier: "regional" },
  aws_rds_cluster: { shape: "database", caption: "Aurora", tier: "vpc" },
  aws_db_instance: { shape: "database", caption: "RDS instance", tier: "vpc" },
  aws_db_proxy: { shape: "balancer", caption: "RDS Proxy", tier: "vpc" },
  aws_rds_global_cluster: regional("database", "Aurora global database"),
  aws_elasticache_replication_group: { shape: "cache", caption: "ElastiCache", tier: "vpc" },
  aws_elasticache_cluster: { shape: "cache", caption: "ElastiCache", tier: "vpc" },
  aws_elasticache_serverless_cache: { shape: "cache", caption: "ElastiCache Serverless", tier: "vpc" },
  aws_elasticache_global_replication_group: regional("cache", "Global Datastore"),
  aws_s3_bucket: regional("bucket", "S3 bucket"),
  aws_dynamodb_table: regional("database", "DynamoDB table"),
  aws_sqs_queue: regional("queue", "SQS queue"),
  aws_kinesis_stream: regional("queue", "Kinesis stream"),
  aws_efs_file_system: regional("bucket", "EFS file system"),
  aws_opensearch_domain: regional("database", "OpenSearch domain"),
  aws_msk_cluster: regional("queue", "MSK cluster"),
  aws_kinesis_firehose_delivery_stream: regional("queue", "Firehose stream"),
  aws_mq_broker: regional("queue", "Amazon MQ broker"),
  aws_docdb_cluster: regional("database", "DocumentDB"),
  aws_neptune_cluster: regional("database", "Neptune"),
  aws_redshift_cluster: regional("database", "Redshift"),
  aws_memorydb_cluster: regional("cache", "MemoryDB"),
  aws_sfn_state_machine: regional("function", "Step Functions"),
  aws_ecr_repository: regional("bucket", "ECR repository"),
  aws_cognito_user_pool: regional("key", "Cognito user pool"),
  aws_kms_key: supporting("key", "KMS key"),
  aws_sns_topic: supporting("bell", "SNS topic"),
  aws_cloudwatch_dashboard: supporting("chart", "Dashboard"),
  aws_secretsmanager_secret: supporting("key", "Secret"),
  aws_iam_role: { shape: "person", caption: ROLE, tier: "edge", supporting: true },
  aws_backup_plan: supporting("bucket", "Backup plan"),
};
