/** What Systems Manager does for Aurora, by the real provider on the emulator. Each test goes on from the one before. */
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { App, TerraformStack } from "cdktf";
import { AuroraCluster, RestoreDrill } from "../../modules/aurora-cluster";
import { userStatements } from "../../modules/aurora-cluster/database-user-sql";
import { Network } from "../../modules/network";
import { AlarmTopic, AwsEnvironment, EncryptionKey, useRemoval } from "../../src/core";
import { sleep } from "../../tools/support/process";
import { EMULATOR_ACCOUNT_ID } from "../../tools/support/terraform/aws-settings";
import { Workspace, jsonApi, queryApi, useEmulator } from "./support";

const REGION = "eu-central-1";
const SNAPSHOT = "before-the-incident";
const CHECK = "(SELECT count(*) FROM orders) > 1000";
const emulator = useEmulator();

interface Stage {
  readonly restored?: boolean;
  readonly users?: readonly string[];
}

function build({ restored, users = [] }: Stage) {
  return (app: App) => {
    const stack = new TerraformStack(app, "automated");
    new AwsProvider(stack, "Aws", { region: REGION, allowedAccountIds: [EMULATOR_ACCOUNT_ID] });
    new AwsEnvironment(stack, { accountId: EMULATOR_ACCOUNT_ID, region: REGION });
    useRemoval(stack, "destroy");
    const encryptionKey = new EncryptionKey(stack, "Key");
    const availabilityZones = [`${REGION}a`, `${REGION}b`];
    const network = new Network(stack, "Network", { cidrBlock: "10.60.0.0/16", availabilityZones, natGateways: "none", encryptionKey });
    const live = new AuroraCluster(stack, "Live", { network, encryptionKey, readers: {} });
    new RestoreDrill(stack, "Drill", { database: live, network, check: CHECK }).addAlarms(
      new AlarmTopic(stack, "Alarms", { encryptionKey }),
    );
    if (!restored) return stack;
    const database = new AuroraCluster(stack, "Restored", {
      network,
      encryptionKey,
      readers: {},
      restoreFrom: { snapshotIdentifier: SNAPSHOT },
      databaseInsights: "advanced",
      dataApi: true,
      backupRetentionDays: 21,
      backupWindow: "04:00-05:00",
      maintenanceWindow: "tue:01:00-tue:02:00",
      storageType: "io-optimized",
      logExports: ["postgresql"],
    });
    users.forEach((name) => database.addUser(name, { access: "read-write", database: "app" }));
    return stack;
  };
}

let workspace: Workspace;
beforeAll(async () => {
  workspace = await Workspace.make(build({}), { endpoint: emulator.url });
});

/** The text of an element in the answer about a cluster. */
async function shown(cluster: string, element: string): Promise<string | undefined> {
  const { body } = await rds("DescribeDBClusters", { DBClusterIdentifier: cluster });
  return new RegExp(`<${element}>([^<]*)</${element}>`).exec(body)?.[1];
}

function rds(Action: string, parameters: Record<string, string> = {}) {
  return queryApi(emulator.url, "rds", { Action, Version: "2014-10-31", ...parameters });
}

test("the live cluster and its drill are applied, and leave nothing to change", async () => {
  await workspace.validate();
  await workspace.apply();
  expect((await workspace.plan()).unexplained).toEqual([]);
});

describe("a restore", () => {
  // RDS API Reference, "DBCluster".
  test("has, after one apply, what a restore doesn't take from its source", async () => {
    const made = await rds("CreateDBClusterSnapshot", { DBClusterIdentifier: "automated-live", DBClusterSnapshotIdentifier: SNAPSHOT });
    expect(made.status).toBe(200);
    workspace.synth(build({ restored: true }));
    await workspace.apply();
    expect(await shown("automated-restored", "IAMDatabaseAuthenticationEnabled")).toBe("true");
    expect(await shown("automated-restored", "PerformanceInsightsEnabled")).toBe("true");
    expect(await shown("automated-restored", "PerformanceInsightsRetentionPeriod")).toBe("465");
    expect(await shown("automated-restored", "DatabaseInsightsMode")).toBe("advanced");
    expect(await shown("automated-restored", "HttpEndpointEnabled")).toBe("true");
  });

  test("leaves nothing to change", async () => {
    expect((await workspace.plan()).unexplained).toEqual([]);
  });
});

