/** The reference stack on the emulator: applied, planned again, grown in place, repaired, destroyed to nothing. */
import { copyFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { App } from "cdktf";
import { TradingEnvironment, environments } from "../../examples/trading-stack/environments";
import { TradingStack } from "../../examples/trading-stack/trading-stack";
import { describeChange } from "../../tools/support/plan/drift";
import { Plan, Workspace, queryApi, useEmulator } from "./support";

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

/** How the provider is to go about a change, and what it can't ask AWS for: its own acceptance tests leave the same out of their imports. */
const ONLY_IN_CONFIGURATION: Readonly<Record<string, readonly string[]>> = {
  aws_autoscaling_group: [
    "capacity_reservation_specification", // the emulator answers with an empty one, AWS with none
    "force_delete",
    "force_delete_warm_pool",
    "ignore_failed_scaling_activities",
    "instance_refresh",
    "wait_for_capacity_timeout",
  ],
  aws_elasticache_replication_group: ["apply_immediately", "auth_token_update_strategy"],
  aws_kms_key: ["bypass_policy_lockout_safety_check", "deletion_window_in_days"],
  aws_rds_cluster: [
    "allow_major_version_upgrade",
    "apply_immediately",
    "enable_global_write_forwarding",
    "engine_version", // a major version in the configuration; an import reads the full one that RDS has chosen
    "enable_local_write_forwarding",
    "manage_master_user_password",
    "master_user_secret_kms_key_id",
  ],
  aws_rds_cluster_instance: ["apply_immediately", "force_destroy"],
  aws_route53_zone: ["force_destroy"],
  aws_s3_bucket: ["force_destroy"],
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
  expect(plan.summary("aws_rds_cluster_instance")).toEqual(["create Database/Readers/b"]);
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
  expect(plan.summary("aws_cloudfront_distribution")).toEqual(["update Edge/Resource"]);
});

test("what was removed behind Terraform's back is planned again, and nothing else", async () => {
  const addresses = await workspace.resources();
  const alarm = addresses.find((address) => address.startsWith("aws_cloudwatch_metric_alarm.Cache"))!;
  const state = JSON.parse(await workspace.run("show", "-json"));
  const { values } = state.values.root_module.resources.find((resource: { address: string }) => resource.address === alarm);
  const deletion = { Action: "DeleteAlarms", Version: "2010-08-01", "AlarmNames.member.1": values.alarm_name };
  expect(await queryApi(emulator.url, "monitoring", deletion)).toMatchObject({ status: 200 });
  const plan = await workspace.plan();
  expect(plan.changes.map(({ action, address }) => `${action} ${address}`)).toEqual([`create ${alarm}`]);
  await workspace.apply();
});

test("the main resources can be imported as they stand", async () => {
  const state = JSON.parse(await workspace.run("show", "-json")) as {
    values: { root_module: { resources: { address: string; type: string; values: { id: string } }[] } };
  };
  const main = state.values.root_module.resources.filter(({ type }) => MAIN_TYPES.includes(type));
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
    .map((change) => ({ ...change, changed: change.changed.filter((name) => !ONLY_IN_CONFIGURATION[change.type]?.includes(name)) }))
    .filter(({ changed }) => changed.length > 0);
  expect(different.map(describeChange)).toEqual([]);
});

test("it is destroyed to nothing", async () => {
  await workspace.destroy();
  expect(await workspace.resources()).toEqual([]);
});
