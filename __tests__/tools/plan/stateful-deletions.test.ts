import { Action, PlannedChange } from "../../../tools/support/plan/planned-changes";
import { statefulDeletions } from "../../../tools/support/plan/stateful-deletions";

const change = (type: string, action: Action, path = "Database/Resource"): PlannedChange => ({
  address: `${type}.Database_Resource_0A1B2C3D`,
  path,
  type,
  action,
  changed: [],
  imported: false,
});

test("a deleted database is a loss, in a sentence", () => {
  expect(statefulDeletions([change("aws_rds_cluster", "delete")], [])).toEqual([
    { path: "Database/Resource", sentence: "Database/Resource (aws_rds_cluster) would be deleted: its data would be lost" },
  ]);
});

test("a replaced bucket is a loss as well", () => {
  expect(statefulDeletions([change("aws_s3_bucket", "replace", "Records/Resource")], [])).toEqual([
    { path: "Records/Resource", sentence: "Records/Resource (aws_s3_bucket) would be replaced: its objects would be lost" },
  ]);
});

// ElastiCache has no deletion protection: only the plan's review holds a cache whose construct has another id.
test.each<[type: string, lost: string]>([
  ["aws_elasticache_replication_group", "its data"],
  ["aws_elasticache_serverless_cache", "its data"],
  ["aws_elasticache_global_replication_group", "what joins its caches"],
])("a cache is lost as a database is: %s", (type, lost) => {
  expect(statefulDeletions([change(type, "delete", "Cache/Resource")], []).map(({ sentence }) => sentence)).toEqual([
    `Cache/Resource (${type}) would be deleted: ${lost} would be lost`,
  ]);
});

test("what has left the code is called by its address", () => {
  const gone = { ...change("aws_eip", "delete"), path: "aws_eip.Database_Resource_0A1B2C3D" };
  expect(statefulDeletions([gone], []).map(({ sentence }) => sentence)).toEqual([
    "aws_eip.Database_Resource_0A1B2C3D would be deleted: its address, which others may allow, would be lost",
  ]);
});

test.each<Action>(["create", "update", "read", "forget"])("to %s a database loses nothing", (action) => {
  expect(statefulDeletions([change("aws_rds_cluster", action)], [])).toEqual([]);
});

test("a deleted listener rule loses nothing that a new one doesn't bring back", () => {
  expect(statefulDeletions([change("aws_lb_listener_rule", "delete")], [])).toEqual([]);
});

test.each(["Database/Resource", "aws_rds_cluster.Database_Resource_0A1B2C3D"])(
  "a loss that is acknowledged as %s may be",
  (acknowledged) => {
    expect(statefulDeletions([change("aws_rds_cluster", "delete")], [acknowledged])).toEqual([]);
  },
);

test("an acknowledged loss hides no other one", () => {
  const changes = [change("aws_rds_cluster", "delete"), change("aws_kms_key", "delete", "Key/Resource")];
  expect(statefulDeletions(changes, ["Database/Resource"]).map(({ path }) => path)).toEqual(["Key/Resource"]);
});
