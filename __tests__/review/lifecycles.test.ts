/** Amazon S3 User Guide, "Setting an S3 Lifecycle configuration on a bucket": rules apply to objects that are there already as well. */
import { reviewPlan } from "../../src/review/build";
import { plan, resource } from "./plan-fixture";

const ADDRESS = "aws_s3_bucket_lifecycle_configuration.Rules";
const rule = (more: object): object => ({ id: "old", status: "Enabled", ...more });
const EXPIRES = { expiration: [{ days: 1, date: null }] };

function told(...changes: ReturnType<typeof resource>[]): string[] {
  const { findings } = reviewPlan({ plan: plan(changes), today: "2026-11-26" });
  return findings.filter(({ gate }) => gate === "protection-removed").map(({ sentence }) => sentence);
}
const created = (...rules: object[]): ReturnType<typeof resource> =>
  resource(ADDRESS, "create", { after: { bucket: "records", rule: rules } });
const updated = (before: object, after: object): ReturnType<typeof resource> =>
  resource(ADDRESS, "update", { before: { bucket: "records", rule: [before] }, after: { bucket: "records", rule: [after] } });

describe("of a bucket that is there, a gate holds a rule that begins to delete", () => {
  test("objects", () => {
    expect(told(created(rule(EXPIRES)))).toEqual([
      `${ADDRESS} deletes objects after 1 day, those that are there included, by the rule old`,
    ]);
  });

  test("whose finding is whole", () => {
    const { findings } = reviewPlan({ plan: plan([created(rule(EXPIRES))]), today: "2026-11-26" });
    expect(findings).toContainEqual({
      rule: "protection-removed",
      severity: "warning",
      gate: "protection-removed",
      path: ADDRESS,
      address: ADDRESS,
      sentence: `${ADDRESS} deletes objects after 1 day, those that are there included, by the rule old`,
      reasons: [],
    });
  });

  test("old versions", () => {
    expect(told(created(rule({ noncurrent_version_expiration: [{ noncurrent_days: 30 }] })))).toEqual([
      `${ADDRESS} deletes old versions after 30 days, those that are there included, by the rule old`,
    ]);
  });

  test("objects at a date", () => {
    expect(told(created(rule({ expiration: [{ date: "2027-01-01T00:00:00Z" }] })))).toEqual([
      `${ADDRESS} deletes objects from 2027-01-01T00:00:00Z on, those that are there included, by the rule old`,
    ]);
  });

  test("by an expiration that it gets", () => {
    expect(told(updated(rule({}), rule(EXPIRES)))).toHaveLength(1);
  });

  test("by a replacement", () => {
    const change = {
      before: { bucket: "records", rule: [rule({})] },
      after: { bucket: "records", rule: [rule(EXPIRES)] },
      replace_paths: [["expected_bucket_owner"]],
    };
    expect(told(resource(ADDRESS, "delete create", change))).toHaveLength(1);
  });

  test("by being enabled", () => {
    expect(told(updated(rule({ ...EXPIRES, status: "Disabled" }), rule(EXPIRES)))).toHaveLength(1);
  });
});

describe("no gate holds", () => {
  test("a rule that deletes as before", () => {
    expect(told(updated(rule(EXPIRES), rule({ ...EXPIRES, abort_incomplete_multipart_upload: [{ days_after_initiation: 7 }] })))).toEqual(
      [],
    );
  });

  test("a rule that goes", () => {
    expect(told(resource(ADDRESS, "delete", { before: { bucket: "records", rule: [rule(EXPIRES)] } }))).toEqual([]);
  });

  test("a rule that is disabled", () => {
    expect(told(created(rule({ ...EXPIRES, status: "Disabled" })))).toEqual([]);
  });

  test("a rule that moves objects to another storage class", () => {
    expect(told(created(rule({ transition: [{ days: 30, storage_class: "GLACIER" }] })))).toEqual([]);
  });

  test("rules of a bucket that the plan creates", () => {
    expect(told(resource("aws_s3_bucket.Records", "create", { after: { bucket: "records" } }), created(rule(EXPIRES)))).toEqual([]);
  });
});

// DynamoDB Developer Guide, "Using time to live (TTL)".
test("a gate holds a table that begins to delete items", () => {
  const ttl = (enabled: boolean): object => ({ ttl: [{ enabled, attribute_name: "expires" }] });
  expect(told(resource("aws_dynamodb_table.Orders", "update", { before: ttl(false), after: ttl(true) }))).toEqual([
    "aws_dynamodb_table.Orders deletes items once the time in their attribute is over",
  ]);
});

// AWS WAF Developer Guide, "Associating or disassociating protection with an AWS resource".
describe("a gate holds what leaves its web ACL", () => {
  test("a load balancer", () => {
    const change = { before: { resource_arn: "arn:aws:elasticloadbalancing:eu-central-1:111122223333:loadbalancer/app/front/1" } };
    expect(told(resource("aws_wafv2_web_acl_association.Front", "delete", change))).toEqual([
      "aws_wafv2_web_acl_association.Front is deleted: the web ACL no longer inspects its requests",
    ]);
  });

  test("a distribution", () => {
    const change = { before: { web_acl_id: "arn:aws:wafv2:us-east-1:111122223333:global/webacl/site/1" }, after: { web_acl_id: "" } };
    expect(told(resource("aws_cloudfront_distribution.Site", "update", change))).toEqual([
      "aws_cloudfront_distribution.Site is no longer protected by its web ACL",
    ]);
  });
});

// Terraform, "JSON Output Format", deferred_changes.
test("changes that Terraform defers are named, sorted, as not reviewed", () => {
  const deferred = ["aws_sqs_queue.B", "aws_rds_cluster.A"].map((address) => ({ resource_change: resource(address, "delete create") }));
  expect(reviewPlan({ plan: plan([], { deferred_changes: deferred }), today: "2026-11-26" }).warnings).toEqual([
    "Terraform defers changes of aws_rds_cluster.A, aws_sqs_queue.B to a later plan: they aren't reviewed here",
  ]);
});
