import { AutoScalingServiceProps } from "../../modules/alb-asg";
import { RenderedStatement, calledServices } from "../../modules/alb-asg/api-access";
import { INetwork } from "../../src/core";
import { messageOf, synth, warnings } from "../support/synth";
import { ServiceFixture } from "./fixture";

const allow = (actions: string | readonly string[], condition?: RenderedStatement["Condition"]): RenderedStatement => ({
  Effect: "Allow",
  Action: actions,
  Condition: condition,
});

describe("the AWS services that a role calls", () => {
  // AWS PrivateLink Guide, "AWS services that integrate with AWS PrivateLink": com.amazonaws.<region>.<name>.
  test.each([
    ["secretsmanager:GetSecretValue", ["secretsmanager"]],
    ["kms:Decrypt", ["kms"]],
    ["sqs:SendMessage", ["sqs"]],
    ["sns:Publish", ["sns"]],
    ["dynamodb:GetItem", ["dynamodb"]],
    ["kinesis:PutRecords", ["kinesis-streams"]],
    ["firehose:PutRecord", ["kinesis-firehose"]],
    ["sts:AssumeRole", ["sts"]],
    ["ssm:GetParameter", ["ssm"]],
    ["logs:PutLogEvents", ["logs"]],
    ["cloudwatch:PutMetricData", ["monitoring"]],
    ["autoscaling:CompleteLifecycleAction", ["autoscaling"]],
    ["appconfig:GetLatestConfiguration", ["appconfigdata"]],
    ["acm-pca:IssueCertificate", ["acm-pca"]],
    ["athena:StartQueryExecution", ["athena"]],
    ["ec2:DescribeInstances", ["ec2"]],
    ["ec2messages:GetMessages", ["ec2messages"]],
    ["elasticache:DescribeReplicationGroups", ["elasticache"]],
    ["elasticloadbalancing:DescribeTargetHealth", ["elasticloadbalancing"]],
    ["events:PutEvents", ["events"]],
    ["execute-api:Invoke", ["execute-api"]],
    ["glue:GetTable", ["glue"]],
    ["lambda:InvokeFunction", ["lambda"]],
    ["rds:DescribeDBClusters", ["rds"]],
    ["rds-data:ExecuteStatement", ["rds-data"]],
    ["s3:GetObject", ["s3"]],
    ["ssmmessages:OpenControlChannel", ["ssmmessages"]],
    ["states:StartExecution", ["states"]],
    ["xray:PutTraceSegments", ["xray"]],
    // Amazon ECR User Guide, "Amazon ECR interface VPC endpoints": layers come from S3.
    ["ecr:BatchGetImage", ["ecr.api", "ecr.dkr", "s3"]],
  ])("follow from the action %s", (action, services) => {
    expect(calledServices([allow(action)])).toEqual(services);
  });

  // RDS User Guide, "IAM database authentication"; ElastiCache User Guide, "Authenticating with IAM": the token is signed on the instance.
  test.each(["rds-db:connect", "elasticache:Connect"])("are none for the login by %s", (action) => {
    expect(calledServices([allow(action)])).toEqual([]);
  });

  // KMS Developer Guide, "kms:ViaService": the request comes from the service that is named.
  test.each(["kms:ViaService", "KMS:viaservice"])("leave KMS out where a key is used through another service, by %s", (key) => {
    expect(calledServices([allow(["kms:Decrypt"], { StringLike: { [key]: "s3.eu-central-1.*" } })])).toEqual([]);
  });

  test("are none for what is denied", () => {
    expect(calledServices([{ Effect: "Deny", Action: "sqs:*" }])).toEqual([]);
  });

  test("are each once, sorted, whatever the order of the statements", () => {
    const [one, other] = [allow(["sqs:SendMessage", "s3:GetObject"]), allow(["s3:PutObject", "kms:Decrypt"])];
    expect(calledServices([one, other])).toEqual(["kms", "s3", "sqs"]);
    expect(calledServices([other, one])).toEqual(["kms", "s3", "sqs"]);
  });
});

const MISSING = (services: readonly string[]): string =>
  `Instances have no way to these AWS services, which their role is allowed to call: ${services.join(", ")}. ` +
  `Add interfaceEndpoints: ${JSON.stringify(services)} to the network (endpointServices of an imported one, once it has them), ` +
  `or let the instances connect to the internet: natGateways of the network and internetEgressReason here.`;
