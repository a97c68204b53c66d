import { PolicyRule } from "../rule";
import { CLOUDTRAIL_ENCRYPTION } from "../rules/cloudtrail-encryption";
import { CLOUDTRAIL_LOG_GROUP } from "../rules/cloudtrail-log-group";
import { CLOUDTRAIL_VALIDATION } from "../rules/cloudtrail-validation";
import { CLOUDWATCH_ALARM_ACTIONS } from "../rules/cloudwatch-alarm-actions";
import { CLOUDWATCH_ALARM_DIMENSIONS } from "../rules/cloudwatch-alarm-dimensions";
import { CLOUDWATCH_ALARM_MISSING_DATA } from "../rules/cloudwatch-alarm-missing-data";
import { CLOUDWATCH_ALARM_REGION } from "../rules/cloudwatch-alarm-region";
import { CLOUDWATCH_ALARM_SCALED_MEMBERS } from "../rules/cloudwatch-alarm-scaled-members";
import { CLOUDWATCH_LOG_ENCRYPTION } from "../rules/cloudwatch-log-encryption";
import { CLOUDWATCH_LOG_RETENTION } from "../rules/cloudwatch-log-retention";
import { IAM_GITHUB_TRUST } from "../rules/iam-github-trust";
import { IAM_KNOWN_ACTIONS } from "../rules/iam-known-actions";
import { IAM_KNOWN_CONDITION_KEYS } from "../rules/iam-known-condition-keys";
import { IAM_NO_DECRYPTION_OF_ALL_KEYS } from "../rules/iam-no-decryption-of-all-keys";
import { IAM_NO_FULL_ADMINISTRATION } from "../rules/iam-no-full-administration";
import { IAM_NO_POLICIES_OF_USERS } from "../rules/iam-no-policies-of-users";
import { IAM_NO_SERVICE_WILDCARDS } from "../rules/iam-no-service-wildcards";
import { IAM_PRINCIPALS_FIRST } from "../rules/iam-principals-first";
import { IAM_ROLE_TRUST } from "../rules/iam-role-trust";
import { KMS_KEY_DELETION_WINDOW } from "../rules/kms-key-deletion-window";
import { KMS_KEY_NOT_PUBLIC } from "../rules/kms-key-not-public";
import { KMS_KEY_REGION } from "../rules/kms-key-region";
import { KMS_KEY_ROTATION } from "../rules/kms-key-rotation";
import { KMS_LOG_GROUP_KEY } from "../rules/kms-log-group-key";
import { NAMES_UNIQUE } from "../rules/names-unique";
import { QUOTA_DISTRIBUTION } from "../rules/quota-distribution";
import { QUOTA_LOAD_BALANCER } from "../rules/quota-load-balancer";
import { QUOTA_NETWORK_ACL_RULES } from "../rules/quota-network-acl-rules";
import { QUOTA_POLICY_SIZE } from "../rules/quota-policy-size";
import { QUOTA_ROLE_POLICIES } from "../rules/quota-role-policies";
import { QUOTA_SECURITY_GROUP_RULES } from "../rules/quota-security-group-rules";
import { QUOTA_WEB_ACL_CAPACITY } from "../rules/quota-web-acl-capacity";
import { SSM_DOCUMENT_NOT_PUBLIC } from "../rules/ssm-document-not-public";
import { TERRAFORM_ACCOUNT_GUARD } from "../rules/terraform-account-guard";
import { TERRAFORM_NO_FORCE_DESTROY } from "../rules/terraform-no-force-destroy";
import { TERRAFORM_NO_SECRETS } from "../rules/terraform-no-secrets";
import { TERRAFORM_PREVENT_DESTROY } from "../rules/terraform-prevent-destroy";
import { TERRAFORM_STATE_ENCRYPTION } from "../rules/terraform-state-encryption";
import { TERRAFORM_STATE_LOCK } from "../rules/terraform-state-lock";
import { VPC_FLOW_LOGS_OF_ALL_TRAFFIC } from "../rules/vpc-flow-logs-of-all-traffic";

/** Rules for the account, its keys and permissions, and Terraform itself. */
export const ACCOUNT_RULES: readonly PolicyRule[] = [
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
  IAM_GITHUB_TRUST,
  IAM_KNOWN_ACTIONS,
  IAM_KNOWN_CONDITION_KEYS,
  IAM_NO_DECRYPTION_OF_ALL_KEYS,
  IAM_NO_FULL_ADMINISTRATION,
  IAM_NO_POLICIES_OF_USERS,
  IAM_NO_SERVICE_WILDCARDS,
  IAM_PRINCIPALS_FIRST,
  IAM_ROLE_TRUST,
  KMS_KEY_DELETION_WINDOW,
  KMS_KEY_NOT_PUBLIC,
  KMS_KEY_REGION,
  KMS_KEY_ROTATION,
  KMS_LOG_GROUP_KEY,
  NAMES_UNIQUE,
  QUOTA_DISTRIBUTION,
  QUOTA_LOAD_BALANCER,
  QUOTA_NETWORK_ACL_RULES,
  QUOTA_POLICY_SIZE,
  QUOTA_ROLE_POLICIES,
  QUOTA_SECURITY_GROUP_RULES,
  QUOTA_WEB_ACL_CAPACITY,
  SSM_DOCUMENT_NOT_PUBLIC,
  TERRAFORM_ACCOUNT_GUARD,
  TERRAFORM_NO_FORCE_DESTROY,
  TERRAFORM_NO_SECRETS,
  TERRAFORM_PREVENT_DESTROY,
  TERRAFORM_STATE_ENCRYPTION,
  TERRAFORM_STATE_LOCK,
  VPC_FLOW_LOGS_OF_ALL_TRAFFIC,
];
