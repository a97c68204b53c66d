import { PolicyRule } from "../rule";
import { ACM_KEY_SIZE } from "./acm-key-size";
import { ACM_RENEWAL } from "./acm-renewal";
import { ACM_REPLACEABLE } from "./acm-replaceable";
import { AUTOSCALING_ELB_HEALTH_CHECK } from "./autoscaling-elb-health-check";
import { AUTOSCALING_LAUNCH_TEMPLATE } from "./autoscaling-launch-template";
import { AUTOSCALING_REQUEST_COUNT } from "./autoscaling-request-count";
import { AUTOSCALING_SEVERAL_TYPES } from "./autoscaling-several-types";
import { AUTOSCALING_SEVERAL_ZONES } from "./autoscaling-several-zones";
import { AUTOSCALING_TAGS_PROPAGATED } from "./autoscaling-tags-propagated";
import { AUTOSCALING_TEMPLATE_VERSION } from "./autoscaling-template-version";
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
import { CLOUDFRONT_RESPONSE_HEADERS } from "./cloudfront-response-headers";
import { CLOUDFRONT_ROOT_OBJECT } from "./cloudfront-root-object";
import { CLOUDFRONT_SECURITY_HEADERS } from "./cloudfront-security-headers";
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
import { CLOUDWATCH_ALARM_DIMENSIONS } from "./cloudwatch-alarm-dimensions";
import { CLOUDWATCH_ALARM_MISSING_DATA } from "./cloudwatch-alarm-missing-data";
import { CLOUDWATCH_ALARM_REGION } from "./cloudwatch-alarm-region";
import { CLOUDWATCH_ALARM_SCALED_MEMBERS } from "./cloudwatch-alarm-scaled-members";
import { CLOUDWATCH_LOG_ENCRYPTION } from "./cloudwatch-log-encryption";
import { CLOUDWATCH_LOG_RETENTION } from "./cloudwatch-log-retention";
import { EC2_API_ENDPOINT } from "./ec2-api-endpoint";
import { EC2_BLOCK_PUBLIC_ACCESS } from "./ec2-block-public-access";
import { EC2_DEFAULT_SECURITY_GROUP } from "./ec2-default-security-group";
import { EC2_DEFAULT_VPC } from "./ec2-default-vpc";
import { EC2_DESCRIPTIONS } from "./ec2-descriptions";
import { EC2_ENDPOINT_HTTPS } from "./ec2-endpoint-https";
import { EC2_ENDPOINT_PRIVATE_DNS } from "./ec2-endpoint-private-dns";
import { EC2_FLOW_LOGS } from "./ec2-flow-logs";
import { EC2_HIGH_RISK_PORTS } from "./ec2-high-risk-ports";
import { EC2_IMDSV2 } from "./ec2-imdsv2";
import { EC2_INCIDENT_ENDPOINTS } from "./ec2-incident-endpoints";
import { EC2_KEYED_BY_ZONE } from "./ec2-keyed-by-zone";
import { EC2_METADATA_HOP_LIMIT } from "./ec2-metadata-hop-limit";
import { EC2_NETWORK_ACL_ADMIN_PORTS } from "./ec2-network-acl-admin-ports";
import { EC2_NETWORK_ACL_RETURN_PORTS } from "./ec2-network-acl-return-ports";
import { EC2_ONE_NETWORK_INTERFACE } from "./ec2-one-network-interface";
import { EC2_PUBLIC_ADDRESS } from "./ec2-public-address";
import { EC2_REGISTRY_ENDPOINTS } from "./ec2-registry-endpoints";
import { EC2_SOURCE_DESTINATION_CHECK } from "./ec2-source-destination-check";
import { EC2_SUBNET_PUBLIC_ADDRESSES } from "./ec2-subnet-public-addresses";
import { EC2_SYSTEMS_MANAGER_ENDPOINT } from "./ec2-systems-manager-endpoint";
import { EC2_UNRESTRICTED_EGRESS } from "./ec2-unrestricted-egress";
import { EC2_UNRESTRICTED_INGRESS } from "./ec2-unrestricted-ingress";
import { EC2_UNUSED_ADDRESS } from "./ec2-unused-address";
import { EC2_UNUSED_NETWORK_ACL } from "./ec2-unused-network-acl";
import { EC2_USER_DATA_SECRETS } from "./ec2-user-data-secrets";
import { EC2_VOLUME_ENCRYPTION } from "./ec2-volume-encryption";
import { EC2_VOLUME_KEY } from "./ec2-volume-key";
import { EC2_VPC_DNS } from "./ec2-vpc-dns";
import { ECS_CONTAINER_INSIGHTS } from "./ecs-container-insights";
import { ECS_EFS_ENCRYPTION } from "./ecs-efs-encryption";
import { ECS_ENVIRONMENT_SECRETS } from "./ecs-environment-secrets";
import { ECS_HOST_NETWORK } from "./ecs-host-network";
import { ECS_HOST_PROCESSES } from "./ecs-host-processes";
import { ECS_LOGGING } from "./ecs-logging";
import { ECS_NON_ROOT_USER } from "./ecs-non-root-user";
import { ECS_PLATFORM_VERSION } from "./ecs-platform-version";
import { ECS_PRIVILEGED } from "./ecs-privileged";
import { ECS_PUBLIC_ADDRESSES } from "./ecs-public-addresses";
import { ECS_READ_ONLY_ROOT } from "./ecs-read-only-root";
import { ELASTICACHE_AUTHENTICATION } from "./elasticache-authentication";
import { ELASTICACHE_AUTO_SCALING } from "./elasticache-auto-scaling";
import { ELASTICACHE_AUTOMATIC_FAILOVER } from "./elasticache-automatic-failover";
import { ELASTICACHE_BACKUPS } from "./elasticache-backups";
import { ELASTICACHE_CONNECT_RESOURCES } from "./elasticache-connect-resources";
import { ELASTICACHE_CUSTOMER_MANAGED_KEY } from "./elasticache-customer-managed-key";
import { ELASTICACHE_DEFAULT_USER } from "./elasticache-default-user";
import { ELASTICACHE_ENCRYPTION_AT_REST } from "./elasticache-encryption-at-rest";
import { ELASTICACHE_ENCRYPTION_IN_TRANSIT } from "./elasticache-encryption-in-transit";
import { ELASTICACHE_ENDPOINTS } from "./elasticache-endpoints";
import { ELASTICACHE_FINAL_SNAPSHOT } from "./elasticache-final-snapshot";
import { ELASTICACHE_IAM_USER_NAME } from "./elasticache-iam-user-name";
import { ELASTICACHE_MINOR_VERSION_UPGRADES } from "./elasticache-minor-version-upgrades";
import { ELASTICACHE_SEVERAL_ZONES } from "./elasticache-several-zones";
import { ELASTICACHE_SUBNET_GROUP } from "./elasticache-subnet-group";
import { ELB_ACCESS_LOGS } from "./elb-access-logs";
import { ELB_DELETION_PROTECTION } from "./elb-deletion-protection";
import { ELB_DESYNC_MITIGATION } from "./elb-desync-mitigation";
import { ELB_DROP_INVALID_HEADERS } from "./elb-drop-invalid-headers";
import { ELB_HEALTH_CHECK } from "./elb-health-check";
import { ELB_HEALTH_CHECK_ENCRYPTION } from "./elb-health-check-encryption";
import { ELB_HTTP_REDIRECT } from "./elb-http-redirect";
import { ELB_LISTENER_CERTIFICATE } from "./elb-listener-certificate";
import { ELB_LISTENER_ENCRYPTION } from "./elb-listener-encryption";
import { ELB_LISTENER_PRIORITIES } from "./elb-listener-priorities";
import { ELB_SEVERAL_ZONES } from "./elb-several-zones";
import { ELB_SUBNET_SIZE } from "./elb-subnet-size";
import { ELB_TARGET_ENCRYPTION } from "./elb-target-encryption";
import { ELB_TLS_POLICY } from "./elb-tls-policy";
import { ELB_TLS_VERSION } from "./elb-tls-version";
import { ELB_WEB_ACL } from "./elb-web-acl";
import { IAM_GITHUB_TRUST } from "./iam-github-trust";
import { IAM_NO_DECRYPTION_OF_ALL_KEYS } from "./iam-no-decryption-of-all-keys";
import { IAM_NO_FULL_ADMINISTRATION } from "./iam-no-full-administration";
import { IAM_NO_POLICIES_OF_USERS } from "./iam-no-policies-of-users";
import { IAM_NO_SERVICE_WILDCARDS } from "./iam-no-service-wildcards";
import { IAM_ROLE_TRUST } from "./iam-role-trust";
import { KINESIS_STREAM_ENCRYPTION } from "./kinesis-stream-encryption";
import { KINESIS_STREAM_RETENTION } from "./kinesis-stream-retention";
import { KMS_KEY_DELETION_WINDOW } from "./kms-key-deletion-window";
import { KMS_KEY_NOT_PUBLIC } from "./kms-key-not-public";
import { KMS_KEY_REGION } from "./kms-key-region";
import { KMS_KEY_ROTATION } from "./kms-key-rotation";
import { KMS_LOG_GROUP_KEY } from "./kms-log-group-key";
import { LAMBDA_ENVIRONMENT_SECRETS } from "./lambda-environment-secrets";
import { LAMBDA_PERMISSION_SOURCE } from "./lambda-permission-source";
import { LAMBDA_PUBLIC_ACCESS } from "./lambda-public-access";
import { LAMBDA_RUNTIME } from "./lambda-runtime";
import { LAMBDA_SEVERAL_ZONES } from "./lambda-several-zones";
import { LAMBDA_URL_AUTHENTICATION } from "./lambda-url-authentication";
import { NAMES_UNIQUE } from "./names-unique";
import { QUOTA_LOAD_BALANCER } from "./quota-load-balancer";
import { QUOTA_NETWORK_ACL_RULES } from "./quota-network-acl-rules";
import { QUOTA_POLICY_SIZE } from "./quota-policy-size";
import { QUOTA_ROLE_POLICIES } from "./quota-role-policies";
import { QUOTA_SECURITY_GROUP_RULES } from "./quota-security-group-rules";
import { RDS_AUDIT_PARAMETERS } from "./rds-audit-parameters";
import { RDS_BACKTRACK } from "./rds-backtrack";
import { RDS_BACKUP_RETENTION } from "./rds-backup-retention";
import { RDS_CERTIFICATE_AUTHORITY } from "./rds-certificate-authority";
import { RDS_CONNECT_RESOURCE } from "./rds-connect-resource";
import { RDS_COPY_TAGS_TO_SNAPSHOTS } from "./rds-copy-tags-to-snapshots";
import { RDS_CUSTOMER_MANAGED_KEY } from "./rds-customer-managed-key";
import { RDS_DEFAULT_PORT } from "./rds-default-port";
import { RDS_DELETION_PROTECTION } from "./rds-deletion-protection";
import { RDS_ENCRYPTION_AT_REST } from "./rds-encryption-at-rest";
import { RDS_ENHANCED_MONITORING } from "./rds-enhanced-monitoring";
import { RDS_EVENT_CATEGORIES } from "./rds-event-categories";
import { RDS_FINAL_SNAPSHOT } from "./rds-final-snapshot";
import { RDS_IAM_AUTHENTICATION } from "./rds-iam-authentication";
import { RDS_LOG_EXPORTS } from "./rds-log-exports";
import { RDS_LOG_GROUP_FIRST } from "./rds-log-group-first";
import { RDS_MANAGED_PASSWORD } from "./rds-managed-password";
import { RDS_MASTER_USER_NAME } from "./rds-master-user-name";
import { RDS_MINOR_VERSION_UPGRADES } from "./rds-minor-version-upgrades";
import { RDS_PARAMETER_FAMILY } from "./rds-parameter-family";
import { RDS_PERFORMANCE_INSIGHTS } from "./rds-performance-insights";
import { RDS_PERFORMANCE_INSIGHTS_KEY } from "./rds-performance-insights-key";
import { RDS_PRIVATE_SUBNETS } from "./rds-private-subnets";
import { RDS_PROXY_TLS } from "./rds-proxy-tls";
import { RDS_PUBLIC_ACCESS } from "./rds-public-access";
import { RDS_SEVERAL_ZONES } from "./rds-several-zones";
import { RDS_TLS_REQUIRED } from "./rds-tls-required";
import { RDS_ZONES_OF_CLUSTER } from "./rds-zones-of-cluster";
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
import { S3_OBJECT_LOCK_RETENTION } from "./s3-object-lock-retention";
import { SECRETSMANAGER_ROTATION } from "./secretsmanager-rotation";
import { SNS_ALARM_TOPIC_KEY } from "./sns-alarm-topic-key";
import { SNS_TOPIC_ENCRYPTION } from "./sns-topic-encryption";
import { SNS_TOPIC_NOT_PUBLIC } from "./sns-topic-not-public";
import { SQS_QUEUE_ENCRYPTION } from "./sqs-queue-encryption";
import { SQS_QUEUE_NOT_PUBLIC } from "./sqs-queue-not-public";
import { SSM_DOCUMENT_NOT_PUBLIC } from "./ssm-document-not-public";
import { TERRAFORM_ACCOUNT_GUARD } from "./terraform-account-guard";
import { TERRAFORM_NO_FORCE_DESTROY } from "./terraform-no-force-destroy";
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
  AUTOSCALING_ELB_HEALTH_CHECK,
  AUTOSCALING_LAUNCH_TEMPLATE,
  AUTOSCALING_REQUEST_COUNT,
  AUTOSCALING_SEVERAL_TYPES,
  AUTOSCALING_SEVERAL_ZONES,
  AUTOSCALING_TAGS_PROPAGATED,
  AUTOSCALING_TEMPLATE_VERSION,
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
  CLOUDFRONT_RESPONSE_HEADERS,
  CLOUDFRONT_ROOT_OBJECT,
  CLOUDFRONT_SECURITY_HEADERS,
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
  CLOUDWATCH_ALARM_DIMENSIONS,
  CLOUDWATCH_ALARM_MISSING_DATA,
  CLOUDWATCH_ALARM_REGION,
  CLOUDWATCH_ALARM_SCALED_MEMBERS,
  CLOUDWATCH_LOG_ENCRYPTION,
  CLOUDWATCH_LOG_RETENTION,
  EC2_API_ENDPOINT,
  EC2_BLOCK_PUBLIC_ACCESS,
  EC2_DEFAULT_SECURITY_GROUP,
  EC2_DEFAULT_VPC,
  EC2_DESCRIPTIONS,
  EC2_ENDPOINT_HTTPS,
  EC2_ENDPOINT_PRIVATE_DNS,
  EC2_FLOW_LOGS,
  EC2_HIGH_RISK_PORTS,
  EC2_IMDSV2,
  EC2_INCIDENT_ENDPOINTS,
  EC2_KEYED_BY_ZONE,
  EC2_METADATA_HOP_LIMIT,
  EC2_NETWORK_ACL_ADMIN_PORTS,
  EC2_NETWORK_ACL_RETURN_PORTS,
  EC2_ONE_NETWORK_INTERFACE,
  EC2_PUBLIC_ADDRESS,
  EC2_REGISTRY_ENDPOINTS,
  EC2_SOURCE_DESTINATION_CHECK,
  EC2_SUBNET_PUBLIC_ADDRESSES,
  EC2_SYSTEMS_MANAGER_ENDPOINT,
  EC2_UNRESTRICTED_EGRESS,
  EC2_UNRESTRICTED_INGRESS,
  EC2_UNUSED_ADDRESS,
  EC2_UNUSED_NETWORK_ACL,
  EC2_USER_DATA_SECRETS,
  EC2_VOLUME_ENCRYPTION,
  EC2_VOLUME_KEY,
  EC2_VPC_DNS,
  ECS_CONTAINER_INSIGHTS,
  ECS_EFS_ENCRYPTION,
  ECS_ENVIRONMENT_SECRETS,
  ECS_HOST_NETWORK,
  ECS_HOST_PROCESSES,
  ECS_LOGGING,
  ECS_NON_ROOT_USER,
  ECS_PLATFORM_VERSION,
  ECS_PRIVILEGED,
  ECS_PUBLIC_ADDRESSES,
  ECS_READ_ONLY_ROOT,
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
  ELB_ACCESS_LOGS,
  ELB_DELETION_PROTECTION,
  ELB_DESYNC_MITIGATION,
  ELB_DROP_INVALID_HEADERS,
  ELB_HEALTH_CHECK,
  ELB_HEALTH_CHECK_ENCRYPTION,
  ELB_HTTP_REDIRECT,
  ELB_LISTENER_CERTIFICATE,
  ELB_LISTENER_ENCRYPTION,
  ELB_LISTENER_PRIORITIES,
  ELB_SEVERAL_ZONES,
  ELB_SUBNET_SIZE,
  ELB_TARGET_ENCRYPTION,
  ELB_TLS_POLICY,
  ELB_TLS_VERSION,
  ELB_WEB_ACL,
  IAM_GITHUB_TRUST,
  IAM_NO_DECRYPTION_OF_ALL_KEYS,
  IAM_NO_FULL_ADMINISTRATION,
  IAM_NO_POLICIES_OF_USERS,
  IAM_NO_SERVICE_WILDCARDS,
  IAM_ROLE_TRUST,
  KINESIS_STREAM_ENCRYPTION,
  KINESIS_STREAM_RETENTION,
  KMS_KEY_DELETION_WINDOW,
  KMS_KEY_NOT_PUBLIC,
  KMS_KEY_REGION,
  KMS_KEY_ROTATION,
  KMS_LOG_GROUP_KEY,
  LAMBDA_ENVIRONMENT_SECRETS,
  LAMBDA_PERMISSION_SOURCE,
  LAMBDA_PUBLIC_ACCESS,
  LAMBDA_RUNTIME,
  LAMBDA_SEVERAL_ZONES,
  LAMBDA_URL_AUTHENTICATION,
  NAMES_UNIQUE,
  QUOTA_LOAD_BALANCER,
  QUOTA_NETWORK_ACL_RULES,
  QUOTA_POLICY_SIZE,
  QUOTA_ROLE_POLICIES,
  QUOTA_SECURITY_GROUP_RULES,
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
  S3_OBJECT_LOCK_RETENTION,
  SECRETSMANAGER_ROTATION,
  SNS_ALARM_TOPIC_KEY,
  SNS_TOPIC_ENCRYPTION,
  SNS_TOPIC_NOT_PUBLIC,
  SQS_QUEUE_ENCRYPTION,
  SQS_QUEUE_NOT_PUBLIC,
  SSM_DOCUMENT_NOT_PUBLIC,
  TERRAFORM_ACCOUNT_GUARD,
  TERRAFORM_NO_FORCE_DESTROY,
  TERRAFORM_NO_SECRETS,
  TERRAFORM_PREVENT_DESTROY,
  TERRAFORM_STATE_ENCRYPTION,
  TERRAFORM_STATE_LOCK,
  WAF_LOG_NAME,
  WAF_LOGS,
  WAF_METRICS,
  WAF_RULES,
];
