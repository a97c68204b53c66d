/** Aurora clusters of each kind, validated and planned offline by the real provider: all in one stack, which takes no longer than one of them. */
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { App, TerraformStack, TerraformVariable } from "cdktf";
import {
  AuroraCluster,
  AuroraClusterProps,
  AuroraEngine,
  AuroraGlobalDatabase,
  AuroraProxy,
  AuroraRestore,
  RestoreDrill,
} from "../../modules/aurora-cluster";
import { Network } from "../../modules/network";
import { AwsEnvironment, EncryptionKey, Role } from "../../src/core";
import { EMULATOR_ACCOUNT_ID } from "../../tools/support/terraform/aws-settings";
import { Plan, Workspace } from "./support";

const REGION = "eu-central-1";
const ENGINES: readonly AuroraEngine[] = ["aurora-postgresql", "aurora-mysql"];
const SERVERLESS = { minCapacityAcu: 0.5, maxCapacityAcu: 8 };

/** How instances are sized, and the classes that this gives `main` and the reader `a`. */
const SIZES: Readonly<Record<string, readonly [props: Partial<AuroraClusterProps>, main: string, reader: string]>> = {
  provisioned: [{ instanceClass: "db.r7g.xlarge" }, "db.r7g.xlarge", "db.r7g.xlarge"],
  serverless: [{ serverless: SERVERLESS }, "db.serverless", "db.serverless"],
  mixed: [
    { instanceClass: "db.r7g.large", serverless: SERVERLESS, readers: { a: { instanceClass: "db.serverless" } } },
    "db.r7g.large",
    "db.serverless",
  ],
};

/** Where the data comes from. */
const SOURCES: Readonly<Record<string, AuroraRestore | undefined>> = {
  new: undefined,
  snapshot: { snapshotIdentifier: "orders-2026-03-01" },
  pointInTime: { sourceClusterIdentifier: "orders", restoreToTime: "2026-03-01T08:30:00Z" },
  clone: { sourceClusterIdentifier: "orders", restoreType: "copy-on-write" },
  deleted: { sourceClusterResourceId: "cluster-ABCDEFGHIJKLMNOPQRSTUVWXYZ" },
};

const KINDS = ENGINES.flatMap((engine) =>
  Object.keys(SIZES).flatMap((size) => Object.keys(SOURCES).map((source) => ({ engine, size, source, id: `${engine}-${size}-${source}` }))),
);

/** The clusters of global databases. */
const MEMBERS = ENGINES.flatMap((engine) => Object.keys(SIZES).map((size) => ({ engine, size, id: `global-${engine}-${size}` })));
const VERSIONS: Readonly<Record<AuroraEngine, string>> = { "aurora-postgresql": "16.8", "aurora-mysql": "8.0.mysql_aurora.3.10.3" };

/** What a cluster that exists is known by. */
const imported = (engine: AuroraEngine) => ({
  engine,
  clusterIdentifier: `orders-${engine}`,
  clusterResourceId: "cluster-ABCDEFGHIJKLMNOPQRSTUVWXYZ",
  endpoint: "orders.cluster-abcdefghijkl.eu-central-1.rds.amazonaws.com",
  readerEndpoint: "orders.cluster-ro-abcdefghijkl.eu-central-1.rds.amazonaws.com",
  securityGroupId: "sg-0123456789abcdef0",
});

function build(app: App): TerraformStack {
  const stack = new TerraformStack(app, "aurora");
  new AwsProvider(stack, "Aws", { region: REGION, allowedAccountIds: [EMULATOR_ACCOUNT_ID] });
  new AwsEnvironment(stack, { accountId: EMULATOR_ACCOUNT_ID, region: REGION });
  const encryptionKey = new EncryptionKey(stack, "Key");
  const network = new Network(stack, "Network", {
    cidrBlock: "10.62.0.0/16",
    availabilityZones: [`${REGION}a`, `${REGION}b`],
    natGateways: "none",
    encryptionKey,
  });
  const role = new Role(stack, "Api", { assumedBy: { services: ["ec2.amazonaws.com"] } });
  for (const { engine, size, source, id } of KINDS) {
    new AuroraCluster(stack, id, { network, encryptionKey, engine, ...SIZES[size]![0], restoreFrom: SOURCES[source] });
  }
  const password = new TerraformVariable(stack, "MasterPassword", { type: "string", sensitive: true });
  password.addOverride("ephemeral", true);
  for (const { engine, size, id } of MEMBERS) {
    const database = new AuroraGlobalDatabase(stack, id, { engine });
    const attributes = { globalClusterIdentifier: id, engine, engineVersion: VERSIONS[engine] };
    const known = AuroraGlobalDatabase.fromAttributes(stack, `${id}-known`, attributes);
    const common = { network, encryptionKey, ...SIZES[size]![0] };
    new AuroraCluster(stack, `${id}-primary`, {
      ...common,
      globalDatabase: { database, role: "primary", masterPassword: password.stringValue },
    });
    new AuroraCluster(stack, `${id}-secondary`, {
      ...common,
      globalDatabase: { database: known, role: "secondary", writeForwarding: true },
    });
  }
  for (const engine of ENGINES) {
    const database = AuroraCluster.fromAttributes(stack, `Imported-${engine}`, imported(engine));
    database.grantConnect(role, "trading_api");
    const userSecretArns = { trading_api: `arn:aws:secretsmanager:${REGION}:${EMULATOR_ACCOUNT_ID}:secret:trading-api-AbCdEf` };
    new AuroraProxy(stack, `Proxy-${engine}`, { network, encryptionKey, database, userSecretArns });
    const operated = new AuroraCluster(stack, `Operated-${engine}`, { network, encryptionKey, engine, dataApi: true });
    operated.addUser("trading_api", { access: "read-write" });
    new RestoreDrill(stack, `Drill-${engine}`, { database: operated, network, check: 'EXISTS (SELECT "id" FROM orders)' });
  }
  return stack;
}

