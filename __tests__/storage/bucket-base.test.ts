import { evaluate } from "../support/policy-evaluator";
import { messageOf, statements } from "../support/synth";
import { makeBucket, makeRole, invalid } from "./fixture";

/** KMS Developer Guide, "kms:ViaService": the service and its region, such as `s3.eu-central-1.amazonaws.com`. */
const THROUGH_S3 = { StringLike: { "kms:ViaService": "s3.eu-central-1.*" } };

function granted(grant: (made: ReturnType<typeof makeBucket>, role: ReturnType<typeof makeRole>) => void) {
  const made = makeBucket();
  grant(made, makeRole(made.stack));
  return { arn: made.bucket.bucketArn, grants: statements(made.synthesized().resource("aws_iam_role_policy").policy) };
}

describe("grants", () => {
  test("to read name the objects, the list and the key", () => {
    const { arn, grants } = granted(({ bucket }, role) => bucket.grantRead(role));
    expect(grants).toMatchObject([
      { Sid: "AssetsList", Action: "s3:ListBucket", Resource: arn },
      { Sid: "AssetsLocation", Action: "s3:GetBucketLocation", Resource: arn },
      { Sid: "AssetsRead", Action: ["s3:GetObject", "s3:GetObjectVersion"], Resource: `${arn}/*` },
      { Sid: "DecryptThroughS3", Action: "kms:Decrypt" },
    ]);
    expect(grants.map(({ Condition }) => Condition)).toEqual([undefined, undefined, undefined, THROUGH_S3]);
  });

  // S3 User Guide, "Controlling access to a bucket with user policies": a list names its prefix, none for all.
  test.each([
    ["incoming/*", "incoming/", "incoming/2026/", "outgoing/"],
    ["incoming/*.csv", "incoming/", "incoming/a", "outgoing/"],
    ["incoming/?.csv", "incoming/", "incoming/a", "incoming"],
    ["service/app.tar.gz", "service/app.tar.gz", "service/app.tar.gz", "service/"],
  ])("to read %s allow lists of these alone", (pattern, ...prefixes) => {
    const { arn, grants } = granted(({ bucket }, role) => bucket.grantRead(role, pattern));
    const listed = (context: Record<string, string>) =>
      evaluate(
        grants.map((grant) => ({ ...grant, Principal: "*" })),
        { principal: "role", action: "s3:ListBucket", resource: arn, context },
      );
    expect(prefixes.map((prefix) => listed({ "s3:prefix": prefix }))).toEqual(["allow", "allow", "none"]);
    expect(listed({})).toBe("none");
  });

  test("to read files by their ending allow lists of all, as no prefix tells them apart", () => {
    const { grants } = granted(({ bucket }, role) => bucket.grantRead(role, "*.csv"));
    expect(grants.find(({ Sid }) => Sid === "AssetsList")!.Condition).toBeUndefined();
  });

  test("by a pattern that only Terraform knows leave it as it is", () => {
    const { grants } = granted(({ bucket }, role) => bucket.grantRead(role, "${var.team}/*"));
    expect(grants.find(({ Sid }) => Sid === "AssetsList")!.Condition).toEqual({ StringLike: { "s3:prefix": "${var.team}/*" } });
  });

  test("to write allow neither to read nor to delete", () => {
    const { arn, grants } = granted(({ bucket }, role) => bucket.grantWrite(role, "incoming/*"));
    expect(grants).toMatchObject([
      {
        Sid: "AssetsWrite",
        Action: ["s3:AbortMultipartUpload", "s3:ListMultipartUploadParts", "s3:PutObject"],
        Resource: `${arn}/incoming/*`,
      },
      { Sid: "EncryptDecryptThroughS3", Condition: THROUGH_S3 },
    ]);
  });

  test("to delete leave the versions", () => {
    const { arn, grants } = granted(({ bucket }, role) => bucket.grantDelete(role, "tmp/*"));
    expect(grants).toMatchObject([{ Sid: "AssetsDelete", Action: "s3:DeleteObject", Resource: `${arn}/tmp/*` }]);
  });

  test("to read and write are the sum of both", () => {
    const both = granted(({ bucket }, role) => bucket.grantReadWrite(role, "a/*"));
    const each = granted(({ bucket }, role) => [bucket.grantWrite(role, "a/*"), bucket.grantRead(role, "a/*")]);
    expect(both.grants).toEqual(each.grants);
    expect(both.grants.map(({ Sid }) => Sid)).toEqual([
      "AssetsList",
      "AssetsLocation",
      "AssetsRead",
      "AssetsWrite",
      "DecryptThroughS3",
      "EncryptDecryptThroughS3",
    ]);
  });

  test.each([
    ["grantRead", "AssetsRead"],
    ["grantWrite", "AssetsWrite"],
    ["grantReadWrite", "AssetsWrite"],
    ["grantReadWrite", "AssetsRead"],
    ["grantDelete", "AssetsDelete"],
  ] as const)("%s is for all objects where no pattern is given: %s", (method, sid) => {
    const { arn, grants } = granted(({ bucket }, role) => bucket[method](role));
    expect(grants.find(({ Sid }) => Sid === sid)!.Resource).toBe(`${arn}/*`);
  });

  test.each(["grantRead", "grantWrite", "grantReadWrite", "grantDelete"] as const)("%s refuses something without a role", (method) => {
    expect(messageOf(() => makeBucket().bucket[method]("arn:aws:iam::111122223333:role/api" as never))).toBe(
      invalid(
        "Assets",
        'grantee: must be a role, or something that runs as one; received "arn:aws:iam::111122223333:role/api". Give a role, or something that runs as one; for one that exists, Role.fromArn(…).',
      ),
    );
  });

  test("refuse a pattern that is no text", () => {
    const { stack, bucket } = makeBucket();
    expect(messageOf(() => bucket.grantRead(makeRole(stack), ["incoming/*"] as never))).toBe(
      invalid("Assets", 'keyPattern: must be a string; received ["incoming/*"]. Put it in quotes.'),
    );
  });
});
