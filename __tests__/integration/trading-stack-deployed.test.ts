/** The reference stack on the emulator: applied, planned again, grown in place, repaired, destroyed to nothing. */
import { App } from "cdktf";
import { TradingEnvironment, environments } from "../../examples/trading-stack/environments";
import { TradingStack } from "../../examples/trading-stack/trading-stack";
import { Plan, Workspace, useEmulator } from "./support";

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

test("what was removed behind Terraform's back is planned again, and nothing else", async () => {
  const addresses = await workspace.resources();
  const alarm = addresses.find((address) => address.startsWith("aws_cloudwatch_metric_alarm.Cache"))!;
  const state = JSON.parse(await workspace.run("show", "-json"));
  const { values } = state.values.root_module.resources.find((resource: { address: string }) => resource.address === alarm);
  await deleteAlarm(emulator.url, values.alarm_name);
  const plan = await workspace.plan();
  expect(plan.changes.map(({ action, address }) => `${action} ${address}`)).toEqual([`create ${alarm}`]);
  await workspace.apply();
});

test("it is destroyed to nothing", async () => {
  await workspace.destroy();
  expect(await workspace.resources()).toEqual([]);
});

/** CloudWatch's query API, without a client of its own. */
async function deleteAlarm(url: string, name: string): Promise<void> {
  const { status } = await fetch(url, {
    method: "POST",
    headers: {
      "content-type": "application/x-www-form-urlencoded",
      authorization: "AWS4-HMAC-SHA256 Credential=test/20260101/eu-central-1/monitoring/aws4_request, SignedHeaders=host, Signature=0",
    },
    body: new URLSearchParams({ Action: "DeleteAlarms", Version: "2010-08-01", "AlarmNames.member.1": name }),
  });
  expect(status).toBe(200);
}
