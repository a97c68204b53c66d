/** Who reads and writes which bucket. Service Authorization Reference, "Actions, resources, and condition keys for Amazon S3". */
import { architecture } from "../../src/diagram/architecture";
import { SynthesizedStack } from "../../src/testing";

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
        aws_s3_bucket: { files: { bucket: "files-prod" }, others: { bucket: "others-prod" } },
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
