import { PolicyRule } from "../rule";
import { ACM_KEY_SIZE } from "./acm-key-size";
import { ACM_RENEWAL } from "./acm-renewal";
import { ACM_REPLACEABLE } from "./acm-replaceable";
import { BACKUP_VAULT_ENCRYPTION } from "./backup-vault-encryption";
import { CLOUDFRONT_ACCESS_LOGS } from "./cloudfront-access-logs";
import { CLOUDFRONT_ALIAS_ONCE } from "./cloudfront-alias-once";
import { CLOUDFRONT_BUCKET_KEY } from "./cloudfront-bucket-key";
import { CLOUDFRONT_BUCKET_ORIGIN_ACCESS } from "./cloudfront-bucket-origin-access";
import { CLOUDFRONT_BUCKET_POLICY } from "./cloudfront-bucket-policy";
import { CLOUDFRONT_CERTIFICATE } from "./cloudfront-certificate";
import { CLOUDFRONT_ERROR_CACHING } from "./cloudfront-error-caching";
import { CLOUDFRONT_FAILOVER_METHODS } from "./cloudfront-failover-methods";
import { CLOUDFRONT_FUNCTION_URL_ACCESS } from "./cloudfront-function-url-access";
import { CLOUDFRONT_GLOBAL_REGION } from "./cloudfront-global-region";
import { CLOUDFRONT_ORIGIN_FAILOVER } from "./cloudfront-origin-failover";
import { CLOUDFRONT_ORIGIN_HTTPS } from "./cloudfront-origin-https";
import { CLOUDFRONT_ORIGIN_NAME } from "./cloudfront-origin-name";
import { CLOUDFRONT_ORIGIN_TLS } from "./cloudfront-origin-tls";
import { CLOUDFRONT_ROOT_OBJECT } from "./cloudfront-root-object";
import { CLOUDFRONT_SIGNERS } from "./cloudfront-signers";
import { CLOUDFRONT_SNI } from "./cloudfront-sni";
import { CLOUDFRONT_VIEWER_TLS } from "./cloudfront-viewer-tls";
import { CLOUDFRONT_VIEWERS_HTTPS } from "./cloudfront-viewers-https";
import { CLOUDFRONT_VPC_ORIGIN_GATEWAY } from "./cloudfront-vpc-origin-gateway";
import { CLOUDFRONT_VPC_ORIGIN_REPLACEABLE } from "./cloudfront-vpc-origin-replaceable";
import { CLOUDFRONT_WEB_ACL } from "./cloudfront-web-acl";
import { CLOUDTRAIL_ENCRYPTION } from "./cloudtrail-encryption";
import { CLOUDTRAIL_LOG_GROUP } from "./cloudtrail-log-group";
import { CLOUDTRAIL_VALIDATION } from "./cloudtrail-validation";
import { CLOUDWATCH_ALARM_ACTIONS } from "./cloudwatch-alarm-actions";
import { CLOUDWATCH_ALARM_MISSING_DATA } from "./cloudwatch-alarm-missing-data";
import { CLOUDWATCH_ALARM_REGION } from "./cloudwatch-alarm-region";
import { CLOUDWATCH_LOG_ENCRYPTION } from "./cloudwatch-log-encryption";
import { CLOUDWATCH_LOG_RETENTION } from "./cloudwatch-log-retention";
import { IAM_GITHUB_TRUST } from "./iam-github-trust";
import { IAM_NO_DECRYPTION_OF_ALL_KEYS } from "./iam-no-decryption-of-all-keys";
import { IAM_NO_FULL_ADMINISTRATION } from "./iam-no-full-administration";
import { IAM_NO_POLICIES_OF_USERS } from "./iam-no-policies-of-users";
import { IAM_NO_SERVICE_WILDCARDS } from "./iam-no-service-wildcards";
import { IAM_ROLE_TRUST } from "./iam-role-trust";
import { KINESIS_STREAM_ENCRYPTION } from "./kinesis-stream-encryption";
import { KINESIS_STREAM_RETENTION } from "./kinesis-stream-retention";
import { KMS_KEY_NOT_PUBLIC } from "./kms-key-not-public";
import { KMS_KEY_REGION } from "./kms-key-region";
import { KMS_KEY_ROTATION } from "./kms-key-rotation";
import { KMS_LOG_GROUP_KEY } from "./kms-log-group-key";
import { NAMES_UNIQUE } from "./names-unique";
import { QUOTA_LOAD_BALANCER } from "./quota-load-balancer";
import { QUOTA_NETWORK_ACL_RULES } from "./quota-network-acl-rules";
import { QUOTA_POLICY_SIZE } from "./quota-policy-size";
import { QUOTA_ROLE_POLICIES } from "./quota-role-policies";
import { QUOTA_SECURITY_GROUP_RULES } from "./quota-security-group-rules";
import { ROUTE53_ALIAS_HEALTH } from "./route53-alias-health";
import { ROUTE53_FAILOVER } from "./route53-failover";
import { ROUTE53_HEALTH_CHECK_NAME } from "./route53-health-check-name";
import { ROUTE53_QUERY_LOG_GROUP } from "./route53-query-log-group";
import { ROUTE53_QUERY_LOGS } from "./route53-query-logs";
import { S3_BUCKET_ABORTS_UPLOADS } from "./s3-bucket-aborts-uploads";
import { S3_BUCKET_ACCESS_LOGS } from "./s3-bucket-access-logs";
import { S3_BUCKET_ACLS_DISABLED } from "./s3-bucket-acls-disabled";
import { S3_BUCKET_ENCRYPTION_KEY } from "./s3-bucket-encryption-key";
import { S3_BUCKET_LIFECYCLE } from "./s3-bucket-lifecycle";
import { S3_BUCKET_POLICY_OF_OWN_ACCOUNT } from "./s3-bucket-policy-of-own-account";
import { S3_BUCKET_PUBLIC_ACCESS_BLOCK } from "./s3-bucket-public-access-block";
import { S3_BUCKET_TLS } from "./s3-bucket-tls";
import { S3_BUCKET_VERSIONING } from "./s3-bucket-versioning";
import { S3_LOG_DELIVERY_POLICY } from "./s3-log-delivery-policy";
import { S3_LOG_TARGET_ENCRYPTION } from "./s3-log-target-encryption";
import { S3_LOG_TARGET_REGION } from "./s3-log-target-region";
import { SECRETSMANAGER_ROTATION } from "./secretsmanager-rotation";
import { SNS_ALARM_TOPIC_KEY } from "./sns-alarm-topic-key";
import { SNS_TOPIC_ENCRYPTION } from "./sns-topic-encryption";
import { SNS_TOPIC_NOT_PUBLIC } from "./sns-topic-not-public";
import { SQS_QUEUE_ENCRYPTION } from "./sqs-queue-encryption";
import { SQS_QUEUE_NOT_PUBLIC } from "./sqs-queue-not-public";
import { SSM_DOCUMENT_NOT_PUBLIC } from "./ssm-document-not-public";
import { TERRAFORM_ACCOUNT_GUARD } from "./terraform-account-guard";
import { TERRAFORM_NO_SECRETS } from "./terraform-no-secrets";
import { TERRAFORM_PREVENT_DESTROY } from "./terraform-prevent-destroy";
import { TERRAFORM_STATE_ENCRYPTION } from "./terraform-state-encryption";
import { TERRAFORM_STATE_LOCK } from "./terraform-state-lock";
import { WAF_LOG_NAME } from "./waf-log-name";
import { WAF_LOGS } from "./waf-logs";
import { WAF_METRICS } from "./waf-metrics";
import { WAF_RULES } from "./waf-rules";

