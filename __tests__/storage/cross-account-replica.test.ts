import { TerraformOutput } from "cdktf";
import { ArchiveBucket, Bucket, BucketProps } from "../../modules/storage";
import { EncryptionKey, Role } from "../../src/core";
import { evaluate } from "../support/policy-evaluator";
import { messageOf, statements, synth, testStack } from "../support/synth";
import { KEY, invalid } from "./fixture";

const OTHER_ACCOUNT = "999988887777";
const OTHER_KEY = `arn:aws:kms:eu-west-1:${OTHER_ACCOUNT}:key/0d3c`;
const COPY_ARN = "arn:aws:s3:::acme-copy";
const ROLE = "arn:aws:iam::111122223333:role/replication";
/** The role of the bucket `Assets`. */
const OWN_ROLE = "arn:aws:iam::111122223333:role/trading-test-Assets-Replication-eu-central-1";

function make() {
  const stack = testStack();
  const encryptionKey = EncryptionKey.fromArn(stack, "CopyKey", OTHER_KEY);
  const copy = Bucket.fromAttributes(stack, "Copy", { bucketName: "acme-copy", region: "eu-west-1", encryptionKey });
  new TerraformOutput(stack, "bucket", { value: copy.requiredPolicyJson });
  new TerraformOutput(stack, "key", { value: encryptionKey.requiredPolicyJson });
  const required = (what: "bucket" | "key") => statements(synth(stack).output(what) as string);
  return { stack, copy, required };
}

/** Requests of the replication role, as S3 makes them for it. */
const context = { "kms:ViaService": "s3.eu-west-1.amazonaws.com", "kms:EncryptionContext:aws:s3:arn": COPY_ARN };
const asked = (policy: ReturnType<typeof statements>, action: string, resource: string, principal = ROLE) =>
  evaluate(policy, { principal, action, resource, context });

describe("a replica in another account", () => {
  const { stack, copy, required } = make();
  const bucket = new Bucket(stack, "Assets", { encryptionKey: KEY, replica: { bucket: copy, accountId: OTHER_ACCOUNT } });
  const result = synth(stack);

  // S3 User Guide, "Changing the replica owner".
  test("is that account's, under its key", () => {
    expect(result.resource("aws_s3_bucket_replication_configuration").rule[0].destination).toMatchObject({
      bucket: COPY_ARN,
      account: OTHER_ACCOUNT,
      access_control_translation: { owner: "Destination" },
      encryption_configuration: { replica_kms_key_id: OTHER_KEY },
      replication_time: { status: "Enabled" },
    });
  });

  test("makes no bucket and no key", () => {
    expect(Object.keys(result.resources("aws_s3_bucket"))).toHaveLength(1);
    expect(result.resources("aws_kms_key")).toEqual({});
    expect(bucket.replicaBucket).toBeUndefined();
  });

  // S3 User Guide, "Granting permissions when the source and destination buckets are owned by different AWS accounts".
  test("hands back what the owner must add to the bucket's policy", () => {
    const statement = (sid: string) => required("bucket").find(({ Sid }) => Sid === sid);
    expect(statement("ReplicaBucket")).toMatchObject({ Action: ["s3:GetBucketVersioning", "s3:ListBucket"], Resource: COPY_ARN });
    expect(statement("Replicas")).toMatchObject({
      Action: ["s3:ObjectOwnerOverrideToBucketOwner", "s3:ReplicateDelete", "s3:ReplicateObject", "s3:ReplicateTags"],
      Resource: `${COPY_ARN}/*`,
    });
    expect(asked(required("bucket"), "s3:ReplicateObject", `${COPY_ARN}/a`, OWN_ROLE)).toBe("allow");
    expect(asked(required("bucket"), "s3:ReplicateObject", `${COPY_ARN}/a`)).toBe("none");
  });

  test("has a role whose name is known before it is made", () => {
    const { name, name_prefix: prefix } = result.resource("aws_iam_role");
    expect([name, prefix]).toEqual(["trading-test-Assets-Replication-eu-central-1", undefined]);
    expect(bucket.replication!.roleArn).toBe(OWN_ROLE);
  });

  test("hands back what the owner must add to the key's policy, through S3 and for this bucket alone", () => {
    expect(required("key")).toMatchObject([
      {
        Sid: "Replicas",
        Action: ["kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey"],
        Condition: {
          StringLike: { "kms:ViaService": "s3.eu-west-1.*", "kms:EncryptionContext:aws:s3:arn": [COPY_ARN, `${COPY_ARN}/*`] },
        },
      },
    ]);
  });
});

