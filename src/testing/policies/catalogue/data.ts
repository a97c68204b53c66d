import { PolicyRule } from "../rule";
import { BACKUP_VAULT_ENCRYPTION } from "../rules/backup-vault-encryption";
import { ELASTICACHE_AUTHENTICATION } from "../rules/elasticache-authentication";
import { ELASTICACHE_AUTO_SCALING } from "../rules/elasticache-auto-scaling";
import { ELASTICACHE_AUTOMATIC_FAILOVER } from "../rules/elasticache-automatic-failover";
import { ELASTICACHE_BACKUPS } from "../rules/elasticache-backups";
import { ELASTICACHE_CONNECT_RESOURCES } from "../rules/elasticache-connect-resources";
import { ELASTICACHE_CUSTOMER_MANAGED_KEY } from "../rules/elasticache-customer-managed-key";
import { ELASTICACHE_DEFAULT_USER } from "../rules/elasticache-default-user";
import { ELASTICACHE_ENCRYPTION_AT_REST } from "../rules/elasticache-encryption-at-rest";
import { ELASTICACHE_ENCRYPTION_IN_TRANSIT } from "../rules/elasticache-encryption-in-transit";
import { ELASTICACHE_ENDPOINTS } from "../rules/elasticache-endpoints";
import { ELASTICACHE_FINAL_SNAPSHOT } from "../rules/elasticache-final-snapshot";
import { ELASTICACHE_IAM_USER_NAME } from "../rules/elasticache-iam-user-name";
import { ELASTICACHE_MINOR_VERSION_UPGRADES } from "../rules/elasticache-minor-version-upgrades";
import { ELASTICACHE_SEVERAL_ZONES } from "../rules/elasticache-several-zones";
import { ELASTICACHE_SUBNET_GROUP } from "../rules/elasticache-subnet-group";
import { KINESIS_STREAM_ENCRYPTION } from "../rules/kinesis-stream-encryption";
import { KINESIS_STREAM_RETENTION } from "../rules/kinesis-stream-retention";
import { RDS_AUDIT_PARAMETERS } from "../rules/rds-audit-parameters";
import { RDS_BACKTRACK } from "../rules/rds-backtrack";
import { RDS_BACKUP_RETENTION } from "../rules/rds-backup-retention";
import { RDS_CERTIFICATE_AUTHORITY } from "../rules/rds-certificate-authority";
import { RDS_CONNECT_RESOURCE } from "../rules/rds-connect-resource";
import { RDS_COPY_TAGS_TO_SNAPSHOTS } from "../rules/rds-copy-tags-to-snapshots";
import { RDS_CUSTOMER_MANAGED_KEY } from "../rules/rds-customer-managed-key";
import { RDS_DEFAULT_PORT } from "../rules/rds-default-port";
import { RDS_DELETION_PROTECTION } from "../rules/rds-deletion-protection";
import { RDS_ENCRYPTION_AT_REST } from "../rules/rds-encryption-at-rest";
import { RDS_ENHANCED_MONITORING } from "../rules/rds-enhanced-monitoring";
import { RDS_EVENT_CATEGORIES } from "../rules/rds-event-categories";
import { RDS_FINAL_SNAPSHOT } from "../rules/rds-final-snapshot";
import { RDS_IAM_AUTHENTICATION } from "../rules/rds-iam-authentication";
import { RDS_LOG_EXPORTS } from "../rules/rds-log-exports";
import { RDS_LOG_GROUP_FIRST } from "../rules/rds-log-group-first";
import { RDS_MANAGED_PASSWORD } from "../rules/rds-managed-password";
import { RDS_MASTER_USER_NAME } from "../rules/rds-master-user-name";
import { RDS_MINOR_VERSION_UPGRADES } from "../rules/rds-minor-version-upgrades";
import { RDS_PARAMETER_FAMILY } from "../rules/rds-parameter-family";
import { RDS_PERFORMANCE_INSIGHTS } from "../rules/rds-performance-insights";
import { RDS_PERFORMANCE_INSIGHTS_KEY } from "../rules/rds-performance-insights-key";
import { RDS_PRIVATE_SUBNETS } from "../rules/rds-private-subnets";
import { RDS_PROXY_TLS } from "../rules/rds-proxy-tls";
import { RDS_PUBLIC_ACCESS } from "../rules/rds-public-access";
import { RDS_SEVERAL_ZONES } from "../rules/rds-several-zones";
import { RDS_TLS_REQUIRED } from "../rules/rds-tls-required";
import { RDS_ZONES_OF_CLUSTER } from "../rules/rds-zones-of-cluster";
import { S3_BUCKET_ABORTS_UPLOADS } from "../rules/s3-bucket-aborts-uploads";
import { S3_BUCKET_ACCESS_LOGS } from "../rules/s3-bucket-access-logs";
import { S3_BUCKET_ACLS_DISABLED } from "../rules/s3-bucket-acls-disabled";
import { S3_BUCKET_ENCRYPTION_KEY } from "../rules/s3-bucket-encryption-key";
import { S3_BUCKET_LIFECYCLE } from "../rules/s3-bucket-lifecycle";
import { S3_BUCKET_POLICY_OF_OWN_ACCOUNT } from "../rules/s3-bucket-policy-of-own-account";
import { S3_BUCKET_PUBLIC_ACCESS_BLOCK } from "../rules/s3-bucket-public-access-block";
import { S3_BUCKET_TLS } from "../rules/s3-bucket-tls";
import { S3_BUCKET_VERSIONING } from "../rules/s3-bucket-versioning";
import { S3_LOG_DELIVERY_POLICY } from "../rules/s3-log-delivery-policy";
import { S3_LOG_TARGET_ENCRYPTION } from "../rules/s3-log-target-encryption";
import { S3_LOG_TARGET_REGION } from "../rules/s3-log-target-region";
import { S3_OBJECT_LOCK_RETENTION } from "../rules/s3-object-lock-retention";
import { SECRETSMANAGER_ROTATION } from "../rules/secretsmanager-rotation";
import { SNS_ALARM_TOPIC_KEY } from "../rules/sns-alarm-topic-key";
import { SNS_TOPIC_ENCRYPTION } from "../rules/sns-topic-encryption";
import { SNS_TOPIC_NOT_PUBLIC } from "../rules/sns-topic-not-public";
import { SQS_QUEUE_ENCRYPTION } from "../rules/sqs-queue-encryption";
import { SQS_QUEUE_NOT_PUBLIC } from "../rules/sqs-queue-not-public";

