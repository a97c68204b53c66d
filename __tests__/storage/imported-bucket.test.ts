import { TerraformOutput } from "cdktf";
import { Bucket } from "../../modules/storage";
import { IBucket } from "../../src/core";
import { messageOf, statements, synth, testStack, warnings } from "../support/synth";
import { KEY, invalid, makeRole } from "./fixture";

const READER = {
  sid: "Reader",
  principals: { services: ["x.amazonaws.com"] },
  actions: ["s3:GetObject"],
  resources: ["arn:aws:s3:::acme-assets/*"],
};

describe("a bucket that exists", () => {
  test("is known by its name and its region", () => {
    const bucket: IBucket = Bucket.fromAttributes(testStack(), "Existing", {
      bucketName: "acme-assets",
      region: "eu-west-1",
      encryptionKey: KEY,
    });
    expect(bucket).toMatchObject({
      bucketName: "acme-assets",
      bucketArn: "arn:aws:s3:::acme-assets",
      bucketRegionalDomainName: "acme-assets.s3.eu-west-1.amazonaws.com",
      encryptionKey: KEY,
      region: "eu-west-1",
    });
  });

  test("is in the stack's region unless it is said otherwise", () => {
    const bucket = Bucket.fromAttributes(testStack(), "Existing", { bucketName: "acme-assets" });
    expect(bucket).toMatchObject({ region: "eu-central-1", bucketRegionalDomainName: "acme-assets.s3.eu-central-1.amazonaws.com" });
  });

  test("may be one of the account's regional namespace", () => {
    const bucketName = "acme-111122223333-eu-central-1-an";
    expect(Bucket.fromAttributes(testStack(), "Existing", { bucketName }).bucketName).toBe(bucketName);
  });

  test("is granted to roles, and none is made", () => {
    const stack = testStack();
    Bucket.fromAttributes(stack, "Existing", { bucketName: "acme-assets" }).grantRead(makeRole(stack));
    expect(statements(synth(stack).resource("aws_iam_role_policy").policy).map(({ Sid }) => Sid)).toEqual([
      "ExistingList",
      "ExistingLocation",
      "ExistingRead",
    ]);
    expect(synth(stack).types).toEqual(["aws_iam_role", "aws_iam_role_policy"]);
  });

  test("hands back what its policy needs", () => {
    const stack = testStack();
    const bucket = Bucket.fromAttributes(stack, "Existing", { bucketName: "acme-assets" });
    bucket.addToPolicy(READER);
    new TerraformOutput(stack, "policy", { value: bucket.requiredPolicyJson });
    expect(statements(synth(stack).output("policy") as string)).toMatchObject([{ Sid: "Reader" }]);
  });

  test("refuses a statement that S3 would refuse", () => {
    const bucket = Bucket.fromAttributes(testStack(), "Existing", { bucketName: "acme-assets" });
    expect(messageOf(() => bucket.addToPolicy({ ...READER, actions: [] }))).toContain(
      'statement.actions: must not be empty; received []. Write them as ["s3:GetObject"].',
    );
  });

  test("warns of what fails until the owner has added it", () => {
    const stack = testStack();
    const bucket = Bucket.fromAttributes(stack, "Existing", { bucketName: "acme-assets" });
    bucket.addToPolicy(READER);
    synth(stack);
    expect(warnings(bucket)).toEqual([
      "This bucket exists already, and its policy belongs to its owner. Until the owner adds requiredPolicyJson to it, these fail: Reader.",
    ]);
  });

  const CASES: [string, unknown, ...string[]][] = [
    ["no attributes", undefined, "props: must be an object; received nothing. It is required."],
    ["no name", {}, "bucketName: must be a string; received nothing. It is required."],
    [
      "a key's ARN in place of the key",
      { bucketName: "acme-assets", encryptionKey: KEY.keyArn },
      `encryptionKey: must be an EncryptionKey; received "${KEY.keyArn}". Give an EncryptionKey; for one that exists, EncryptionKey.fromArn(…).`,
    ],
    [
      "a name and a region that AWS doesn't have",
      { bucketName: "acme-an", region: "europe" },
      'region: must be a region\'s code; received "europe". Give a code such as "eu-central-1".',
      'bucketName: must not end with -an, reserved for an account\'s regional namespace; received "acme-an". End it with another word.',
    ],
  ];

  test.each(CASES)("is refused with %s", (_, attributes, ...lines) => {
    expect(messageOf(() => Bucket.fromAttributes(testStack(), "Existing", attributes as never))).toBe(invalid("Existing", ...lines));
  });
});
