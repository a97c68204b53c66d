import { closestTo } from "../../internal/spelling";
import { NAMED_PRINCIPALS } from "./actions/named-principals";

/** Principals that AWS's managed policies don't name, by the page that does. */
const OTHERS = [
  // Amazon S3 User Guide: "Granting permissions for Batch Operations", "Configuring IAM policies for Object Lambda Access Points", "Enabling Amazon S3 server access logging".
  ...["batchoperations.s3", "s3-object-lambda", "logging.s3"],
  // Amazon CloudFront Developer Guide: "Set up IAM permissions and roles for Lambda@Edge", "Restrict access with VPC origins".
  ...["edgelambda", "logger.cloudfront", "replicator.lambda", "vpcorigin.cloudfront"],
  // Amazon CloudWatch User Guide: "Lambda alarm actions", "CloudWatch investigations", "Trust between CloudWatch and Firehose"; X-Ray Developer Guide: "Enable transaction search".
  ...["lambda.alarms.cloudwatch", "aiops.alarms.cloudwatch", "streams.metrics.cloudwatch", "xray"],
  // Amazon RDS User Guide: "Granting permissions to publish notifications to an Amazon SNS topic", "Exporting DB snapshot data to Amazon S3", "Setting up Enhanced Monitoring".
  ...["events.rds", "export.rds", "monitoring.rds"],
  // Amazon Route 53 Developer Guide: "Working with customer managed keys for DNSSEC", "Public DNS query logging".
  ...["dnssec-route53", "route53"],
  // Elastic Load Balancing: "Access logs for your Application Load Balancer"; Amazon VPC User Guide: "IAM role for publishing flow logs to CloudWatch Logs".
  ...["logdelivery.elasticloadbalancing", "vpc-flow-logs"],
  // IAM User Guide, "AWS global condition context keys", aws:CalledVia.
  ...["dynamodb", "kms"],
  // AWS Data Exports User Guide: "Setting up an Amazon S3 bucket for data exports"; AWS Cost Management User Guide: "Creating an Amazon SNS topic for anomaly notifications".
  ...["bcm-data-exports", "billingconsole", "costalerts"],
  // The page on service roles or service-linked roles in the guide of each.
  ...[
    "chatbot",
    "codedeploy",
    "dlm",
    "es",
    "kinesisanalytics",
    "ops.apigateway",
    "pullthroughcache.ecr",
    "secretsmanager",
    "ssm-incidents",
  ],
  "storagegateway",
];

/** Principals of AWS services that trust policies and resource policies name, without `.amazonaws.com`. There are others: those are assumed to be one. */
const SERVICES = new Set([...NAMED_PRINCIPALS, ...OTHERS]);
/** Services with a principal for each kind of what they scale: `rds.application-autoscaling`. */
const OF_KINDS = /(?:^|\.)application-autoscaling$/;
const REGION = /\.[a-z]{2}(?:-[a-z]+)+-\d(?=\.|$)/;

/** As few letters of a name say nothing: one changed makes another service of `ecs`. */
const SHORT = 5;

/** The service that a misspelt principal was likely meant to be; undefined for one that is known, and where none is near. Pure. */
export function likelyService(principal: string): string | undefined {
  const [, name = "", suffix = ""] = /^(.*?)(\.amazonaws\.com(?:\.cn)?)$/.exec(principal) ?? [];
  if (name.length < SHORT || name.includes(".") || isKnownService(principal)) return undefined;
  const meant = closestTo(
    name,
    [...SERVICES].filter((service) => service.length >= SHORT),
  );
  return meant && `${meant}${suffix}`;
}

/** Whether a principal is that of a service, also with the region in its name. Pure. */
export function isKnownService(principal: string): boolean {
  const name = principal.replace(/\.amazonaws\.com(?:\.cn)?$/, "").replace(REGION, "");
  return SERVICES.has(name) || OF_KINDS.test(name);
}
