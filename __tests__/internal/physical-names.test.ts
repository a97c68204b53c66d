import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { SqsQueue } from "@cdktf/provider-aws/lib/sqs-queue";
import { App, TerraformStack, TerraformVariable, Testing } from "cdktf";
import { Construct } from "constructs";
import {
  AuroraCluster,
  AwsEnvironment,
  Bucket,
  EncryptionKey,
  LogBucket,
  ManagedPolicy,
  NotificationQueue,
  NotificationTopic,
  PlatformDashboard,
  RedisCache,
  Role,
  ServerlessRedisCache,
  StateBucket,
} from "../../src";
import { network } from "../support/network";
import { testStacks } from "../support/stacks";
import { ACCOUNT_ID, REGION, messageOf, synth, testStack, warnings } from "../support/synth";

const ASSUMED_BY = { services: ["ec2.amazonaws.com"] };

/** A stack of an app whose account or region nobody has said, or that is elsewhere. */
function stackAt(app: App, id: string, environment: { readonly accountId?: string; readonly region?: string }): TerraformStack {
  const stack = new TerraformStack(app, id);
  new AwsProvider(stack, "Aws", {
    region: environment.region,
    allowedAccountIds: environment.accountId ? [environment.accountId] : undefined,
  });
  return stack;
}

function invalid(path: string, line: string): string {
  return `${path}: invalid input\n  - ${line}`;
}

/** @param kind what has names of its own in the place named, such as "queues of an account" */
function clash(prop: string, kind: string, [later, earlier]: readonly [string, string], name: string): string {
  const rule = `must be another name than that of ${earlier}: no two ${kind}`;
  return invalid(later, `${prop}: ${rule}; received "${name}". Give one of them another ${prop}, or another id.`);
}

function bucketClash(later: string, earlier: string, name: string): string {
  return clash("bucketName", "buckets have one", [later, earlier], name);
}

function roleClash(later: string, earlier: string, name: string): string {
  return clash("roleName", "roles of an account have one, whatever its capitals", [later, earlier], name);
}

describe("bucket names that follow from the construct's path", () => {
  // S3 User Guide, "General purpose bucket naming rules": unique across all accounts and regions within a partition.
  test.each([
    [["TradeRecords"], ["Trade-Records"], "trade-records"],
    [["Assets"], ["assets"], "assets"],
    [["Group", "Assets"], ["GroupAssets"], "group-assets"],
    [["A", "B-C"], ["A-B", "C"], "a-b-c"],
  ])("of %j and %j are one name: S3 refuses the second bucket", (earlier, later, name) => {
    const stack = testStack();
    const encryptionKey = new EncryptionKey(stack, "Key");
    for (const path of [earlier, later]) {
      const scope = path.slice(0, -1).reduce<Construct>((parent, id) => new Construct(parent, id), stack);
      new Bucket(scope, path.at(-1)!, { encryptionKey });
    }
    const paths = [later, earlier].map((path) => ["trading-test", ...path].join("/")) as [string, string];
    expect(messageOf(() => synth(stack))).toBe(bucketClash(...paths, `trading-test-${name}-${ACCOUNT_ID}-${REGION}`));
  });

  test("are one as well where Terraform looks up the account", () => {
    const stack = stackAt(Testing.app(), "trading", { region: REGION });
    new LogBucket(stack, "Logs");
    new LogBucket(stack, "logs");
    expect(messageOf(() => synth(stack))).toBe(bucketClash("trading/logs", "trading/Logs", "a value that only Terraform knows"));
  });
});

describe("a bucket name given twice", () => {
  const EARLIER = { bucketName: "acme-logs" };

  test("in two stacks of one app is refused, of whatever accounts and regions", () => {
    const app = Testing.app();
    const stacks = [stackAt(app, "here", { accountId: ACCOUNT_ID, region: REGION }), stackAt(app, "there", {})];
    const [, there] = stacks.map((stack) => new LogBucket(stack, "Logs", EARLIER));
    expect(messageOf(() => synth(TerraformStack.of(there!)))).toBe(bucketClash("there/Logs", "here/Logs", "acme-logs"));
  });

  test("to a bucket and to the bucket of Terraform states is refused", () => {
    const stack = testStack();
    new StateBucket(stack, "State", EARLIER);
    new LogBucket(stack, "Logs", EARLIER);
    expect(messageOf(() => synth(stack))).toBe(bucketClash("trading-test/Logs", "trading-test/State", "acme-logs"));
  });

  test("to a bucket and to another one's replica is refused", () => {
    const stack = testStack();
    const encryptionKey = new EncryptionKey(stack, "Key");
    const provider = new AwsProvider(stack, "Second", { region: "eu-west-1", alias: "second" });
    new Bucket(stack, "Assets", { encryptionKey, bucketName: "acme-assets" });
    new Bucket(stack, "Reports", { encryptionKey, replica: { provider, bucketName: "acme-assets" } });
    expect(messageOf(() => synth(stack))).toBe(bucketClash("trading-test/Reports/Replica", "trading-test/Assets", "acme-assets"));
  });

  test("in China and in the other regions is no clash: names are unique within a partition", () => {
    const app = Testing.app();
    const [here] = [REGION, "cn-north-1"].map((region, index) => {
      const stack = stackAt(app, `stack-${index}`, { accountId: ACCOUNT_ID, region });
      new LogBucket(stack, "Logs", EARLIER);
      return stack;
    });
    expect(() => synth(here!)).not.toThrow();
  });

  test("in an earlier program is no clash: another app may be deployed in this one's place", () => {
    for (const stack of [testStack(), testStack()]) {
      new LogBucket(stack, "Logs", EARLIER);
      expect(() => synth(stack)).not.toThrow();
    }
  });
});

