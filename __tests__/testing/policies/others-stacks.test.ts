/** Rules hold for how other stacks are written. */
import { Arguments, SynthesizedStack, checkPolicies } from "../../../src/testing";

function detailsOf(rule: string, resource: Arguments): string[] {
  return checkPolicies(new SynthesizedStack({ resource }))
    .filter((finding) => finding.rule === rule)
    .map(({ path, detail }) => `${path}: ${detail}`);
}

describe("an instance of a launch template (EC2 User Guide, Configure the Instance Metadata Service options)", () => {
  const launch_template = { id: "${aws_launch_template.t.id}", version: "$Latest" };
  const instance = (http_tokens: string, own: Arguments = {}) => ({
    aws_launch_template: { t: { metadata_options: { http_tokens } } },
    aws_instance: { i: { launch_template, ...own } },
  });

  test("has the template's options", () => {
    expect(detailsOf("ec2-imdsv2", instance("required"))).toEqual([]);
    expect(detailsOf("ec2-imdsv2", instance("optional"))).toEqual(['t: metadata_options.http_tokens is "optional"']);
  });

  test("or its own", () => {
    const own = { metadata_options: { http_tokens: "optional" } };
    expect(detailsOf("ec2-imdsv2", instance("required", own))).toEqual(['i: metadata_options.http_tokens is "optional"']);
  });
});

test("containers by jsonencode are read", () => {
  const container = '{"name" = "api", "environment" = [{"name" = "AWS_SECRET_ACCESS_KEY", "value" = "x"}]}';
  const definition = { aws_ecs_task_definition: { t: { family: "t", container_definitions: `\${jsonencode([${container}])}` } } };
  expect(detailsOf("ecs-environment-secrets", definition)).toEqual(["t: environment has AWS_SECRET_ACCESS_KEY"]);
});

describe("a bucket with the blocks that the provider had before (Terraform Registry, AWS Provider, aws_s3_bucket)", () => {
  const bucket = (args: Arguments) => ({ aws_s3_bucket: { b: { bucket: "b", ...args } } });
  const encrypted = (by: Arguments) => ({
    server_side_encryption_configuration: { rule: { apply_server_side_encryption_by_default: by } },
  });

  test.each<readonly [rule: string, keeps: Arguments, breaks: Arguments, detail: string]>([
    ["s3-bucket-versioning", { versioning: { enabled: true } }, { versioning: { enabled: false } }, "it has no aws_s3_bucket_versioning"],
    ["s3-bucket-access-logs", { logging: { target_bucket: "logs" } }, {}, "it has no aws_s3_bucket_logging"],
    [
      "s3-bucket-encryption-key",
      encrypted({ sse_algorithm: "aws:kms", kms_master_key_id: "k" }),
      encrypted({ sse_algorithm: "AES256" }),
      'sse_algorithm is "AES256"',
    ],
    [
      "s3-bucket-lifecycle",
      { lifecycle_rule: [{ enabled: true, expiration: { days: 90 } }] },
      { lifecycle_rule: [{ enabled: false, expiration: { days: 90 } }] },
      "none of its lifecycle rules is enabled",
    ],
  ])("%s", (rule, keeps, breaks, detail) => {
    expect(detailsOf(rule, bucket(keeps))).toEqual([]);
    expect(detailsOf(rule, bucket(breaks))).toEqual([`b: ${detail}`]);
  });
});
