import { RdsCluster } from "@cdktf/provider-aws/lib/rds-cluster";
import { Construct } from "constructs";
import {
  AuroraBackupPlan,
  AuroraCluster,
  AuroraGlobalDatabase,
  AuroraProxy,
  BackupVault,
  RestoreDrill,
} from "../../modules/aurora-cluster";
import { DatabaseUsers } from "../../modules/aurora-cluster/database-users";
import { createDrillRole, createSchedulerRole } from "../../modules/aurora-cluster/restore-drill-roles";
import { createRestoredSettings } from "../../modules/aurora-cluster/restored-settings";
import { EncryptionKey } from "../../src/core";
import { network } from "../support/network";
import { synth, testStack } from "../support/synth";

/** Everything that has a name, below a construct whose id is longer than most names may be. */
function longNamed() {
  const stack = testStack();
  const encryptionKey = new EncryptionKey(stack, "Key");
  const scope = new Construct(stack, `Order_Books${"x".repeat(200)}`);
  const props = { network, encryptionKey };
  const database = new AuroraCluster(scope, "Database", { ...props, dataApi: true });
  database.addUser("trading_api", { access: "read-only" });
  database.addEventNotifications({ topicArn: "arn:aws:sns:eu-central-1:111122223333:events" });
  const userSecretArns = { api: "arn:aws:secretsmanager:eu-central-1:111122223333:secret:api-AbCdEf" };
  new AuroraProxy(scope, "Proxy", { ...props, database, userSecretArns });
  new AuroraGlobalDatabase(scope, "Global");
  new AuroraBackupPlan(scope, "Backups", { database, vault: new BackupVault(scope, "Vault", { encryptionKey }) });
  new RestoreDrill(scope, "Drill", { database, network, check: "true" });
  return synth(stack);
}

/** Names that RDS keeps in lower case, and names of services that know capitals and underscores. */
const LOWER = /^trading-test-order-booksx+(-[a-z-]+)?-[0-9a-f]{8}/;
const MIXED = /^trading-test-Order_Booksx+-[0-9a-f]{8}/;

describe("a name that is cut is as long as its service takes", () => {
  const made = longNamed();

  test.each<[string, string, number, RegExp]>([
    // AWS Backup API Reference, "CreateBackupVault", "BackupPlanInput", "BackupSelection": 50 letters, digits, hyphens and underscores.
    ["aws_backup_vault", "name", 50, MIXED],
    ["aws_backup_plan", "name", 50, MIXED],
    ["aws_backup_selection", "name", 50, MIXED],
    // EventBridge Scheduler API Reference, "CreateSchedule": 64.
    ["aws_scheduler_schedule", "name", 64, MIXED],
    // RDS API Reference, "CreateGlobalCluster", "CreateDBProxy", "CreateDBProxyEndpoint": 63, of which the proxy leaves eight to its endpoint's "-readers".
    ["aws_rds_global_cluster", "global_cluster_identifier", 63, LOWER],
    ["aws_db_proxy", "name", 55, LOWER],
    ["aws_db_proxy_endpoint", "db_proxy_endpoint_name", 63, LOWER],
    // The same, "CreateEventSubscription": 255.
    ["aws_db_event_subscription", "name", 255, LOWER],
    // The same, "CreateDBClusterParameterGroup", "CreateDBParameterGroup": 255, of which Terraform's own part has 26.
    ["aws_rds_cluster_parameter_group", "name_prefix", 229, LOWER],
    ["aws_db_parameter_group", "name_prefix", 229, LOWER],
    // The same, "CreateDBCluster": 63, of which the names of its instances have 18.
    ["aws_rds_cluster", "cluster_identifier", 45, LOWER],
  ])("of %s: %s of %i characters", (type, attribute, length, pattern) => {
    const names = Object.values(made.resources(type)).map((resource) => resource[attribute] as string);
    const longest = names.reduce((longer, name) => (name.length > longer.length ? name : longer));
    expect(longest).toMatch(pattern);
    expect(longest).toHaveLength(length);
  });

  // RDS API Reference, "CreateDBInstance": 63, of which the drill's instance has "-check".
  test("of a restore drill's cluster: 57 characters, so that its instance's name has 63", () => {
    const runbook = Object.values(made.json.locals as Record<string, string>).find((local) => local.includes("RestoreDBCluster"))!;
    const [, instance, cluster] = /"DBInstanceIdentifier":"([a-z0-9-]+)","DBClusterIdentifier":"([a-z0-9-]+)"/.exec(runbook)!;
    expect([cluster!.length, instance]).toEqual([57, `${cluster}-check`]);
  });
});

// Systems Manager API Reference, "CreateDocument": a name that begins with AWS's is refused.
test("runbooks of a stack that is called as AWS is begin with what they do", () => {
  const stack = testStack("aws-trading");
  const props = { network, encryptionKey: new EncryptionKey(stack, "Key") };
  const database = new AuroraCluster(stack, "Database", { ...props, dataApi: true });
  database.addUser("trading_api", { access: "read-only" });
  new AuroraCluster(stack, "Restored", { ...props, restoreFrom: { snapshotIdentifier: "orders" } });
  new RestoreDrill(stack, "Drill", { database, network, check: "true" });
  const names = Object.values(synth(stack).resources("aws_ssm_document")).map(({ name }) => (name as string).split("-$")[0]);
  expect(names.sort()).toEqual([
    "drill-aws-trading-Drill",
    "restore-aws-trading-Restored-RestoredSettings",
    "users-aws-trading-Database-Users",
  ]);
});

// IAM API Reference, "CreateRole": a description has 1000 characters.
test("the descriptions of roles are cut after 1000 characters", () => {
  const stack = testStack();
  const scope = new Construct(stack, "x".repeat(1000));
  const resource = new RdsCluster(stack, "Cluster", { engine: "aurora-postgresql" });
  const encryptionKey = new EncryptionKey(stack, "Key");
  const { arn } = resource;
  const common = { databaseSubnetGroupName: "subnets", clusterParameterGroupName: "parameters", keyArn: encryptionKey.keyArn };
  const role = createDrillRole(scope, {
    ...common,
    sourceArn: arn,
    drillClusterArn: arn,
    drillInstanceArn: arn,
    metricNamespace: "Drills",
  });
  createSchedulerRole(scope, { documentName: "drill", role });
  createRestoredSettings(Object.assign(new Construct(scope, "Restored"), { resource }), true, {
    databaseInsights: "standard",
    encryptionKey,
    dataApi: false,
  });
  new DatabaseUsers(scope, "Users", {
    engine: "aurora-postgresql",
    clusterArn: arn,
    secretArn: arn,
    encryptionKey,
    instances: [],
    mayPause: false,
  });
  const descriptions = Object.values(synth(stack).resources("aws_iam_role")).map(({ description }) => description as string);
  expect(descriptions.map((description) => [description.split(" of ")[0], description.length]).sort()).toEqual([
    ["Database users", 1000],
    ["Restores", 1000],
    ["Schedule", 1000],
    ["Settings", 1000],
  ]);
});
