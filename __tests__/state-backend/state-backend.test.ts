import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { DefaultTokenResolver, StringConcat, TerraformResource, TerraformStack, Tokenization } from "cdktf";
import {
  GitHubOidcProvider,
  StateBucket,
  StateBucketProps,
  StateSettings,
  githubTrust,
  lockKey,
  stateDeployPolicyJson,
  stateKey,
  stateKeyAliasName,
  statePlanPolicyJson,
  useStateBackend,
} from "../../modules/state-backend";
import { EncryptionKey, Role } from "../../src/core";
import { ACCOUNT_ID, messageOf, statements, synth, testStack } from "../support/synth";

const NAME = "trading-state-111122223333";
const BUCKET_ARN = `arn:aws:s3:::${NAME}`;
const KMS_KEY_ARN = "arn:aws:kms:eu-central-1:111122223333:key/0123abcd";
const KEY = "trading-prod/terraform.tfstate";
const LOCATION = { bucketArn: BUCKET_ARN, key: KEY, kmsKeyArn: KMS_KEY_ARN };
const S3: StateSettings = { type: "s3", bucketName: NAME, region: "eu-central-1" };

function bucket(props: Partial<StateBucketProps> = {}, stack = testStack()): { stack: TerraformStack; states: StateBucket } {
  return { stack, states: new StateBucket(stack, "States", { bucketName: NAME, ...props }) };
}

function secondRegion(stack: TerraformStack): { provider: AwsProvider; region: string } {
  return { provider: new AwsProvider(stack, "AwsReplica", { region: "eu-west-1", alias: "replica" }), region: "eu-west-1" };
}

function withReplica(replica: Partial<StateBucketProps["replica"]> = {}): { stack: TerraformStack; states: StateBucket } {
  const stack = testStack();
  return bucket({ replica: { ...secondRegion(stack), ...replica } }, stack);
}

/** What a token stands for in the synthesized JSON. */
function resolved(stack: TerraformStack, token: string): string {
  const options = { scope: stack, resolver: new DefaultTokenResolver(new StringConcat()), preparing: false };
  return Tokenization.resolve(token, options);
}

function address(resource: TerraformResource): string {
  return `${resource.terraformResourceType}.${resource.friendlyUniqueId}`;
}

function backendOf(settings: StateSettings, id = "trading-prod") {
  const stack = testStack(id);
  useStateBackend(stack, settings);
  return synth(stack).json.terraform.backend;
}

