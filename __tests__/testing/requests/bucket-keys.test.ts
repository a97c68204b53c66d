/**
 * Objects under a KMS key. Amazon CloudFront Developer Guide, "Restrict access to an Amazon S3 origin", "SSE-KMS"; Amazon S3 User Guide, "Using server-side
 * encryption with AWS KMS keys"; Amazon S3 API Reference, "HeadObject".
 */
import { Arguments } from "../../../src/testing";
import { ALL_METHODS, BEHAVIOR, BUCKET, sentences, simulate, stackOf } from "./fixture";

const CLOUDFRONT = { Service: "cloudfront.amazonaws.com" };
const IDENTITY = "origin-access-identity/cloudfront/E127EXAMPLE51Z";
const OWN_KEY = { sse_algorithm: "aws:kms", kms_master_key_id: "${aws_kms_key.Key.arn}" };

interface Site {
  readonly encryption?: Arguments;
  readonly keyStatement?: Arguments;
  readonly origin?: Arguments;
  readonly method?: string;
  readonly objectMissing?: boolean;
}

function ask({
  encryption = OWN_KEY,
  keyStatement = {},
  origin = BUCKET,
  method = "GET",
  objectMissing = false,
}: Site): [number | undefined, readonly string[]] {
  const everything = { Effect: "Allow", Principal: "*", Action: "s3:*", Resource: "*" };
  const decrypt = {
    Effect: "Allow",
    Principal: CLOUDFRONT,
    Action: ["kms:Decrypt", "kms:GenerateDataKey"],
    Resource: "*",
    ...keyStatement,
  };
  const stack = stackOf(
    { origin: [origin], default_cache_behavior: { ...BEHAVIOR, target_origin_id: "bucket", allowed_methods: ALL_METHODS } },
    {
      aws_kms_key: { Key: { policy: JSON.stringify({ Statement: [decrypt] }) } },
      aws_s3_bucket: { Assets: { bucket: "assets" } },
      aws_s3_bucket_policy: { Policy: { bucket: "assets", policy: JSON.stringify({ Statement: [everything] }) } },
      aws_s3_bucket_server_side_encryption_configuration: {
        Encryption: { bucket: "${aws_s3_bucket.Assets.id}", rule: [{ apply_server_side_encryption_by_default: encryption }] },
      },
    },
  );
  const simulation = simulate(stack, { url: "https://www.example.com/a%20b", method, objectMissing });
  return [simulation.response.status, sentences(simulation, "bucket")];
}

test.each<[string, Site, number, string]>([
  ["by CloudFront, which the key's policy lets decrypt", {}, 200, "the object a b is read: 200"],
  [
    "by CloudFront for the object alone, where the key's policy says which",
    { keyStatement: { Condition: { StringEquals: { "kms:EncryptionContext:aws:s3:arn": "arn:aws:s3:::assets/a b" } } } },
    200,
    "the object a b is read: 200",
  ],
  [
    "by nobody whom the key's policy doesn't name",
    { keyStatement: { Principal: { Service: "s3.amazonaws.com" } } },
    403,
    "a b is encrypted under a KMS key, and cloudfront.amazonaws.com is not authorized to perform kms:Decrypt on Key: the key policy of Key has no statement that allows kms:Decrypt to cloudfront.amazonaws.com: statement number 1 does to others: 403",
  ],
  [
    "by nobody under AWS's own key",
    { encryption: { sse_algorithm: "aws:kms" } },
    403,
    "a b is encrypted under a KMS key, and alias/aws/s3 is a key of AWS, whose key policy can't be changed to allow cloudfront.amazonaws.com to use it: 403",
  ],
  [
    "by no origin access identity",
    { origin: { ...BUCKET, origin_access_control_id: undefined, s3_origin_config: { origin_access_identity: IDENTITY } } },
    400,
    "a b is encrypted under a KMS key, and without an origin access control S3 decrypts nothing: 400",
  ],
  [
    "by everybody under S3's own keys",
    { encryption: { sse_algorithm: "AES256" }, keyStatement: { Effect: "Deny" } },
    200,
    "the object a b is read: 200",
  ],
])("an object is read %s", (_, site, status, sentence) => {
  expect(ask(site)).toEqual([status, [sentence]]);
});

test.each([
  ["HEAD", 200],
  ["GET", 403],
  ["PUT", 403],
  ["DELETE", 200],
])("%s without the key is answered with %i", (method, status) => {
  expect(ask({ method, keyStatement: { Effect: "Deny" } })[0]).toBe(status);
});

test("the key is asked for nothing where there is no object", () => {
  expect(ask({ objectMissing: true, keyStatement: { Effect: "Deny" } })[0]).toBe(404);
});
