import { closestTo } from "../../internal/spelling";

/** Principals of AWS services that trust policies and resource policies name, without `.amazonaws.com`. There are others: those are assumed to be one. */
const SERVICES = new Set(
  [
    "access-analyzer acm airflow aoss apigateway application-autoscaling appsync athena autoscaling backup batch bedrock budgets cassandra chatbot",
    "cloudformation cloudfront cloudtrail cloudwatch codebuild codedeploy codepipeline cognito-idp config costalerts datasync delivery.logs detective dlm",
    "dms dnssec-route53 dynamodb ec2 ec2fleet ecr ecs ecs-tasks edgelambda eks elasticache elasticbeanstalk elasticfilesystem elasticloadbalancing",
    "elasticmapreduce events events.rds firehose fis glue guardduty iam imagebuilder inspector inspector2 iot kafka kinesis kinesisanalytics kms lambda",
    "logdelivery.elasticloadbalancing logger.cloudfront logging.s3 logs macie mediaconvert monitoring monitoring.rds mq network-firewall opensearchservice",
    "es ops.apigateway organizations pipes pods.eks quicksight ram rds redshift replicator.lambda route53 route53resolver rolesanywhere s3 sagemaker",
    "scheduler secretsmanager securityhub servicecatalog servicediscovery ses shield sns spot spotfleet sqs ssm states storagegateway streams.metrics.cloudwatch",
    "synthetics transfer vmie vpc-flow-logs vpcorigin.cloudfront wafv2 xray lakeformation export.rds batchoperations.s3 s3-object-lambda",
    "aiops.alarms.cloudwatch lambda.alarms.cloudwatch ssm-incidents ssm-contacts resource-groups vpc-lattice notifications billingconsole bcm-data-exports",
  ].flatMap((line) => line.split(" ")),
);
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
