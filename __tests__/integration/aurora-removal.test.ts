/** Aurora clusters that leave the configuration, by the real provider, on the emulator. Each test goes on from the one before. */
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { App, TerraformStack } from "cdktf";
import { AuroraCluster } from "../../modules/aurora-cluster";
import { Network } from "../../modules/network";
import { AwsEnvironment, DatabaseRemoval, EncryptionKey } from "../../src/core";
import { EMULATOR_ACCOUNT_ID } from "../../tools/support/terraform/aws-settings";
import { Workspace, queryApi, useEmulator } from "./support";

const REGION = "eu-central-1";
const LOG_GROUP = "/aws/rds/cluster/kept-database/postgresql";
const emulator = useEmulator();
let kept: Workspace;
let guarded: Workspace;
/** The apply that takes a protected cluster away: RDS refuses it, and the provider asks for two minutes. */
let refused: ReturnType<Workspace["tryRun"]>;

interface Choices {
  /** @default - the cluster isn't in the configuration */
  readonly removal?: DatabaseRemoval;
  /** The log group of an earlier cluster is taken over. @default false */
  readonly importsLogGroup?: boolean;
}

/** A stack with a cluster of one instance in it, or without. */
function build(id: string, { removal, importsLogGroup }: Choices = {}) {
  return (app: App) => {
    const stack = new TerraformStack(app, id);
    new AwsProvider(stack, "Aws", { region: REGION, allowedAccountIds: [EMULATOR_ACCOUNT_ID] });
    new AwsEnvironment(stack, { accountId: EMULATOR_ACCOUNT_ID, region: REGION });
    const encryptionKey = new EncryptionKey(stack, "Key", { removal: "destroy" });
    const network = new Network(stack, "Network", {
      cidrBlock: "10.61.0.0/16",
      availabilityZones: [`${REGION}a`, `${REGION}b`],
      natGateways: "none",
      encryptionKey,
      removal: "destroy",
    });
    if (removal === undefined) return stack;
    const database = new AuroraCluster(stack, "Database", { network, encryptionKey, readers: {}, removal });
    if (importsLogGroup) database.logGroups.postgresql!.importFrom(LOG_GROUP);
    return stack;
  };
}

async function rds(Action: string, element: string, parameters: Record<string, string> = {}): Promise<string[]> {
  const { body } = await queryApi(emulator.url, "rds", { Action, Version: "2014-10-31", ...parameters });
  return [...body.matchAll(new RegExp(`<${element}>(.*?)</${element}>`, "g"))].map(([, text]) => text!);
}
const clusters = () => rds("DescribeDBClusters", "DBClusterIdentifier");
const snapshots = () => rds("DescribeDBClusterSnapshots", "DBClusterSnapshotIdentifier", { SnapshotType: "manual" });

beforeAll(async () => {
  const place = { endpoint: emulator.url };
  [kept, guarded] = await Promise.all([
    Workspace.make(build("kept", { removal: "snapshot" }), place),
    Workspace.make(build("guarded", { removal: "protect" }), place),
  ]);
  await Promise.all([kept.apply(), guarded.apply()]);
  guarded.synth(build("guarded"));
  refused = guarded.tryRun("apply", "-no-color", "-auto-approve");
});

test("a cluster whose removal is snapshot is deleted, and leaves a snapshot with a name of its own", async () => {
  kept.synth(build("kept"));
  await kept.apply();
  expect(await clusters()).toEqual(["guarded-database"]);
  expect(await snapshots()).toEqual([expect.stringMatching(/^kept-database-final-[0-9a-f]+$/)]);
});

test("its log group stays, and is imported by a cluster that is made again under the same name", async () => {
  kept.synth(build("kept", { removal: "snapshot", importsLogGroup: true }));
  const plan = await kept.plan();
  expect(plan.changes.filter(({ imported }) => imported).map(({ path }) => path)).toEqual(["Database/LogGroup-postgresql"]);
  await kept.apply();
  expect((await kept.plan()).unexplained).toEqual([]);
});

test("that one is deleted too, and leaves a second snapshot", async () => {
  kept.synth(build("kept"));
  await kept.apply();
  expect(await clusters()).toEqual(["guarded-database"]);
  expect(new Set(await snapshots()).size).toBe(2);
  await kept.destroy();
  expect(await kept.resources()).toEqual([]);
});

test("a protected cluster that is taken away is kept by RDS, with its data", async () => {
  const { status, stderr } = await refused;
  expect(status).toBe(1);
  expect(stderr).toContain("Cannot delete protected Cluster, please disable deletion protection and try again.");
  expect(await clusters()).toEqual(["guarded-database"]);
});

// Instances of a protected cluster can be deleted (Aurora User Guide, "Deletion protection for Aurora clusters"): Terraform has, before it came to the cluster.
test("put back, it gets its instances again, and isn't changed itself", async () => {
  guarded.synth(build("guarded", { removal: "protect" }));
  expect((await guarded.plan()).summary()).toEqual([
    "create Database/InstanceParameterGroup",
    "create Database/Instances/main",
    "create Database/MonitoringRole/Grants",
    "create Database/MonitoringRole/Resource",
  ]);
});
