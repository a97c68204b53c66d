import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { Construct } from "constructs";
import { protectBucket, tlsOnlyStatements } from "../../../src/internal/s3/bucket-protection";
import { evaluate } from "../../support/policy-evaluator";
import { synth, testStack } from "../../support/synth";

function protect(kmsKeyArn?: string) {
  const stack = testStack();
  protectBucket(stack, { bucketName: "assets", kmsKeyArn });
  return synth(stack);
}

describe("protectBucket", () => {
  test("blocks all public access", () => {
    expect(protect().resource("aws_s3_bucket_public_access_block")).toEqual({
      bucket: "assets",
      block_public_acls: true,
      block_public_policy: true,
      ignore_public_acls: true,
      restrict_public_buckets: true,
    });
  });

  test("is done by the provider of the bucket, under ids that its states know", () => {
    const stack = testStack();
    const provider = new AwsProvider(stack, "Replica", { region: "eu-west-1", alias: "replica" });
    const bucket = new Construct(stack, "Bucket");
    protectBucket(bucket, { bucketName: "assets", provider });
    expect(bucket.node.children.map(({ node }) => node.id)).toEqual(["PublicAccessBlock", "OwnershipControls", "Encryption", "Versioning"]);
    const result = synth(stack);
    for (const type of result.types) {
      expect(result.resource(type)).toMatchObject({ bucket: "assets", provider: "aws.replica" });
    }
    expect(result.types).toHaveLength(4);
  });

  test("disables ACLs", () => {
    expect(protect().resource("aws_s3_bucket_ownership_controls").rule).toEqual({ object_ownership: "BucketOwnerEnforced" });
  });

  test("keeps versions", () => {
    expect(protect().resource("aws_s3_bucket_versioning").versioning_configuration).toEqual({ status: "Enabled" });
  });

  test("encrypts under a key, with an S3 Bucket Key", () => {
    const arn = "arn:aws:kms:eu-central-1:111122223333:key/0d3c";
    expect(protect(arn).resource("aws_s3_bucket_server_side_encryption_configuration").rule).toEqual([
      { apply_server_side_encryption_by_default: { sse_algorithm: "aws:kms", kms_master_key_id: arn }, bucket_key_enabled: true },
    ]);
  });

  test("encrypts by S3's own keys without one", () => {
    expect(protect().resource("aws_s3_bucket_server_side_encryption_configuration").rule).toEqual([
      { apply_server_side_encryption_by_default: { sse_algorithm: "AES256" } },
    ]);
  });
});

describe("tlsOnlyStatements", () => {
  // As the policy language writes them.
  const policy = tlsOnlyStatements("arn:aws:s3:::assets").map(({ effect, principals, actions, resources, conditions }) => ({
    Effect: effect,
    Principal: principals,
    Action: actions,
    Resource: resources,
    Condition: conditions,
  }));

  test("are two statements, told apart by their sids", () => {
    expect(tlsOnlyStatements("arn:aws:s3:::assets").map(({ sid }) => sid)).toEqual(["TlsOnly", "Tls12OrNewer"]);
  });

  test.each([
    ["plain HTTP on an object", "arn:aws:s3:::assets/x", { "aws:SecureTransport": "false" }, "deny"],
    ["plain HTTP on the bucket", "arn:aws:s3:::assets", { "aws:SecureTransport": "false" }, "deny"],
    ["TLS 1.1", "arn:aws:s3:::assets/x", { "s3:TlsVersion": "1.1" }, "deny"],
    ["TLS 1.2", "arn:aws:s3:::assets/x", { "s3:TlsVersion": "1.2" }, "none"],
    ["TLS 1.3", "arn:aws:s3:::assets/x", { "s3:TlsVersion": "1.3" }, "none"],
  ])("for %s", (_, resource, context, answer) => {
    expect(evaluate(policy, { principal: "anybody", action: "s3:GetObject", resource, context: context as Record<string, string> })).toBe(
      answer,
    );
  });
});
