import { AUTO_SCALING_NOTIFICATIONS } from "./auto-scaling-notifications";
import { AUTO_SCALING_VOLUMES } from "./auto-scaling-volumes";
import { BACKUP } from "./backup";
import { BACKUP_NOTIFICATIONS } from "./backup-notifications";
import { BUDGET_NOTIFICATIONS } from "./budget-notifications";
import { CLOUDFRONT_ORIGINS } from "./cloudfront-origins";
import { CLOUDFRONT_REALTIME_LOGS } from "./cloudfront-realtime-logs";
import { CLOUDTRAIL } from "./cloudtrail";
import { CLOUDWATCH_ALARMS } from "./cloudwatch-alarms";
import { DNS_QUERY_LOGS } from "./dns-query-logs";
import { DNSSEC } from "./dnssec";
import { ECS_TASKS } from "./ecs-tasks";
import { ELASTICACHE_LOGS } from "./elasticache-logs";
import { ELASTICACHE_NOTIFICATIONS } from "./elasticache-notifications";
import { EVENT_RULES } from "./event-rules";
import { EVENT_SCHEDULES } from "./event-schedules";
import { FLOW_LOGS } from "./flow-logs";
import { FUNCTION_URLS } from "./function-urls";
import { GITHUB_ACTIONS } from "./github-actions";
import { INSTANCE_PROFILES } from "./instance-profiles";
import { KEYS_AT_REST } from "./keys-at-rest";
import { LAMBDA_EVENT_SOURCES } from "./lambda-event-sources";
import { LAMBDA_FUNCTIONS } from "./lambda-functions";
import { LOAD_BALANCER_FUNCTIONS } from "./load-balancer-functions";
import { LOAD_BALANCER_LOGS } from "./load-balancer-logs";
import { LOG_DELIVERIES } from "./log-deliveries";
import { LOG_GROUP_KEYS } from "./log-group-keys";
import { LOG_SUBSCRIPTIONS } from "./log-subscriptions";
import { ServiceNeed } from "./need";
import { RDS_EVENT_NOTIFICATIONS } from "./rds-event-notifications";
import { RDS_MONITORING } from "./rds-monitoring";
import { RDS_PROXIES } from "./rds-proxies";
import { RDS_ROLES } from "./rds-roles";
import { RESOLVER_QUERY_LOGS } from "./resolver-query-logs";
import { S3_ACCESS_LOGS } from "./s3-access-logs";
import { S3_INVENTORY } from "./s3-inventory";
import { S3_NOTIFICATIONS } from "./s3-notifications";
import { S3_REPLICATION } from "./s3-replication";
import { SECRET_ROTATION } from "./secret-rotation";
import { SNS_SUBSCRIPTIONS } from "./sns-subscriptions";
import { SSM_AUTOMATIONS } from "./ssm-automations";
import { TERRAFORM_STATE } from "./terraform-state";
import { WEB_ACL_LOGS } from "./web-acl-logs";

/** Ways in which AWS services need permissions, by their ids. */
export const SERVICE_NEEDS: readonly ServiceNeed[] = [
  AUTO_SCALING_NOTIFICATIONS,
  AUTO_SCALING_VOLUMES,
  BACKUP,
  BACKUP_NOTIFICATIONS,
  BUDGET_NOTIFICATIONS,
  CLOUDFRONT_ORIGINS,
  CLOUDFRONT_REALTIME_LOGS,
  CLOUDTRAIL,
  CLOUDWATCH_ALARMS,
  DNS_QUERY_LOGS,
  DNSSEC,
  ECS_TASKS,
  ELASTICACHE_LOGS,
  ELASTICACHE_NOTIFICATIONS,
  EVENT_RULES,
  EVENT_SCHEDULES,
  FLOW_LOGS,
  FUNCTION_URLS,
  GITHUB_ACTIONS,
  INSTANCE_PROFILES,
  KEYS_AT_REST,
  LAMBDA_EVENT_SOURCES,
  LAMBDA_FUNCTIONS,
  LOAD_BALANCER_FUNCTIONS,
  LOAD_BALANCER_LOGS,
  LOG_DELIVERIES,
  LOG_GROUP_KEYS,
  LOG_SUBSCRIPTIONS,
  RDS_EVENT_NOTIFICATIONS,
  RDS_MONITORING,
  RDS_PROXIES,
  RDS_ROLES,
  RESOLVER_QUERY_LOGS,
  S3_ACCESS_LOGS,
  S3_INVENTORY,
  S3_NOTIFICATIONS,
  S3_REPLICATION,
  SECRET_ROTATION,
  SNS_SUBSCRIPTIONS,
  SSM_AUTOMATIONS,
  TERRAFORM_STATE,
  WEB_ACL_LOGS,
];