describe("names that are stored in lower case", () => {
  // RDS API Reference, CreateDBCluster; ElastiCache API Reference, CreateReplicationGroup: "stored as a lowercase string".
  test("of clusters with the ids Db and db are one: RDS refuses the second", () => {
    const stack = testStack();
    const encryptionKey = new EncryptionKey(stack, "Key");
    for (const id of ["Db", "db"]) new AuroraCluster(stack, id, { network, encryptionKey });
    expect(messageOf(() => synth(stack))).toBe(
      clash(
        "clusterIdentifier",
        "DB clusters of an account and region have one, whatever its capitals",
        ["trading-test/db", "trading-test/Db"],
        "trading-test-db",
      ),
    );
  });

  test("of caches with the ids Cache and cache are one: ElastiCache refuses the second", () => {
    const stack = testStack();
    const encryptionKey = new EncryptionKey(stack, "Key");
    for (const id of ["Cache", "cache"]) new RedisCache(stack, id, { network, encryptionKey });
    expect(messageOf(() => synth(stack))).toBe(
      clash(
        "replicationGroupId",
        "replication groups of an account and region have one, whatever its capitals",
        ["trading-test/cache", "trading-test/Cache"],
        "trading-test-cache",
      ),
    );
  });

  test("of roles are compared so in IAM, which doesn't distinguish names by case", () => {
    const stack = testStack();
    new Role(stack, "A", { assumedBy: ASSUMED_BY, roleName: "Deploy" });
    new Role(stack, "B", { assumedBy: ASSUMED_BY, roleName: "deploy" });
    expect(messageOf(() => synth(stack))).toBe(
      invalid(
        "trading-test/B",
        "roleName: must be another name than that of trading-test/A: no two roles of an account have one, whatever its capitals; " +
          'received "deploy". Give one of them another roleName, or another id.',
      ),
    );
  });
});

