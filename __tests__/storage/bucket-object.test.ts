import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, parse } from "node:path";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { TerraformStack, Testing } from "cdktf";
import { Bucket, BucketObjectProps } from "../../modules/storage";
import { AwsEnvironment, EncryptionKey } from "../../src/core";
import { ACCOUNT_ID, REGION, messageOf, synth, testStack } from "../support/synth";
import { KEY, invalid, makeBucket, secondRegion } from "./fixture";

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

  test("is at a path that changes with its content alone: another one would upload it anew", () => {
    expect(object.source).toMatch(/^assets\/Assets_Object-Program_Asset_[0-9A-F]{8}\/[0-9A-F]{32}\/bucket-object\.test\.ts$/i);
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

  // RFC 9110, "Content-Type": what is of no known type is of this one.
  test("has a type of its own, and no cache control, where none is given", () => {
    const { bucket, synthesized } = makeBucket();
    bucket.addObject("Program", { key: "program", source: SOURCE });
    expect(synthesized().resource("aws_s3_object")).toMatchObject({ content_type: "application/octet-stream" });
    expect(synthesized().resource("aws_s3_object").cache_control).toBeUndefined();
  });

  test("is uploaded by the provider of its bucket's region", () => {
    const stack = testStack();
    const second = secondRegion(stack);
    const bucket = new Bucket(stack, "Assets", { encryptionKey: new EncryptionKey(stack, "Key", second), ...second });
    bucket.addObject("Program", { key: "program", source: SOURCE });
    expect(synth(stack).resource("aws_s3_object").provider).toBe("aws.second");
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
    bucket.addObject("Program", { key: "package.json", source: "package.json" });
    expect(synthesized().resource("aws_s3_object").source).toMatch(/^assets\/.+\/package\.json$/);
  });
});

describe("a file by a relative path", () => {
  const folder = mkdtempSync(join(tmpdir(), "objects-"));
  writeFileSync(join(folder, "cdktf.json"), "{}");
  writeFileSync(join(folder, "program.txt"), "program");
  afterAll(() => rmSync(folder, { recursive: true }));

  const addFrom = (context: Record<string, unknown>, source: string) => {
    const stack = new TerraformStack(Testing.app({ context }), "trading-test");
    new AwsProvider(stack, "Aws", { region: REGION });
    new AwsEnvironment(stack, { accountId: ACCOUNT_ID, region: REGION });
    new Bucket(stack, "Assets", { encryptionKey: KEY }).addObject("Program", { key: "program", source });
    return synth(stack).resource("aws_s3_object");
  };

  /** With another current folder. */
  const within = <Result>(current: string, action: () => Result): Result => {
    const before = process.cwd();
    process.chdir(current);
    try {
      return action();
    } finally {
      process.chdir(before);
    }
  };

  test("is looked for beside the cdktf.json that the app was run by", () => {
    expect(addFrom({ cdktfJsonPath: join(folder, "cdktf.json") }, "program.txt").source).toMatch(/^assets\/.+\/program\.txt$/);
  });

  test("that isn't there is refused with the folder that it was looked for in", () => {
    expect(messageOf(() => addFrom({ cdktfJsonPath: join(folder, "cdktf.json") }, "build/program.txt"))).toBe(
      invalid(
        "Assets",
        `source: must be the path of a file that exists; it was looked for from ${folder} on; received "build/program.txt". Build the file first, or correct its path.`,
      ),
    );
  });

  test("is refused where no folder above has a cdktf.json", () => {
    expect(messageOf(() => within(parse(folder).root, () => addFrom({}, "program.txt")))).toBe(
      invalid(
        "Assets",
        'source: must be an absolute path where no folder above has a cdktf.json, which relative paths begin at; received "program.txt". Run the app where its cdktf.json is, or use path.resolve(…).',
      ),
    );
  });

  test("is looked for beside the nearest cdktf.json above the current folder, else", () => {
    mkdirSync(join(folder, "stacks", "prod"), { recursive: true });
    expect(within(join(folder, "stacks", "prod"), () => addFrom({}, "program.txt")).source).toMatch(/program\.txt$/);
  });
});

describe("an object is refused", () => {
  const CASES: [string, unknown, string][] = [
    ["without props", undefined, "props: must be an object; received nothing. It is required."],
    ["without a key", { source: SOURCE }, "key: must be a string; received nothing. It is required."],
    [
      "with a slash at the beginning of its key",
      { key: "/program", source: SOURCE },
      'key: must be 1 to 1024 characters without a slash at the beginning; received "/program". Write it as "service/app.tar.gz".',
    ],
    [
      "for a file that doesn't exist",
      { key: "program", source: "/no/such/file" },
      'source: must be the path of a file that exists; it was looked for from /no/such on; received "/no/such/file". Build the file first, or correct its path.',
    ],
    [
      "for a file that only Terraform knows",
      { key: "program", source: "${var.program}" },
      'source: must be known at synthesis; received "a value that only Terraform knows". Write the value itself: it decides what is created.',
    ],
    [
      "for a folder",
      { key: "program", source: __dirname },
      `source: must be the path of a file that exists; it was looked for from ${dirname(__dirname)} on; received "${__dirname}". Build the file first, or correct its path.`,
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

  test("under a key that another has", () => {
    const { bucket } = makeBucket();
    bucket.addObject("Program", { key: "service/app.py", source: SOURCE });
    expect(messageOf(() => bucket.addObject("Other", { key: "service/app.py", source: SOURCE }))).toBe(
      invalid(
        "Assets",
        'key: must be another key than that of "Program": a key has one object, whichever is uploaded last; received "service/app.py". ' +
          "Choose another key, or add the object once.",
      ),
    );
  });
});