describe("a state bucket", () => {
  test("can't be destroyed by default, nor emptied by Terraform", () => {
    expect(synth(bucket().stack).resource("aws_s3_bucket")).toMatchObject({
      bucket: NAME,
      force_destroy: false,
      lifecycle: { prevent_destroy: true },
    });
  });

  test("may go with all that is in it where that is asked for", () => {
    const { stack } = bucket({ removal: "destroy" });
    const synthesized = synth(stack);
    expect(synthesized.resource("aws_s3_bucket").force_destroy).toBe(true);
    expect(synthesized.resource("aws_s3_bucket").lifecycle).toBeUndefined();
    expect(synthesized.resource("aws_kms_key").lifecycle).toBeUndefined();
  });

  test("keeps every version", () => {
    expect(synth(bucket().stack).resource("aws_s3_bucket_versioning").versioning_configuration.status).toBe("Enabled");
  });

  test("expires noncurrent versions after 90 days, but never the last 30, and what locks leave behind", () => {
    const { rule } = synth(bucket().stack).resource("aws_s3_bucket_lifecycle_configuration");
    expect(rule).toEqual([
      {
        id: "noncurrent-versions",
        status: "Enabled",
        filter: [{ prefix: "" }],
        expiration: [{ expired_object_delete_marker: true }],
        noncurrent_version_expiration: [{ noncurrent_days: 90, newer_noncurrent_versions: 30 }],
        abort_incomplete_multipart_upload: [{ days_after_initiation: 7 }],
      },
    ]);
  });

  test("keeps versions for as long as it is told to", () => {
    const { stack } = bucket({ expireNoncurrentAfterDays: 365, noncurrentVersionsToKeep: 100 });
    const { rule } = synth(stack).resource("aws_s3_bucket_lifecycle_configuration");
    expect(rule[0].noncurrent_version_expiration).toEqual([{ noncurrent_days: 365, newer_noncurrent_versions: 100 }]);
  });

  test("encrypts by a key of its own, under the alias that backends ask for", () => {
    const { stack, states } = bucket();
    const synthesized = synth(stack);
    expect(synthesized.resource("aws_kms_alias").name).toBe(`alias/${NAME}`);
    expect(synthesized.resource("aws_s3_bucket_server_side_encryption_configuration").rule).toEqual([
      {
        apply_server_side_encryption_by_default: { sse_algorithm: "aws:kms", kms_master_key_id: resolved(stack, states.encryptionKeyArn) },
        bucket_key_enabled: true,
      },
    ]);
    expect(backendOf(S3).s3.kms_key_id).toBe(`alias/${NAME}`);
  });

  test("takes a key that exists", () => {
    const stack = testStack();
    const { states } = bucket({ encryptionKey: EncryptionKey.fromArn(stack, "Existing", KMS_KEY_ARN) }, stack);
    expect(states.encryptionKeyArn).toBe(KMS_KEY_ARN);
    expect(synth(stack).types).not.toContain("aws_kms_key");
  });

  test("is closed to the public and owned by the account", () => {
    const synthesized = synth(bucket().stack);
    expect(synthesized.resource("aws_s3_bucket_public_access_block")).toMatchObject({
      block_public_acls: true,
      block_public_policy: true,
      ignore_public_acls: true,
      restrict_public_buckets: true,
    });
    expect(synthesized.resource("aws_s3_bucket_ownership_controls").rule.object_ownership).toBe("BucketOwnerEnforced");
  });

  test("refuses plain HTTP, TLS below 1.2 and states that aren't under KMS", () => {
    expect(statements(synth(bucket().stack).resource("aws_s3_bucket_policy").policy)).toEqual([
      {
        Sid: "KmsOnly",
        Effect: "Deny",
        Principal: "*",
        Action: "s3:PutObject",
        Resource: `${BUCKET_ARN}/*`,
        Condition: {
          Null: { "s3:x-amz-server-side-encryption": "false" },
          StringNotEquals: { "s3:x-amz-server-side-encryption": "aws:kms" },
        },
      },
      expect.objectContaining({ Sid: "Tls12OrNewer", Effect: "Deny", Condition: { NumericLessThan: { "s3:TlsVersion": "1.2" } } }),
      expect.objectContaining({ Sid: "TlsOnly", Effect: "Deny", Condition: { Bool: { "aws:SecureTransport": "false" } } }),
    ]);
  });

  test("needs no data source", () => {
    expect(synth(bucket().stack).json.data).toBeUndefined();
  });

  test("gives every resource that it makes as a member", () => {
    const { states } = bucket();
    expect([states.node.defaultChild, states.resource.node.id, states.lifecycleConfiguration.node.id, states.policy.node.id]).toEqual([
      states.resource,
      "Resource",
      "Lifecycle",
      "Policy",
    ]);
  });
});

