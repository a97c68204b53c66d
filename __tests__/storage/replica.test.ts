import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { ArchiveBucket, ArchiveBucketProps, Bucket, BucketProps, ReplicaProps } from "../../modules/storage";
import { EncryptionKey } from "../../src/core";
import { changes } from "../support/changes";
import { messageOf, statements, synth, testStack } from "../support/synth";

type Options = Omit<Partial<BucketProps>, "replica"> & { readonly replica?: Partial<ReplicaProps> };

function make(props: Options = {}) {
  const stack = testStack();
  const provider = new AwsProvider(stack, "Second", { alias: "second", region: "eu-west-1" });
  const bucket = new Bucket(stack, "Assets", {
    encryptionKey: new EncryptionKey(stack, "Key"),
    ...props,
    replica: { provider, region: "eu-west-1", ...props.replica },
  });
  return { stack, bucket, provider };
}

function makeArchive(props: Partial<ArchiveBucketProps> = {}) {
  const stack = testStack();
  const provider = new AwsProvider(stack, "Second", { alias: "second", region: "eu-west-1" });
  return {
    stack,
    bucket: new ArchiveBucket(stack, "TradeRecords", {
      encryptionKey: new EncryptionKey(stack, "Key"),
      retentionYears: 7,
      replica: { provider, region: "eu-west-1" },
      ...props,
    }),
  };
}

const message = (props: Options): string => messageOf(() => make(props));
const invalid = (line: string): string => `trading-test/Assets: invalid input\n  - ${line}`;
const [rule] = synth(make().stack).resource("aws_s3_bucket_replication_configuration").rule;

describe("a replica", () => {
  test("is a bucket of the second region like the first, under a key of its own", () => {
    const result = synth(make({ transitionAfterDays: { STANDARD_IA: 30 }, expireNoncurrentAfterDays: 10 }).stack);
    const replica = result.resource("aws_s3_bucket", "Assets_Replica");
    expect(replica).toMatchObject({
      bucket: "trading-test-assets-replica-111122223333-eu-west-1",
      provider: "aws.second",
      lifecycle: { prevent_destroy: true },
    });
    const lifecycles = Object.values(result.resources("aws_s3_bucket_lifecycle_configuration"));
    expect(lifecycles).toHaveLength(2);
    expect(lifecycles[1].rule).toEqual(lifecycles[0].rule);
    expect(result.resource("aws_kms_key", "Assets_ReplicaKey").provider).toBe("aws.second");
    const encryption = result.resource("aws_s3_bucket_server_side_encryption_configuration", "Assets_Replica");
    expect(encryption.rule[0].apply_server_side_encryption_by_default.kms_master_key_id).toContain("aws_kms_key.Assets_ReplicaKey");
  });

  test("gets every version, encrypted again, within the 15 minutes that S3 promises", () => {
    expect(rule).toMatchObject({
      status: "Enabled",
      filter: { prefix: "" },
      source_selection_criteria: { sse_kms_encrypted_objects: { status: "Enabled" } },
      destination: {
        bucket: "arn:aws:s3:::trading-test-assets-replica-111122223333-eu-west-1",
        encryption_configuration: { replica_kms_key_id: expect.stringContaining("aws_kms_key.Assets_ReplicaKey") },
        replication_time: { status: "Enabled", time: { minutes: 15 } },
        metrics: { status: "Enabled", event_threshold: { minutes: 15 } },
      },
    });
  });

  test("keeps what is deleted in the original", () => {
    expect(rule.delete_marker_replication).toEqual({ status: "Disabled" });
  });

  test("is measured without the promise as well", () => {
    const { destination } = synth(make({ replica: { replicationTimeControl: false } }).stack).resource(
      "aws_s3_bucket_replication_configuration",
    ).rule[0];
    expect(destination.replication_time).toBeUndefined();
    expect(destination.metrics).toEqual({ status: "Enabled" });
  });

  test("waits for the versions of both buckets and for the role's permissions", () => {
    const { depends_on } = synth(make().stack).resource("aws_s3_bucket_replication_configuration");
    expect(depends_on).toEqual([
      expect.stringMatching(/^aws_s3_bucket_versioning\.Assets_Versioning_/),
      expect.stringMatching(/^aws_s3_bucket_versioning\.Assets_Replica_Versioning_/),
      expect.stringMatching(/^aws_iam_role_policy\.Assets_Replication_Role_Grants_/),
    ]);
  });

  test("has none of the original's notifications, inventories and metrics", () => {
    const result = synth(make({ eventBridge: true, requestMetrics: true }).stack);
    expect(Object.keys(result.resources("aws_s3_bucket_notification"))).toHaveLength(1);
    expect(Object.keys(result.resources("aws_s3_bucket_metric"))).toHaveLength(1);
  });

  test("that is added changes nothing of what is there", () => {
    const without = testStack();
    new AwsProvider(without, "Second", { alias: "second", region: "eu-west-1" });
    new Bucket(without, "Assets", { encryptionKey: new EncryptionKey(without, "Key") });
    const { gone, changed } = changes(without, make().stack);
    expect({ gone, changed }).toEqual({ gone: [], changed: {} });
  });

  test("takes a name and a key of the caller's", () => {
    const { stack, provider } = make();
    const encryptionKey = new EncryptionKey(stack, "KeyOfSecond", { provider, region: "eu-west-1" });
    const bucket = new Bucket(stack, "Reports", {
      encryptionKey: new EncryptionKey(stack, "KeyOfReports"),
      replica: { provider, region: "eu-west-1", bucketName: "reports-copy", encryptionKey },
    });
    expect(synth(stack).resource("aws_s3_bucket", "Reports_Replica").bucket).toBe("reports-copy");
    expect(bucket.replica!.encryptionKey).toBe(encryptionKey);
  });
});

