import { synth } from "../support/synth";
import { address, bucket } from "./fixture";

function lifecycleOf({ stack }: ReturnType<typeof bucket>) {
  return synth(stack).resource("aws_s3_bucket_lifecycle_configuration");
}

describe("The lifecycle of a state bucket", () => {
  test("is one rule for every object", () => {
    const { rule } = lifecycleOf(bucket());
    expect(rule).toEqual([expect.objectContaining({ id: "noncurrent-versions", status: "Enabled", filter: [{ prefix: "" }] })]);
  });

  test("expires noncurrent versions after 90 days, and keeps the newest 30 of them", () => {
    const [rule] = lifecycleOf(bucket()).rule;
    expect(rule.noncurrent_version_expiration).toEqual([{ noncurrent_days: 90, newer_noncurrent_versions: 30 }]);
  });

  test("expires noncurrent versions as it is told to", () => {
    const [rule] = lifecycleOf(bucket({ expireNoncurrentAfterDays: 365, noncurrentVersionsToKeep: 100 })).rule;
    expect(rule.noncurrent_version_expiration).toEqual([{ noncurrent_days: 365, newer_noncurrent_versions: 100 }]);
  });

  test("never expires a current version: only delete markers that locks have left", () => {
    const [rule] = lifecycleOf(bucket()).rule;
    expect(rule.expiration).toEqual([{ expired_object_delete_marker: true }]);
  });

  test("deletes incomplete multipart uploads after 7 days", () => {
    const [rule] = lifecycleOf(bucket()).rule;
    expect(rule.abort_incomplete_multipart_upload).toEqual([{ days_after_initiation: 7 }]);
  });

  test("is created once the bucket is versioned", () => {
    const made = bucket();
    expect(lifecycleOf(made).depends_on).toEqual([address(made.states.versioning)]);
  });
});
