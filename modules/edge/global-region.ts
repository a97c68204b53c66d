/**
 * The region of everything that is CloudFront's: certificates, web ACLs and log deliveries are made there, and the metrics of distributions,
 * their web ACLs and Route 53 health checks are reported to it alone.
 */
export const GLOBAL_REGION = "us-east-1";
