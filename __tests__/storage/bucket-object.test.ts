import { join } from "node:path";
import { BucketObjectProps } from "../../modules/storage";
import { messageOf } from "../support/synth";
import { invalid, makeBucket } from "./fixture";

const SOURCE = join(__dirname, "bucket-object.test.ts");

describe("an uploaded file", () => {
  const made = makeBucket();
  const program = made.bucket.addObject("Program", {
    key: "service/program.ts",
    source: SOURCE,
    contentType: "text/plain",
    cacheControl: "no-store",
  });
  const object = made.synthesized().resource("aws_s3_object");

  test("is beside the stack's JSON, under no path of this machine", () => {
    expect(object.source).toMatch(/^assets\//);
  });

  test("is uploaded anew when its content changes", () => {
    expect(object.source_hash).toMatch(/^[0-9A-F]{32}$/i);
  });

  test("is encrypted under the bucket's key, with its S3 Bucket Key", () => {
    expect(object).toMatchObject({
      server_side_encryption: "aws:kms",
      kms_key_id: expect.stringContaining("aws_kms_key.Key"),
      bucket_key_enabled: true,
    });
  });

  test("has the headers given", () => {
    expect(object).toMatchObject({ key: "service/program.ts", content_type: "text/plain", cache_control: "no-store" });
  });

  test("waits for versioning, encryption and the policy", () => {
    expect(object.depends_on).toEqual([
      expect.stringMatching(/^aws_s3_bucket_versioning\./),
      expect.stringMatching(/^aws_s3_bucket_server_side_encryption_configuration\./),
      expect.stringMatching(/^aws_s3_bucket_policy\./),
    ]);
  });

  test("is handed on with its version, for whoever needs it first", () => {
    expect(program).toMatchObject({
      bucket: made.bucket,
      key: "service/program.ts",
      versionId: expect.any(String),
      resource: expect.anything(),
    });
  });

  test("is looked for where cdktf.json is by a relative path", () => {
    const { bucket, synthesized } = makeBucket();
    bucket.addObject("Program", { key: "README.md", source: "README.md" });
    expect(synthesized().resource("aws_s3_object").source).toMatch(/^assets\/.+\/README\.md$/);
  });
});

describe("an object is refused", () => {
  const CASES: [string, unknown, string][] = [
    ["without props", undefined, "props: must be an object; received nothing. Write it as { … }."],
    ["without a key", { source: SOURCE }, "key: must be a string; received nothing. Put it in quotes."],
    [
      "with a slash at the beginning of its key",
      { key: "/program", source: SOURCE },
      'key: must be 1 to 1024 characters without a slash at the beginning; received "/program". Write it as "service/app.tar.gz".',
    ],
    [
      "for a file that doesn't exist",
      { key: "program", source: "/no/such/file" },
      'source: must be the path of a file that exists; received "/no/such/file". Build the file first, or correct its path.',
    ],
    [
      "for a file that only Terraform knows",
      { key: "program", source: "${var.program}" },
      'source: must be known at synthesis; received "a value that only Terraform knows". Write the value itself: it decides what is created.',
    ],
    [
      "for a folder",
      { key: "program", source: __dirname },
      `source: must be the path of a file that exists; received "${__dirname}". Build the file first, or correct its path.`,
    ],
  ];

  test.each(CASES)("%s", (_, props, line) => {
    expect(messageOf(() => makeBucket().bucket.addObject("Program", props as BucketObjectProps))).toBe(invalid("Assets", line));
  });

  test("under an id that another has", () => {
    const { bucket } = makeBucket();
    bucket.addObject("Program", { key: "a", source: SOURCE });
    expect(messageOf(() => bucket.addObject("Program", { key: "b", source: SOURCE }))).toBe(
      invalid("Assets", 'id: must be unique in this bucket; received "Program". Choose another id.'),
    );
  });
});