describe("the role that replicates", () => {
  const role = synth(make().stack).resource("aws_iam_role");
  const grants = statements(synth(make().stack).resource("aws_iam_role_policy").policy);
  const of = (sid: string) => grants.find(({ Sid }) => Sid === sid);

  test("is assumed by S3 for this bucket of this account alone", () => {
    expect(statements(role.assume_role_policy)).toMatchObject([
      {
        Principal: { Service: "s3.amazonaws.com" },
        Condition: {
          StringEquals: { "aws:SourceAccount": "111122223333" },
          ArnEquals: { "aws:SourceArn": "arn:aws:s3:::trading-test-assets-111122223333-eu-central-1" },
        },
      },
    ]);
  });

  test("uses each key through S3 of its region, for its own bucket", () => {
    const source = "arn:aws:s3:::trading-test-assets-111122223333-eu-central-1";
    expect(of("SourceDecrypt")).toMatchObject({
      Action: "kms:Decrypt",
      Condition: {
        StringEquals: { "kms:ViaService": "s3.eu-central-1.amazonaws.com" },
        StringLike: { "kms:EncryptionContext:aws:s3:arn": [source, `${source}/*`] },
      },
    });
    expect(of("ReplicaEncrypt")!.Condition.StringEquals).toEqual({ "kms:ViaService": "s3.eu-west-1.amazonaws.com" });
  });

  test("reads the source and writes the replica, never the other way round", () => {
    for (const { Action, Resource } of grants.filter(({ Sid }) => !/crypt/.test(Sid))) {
      const replicates = [Action].flat().some((action: string) => action.startsWith("s3:Replicate"));
      expect([Resource].flat().every((arn: string) => arn.includes("-replica-"))).toBe(replicates);
    }
  });
});

describe("the replica of an archive", () => {
  const { stack, bucket } = makeArchive();
  const result = synth(stack);

  test("holds records as long as the original", () => {
    const locks = Object.values(result.resources("aws_s3_bucket_object_lock_configuration"));
    expect(locks.map((lock) => lock.rule)).toEqual(Array(2).fill({ default_retention: { mode: "GOVERNANCE", years: 7 } }));
    expect(result.resource("aws_s3_bucket", "TradeRecords_Replica").object_lock_enabled).toBe(true);
  });

  test("gets retention and legal holds along with the records, once both buckets are locked", () => {
    const policy = statements(result.resource("aws_iam_role_policy").policy);
    expect(policy.find(({ Sid }) => Sid === "SourceVersionsRead")!.Action).toEqual(
      expect.arrayContaining(["s3:GetObjectLegalHold", "s3:GetObjectRetention"]),
    );
    const { depends_on } = result.resource("aws_s3_bucket_replication_configuration");
    expect(depends_on.filter((address: string) => address.startsWith("aws_s3_bucket_object_lock_configuration."))).toHaveLength(2);
  });

  test("moves to cheaper classes and is protected as the original", () => {
    expect(bucket.replica!.lifecycle).toEqual(bucket.lifecycle);
    expect(bucket.replica!.removal).toBe("protect");
  });
});

describe("a replica is refused", () => {
  test("in the bucket's own region", () => {
    expect(message({ replica: { region: "eu-central-1" } })).toBe(
      invalid(
        'replica.region: must be another region than the bucket\'s; received "eu-central-1". ' +
          "A copy beside the original is lost with it: name a second region and its provider.",
      ),
    );
  });

  test("with the bucket's own name", () => {
    expect(message({ bucketName: "acme-assets", replica: { bucketName: "acme-assets" } })).toBe(
      invalid(
        'replica.bucketName: must be another name than the bucket\'s; received "acme-assets". ' +
          "Bucket names are unique over all regions: leave it out, or give it a suffix.",
      ),
    );
  });

  test("in the same region with the same name, for both reasons at once", () => {
    const text = message({ bucketName: "acme-assets", replica: { region: "eu-central-1", bucketName: "acme-assets" } });
    expect(text).toContain("trading-test/Assets: 2 invalid inputs");
    expect(text).toContain("replica.region: ");
    expect(text).toContain("replica.bucketName: ");
  });

  test("with a name that S3 refuses", () => {
    expect(message({ replica: { bucketName: "Acme" } })).toBe(
      invalid(
        "replica.bucketName: must hold only lower-case letters, digits, dots and dashes; " +
          'received "Acme". Write it in lower case, with dashes for everything else.',
      ),
    );
  });
});
