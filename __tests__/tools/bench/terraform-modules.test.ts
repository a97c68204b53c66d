import { SynthesizedStack, inModules } from "../../../tools/bench/terraform-modules";

function block(path: string, content: object): Record<string, unknown> {
  return { ...content, "//": { metadata: { path: `stack/${path}` } } };
}

const STACK: SynthesizedStack = {
  terraform: { required_providers: { aws: { source: "aws", version: "5.100.0" } } },
  provider: { aws: [{}, { alias: "global" }] },
  resource: {
    aws_kms_key: { Key: block("Key/Resource", { enable_key_rotation: true }) },
    aws_s3_bucket: { Logs: block("Logs/Resource", { tags: { key: "${aws_kms_key.Key.arn}" }, depends_on: ["aws_kms_key.Key"] }) },
    aws_s3_bucket_versioning: { Logs: block("Logs/Versioning", { bucket: "${aws_s3_bucket.Logs.id}" }) },
  },
  output: { bucket: { value: "${aws_s3_bucket.Logs.bucket}" } },
};

test("what a resource takes of another module's comes by an output and a variable", () => {
  const files = inModules(STACK);
  expect(files.get("modules/Key/main.tf.json")).toMatchObject({ output: { aws_kms_key__Key__arn: { value: "${aws_kms_key.Key.arn}" } } });
  expect(files.get("modules/Logs/main.tf.json")).toMatchObject({
    variable: { aws_kms_key__Key__arn: {} },
    resource: { aws_s3_bucket: { Logs: { tags: { key: "${var.aws_kms_key__Key__arn}" }, depends_on: [] } } },
  });
  expect(files.get("cdk.tf.json")).toMatchObject({
    module: { Logs: { source: "./modules/Logs", aws_kms_key__Key__arn: "${module.Key.aws_kms_key__Key__arn}" } },
    output: { bucket: { value: "${module.Logs.aws_s3_bucket__Logs__bucket}" } },
  });
});

test("what is of the same module stays a reference", () => {
  expect(inModules(STACK).get("modules/Logs/main.tf.json")).toMatchObject({
    resource: { aws_s3_bucket_versioning: { Logs: { bucket: "${aws_s3_bucket.Logs.id}" } } },
  });
});
