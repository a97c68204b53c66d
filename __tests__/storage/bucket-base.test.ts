import { messageOf, statements } from "../support/synth";
import { makeBucket, makeRole, invalid } from "./fixture";

function granted(grant: (made: ReturnType<typeof makeBucket>, role: ReturnType<typeof makeRole>) => void) {
  const made = makeBucket();
  grant(made, makeRole(made.stack));
  return { arn: made.bucket.bucketArn, grants: statements(made.synthesized().resource("aws_iam_role_policy").policy) };
}

describe("grants", () => {
  test("to read name the objects, the list and the key", () => {
    const { arn, grants } = granted(({ bucket }, role) => bucket.grantRead(role));
    expect(grants).toMatchObject([
      { Sid: "AssetsList", Action: ["s3:GetBucketLocation", "s3:ListBucket"], Resource: arn },
      { Sid: "AssetsRead", Action: ["s3:GetObject", "s3:GetObjectVersion"], Resource: `${arn}/*` },
      { Sid: "Decrypt", Action: "kms:Decrypt" },
    ]);
  });

  test("to write allow neither to read nor to delete", () => {
    const { arn, grants } = granted(({ bucket }, role) => bucket.grantWrite(role, "incoming/*"));
    expect(grants).toMatchObject([
      {
        Sid: "AssetsWrite",
        Action: ["s3:AbortMultipartUpload", "s3:ListMultipartUploadParts", "s3:PutObject"],
        Resource: `${arn}/incoming/*`,
      },
      { Sid: "EncryptDecrypt" },
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
    expect(both.grants.map(({ Sid }) => Sid)).toEqual(["AssetsList", "AssetsRead", "AssetsWrite", "Decrypt", "EncryptDecrypt"]);
  });

  test.each(["grantRead", "grantWrite", "grantReadWrite", "grantDelete"] as const)("%s refuses something without a role", (method) => {
    expect(messageOf(() => makeBucket().bucket[method]("arn:aws:iam::111122223333:role/api" as never))).toBe(
      invalid(
        "Assets",
        'grantee: must be a role, or something that runs as one; received "arn:aws:iam::111122223333:role/api". Give a role, or something that runs as one.',
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
