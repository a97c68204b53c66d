/**
 * Aurora clusters by the real provider, on the emulator: applied, changed in one more apply, each in its own way, destroyed to nothing.
 * RDS makes every change of a cluster or an instance last half a minute at least, so that one apply makes them all. Each test goes on from the one before.
 */
import { App } from "cdktf";
import { AuroraCluster, AuroraClusterProps } from "../../modules/aurora-cluster";
import { Role } from "../../src/core";
import { dataStack, jsonApi, LoggedRequest, Plan, queryApi, queryParameters, RequestLog, useEmulator, Workspace } from "./support";

const emulator = useEmulator();
const log = new RequestLog();
let workspace: Workspace;

type Databases = Readonly<Record<string, Partial<AuroraClusterProps>>>;

const BEFORE = {
  Grown: { readers: {} },
  Resized: { readers: { a: {} } },
  Scaled: { engine: "aurora-mysql", readers: {}, readerAutoScaling: { max: 3 }, parameters: { max_connections: 500, wait_timeout: 600 } },
  Moved: {
    engine: "aurora-mysql",
    readers: {},
    engineVersion: "8.0",
    serverless: { minCapacityAcu: 1, maxCapacityAcu: 4 },
    removal: "snapshot",
  },
  Upgraded: { readers: {}, engineVersion: "16.8" },
} as const satisfies Databases;

const AFTER = {
  Grown: { readers: { reports: { instanceClass: "db.r7g.xlarge", promotionTier: 15 } } },
  Resized: { ...BEFORE.Resized, instanceClass: "db.r7g.xlarge" },
  Scaled: { ...BEFORE.Scaled, readerAutoScaling: { max: 6 }, parameters: { max_connections: 500, wait_timeout: 900 } },
  Moved: { ...BEFORE.Moved, logExports: ["audit", "error"] },
  Upgraded: { ...BEFORE.Upgraded, engineVersion: "17.7", allowMajorVersionUpgrade: true },
} as const satisfies Databases;

/** What RDS moves `Moved` to in its maintenance window. */
const MOVED_TO = "8.0.mysql_aurora.3.11.1";

/** @param granted the clusters that a role may connect to */
function build(databases: Databases, granted: readonly string[]) {
  return (app: App) => {
    const { stack, encryptionKey, network } = dataStack(app, "aurora");
    const role = new Role(stack, "Api", { assumedBy: { services: ["ec2.amazonaws.com"] } });
    for (const [id, props] of Object.entries(databases)) {
      const cluster = new AuroraCluster(stack, id, { network, encryptionKey, ...props });
      if (granted.includes(id)) cluster.grantConnect(role, "trading_api");
    }
    return stack;
  };
}

/** What the apply sent that changes something. */
let sent: readonly LoggedRequest[] = [];
let planned: Plan;

/** The requests of one operation that name something of a cluster. */
const requests = (operation: string, cluster: string) =>
  sent.filter((request) => request.operation === operation && request.entry.includes(`aurora-${cluster.toLowerCase()}`));

/** The operations that were sent for a cluster, in their order. */
const operations = (cluster: string) =>
  sent.filter(({ entry }) => entry.includes(`aurora-${cluster.toLowerCase()}`)).map(({ operation }) => operation);

/** Each planned change of what is below a construct, with the attributes that change. */
const changes = (path: string) =>
  Object.fromEntries(
    planned.changes
      .filter((change) => change.path.startsWith(path))
      .map(({ action, path: changed, changed: attributes }) => [`${action} ${changed}`, action === "update" ? attributes : undefined]),
  );

const rds = async (Action: string, parameters: Record<string, string> = {}) =>
  (await queryApi(emulator.url, "rds", { Action, Version: "2014-10-31", ...parameters })).body;

async function shown(cluster: string, element: string): Promise<string> {
  const body = await rds("DescribeDBClusters", { DBClusterIdentifier: cluster });
  return new RegExp(`<${element}>(.*?)</${element}>`).exec(body)![1]!;
}
const version = (cluster: string) => shown(cluster, "EngineVersion");
const resourceId = (cluster: string) => shown(cluster, "DbClusterResourceId");

beforeAll(async () => {
  workspace = await Workspace.make(build(BEFORE, ["Grown", "Scaled"]), { endpoint: emulator.url, variables: log.variables });
  await workspace.apply();
});
afterAll(() => log.remove());

test("a second plan is empty", async () => {
  expect((await workspace.plan()).unexplained).toEqual([]);
});

test("another major version without allowMajorVersionUpgrade fails the plan", async () => {
  workspace.synth(build({ ...BEFORE, Upgraded: { ...BEFORE.Upgraded, engineVersion: "17" } }, []));
  const { status, stderr } = await workspace.tryRun("plan", "-no-color");
  expect(status).toBe(1);
  expect(stderr.replace(/[\s│]+/g, " ")).toContain(
    "The cluster doesn't have version 17 of aurora-postgresql. To upgrade it, give a full engineVersion with allowMajorVersionUpgrade; " +
      "else give the major version that it has.",
  );
  expect(await version("aurora-upgraded")).toBe("16.8");
});

