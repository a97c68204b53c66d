import { ArchiveBucket, ArchiveBucketProps } from "../../modules/storage";
import { evaluate } from "../support/policy-evaluator";
import { statements, synth, testStack } from "../support/synth";
import { KEY, secondRegion } from "./fixture";

function objectLock(retention: Partial<ArchiveBucketProps>) {
  const stack = testStack();
  new ArchiveBucket(stack, "TradeRecords", { encryptionKey: KEY, ...retention });
  return synth(stack).resource("aws_s3_bucket_object_lock_configuration");
}

describe("a default retention", () => {
  test("is in years, in governance mode", () => {
    expect(objectLock({ retentionYears: 7 }).rule).toEqual({ default_retention: { mode: "GOVERNANCE", years: 7 } });
  });

  test("is in days, and in compliance mode with the acknowledgement", () => {
    expect(objectLock({ retentionDays: 10, retentionMode: "COMPLIANCE", acknowledgeComplianceCannotBeUndone: true }).rule).toEqual({
      default_retention: { mode: "COMPLIANCE", days: 10 },
    });
  });

  test("waits for versioning", () => {
    expect(objectLock({ retentionYears: 7 }).depends_on).toEqual([expect.stringMatching(/^aws_s3_bucket_versioning\.TradeRecords_/)]);
  });

  test("allows a lifecycle that ends with it or later", () => {
    expect(() => objectLock({ retentionDays: 600, expireAfterDays: 600, expireNoncurrentAfterDays: 601 })).not.toThrow();
  });

  // S3 API Reference, DefaultRetention: days or years, 36,500 days or 100 years at most.
  test.each([
    [{ retentionDays: 1 }, undefined],
    [{ retentionDays: 36_500 }, undefined],
    [{ retentionDays: 36_501 }, "retentionDays: must be a whole number from 1 to 36500 days; received 36501."],
    [{ retentionYears: 1 }, undefined],
    [{ retentionYears: 100 }, undefined],
    [{ retentionYears: 0 }, "retentionYears: must be a whole number from 1 to 100 years; received 0."],
  ])("is of the length that S3 takes: %j, %s", (retention, message) => {
    const make = () => objectLock(retention);
    if (message === undefined) expect(make).not.toThrow();
    else expect(make).toThrow(message);
  });

  test("of a year may hold a leap day, which a lifecycle waits for", () => {
    expect(() => objectLock({ retentionYears: 1, expireAfterDays: 366 })).not.toThrow();
    expect(() => objectLock({ retentionYears: 1, expireAfterDays: 365 })).toThrow("must not end before the retention of 366 days");
  });
});

// S3 User Guide, "Managing Object Lock", "Bypassing governance mode"; IAM User Guide, "aws:PrincipalArn".
describe("a bypass of governance retention", () => {
  const policyOf = (props: Partial<ArchiveBucketProps>) => {
    const stack = testStack();
    new ArchiveBucket(stack, "TradeRecords", { encryptionKey: KEY, retentionYears: 7, ...props });
    return statements(synth(stack).resource("aws_s3_bucket_policy").policy);
  };
  const bypass = (principalArn: string) => ({
    principal: principalArn,
    action: "s3:BypassGovernanceRetention",
    resource: "arn:aws:s3:::trading-test-trade-records-111122223333-eu-central-1/trades/1.json",
    context: { "aws:PrincipalArn": principalArn },
  });
  const ROLE = "arn:aws:iam::111122223333:role/break-glass";
  const ADMINISTRATOR = "arn:aws:iam::111122223333:role/administrator";

  test("is for IAM to allow by default", () => {
    expect(evaluate(policyOf({}), bypass(ADMINISTRATOR))).toBe("none");
  });

  test("is denied to all but the roles named", () => {
    const policy = policyOf({ governanceBypassAllowedTo: [ROLE] });
    expect([ADMINISTRATOR, "arn:aws:iam::111122223333:root", ROLE].map((arn) => evaluate(policy, bypass(arn)))).toEqual([
      "deny",
      "deny",
      "none",
    ]);
  });

  test("is denied to everybody where nobody is named", () => {
    expect(evaluate(policyOf({ governanceBypassAllowedTo: [] }), bypass(ROLE))).toBe("deny");
  });

  test("is denied in the replica as well", () => {
    const stack = testStack();
    const props = { encryptionKey: KEY, retentionYears: 7, governanceBypassAllowedTo: [], replica: secondRegion(stack) };
    new ArchiveBucket(stack, "TradeRecords", props);
    const policies = Object.values(synth(stack).resources("aws_s3_bucket_policy")).map(({ policy }) => statements(policy));
    expect(policies.map((policy) => policy.map(({ Sid }) => Sid).includes("NoGovernanceBypass"))).toEqual([true, true]);
  });
});
