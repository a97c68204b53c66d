import { interfaceServiceName, supportsPolicy, supportsPrivateDns } from "../../modules/network/endpoint-services";

/** What `describe-vpc-endpoint-services` lists in cn-north-1 with the prefix `cn.com.amazonaws`, and services whose pages on docs.amazonaws.cn say so. */
const CHINA = `
account application-autoscaling appmesh-envoy-management athena autoscaling awsconnector backup batch cassandra cloudcontrolapi cloudformation
codedeploy-commands-secure databrew dms ebs ec2 ecr.api ecr.dkr eks elasticache elasticbeanstalk elasticfilesystem elasticfilesystem-fips emr-containers execute-api fsx
imagebuilder iot.data iotsitewise.api iotsitewise.data kinesis-streams kms-fips lambda license-manager monitoring polly rds redshift redshift-data s3 sagemaker.api
sagemaker.featurestore-runtime sagemaker.runtime securityhub servicecatalog sms sqs states sts sync-states synthetics transcribestreaming transfer workspaces xray
`
  .trim()
  .split(/\s+/);

test.each(CHINA)("%s has the prefix of China there, and nowhere else", (service) => {
  expect(interfaceServiceName("cn-north-1", service)).toBe(`cn.com.amazonaws.cn-north-1.${service}`);
  expect(interfaceServiceName("eu-central-1", service)).toBe(`com.amazonaws.eu-central-1.${service}`);
});

// The same list: these have the prefix that they have everywhere.
test.each(["kms", "logs", "secretsmanager", "sns", "ssm", "ssmmessages", "ec2messages", "events"])(
  "%s has the usual prefix in China",
  (service) => {
    expect(interfaceServiceName("cn-northwest-1", service)).toBe(`com.amazonaws.cn-northwest-1.${service}`);
  },
);

// The page on interface VPC endpoints in each service's guide: "Create an endpoint policy".
test.each(
  `acm-pca appconfigdata autoscaling dynamodb ec2 ec2messages ecr.api ecr.dkr elasticache elasticloadbalancing events execute-api kinesis-firehose kinesis-streams kms lambda
logs monitoring rds s3 secretsmanager sns sqs ssm ssmmessages states sts xray`.split(/\s+/),
)("an endpoint of %s takes a policy", (service) => expect(supportsPolicy(service)).toBe(true));

// DynamoDB Developer Guide, "AWS PrivateLink for DynamoDB".
test.each(["dynamodb", "dynamodb-streams"])("%s has no private DNS name", (service) => expect(supportsPrivateDns(service)).toBe(false));
test("others have", () => expect(supportsPrivateDns("kms")).toBe(true));
