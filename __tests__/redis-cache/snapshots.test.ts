import { messageOf } from "../support/synth";
import { cache, refusal, replicationGroup, serverlessCache } from "./fixture";

/** Of a security group's id only the part after `sg-`, which no other has. */
const FINAL = /^trading-test-cache-final-\$\{substr\(aws_security_group\.Cache_SecurityGroup_\w+\.id, 3, -1\)\}$/;

describe("a cache", () => {
  test("keeps automatic snapshots for a week by default, apart from maintenance", () => {
    expect(replicationGroup()).toMatchObject({
      snapshot_retention_limit: 7,
      snapshot_window: "02:00-03:00",
      maintenance_window: "sun:03:30-sun:04:30",
    });
  });

  test("takes the caller's retention, windows and snapshot", () => {
    const props = { snapshotRetentionDays: 0, snapshotWindow: "22:00-23:30", maintenanceWindow: "sat:04:00-sat:06:00" };
    expect(replicationGroup({ ...props, snapshotName: "books-before" })).toMatchObject({
      snapshot_retention_limit: 0,
      snapshot_window: "22:00-23:30",
      maintenance_window: "sat:04:00-sat:06:00",
      snapshot_name: "books-before",
    });
  });

  test("is restored once: another snapshot later has no effect", () => {
    expect(replicationGroup().lifecycle.ignore_changes).toContain("snapshot_name");
  });

  const BOOKS = "arn:aws:s3:::trading-imports/2026/books.rdb";

  test("is filled from RDB files in S3, once", () => {
    expect(replicationGroup({ snapshotArns: [BOOKS] }).snapshot_arns).toEqual([BOOKS]);
    expect(replicationGroup().lifecycle.ignore_changes).toContain("snapshot_arns");
    expect(replicationGroup()).not.toHaveProperty("snapshot_arns");
  });

  // ElastiCache API Reference, CreateReplicationGroup: an object's name without commas.
  test.each([
    [
      { snapshotArns: ["s3://trading-imports/books.rdb"] },
      "snapshotArns[0]: must be the ARN of an RDB file in S3, without commas; " +
        'received "s3://trading-imports/books.rdb". Write it as "arn:aws:s3:::trading-imports/books.rdb".',
    ],
    [
      { snapshotArns: ["arn:aws:s3:::trading-imports/a,b.rdb"] },
      "snapshotArns[0]: must be the ARN of an RDB file in S3, without commas; " +
        'received "arn:aws:s3:::trading-imports/a,b.rdb". Write it as "arn:aws:s3:::trading-imports/books.rdb".',
    ],
    // S3 User Guide, "General purpose bucket naming rules": 3 to 63 characters.
    ...["ab", "a".repeat(64)].map((bucket): [object, string] => [
      { snapshotArns: [`arn:aws:s3:::${bucket}/books.rdb`] },
      "snapshotArns[0]: must be the ARN of an RDB file in S3, without commas; " +
        `received "arn:aws:s3:::${bucket}/books.rdb". Write it as "arn:aws:s3:::trading-imports/books.rdb".`,
    ]),
    // ElastiCache User Guide, "Seeding a new node-based cluster with an externally created backup": an .rdb file.
    [
      { snapshotArns: ["arn:aws:s3:::trading-imports/books.aof"] },
      "snapshotArns[0]: must be the ARN of an RDB file in S3, without commas; " +
        'received "arn:aws:s3:::trading-imports/books.aof". Write it as "arn:aws:s3:::trading-imports/books.rdb".',
    ],
    [{ snapshotArns: [BOOKS, BOOKS] }, `snapshotArns: must each be named once; received ["${BOOKS}","${BOOKS}"]. Remove the duplicate.`],
    [
      { snapshotArns: [BOOKS], snapshotName: "books-before" },
      `snapshotArns: can't be given with snapshotName; received ["${BOOKS}"]. Keep one of them.`,
    ],
  ])("isn't filled from %p", (props, line) => {
    expect(messageOf(() => cache(props))).toBe(refusal("trading-test/Cache", line));
  });

  test("leaves a final snapshot where it is protected", () => {
    expect(replicationGroup().final_snapshot_identifier).toMatch(FINAL);
    expect(replicationGroup({ replicationGroupId: "books" }).final_snapshot_identifier).toMatch(/^books-final-/);
  });

  test("leaves one, and its logs, where it may be deleted with a snapshot", () => {
    const group = replicationGroup({ removal: "snapshot" });
    expect(group.final_snapshot_identifier).toMatch(FINAL);
    expect(group.lifecycle).not.toHaveProperty("prevent_destroy");
  });

  test("leaves none where it is destroyed with its environment", () => {
    expect(replicationGroup({ removal: "destroy" })).not.toHaveProperty("final_snapshot_identifier");
  });
});

describe("a serverless cache", () => {
  const snapshotArn = "arn:aws:elasticache:eu-central-1:111122223333:serverlesscachesnapshot:books-before";

  test("keeps automatic snapshots for a week by default", () => {
    expect(serverlessCache()).toMatchObject({ snapshot_retention_limit: 7, daily_snapshot_time: "02:00" });
  });

  test("is created empty by default", () => {
    expect(serverlessCache()).not.toHaveProperty("snapshot_arns_to_restore");
  });

  test("takes the caller's retention, time and snapshot", () => {
    expect(serverlessCache({ snapshotRetentionDays: 0, snapshotTime: "23:30", snapshotArn })).toMatchObject({
      snapshot_retention_limit: 0,
      daily_snapshot_time: "23:30",
      snapshot_arns_to_restore: [snapshotArn],
    });
  });

  test("is restored from a snapshot of a cache of nodes as well", () => {
    const ofNodes = "arn:aws:elasticache:eu-central-1:111122223333:snapshot:books-before";
    expect(serverlessCache({ snapshotArn: ofNodes }).snapshot_arns_to_restore).toEqual([ofNodes]);
  });

  test("is restored once: another snapshot later has no effect", () => {
    expect(serverlessCache().lifecycle.ignore_changes).toContain("snapshot_arns_to_restore");
  });
});

// ElastiCache API Reference, CreateReplicationGroup, SnapshotName: a name; automatic ones begin with "automatic.".
test.each([
  ["arn:aws:elasticache:eu-central-1:111122223333:snapshot:books-1", "books-1"],
  ["books before upgrade", "books-before-upgrade"],
  ["", "books-before-upgrade"],
])("a snapshot's name is no ARN and has no spaces: %p", (snapshotName, meant) => {
  expect(messageOf(() => cache({ snapshotName }))).toBe(
    refusal(
      "trading-test/Cache",
      `snapshotName: must be a snapshot's name, without spaces, and not its ARN; received "${snapshotName}". Write it as "${meant}".`,
    ),
  );
});

test("a snapshot's name may be an automatic one's", () => {
  expect(() => cache({ snapshotName: "automatic.books-2026-03-01-02-00" })).not.toThrow();
});