/** All rules, by their ids. */
export const POLICY_RULES: readonly PolicyRule[] = [
  ACM_KEY_SIZE,
  ACM_RENEWAL,
  ACM_REPLACEABLE,
  BACKUP_VAULT_ENCRYPTION,
  CLOUDFRONT_ACCESS_LOGS,
  CLOUDFRONT_ALIAS_ONCE,
  CLOUDFRONT_BUCKET_KEY,
  CLOUDFRONT_BUCKET_ORIGIN_ACCESS,
  CLOUDFRONT_BUCKET_POLICY,
  CLOUDFRONT_CERTIFICATE,
  CLOUDFRONT_ERROR_CACHING,
  CLOUDFRONT_FAILOVER_METHODS,
  CLOUDFRONT_FUNCTION_URL_ACCESS,
  CLOUDFRONT_GLOBAL_REGION,
  CLOUDFRONT_ORIGIN_FAILOVER,
  CLOUDFRONT_ORIGIN_HTTPS,
  CLOUDFRONT_ORIGIN_NAME,
  CLOUDFRONT_ORIGIN_TLS,
  CLOUDFRONT_ROOT_OBJECT,
  CLOUDFRONT_SIGNERS,
  CLOUDFRONT_SNI,
  CLOUDFRONT_VIEWER_TLS,
  CLOUDFRONT_VIEWERS_HTTPS,
  CLOUDFRONT_VPC_ORIGIN_GATEWAY,
  CLOUDFRONT_VPC_ORIGIN_REPLACEABLE,
  CLOUDFRONT_WEB_ACL,
  CLOUDTRAIL_ENCRYPTION,
  CLOUDTRAIL_LOG_GROUP,
  CLOUDTRAIL_VALIDATION,
  CLOUDWATCH_ALARM_ACTIONS,
  CLOUDWATCH_ALARM_MISSING_DATA,
  CLOUDWATCH_ALARM_REGION,
  CLOUDWATCH_LOG_ENCRYPTION,
  CLOUDWATCH_LOG_RETENTION,
  IAM_GITHUB_TRUST,
  IAM_NO_DECRYPTION_OF_ALL_KEYS,
  IAM_NO_FULL_ADMINISTRATION,
  IAM_NO_POLICIES_OF_USERS,
  IAM_NO_SERVICE_WILDCARDS,
  IAM_ROLE_TRUST,
  KINESIS_STREAM_ENCRYPTION,
  KINESIS_STREAM_RETENTION,
  KMS_KEY_NOT_PUBLIC,
  KMS_KEY_REGION,
  KMS_KEY_ROTATION,
  KMS_LOG_GROUP_KEY,
  NAMES_UNIQUE,
  QUOTA_LOAD_BALANCER,
  QUOTA_NETWORK_ACL_RULES,
  QUOTA_POLICY_SIZE,
  QUOTA_ROLE_POLICIES,
  QUOTA_SECURITY_GROUP_RULES,
  ROUTE53_ALIAS_HEALTH,
  ROUTE53_FAILOVER,
  ROUTE53_HEALTH_CHECK_NAME,
  ROUTE53_QUERY_LOG_GROUP,
  ROUTE53_QUERY_LOGS,
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
  SECRETSMANAGER_ROTATION,
  SNS_ALARM_TOPIC_KEY,
  SNS_TOPIC_ENCRYPTION,
  SNS_TOPIC_NOT_PUBLIC,
  SQS_QUEUE_ENCRYPTION,
  SQS_QUEUE_NOT_PUBLIC,
  SSM_DOCUMENT_NOT_PUBLIC,
  TERRAFORM_ACCOUNT_GUARD,
  TERRAFORM_NO_SECRETS,
  TERRAFORM_PREVENT_DESTROY,
  TERRAFORM_STATE_ENCRYPTION,
  TERRAFORM_STATE_LOCK,
  WAF_LOG_NAME,
  WAF_LOGS,
  WAF_METRICS,
  WAF_RULES,
];
