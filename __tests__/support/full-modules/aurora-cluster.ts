/** Everything that the module aurora-cluster creates. */
import { TerraformStack, TerraformVariable } from "cdktf";
import {
  AuroraBackupPlan,
  AuroraCluster,
  AuroraGlobalDatabase,
  AuroraProxy,
  BackupVault,
  RestoreDrill,
} from "../../../modules/aurora-cluster";
import { AlarmTopic } from "../../../src/core";
import { database } from "../../aurora-cluster/fixture";
import { bucket } from "../../edge/fixture";
import { network, service } from "../network";

const SECRET = "arn:aws:secretsmanager:eu-central-1:111122223333:secret:reports-AbCdEf";

export function fullAuroraCluster(): TerraformStack {
  const { stack, key, cluster } = database({
    readers: { a: {}, reports: {} },
    readerAutoScaling: { max: 5, schedules: { open: { recurrence: "30 8 * * MON-FRI", min: 3 } } },
    customEndpoints: { reports: { members: ["reports"] } },
    parameters: { log_min_duration_statement: 1000 },
    instanceParameters: { work_mem: 65536 },
    dataApi: true,
    activityStream: "async",
  });
  const topic = new AlarmTopic(stack, "Topic", { encryptionKey: key });
  const api = service(stack);
  cluster.addUser("trading_api", { access: "read-write" });
  cluster.grantConnect(api, "trading_api");
  cluster.grantImportFrom(bucket());
  cluster.grantExportTo(bucket());
  cluster.grantInvoke("arn:aws:lambda:eu-central-1:111122223333:function:price");
  cluster.addEventNotifications({ topicArn: "arn:aws:sns:eu-central-1:111122223333:events" });
  cluster.addAlarms(topic);
  cluster.connections.allowDefaultPortFrom(api, "orders");
  new AuroraProxy(stack, "Proxy", { network, database: cluster, encryptionKey: key, userSecretArns: { reports: SECRET } });
  const vault = new BackupVault(stack, "Vault", { encryptionKey: key, minRetentionDays: 7 });
  new AuroraBackupPlan(stack, "Backups", { database: cluster, vault });
  new RestoreDrill(stack, "Drill", { database: cluster, network, check: "true" }).addAlarms(topic);
  const restored = { sourceClusterIdentifier: "orders" };
  new AuroraCluster(stack, "Restored", { network, encryptionKey: key, restoreFrom: restored });
  new AuroraCluster(stack, "Serverless", { network, encryptionKey: key, serverless: { minCapacityAcu: 0.5, maxCapacityAcu: 8 } });
  const password = new TerraformVariable(stack, "MasterPassword", { type: "string", sensitive: true });
  password.addOverride("ephemeral", true);
  const globalDatabase = {
    database: new AuroraGlobalDatabase(stack, "Global"),
    role: "primary" as const,
    masterPassword: password.stringValue,
    masterPasswordVersion: 1,
  };
  new AuroraCluster(stack, "Primary", { network, encryptionKey: key, globalDatabase });
  return stack;
}
