/**
 * What Aurora clusters work with, by the real provider: S3, Lambda, SNS, AWS Backup and schedules. On the emulator each test goes on from the one before.
 */
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { App, TerraformStack } from "cdktf";
import { AuroraBackupPlan, AuroraCluster, AuroraClusterProps, BackupVault } from "../../modules/aurora-cluster";
import { Network } from "../../modules/network";
import { Bucket } from "../../modules/storage";
import { AlarmTopic, AwsEnvironment, EncryptionKey, useRemoval } from "../../src/core";
import { EMULATOR_ACCOUNT_ID } from "../../tools/support/terraform/aws-settings";
import { Workspace, queryApi, useEmulator } from "./support";

const REGION = "eu-central-1";
const emulator = useEmulator();

interface Shape {
  readonly mysql?: boolean;
  readonly grants?: boolean;
  readonly openingMin?: number;
  readonly props?: Partial<AuroraClusterProps>;
  readonly retentionDays?: number;
}

function build({ mysql = false, grants = true, openingMin = 2, props = {}, retentionDays = 35 }: Shape) {
  return (app: App) => {
    const stack = new TerraformStack(app, "services");
    const account = { allowedAccountIds: [EMULATOR_ACCOUNT_ID] };
    new AwsProvider(stack, "Aws", { region: REGION, ...account });
    const provider = new AwsProvider(stack, "Elsewhere", { region: "eu-west-1", alias: "elsewhere", ...account });
    new AwsEnvironment(stack, { accountId: EMULATOR_ACCOUNT_ID, region: REGION });
    useRemoval(stack, "destroy");
    const encryptionKey = new EncryptionKey(stack, "Key");
    const network = new Network(stack, "Network", {
      cidrBlock: "10.60.0.0/16",
      availabilityZones: [`${REGION}a`, `${REGION}b`],
      natGateways: "none",
      interfaceEndpoints: ["lambda"],
      encryptionKey,
    });
    const database = new AuroraCluster(stack, "Database", {
      network,
      encryptionKey,
      engine: mysql ? "aurora-mysql" : "aurora-postgresql",
      readers: {},
      readerAutoScaling: {
        min: 0,
        max: 4,
        schedules: { opening: { recurrence: "30 8 * * 1-5", timeZone: "Europe/Berlin", min: openingMin } },
      },
      ...props,
    });
    database.addEventNotifications(new AlarmTopic(stack, "Topic", { encryptionKey }));
    if (grants) {
      const bucket = new Bucket(stack, "Trades", { encryptionKey });
      database.grantImportFrom(bucket, "incoming/*");
      database.grantExportTo(bucket);
      database.grantInvoke(`arn:aws:lambda:${REGION}:${EMULATOR_ACCOUNT_ID}:function:on-trade`);
    }
    const vault = new BackupVault(stack, "Vault", { encryptionKey, minRetentionDays: 7 });
    const copyTo = new BackupVault(stack, "Copies", { encryptionKey: new EncryptionKey(stack, "OtherKey", { provider }), provider });
    new AuroraBackupPlan(stack, "Backups", { database, vault, rules: { daily: { recurrence: "0 3 * * *", retentionDays, copyTo } } });
    return stack;
  };
}

let workspace: Workspace;

test.each([false, true])("everything that a cluster works with is valid, and planned offline: MySQL %p", async (mysql) => {
  workspace = await Workspace.make(build({ mysql, props: { port: 6432, parameters: mysql ? {} : { work_mem: 65_536 } } }));
  await workspace.validate();
  const plan = await workspace.plan();
  expect(plan.dataSources).toEqual([]);
  expect(plan.resource("aws_rds_cluster")).toMatchObject({ port: 6432 });
  expect(plan.resource("aws_appautoscaling_scheduled_action")).toMatchObject({
    schedule: "cron(30 8 ? * MON,TUE,WED,THU,FRI *)",
    timezone: "Europe/Berlin",
    scalable_target_action: [{ min_capacity: "2" }],
  });
  expect(plan.resource("aws_backup_plan").rule).toMatchObject([{ schedule: "cron(0 3 * * ? *)", lifecycle: [{ delete_after: 35 }] }]);
});

describe.each([false, true])("on the emulator, MySQL %p", (mysql) => {
  beforeAll(async () => {
    workspace = await Workspace.make(build({ mysql }), { endpoint: emulator.url });
    await workspace.apply();
  });

  const rolesOfCluster = async (): Promise<string[]> => {
    const { body } = await queryApi(emulator.url, "rds", { Action: "DescribeDBClusters", Version: "2014-10-31" });
    return [...body.matchAll(/<RoleArn>[^<]+role\/services-Database-(\w+)-/g)].map(([, name]) => name!).sort();
  };

  test("a second plan is empty", async () => {
    expect((await workspace.plan()).unexplained).toEqual([]);
    expect(await rolesOfCluster()).toEqual(mysql ? ["LambdaRole", "S3Role"] : ["LambdaRole", "S3ExportRole", "S3ImportRole"]);
  });

  test("a schedule, a parameter and a retention change in place", async () => {
    const parameters: AuroraClusterProps["parameters"] = mysql
      ? { long_query_time: 2 }
      : { log_min_duration_statement: 500, shared_preload_libraries: "pg_stat_statements, pgaudit" };
    workspace.synth(build({ mysql, openingMin: 3, props: { parameters }, retentionDays: 14 }));
    expect((await workspace.plan()).summary()).toEqual([
      "update Backups/Resource",
      "update Database/ClusterParameterGroup",
      "update Database/ReaderAutoScaling/Schedule-opening",
    ]);
    await workspace.apply();
    expect((await workspace.plan()).unexplained).toEqual([]);
  });

  test("roles that nothing is granted to any more go, the cluster stays", async () => {
    workspace.synth(build({ mysql, openingMin: 3, grants: false, retentionDays: 14 }));
    const plan = await workspace.plan();
    expect(plan.of("replace")).toEqual([]);
    await workspace.apply();
    expect((await workspace.plan()).unexplained).toEqual([]);
    expect(await rolesOfCluster()).toEqual([]);
  });

  test("is destroyed to nothing", async () => {
    await workspace.destroy();
    expect(await workspace.deployed()).toEqual([]);
  });
});
