import { AuroraBackupPlan, AuroraCluster, AuroraGlobalDatabase, AuroraProxy, BackupVault } from "../../modules/aurora-cluster";
import { EncryptionKey } from "../../src/core";
import { network } from "../support/network";
import { messageOf, testStack } from "../support/synth";

const GLOBAL = { globalClusterIdentifier: "orders", engine: "aurora-postgresql", engineVersion: "17.4" };

/** The same without one of its members. */
const without = (object: object, member: string): object => Object.fromEntries(Object.entries(object).filter(([name]) => name !== member));

// What is given may be a class of the user's own: it has to have every member that is read of it.
test.each(Object.keys(GLOBAL))("a global database without %s is none", (member) => {
  const stack = testStack();
  const globalDatabase = { database: without(GLOBAL, member), role: "secondary" };
  const encryptionKey = new EncryptionKey(stack, "Key");
  expect(messageOf(() => new AuroraCluster(stack, "Database", { network, encryptionKey, globalDatabase } as never))).toBe(
    "trading-test/Database: invalid input\n  - globalDatabase.database: must be an AuroraGlobalDatabase; " +
      `received ${JSON.stringify(globalDatabase.database)}. Give an AuroraGlobalDatabase.`,
  );
});

const VAULT = { backupVaultName: "vault", backupVaultArn: "arn:aws:backup:eu-central-1:111122223333:backup-vault:vault" };

test.each(Object.keys(VAULT))("a vault without %s is none", (member) => {
  const vault = without(VAULT, member);
  expect(
    messageOf(() => new AuroraBackupPlan(testStack(), "Backups", { database: { clusterIdentifier: "orders" }, vault: vault as never })),
  ).toBe(`trading-test/Backups: invalid input\n  - vault: must be a BackupVault; received ${JSON.stringify(vault)}. Give a BackupVault.`);
});

const CLUSTER = { clusterIdentifier: "orders", engine: "aurora-postgresql", port: 5432, connections: {}, instances: [] };

test.each(Object.keys(CLUSTER))("a cluster without %s is none that a proxy pools connections for", (member) => {
  const stack = testStack();
  const database = without(CLUSTER, member);
  const encryptionKey = new EncryptionKey(stack, "Key");
  expect(messageOf(() => new AuroraProxy(stack, "Proxy", { network, encryptionKey, database: database as never }))).toBe(
    `trading-test/Proxy: invalid input\n  - database: must be an AuroraCluster; received ${JSON.stringify(database)}. Give an AuroraCluster.`,
  );
});

test("who gives the name of a global database or of a cluster is told what makes one of it", () => {
  const stack = testStack();
  const encryptionKey = new EncryptionKey(stack, "Key");
  const globalDatabase = { database: "orders", role: "secondary" };
  expect(messageOf(() => new AuroraCluster(stack, "Database", { network, encryptionKey, globalDatabase } as never))).toBe(
    'trading-test/Database: invalid input\n  - globalDatabase.database: must be an AuroraGlobalDatabase; received "orders". ' +
      "Give an AuroraGlobalDatabase; for one that exists, AuroraGlobalDatabase.fromAttributes(…).",
  );
  expect(messageOf(() => new AuroraBackupPlan(stack, "Backups", { database: "orders", vault: VAULT } as never))).toBe(
    'trading-test/Backups: invalid input\n  - database: must be an AuroraCluster; received "orders". ' +
      "Give an AuroraCluster; for one that exists, AuroraCluster.fromAttributes(…).",
  );
});

test("a global database that exists has an identifier and a version", () => {
  expect(messageOf(() => AuroraGlobalDatabase.fromAttributes(testStack(), "Orders", { engine: "postgres" } as never))).toBe(
    [
      "trading-test/Orders: 3 invalid inputs",
      "globalClusterIdentifier: must be a string; received nothing. It is required.",
      'engine: must be one of aurora-postgresql, aurora-mysql; received "postgres". Use one of these.',
      "engineVersion: must be a string; received nothing. It is required.",
    ].join("\n  - "),
  );
});

test("what a backup plan is made of has its types", () => {
  const rule = { recurrence: 7, timeZone: 7, retentionDays: "7", copyTo: "vault", copyRetentionDays: "7" };
  const make = (rules: unknown) => () =>
    new AuroraBackupPlan(testStack(), "Backups", { database: { clusterIdentifier: "orders" }, vault: VAULT, rules } as never);
  expect(messageOf(make("daily"))).toBe(
    'trading-test/Backups: invalid input\n  - rules: must be an object; received "daily". Write it as { … }.',
  );
  expect(messageOf(make({ daily: rule }))).toBe(
    [
      "trading-test/Backups: 5 invalid inputs",
      'rules["daily"].recurrence: must be a string; received 7. Put it in quotes.',
      'rules["daily"].timeZone: must be a string; received 7. Put it in quotes.',
      'rules["daily"].retentionDays: must be a number; received "7". Write it without quotes.',
      'rules["daily"].copyTo: must be a BackupVault; received "vault". Give a BackupVault.',
      'rules["daily"].copyRetentionDays: must be a number; received "7". Write it without quotes.',
    ].join("\n  - "),
  );
});

test("what has no identifier is no cluster that is backed up", () => {
  const stack = testStack();
  const vault = new BackupVault(stack, "Vault", { encryptionKey: new EncryptionKey(stack, "Key") });
  expect(messageOf(() => new AuroraBackupPlan(stack, "Backups", { database: {} as never, vault }))).toBe(
    "trading-test/Backups: invalid input\n  - database: must be an AuroraCluster; received {}. Give an AuroraCluster.",
  );
});
