import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { S3BucketVersioningA } from "@cdktf/provider-aws/lib/s3-bucket-versioning";
import { BucketReplication, BucketReplicationProps, ReplicationEnd, checkReplica } from "../../../src/internal/s3/bucket-replication";
import { Validator } from "../../../src/internal/validator";
import { messageOf, statements, synth, testStack } from "../../support/synth";

const SOURCE: ReplicationEnd = {
  bucketName: "assets",
  bucketArn: "arn:aws:s3:::assets",
  kmsKeyArn: "arn:aws:kms:eu-central-1:111122223333:key/source",
  region: "eu-central-1",
  dependencies: [],
};
const DESTINATION: ReplicationEnd = {
  ...SOURCE,
  bucketName: "assets-replica",
  bucketArn: "arn:aws:s3:::assets-replica",
  kmsKeyArn: "arn:aws:kms:eu-west-1:111122223333:key/destination",
  region: "eu-west-1",
};

function replicate(props: Partial<BucketReplicationProps> = {}) {
  const stack = testStack();
  new BucketReplication(stack, "Replication", {
    source: SOURCE,
    destination: DESTINATION,
    ruleId: "all-objects",
    replicateDeleteMarkers: false,
    replicationTimeControl: true,
    ...props,
  });
  const result = synth(stack);
  const grants = statements(result.resource("aws_iam_role_policy").policy);
  return {
    configuration: result.resource("aws_s3_bucket_replication_configuration"),
    rule: result.resource("aws_s3_bucket_replication_configuration").rule[0],
    trust: statements(result.resource("aws_iam_role").assume_role_policy),
    grants,
    grant: (sid: string) => grants.find(({ Sid }) => Sid === sid),
  };
}

describe("a replication", () => {
  test("is of all objects, those under the key included, encrypted under the destination's key", () => {
    const { configuration, rule } = replicate();
    expect(configuration.bucket).toBe("assets");
    expect(rule).toMatchObject({
      id: "all-objects",
      status: "Enabled",
      filter: { prefix: "" },
      source_selection_criteria: { sse_kms_encrypted_objects: { status: "Enabled" } },
      destination: { bucket: DESTINATION.bucketArn, encryption_configuration: { replica_kms_key_id: DESTINATION.kmsKeyArn } },
    });
  });

  // S3 API Reference, ReplicationRule: a rule with a filter has a priority.
  test("is one rule, whose priority is the first", () => expect(replicate().rule.priority).toBe(0));

  test("begins once both buckets keep versions and the role may replicate", () => {
    const stack = testStack();
    const versioning = (id: string) => new S3BucketVersioningA(stack, id, { bucket: id, versioningConfiguration: { status: "Enabled" } });
    const [source, destination] = [versioning("Source"), versioning("Destination")];
    const provider = new AwsProvider(stack, "Other", { region: "eu-west-1", alias: "other" });
    const replication = new BucketReplication(stack, "Replication", {
      source: { ...SOURCE, dependencies: [source] },
      destination: { ...DESTINATION, dependencies: [destination] },
      ruleId: "all-objects",
      replicateDeleteMarkers: false,
      replicationTimeControl: false,
      provider,
    });
    const { depends_on, provider: own } = synth(stack).resource("aws_s3_bucket_replication_configuration");
    expect(depends_on).toEqual([
      "aws_s3_bucket_versioning.Source",
      "aws_s3_bucket_versioning.Destination",
      expect.stringMatching(/^aws_iam_role_policy\.Replication_Role_Grants/),
    ]);
    expect(own).toBe("aws.other");
    expect(replication.node.children.map(({ node }) => node.id)).toEqual(["Role", "Resource"]);
  });

  test("with replication time control takes 15 minutes, the one value that S3 accepts", () => {
    expect(replicate().rule.destination).toMatchObject({
      replication_time: { status: "Enabled", time: { minutes: 15 } },
      metrics: { status: "Enabled", event_threshold: { minutes: 15 } },
    });
  });

  test("without replication time control has metrics all the same", () => {
    const { destination } = replicate({ replicationTimeControl: false }).rule;
    expect(destination.replication_time).toBeUndefined();
    expect(destination.metrics).toEqual({ status: "Enabled" });
  });

  test.each([
    [true, "Enabled"],
    [false, "Disabled"],
  ])("with delete markers %s", (replicateDeleteMarkers, status) => {
    expect(replicate({ replicateDeleteMarkers }).rule.delete_marker_replication).toEqual({ status });
  });
});

