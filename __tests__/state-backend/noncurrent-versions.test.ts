import { stateKey } from "../../modules/state-backend";
import { messageOf, synth } from "../support/synth";
import { STATE, address, bucket, role, withReplica } from "./fixture";

function lifecycleOf({ stack }: ReturnType<typeof bucket>) {
  return synth(stack).resource("aws_s3_bucket_lifecycle_configuration");
}

describe("The lifecycle of a state bucket", () => {
  test("is one rule for every object where no state is known", () => {
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

describe("The versions of a lock file", () => {
  const RULE = {
    id: `lock-file ${STATE}`,
    status: "Enabled",
    filter: [{ prefix: `${STATE}.tflock` }],
    noncurrent_version_expiration: [{ noncurrent_days: 1 }],
  };

  test("expire after a day, where a grant to deploy names the state", () => {
    const made = bucket();
    made.states.grantDeploy(role(made.stack), STATE);
    expect(lifecycleOf(made).rule.slice(1)).toEqual([RULE]);
  });

  test("expire after a day, where a grant to plan names the state", () => {
    const made = bucket();
    made.states.grantPlan(role(made.stack), STATE, { lock: true });
    expect(lifecycleOf(made).rule.slice(1)).toEqual([RULE]);
  });

  test("expire after a day, where the bucket is told of the state", () => {
    expect(lifecycleOf(bucket({ stateKeys: [STATE] })).rule.slice(1)).toEqual([RULE]);
  });

  // A rule for the lock file whose filter matched the state would delete its versions after a day.
  test("are told from those of the state", () => {
    const [, { filter }] = lifecycleOf(bucket({ stateKeys: [STATE] })).rule;
    expect([`${STATE}.tflock`.startsWith(filter[0].prefix), STATE.startsWith(filter[0].prefix)]).toEqual([true, false]);
  });

  test("expire in the replica too", () => {
    const { stack, states } = withReplica();
    states.grantDeploy(role(stack), STATE);
    const rules = Object.values(synth(stack).resources("aws_s3_bucket_lifecycle_configuration")).map(({ rule }) => rule[1]);
    expect(rules).toEqual([RULE, RULE]);
  });

  test("have the same rules in whatever order grants name the states", () => {
    const lifecycles = [
      ["a", "b"],
      ["b", "a"],
    ].map((stacks) => {
      const made = bucket();
      const grantee = role(made.stack);
      stacks.forEach((stack) => made.states.grantDeploy(grantee, stateKey(stack)));
      return lifecycleOf(made);
    });
    expect(lifecycles[0]).toEqual(lifecycles[1]);
  });

  // S3 API reference, "LifecycleRule": an ID has 255 characters at most.
  test("have a rule with an id that S3 accepts, however long the state's key is", () => {
    const [, { id, filter }] = lifecycleOf(bucket({ stateKeys: [`${"k".repeat(300)}/terraform.tfstate`] })).rule;
    expect([id, filter[0].prefix.length]).toEqual([expect.stringMatching(/^lock-file [0-9a-f]{8}$/), 325]);
  });

  // S3 API reference, "PutBucketLifecycleConfiguration": 1,000 rules at most.
  test("have no more rules than S3 accepts", () => {
    const { stack } = bucket({ stateKeys: Array.from({ length: 1000 }, (_, index) => stateKey(`stack-${index}`)) });
    expect(messageOf(() => synth(stack))).toBe(
      "trading-test/States: invalid input\n  - stateKeys: must be 999 at most, granted ones included; received 1000. Make another state bucket.",
    );
  });
});