let plan: Plan;

beforeAll(async () => {
  const workspace = await Workspace.make(build);
  await workspace.validate();
  plan = await workspace.plan("-var=MasterPassword=a-password-that-nobody-guesses");
});

test("all are valid for the provider, and planned without a look at AWS", () => {
  expect(plan.dataSources).toEqual([]);
  expect(plan.changes.every(({ action }) => action === "create")).toBe(true);
  expect(plan.of("create", "aws_rds_cluster")).toHaveLength(KINDS.length + 2 * MEMBERS.length + ENGINES.length);
});

test.each(KINDS)("$engine, $size, $source", ({ engine, size, source, id }) => {
  const [props, main, reader] = SIZES[size]!;
  const restored = SOURCES[source] !== undefined;
  const cluster = plan.resource("aws_rds_cluster", `${id}/Resource`);
  expect(cluster).toMatchObject({
    engine,
    engine_mode: "provisioned",
    storage_encrypted: true,
    manage_master_user_password: true,
    snapshot_identifier: source === "snapshot" ? "orders-2026-03-01" : null,
    serverlessv2_scaling_configuration: props.serverless ? [{ min_capacity: 0.5, max_capacity: 8 }] : [],
  });
  expect(plan.resource("aws_rds_cluster_instance", `${id}/Instances/main`).instance_class).toBe(main);
  expect(plan.resource("aws_rds_cluster_instance", `${id}/Instances/a`).instance_class).toBe(reader);
  // A restored cluster has its data's version and databases.
  expect(cluster.database_name).toBe(restored ? undefined : "app");
  expect(cluster.engine_version === undefined).toBe(restored);
});

test.each(MEMBERS)("$engine, $size, in a global database", ({ engine, id }) => {
  expect(plan.resource("aws_rds_cluster", `${id}-primary/Resource`)).toMatchObject({
    engine_version: VERSIONS[engine],
    database_name: "app",
    master_username: "platform_admin",
    master_password_wo_version: 1,
    manage_master_user_password: null,
  });
  const secondary = plan.resource("aws_rds_cluster", `${id}-secondary/Resource`);
  expect(secondary).toMatchObject({ engine_version: VERSIONS[engine], global_cluster_identifier: id, manage_master_user_password: null });
  expect([secondary.database_name, secondary.master_username]).toEqual([undefined, undefined]);
});

test.each(ENGINES)("an imported %s cluster gets a proxy, and is left alone", (engine) => {
  expect(plan.resource("aws_db_proxy_target", `Proxy-${engine}/`).db_cluster_identifier).toBe(`orders-${engine}`);
  expect(plan.changes.filter(({ path }) => path.startsWith(`Imported-${engine}`)).map(({ type }) => type)).toEqual(
    expect.not.arrayContaining(["aws_rds_cluster", "aws_rds_cluster_instance"]),
  );
});

test.each(ENGINES)("a %s cluster has its users made and its backup proved", (engine) => {
  expect(plan.resource("aws_rds_cluster", `Operated-${engine}/Resource`).enable_http_endpoint).toBe(true);
  expect(plan.resource("aws_ssm_association", `Operated-${engine}/Users/Resource`).wait_for_success_timeout_seconds).toBeGreaterThan(0);
  expect(plan.resource("aws_scheduler_schedule", `Drill-${engine}/Resource`).schedule_expression).toBe("cron(0 3 ? * TUE,FRI *)");
});
