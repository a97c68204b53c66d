/** The reference stack on the emulator: applied, planned again, grown in place, repaired, destroyed to nothing. Each test goes on from the one before. */
import { copyFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { App } from "cdktf";
import { TradingEnvironment, environments } from "../../examples/trading-stack/environments";
import { TradingStack } from "../../examples/trading-stack/trading-stack";
import { describeChange } from "../../tools/support/plan/drift";
import { Plan, SensitiveArguments, Workspace, removeBehindTerraform, useEmulator } from "./support";

/** What nobody wants to lose, or to make twice. */
const MAIN_TYPES = [
  "aws_autoscaling_group",
  "aws_cloudfront_distribution",
  "aws_elasticache_replication_group",
  "aws_kms_key",
  "aws_lb",
  "aws_rds_cluster",
  "aws_rds_cluster_instance",
  "aws_route53_zone",
  "aws_s3_bucket",
  "aws_vpc",
];

/** What Terraform knows from the configuration alone, and an import therefore plans to set: with the reason, for each attribute. */
const ONLY_IN_CONFIGURATION: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  aws_autoscaling_group: {
    force_delete: "DeleteAutoScalingGroup takes it, a group doesn't have it",
    force_delete_warm_pool: "DeleteWarmPool takes it, a group doesn't have it",
    ignore_failed_scaling_activities: "how Terraform waits for instances",
    min_elb_capacity: "how many healthy instances Terraform waits for when it creates the group",
    instance_refresh: "StartInstanceRefresh takes it when Terraform changes the group, a group doesn't have it",
    wait_for_capacity_timeout: "how long Terraform waits for instances",
  },
  aws_elasticache_replication_group: {
    apply_immediately: "ModifyReplicationGroup takes it, a replication group doesn't have it",
    auth_token_update_strategy: "ModifyReplicationGroup takes it with a new token, a replication group doesn't have it",
  },
  aws_kms_key: {
    bypass_policy_lockout_safety_check: "CreateKey and PutKeyPolicy take it, a key doesn't have it",
    deletion_window_in_days: "ScheduleKeyDeletion takes it, a key doesn't have it",
  },
  aws_rds_cluster: {
    allow_major_version_upgrade: "ModifyDBCluster takes it, a cluster doesn't have it",
    apply_immediately: "ModifyDBCluster takes it, a cluster doesn't have it",
    enable_global_write_forwarding: "the provider doesn't read it: its acceptance tests leave it out",
    enable_local_write_forwarding: "the provider doesn't read it",
    manage_master_user_password: "the provider doesn't read it: DescribeDBClusters has the secret instead, which is master_user_secret",
    master_user_secret_kms_key_id: "the provider doesn't read it: the key is in master_user_secret",
  },
  aws_rds_cluster_instance: {
    apply_immediately: "ModifyDBInstance takes it, an instance doesn't have it",
    force_destroy: "how Terraform deletes an instance",
  },
  aws_route53_zone: { force_destroy: "whether Terraform deletes the records first" },
  aws_s3_bucket: { force_destroy: "whether Terraform deletes the objects first" },
};

const emulator = useEmulator();
const local = environments.local!;
let workspace: Workspace;

function build(environment: TradingEnvironment) {
  return (app: App) => new TradingStack(app, "trading-local", environment);
}

/** Applies another version of the environment and returns what was planned for it. */
async function grow(environment: TradingEnvironment): Promise<Plan> {
  workspace.synth(build(environment));
  const plan = await workspace.plan();
  await workspace.apply();
  expect((await workspace.plan()).unexplained).toEqual([]);
  return plan;
}

beforeAll(async () => {
  workspace = await Workspace.make(build(local), { endpoint: emulator.url });
  await workspace.apply();
});

test("a second plan is empty", async () => {
  expect((await workspace.plan()).unexplained).toEqual([]);
});

test("the state has no value that the provider's schema calls sensitive", async () => {
  const sensitive = await SensitiveArguments.read(workspace.stackFolder);
  const found = (await workspace.deployed()).flatMap(({ address, type, values }) =>
    sensitive.valuesIn(type, values).map((name) => `${address}: ${name}`),
  );
  expect(found).toEqual([]);
});

test("outputs say where to reach it", async () => {
  expect(await workspace.outputs()).toMatchObject({
    site_url: `https://${local.domainName}`,
    distribution_id: expect.stringMatching(/^\w+$/),
    database_endpoint: expect.stringContaining("."),
    cache_endpoint: expect.stringContaining("."),
    database_secret_arn: expect.stringMatching(/^arn:aws:secretsmanager:/),
  });
});

