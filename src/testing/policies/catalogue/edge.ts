import { PolicyRule } from "../rule";
import { ACM_KEY_SIZE } from "../rules/acm-key-size";
import { ACM_RENEWAL } from "../rules/acm-renewal";
import { ACM_REPLACEABLE } from "../rules/acm-replaceable";
import { CLOUDFRONT_ACCESS_LOGS } from "../rules/cloudfront-access-logs";
import { CLOUDFRONT_ALIAS_ONCE } from "../rules/cloudfront-alias-once";
import { CLOUDFRONT_BUCKET_KEY } from "../rules/cloudfront-bucket-key";
import { CLOUDFRONT_BUCKET_ORIGIN_ACCESS } from "../rules/cloudfront-bucket-origin-access";
import { CLOUDFRONT_BUCKET_POLICY } from "../rules/cloudfront-bucket-policy";
import { CLOUDFRONT_CERTIFICATE } from "../rules/cloudfront-certificate";
import { CLOUDFRONT_ERROR_CACHING } from "../rules/cloudfront-error-caching";
import { CLOUDFRONT_FAILOVER_METHODS } from "../rules/cloudfront-failover-methods";
import { CLOUDFRONT_FUNCTION_URL_ACCESS } from "../rules/cloudfront-function-url-access";
import { CLOUDFRONT_GLOBAL_REGION } from "../rules/cloudfront-global-region";
import { CLOUDFRONT_ORIGIN_FAILOVER } from "../rules/cloudfront-origin-failover";
import { CLOUDFRONT_ORIGIN_HTTPS } from "../rules/cloudfront-origin-https";
import { CLOUDFRONT_ORIGIN_NAME } from "../rules/cloudfront-origin-name";
import { CLOUDFRONT_ORIGIN_SIGNING } from "../rules/cloudfront-origin-signing";
import { CLOUDFRONT_ORIGIN_TLS } from "../rules/cloudfront-origin-tls";
import { CLOUDFRONT_RESPONSE_HEADERS } from "../rules/cloudfront-response-headers";
import { CLOUDFRONT_ROOT_OBJECT } from "../rules/cloudfront-root-object";
import { CLOUDFRONT_SECURITY_HEADERS } from "../rules/cloudfront-security-headers";
import { CLOUDFRONT_SIGNERS } from "../rules/cloudfront-signers";
import { CLOUDFRONT_SNI } from "../rules/cloudfront-sni";
import { CLOUDFRONT_VIEWER_TLS } from "../rules/cloudfront-viewer-tls";
import { CLOUDFRONT_VIEWERS_HTTPS } from "../rules/cloudfront-viewers-https";
import { CLOUDFRONT_VPC_ORIGIN_GATEWAY } from "../rules/cloudfront-vpc-origin-gateway";
import { CLOUDFRONT_VPC_ORIGIN_REPLACEABLE } from "../rules/cloudfront-vpc-origin-replaceable";
import { CLOUDFRONT_WEB_ACL } from "../rules/cloudfront-web-acl";
import { ROUTE53_ALIAS_HEALTH } from "../rules/route53-alias-health";
import { ROUTE53_FAILOVER } from "../rules/route53-failover";
import { ROUTE53_HEALTH_CHECK_NAME } from "../rules/route53-health-check-name";
import { ROUTE53_QUERY_LOG_GROUP } from "../rules/route53-query-log-group";
import { ROUTE53_QUERY_LOGS } from "../rules/route53-query-logs";
import { WAF_LOG_NAME } from "../rules/waf-log-name";
import { WAF_LOGS } from "../rules/waf-logs";
import { WAF_METRICS } from "../rules/waf-metrics";
import { WAF_RULES } from "../rules/waf-rules";

/** Rules for what viewers meet. */
export const EDGE_RULES: readonly PolicyRule[] = [
  ACM_KEY_SIZE,
  ACM_RENEWAL,
  ACM_REPLACEABLE,
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
  CLOUDFRONT_ORIGIN_SIGNING,
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
  ROUTE53_ALIAS_HEALTH,
  ROUTE53_FAILOVER,
  ROUTE53_HEALTH_CHECK_NAME,
  ROUTE53_QUERY_LOG_GROUP,
  ROUTE53_QUERY_LOGS,
  WAF_LOG_NAME,
  WAF_LOGS,
  WAF_METRICS,
  WAF_RULES,
];