describe("one apply after RDS has upgraded a minor version", () => {
  beforeAll(async () => {
    await fetch(new URL("/moto-api/minor-upgrade", emulator.url), {
      method: "POST",
      body: JSON.stringify({ service: "rds", id: "aurora-moved", version: MOVED_TO }),
    });
    workspace.synth(build(AFTER, ["Grown"]));
    planned = await workspace.plan();
    log.take();
    await workspace.apply();
    sent = log
      .take()
      .filter(({ operation }) => /^(Add|Create|Delete|Disable|Enable|Modify|Put|Reboot|Register|Remove|Restore)/.test(operation));
  });

  test("replaces nothing but parameter groups of another family", () => {
    expect(
      planned
        .of("replace")
        .map(({ path }) => path)
        .sort(),
    ).toEqual(["Upgraded/ClusterParameterGroup", "Upgraded/InstanceParameterGroup"]);
  });

  test("adds a reader and changes nothing else of its cluster", () => {
    expect(changes("Grown")).toEqual({ "create Grown/Instances/reports": undefined });
    expect(operations("Grown")).toEqual(["CreateDBInstance"]);
  });

  test("gives the standby reader its new class before the main instance, one at a time", () => {
    expect(changes("Resized")).toEqual({
      "update Resized/Instances/a": ["instance_class"],
      "update Resized/Instances/main": ["instance_class"],
    });
    expect(requests("ModifyDBInstance", "Resized").map(queryParameters)).toEqual(
      ["aurora-resized-a", "aurora-resized-main"].map((DBInstanceIdentifier) => ({
        Action: "ModifyDBInstance",
        Version: "2014-10-31",
        ApplyImmediately: "true",
        DBInstanceIdentifier,
        DBInstanceClass: "db.r7g.xlarge",
      })),
    );
  });

  test("raises the most readers of auto scaling, and changes one parameter", () => {
    expect(changes("Scaled")).toEqual({
      "update Scaled/ClusterParameterGroup": ["parameter"],
      "update Scaled/ReaderAutoScaling/Target": ["max_capacity"],
    });
    expect(operations("Scaled").sort()).toEqual(["ModifyDBClusterParameterGroup", "RegisterScalableTarget"]);
    expect(queryParameters(requests("ModifyDBClusterParameterGroup", "Scaled")[0]!)).toMatchObject({
      "Parameters.Parameter.1.ParameterName": "wait_timeout",
      "Parameters.Parameter.1.ParameterValue": "900",
      "Parameters.Parameter.1.ApplyMethod": "immediate",
    });
  });

  test("takes one permission to connect away", async () => {
    expect(changes("Api")).toEqual({ "update Api/Grants": ["policy"] });
    const policies = sent.filter(({ operation }) => operation === "PutRolePolicy").map(queryParameters);
    expect(policies.map(({ PolicyDocument }) => PolicyDocument!.match(/dbuser:/g))).toEqual([["dbuser:"]]);
    expect(policies[0]!.PolicyDocument).toContain(`dbuser:${await resourceId("aurora-grown")}/trading_api`);
  });

  test("leaves the version to RDS: it plans and sends the other value alone", async () => {
    expect(changes("Moved")).toEqual({
      "delete Moved/LogGroup-slowquery": undefined,
      "update Moved/Resource": ["enabled_cloudwatch_logs_exports"],
    });
    expect(requests("ModifyDBCluster", "Moved").map(queryParameters)).toEqual([
      {
        Action: "ModifyDBCluster",
        Version: "2014-10-31",
        ApplyImmediately: "true",
        DBClusterIdentifier: "aurora-moved",
        "CloudwatchLogsExportConfiguration.DisableLogTypes.member.1": "slowquery",
        "CloudwatchLogsExportConfiguration.EnableLogTypes": "",
      },
    ]);
    expect(await version("aurora-moved")).toBe(MOVED_TO);
  });

  test("keeps the log group of a log that is published no more", async () => {
    const { body } = await jsonApi(emulator.url, "logs", "Logs_20140328.DescribeLogGroups", {
      logGroupNamePrefix: "/aws/rds/cluster/aurora-moved/",
    });
    expect((JSON.parse(body) as { logGroups: { logGroupName: string }[] }).logGroups.map(({ logGroupName }) => logGroupName)).toContain(
      "/aws/rds/cluster/aurora-moved/slowquery",
    );
  });

  test("upgrades to another major version, with groups of its family", async () => {
    const [upgrade, ...others] = requests("ModifyDBCluster", "Upgraded").map(queryParameters);
    expect(others).toEqual([]);
    expect(upgrade).toMatchObject({ EngineVersion: "17.7", AllowMajorVersionUpgrade: "true", ApplyImmediately: "true" });
    expect(await version("aurora-upgraded")).toBe("17.7");
    expect((await workspace.deployedOne("aws_rds_cluster_parameter_group", "Upgraded")).values.family).toBe("aurora-postgresql17");
  });

  test("leaves nothing for a next plan", async () => {
    expect((await workspace.plan()).unexplained).toEqual([]);
  });
});

test("the major version alone, after the upgrade, hands minor versions back to RDS", async () => {
  workspace.synth(build({ ...AFTER, Upgraded: { ...BEFORE.Upgraded, engineVersion: "17" } }, ["Grown"]));
  planned = await workspace.plan();
  expect(changes("")).toEqual({
    "update Upgraded/Resource": ["allow_major_version_upgrade"],
    "update Upgraded/Instances/main": ["auto_minor_version_upgrade"],
  });
});

test("everything is destroyed to nothing", async () => {
  await workspace.destroy();
  expect(await workspace.resources()).toEqual([]);
});