const NO_ROUTE =
  "The network has no route to the internet that internetEgressReason allows connections to. Set natGateways of the network, or leave internetEgressReason out.";

/** The warnings of a service in a network that has this. */
function warned(access: Partial<INetwork>, props: Partial<AutoScalingServiceProps> = {}, actions: readonly string[] = []): unknown[] {
  const fixture = new ServiceFixture();
  const service = fixture.service({ network: { ...fixture.network, ...access }, ...props });
  if (actions.length > 0) service.role.addToPolicy({ sid: "Own", actions, resources: ["*"] });
  synth(fixture.stack);
  return warnings(service);
}

/** What every instance calls: its drain agent, the CloudWatch agent and Session Manager. */
const EVERY_INSTANCE = ["autoscaling", "logs", "ssm", "ssmmessages"];

describe("a service", () => {
  test("warns of the endpoints that its agents, Session Manager and its own role need and the network lacks", () => {
    expect(warned({ endpointServices: ["s3"] }, {}, ["secretsmanager:GetSecretValue"])).toEqual([
      MISSING(["autoscaling", "logs", "secretsmanager", "ssm", "ssmmessages"]),
    ]);
  });

  test("doesn't warn of Logs where its output stays on the instance", () => {
    const endpointServices = ["s3", "autoscaling", "ssm", "ssmmessages"];
    expect(warned({ endpointServices })).toEqual([MISSING(["logs"])]);
    expect(warned({ endpointServices }, { logRetentionDays: false })).toEqual([]);
  });

  // CloudWatch User Guide, "Installing the CloudWatch agent": it is a package of Amazon Linux's repository, which is in S3.
  test("warns of S3 where it has no release and installs the CloudWatch agent", () => {
    const image = { release: undefined, imageId: "ami-0123456789abcdef0", logRetentionDays: 30 };
    expect(warned({ endpointServices: EVERY_INSTANCE }, image)).toEqual([MISSING(["s3"])]);
  });

  // DynamoDB Developer Guide, "AWS PrivateLink for DynamoDB": without private DNS only a gateway endpoint is reached by its usual name.
  test("warns of DynamoDB's gateway endpoint by the prop that adds it", () => {
    const [warning] = warned({ endpointServices: ["s3", ...EVERY_INSTANCE] }, {}, ["dynamodb:GetItem", "sqs:SendMessage"]);
    expect(warning).toContain(': dynamodb, sqs. Add interfaceEndpoints: ["sqs"] and dynamoDbEndpoint: true to the network (');
  });

  test("doesn't warn where the network has every endpoint", () => {
    expect(warned({ endpointServices: ["s3", "sqs", ...EVERY_INSTANCE] }, {}, ["sqs:SendMessage"])).toEqual([]);
  });

  test("doesn't warn where the network doesn't say what it has", () => {
    expect(warned({})).toEqual([]);
  });

  test.each([true, undefined])("doesn't warn where it may connect to the internet and there is a route: %s", (hasInternetRoute) => {
    expect(warned({ endpointServices: [], hasInternetRoute }, { internetEgressReason: "prices of the exchange" })).toEqual([]);
  });

  test("warns where there is a route to the internet and it may not connect to it", () => {
    expect(warned({ endpointServices: ["s3"], hasInternetRoute: true })).toEqual([MISSING(EVERY_INSTANCE)]);
  });

  test("warns where it may connect to the internet and there is no route", () => {
    const reason = { internetEgressReason: "prices of the exchange" };
    expect(warned({ endpointServices: ["s3"], hasInternetRoute: false }, reason)).toEqual([NO_ROUTE, MISSING(EVERY_INSTANCE)]);
  });

  test("is refused a release that no instance can download", () => {
    expect(messageOf(() => warned({ endpointServices: ["ssm"] }))).toBe(
      "trading-test/TradingApi: invalid input\n" +
        '  - network.endpointServices: must hold s3, which instances download the release from; received ["ssm"]. ' +
        "Give s3PrefixListId of the imported network, or internetEgressReason and a network with a route to the internet.",
    );
  });

  test("may download its release from the internet", () => {
    expect(warned({ endpointServices: [] }, { internetEgressReason: "prices of the exchange" })).toEqual([]);
  });
});
