import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { EncryptionKey } from "../../src/core";
import { ACCOUNT_ID, statements, synth, testStack } from "../support/synth";
import { BUCKET_ARN, NAME, REPLICA_KEY_ARN, address, bucket, resolved, secondRegion, withReplica } from "./fixture";

function replication() {
  const { stack, states } = withReplica();
  return { stack, states, resource: synth(stack).resource("aws_s3_bucket_replication_configuration") };
}

describe("The replica of a state bucket", () => {
  test("is named after the bucket", () => {
    expect(synth(withReplica().stack).resource("aws_s3_bucket", "States_Replica").bucket).toBe(`${NAME}-replica`);
  });

  test("takes another name", () => {
    const { stack } = withReplica({ bucketName: "states-elsewhere" });
    expect(synth(stack).resource("aws_s3_bucket", "States_Replica").bucket).toBe("states-elsewhere");
  });

  test.each([
    "aws_s3_bucket",
    "aws_kms_key",
    "aws_s3_bucket_versioning",
    "aws_s3_bucket_policy",
    "aws_s3_bucket_public_access_block",
    "aws_s3_bucket_ownership_controls",
    "aws_s3_bucket_server_side_encryption_configuration",
    "aws_s3_bucket_lifecycle_configuration",
  ])("has its %s in the second region", (type) => {
    expect(synth(withReplica().stack).resource(type, "States_Replica").provider).toBe("aws.replica");
  });

  test("is removed as the bucket is", () => {
    expect(synth(withReplica().stack).resource("aws_s3_bucket", "States_Replica").lifecycle).toEqual({ prevent_destroy: true });
  });

  test("keeps noncurrent versions as the bucket does", () => {
    const stack = testStack();
    const { states } = bucket({ replica: secondRegion(stack), expireNoncurrentAfterDays: 365, noncurrentVersionsToKeep: 7 }, stack);
    expect(states.replicaBucket).toMatchObject({ expireNoncurrentAfterDays: 365, noncurrentVersionsToKeep: 7 });
  });

  test("is in the region that is given for a provider that takes its own from its surroundings", () => {
    const stack = testStack();
    const provider = new AwsProvider(stack, "AwsReplica", { alias: "replica" });
    bucket({ replica: { provider, region: "eu-west-1" } }, stack);
    expect(JSON.stringify(statements(synth(stack).resource("aws_iam_role_policy").policy))).toContain('"kms:ViaService":"s3.eu-west-1.*"');
  });

  test("is encrypted under a key that exists in its region", () => {
    const stack = testStack();
    const encryptionKey = EncryptionKey.fromArn(stack, "Existing", REPLICA_KEY_ARN);
    const { states } = bucket({ replica: { ...secondRegion(stack), encryptionKey } }, stack);
    expect(states.replicaBucket!.encryptionKey).toBe(encryptionKey);
  });
});

describe("The replication of states", () => {
  test("is configured in the bucket's own region", () => {
    expect(replication().resource.provider).toBeUndefined();
  });

  test("copies to the replica, under its key", () => {
    const { stack, states, resource } = replication();
    expect(resource.rule[0].destination).toMatchObject({
      bucket: `${BUCKET_ARN}-replica`,
      encryption_configuration: { replica_kms_key_id: resolved(stack, states.replicaBucket!.encryptionKey.keyArn) },
    });
  });

  test("copies objects that are encrypted under KMS keys", () => {
    expect(replication().resource.rule[0]).toMatchObject({
      status: "Enabled",
      source_selection_criteria: { sse_kms_encrypted_objects: { status: "Enabled" } },
    });
  });

  test("has S3 Replication Time Control, which is for 15 minutes", () => {
    expect(replication().resource.rule[0].destination.replication_time).toEqual({ status: "Enabled", time: { minutes: 15 } });
  });

  test("copies delete markers, which are locks that were released", () => {
    expect(replication().resource.rule[0].delete_marker_replication).toEqual({ status: "Enabled" });
  });

  test("is created once both buckets are versioned and the role has its permissions", () => {
    const { states, resource } = replication();
    expect(resource.depends_on).toEqual([
      address(states.versioning),
      address(states.replicaBucket!.versioning),
      address(states.replication!.role.policy!),
    ]);
  });

  test("has a role that only S3 may assume, for this bucket", () => {
    const [trust] = statements(synth(replication().stack).resource("aws_iam_role").assume_role_policy);
    expect(trust).toMatchObject({
      Principal: { Service: "s3.amazonaws.com" },
      Condition: { StringEquals: { "aws:SourceAccount": ACCOUNT_ID }, ArnEquals: { "aws:SourceArn": BUCKET_ARN } },
    });
  });

  test("has a role that reads this bucket and writes the replica alone", () => {
    const permissions = statements(synth(replication().stack).resource("aws_iam_role_policy").policy);
    expect(permissions.map(({ Sid, Resource }) => [Sid, Resource])).toEqual([
      ["ReplicaEncrypt", expect.stringContaining("aws_kms_key.States_Replica")],
      ["ReplicaWrite", `${BUCKET_ARN}-replica/*`],
      ["SourceDecrypt", expect.stringContaining("aws_kms_key.States_Key")],
      ["SourceRules", BUCKET_ARN],
      ["SourceVersionsRead", `${BUCKET_ARN}/*`],
    ]);
  });
});