test("a busier trading API, larger cache nodes and one more reader are applied in place", async () => {
  const { tradingApi, cache, database } = local;
  const grown = {
    ...local,
    tradingApi: { ...tradingApi, load: { ...tradingApi.load, requestsPerSecond: 2 * tradingApi.load.requestsPerSecond } },
    cache: { ...cache, nodeType: "cache.r7g.xlarge" },
    database: { ...database, readers: { ...database.readers, b: {} } },
  };
  const plan = await grow(grown);
  expect([...plan.of("replace"), ...plan.of("delete")].map(({ path }) => path)).toEqual([]);
  expect(plan.summary("aws_rds_cluster_instance")).toEqual(["create Database/Instances/b"]);
  expect(plan.summary("aws_elasticache_replication_group")).toEqual(["update Cache/Resource"]);
  expect(plan.summary("aws_autoscaling_group")).toEqual(["update TradingApi/Resource"]);
});

test("every other growth path of the platform is applied in place", async () => {
  const { tradingApi, cache, database, edge } = local;
  const plan = await grow({
    ...local,
    tradingApi: { ...tradingApi, compute: { ...tradingApi.compute, instanceType: "c7g.xlarge" } },
    database: { ...database, instanceClass: "db.r7g.xlarge", readerAutoScaling: { max: 6 } },
    cache: { ...cache, shards: 3, replicasPerShard: 2 },
    edge: { ...edge, priceClass: "PriceClass_All" },
  });
  expect(plan.of("replace").map(({ path }) => path)).toEqual([]);
  // The reader and the larger nodes of the growth before are taken back as well.
  expect(plan.of("delete").map(({ type }) => type)).toEqual(["aws_rds_cluster_instance"]);
  expect(plan.summary("aws_launch_template")).toEqual(["update TradingApi/LaunchTemplate"]);
  expect(plan.summary("aws_appautoscaling_target")).toEqual(["update Database/ReaderAutoScaling/Target"]);
  expect(plan.summary("aws_elasticache_replication_group")).toEqual(["update Cache/Resource"]);
  expect(plan.summary("aws_cloudfront_distribution")).toEqual(["update Edge/Distribution/Resource"]);
});

test("what was removed behind Terraform's back is created again, and nothing else is changed", async () => {
  const removed = await removeBehindTerraform(emulator.url, await workspace.deployed());
  const plan = await workspace.plan();
  // A user that is deleted leaves its user group, which takes it in again.
  expect(plan.of("update").map(({ path, changed }) => `${path}: ${changed.join(", ")}`)).toEqual(["Cache/Users/Group: user_ids"]);
  expect(
    plan.changes
      .filter(({ action }) => action !== "update")
      .map(({ action, address }) => `${action} ${address}`)
      .sort(),
  ).toEqual(removed.map((address) => `create ${address}`).sort());
  await workspace.apply();
  expect((await workspace.plan()).unexplained).toEqual([]);
});

test("the main resources can be imported as they stand", async () => {
  const main = (await workspace.deployed()).filter(({ type }) => MAIN_TYPES.includes(type));
  const addresses = main.map(({ address }) => address).sort();
  expect(new Set(main.map(({ type }) => type)).size).toBe(MAIN_TYPES.length);

  // In a copy of the state, so that the one that stands is left alone.
  const copy = `-state=${join(workspace.folder, "without-main.tfstate")}`;
  copyFileSync(workspace.stateFile, copy.slice("-state=".length));
  await workspace.run("state", "rm", copy, ...addresses);
  const imports = join(workspace.stackFolder, "imports.tf.json");
  writeFileSync(imports, JSON.stringify({ import: main.map(({ address, values }) => ({ to: address, id: values.id })) }));
  const plan = await workspace.plan(copy);
  rmSync(imports);
  expect(plan.changes.map(({ imported, address }) => `${imported ? "import" : "other"} ${address}`).sort()).toEqual(
    addresses.map((address) => `import ${address}`),
  );
  const different = plan.changes
    .map((change) => ({ ...change, changed: change.changed.filter((name) => !(name in (ONLY_IN_CONFIGURATION[change.type] ?? {}))) }))
    .filter(({ changed }) => changed.length > 0);
  expect(different.map(describeChange)).toEqual([]);
  const planned = new Set(plan.changes.flatMap(({ type, changed }) => changed.map((name) => `${type}.${name}`)));
  const listed = Object.entries(ONLY_IN_CONFIGURATION).flatMap(([type, names]) => Object.keys(names).map((name) => `${type}.${name}`));
  expect(listed.filter((name) => !planned.has(name))).toEqual([]);
});

test("it is destroyed to nothing", async () => {
  await workspace.destroy();
  expect(await workspace.resources()).toEqual([]);
});
