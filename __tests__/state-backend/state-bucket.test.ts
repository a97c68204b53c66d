import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { TerraformStack, TerraformVariable, Testing } from "cdktf";
import { StateBucket, StateBucketProps, StateReplica } from "../../modules/state-backend";
import { LogBucket } from "../../modules/storage";
import { EncryptionKey, useRemoval } from "../../src/core";
import { messageOf, statements, synth, testStack } from "../support/synth";
import { KEY_ARN, NAME, bucket, resolved, role, secondRegion } from "./fixture";

describe("A state bucket by default", () => {
  test("has the fixed name", () => {
    expect(synth(bucket().stack).resource("aws_s3_bucket").bucket).toBe(NAME);
  });

  test("can't be destroyed, nor emptied by Terraform", () => {
    expect(synth(bucket().stack).resource("aws_s3_bucket")).toMatchObject({ force_destroy: false, lifecycle: { prevent_destroy: true } });
  });

  test("has a key that can't be destroyed", () => {
    expect(synth(bucket().stack).resource("aws_kms_key").lifecycle).toEqual({ prevent_destroy: true });
  });

  test("is versioned", () => {
    expect(synth(bucket().stack).resource("aws_s3_bucket_versioning").versioning_configuration.status).toBe("Enabled");
  });

  test("is encrypted with SSE-KMS under a key of its own, with a bucket key", () => {
    const { stack, states } = bucket();
    expect(synth(stack).resource("aws_s3_bucket_server_side_encryption_configuration").rule).toEqual([
      {
        apply_server_side_encryption_by_default: {
          sse_algorithm: "aws:kms",
          kms_master_key_id: resolved(stack, states.encryptionKey.keyArn),
        },
        bucket_key_enabled: true,
      },
    ]);
  });

  test("has the key's alias named after it", () => {
    expect(synth(bucket().stack).resource("aws_kms_alias").name).toBe(`alias/${NAME}`);
  });

  test("blocks all public access", () => {
    expect(synth(bucket().stack).resource("aws_s3_bucket_public_access_block")).toMatchObject({
      block_public_acls: true,
      block_public_policy: true,
      ignore_public_acls: true,
      restrict_public_buckets: true,
    });
  });

  test("has ACLs disabled", () => {
    expect(synth(bucket().stack).resource("aws_s3_bucket_ownership_controls").rule.object_ownership).toBe("BucketOwnerEnforced");
  });

  test("has no replica", () => {
    const { stack, states } = bucket();
    expect([states.replicaBucket, states.replication]).toEqual([undefined, undefined]);
    expect(synth(stack).types).not.toContain("aws_s3_bucket_replication_configuration");
  });

  test("needs no data source", () => {
    expect(synth(bucket().stack).json.data).toBeUndefined();
  });
});

