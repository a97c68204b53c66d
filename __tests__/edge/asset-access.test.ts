import { Edge } from "../../modules/edge";
import { EncryptionKey } from "../../src/core";
import { ACCOUNT_ID, statements, synth, testStack } from "../support/synth";
import { bucket, required } from "./fixture";

describe("the bucket of the assets", () => {
  test("allows CloudFront to read objects, for exactly this distribution", () => {
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
    ]);
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
        StringEquals: { "aws:SourceAccount": ACCOUNT_ID },
        ArnLike: { "aws:SourceArn": `arn:aws:cloudfront::${ACCOUNT_ID}:distribution/*` },
        StringLike: { "kms:EncryptionContext:aws:s3:arn": ["arn:aws:s3:::assets", "arn:aws:s3:::assets/*"] },
      },
    });
  });
});