/** Rules for what keeps or carries data. */
export const DATA_RULES: readonly PolicyRule[] = [
  BACKUP_VAULT_ENCRYPTION,
  ELASTICACHE_AUTHENTICATION,
  ELASTICACHE_AUTO_SCALING,
  ELASTICACHE_AUTOMATIC_FAILOVER,
  ELASTICACHE_BACKUPS,
  ELASTICACHE_CONNECT_RESOURCES,
  ELASTICACHE_CUSTOMER_MANAGED_KEY,
  ELASTICACHE_DEFAULT_USER,
  ELASTICACHE_ENCRYPTION_AT_REST,
  ELASTICACHE_ENCRYPTION_IN_TRANSIT,
  ELASTICACHE_ENDPOINTS,
  ELASTICACHE_FINAL_SNAPSHOT,
  ELASTICACHE_IAM_USER_NAME,
  ELASTICACHE_MINOR_VERSION_UPGRADES,
  ELASTICACHE_SEVERAL_ZONES,
  ELASTICACHE_SUBNET_GROUP,
  KINESIS_STREAM_ENCRYPTION,
  KINESIS_STREAM_RETENTION,
  RDS_AUDIT_PARAMETERS,
  RDS_BACKTRACK,
  RDS_BACKUP_RETENTION,
  RDS_CERTIFICATE_AUTHORITY,
  RDS_CONNECT_RESOURCE,
  RDS_COPY_TAGS_TO_SNAPSHOTS,
  RDS_CUSTOMER_MANAGED_KEY,
  RDS_DEFAULT_PORT,
  RDS_DELETION_PROTECTION,
  RDS_ENCRYPTION_AT_REST,
  RDS_ENHANCED_MONITORING,
  RDS_EVENT_CATEGORIES,
  RDS_FINAL_SNAPSHOT,
  RDS_IAM_AUTHENTICATION,
  RDS_LOG_EXPORTS,
  RDS_LOG_GROUP_FIRST,
  RDS_MANAGED_PASSWORD,
  RDS_MASTER_USER_NAME,
  RDS_MINOR_VERSION_UPGRADES,
  RDS_PARAMETER_FAMILY,
  RDS_PERFORMANCE_INSIGHTS,
  RDS_PERFORMANCE_INSIGHTS_KEY,
  RDS_PRIVATE_SUBNETS,
  RDS_PROXY_TLS,
  RDS_PUBLIC_ACCESS,
  RDS_SEVERAL_ZONES,
  RDS_TLS_REQUIRED,
  RDS_ZONES_OF_CLUSTER,
  S3_BUCKET_ABORTS_UPLOADS,
  S3_BUCKET_ACCESS_LOGS,
  S3_BUCKET_ACLS_DISABLED,
  S3_BUCKET_ENCRYPTION_KEY,
  S3_BUCKET_LIFECYCLE,
  S3_BUCKET_POLICY_OF_OWN_ACCOUNT,
  S3_BUCKET_PUBLIC_ACCESS_BLOCK,
  S3_BUCKET_TLS,
  S3_BUCKET_VERSIONING,
  S3_LOG_DELIVERY_POLICY,
  S3_LOG_TARGET_ENCRYPTION,
  S3_LOG_TARGET_REGION,
  S3_OBJECT_LOCK_RETENTION,
  SECRETSMANAGER_ROTATION,
  SNS_ALARM_TOPIC_KEY,
  SNS_TOPIC_ENCRYPTION,
  SNS_TOPIC_NOT_PUBLIC,
  SQS_QUEUE_ENCRYPTION,
  SQS_QUEUE_NOT_PUBLIC,
];