test("a replica in another account takes the name of its role", () => {
  const { stack, copy } = make();
  const replica = { bucket: copy, accountId: OTHER_ACCOUNT, roleName: "replication" };
  expect(new Bucket(stack, "Assets", { encryptionKey: KEY, replica }).replication!.roleArn).toBe(ROLE);
  expect(synth(stack).resource("aws_iam_role").name).toBe("replication");
});

// S3 User Guide, "Using S3 Replication metrics": failures are reported in the source's region and account.
test("a replica in another account has its alarm on the bucket", () => {
  const { stack, copy } = make();
  const bucket = new Bucket(stack, "Assets", { encryptionKey: KEY, replica: { bucket: copy, accountId: OTHER_ACCOUNT } });
  bucket.addAlarms({ topicArn: "arn:aws:sns:eu-central-1:111122223333:alarms" });
  expect(synth(stack).resource("aws_cloudwatch_metric_alarm").dimensions).toMatchObject({ DestinationBucket: "acme-copy" });
});

test("records are retained in another account as in this one", () => {
  const { stack, copy, required } = make();
  new ArchiveBucket(stack, "Records", { encryptionKey: KEY, retentionYears: 7, replica: { bucket: copy, accountId: OTHER_ACCOUNT } });
  expect(required("bucket").find(({ Sid }) => Sid === "Replicas")!.Action).toEqual(
    expect.arrayContaining(["s3:PutObjectLegalHold", "s3:PutObjectRetention"]),
  );
  expect(synth(stack).resource("aws_s3_bucket_replication_configuration").depends_on).toEqual(
    expect.arrayContaining([expect.stringMatching(/^aws_s3_bucket_object_lock_configuration\./)]),
  );
});

