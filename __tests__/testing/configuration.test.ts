/** What one stack has of another, as Terraform's `terraform_remote_state` gives it. */
import { Arguments, POLICY_RULES, SynthesizedStack, checkPolicies } from "../../src/testing";

const remote = (output: string) => `\${data.terraform_remote_state.other.outputs.${output}}`;
const stack = (resource: Arguments, output: Arguments = {}) => new SynthesizedStack({ resource, output });
const rules = POLICY_RULES.filter(({ id }) => id === "s3-bucket-versioning");
const unversioned = (...stacks: readonly SynthesizedStack[]) => checkPolicies(stacks, { rules }).map(({ path }) => path);

const storage = stack({ aws_s3_bucket: { Records: {} } }, { bucket: { value: "${aws_s3_bucket.Records.id}" } });
const versioning = (bucket: string) => ({ V: { bucket, versioning_configuration: { status: "Enabled" } } });

test("an output of a remote state is another stack's, not one's own of that name", () => {
  const own = stack(
    { aws_s3_bucket: { Own: {} }, aws_s3_bucket_versioning: versioning(remote("bucket")) },
    { bucket: { value: "${aws_s3_bucket.Own.id}" } },
  );
  expect(unversioned(own, storage)).toEqual(["Own"]);
  expect(unversioned(storage, own)).toEqual(["Own"]);
});

test("an output that passes on another stack's is followed to where it begins", () => {
  const between = stack({}, { records: { value: remote("bucket") } });
  const last = stack({ aws_s3_bucket_versioning: versioning(remote("records")) });
  expect(unversioned(storage)).toEqual(["Records"]);
  expect(unversioned(storage, between, last)).toEqual([]);
});

test("a bucket may be named by its name written out", () => {
  const bucket = { aws_s3_bucket: { Records: { bucket: "records" } } };
  expect(unversioned(stack({ ...bucket, aws_s3_bucket_versioning: versioning("records") }))).toEqual([]);
  expect(unversioned(stack({ ...bucket, aws_s3_bucket_versioning: versioning("others") }))).toEqual(["Records"]);
});
