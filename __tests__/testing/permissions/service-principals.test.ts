/** Principals of AWS services that are known, by AWS's managed policies and by the pages that name them; others are assumed to be one. */
import { isKnownService, likelyService } from "../../../src/testing/permissions/service-principals";

test.each([
  // Managed policies: iam:AWSServiceName, iam:PassedToService, organizations:ServicePrincipal.
  ...["autoscaling", "delivery.logs", "ecs-tasks", "elasticache", "guardduty", "memorydb", "restore-testing.backup", "spotfleet", "wafv2"],
  // The pages that `service-principals` names.
  ...[
    "batchoperations.s3",
    "s3-object-lambda",
    "logging.s3",
    "edgelambda",
    "logger.cloudfront",
    "replicator.lambda",
    "vpcorigin.cloudfront",
  ],
  ...["lambda.alarms.cloudwatch", "aiops.alarms.cloudwatch", "streams.metrics.cloudwatch", "xray", "events.rds", "export.rds"],
  ...["monitoring.rds", "dnssec-route53", "route53", "logdelivery.elasticloadbalancing", "vpc-flow-logs", "dynamodb", "kms"],
  ...["bcm-data-exports", "billingconsole", "costalerts", "chatbot", "codedeploy", "dlm", "es", "kinesisanalytics", "ops.apigateway"],
  ...["pullthroughcache.ecr", "secretsmanager", "ssm-incidents", "storagegateway"],
  // Each service that scales has one of its own (Application Auto Scaling User Guide, "Service-linked roles").
  ...["application-autoscaling", "rds.application-autoscaling", "elasticache.application-autoscaling"],
])("%s.amazonaws.com is known", (name) => {
  expect(isKnownService(`${name}.amazonaws.com`)).toBe(true);
});

test.each([["logs.eu-central-1.amazonaws.com"], ["logs.cn-north-1.amazonaws.com.cn"], ["ec2.amazonaws.com.cn"]])(
  "%s is known",
  (principal) => {
    expect(isKnownService(principal)).toBe(true);
  },
);

// Names of endpoints and of event sources, which no policy trusts.
test.each(["sqs", "kinesis", "iam", "monitoring", "servicediscovery", "frobnicate"])(
  "%s.amazonaws.com is none that AWS's policies or pages name",
  (name) => {
    expect(isKnownService(`${name}.amazonaws.com`)).toBe(false);
  },
);

test.each([
  ["cloudfrnt.amazonaws.com", "cloudfront.amazonaws.com"],
  ["elasticach.amazonaws.com", "elasticache.amazonaws.com"],
  ["autoscalling.amazonaws.com.cn", "autoscaling.amazonaws.com.cn"],
  // Known, too short to tell, of parts, near nothing, and no service.
  ["cloudfront.amazonaws.com", undefined],
  ["ec3.amazonaws.com", undefined],
  ["delivry.logs.amazonaws.com", undefined],
  ["frobnicate.amazonaws.com", undefined],
  ["cloudfrnt", undefined],
])("%s was likely meant to be %s", (principal, meant) => {
  expect(likelyService(principal)).toBe(meant);
});
