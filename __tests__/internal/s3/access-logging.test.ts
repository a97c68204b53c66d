import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { S3BucketPolicy } from "@cdktf/provider-aws/lib/s3-bucket-policy";
import { Construct } from "constructs";
import { AwsEnvironment, ILogBucket, LogSource } from "../../../src/core";
import { accessLogSource, checkAccessLogs, createAccessLogging } from "../../../src/internal/s3/access-logging";
import { Validator } from "../../../src/internal/validator";
import { ACCOUNT_ID, messageOf, synth, testStack } from "../../support/synth";

const ASSETS = { bucketName: "assets", bucketArn: "arn:aws:s3:::assets", region: "eu-central-1" };

describe("server access logs", () => {
  // S3 User Guide, "Enabling Amazon S3 server access logging": the logging service principal, for one source bucket and account.
  test("are delivered by S3's logging service for one bucket of the account", () => {
    expect(accessLogSource(AwsEnvironment.of(testStack()), ASSETS.bucketArn)).toEqual({
      sid: "S3AccessLogs",
      description: "S3 server access logs",
      service: "logging.s3.amazonaws.com",
      accountId: ACCOUNT_ID,
      sourceArn: ASSETS.bucketArn,
    });
  });

  test("are delivered under a prefix of the bucket's own, once the log bucket's policy allows it", () => {
    const stack = testStack();
    const provider = new AwsProvider(stack, "Replica", { region: "eu-west-1", alias: "replica" });
    const policy = new S3BucketPolicy(stack, "LogPolicy", { bucket: "logs", policy: "{}" });
    const sources: Record<string, LogSource> = {};
    const logs: ILogBucket = {
      bucketArn: "arn:aws:s3:::logs",
      addLogSource: (prefix, source) => {
        sources[prefix] = source;
        return { bucketName: "logs", bucketArn: "arn:aws:s3:::logs", prefix, dependencies: [policy] };
      },
    };
    const bucket = new Construct(stack, "Assets");
    createAccessLogging(bucket, logs, { ...ASSETS, provider });
    expect(bucket.node.children.map(({ node }) => node.id)).toEqual(["Logging"]);
    expect(synth(stack).resource("aws_s3_bucket_logging")).toEqual({
      bucket: "assets",
      target_bucket: "logs",
      target_prefix: "s3/Assets/",
      depends_on: ["aws_s3_bucket_policy.LogPolicy"],
      provider: "aws.replica",
    });
    expect(sources["s3/Assets"]).toMatchObject({ sourceArn: ASSETS.bucketArn });
  });

  const check = (accessLogs: Pick<ILogBucket, "bucketArn" | "region"> | undefined) => {
    const validator = new Validator("bucket");
    checkAccessLogs(validator, accessLogs as ILogBucket, ASSETS);
    validator.throwIfInvalid();
  };

  test("may be left out, and go to another bucket of the region", () => {
    expect(() => check(undefined)).not.toThrow();
    expect(() => check({ bucketArn: "arn:aws:s3:::logs", region: "eu-central-1" })).not.toThrow();
  });

  // S3 User Guide, "Logging requests with server access logging": a bucket that logs to itself logs its own logs, without end.
  test("never go to the bucket itself", () => {
    expect(messageOf(() => check(ASSETS))).toBe(
      'bucket: invalid input\n  - accessLogs: must be another bucket: each log that is written would be a request to log; received "arn:aws:s3:::assets". Give another log bucket, or leave it out.',
    );
  });

  // The same page: source and destination are in one region and account.
  test("never go to another region", () => {
    expect(messageOf(() => check({ bucketArn: "arn:aws:s3:::logs", region: "eu-west-1" }))).toBe(
      'bucket: invalid input\n  - accessLogs: must be a log bucket in eu-central-1: this is delivered to no other region; received "eu-west-1". ' +
        "Make a LogBucket in eu-central-1 for it.",
    );
  });
});
