/** A global database over two regions, by the real provider, on the emulator: a stack for each region. Each test goes on from the one before. */
import { readFileSync } from "node:fs";
import { App, TerraformVariable } from "cdktf";
import { AuroraCluster, AuroraGlobalDatabase } from "../../modules/aurora-cluster";
import { dataStack, queryApi, queryParameters, RequestLog, useEmulator, Workspace } from "./support";

const HOME = "eu-central-1";
const AWAY = "eu-west-1";
const IDENTIFIER = "orders";
const PASSWORD = "a-password-that-nobody-guesses";
const emulator = useEmulator();
const log = new RequestLog();
let home: Workspace;
let away: Workspace;

function stackIn(app: App, id: string, region: string) {
  const { stack, ...common } = dataStack(app, id, region);
  return { stack, common: { ...common, readers: {} } };
}

/** @param member whether the cluster is in the global database, or has been detached from it */
function buildHome(engineVersion = "16.8", member = true) {
  return (app: App) => {
    const { stack, common } = stackIn(app, "home", HOME);
    const database = new AuroraGlobalDatabase(stack, "Orders", { globalClusterIdentifier: IDENTIFIER, engineVersion });
    const password = new TerraformVariable(stack, "MasterPassword", { type: "string", sensitive: true });
    password.addOverride("ephemeral", true);
    const globalDatabase = { database, role: "primary", masterPassword: password.stringValue } as const;
    new AuroraCluster(stack, "Primary", { ...common, engineVersion, globalDatabase: member ? globalDatabase : undefined });
    return stack;
  };
}

function buildAway(engineVersion = "16.8") {
  return (app: App) => {
    const { stack, common } = stackIn(app, "away", AWAY);
    const database = AuroraGlobalDatabase.fromAttributes(stack, "Orders", { globalClusterIdentifier: IDENTIFIER, engineVersion });
    new AuroraCluster(stack, "Secondary", { ...common, globalDatabase: { database, role: "secondary", writeForwarding: true } });
    return stack;
  };
}

/** The parameters of the requests of one operation since the last time. */
function asked(operation: string): Record<string, string>[] {
  return log
    .take()
    .filter((request) => request.operation === operation)
    .map(queryParameters);
}

async function rds(Action: string, parameters: Record<string, string> = {}): Promise<string> {
  const { status, body } = await queryApi(emulator.url, "rds", { Action, Version: "2014-10-31", ...parameters });
  if (status !== 200) throw new Error(body);
  return body;
}

async function globalVersion(): Promise<string | undefined> {
  return /<EngineVersion>(.*?)<\/EngineVersion>/.exec(await rds("DescribeGlobalClusters"))?.[1];
}

beforeAll(async () => {
  const place = { endpoint: emulator.url, variables: { ...log.variables, TF_VAR_MasterPassword: PASSWORD } };
  home = await Workspace.make(buildHome(), place);
  away = await Workspace.make(buildAway(), place);
  await home.apply();
});
afterAll(() => log.remove());

test("the primary cluster is created with the password, which is in no file", async () => {
  expect(asked("CreateDBCluster")).toEqual([
    expect.objectContaining({
      GlobalClusterIdentifier: IDENTIFIER,
      MasterUsername: "platform_admin",
      MasterUserPassword: expect.any(String),
    }),
  ]);
  expect(readFileSync(home.stateFile, "utf8")).not.toContain(PASSWORD);
  expect(home.text).not.toContain(PASSWORD);
  expect((await home.plan()).unexplained).toEqual([]);
});

test("the secondary cluster has neither user, password nor database of its own, and follows the primary one", async () => {
  log.take();
  await away.apply();
  const [created] = asked("CreateDBCluster");
  expect(created).toMatchObject({ GlobalClusterIdentifier: IDENTIFIER, EnableGlobalWriteForwarding: "true", StorageEncrypted: "true" });
  expect(Object.keys(created!)).not.toEqual(expect.arrayContaining([expect.stringMatching(/^(Master|Manage|DatabaseName)/)]));
  expect((await away.deployedOne("aws_rds_cluster", "Secondary")).values.replication_source_identifier).toContain(":cluster:home-primary");
  expect((await away.plan()).unexplained).toEqual([]);
});

test("a minor version goes to the secondary cluster and then to the primary one; the global database follows by itself", async () => {
  away.synth(buildAway("16.9"));
  await away.apply();
  home.synth(buildHome("16.9"));
  expect((await home.plan()).changes.map(({ path, changed }) => `${path}: ${changed.join(", ")}`)).toEqual([
    "Primary/Resource: engine_version",
  ]);
  log.take();
  await home.apply();
  expect(asked("ModifyGlobalCluster")).toEqual([]);
  expect(await globalVersion()).toBe("16.9");
  expect((await home.plan()).unexplained).toEqual([]);
});

test("a switchover, and a cluster that is detached for a failover, leave nothing for a next plan", async () => {
  const { arn } = (await away.deployedOne("aws_rds_cluster", "Secondary")).values as { arn: string };
  await rds("SwitchoverGlobalCluster", { GlobalClusterIdentifier: IDENTIFIER, TargetDbClusterIdentifier: arn });
  expect([...(await home.plan()).unexplained, ...(await away.plan()).unexplained]).toEqual([]);
  const old = (await home.deployedOne("aws_rds_cluster", "Primary")).values as { arn: string };
  await rds("RemoveFromGlobalCluster", { GlobalClusterIdentifier: IDENTIFIER, DbClusterIdentifier: old.arn });
  expect((await home.plan()).unexplained).toEqual([]);
  home.synth(buildHome("16.9", false));
  expect((await home.plan()).changes.map(({ action, path, changed }) => `${action} ${path}: ${changed.join(", ")}`)).toEqual([
    "update Primary/Resource: manage_master_user_password, master_password_wo_version, master_user_secret_kms_key_id",
  ]);
});

test("they are destroyed to nothing", async () => {
  // The clusters are apart by now: at once, since each step of a deletion lasts half a minute. The global cluster waits until it is empty.
  await Promise.all([away.destroy(), home.destroy()]);
  expect([...(await away.resources()), ...(await home.resources())]).toEqual([]);
  expect(await globalVersion()).toBeUndefined();
});