describe("a replica", () => {
  test("is a state bucket of the second region, with a key of that region", () => {
    const synthesized = synth(withReplica().stack);
    expect(synthesized.resource("aws_s3_bucket", "States_Replica")).toMatchObject({
      bucket: `${NAME}-replica`,
      provider: "aws.replica",
      lifecycle: { prevent_destroy: true },
    });
    for (const type of ["aws_kms_key", "aws_s3_bucket_versioning", "aws_s3_bucket_policy", "aws_s3_bucket_public_access_block"]) {
      expect(synthesized.resource(type, "States_Replica").provider).toBe("aws.replica");
    }
  });

  test("gets every version within 15 minutes, and releases of locks", () => {
    const { stack, states } = withReplica();
    const { rule, provider } = synth(stack).resource("aws_s3_bucket_replication_configuration");
    expect(provider).toBeUndefined();
    expect(rule[0]).toMatchObject({
      status: "Enabled",
      delete_marker_replication: { status: "Enabled" },
      source_selection_criteria: { sse_kms_encrypted_objects: { status: "Enabled" } },
      destination: {
        bucket: `${BUCKET_ARN}-replica`,
        encryption_configuration: { replica_kms_key_id: resolved(stack, states.replica!.encryptionKeyArn) },
        replication_time: { status: "Enabled", time: { minutes: 15 } },
      },
    });
  });

  test("waits for both buckets' versions and the role's permissions", () => {
    const { stack, states } = withReplica();
    expect(synth(stack).resource("aws_s3_bucket_replication_configuration").depends_on).toEqual([
      address(states.versioning),
      address(states.replica!.versioning),
      address(states.replication!.role.policy!),
    ]);
  });

  test("is written by S3 for this bucket alone, with no more than it takes", () => {
    const { stack } = withReplica();
    const synthesized = synth(stack);
    const [trust] = statements(synthesized.resource("aws_iam_role").assume_role_policy);
    expect(trust).toMatchObject({
      Principal: { Service: "s3.amazonaws.com" },
      Condition: { StringEquals: { "aws:SourceAccount": ACCOUNT_ID }, ArnEquals: { "aws:SourceArn": BUCKET_ARN } },
    });
    const granted = statements(synthesized.resource("aws_iam_role_policy").policy);
    expect(granted.map(({ Sid, Resource }) => [Sid, Resource])).toEqual([
      ["ReplicaEncrypt", expect.stringContaining("aws_kms_key.States_Replica")],
      ["ReplicaWrite", `${BUCKET_ARN}-replica/*`],
      ["SourceDecrypt", expect.stringContaining("aws_kms_key.States_Key")],
      ["SourceRules", BUCKET_ARN],
      ["SourceVersionsRead", `${BUCKET_ARN}/*`],
    ]);
  });

  test("takes a name and a key that are given", () => {
    const stack = testStack();
    const encryptionKey = EncryptionKey.fromArn(stack, "Existing", KMS_KEY_ARN.replace("eu-central-1", "eu-west-1"));
    const { states } = bucket({ replica: { ...secondRegion(stack), bucketName: "states-elsewhere", encryptionKey } }, stack);
    expect(resolved(stack, states.replica!.encryptionKeyArn)).toBe(encryptionKey.arn);
    expect(synth(stack).resource("aws_s3_bucket", "States_Replica").bucket).toBe("states-elsewhere");
  });
});

describe("a state bucket refuses", () => {
  test.each([
    [
      "Trading_State",
      "must hold only lower-case letters, digits, dots and dashes",
      "Write it in lower case, with dashes for everything else.",
    ],
    ["ab", "must be 3 to 63 characters long", "Give a longer name."],
    ["10.0.0.1", "must not be written like an IP address", "Give it a name with letters."],
  ])("the name %s", (bucketName, rule, fix) => {
    expect(messageOf(() => bucket({ bucketName }))).toBe(
      `trading-test/States: invalid input\n  - bucketName: ${rule}; received ${JSON.stringify(bucketName)}. ${fix}`,
    );
  });

  test("counts out of range, all in one error", () => {
    expect(messageOf(() => bucket({ expireNoncurrentAfterDays: 0, noncurrentVersionsToKeep: 101 }))).toBe(
      "trading-test/States: 2 invalid inputs\n" +
        "  - expireNoncurrentAfterDays: must be a whole number from 1 to 36500 days; received 0. Give a value from 1 to 36500.\n" +
        "  - noncurrentVersionsToKeep: must be a whole number from 1 to 100 versions; received 101. Give a value from 1 to 100.",
    );
  });

  test("a region without its provider", () => {
    expect(messageOf(() => bucket({ region: "eu-west-1" }))).toBe(
      'trading-test/States: invalid input\n  - region: must come together with provider; received "eu-west-1". Give both, for a bucket in another region, or neither.',
    );
  });

  test("a replica beside the original, and one of its name", () => {
    expect(messageOf(() => withReplica({ region: "eu-central-1", bucketName: NAME }))).toBe(
      "trading-test/States: 2 invalid inputs\n" +
        '  - replica.region: must be another region than the bucket\'s; received "eu-central-1". A copy beside the original is lost with it: name a second region and its provider.\n' +
        `  - replica.bucketName: must be another name than the bucket's; received "${NAME}". Bucket names are unique over all regions: leave it out, or give it a suffix.`,
    );
  });

  test("a name that leaves no room for the replica's", () => {
    const stack = testStack();
    const bucketName = "s".repeat(60);
    expect(messageOf(() => bucket({ bucketName, replica: secondRegion(stack) }, stack))).toBe(
      `trading-test/States: invalid input\n  - replica: must be 3 to 63 characters long; received "${bucketName}-replica". Shorten the name.`,
    );
  });
});

