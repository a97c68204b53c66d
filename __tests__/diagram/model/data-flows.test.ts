/** Who reads and writes which bucket. Service Authorization Reference, "Actions, resources, and condition keys for Amazon S3". */
import { architecture } from "../../../src/diagram/architecture";
import { SynthesizedStack } from "../../../src/testing";

/** The arrows of a function whose role has a policy with these statements. */
function arrowsOf(statements: readonly object[], attached = false): string[] {
  const policy = JSON.stringify({ Version: "2012-10-17", Statement: statements });
  const { flows } = architecture(
    new SynthesizedStack({
      resource: {
        aws_lambda_function: { job: { role: "${aws_iam_role.holder.arn}" } },
        aws_iam_role: { holder: { assume_role_policy: "{}" } },
        ...(attached
          ? {
              aws_iam_policy: { allowed: { policy } },
              aws_iam_role_policy_attachment: { job: { role: "${aws_iam_role.holder.name}", policy_arn: "${aws_iam_policy.allowed.arn}" } },
            }
          : { aws_iam_role_policy: { job: { role: "${aws_iam_role.holder.id}", policy } } }),
        aws_s3_bucket: { files: { bucket: "files-prod" }, others: { bucket: "others-prod" }, unnamed: {} },
      },
    }),
  );
  return flows.map(({ from, to, label, kind }) => `${from} ${kind} ${to}: ${label}`);
}

const files = { Effect: "Allow", Resource: "${aws_s3_bucket.files.arn}/*" };

test.each([
  ["s3:GetObject", ["job data files: reads"]],
  ["s3:PutObject", ["job data files: writes"]],
  ["s3:ReplicateObject", ["job data files: replicates"]],
  ["s3:Get*", ["job data files: reads"]],
  ["S3:getobject", ["job data files: reads"]],
  ["s3:?etObject", ["job data files: reads"]],
  ["s3:*", ["job data files: reads, writes"]],
  ["*", ["job data files: reads, writes"]],
  [["s3:GetObject", "s3:PutObject"], ["job data files: reads, writes"]],
  [["s3:GetObject", "s3:ReplicateObject"], ["job data files: reads"]],
  [undefined, []],
  ["s3:GetObjectTagging", []],
  ["xs3:GetObject", []],
  ["s3:ListBucket", []],
])("who may %j has the arrows %j", (Action, arrows) => {
  expect(arrowsOf([{ ...files, Action }])).toEqual(arrows);
});

test.each([
  ["by its ARN", "arn:aws:s3:::others-prod/incoming/*", ["job data others: reads"]],
  ["in another partition", "arn:aws-cn:s3:::others-prod/*", ["job data others: reads"]],
  ["by the beginning of its name, which may be another's", "arn:aws:s3:::others-*", []],
  ["that isn't here", "arn:aws:s3:::elsewhere/*", []],
  ["as any", "*", []],
  ["in a statement that names none", undefined, []],
  ["with others, in a list", ["arn:aws:s3:::elsewhere/*", "arn:aws:s3:::others-prod/*"], ["job data others: reads"]],
])("a bucket that is written out %s", (_, Resource, arrows) => {
  expect(arrowsOf([{ Effect: "Allow", Action: "s3:GetObject", Resource }])).toEqual(arrows);
});

test("what is denied is no arrow", () => {
  expect(arrowsOf([{ ...files, Effect: "Deny", Action: "s3:GetObject" }])).toEqual([]);
});

test("a policy of its own counts where it is attached to the role", () => {
  expect(arrowsOf([{ ...files, Action: "s3:PutObject" }], true)).toEqual(["job data files: writes"]);
});

test("two statements about one bucket are one arrow", () => {
  expect(arrowsOf(["s3:GetObject", "s3:PutObject"].map((Action) => ({ ...files, Action })))).toEqual(["job data files: reads, writes"]);
});

