import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { TerraformStack, Testing } from "cdktf";
import { Construct } from "constructs";
import { Bucket, LogBucket } from "../../modules/storage";
import { AwsEnvironment } from "../../src/core";
import { bucketNameViolation } from "../../src/internal/s3/bucket-name";
import { synth, testStack, warnings } from "../support/synth";
import { KEY, makeBucket } from "./fixture";

describe("a bucket's name", () => {
  test("is the construct's path, the account and the region, in the characters that S3 takes", () => {
    const stack = testStack("Trading_Prod");
    new Bucket(new Construct(stack, "Market"), "DailyReports", { encryptionKey: KEY });
    expect(synth(stack).resource("aws_s3_bucket").bucket).toBe("trading-prod-market-daily-reports-111122223333-eu-central-1");
  });

  test("is never too long for S3, however long the path is", () => {
    const stack = testStack("trading-platform-production");
    new Bucket(stack, "HistoricalTradeRecordsOfAllMarkets", { encryptionKey: KEY });
    const name = synth(stack).resource("aws_s3_bucket").bucket as string;
    expect(name.endsWith("-111122223333-eu-central-1")).toBe(true);
    expect(bucketNameViolation(name)).toBeUndefined();
  });

  // S3 User Guide, "General purpose bucket naming rules": 63 characters; of all regions, ap-southeast-1 and its like have the longest codes.
  test("is cut no more than S3 demands in the region of the longest code", () => {
    const stack = new TerraformStack(Testing.app(), "trading-platform-production");
    new AwsProvider(stack, "Aws", { region: "ap-southeast-1" });
    new AwsEnvironment(stack, { accountId: "111122223333", region: "ap-southeast-1" });
    new LogBucket(stack, "HistoricalTradeRecordsOfAllMarkets");
    expect(synth(stack).resource("aws_s3_bucket").bucket).toHaveLength(63);
  });

  test("has the account and the region that Terraform looks up, where the stack says neither", () => {
    const stack = new TerraformStack(Testing.app(), "trading-test");
    new AwsProvider(stack, "Aws");
    new Bucket(stack, "Assets", { encryptionKey: KEY });
    expect(synth(stack).resource("aws_s3_bucket").bucket).toMatch(
      /^trading-test-assets-\$\{data\.aws_caller_identity\.\w+\.account_id\}-\$\{data\.aws_region\.\w+\.name\}$/,
    );
  });

  test("is the caller's where one is given", () => {
    expect(makeBucket({ bucketName: "acme-assets" }).synthesized().resource("aws_s3_bucket").bucket).toBe("acme-assets");
  });

  test("with dots is warned of: CloudFront can't read from the bucket", () => {
    expect(warnings(makeBucket({ bucketName: "assets.example.com" }).bucket)).toEqual([
      "The bucket name assets.example.com has dots, which S3's certificates don't cover: " +
        "CloudFront and requests by the bucket's own host name fail over TLS. Use dashes.",
    ]);
  });

  test("without dots is not warned of", () => {
    expect(warnings(makeBucket({ bucketName: "assets-example-com" }).bucket)).toEqual([]);
  });
});