describe("a role that deploys a stack", () => {
  test("reads and writes its state and lock, and deletes the lock alone", () => {
    const { stack, states } = bucket();
    const role = new Role(stack, "Deploy", { assumedBy: { services: ["codebuild.amazonaws.com"] } });
    states.grantDeploy(role, stateKey("trading-prod"));
    expect(statements(synth(stack).resource("aws_iam_role_policy").policy)).toEqual([
      {
        Sid: "StateEncryptDecrypt",
        Effect: "Allow",
        Action: ["kms:Decrypt", "kms:GenerateDataKey"],
        Resource: resolved(stack, states.encryptionKeyArn),
      },
      {
        Sid: "StateList",
        Effect: "Allow",
        Action: "s3:ListBucket",
        Resource: BUCKET_ARN,
        Condition: { StringEquals: { "s3:prefix": [KEY, "env:/"] } },
      },
      {
        Sid: "StateLock",
        Effect: "Allow",
        Action: ["s3:DeleteObject", "s3:GetObject", "s3:PutObject"],
        Resource: `${BUCKET_ARN}/${KEY}.tflock`,
      },
      { Sid: "StateReadWrite", Effect: "Allow", Action: ["s3:GetObject", "s3:PutObject"], Resource: `${BUCKET_ARN}/${KEY}` },
    ]);
  });

  test("of two stacks has a statement for each state", () => {
    const { stack, states } = bucket();
    const role = new Role(stack, "Deploy", { assumedBy: { services: ["codebuild.amazonaws.com"] } });
    states.grantDeploy(role, stateKey("trading-dev"));
    states.grantDeploy(role, stateKey("trading-prod"));
    const granted = statements(synth(stack).resource("aws_iam_role_policy").policy).filter(({ Sid }) => Sid.startsWith("StateReadWrite"));
    expect(granted.map(({ Resource }) => Resource)).toEqual([
      `${BUCKET_ARN}/trading-dev/terraform.tfstate`,
      `${BUCKET_ARN}/trading-prod/terraform.tfstate`,
    ]);
  });
});

describe("a role that plans a stack", () => {
  test("reads the state and writes nothing", () => {
    const { stack, states } = bucket();
    const role = new Role(stack, "Plan", { assumedBy: { services: ["codebuild.amazonaws.com"] } });
    states.grantPlan(role, KEY);
    const actions = statements(synth(stack).resource("aws_iam_role_policy").policy).flatMap(({ Action }) => Action);
    expect(actions).toEqual(["kms:Decrypt", "s3:ListBucket", "s3:GetObject"]);
  });

  test("writes the lock only where it is told to lock", () => {
    const granted = statements(statePlanPolicyJson(testStack(), LOCATION, { lock: true }));
    expect(granted.filter(({ Action }) => [Action].flat().includes("s3:PutObject")).map(({ Resource }) => Resource)).toEqual([
      `${BUCKET_ARN}/${KEY}.tflock`,
    ]);
    expect(granted.find(({ Sid }) => Sid === "StateEncryptDecrypt")!.Action).toEqual(["kms:Decrypt", "kms:GenerateDataKey"]);
  });
});