describe("who has a role", () => {
  type Resources = Readonly<Record<string, Readonly<Record<string, object>>>>;
  const ROLE_ARN = "${aws_iam_role.holder.arn}";
  const readers = (others: Resources): string[] => {
    const policy = JSON.stringify({ Statement: [{ ...files, Action: "s3:GetObject" }] });
    const { flows } = architecture(
      new SynthesizedStack({
        resource: {
          aws_iam_role: { holder: { name: "the-holder", assume_role_policy: "{}" } },
          aws_iam_role_policy: { it: { role: "${aws_iam_role.holder.id}", policy } },
          aws_s3_bucket: { files: {} },
          ...others,
        },
      }),
    );
    return flows.map(({ from, to, label }) => `${from} ${label} ${to}`);
  };
  const profile = { aws_iam_instance_profile: { profile: { role: "${aws_iam_role.holder.name}" } } };

  test.each<readonly [string, Resources, string]>([
    [
      "an instance, by its profile",
      { aws_instance: { host: { iam_instance_profile: "${aws_iam_instance_profile.profile.name}" } }, ...profile },
      "host",
    ],
    [
      "an Auto Scaling group, by the profile of its launch template",
      {
        aws_autoscaling_group: { host: { launch_template: { id: "${aws_launch_template.it.id}" } } },
        aws_launch_template: { it: { iam_instance_profile: { arn: "${aws_iam_instance_profile.profile.arn}" } } },
        ...profile,
      },
      "host",
    ],
    [
      "an ECS service, by its task definition",
      {
        aws_ecs_service: { host: { task_definition: "${aws_ecs_task_definition.it.arn}" } },
        aws_ecs_task_definition: { it: { task_role_arn: ROLE_ARN } },
      },
      "host",
    ],
    ["nothing but the role itself", {}, "holder"],
  ])("%s", (_, others, reader) => {
    expect(readers(others)).toEqual([`${reader} reads files`]);
  });

  test("are all that have it", () => {
    const functions = { one: { role: ROLE_ARN }, two: { role: ROLE_ARN } };
    expect(readers({ aws_lambda_function: functions })).toEqual(["one reads files", "two reads files"]);
  });

  test("isn't a role that trusts it", () => {
    const trusting = { assume_role_policy: JSON.stringify({ Statement: [{ Principal: { AWS: ROLE_ARN } }] }) };
    expect(readers({ aws_iam_role: { holder: { assume_role_policy: "{}" }, other: trusting } })).toEqual(["holder reads files"]);
  });

  test("isn't what depends on it alone", () => {
    const late = { aws_lambda_function: { late: { role: "arn:aws:iam::123456789012:role/other", depends_on: ["aws_iam_role.holder"] } } };
    expect(readers(late)).toEqual(["holder reads files"]);
  });

  test.each([
    ["inline", false],
    ["attached", true],
  ])("may be named as it is written out in a policy that is %s", (_, attached) => {
    const policy = JSON.stringify({ Statement: [{ ...files, Action: "s3:PutObject" }] });
    const others: Resources = attached
      ? {
          aws_iam_role_policy: {},
          aws_iam_policy: { it: { policy } },
          aws_iam_role_policy_attachment: { it: { role: "the-holder", policy_arn: "${aws_iam_policy.it.arn}" } },
        }
      : { aws_iam_role_policy: { it: { role: "the-holder", policy } } };
    expect(readers(others)).toEqual(["holder writes files"]);
  });

  test("has nothing by a policy of AWS's own, which the stacks don't say", () => {
    const attachment = { role: "${aws_iam_role.holder.name}", policy_arn: "arn:aws:iam::aws:policy/AmazonS3FullAccess" };
    expect(readers({ aws_iam_role_policy: {}, aws_iam_role_policy_attachment: { it: attachment } })).toEqual([]);
  });
});

test("CloudFront reads its origins that are buckets, and who reads its own bucket has no arrow", () => {
  const at = (path: string): object => ({ "//": { metadata: { path: `prod/Site/${path}` } } });
  const policy = JSON.stringify({ Statement: [{ ...files, Action: "s3:GetObject" }] });
  const { flows } = architecture(
    new SynthesizedStack({
      resource: {
        aws_cloudfront_distribution: { edge: { origin: [{ domain_name: "${aws_s3_bucket.files.bucket_regional_domain_name}" }] } },
        aws_s3_bucket: { files: at("Files") },
        aws_iam_role: { reader: { ...at("Reader"), assume_role_policy: "{}" } },
        aws_iam_role_policy: { it: { ...at("Policy"), role: "${aws_iam_role.reader.id}", policy } },
      },
    }),
  );
  expect(flows.filter(({ kind }) => kind === "data")).toEqual([{ from: "edge", to: "Site/Files", label: "reads", kind: "data" }]);
});
