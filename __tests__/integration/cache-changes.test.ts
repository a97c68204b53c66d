/** What the real provider plans for a change of each prop of a cache that is there, on the emulator. Nothing of it is applied: the emulator goes with the caches. */
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { App, TerraformStack } from "cdktf";
import { Network } from "../../modules/network";
import { RedisCache, RedisEventTopic } from "../../modules/redis-cache";
import { AwsEnvironment, EncryptionKey } from "../../src/core";
import { EMULATOR_ACCOUNT_ID } from "../../tools/support/terraform/aws-settings";
import { BEFORE_CHANGES, ChangeableProp as Prop, OtherPlace, REDIS_CHANGES, RedisEffect } from "../support/redis-changes";
import { Plan, Workspace, queryApi, useEmulator } from "./support";

const REGION = "eu-central-1";
const emulator = useEmulator();
let workspace: Workspace;

const PROPS = Object.keys(REDIS_CHANGES) as Prop[];
const withEffect = (...effects: RedisEffect[]) => PROPS.filter((prop) => effects.includes(REDIS_CHANGES[prop].effect));
const isApart = (prop: Prop) => REDIS_CHANGES[prop].from !== undefined;
/** The cache that most changes are made to together; what doesn't go with others is made to a cache that is named after the prop. */
const TOGETHER = "Cache";
const cacheOf = (prop: Prop) => (isApart(prop) ? prop : TOGETHER);

/** @param changed the props that have their other value */
function build(changed: readonly Prop[] = []) {
  return (app: App) => {
    const stack = new TerraformStack(app, "changes");
    new AwsProvider(stack, "Aws", { region: REGION, allowedAccountIds: [EMULATOR_ACCOUNT_ID] });
    new AwsEnvironment(stack, { accountId: EMULATOR_ACCOUNT_ID, region: REGION });
    const notificationTopic = new RedisEventTopic(stack, "Events");
    const [place, other] = ["", "Other"].map((prefix): OtherPlace => {
      const encryptionKey = new EncryptionKey(stack, `${prefix}Key`);
      const availabilityZones = [`${REGION}a`, `${REGION}b`];
      const settings = { cidrBlock: "10.65.0.0/16", availabilityZones, natGateways: "none", encryptionKey } as const;
      return { encryptionKey, network: new Network(stack, `${prefix}Network`, settings), notificationTopic };
    });
    const { network, encryptionKey } = place!;
    for (const id of [TOGETHER, ...PROPS.filter(isApart)]) {
      const from = id === TOGETHER ? {} : REDIS_CHANGES[id as Prop].from;
      const changes = changed.filter((prop) => cacheOf(prop) === id).map((prop) => REDIS_CHANGES[prop].to(other!));
      new RedisCache(stack, id, Object.assign({ network, encryptionKey }, BEFORE_CHANGES, from, ...changes));
    }
    return stack;
  };
}

/** What is planned of a cache's resources: the attributes that change or, of what is replaced, force that; none for what is created or deleted. */
function planned(plan: Plan, cache: string): Record<string, readonly string[]> {
  const forcing = new Map(
    (plan.json.resource_changes ?? []).map(({ address, change }) => [address, (change.replace_paths ?? []).map(String)]),
  );
  return Object.fromEntries(
    plan.changes
      .filter(({ path, address }) => path.startsWith(`${cache}/`) || address.includes(`.${cache}_`))
      .map(({ address, path, action, changed }) => {
        const attributes = action === "update" ? changed : action === "replace" ? forcing.get(address)! : [];
        return [path.startsWith(`${cache}/`) ? path.slice(cache.length + 1) : idOf(address, cache), [...attributes].sort()];
      }),
  );
}

/** The construct's id within its cache, of what is there no more: `aws_elasticache_user.Cache_Users_default_0A1B2C3D`. */
function idOf(address: string, cache: string): string {
  return address
    .split(`.${cache}_`)[1]!
    .replace(/_[0-9A-F]{8}$/, "")
    .replaceAll("_", "/");
}

/** What the changes of one cache are expected to be, together. */
function expected(changed: readonly Prop[]): Record<string, readonly string[]> {
  const together: Record<string, readonly string[]> = {};
  for (const prop of changed) {
    for (const [path, attributes] of Object.entries(REDIS_CHANGES[prop].plan)) {
      together[path] = [...new Set([...(together[path] ?? []), ...attributes])].sort();
    }
  }
  return together;
}

async function planOf(changed: readonly Prop[]): Promise<Plan> {
  workspace.synth(build(changed));
  return workspace.plan();
}

const replacedCaches = (plan: Plan) => plan.of("replace", "aws_elasticache_replication_group").map(({ path }) => path);

beforeAll(async () => {
  workspace = await Workspace.make(build(), { endpoint: emulator.url });
  await workspace.apply();
});

describe("a change in place", () => {
  const updates = withEffect("in place", "in place, with a failover");
  let plan: Plan;
  beforeAll(async () => {
    plan = await planOf(updates);
  });

  test("replaces no cache", () => expect(replacedCaches(plan)).toEqual([]));

  test.each([
    [TOGETHER, updates.filter((prop) => !isApart(prop))] as const,
    ...updates.filter(isApart).map((prop) => [prop, [prop]] as const),
  ])("is what the table says: %s", (cache, changed) => {
    expect(planned(plan, cache)).toEqual(expected(changed));
  });
});

test("another network, key or name replaces the cache", async () => {
  const changed = withEffect("the cache is replaced");
  const plan = await planOf(changed);
  expect(replacedCaches(plan)).toEqual([`${TOGETHER}/Resource`]);
  expect(planned(plan, TOGETHER)).toMatchObject(expected(changed));
});

test("what counts for a new cache alone isn't planned at all", async () => {
  const plan = await planOf(withEffect("nothing"));
  expect(plan.summary()).toEqual([]);
});

// https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/modify-cluster-mode.html: from disabled by way of compatible to enabled, and not back.
test("what ElastiCache refuses isn't planned as a replacement, and fails the apply", async () => {
  const plan = await planOf(withEffect("ElastiCache refuses it"));
  expect([replacedCaches(plan), plan.of("update", "aws_elasticache_replication_group").map(({ path }) => path)]).toEqual([
    [],
    ["clusterMode/Resource"],
  ]);
  const { values } = await workspace.deployedOne("aws_elasticache_replication_group", "clusterMode");
  const modified = { Action: "ModifyReplicationGroup", Version: "2015-02-02", ReplicationGroupId: values.replication_group_id as string };
  expect((await queryApi(emulator.url, "elasticache", { ...modified, ClusterMode: "disabled", ApplyImmediately: "true" })).status).toBe(
    400,
  );
});