describe("a state bucket that exists", () => {
  test("grants as one made here does, and makes nothing of its own", () => {
    const stack = testStack();
    const states = StateBucket.fromAttributes(stack, "States", { bucketName: NAME, encryptionKeyArn: KMS_KEY_ARN });
    const role = new Role(stack, "Deploy", { assumedBy: { services: ["codebuild.amazonaws.com"] } });
    states.grantDeploy(role, KEY);
    const synthesized = synth(stack);
    expect(synthesized.types).toEqual(["aws_iam_role", "aws_iam_role_policy"]);
    expect(statements(synthesized.resource("aws_iam_role_policy").policy)).toEqual(statements(stateDeployPolicyJson(stack, LOCATION)));
  });

  test("lets a role plan", () => {
    const stack = testStack();
    const states = StateBucket.fromAttributes(stack, "States", { bucketName: NAME, encryptionKeyArn: KMS_KEY_ARN });
    const role = new Role(stack, "Plan", { assumedBy: { services: ["codebuild.amazonaws.com"] } });
    states.grantPlan(role, KEY);
    expect(statements(synth(stack).resource("aws_iam_role_policy").policy)).toEqual(statements(statePlanPolicyJson(stack, LOCATION)));
  });

  test("is named by its key's ARN", () => {
    expect(
      messageOf(() => StateBucket.fromAttributes(testStack(), "States", { bucketName: "UPPER", encryptionKeyArn: `alias/${NAME}` })),
    ).toBe(
      "trading-test/States: 2 invalid inputs\n" +
        `  - encryptionKeyArn: must be a key's ARN, not an alias; received "alias/${NAME}". Copy the ARN that ends in "key/…".\n` +
        '  - bucketName: must hold only lower-case letters, digits, dots and dashes; received "UPPER". Write it in lower case, with dashes for everything else.',
    );
  });
});

describe("a policy of a state refuses", () => {
  test.each(["/trading-prod/terraform.tfstate", "trading-prod/", "trading-*/terraform.tfstate", "a//b"])("the key %s", (key) => {
    expect(messageOf(() => stateDeployPolicyJson(testStack(), { ...LOCATION, key }))).toBe(
      "trading-test: invalid input\n" +
        `  - key: must be words joined by single slashes, without one at either end and without wildcards; received ${JSON.stringify(key)}. Make it with stateKey("trading-prod").`,
    );
  });

  test("an alias in place of the key", () => {
    expect(messageOf(() => statePlanPolicyJson(testStack(), { ...LOCATION, kmsKeyArn: `alias/${NAME}` }))).toBe(
      `trading-test: invalid input\n  - kmsKeyArn: must be a key's ARN, not an alias; received "alias/${NAME}". Copy the ARN that ends in "key/…".`,
    );
  });
});

describe("trust in GitHub Actions", () => {
  const trust = { repository: "acme/platform", environment: "prod" };

  test("is for one repository and one environment, exactly", () => {
    const stack = testStack();
    new Role(stack, "Deploy", githubTrust(stack, trust));
    expect(statements(synth(stack).resource("aws_iam_role").assume_role_policy)).toEqual([
      {
        Sid: "Assume",
        Effect: "Allow",
        Principal: { Federated: `arn:aws:iam::${ACCOUNT_ID}:oidc-provider/token.actions.githubusercontent.com` },
        Action: "sts:AssumeRoleWithWebIdentity",
        Condition: {
          StringEquals: {
            "token.actions.githubusercontent.com:aud": "sts.amazonaws.com",
            "token.actions.githubusercontent.com:sub": "repo:acme/platform:environment:prod",
          },
        },
      },
    ]);
  });

  test("goes by the account's provider, which can be made here", () => {
    const stack = testStack();
    const { oidcProviderArn } = new GitHubOidcProvider(stack, "GitHub");
    expect(githubTrust(stack, { ...trust, oidcProviderArn }).assumedBy).toEqual({ federated: [oidcProviderArn] });
    expect(synth(stack).resource("aws_iam_openid_connect_provider")).toMatchObject({
      url: "https://token.actions.githubusercontent.com",
      client_id_list: ["sts.amazonaws.com"],
    });
  });

  test("refuses wildcards", () => {
    expect(messageOf(() => githubTrust(testStack(), { repository: "acme/*", environment: "*" }))).toBe(
      "trading-test: 2 invalid inputs\n" +
        '  - github.repository: must be one repository, without a wildcard; received "acme/*". Write it as "acme/platform".\n' +
        '  - github.environment: must be one environment, without a wildcard; received "*". Write it as "prod".',
    );
  });
});

