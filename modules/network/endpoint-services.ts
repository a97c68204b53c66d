import { Lazy } from "cdktf";
import { Construct } from "constructs";
import { AwsEnvironment } from "../../src/core";
import { isKnown, resolvedText } from "../../src/internal/validator";

/**
 * Services whose interface endpoints support an endpoint policy, by their pages on interface VPC endpoints. `describe-vpc-endpoint-services` says it of every
 * other one; AWS refuses a policy where there is no support.
 */
const WITH_POLICY: readonly string[] = [
  "acm-pca",
  "appconfigdata",
  "autoscaling",
  "dynamodb",
  "ec2",
  "ec2messages",
  "ecr.api",
  "ecr.dkr",
  "elasticache",
  "elasticloadbalancing",
  "events",
  "execute-api",
  "kinesis-firehose",
  "kinesis-streams",
  "kms",
  "lambda",
  "logs",
  "monitoring",
  "rds",
  "s3",
  "secretsmanager",
  "sns",
  "sqs",
  "ssm",
  "ssmmessages",
  "states",
  "sts",
  "xray",
];

/** Services without private DNS (Amazon DynamoDB Developer Guide, "AWS PrivateLink for DynamoDB" and "… for DynamoDB Streams"). */
const WITHOUT_PRIVATE_DNS: readonly string[] = ["dynamodb", "dynamodb-streams"];

/** Services whose names begin with `cn.com.amazonaws` in China (`describe-vpc-endpoint-services` in cn-north-1 and cn-northwest-1). */
const CHINA: readonly string[] = [
  "account",
  "application-autoscaling",
  "appmesh-envoy-management",
  "athena",
  "autoscaling",
  "awsconnector",
  "backup",
  "batch",
  "cassandra",
  "cloudcontrolapi",
  "cloudformation",
  "codedeploy-commands-secure",
  "databrew",
  "dms",
  "ebs",
  "ec2",
  "ecr.api",
  "ecr.dkr",
  "eks",
  "elasticache",
  "elasticbeanstalk",
  "elasticfilesystem",
  "elasticfilesystem-fips",
  "emr-containers",
  "execute-api",
  "fsx",
  "imagebuilder",
  "iot.data",
  "iotsitewise.api",
  "iotsitewise.data",
  "kinesis-streams",
  "kms-fips",
  "lambda",
  "license-manager",
  "monitoring",
  "polly",
  "rds",
  "redshift",
  "redshift-data",
  "s3",
  "sagemaker.api",
  "sagemaker.featurestore-runtime",
  "sagemaker.runtime",
  "securityhub",
  "servicecatalog",
  "sms",
  "sqs",
  "states",
  "sts",
  "sync-states",
  "synthetics",
  "transcribe",
  "transcribestreaming",
  "transfer",
  "workspaces",
  "xray",
];

/** Whether an endpoint of the service takes a policy, as far as is known here. Pure. */
export function supportsPolicy(service: string): boolean {
  return WITH_POLICY.includes(service);
}

/** Whether the service's own name can lead to an endpoint. Pure. */
export function supportsPrivateDns(service: string): boolean {
  return !WITHOUT_PRIVATE_DNS.includes(service);
}

/** The full name of an AWS service's interface endpoint service in a region. Pure. */
export function interfaceServiceName(region: string, service: string): string {
  const name = `com.amazonaws.${region}.${service}`;
  if (!/^cn-/.test(region) || !CHINA.includes(service)) return name;
  return service === "transcribe" ? `cn.${name}.cn` : `cn.${name}`;
}

/** The same in the stack's region, which may be settled later in the program. */
export function interfaceServiceNameIn(scope: Construct, service: string): string {
  const { region } = AwsEnvironment.of(scope);
  if (isKnown(region)) return interfaceServiceName(region, service);
  return Lazy.stringValue({ produce: () => interfaceServiceName(resolvedText(scope, region), service) });
}
