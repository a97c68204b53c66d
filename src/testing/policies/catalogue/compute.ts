import { PolicyRule } from "../rule";
import { AUTOSCALING_ARTIFACT_FIRST } from "../rules/autoscaling-artifact-first";
import { AUTOSCALING_ELB_HEALTH_CHECK } from "../rules/autoscaling-elb-health-check";
import { AUTOSCALING_LAUNCH_TEMPLATE } from "../rules/autoscaling-launch-template";
import { AUTOSCALING_REQUEST_COUNT } from "../rules/autoscaling-request-count";
import { AUTOSCALING_REQUEST_COUNT_ORDER } from "../rules/autoscaling-request-count-order";
import { AUTOSCALING_SEVERAL_TYPES } from "../rules/autoscaling-several-types";
import { AUTOSCALING_SEVERAL_ZONES } from "../rules/autoscaling-several-zones";
import { AUTOSCALING_TAGS_PROPAGATED } from "../rules/autoscaling-tags-propagated";
import { AUTOSCALING_TEMPLATE_VERSION } from "../rules/autoscaling-template-version";
import { AUTOSCALING_VOLUME_KEY } from "../rules/autoscaling-volume-key";
import { EC2_API_ENDPOINT } from "../rules/ec2-api-endpoint";
import { EC2_BLOCK_PUBLIC_ACCESS } from "../rules/ec2-block-public-access";
import { EC2_DEFAULT_SECURITY_GROUP } from "../rules/ec2-default-security-group";
import { EC2_DEFAULT_VPC } from "../rules/ec2-default-vpc";
import { EC2_DESCRIPTIONS } from "../rules/ec2-descriptions";
import { EC2_ENDPOINT_HTTPS } from "../rules/ec2-endpoint-https";
import { EC2_ENDPOINT_PRIVATE_DNS } from "../rules/ec2-endpoint-private-dns";
import { EC2_FLOW_LOGS } from "../rules/ec2-flow-logs";
import { EC2_HIGH_RISK_PORTS } from "../rules/ec2-high-risk-ports";
import { EC2_IMDSV2 } from "../rules/ec2-imdsv2";
import { EC2_INCIDENT_ENDPOINTS } from "../rules/ec2-incident-endpoints";
import { EC2_KEYED_BY_ZONE } from "../rules/ec2-keyed-by-zone";
import { EC2_METADATA_HOP_LIMIT } from "../rules/ec2-metadata-hop-limit";
import { EC2_NETWORK_ACL_ADMIN_PORTS } from "../rules/ec2-network-acl-admin-ports";
import { EC2_NETWORK_ACL_RETURN_PORTS } from "../rules/ec2-network-acl-return-ports";
import { EC2_ONE_NETWORK_INTERFACE } from "../rules/ec2-one-network-interface";
import { EC2_PUBLIC_ADDRESS } from "../rules/ec2-public-address";
import { EC2_REGISTRY_ENDPOINTS } from "../rules/ec2-registry-endpoints";
import { EC2_SOURCE_DESTINATION_CHECK } from "../rules/ec2-source-destination-check";
import { EC2_SUBNET_PUBLIC_ADDRESSES } from "../rules/ec2-subnet-public-addresses";
import { EC2_SYSTEMS_MANAGER_ENDPOINT } from "../rules/ec2-systems-manager-endpoint";
import { EC2_UNRESTRICTED_EGRESS } from "../rules/ec2-unrestricted-egress";
import { EC2_UNRESTRICTED_INGRESS } from "../rules/ec2-unrestricted-ingress";
import { EC2_UNUSED_ADDRESS } from "../rules/ec2-unused-address";
import { EC2_UNUSED_NETWORK_ACL } from "../rules/ec2-unused-network-acl";
import { EC2_USER_DATA_SECRETS } from "../rules/ec2-user-data-secrets";
import { EC2_VOLUME_ENCRYPTION } from "../rules/ec2-volume-encryption";
import { EC2_VOLUME_KEY } from "../rules/ec2-volume-key";
import { EC2_VPC_DNS } from "../rules/ec2-vpc-dns";
import { EC2_ZONE_NAMES } from "../rules/ec2-zone-names";
import { ECS_CONTAINER_INSIGHTS } from "../rules/ecs-container-insights";
import { ECS_EFS_ENCRYPTION } from "../rules/ecs-efs-encryption";
import { ECS_ENVIRONMENT_SECRETS } from "../rules/ecs-environment-secrets";
import { ECS_HOST_NETWORK } from "../rules/ecs-host-network";
import { ECS_HOST_PROCESSES } from "../rules/ecs-host-processes";
import { ECS_LOGGING } from "../rules/ecs-logging";
import { ECS_NON_ROOT_USER } from "../rules/ecs-non-root-user";
import { ECS_PLATFORM_VERSION } from "../rules/ecs-platform-version";
import { ECS_PRIVILEGED } from "../rules/ecs-privileged";
import { ECS_PUBLIC_ADDRESSES } from "../rules/ecs-public-addresses";
import { ECS_READ_ONLY_ROOT } from "../rules/ecs-read-only-root";
import { ELB_ACCESS_LOGS } from "../rules/elb-access-logs";
import { ELB_DELETION_PROTECTION } from "../rules/elb-deletion-protection";
import { ELB_DESYNC_MITIGATION } from "../rules/elb-desync-mitigation";
import { ELB_DROP_INVALID_HEADERS } from "../rules/elb-drop-invalid-headers";
import { ELB_HEALTH_CHECK } from "../rules/elb-health-check";
import { ELB_HEALTH_CHECK_ENCRYPTION } from "../rules/elb-health-check-encryption";
import { ELB_HTTP_REDIRECT } from "../rules/elb-http-redirect";
import { ELB_LISTENER_CERTIFICATE } from "../rules/elb-listener-certificate";
import { ELB_LISTENER_ENCRYPTION } from "../rules/elb-listener-encryption";
import { ELB_LISTENER_PRIORITIES } from "../rules/elb-listener-priorities";
import { ELB_SEVERAL_ZONES } from "../rules/elb-several-zones";
import { ELB_SUBNET_SIZE } from "../rules/elb-subnet-size";
import { ELB_TARGET_ENCRYPTION } from "../rules/elb-target-encryption";
import { ELB_TLS_POLICY } from "../rules/elb-tls-policy";
import { ELB_TLS_VERSION } from "../rules/elb-tls-version";
import { ELB_WEB_ACL } from "../rules/elb-web-acl";
import { LAMBDA_ENVIRONMENT_SECRETS } from "../rules/lambda-environment-secrets";
import { LAMBDA_PERMISSION_SOURCE } from "../rules/lambda-permission-source";
import { LAMBDA_PUBLIC_ACCESS } from "../rules/lambda-public-access";
import { LAMBDA_RUNTIME } from "../rules/lambda-runtime";
import { LAMBDA_SEVERAL_ZONES } from "../rules/lambda-several-zones";
import { LAMBDA_URL_AUTHENTICATION } from "../rules/lambda-url-authentication";

/** Rules for instances, containers, functions and what is before them. */
export const COMPUTE_RULES: readonly PolicyRule[] = [
  AUTOSCALING_ARTIFACT_FIRST,
  AUTOSCALING_ELB_HEALTH_CHECK,
  AUTOSCALING_LAUNCH_TEMPLATE,
  AUTOSCALING_REQUEST_COUNT,
  AUTOSCALING_REQUEST_COUNT_ORDER,
  AUTOSCALING_SEVERAL_TYPES,
  AUTOSCALING_SEVERAL_ZONES,
  AUTOSCALING_TAGS_PROPAGATED,
  AUTOSCALING_TEMPLATE_VERSION,
  AUTOSCALING_VOLUME_KEY,
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
  EC2_ZONE_NAMES,
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
  LAMBDA_ENVIRONMENT_SECRETS,
  LAMBDA_PERMISSION_SOURCE,
  LAMBDA_PUBLIC_ACCESS,
  LAMBDA_RUNTIME,
  LAMBDA_SEVERAL_ZONES,
  LAMBDA_URL_AUTHENTICATION,
];
