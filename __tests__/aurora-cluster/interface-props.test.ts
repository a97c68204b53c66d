import { AuroraBackupPlan, AuroraCluster, BackupVault } from "../../modules/aurora-cluster";
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

test("what has no identifier is no cluster that is backed up", () => {
  const stack = testStack();
  const vault = new BackupVault(stack, "Vault", { encryptionKey: new EncryptionKey(stack, "Key") });
  expect(messageOf(() => new AuroraBackupPlan(stack, "Backups", { database: {} as never, vault }))).toBe(
    "trading-test/Backups: invalid input\n  - database: must be an AuroraCluster; received {}. Give an AuroraCluster.",
  );
});
