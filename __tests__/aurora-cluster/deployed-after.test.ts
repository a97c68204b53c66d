import { TerraformStack } from "cdktf";
import { Construct } from "constructs";
import { AuroraBackupPlan, AuroraCluster, AuroraProxy, BackupVault, RestoreDrill } from "../../modules/aurora-cluster";
import { EncryptionKey, INetwork } from "../../src/core";
import { network } from "../support/network";
import { testStacks } from "../support/stacks";

type Stacks = readonly [base: TerraformStack, data: TerraformStack];

/** A network that is a construct of a stack. */
const networkIn = (stack: TerraformStack): INetwork => Object.assign(new Construct(stack, "Network"), network);
const key = (stack: TerraformStack): EncryptionKey => new EncryptionKey(stack, "Key");
const cluster = (stack: TerraformStack): AuroraCluster =>
  new AuroraCluster(stack, "Database", { network, encryptionKey: EncryptionKey.fromArn(stack, "OwnKey", KEY_ARN), dataApi: true });
const vault = (stack: TerraformStack, id = "Vault"): BackupVault => new BackupVault(stack, id, { encryptionKey: ownKey(stack, id) });
const ownKey = (stack: TerraformStack, id: string): EncryptionKey => new EncryptionKey(stack, `${id}Key`);
const KEY_ARN = "arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";
const SECRETS = { trading_api: "arn:aws:secretsmanager:eu-central-1:111122223333:secret:api-AbCdEf" };
const RULE = { recurrence: "0 5 * * *", retentionDays: 35 };

// Terraform deploys one stack after another: what is made needs what it is given at once, whether or not its arguments refer to it.
test.each<[string, (...stacks: Stacks) => unknown]>([
  [
    "a cluster, of its network",
    (base, data) => new AuroraCluster(data, "Database", { network: networkIn(base), encryptionKey: key(data) }),
  ],
  ["a cluster, of its key", (base, data) => new AuroraCluster(data, "Database", { network, encryptionKey: key(base) })],
  [
    "a cluster, of the topic of its events",
    (base, data) => {
      const topic = Object.assign(new Construct(base, "Topic"), { topicArn: "arn:aws:sns:eu-central-1:111122223333:events" });
      cluster(data).addEventNotifications(topic);
    },
  ],
  [
    "a proxy, of its network",
    (base, data) =>
      new AuroraProxy(data, "Proxy", {
        network: networkIn(base),
        database: cluster(data),
        encryptionKey: key(data),
        userSecretArns: SECRETS,
      }),
  ],
  [
    "a proxy, of its database",
    (base, data) => new AuroraProxy(data, "Proxy", { network, database: cluster(base), encryptionKey: key(data), userSecretArns: SECRETS }),
  ],
  [
    "a proxy, of its key",
    (base, data) => new AuroraProxy(data, "Proxy", { network, database: cluster(data), encryptionKey: key(base), userSecretArns: SECRETS }),
  ],
  [
    "a drill, of its network",
    (base, data) => new RestoreDrill(data, "Drill", { network: networkIn(base), database: cluster(data), check: "true" }),
  ],
  ["a drill, of its database", (base, data) => new RestoreDrill(data, "Drill", { network, database: cluster(base), check: "true" })],
  ["a vault, of its key", (base, data) => new BackupVault(data, "Vault", { encryptionKey: key(base) })],
  [
    "a backup plan, of its database",
    (base, data) => new AuroraBackupPlan(data, "Backups", { database: cluster(base), vault: vault(data) }),
  ],
  ["a backup plan, of its vault", (base, data) => new AuroraBackupPlan(data, "Backups", { database: cluster(data), vault: vault(base) })],
  [
    "a backup plan, of a vault that it copies to",
    (base, data) => {
      const rules = { daily: { ...RULE, copyTo: vault(base, "Copies") } };
      new AuroraBackupPlan(data, "Backups", { database: cluster(data), vault: vault(data), rules });
    },
  ],
])("is deployed after the stack: %s", (_, make) => {
  const [base, data] = testStacks("base", "data") as [TerraformStack, TerraformStack];
  make(base, data);
  expect(data.dependsOn(base)).toBe(true);
});
