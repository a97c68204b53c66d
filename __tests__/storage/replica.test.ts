import { ArchiveBucket, Bucket, BucketProps, LogBucket, BucketReplica } from "../../modules/storage";
import { EncryptionKey } from "../../src/core";
import { changes } from "../support/changes";
import { statements, synth, testStack } from "../support/synth";
import { KEY, secondRegion } from "./fixture";

type Options = Omit<Partial<BucketProps>, "replica"> & { readonly replica?: Partial<BucketReplica> };

function make(props: Options = {}) {
  const stack = testStack();
  const second = secondRegion(stack);
  const bucket = new Bucket(stack, "Assets", {
    encryptionKey: new EncryptionKey(stack, "Key"),
    ...props,
    replica: { ...second, ...props.replica },
  });
  return { stack, bucket, second };
}

const replicationRule = (props: Options = {}) => synth(make(props).stack).resource("aws_s3_bucket_replication_configuration").rule[0];

describe("a replica", () => {
  test("is a bucket of the second region, named by its path", () => {
    expect(synth(make().stack).resource("aws_s3_bucket", "Assets_Replica")).toMatchObject({
      bucket: "trading-test-assets-replica-111122223333-eu-west-1",
      provider: "aws.second",
      lifecycle: { prevent_destroy: true },
    });
  });

  test("has its bucket's lifecycle", () => {
    const { stack } = make({ transitionAfterDays: { STANDARD_IA: 30 }, expireNoncurrentAfterDays: 10 });
    const lifecycles = Object.values(synth(stack).resources("aws_s3_bucket_lifecycle_configuration"));
    expect(lifecycles).toHaveLength(2);
    expect(lifecycles[1]!.rule).toEqual(lifecycles[0]!.rule);
  });

  test("is encrypted under a key of its own region: a key serves no other", () => {
    const result = synth(make().stack);
    expect(result.resource("aws_kms_key", "Assets_ReplicaKey").provider).toBe("aws.second");
    const encryption = result.resource("aws_s3_bucket_server_side_encryption_configuration", "Assets_Replica");
    expect(encryption.rule[0].apply_server_side_encryption_by_default.kms_master_key_id).toContain("aws_kms_key.Assets_ReplicaKey");
  });

  test("takes a name, a key and a log bucket of the caller's", () => {
    const { stack, second } = make();
    const encryptionKey = new EncryptionKey(stack, "KeyOfSecond", second);
    const accessLogs = new LogBucket(stack, "LogsOfSecond", second);
    const replica = { ...second, bucketName: "reports-copy", encryptionKey, accessLogs };
    const { replicaBucket } = new Bucket(stack, "Reports", { encryptionKey: KEY, replica });
    expect(synth(stack).resource("aws_s3_bucket", "Reports_Replica").bucket).toBe("reports-copy");
    expect(replicaBucket!.encryptionKey).toBe(encryptionKey);
    expect(synth(stack).resource("aws_s3_bucket_logging")).toMatchObject({ target_prefix: "s3/Reports-Replica/", provider: "aws.second" });
  });

  test("has none of its bucket's notifications, inventories and metrics", () => {
    const { stack } = make({ eventBridge: true, requestMetrics: true });
    expect(Object.keys(synth(stack).resources("aws_s3_bucket_notification"))).toHaveLength(1);
    expect(Object.keys(synth(stack).resources("aws_s3_bucket_metric"))).toHaveLength(1);
  });

  test("that may be destroyed has a key that may be, too", () => {
    const { stack, bucket } = make({ removal: "destroy" });
    expect(bucket.replicaBucket!.removal).toBe("destroy");
    expect(synth(stack).resource("aws_kms_key", "Assets_ReplicaKey").lifecycle).toBeUndefined();
  });

  test("that is added changes nothing of what is there", () => {
    const without = testStack();
    secondRegion(without);
    new Bucket(without, "Assets", { encryptionKey: new EncryptionKey(without, "Key") });
    const { gone, changed } = changes(without, make().stack);
    expect({ gone, changed }).toEqual({ gone: [], changed: {} });
  });
});

describe("the replication", () => {
  test("is of every version, encrypted under the replica's key", () => {
    expect(replicationRule()).toMatchObject({
      status: "Enabled",
      filter: { prefix: "" },
      destination: {
        bucket: "arn:aws:s3:::trading-test-assets-replica-111122223333-eu-west-1",
        encryption_configuration: { replica_kms_key_id: expect.stringContaining("aws_kms_key.Assets_ReplicaKey") },
      },
    });
  });

  test("has replication time control by default", () => {
    expect(replicationRule().destination).toMatchObject({ replication_time: { status: "Enabled", time: { minutes: 15 } } });
  });

  test("has none where it is left out", () => {
    expect(replicationRule({ replica: { replicationTimeControl: false } }).destination.replication_time).toBeUndefined();
  });

  test("leaves in the replica what is deleted in the bucket", () => {
    expect(replicationRule().delete_marker_replication).toEqual({ status: "Disabled" });
  });

  test("waits for the versioning of both buckets and for the role's permissions", () => {
    expect(synth(make().stack).resource("aws_s3_bucket_replication_configuration").depends_on).toEqual([
      expect.stringMatching(/^aws_s3_bucket_versioning\.Assets_Versioning_/),
      expect.stringMatching(/^aws_s3_bucket_versioning\.Assets_Replica_Versioning_/),
      expect.stringMatching(/^aws_iam_role_policy\.Assets_Replication_Role_Grants_/),
    ]);
  });
});

describe("the replica of an archive", () => {
  const stack = testStack();
  const bucket = new ArchiveBucket(stack, "TradeRecords", { encryptionKey: KEY, retentionYears: 7, replica: secondRegion(stack) });
  const result = synth(stack);

  test("retains records as long as the archive", () => {
    const locks = Object.values(result.resources("aws_s3_bucket_object_lock_configuration"));
    expect(locks.map((lock) => lock.rule)).toEqual(Array(2).fill({ default_retention: { mode: "GOVERNANCE", years: 7 } }));
    expect(result.resource("aws_s3_bucket", "TradeRecords_Replica").object_lock_enabled).toBe(true);
  });

  test("gets retention and legal holds with the records", () => {
    const policy = statements(result.resource("aws_iam_role_policy").policy);
    expect(policy.find(({ Sid }) => Sid === "SourceVersionsRead")!.Action).toEqual(
      expect.arrayContaining(["s3:GetObjectLegalHold", "s3:GetObjectRetention"]),
    );
  });

  test("gets records once Object Lock is configured on both buckets", () => {
    const { depends_on } = result.resource("aws_s3_bucket_replication_configuration");
    expect(depends_on.filter((address: string) => address.startsWith("aws_s3_bucket_object_lock_configuration."))).toHaveLength(2);
  });

  test("moves records to cheaper storage classes as the archive does", () => {
    expect(bucket.replicaBucket!.transitionAfterDays).toEqual(bucket.transitionAfterDays);
  });

  test("is protected as the archive is", () => {
    expect(bucket.replicaBucket!.removal).toBe("protect");
  });
});