describe("the role that replicates", () => {
  test("is assumed by S3 for the source bucket of this account alone", () => {
    expect(replicate().trust).toMatchObject([
      {
        Principal: { Service: "s3.amazonaws.com" },
        Condition: { StringEquals: { "aws:SourceAccount": "111122223333" }, ArnEquals: { "aws:SourceArn": SOURCE.bucketArn } },
      },
    ]);
  });

  // S3 User Guide, "Setting up permissions for live replication".
  test("reads the source's rules and versions", () => {
    const { grant } = replicate();
    expect(grant("SourceRules")).toMatchObject({ Action: ["s3:GetReplicationConfiguration", "s3:ListBucket"], Resource: SOURCE.bucketArn });
    expect(grant("SourceVersionsRead")).toMatchObject({
      Action: ["s3:GetObjectVersionAcl", "s3:GetObjectVersionForReplication", "s3:GetObjectVersionTagging"],
      Resource: `${SOURCE.bucketArn}/*`,
    });
  });

  test("writes the objects of the destination", () => {
    expect(replicate().grant("ReplicaWrite")).toMatchObject({
      Action: expect.arrayContaining(["s3:ReplicateDelete", "s3:ReplicateObject", "s3:ReplicateTags"]),
      Resource: `${DESTINATION.bucketArn}/*`,
    });
  });

  test("writes the destination, never the other way round", () => {
    for (const { Action, Resource } of replicate().grants.filter(({ Sid }) => !/crypt/.test(Sid))) {
      const replicates = [Action].flat().some((action: string) => action.startsWith("s3:Replicate"));
      expect([Resource].flat().every((arn: string) => arn.includes("-replica"))).toBe(replicates);
    }
  });

  // S3 User Guide, "Using Object Lock with replication".
  test("reads retention and legal holds of buckets with Object Lock", () => {
    expect(replicate({ objectLock: true }).grant("SourceVersionsRead")!.Action).toEqual(
      expect.arrayContaining(["s3:GetObjectLegalHold", "s3:GetObjectRetention"]),
    );
  });

  // S3 User Guide, "Changing the replica owner".
  test("leaves what it writes to the account that has the destination", () => {
    const { rule, grant } = replicate({ destinationAccountId: "999988887777" });
    expect(rule.destination).toMatchObject({ account: "999988887777", access_control_translation: { owner: "Destination" } });
    expect(grant("ReplicaWrite")!.Action).toContain("s3:ObjectOwnerOverrideToBucketOwner");
    expect(replicate().rule.destination.account).toBeUndefined();
  });

  // S3 User Guide, "Replication failure reasons": DstPutRetentionNotPermitted, DstPutLegalHoldNotPermitted.
  test("puts retention and legal holds in the destination, between buckets with Object Lock", () => {
    const lockActions = ["s3:PutObjectLegalHold", "s3:PutObjectRetention"];
    expect(replicate({ objectLock: true }).grant("ReplicaWrite")!.Action).toEqual(expect.arrayContaining(lockActions));
    expect(replicate().grant("ReplicaWrite")!.Action).toEqual(["s3:ReplicateDelete", "s3:ReplicateObject", "s3:ReplicateTags"]);
  });

  // S3 User Guide, "Replicating encrypted objects".
  test.each([
    ["SourceDecrypt", SOURCE, "kms:Decrypt"],
    ["ReplicaEncrypt", DESTINATION, ["kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey"]],
  ])("uses a key through S3 of its region, for its own bucket: %s", (sid, end, actions) => {
    expect(replicate().grant(sid)).toEqual({
      Sid: sid,
      Effect: "Allow",
      Action: actions,
      Resource: end.kmsKeyArn,
      Condition: {
        StringLike: {
          "kms:ViaService": `s3.${end.region}.*`,
          "kms:EncryptionContext:aws:s3:arn": [end.bucketArn, `${end.bucketArn}/*`],
        },
      },
    });
  });
});

describe("checkReplica", () => {
  const check = (bucket: Parameters<typeof checkReplica>[1], replica: Parameters<typeof checkReplica>[2]) => {
    const validator = new Validator("bucket");
    checkReplica(validator, bucket, replica);
    validator.throwIfInvalid();
  };

  test("takes a replica in another region, whatever the name that it is made with", () => {
    expect(() => check({ region: "eu-central-1" }, { region: "eu-west-1" })).not.toThrow();
    expect(() => check({ region: "eu-central-1", bucketName: "a" }, { region: "eu-west-1", bucketName: "b" })).not.toThrow();
  });

  test("takes a replica of a bucket whose region only the provider knows", () => {
    expect(() => check({ region: "${data.aws_region.Region.name}" }, { region: "eu-west-1" })).not.toThrow();
  });

  test("takes null for names that are left out", () => {
    const none = { bucketName: null as never };
    expect(() => check({ region: "eu-central-1", ...none }, { region: "eu-west-1", ...none })).not.toThrow();
  });

  test("refuses the bucket's own region and its own name, at once", () => {
    const place = { region: "eu-central-1", bucketName: "assets" };
    expect(messageOf(() => check(place, place))).toBe(
      [
        "bucket: 2 invalid inputs",
        '  - replica.region: must be another region than the bucket\'s; received "eu-central-1". A copy beside the original is lost with it: give the provider of a second region.',
        '  - replica.bucketName: must be another name than the bucket\'s; received "assets". Bucket names are unique over all regions: leave it out, or give it a suffix.',
      ].join("\n"),
    );
  });
});
