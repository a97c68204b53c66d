import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import { TerraformStack } from "cdktf";
import { Construct } from "constructs";
import { Edge, staticAssets } from "../../modules/edge";
import { AwsEnvironment, EncryptionKey } from "../../src/core";
import { matchesPattern } from "../../src/internal/wildcards";
import { ACCOUNT_ID, REGION, statements, synth, testStack } from "../support/synth";
import { bucket, makeDistribution, required } from "./fixture";

describe("the bucket of the assets", () => {
  // Amazon S3 API Reference, GetObject: without s3:ListBucket a missing object is status 403, with it 404.
  test("allows CloudFront to read objects and to learn that one is missing, for exactly this distribution", () => {
    const stack = testStack();
    const assets = bucket();
    const { distributionArn } = new Edge(stack, "Edge", { ...required(stack), assets });
    expect(assets.statements).toEqual([
      {
        sid: "CloudFrontRead",
        principals: { services: ["cloudfront.amazonaws.com"] },
        actions: ["s3:GetObject"],
        resources: ["arn:aws:s3:::assets/*"],
        conditions: { StringEquals: { "aws:SourceArn": distributionArn } },
      },
      {
        sid: "CloudFrontMissing",
        principals: { services: ["cloudfront.amazonaws.com"] },
        actions: ["s3:ListBucket"],
        resources: ["arn:aws:s3:::assets"],
        conditions: { StringEquals: { "aws:SourceArn": distributionArn } },
      },
    ]);
  });

  // Amazon S3 API Reference, GetObject: a version that is named takes s3:GetObjectVersion.
  test("allows CloudFront to read versions where a behavior lets viewers ask for them, and for no other bucket of it", () => {
    const [assets, news] = [bucket(), bucket()];
    makeDistribution({
      origins: { assets: { bucket: assets }, news: { bucket: news } },
      defaultBehavior: { origin: "news", cache: { queryStrings: ["lang"] } },
      behaviors: { "/static/*": staticAssets("assets", { cache: { queryStrings: ["versionId"] } }) },
    });
    expect(assets.statements).toMatchObject([{ actions: ["s3:GetObject", "s3:GetObjectVersion"] }, { actions: ["s3:ListBucket"] }]);
    expect(news.statements).toMatchObject([{ actions: ["s3:GetObject"] }, { actions: ["s3:ListBucket"] }]);
  });

  test("and each further bucket of a distribution allow it the same", () => {
    const [assets, news] = [bucket(), bucket()];
    makeDistribution({ origins: { assets: { bucket: assets }, news: { bucket: news } }, defaultBehavior: { origin: "assets" } });
    expect(news.statements).toEqual(assets.statements);
    expect(news.statements).toMatchObject([{ actions: ["s3:GetObject"] }, { actions: ["s3:ListBucket"] }]);
  });

  // CloudFront Developer Guide, "Restrict access to an Amazon S3 origin": the condition limits the service to distributions of the account.
  test("of another stack, whose policy is there first, allows the account's distributions to read objects", () => {
    const stack = testStack();
    const elsewhere = new TerraformStack(stack.node.root as Construct, "data");
    const assets = Object.assign(new Construct(elsewhere, "Assets"), bucket());
    new Edge(stack, "Edge", { ...required(stack), assets });
    expect(assets.statements).toMatchObject([
      {
        actions: ["s3:GetObject"],
        resources: ["arn:aws:s3:::assets/*"],
        conditions: { ArnLike: { "aws:SourceArn": `arn:aws:cloudfront::${ACCOUNT_ID}:distribution/*` } },
      },
      { actions: ["s3:ListBucket"], conditions: { ArnLike: { "aws:SourceArn": `arn:aws:cloudfront::${ACCOUNT_ID}:distribution/*` } } },
    ]);
    expect(stack.dependsOn(elsewhere)).toBe(true);
  });

  test("has a key, which allows the account's distributions to decrypt this bucket's objects", () => {
    const stack = testStack();
    const encryptionKey = new EncryptionKey(stack, "AssetKey");
    new Edge(stack, "Edge", { ...required(stack), assets: { ...bucket(), encryptionKey } });
    const policy = statements(synth(stack).resource("aws_kms_key", "AssetKey").policy);
    expect(policy.find(({ Sid }) => Sid === "CloudFrontRead")).toEqual({
      Sid: "CloudFrontRead",
      Effect: "Allow",
      Principal: { Service: "cloudfront.amazonaws.com" },
      Action: "kms:Decrypt",
      Resource: "*",
      Condition: {
        ArnLike: { "aws:SourceArn": `arn:aws:cloudfront::${ACCOUNT_ID}:distribution/*` },
        StringLike: { "kms:EncryptionContext:aws:s3:arn": ["arn:aws:s3:::assets", "arn:aws:s3:::assets/*"] },
      },
    });
  });

  // Terraform: a stack can't read the state of one that is deployed after it.
  test("may have a key of an earlier stack, whose policy waits for no bucket of a later one", () => {
    const stack = testStack();
    const earlier = new TerraformStack(stack.node.root as Construct, "keys");
    new AwsProvider(earlier, "Aws", { region: REGION });
    new AwsEnvironment(earlier, { accountId: ACCOUNT_ID, region: REGION });
    stack.addDependency(earlier);
    const { arn } = new S3Bucket(stack, "Assets", { bucketPrefix: "assets-" });
    const encryptionKey = new EncryptionKey(earlier, "AssetKey");
    new Edge(stack, "Edge", { ...required(stack), assets: { ...bucket(), bucketArn: arn, encryptionKey } });
    const keys = synth(earlier);
    expect(keys.data("terraform_remote_state")).toEqual({});
    const read = statements(keys.resource("aws_kms_key").policy).find(({ Sid }) => Sid === "CloudFrontRead")!;
    const patterns: string[] = read.Condition.StringLike["kms:EncryptionContext:aws:s3:arn"];
    for (const context of ["arn:aws:s3:::assets-1", "arn:aws:s3:::assets-1/main.js"]) {
      expect(patterns.some((pattern) => matchesPattern(pattern, context))).toBe(true);
    }
    // Amazon S3 User Guide, "Reducing the cost of SSE-KMS with Amazon S3 Bucket Keys": the encryption context is the ARN of a bucket, or of an object in it.
    expect(patterns.every((pattern) => pattern.startsWith("arn:aws:s3:::"))).toBe(true);
  });
});