describe("The access logs of a state bucket", () => {
  test("are delivered to a log bucket, under a prefix of its own", () => {
    const stack = testStack();
    const logs = new LogBucket(stack, "Logs");
    const { states } = bucket({ accessLogs: logs }, stack);
    expect(states.logging!.targetPrefixInput).toBe("s3/States/");
    expect(synth(stack).resource("aws_s3_bucket_logging")).toMatchObject({
      bucket: resolved(stack, states.bucketName),
      target_bucket: resolved(stack, logs.bucketName),
    });
  });

  test("are delivered from the replica to a log bucket of its region", () => {
    const stack = testStack();
    const { provider } = secondRegion(stack);
    const accessLogs = new LogBucket(stack, "ReplicaLogs", { provider });
    const { states } = bucket({ replica: { provider, accessLogs } }, stack);
    expect([states.logging, states.replicaBucket!.logging!.targetPrefixInput]).toEqual([undefined, "s3/States-Replica/"]);
    expect(synth(stack).resource("aws_s3_bucket_logging").provider).toBe("aws.replica");
  });

  test("aren't written where none are asked for", () => {
    expect(synth(bucket().stack).types).not.toContain("aws_s3_bucket_logging");
  });

  test.each<[string, (logs: LogBucket, elsewhere: LogBucket, replica: StateReplica) => Partial<StateBucketProps>, string]>([
    [
      "the bucket itself",
      () => ({ accessLogs: { bucketArn: `arn:aws:s3:::${NAME}`, addLogSource: () => undefined as never } }),
      `accessLogs: must be another bucket: each log that is written would be a request to log; received "arn:aws:s3:::${NAME}". Give another log bucket, or leave it out.`,
    ],
    [
      "a log bucket of another region",
      (_, elsewhere) => ({ accessLogs: elsewhere }),
      'accessLogs: must be a log bucket in eu-central-1: this is delivered to no other region; received "eu-west-1". Make a LogBucket in eu-central-1 for it.',
    ],
    [
      "a log bucket of the bucket's region for the replica",
      (logs, _, replica) => ({ replica: { ...replica, accessLogs: logs } }),
      'replica.accessLogs: must be a log bucket in eu-west-1: this is delivered to no other region; received "eu-central-1". Make a LogBucket in eu-west-1 for it.',
    ],
  ])("are refused to be delivered to %s", (_, props, line) => {
    const stack = testStack();
    const replica = secondRegion(stack);
    const logs = new LogBucket(stack, "Logs");
    const elsewhere = new LogBucket(stack, "Elsewhere", { provider: replica.provider });
    expect(messageOf(() => bucket(props(logs, elsewhere, replica), stack))).toBe(`trading-test/States: invalid input\n  - ${line}`);
  });
});

describe("A state bucket", () => {
  test("is emptied and destroyed with its key where `removal` says so", () => {
    const synthesized = synth(bucket({ removal: "destroy" }).stack);
    expect(synthesized.resource("aws_s3_bucket").force_destroy).toBe(true);
    expect(synthesized.resource("aws_s3_bucket").lifecycle).toBeUndefined();
    expect(synthesized.resource("aws_kms_key").lifecycle).toBeUndefined();
  });

  test("is removed as `useRemoval` says", () => {
    const stack = testStack();
    useRemoval(stack, "destroy");
    expect(bucket({}, stack).states.removal).toBe("destroy");
    expect(synth(stack).resource("aws_s3_bucket").force_destroy).toBe(true);
  });

  test("is encrypted under a key that exists", () => {
    const stack = testStack();
    const encryptionKey = EncryptionKey.fromArn(stack, "Existing", KEY_ARN);
    expect(bucket({ encryptionKey }, stack).states.encryptionKey).toBe(encryptionKey);
    const { rule } = synth(stack).resource("aws_s3_bucket_server_side_encryption_configuration");
    expect(rule[0].apply_server_side_encryption_by_default.kms_master_key_id).toBe(KEY_ARN);
    expect(synth(stack).types).not.toContain("aws_kms_key");
  });

  test("is created in another region by that region's provider, with its key", () => {
    const stack = testStack();
    bucket(secondRegion(stack), stack);
    const types = synth(stack).types.filter((type) => /^aws_(s3|kms)/.test(type));
    expect(types.map((type) => synth(stack).resource(type).provider)).toEqual(types.map(() => "aws.replica"));
  });

  test("refuses a key of another region (AWS KMS Developer Guide: a key serves its region alone)", () => {
    const stack = testStack();
    const encryptionKey = EncryptionKey.fromArn(stack, "Key", KEY_ARN.replace("eu-central-1", "eu-west-1"));
    expect(messageOf(() => bucket({ encryptionKey }, stack))).toContain(
      'encryptionKey: must be a key in eu-central-1: a key serves no other region; received "eu-west-1".',
    );
  });

  test("takes a name that only Terraform knows", () => {
    const stack = testStack();
    const bucketName = new TerraformVariable(stack, "name", { type: "string" }).stringValue;
    bucket({ bucketName }, stack);
    expect(synth(stack).resource("aws_kms_alias").name).toBe('alias/${replace(var.name, ".", "-")}');
    expect(statements(synth(stack).resource("aws_s3_bucket_policy").policy)[1]!.Resource).toBe("arn:aws:s3:::${var.name}/*");
  });

  test.each([
    ["resource", "aws_s3_bucket"],
    ["publicAccessBlock", "aws_s3_bucket_public_access_block"],
    ["ownershipControls", "aws_s3_bucket_ownership_controls"],
    ["encryption", "aws_s3_bucket_server_side_encryption_configuration"],
    ["versioning", "aws_s3_bucket_versioning"],
    ["lifecycleConfiguration", "aws_s3_bucket_lifecycle_configuration"],
    ["policy", "aws_s3_bucket_policy"],
  ] as const)("has the member %s for %s", (member, type) => {
    expect(bucket().states[member].terraformResourceType).toBe(type);
  });

  test("has the bucket as its default child", () => {
    const { states } = bucket();
    expect(states.node.defaultChild).toBe(states.resource);
  });

  test("lets a role deploy", () => {
    const { stack, states } = bucket();
    states.grantDeploy(role(stack), "trading-prod/terraform.tfstate");
    expect(statements(synth(stack).resource("aws_iam_role_policy").policy)[0]).toMatchObject({
      Sid: "StateEncryptDecrypt",
      Resource: resolved(stack, states.encryptionKey.keyArn),
    });
  });

  test("lets a role plan", () => {
    const { stack, states } = bucket();
    states.grantPlan(role(stack), "trading-prod/terraform.tfstate");
    expect(statements(synth(stack).resource("aws_iam_role_policy").policy)[0]).toMatchObject({
      Sid: "StateDecrypt",
      Resource: resolved(stack, states.encryptionKey.keyArn),
    });
  });
});