describe("a bucket that another account replicates to", () => {
  const stack = testStack();
  const encryptionKey = new EncryptionKey(stack, "Key");
  new Bucket(stack, "Copy", { encryptionKey, bucketName: "acme-copy" }).allowReplicationFrom(ROLE);
  const policy = statements(synth(stack).resource("aws_s3_bucket_policy").policy);

  test("allows its replication role, and no other", () => {
    const object = `${COPY_ARN}/a`;
    const actions = ["s3:ReplicateObject", "s3:ReplicateDelete", "s3:ReplicateTags", "s3:ObjectOwnerOverrideToBucketOwner"];
    expect(actions.map((action) => asked(policy, action, object))).toEqual(Array(4).fill("allow"));
    expect(asked(policy, "s3:ReplicateObject", object, "arn:aws:iam::111122223333:role/other")).toBe("none");
    expect(asked(policy, "s3:PutBucketVersioning", COPY_ARN)).toBe("none");
  });

  test("has a key that allows it as well", () => {
    const key = statements(synth(stack).resource("aws_kms_key").policy);
    const allowed = key.filter(({ Sid }) => Sid === "Replicas");
    const decide = (action: string, principal = ROLE) =>
      evaluate(allowed, { principal, action, resource: "*", context: { ...context, "kms:ViaService": "s3.eu-central-1.amazonaws.com" } });
    expect(["kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey"].map((action) => decide(action))).toEqual(Array(3).fill("allow"));
    expect(decide("kms:Decrypt", "arn:aws:iam::111122223333:role/other")).toBe("none");
  });

  // IAM User Guide, "AWS JSON policy elements: Principal", "IAM role principals".
  test("names the account as the principal: it is deployed before the role, and outlives it", () => {
    const replicas = [...policy, ...statements(synth(stack).resource("aws_kms_key").policy)].filter(({ Sid }) =>
      /Replica/.test(String(Sid)),
    );
    expect(replicas.map(({ Principal }) => Principal)).toEqual(Array(3).fill({ AWS: "arn:aws:iam::111122223333:root" }));
  });

  test("takes the ARN of a role that only Terraform knows: the role is there first", () => {
    const later = testStack();
    const role = new Role(later, "Role", { assumedBy: { services: ["s3.amazonaws.com"] } });
    new Bucket(later, "Copy", { encryptionKey: KEY, bucketName: "acme-copy" }).allowReplicationFrom(role.roleArn);
    const allowed = statements(synth(later).resource("aws_s3_bucket_policy").policy).find(({ Sid }) => Sid === "Replicas");
    expect(allowed).toMatchObject({ Principal: { AWS: expect.stringMatching(/^\$\{aws_iam_role\.\w+\.arn\}$/) } });
  });

  test("takes one role, not a pattern", () => {
    const copy = new Bucket(testStack(), "Copy", { encryptionKey: KEY });
    expect(messageOf(() => copy.allowReplicationFrom("arn:aws:iam::111122223333:role/*"))).toBe(
      invalid(
        "Copy",
        'roleArn: must be one role\'s ARN, without a wildcard; received "arn:aws:iam::111122223333:role/*". Call it once for each role.',
      ),
    );
  });

  // S3 User Guide, "Setting up permissions for live replication": retention and legal holds of objects.
  test("retains and holds what is replicated to it, where it is an archive", () => {
    const archives = testStack();
    new ArchiveBucket(archives, "Copy", { encryptionKey: KEY, bucketName: "acme-copy", retentionYears: 7 }).allowReplicationFrom(ROLE);
    const ofArchive = statements(synth(archives).resource("aws_s3_bucket_policy").policy);
    for (const action of ["s3:PutObjectRetention", "s3:PutObjectLegalHold"]) {
      expect([asked(ofArchive, action, `${COPY_ARN}/a`), asked(policy, action, `${COPY_ARN}/a`)]).toEqual(["allow", "none"]);
    }
  });

  test("and an archive take its role by nothing but an ARN", () => {
    const archive = new ArchiveBucket(testStack(), "Records", { encryptionKey: KEY, retentionYears: 7 });
    expect(messageOf(() => archive.allowReplicationFrom("replication"))).toBe(
      invalid("Records", 'roleArn: must be a role\'s ARN; received "replication". Copy the ARN that holds "role/".'),
    );
  });
});

describe("a replica in another account is refused", () => {
  const replica = (given: object) => {
    const { stack, copy } = make();
    new Bucket(stack, "Assets", {
      encryptionKey: KEY,
      replica: { bucket: copy, accountId: OTHER_ACCOUNT, ...given } as BucketProps["replica"],
    });
  };

  const CASES: [string, object, ...string[]][] = [
    ["without a bucket", { bucket: "acme-copy" }, 'replica.bucket: must be a bucket; received "acme-copy". Give a bucket.'],
    [
      "in an account that isn't one",
      { accountId: "9999" },
      'replica.accountId: must be twelve digits; received "9999". Copy the account id, leading zeros included, as a string.',
    ],
    [
      "by a role of a name that IAM refuses",
      { roleName: "replication role" },
      'replica.roleName: must be 1 to 64 letters, digits and _+=,.@-; received "replication role". Write it as "trading-deploy".',
    ],
    [
      "in the bucket's own account",
      { accountId: "111122223333" },
      'replica.accountId: must be another account than the bucket\'s; received "111122223333". For a copy in this account, give the provider of a second region instead.',
    ],
  ];

  test.each(CASES)("%s", (_, given, ...lines) => {
    expect(messageOf(() => replica(given))).toBe(invalid("Assets", ...lines));
  });

  test("under no key", () => {
    const { stack } = make();
    const bucket = Bucket.fromAttributes(stack, "Open", { bucketName: "acme-open", region: "eu-west-1" });
    expect(messageOf(() => new Bucket(stack, "Assets", { encryptionKey: KEY, replica: { bucket, accountId: OTHER_ACCOUNT } }))).toBe(
      invalid(
        "Assets",
        'replica.bucket: must have an encryptionKey: copies of objects under a key are under one as well; received "arn:aws:s3:::acme-open". Give it to Bucket.fromAttributes: EncryptionKey.fromArn.',
      ),
    );
  });
});
