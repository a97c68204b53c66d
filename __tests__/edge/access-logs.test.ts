import { Construct } from "constructs";
import { Edge, cloudFrontLogSource } from "../../modules/edge";
import { AwsEnvironment } from "../../src/core";
import { synth, testStack } from "../support/synth";
import { makeEdge, required, synthEdge } from "./fixture";

describe("access logs", () => {
  const result = synthEdge();

  test("are those of the distribution", () => {
    expect(result.resource("aws_cloudwatch_log_delivery_source")).toMatchObject({
      log_type: "ACCESS_LOGS",
      resource_arn: expect.stringContaining("aws_cloudfront_distribution.Edge"),
    });
  });

  test("are delivered as Parquet, under a prefix of the edge's own", () => {
    expect(result.resource("aws_cloudwatch_log_delivery_destination")).toMatchObject({
      output_format: "parquet",
      delivery_destination_configuration: [{ destination_resource_arn: "arn:aws:s3:::logs/cloudfront/Edge-Distribution" }],
    });
  });

  test("of an edge deeper in the stack are delivered under the whole path", () => {
    const stack = testStack();
    const props = required(stack);
    new Edge(new Construct(stack, "Site_One"), "Edge", props);
    expect(Object.keys(props.accessLogs.sources)).toEqual(["cloudfront/Site_One-Edge-Distribution"]);
  });

  test("are delivered by day and hour", () => {
    expect(result.resource("aws_cloudwatch_log_delivery").s3_delivery_configuration).toEqual([
      { suffix_path: "/{yyyy}/{MM}/{dd}/{HH}", enable_hive_compatible_path: false },
    ]);
  });

  test("are delivered once the bucket's policy allows it", () => {
    expect(result.resource("aws_cloudwatch_log_delivery_destination").depends_on).toEqual(["aws_s3_bucket_policy.LogPolicy"]);
  });

  test("have a delivery whose parts can be overridden", () => {
    const { accessLogDelivery } = makeEdge().edge;
    expect(Object.values(accessLogDelivery).map(({ terraformResourceType }) => terraformResourceType)).toEqual([
      "aws_cloudwatch_log_delivery_source",
      "aws_cloudwatch_log_delivery_destination",
      "aws_cloudwatch_log_delivery",
    ]);
  });
});

test("CloudFront's standard logs are delivered by delivery sources of us-east-1 of the account alone", () => {
  const stack = testStack();
  expect(cloudFrontLogSource(AwsEnvironment.of(stack))).toMatchObject({
    sid: "CloudFrontLogs",
    description: "CloudFront distributions",
    service: "delivery.logs.amazonaws.com",
    accountId: "111122223333",
    sourceArn: "arn:aws:logs:us-east-1:111122223333:delivery-source:*",
  });
  expect(synth(stack).types).toEqual([]);
});
