import { cloudTrailLogSource, s3AccessLogSource, s3InventorySource, webAclLogSource } from "../../modules/storage";
import { AwsEnvironment } from "../../src/core";
import { messageOf, testStack } from "../support/synth";

const ENVIRONMENT = AwsEnvironment.of(testStack());
const BUCKET = "arn:aws:s3:::assets";

describe("a source of logs is described as its service's guide has it", () => {
  test("S3 server access logs, which support no key", () => {
    expect(s3AccessLogSource(ENVIRONMENT, BUCKET)).toEqual({
      sid: "S3AccessLogs",
      description: "S3 server access logs",
      service: "logging.s3.amazonaws.com",
      accountId: "111122223333",
      sourceArn: BUCKET,
    });
  });

  test("S3 inventory reports, which leave objects to the bucket's owner", () => {
    expect(s3InventorySource(ENVIRONMENT, BUCKET)).toEqual({
      sid: "S3Inventory",
      description: "S3 inventory reports",
      service: "s3.amazonaws.com",
      accountId: "111122223333",
      sourceArn: BUCKET,
      setsOwnerFullControl: true,
      // S3 User Guide, "Granting Amazon S3 permission to use your AWS KMS key for encryption".
      keyStatement: {
        sid: "S3Inventory",
        principals: { services: ["s3.amazonaws.com"] },
        actions: ["kms:GenerateDataKey"],
        conditions: { StringEquals: { "aws:SourceAccount": "111122223333" }, ArnLike: { "aws:SourceArn": BUCKET } },
      },
    });
  });

  test("CloudTrail logs, whose service checks the bucket's ACL first", () => {
    const trail = "arn:aws:cloudtrail:eu-central-1:111122223333:trail/main";
    expect(cloudTrailLogSource(ENVIRONMENT, trail)).toEqual({
      sid: "CloudTrail",
      description: "CloudTrail logs",
      accountId: "111122223333",
      service: "cloudtrail.amazonaws.com",
      sourceArn: trail,
      keyPattern: "AWSLogs/111122223333/*",
      checksBucketAcl: true,
      setsOwnerFullControl: true,
      keyStatement: {
        sid: "CloudTrail",
        principals: { services: ["cloudtrail.amazonaws.com"] },
        actions: ["kms:Decrypt", "kms:GenerateDataKey*", "kms:DescribeKey"],
        conditions: { StringEquals: { "aws:SourceArn": trail } },
      },
    });
  });

  test.each([
    ["of the environment's region", webAclLogSource(ENVIRONMENT), "eu-central-1"],
    ["of the bucket's region", webAclLogSource(ENVIRONMENT, "REGIONAL", "eu-west-1"), "eu-west-1"],
    ["of CloudFront, from us-east-1", webAclLogSource(ENVIRONMENT, "CLOUDFRONT"), "us-east-1"],
    ["of CloudFront, from us-east-1 to a bucket of any region", webAclLogSource(ENVIRONMENT, "CLOUDFRONT", "eu-west-1"), "us-east-1"],
  ])("web ACL logs %s", (_, source, region) => {
    expect(source).toMatchObject({
      sid: "WebAclLogs",
      description: "web ACL logs",
      service: "delivery.logs.amazonaws.com",
      sourceArn: `arn:aws:logs:${region}:111122223333:*`,
      keyPattern: "AWSLogs/111122223333/*",
      checksBucketAcl: true,
      setsOwnerFullControl: true,
      bucketNamePrefix: "aws-waf-logs-",
    });
  });
});

describe("a source of logs refuses", () => {
  const CASES: [string, () => unknown, string][] = [
    [
      "a bucket's name in place of its ARN, for access logs",
      () => s3AccessLogSource(ENVIRONMENT, "assets"),
      's3AccessLogSource: invalid input\n  - sourceBucketArn: must be a bucket\'s ARN; received "assets". Write it as "arn:aws:s3:::trading-assets".',
    ],
    [
      "no bucket, for inventories",
      () => s3InventorySource(ENVIRONMENT, undefined as never),
      "s3InventorySource: invalid input\n  - sourceBucketArn: must be a string; received nothing. It is required.",
    ],
    [
      "no environment",
      () => s3InventorySource(undefined as never, BUCKET),
      "s3InventorySource: invalid input\n  - environment: must be an AwsEnvironment; received nothing. Give an AwsEnvironment.",
    ],
    [
      "a scope that AWS WAF doesn't have",
      () => webAclLogSource(ENVIRONMENT, "cloudfront" as never),
      'webAclLogSource: invalid input\n  - scope: must be one of REGIONAL, CLOUDFRONT; received "cloudfront". Use one of these.',
    ],
    [
      "a region that isn't one",
      () => webAclLogSource(ENVIRONMENT, "REGIONAL", "europe"),
      'webAclLogSource: invalid input\n  - bucketRegion: must be a region\'s code; received "europe". Give a code such as "eu-central-1".',
    ],
    [
      "a trail's name in place of its ARN",
      () => cloudTrailLogSource(ENVIRONMENT, "main"),
      'cloudTrailLogSource: invalid input\n  - trailArn: must be a trail\'s ARN; received "main". Copy the ARN that holds "trail/".',
    ],
  ];

  test.each(["accountId", "region", "partition", "arn"])("an environment without its %s", (member) => {
    const { accountId, region, partition } = ENVIRONMENT;
    const members = Object.entries({ accountId, region, partition, arn: () => BUCKET }).filter(([name]) => name !== member);
    expect(messageOf(() => s3InventorySource(Object.fromEntries(members) as never, BUCKET))).toContain(
      "environment: must be an AwsEnvironment",
    );
  });

  test.each(CASES)("%s", (_, make, message) => {
    expect(messageOf(make)).toBe(message);
  });
});