describe("the backend of a stack", () => {
  test("is one encrypted object of the bucket, under a lock beside it", () => {
    expect(backendOf({ ...S3, allowedAccountIds: [ACCOUNT_ID] })).toEqual({
      s3: {
        bucket: NAME,
        key: KEY,
        region: "eu-central-1",
        encrypt: true,
        kms_key_id: `alias/${NAME}`,
        use_lockfile: true,
        allowed_account_ids: [ACCOUNT_ID],
      },
    });
  });

  test("differs from stack to stack by its key alone", () => {
    const { key: dev, ...devRest } = backendOf(S3, "trading-dev").s3;
    const { key: prod, ...prodRest } = backendOf(S3, "trading-prod").s3;
    expect([dev, prod]).toEqual(["trading-dev/terraform.tfstate", "trading-prod/terraform.tfstate"]);
    expect(devRest).toEqual(prodRest);
  });

  test("takes a prefix and a key of its own", () => {
    expect(backendOf({ ...S3, keyPrefix: "platform/eu", kmsKeyId: KMS_KEY_ARN }).s3).toMatchObject({
      key: "platform/eu/trading-prod/terraform.tfstate",
      kms_key_id: KMS_KEY_ARN,
    });
  });

  test("may be a local file, for what is thrown away", () => {
    expect(backendOf({ type: "local", path: "/tmp/state.tfstate" })).toEqual({ local: { path: "/tmp/state.tfstate" } });
    expect(backendOf({ type: "local" }).local.path).toContain("terraform.trading-prod.tfstate");
  });

  test("refuses what S3, KMS or Terraform would refuse later, in one error", () => {
    const settings: StateSettings = {
      type: "s3",
      bucketName: "Trading",
      region: "Frankfurt",
      kmsKeyId: "trading",
      keyPrefix: "/platform",
      allowedAccountIds: ["1234"],
    };
    expect(messageOf(() => useStateBackend(testStack(), settings))).toBe(
      "trading-test: 5 invalid inputs\n" +
        '  - state.region: must be a region\'s code; received "Frankfurt". Give a code such as "eu-central-1".\n' +
        '  - state.kmsKeyId: must be a key\'s ARN, an alias\'s ARN or an alias; received "trading". Write it as "alias/trading-state", or copy the ARN that ends in "key/…".\n' +
        '  - state.bucketName: must hold only lower-case letters, digits, dots and dashes; received "Trading". Write it in lower case, with dashes for everything else.\n' +
        '  - state.keyPrefix: must be words joined by single slashes, without one at either end and without wildcards; received "/platform". Write it as "platform".\n' +
        '  - state.allowedAccountIds[0]: must be twelve digits; received "1234". Copy the account id, leading zeros included, as a string.',
    );
  });
});

describe("names", () => {
  test("of the state and its lock lie beside each other", () => {
    expect([stateKey("trading-prod"), lockKey(stateKey("trading-prod", "eu"))]).toEqual([KEY, `eu/${KEY}.tflock`]);
  });

  test("of the key's alias have no dots", () => {
    expect(stateKeyAliasName("state.example.com")).toBe("state-example-com");
  });
});