describe("a fixed name given twice in one account and region", () => {
  const encryptionKey = (stack: TerraformStack): EncryptionKey =>
    (stack.node.tryFindChild("Key") as EncryptionKey | undefined) ?? new EncryptionKey(stack, "Key");
  const MAKE: Readonly<Record<string, (stack: TerraformStack, id: string) => unknown>> = {
    clusterIdentifier: (stack, id) =>
      new AuroraCluster(stack, id, { network, encryptionKey: encryptionKey(stack), clusterIdentifier: "acme" }),
    replicationGroupId: (stack, id) =>
      new RedisCache(stack, id, { network, encryptionKey: encryptionKey(stack), replicationGroupId: "acme" }),
    cacheName: (stack, id) =>
      new ServerlessRedisCache(stack, id, {
        network,
        encryptionKey: encryptionKey(stack),
        cacheName: "acme",
        maxDataGb: 10,
        maxEcpuPerSecond: 5000,
      }),
    queueName: (stack, id) => new NotificationQueue(stack, id, { encryptionKey: encryptionKey(stack), queueName: "acme" }),
    topicName: (stack, id) => new NotificationTopic(stack, id, { encryptionKey: encryptionKey(stack), topicName: "acme" }),
    aliasName: (stack, id) => new EncryptionKey(stack, id, { aliasName: "acme" }),
    roleName: (stack, id) => new Role(stack, id, { assumedBy: ASSUMED_BY, roleName: "acme" }),
    policyName: (stack, id) =>
      new ManagedPolicy(stack, id, {
        policyName: "acme",
        statements: [{ sid: "List", actions: ["s3:ListAllMyBuckets"], resources: ["*"] }],
      }),
    dashboardName: (stack, id) => new PlatformDashboard(stack, id, { sources: [], dashboardName: "acme" }),
  };

  // What AWS keeps in one case is one name whatever its capitals; names of IAM and of dashboards are an account's, all others an account's and region's (each service's API reference).
  test.each([
    ["clusterIdentifier", "DB clusters of an account and region have one, whatever its capitals"],
    ["replicationGroupId", "replication groups of an account and region have one, whatever its capitals"],
    ["cacheName", "serverless caches of an account and region have one, whatever its capitals"],
    ["queueName", "queues of an account and region have one"],
    ["topicName", "topics of an account and region have one"],
    ["aliasName", "aliases of keys of an account and region have one"],
    ["roleName", "roles of an account have one, whatever its capitals"],
    ["policyName", "managed policies of an account have one, whatever its capitals"],
    ["dashboardName", "dashboards of an account have one"],
  ])("is refused: %s", (prop, kind) => {
    const stack = testStack();
    for (const id of ["First", "Second"]) MAKE[prop]!(stack, id);
    expect(messageOf(() => synth(stack))).toBe(
      clash(prop, kind, ["trading-test/Second", "trading-test/First"], prop === "aliasName" ? "alias/acme" : "acme"),
    );
  });

  test("by a resource written by hand is refused as well", () => {
    const stack = testStack();
    new NotificationQueue(stack, "Arrivals", { encryptionKey: new EncryptionKey(stack, "Key"), queueName: "arrivals" });
    new SqsQueue(stack, "Handmade", { name: "arrivals" });
    expect(messageOf(() => synth(stack))).toBe(
      invalid(
        "trading-test/Handmade",
        "queueName: must be another name than that of trading-test/Arrivals: no two queues of an account and region have one; " +
          'received "arrivals". Give one of them another queueName, or another id.',
      ),
    );
  });

  test("of log groups has no prop: another id is the fix", () => {
    const stack = testStack();
    AwsEnvironment.of(stack);
    for (const id of ["A", "B"]) new CloudwatchLogGroup(stack, id, { name: "/acme" });
    expect(messageOf(() => synth(stack))).toBe(
      invalid(
        "trading-test/B",
        "name: must be another name than that of trading-test/A: no two log groups of an account and region have one; " +
          'received "/acme". Give one of them another id.',
      ),
    );
  });

  test("in two stacks is refused where both are of the account and region", () => {
    const stacks = testStacks("here", "there");
    for (const stack of stacks) MAKE.queueName!(stack, "Queue");
    expect(messageOf(() => synth(stacks[1]!))).toBe(
      clash("queueName", "queues of an account and region have one", ["there/Queue", "here/Queue"], "acme"),
    );
  });

  test.each([
    ["another account", { accountId: "444455556666", region: REGION }],
    ["another region", { accountId: ACCOUNT_ID, region: "eu-west-1" }],
    ["an account that nobody says", { region: REGION }],
    ["a region that nobody says", { accountId: ACCOUNT_ID }],
  ])("in two stacks passes where one is of %s", (_, environment) => {
    const app = Testing.app();
    const stacks = [stackAt(app, "here", { accountId: ACCOUNT_ID, region: REGION }), stackAt(app, "there", environment)];
    for (const stack of stacks) MAKE.queueName!(stack, "Queue");
    for (const stack of stacks) expect(() => synth(stack)).not.toThrow();
  });

  test("of roles is refused in two regions of an account, too", () => {
    const app = Testing.app();
    const stacks = [REGION, "eu-west-1"].map((region) => stackAt(app, region, { accountId: ACCOUNT_ID, region }));
    for (const stack of stacks) MAKE.roleName!(stack, "Deploy");
    expect(messageOf(() => synth(stacks[0]!))).toBe(roleClash("eu-central-1/Deploy", "eu-west-1/Deploy", "acme"));
  });

  test("by a provider of another region, or with another account's credentials, passes", () => {
    const stack = testStack();
    const elsewhere = new AwsProvider(stack, "Elsewhere", { region: "eu-west-1", alias: "elsewhere" });
    const assumed = new AwsProvider(stack, "Assumed", {
      region: REGION,
      alias: "assumed",
      assumeRole: [{ roleArn: "arn:aws:iam::444455556666:role/deploy" }],
    });
    for (const [id, provider] of Object.entries({ Here: undefined, Elsewhere2: elsewhere, Assumed2: assumed })) {
      new SqsQueue(stack, id, { name: "arrivals", provider });
    }
    AwsEnvironment.of(stack);
    expect(() => synth(stack)).not.toThrow();
  });

  describe("by two providers of a stack", () => {
    const assumed = (account: string) => ({ assumeRole: [{ roleArn: `arn:aws:iam::${account}:role/deploy` }] });
    const ACCOUNTS_ROLE = assumed(ACCOUNT_ID);
    type Settings = ConstructorParameters<typeof AwsProvider>[2];
    const withProviders = (settings: readonly Settings[]): TerraformStack => {
      const stack = new TerraformStack(Testing.app(), "trading");
      settings.forEach((own, index) => {
        const provider = new AwsProvider(stack, `Aws${index}`, { region: REGION, alias: index > 0 ? `aws-${index}` : undefined, ...own });
        new Role(stack, `Role${index}`, { assumedBy: ASSUMED_BY });
        new IamRole(stack, `Deploy${index}`, { name: "deploy", assumeRolePolicy: "{}", provider });
      });
      return stack;
    };

    // Provider's documentation, "Authentication and Configuration": without settings, a provider has the credentials of whoever runs Terraform.
    test.each<[string, readonly Settings[]]>([
      [
        "one assumes a role, the other has the credentials of whoever runs Terraform",
        [{ ...ACCOUNTS_ROLE, allowedAccountIds: [ACCOUNT_ID] }, {}],
      ],
      ["the other has credentials from a file", [{}, { sharedCredentialsFiles: ["~/.aws/tools"] }]],
      ["the other has credentials from another configuration", [{}, { sharedConfigFiles: ["~/.aws/tools"] }]],
      ["the other has a session's token", [{}, { token: "session" }]],
      ["both assume a role, of different accounts", [ACCOUNTS_ROLE, assumed("444455556666")]],
    ])("passes where %s", (_, settings) => {
      expect(() => synth(withProviders(settings))).not.toThrow();
    });

    test.each<[string, readonly Settings[]]>([
      [
        "both assume one role",
        [
          { ...ACCOUNTS_ROLE, allowedAccountIds: [ACCOUNT_ID] },
          { ...ACCOUNTS_ROLE, region: "us-east-1" },
        ],
      ],
      ["neither has credentials", [{}, { region: "us-east-1" }]],
      ["both say one account", [{ allowedAccountIds: [ACCOUNT_ID], ...ACCOUNTS_ROLE }, { allowedAccountIds: [ACCOUNT_ID] }]],
    ])("is refused where %s", (_, settings) => {
      expect(messageOf(() => synth(withProviders(settings)))).toBe(roleClash("trading/Deploy1", "trading/Deploy0", "deploy"));
    });

    test("is refused where two beside the stack's own have the same credentials", () => {
      const stack = new TerraformStack(Testing.app(), "trading");
      new AwsProvider(stack, "Aws", { region: REGION });
      for (const [index, region] of [REGION, "us-east-1"].entries()) {
        const provider = new AwsProvider(stack, `Aws${index}`, { region, alias: `aws-${index}`, ...ACCOUNTS_ROLE });
        new IamRole(stack, `Deploy${index}`, { name: "deploy", assumeRolePolicy: "{}", provider });
      }
      new Role(stack, "Role", { assumedBy: ASSUMED_BY });
      expect(messageOf(() => synth(stack))).toBe(roleClash("trading/Deploy1", "trading/Deploy0", "deploy"));
    });
  });

  test("passes where Terraform decides whether there is one, or which", () => {
    const stack = testStack();
    AwsEnvironment.of(stack);
    const variable = new TerraformVariable(stack, "suffix", { type: "string" });
    new SqsQueue(stack, "One", { name: "arrivals", count: 1 });
    new SqsQueue(stack, "None", { name: "arrivals", count: 0 });
    new SqsQueue(stack, "Named", { name: `arrivals-${variable.stringValue}` });
    expect(() => synth(stack)).not.toThrow();
  });

  test("passes where an override has changed one of them", () => {
    const stack = testStack();
    new Role(stack, "A", { assumedBy: ASSUMED_BY, roleName: "deploy" });
    const { node } = new Role(stack, "B", { assumedBy: ASSUMED_BY, roleName: "deploy" });
    (node.defaultChild as IamRole).addOverride("name", "deploy-b");
    expect(() => synth(stack)).not.toThrow();
  });
});

describe("a name from a variable that isn't set", () => {
  const named = (bucketName: string) => {
    const stack = testStack();
    const { resource } = new LogBucket(stack, "Logs", { bucketName });
    synth(stack);
    synth(stack);
    return warnings(resource);
  };

  test("is warned of, once", () => {
    expect(named("acme-undefined")).toEqual(['The name acme-undefined holds "undefined": a variable that it is made of isn\'t set.']);
  });

  test("isn't one that has the letters in another word", () => {
    expect(named("acme-undefinedness")).toEqual([]);
  });
});