describe("A state bucket refuses", () => {
  /** What JavaScript can give. */
  type Input = { readonly [K in keyof StateBucketProps]?: unknown };
  const stack = testStack("trading");
  const second = { provider: new AwsProvider(stack, "AwsReplica", { region: "eu-west-1", alias: "replica" }), region: "eu-west-1" };

  test.each<[string, Input, string[]]>([
    ["a missing name", { bucketName: undefined }, ["bucketName: must be a string; received nothing. It is required."]],
    ["a name that is none", { bucketName: 5 }, ["bucketName: must be a string; received 5. Put it in quotes."]],
    [
      "a name with other characters",
      { bucketName: "Trading_State" },
      [
        'bucketName: must hold only lower-case letters, digits, dots and dashes; received "Trading_State". ' +
          "Write it in lower case, with dashes for everything else.",
      ],
    ],
    ["a short name", { bucketName: "ab" }, ['bucketName: must be 3 to 63 characters long; received "ab". Give a longer name.']],
    [
      "a name like an IP address",
      { bucketName: "10.0.0.1" },
      ['bucketName: must not be written like an IP address; received "10.0.0.1". Give it a name with letters.'],
    ],
    [
      "a key's ARN in place of the key",
      { encryptionKey: KEY_ARN },
      [
        `encryptionKey: must be an EncryptionKey; received "${KEY_ARN}". Give an EncryptionKey; for one that exists, EncryptionKey.fromArn(…).`,
      ],
    ],
    [
      "texts in place of numbers",
      { expireNoncurrentAfterDays: "90", noncurrentVersionsToKeep: "30" },
      [
        'expireNoncurrentAfterDays: must be a number; received "90". Write it without quotes.',
        'noncurrentVersionsToKeep: must be a number; received "30". Write it without quotes.',
      ],
    ],
    [
      "numbers out of range",
      { expireNoncurrentAfterDays: 0, noncurrentVersionsToKeep: 101 },
      [
        "expireNoncurrentAfterDays: must be a whole number from 1 to 36500 days; received 0. Give a value from 1 to 36500.",
        "noncurrentVersionsToKeep: must be a whole number from 1 to 100 versions; received 101. Give a value from 1 to 100.",
      ],
    ],
    ["another word for the removal", { removal: "keep" }, ['removal: must be one of protect, destroy; received "keep". Use one of these.']],
    [
      "a provider that is none",
      { provider: "aws.replica", region: "eu-west-1" },
      [
        'provider: must be a provider; received "aws.replica". Give an AwsProvider, such as new AwsProvider(this, "Global", { region: "us-east-1", alias: "global" }).',
      ],
    ],
    [
      "a region without its provider",
      { region: "eu-west-1" },
      ['region: must come together with provider; received "eu-west-1". Give both, for a bucket in another region, or neither.'],
    ],
    [
      "a region that is none",
      { ...second, region: "Ireland" },
      ['region: must be a region\'s code; received "Ireland". Give a code such as "eu-central-1".'],
    ],
    ["a replica that is none", { replica: "eu-west-1" }, ['replica: must be an object; received "eu-west-1". Write it as { … }.']],
    [
      "a replica without a provider",
      { replica: {} },
      [
        'replica.provider: must be a provider; received nothing. Give an AwsProvider, such as new AwsProvider(this, "Global", { region: "us-east-1", alias: "global" }).',
      ],
    ],
    [
      "a replica in something that is no region",
      { replica: { ...second, region: "Ireland" } },
      ['replica.region: must be a region\'s code; received "Ireland". Give a code such as "eu-central-1".'],
    ],
    [
      "a replica in the bucket's region, and of its name",
      { replica: { provider: new AwsProvider(stack, "AwsSame", { region: "eu-central-1", alias: "same" }), bucketName: NAME } },
      [
        'replica.region: must be another region than the bucket\'s; received "eu-central-1". A copy beside the original is lost with it: give the provider of a second region.',
        `replica.bucketName: must be another name than the bucket's; received "${NAME}". Bucket names are unique over all regions: leave it out, or give it a suffix.`,
      ],
    ],
    [
      "a replica's name that S3 refuses",
      { replica: { ...second, bucketName: "States" } },
      [
        'replica.bucketName: must hold only lower-case letters, digits, dots and dashes; received "States". ' +
          "Write it in lower case, with dashes for everything else.",
      ],
    ],
    [
      "a name that leaves no room for the replica's",
      { bucketName: "s".repeat(60), replica: second },
      [`replica: must be 3 to 63 characters long; received "${"s".repeat(60)}-replica". Shorten the name.`],
    ],
    [
      "a key's ARN in place of the replica's key",
      { replica: { ...second, encryptionKey: KEY_ARN } },
      [
        `replica.encryptionKey: must be an EncryptionKey; received "${KEY_ARN}". Give an EncryptionKey; for one that exists, EncryptionKey.fromArn(…).`,
      ],
    ],
  ])("%s", (_, props, lines) => {
    const title = lines.length === 1 ? "invalid input" : `${lines.length} invalid inputs`;
    const create = () => new StateBucket(testStack(), "States", { bucketName: NAME, ...props } as StateBucketProps);
    expect(messageOf(create)).toBe(`trading-test/States: ${title}\n${lines.map((line) => `  - ${line}`).join("\n")}`);
  });

  test("props that are left out altogether", () => {
    expect(messageOf(() => new StateBucket(testStack(), "States", undefined as unknown as StateBucketProps))).toBe(
      "trading-test/States: invalid input\n  - props: must be an object; received nothing. It is required.",
    );
  });
});

test("Where only the provider knows the region, a replica anywhere is allowed", () => {
  const stack = new TerraformStack(Testing.app(), "elsewhere");
  new AwsProvider(stack, "Aws", { region: "eu-central-1" });
  expect(() => bucket({ replica: secondRegion(stack) }, stack)).not.toThrow();
});
