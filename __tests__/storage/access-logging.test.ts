import { Construct } from "constructs";
import { Bucket, LogBucket } from "../../modules/storage";
import { messageOf, synth, testStack } from "../support/synth";
import { KEY, invalid } from "./fixture";

describe("server access logs", () => {
  test("are delivered under a prefix of the bucket's own", () => {
    const stack = testStack();
    const accessLogs = new LogBucket(stack, "Logs");
    new Bucket(new Construct(stack, "Market"), "Assets", { encryptionKey: KEY, accessLogs });
    new Bucket(stack, "Assets", { encryptionKey: KEY, accessLogs });
    const prefixes = Object.values(synth(stack).resources("aws_s3_bucket_logging")).map(({ target_prefix }) => target_prefix);
    expect(prefixes.sort()).toEqual(["s3/Assets/", "s3/Market-Assets/"]);
  });

  test("wait for the policy that allows them", () => {
    const stack = testStack();
    new Bucket(stack, "Assets", { encryptionKey: KEY, accessLogs: new LogBucket(stack, "Logs") });
    expect(synth(stack).resource("aws_s3_bucket_logging").depends_on).toEqual([
      expect.stringMatching(/^aws_s3_bucket_policy\.Logs_/),
      expect.stringMatching(/^aws_s3_bucket_ownership_controls\.Logs_/),
    ]);
  });

  test("of a log bucket that exists wait for nothing", () => {
    const stack = testStack();
    const accessLogs = LogBucket.fromAttributes(stack, "Logs", { bucketName: "acme-logs" });
    new Bucket(stack, "Assets", { encryptionKey: KEY, accessLogs });
    expect(synth(stack).resource("aws_s3_bucket_logging")).toMatchObject({
      target_bucket: "acme-logs",
      target_prefix: "s3/Assets/",
      depends_on: [],
    });
  });

  // Two buckets of one stack have no name in common, so that only one that exists can be the bucket itself.
  test("aren't delivered to the bucket itself", () => {
    const stack = testStack();
    const accessLogs = LogBucket.fromAttributes(stack, "Existing", { bucketName: "acme-logs" });
    expect(messageOf(() => new LogBucket(stack, "Logs", { bucketName: "acme-logs", accessLogs }))).toBe(
      invalid(
        "Logs",
        'accessLogs: must be another bucket: each log that is written would be a request to log; received "arn:aws:s3:::acme-logs". Give another log bucket, or leave it out.',
      ),
    );
  });
});