describe("database users", () => {
  const statements = async () => (await (await fetch(`${emulator.url}/moto-api/rds-data/statements`)).json()) as Record<string, string>[];
  const sqlOf = (name: string) => userStatements("aurora-postgresql", { name, access: "read-write", database: "app", schemas: ["public"] });

  test("are made within the apply that adds them, and leave nothing to change", async () => {
    workspace.synth(build({ restored: true, users: ["trading_api"] }));
    await workspace.apply();
    const run = await statements();
    expect(run.map(({ sql }) => sql)).toEqual(sqlOf("trading_api"));
    expect(run[0]).toMatchObject({
      database: "app",
      resourceArn: await shown("automated-restored", "DBClusterArn"),
      secretArn: await shown("automated-restored", "SecretArn"),
    });
    expect((await workspace.plan()).unexplained).toEqual([]);
  });

  test("come one by one: another one is another runbook, which makes all of them", async () => {
    workspace.synth(build({ restored: true, users: ["trading_api", "reports"] }));
    expect((await workspace.plan()).summary().sort()).toEqual(["replace Restored/Users/Document", "replace Restored/Users/Resource"]);
    await workspace.apply();
    expect((await statements()).slice(1).map(({ sql }) => sql)).toEqual([...sqlOf("reports"), ...sqlOf("trading_api")]);
    expect((await workspace.plan()).unexplained).toEqual([]);
  });
});

describe("a restore drill", () => {
  const ssm = async (operation: string, body: object) =>
    JSON.parse((await jsonApi(emulator.url, "ssm", `AmazonSSM.${operation}`, body)).body) as Record<string, never>;

  /** Starts what the schedule starts. */
  async function start(): Promise<string> {
    const { values } = await workspace.deployedOne("aws_scheduler_schedule", "Drill");
    const [{ input }] = values.target as [{ input: string }];
    return (await ssm("StartAutomationExecution", JSON.parse(input) as object)).AutomationExecutionId;
  }

  /** Has a run go on to its end; how it ended. */
  async function ended(AutomationExecutionId: string): Promise<string> {
    for (;;) {
      const { AutomationExecution } = await ssm("GetAutomationExecution", { AutomationExecutionId });
      const { AutomationExecutionStatus: status } = AutomationExecution as { AutomationExecutionStatus: string };
      if (status !== "InProgress") return status;
      await sleep(200);
    }
  }

  const drill = async (): Promise<string> => ended(await start());

  /** Makes what a drill would have restored into. */
  async function leave(): Promise<void> {
    await rds("CreateDBCluster", {
      DBClusterIdentifier: "automated-drill",
      Engine: "aurora-postgresql",
      MasterUsername: "somebody",
      MasterUserPassword: "left-over-password",
    });
  }

  /** Has the next query answer. */
  async function answer(stringValue: string): Promise<void> {
    const body = JSON.stringify({ region: REGION, results: [{ records: [[{ stringValue }]] }] });
    const { status } = await fetch(`${emulator.url}/moto-api/static/rds-data/statement-results`, { method: "POST", body });
    expect(status).toBe(201);
  }

  async function reported(): Promise<string[]> {
    const { body } = await queryApi(emulator.url, "monitoring", {
      Action: "GetMetricStatistics",
      Version: "2010-08-01",
      Namespace: "TradingPlatform/RestoreDrill",
      MetricName: "Failed",
      StartTime: new Date(Date.now() - 3_600_000).toISOString(),
      EndTime: new Date(Date.now() + 3_600_000).toISOString(),
      Period: "86400",
      "Statistics.member.1": "Sum",
      "Statistics.member.2": "SampleCount",
    });
    return [/<Sum>([^<]*)/.exec(body)?.[1] ?? "", /<SampleCount>([^<]*)/.exec(body)?.[1] ?? ""];
  }

  async function nothingIsLeft(): Promise<void> {
    for (const action of ["DescribeDBClusters", "DescribeDBInstances", "DescribeDBClusterSnapshots"]) {
      expect((await rds(action)).body.match(/automated-drill[^<]*/g)).toBeNull();
    }
    const secrets = (await jsonApi(emulator.url, "secretsmanager", "secretsmanager.ListSecrets")).body;
    expect((JSON.parse(secrets) as { SecretList: unknown[] }).SecretList).toHaveLength(2);
  }

  test("whose data are as they should be succeeds, and leaves nothing over", async () => {
    await answer("passed");
    expect(await drill()).toBe("Success");
    expect((await reported()).map(Number)).toEqual([0, 1]);
    await nothingIsLeft();
  });

  test("whose data aren't fails, and leaves nothing over", async () => {
    await answer("failed");
    expect(await drill()).toBe("Failed");
    expect((await reported()).map(Number)).toEqual([1, 2]);
    await nothingIsLeft();
  });

  test("that finds what an earlier one has left over fails, and deletes it", async () => {
    await leave();
    expect(await drill()).toBe("Failed");
    expect((await reported()).map(Number)).toEqual([2, 3]);
    await nothingIsLeft();
  });

  test("that finds another one going on leaves it alone, and reports nothing", async () => {
    const other = await start();
    await leave();
    expect(await drill()).toBe("Failed");
    expect(await shown("automated-drill", "Status")).toBe("available");
    expect((await reported()).map(Number)).toEqual([2, 3]);
    await ended(other);
    await nothingIsLeft();
  });

  test("touches nothing that Terraform knows", async () => {
    expect((await workspace.plan()).unexplained).toEqual([]);
  });
});

test("all of it is destroyed", async () => {
  await workspace.destroy();
  expect(await workspace.resources()).toEqual([]);
});
